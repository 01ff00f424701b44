// The 72 hours of clinical care: who sees them end, and where no word of them ever stands. The tables, played.
import { type DeadlineSeen, deadlineSeenCases, neverHolds } from '@primero/domain/workflow/clinical-deadline.cases.ts'
import type { Moment } from '@primero/domain/time.ts'
import { careOf, sinceField } from '@primero/domain/workflow/clinical-care.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { sendMails } from '../../src/mail/send.ts'
import { openTestHouse, shippedBundles, type TestHouse } from '../house.ts'
import { type Mailbox, openMailbox } from '../mailbox.ts'
import { intend, pulled, push, uuid } from '../sync/device.ts'

let t: TestHouse
let box: Mailbox

const dawn = 'agency-dawn-centre'
const team = ['usergroup-primero-gbv']
const clinics = ['usergroup-training-gbv-dallis']
const module = 'primeromodule-gbv'

beforeAll(async () => {
  const bundles = structuredClone(shippedBundles())
  for (const role of bundles.flatMap(({ roles }) => roles))
    if (role.id === 'role-gbv-caseworker') role.permissions['case']?.push('assign', 'referral')
  t = await openTestHouse(inject('database'), { bundles })
  await t.enrol(
    { userName: 'gul', role: 'role-gbv-caseworker', agency: dawn, groups: team },
    { userName: 'next', role: 'role-gbv-caseworker', agency: dawn, groups: team },
    { userName: 'stranger', role: 'role-gbv-caseworker', agency: dawn, groups: team },
    { userName: 'sana', role: 'role-gbv-case-management-supervisor', agency: dawn, groups: team },
    { userName: 'clinic', role: 'role-gbv-service-provider', agency: dawn, groups: clinics },
    { userName: 'other', role: 'role-gbv-service-provider', agency: dawn, groups: clinics },
  )
  box = await openMailbox()
  t.house.settings = { ...t.house.settings, smtp: box.settings }
  await sql`update account set email = user_name || '@example.org'`.execute(t.house.db)
})
afterAll(async () => {
  await box.close()
  await t.close()
})

const says = async (user: string, name: Parameters<typeof intend>[1], args: object) => {
  const [outcome] = await push(t.as(user), intend(user, name, { type: 'case', ...args }, { basedOn: 1 }))
  expect(outcome, JSON.stringify(outcome)).toMatchObject({ outcome: 'applied' })
}
const health = 'health_medical_service'
const ago = (hours: number): string => new Date(t.house.clock().getTime() - hours * 3_600_000).toISOString()
const dayOf = (moment: string): string => moment.slice(0, 10)

async function sent({ from, excluded = [], who }: DeadlineSeen) {
  const [id, transition] = [uuid(), uuid()]
  const since = ago(30)
  const data = { id, module_id: module, consent_for_services: true, sex: 'female' }
  const told = from === undefined ? { clinical_care_since: since } : {}
  const made = await t.as('gul').post('/api/v2/cases', { data: { ...data, ...told } })
  expect(made.status, made.text).toBe(204)
  if (from === 'incident') {
    const incident = { module_id: module, incident_case_id: id, incident_date: dayOf(since) }
    expect((await t.as('gul').post('/api/v2/incidents', { data: incident })).status).toBe(200)
  }
  const terms = { purposes: ['referral'], services: [], agencies: [], givenBy: ['other'], explainedHow: ['spoken'] }
  if (excluded.length > 0) await says('gul', 'consent.give', { id, consent: uuid(), ...terms, excluded })
  const isOutside = who === 'clinic over a link'
  const to = isOutside ? { to: null, remote: true, toRemote: 'Clinic' } : { to: 'clinic' }
  await says('gul', 'transition.make', { id, transition, kind: 'Referral', service: health, ...to })
  const start = from === 'incident' ? `${dayOf(since)}T00:00:00.000Z` : from === 'sending' ? undefined : since
  const by = new Date(Date.parse(start ?? t.house.clock().toISOString()) + 72 * 3_600_000)
  return { id, transition, by: by.toISOString() }
}

type Sent = Awaited<ReturnType<typeof sent>>

async function answered({ status, given }: DeadlineSeen, { id, transition }: Sent): Promise<void> {
  const answer = (user: string, word: string) => says(user, 'transition.answer', { id, transition, answer: word })
  if (status === 'accepted' || status === 'done') await answer('clinic', 'accept')
  if (given) {
    const patch = { data: { clinical_care_received_on: ago(1) } }
    expect((await t.as('clinic').patch(`/api/v2/cases/${id}`, patch)).status).toBe(200)
  }
  if (status === 'done') await answer('clinic', 'done')
  if (status === 'rejected') await answer('clinic', 'reject')
  if (status === 'revoked') await answer('gul', 'revoke')
}

/** What somebody is shown: the end of the hours, by the page of the case. */
async function seenBy(user: string, { id, transition }: Sent): Promise<string | undefined> {
  const page = await pulled(t.as(user), 'case', id)
  return page?.shares?.find((one: { id: string }) => one.id === transition)?.careBy
}

/** Referrals to others are none of hers (access §5.4): the page works it out of what she reads of the case. */
async function seenOnThePage({ id }: Sent): Promise<string> {
  const { data } = await pulled(t.as('sana'), 'case', id)
  expect(data).not.toHaveProperty('name')
  return careOf(ago(0) as Moment, data[sinceField], [], 'UTC').by
}

async function overALink({ transition }: Sent): Promise<string> {
  const id = uuid()
  const body = { id, transition, days: 7, fields: [], contact: '' }
  const made = await t.as('gul').post('/api/ext/links', body)
  expect(made.status, made.text).toBe(201)
  const { code } = (await t.as('gul').post(`/api/ext/links/${id}/code`, undefined)).body
  const reply = await t.app.inject({
    method: 'POST',
    url: new URL(made.body.address).pathname,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ code }).toString(),
  })
  expect(reply.statusCode).toBe(200)
  return reply.body
}

const users = { sender: 'gul', owner: 'next', supervisor: 'sana', clinic: 'clinic', stranger: 'stranger' } as const

test.each(deadlineSeenCases)('$who, $says: $sees', async (kase) => {
  // Whoever makes many links is slowed down.
  t.pass(1)
  const { who, sees } = kase
  const share = await sent(kase)
  await answered(kase, share)
  if (who === 'clinic over a link') {
    expect((await overALink(share)).includes('Care within 72 hours ends')).toBe(sees === 'deadline')
    return
  }
  const isOther = who === 'another provider'
  if (isOther) {
    const second = { id: share.id, transition: uuid(), kind: 'Referral', to: 'other', service: 'psychosocial_service' }
    await says('gul', 'transition.make', second)
  }
  if (who === 'owner') {
    const given = await t.as('gul').post(`/api/v2/cases/${share.id}/assigns`, { data: { transitioned_to: 'next' } })
    expect(given.status, given.text).toBe(200)
  }
  const user = isOther ? 'other' : users[who]
  const seen = who === 'supervisor' ? await seenOnThePage(share) : await seenBy(user, share)
  if (sees === 'nothing') expect(seen).toBeUndefined()
  // From the sending it counts from whenever that arrived.
  else if (kase.from === 'sending') expect(Date.parse(seen ?? '')).toBeGreaterThanOrEqual(Date.parse(share.by) - 60_000)
  else expect(seen).toBe(share.by)
  if (isOther) expect(JSON.stringify(await pulled(t.as('other'), 'case', share.id))).not.toContain(share.by)
})

test('no word of the deadline stands in a mail, over v2, in history, in the audit, or in a notice', async () => {
  const share = await sent({ says: '', who: 'sender', sees: 'deadline' })
  await sendMails(t.house)
  const gul = t.as('gul')
  const audit = await sql<{ row: string }>`
    select a::text as row from audit a where record_id = ${share.id}`.execute(t.house.db)
  const places: Record<(typeof neverHolds)[number], string> = {
    mail: box.mails.map(({ raw }) => raw).join('\n'),
    push: JSON.stringify((await t.as('clinic').get('/api/ext/me/notices')).body),
    v2: [
      (await gul.get(`/api/v2/cases/${share.id}`)).text,
      (await gul.get(`/api/v2/cases/${share.id}/referrals`)).text,
    ].join('\n'),
    history: (await t.as('gul').get(`/api/v2/cases/${share.id}/record_history`)).text,
    audit: audit.rows.map(({ row }) => row).join('\n'),
    log: '',
    title: (await t.app.inject({ url: '/' })).body,
  }
  expect(places.v2).toContain(share.transition)
  for (const place of neverHolds)
    for (const word of [share.by, share.by.slice(0, 16), 'careBy', 'care_by', '72'])
      expect({ place, holds: word.length > 2 && places[place].includes(word) }).toEqual({ place, holds: false })
})
