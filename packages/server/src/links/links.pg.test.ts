// One-time links over HTTP: who makes them and their codes, what their pages show to whom, and what ends them at once.
import { packageKeys } from '@primero/domain/workflow/one-time-link.cases.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { asHouse } from '../db/database.ts'
import { heldRecords } from '../search/queries.ts'
import { emptyLateLinks } from './queries.ts'
import { linkWords } from './words.ts'
import { intend, pulled, push, uuid } from '../../test/sync/device.ts'

let t: TestHouse
const team = 'usergroup-primero-cp'
const open = 'agency-open-door'

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(
    { userName: 'olga', role: 'role-cp-case-worker', agency: open, groups: [team] },
    { userName: 'omar', role: 'role-cp-case-worker', agency: open, groups: [team] },
    { userName: 'badr', role: 'role-cp-manager', agency: open, groups: [team] },
    ...['far', 'reem'].map((userName) => ({
      userName,
      role: 'role-cp-case-worker',
      agency: 'agency-child-bridge',
      groups: ['usergroup-training-dallis'],
    })),
  )
})
afterAll(() => t.close())
// Whoever makes many links is slowed down.
beforeEach(() => t.pass(1))

type Sent = { id: string; transition: string }
async function sent(data: object = {}): Promise<Sent> {
  const [id, transition] = [uuid(), uuid()]
  const given = { consent_for_services: true, disclosure_other_orgs: true, name_first: 'Mirsad', age: 9, sex: 'male' }
  const made = await t.as('olga').post('/api/v2/cases', {
    data: { id, module_id: 'primeromodule-cp', ...given, ...data },
  })
  expect(made.status, made.text).toBe(204)
  const service = 'health_medical_service'
  const args = { type: 'case', id, transition, kind: 'Referral', to: null, remote: true, toRemote: 'Clinic', service }
  const [outcome] = await push(
    t.as('olga'),
    intend('olga', 'transition.make', { ...args, notes: 'Coughs <b>a lot</b>' }),
  )
  expect(outcome?.outcome, JSON.stringify(outcome)).toBe('applied')
  return { id, transition }
}

type Link = { id: string; path: string; code: string }
async function linked(of: Sent, more: object = {}): Promise<Link> {
  const id = uuid()
  const body = { id, transition: of.transition, days: 7, fields: ['age', 'sex'], contact: '0791 000 111', ...more }
  const made = await t.as('olga').post('/api/ext/links', body)
  expect(made.status, made.text).toBe(201)
  return { id, path: new URL(made.body.address).pathname, code: await coded(id) }
}
async function coded(id: string): Promise<string> {
  const reply = await t.as('olga').post(`/api/ext/links/${id}/code`, undefined)
  expect(reply.status, reply.text).toBe(201)
  return reply.body.code
}

type Page = { status: number; html: string; cookie: string | undefined; headers: Record<string, unknown> }
let address = 1
/** A browser with at most one visit; each comes from an address of its own, as the house slows one that asks too often. */
function browser() {
  let cookie: string | undefined
  address += 1
  const remoteAddress = `192.0.2.${address}`
  const call = async (method: 'GET' | 'POST', url: string, form?: Record<string, string>): Promise<Page> => {
    const reply = await t.app.inject({
      method,
      url,
      remoteAddress,
      headers: {
        ...(cookie ? { cookie } : {}),
        ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(form ? { payload: new URLSearchParams(form).toString() } : {}),
    })
    const set = [reply.headers['set-cookie']].flat().find((one) => one?.startsWith('visit='))
    if (set) cookie = set.split(';')[0]
    return { status: reply.statusCode, html: reply.body, cookie: set, headers: reply.headers }
  }
  return {
    looks: (path: string) => call('GET', path),
    types: (path: string, code: string) => call('POST', path, { code }),
    answers: (path: string, answer: string, note = '') => call('POST', path, { answer, note }),
    speaks: (path: string, language: string, note: string) => call('POST', `${path}?l=${language}`, { note }),
  }
}
const form = 'Type the code'
const over = 'This link is not open'
const stateOf = async ({ id, transition }: Sent): Promise<string> => {
  const shares = (await pulled(t.as('olga'), 'case', id)).shares as { id: string; status: string }[]
  return shares.find((one) => one.id === transition)?.status ?? ''
}
async function isEmptied({ id }: Link): Promise<boolean> {
  const { rows } = await sql<{ package_sealed: Buffer | null }>`
    select package_sealed from one_time_link where id = ${id}`.execute(t.house.db)
  return rows[0]?.package_sealed === null
}
const noticesOf = async (id: string): Promise<string[]> =>
  (await t.as('olga').get('/api/ext/me/notices')).body.notices
    .filter(({ record }: { record: { id: string } | null }) => record?.id === id)
    .map(({ kind }: { kind: string }) => kind)

describe('over a one-time link', () => {
  test('a provider sees the package alone, accepts, and says that it is done', async () => {
    const of = await sent({ services_section: [] })
    const link = await linked(of)
    const clinic = browser()
    const first = await clinic.looks(link.path)
    expect(first.status).toBe(200)
    expect(first.html).toContain(form)
    for (const word of ['Mirsad', 'Coughs', 'Clinic', 'health']) expect(first.html).not.toContain(word)
    const inside = await clinic.types(link.path, link.code)
    expect(inside.status).toBe(200)
    for (const word of ['Health and medical', '0791 000 111', 'Male', 'Coughs &lt;b&gt;a lot&lt;/b&gt;'])
      expect(inside.html).toContain(word)
    for (const word of ['Mirsad', of.id, of.transition, 'olga', '<script']) expect(inside.html).not.toContain(word)
    expect(inside.cookie).toMatch(/HttpOnly.*SameSite=Strict/)
    // What was typed goes along to another language, as far as this page and no further.
    const inFrench = await clinic.speaks(link.path, 'fr', 'Came <late>')
    expect(inFrench.html).toMatch(/lang="fr"[\s\S]*>\nCame &lt;late&gt;<\/textarea>/)
    expect((await clinic.looks(link.path)).html).not.toContain('Came')
    expect((await browser().speaks(link.path, 'fr', 'Came <late>')).html).not.toContain('Came')
    expect((await clinic.answers(link.path, 'accept')).html).toContain('You accepted')
    expect(await stateOf(of)).toBe('accepted')
    expect((await clinic.answers(link.path, 'done', 'Treated.\r\n'.repeat(52).slice(0, -2))).html).toContain(
      'Thank you',
    )
    expect(await stateOf(of)).toBe('done')
    expect((await clinic.looks(link.path)).status).toBe(404)
    expect((await noticesOf(of.id)).toSorted()).toEqual(['link_opened', 'share_accepted', 'share_done'])
    // The case is still its owner's, and found by his team.
    expect((await t.as('badr').get(`/api/v2/cases/${of.id}`)).status).toBe(200)
  })

  test('what the case says later, and what is left of a link that ended, is nobody’s outside', async () => {
    const of = await sent()
    const link = await linked(of)
    const clinic = browser()
    await clinic.types(link.path, link.code)
    expect((await t.as('olga').patch(`/api/v2/cases/${of.id}`, { data: { sex: 'female' } })).status).toBe(200)
    const { html } = await clinic.looks(link.path)
    expect(html).toContain('Male')
    expect(html).not.toContain('Female')
    await clinic.answers(link.path, 'reject')
    expect(await isEmptied(link)).toBe(true)
  })

  test('its pages run nothing, send no address on, and are kept nowhere', async () => {
    const { headers } = await browser().looks((await linked(await sent())).path)
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/,
    )
    expect(headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
      'x-frame-options': 'DENY',
    })
  })

  test('one that ended, one that is over and one that never was look alike', async () => {
    const ended = await linked(await sent())
    expect((await t.as('olga').delete(`/api/ext/links/${ended.id}`)).status).toBe(204)
    const late = await linked(await sent(), { days: 1 })
    t.pass(24 * 60)
    const pages = [ended.path, late.path, '/l/nothing-of-the-kind'].map((path) => browser().looks(path))
    const seen = await Promise.all(pages)
    expect(seen.map(({ status }) => status)).toEqual([404, 404, 404])
    expect(new Set(seen.map(({ html }) => html)).size).toBe(1)
    expect(seen[0]?.html).toContain(over)
    expect((await t.as('olga').post(`/api/ext/links/${ended.id}/code`, undefined)).status).toBe(403)
  })

  test('five wrong codes lock it, also when they come at once, until its sender makes a new one', async () => {
    const of = await sent()
    const link = await linked(of)
    const inside = browser()
    await inside.types(link.path, link.code)
    const tries = await Promise.all(Array.from({ length: 8 }, () => browser().types(link.path, '0000 0000')))
    expect(tries.every(({ status }) => status === 403)).toBe(true)
    expect((await inside.answers(link.path, 'accept')).html).toContain('This link is locked')
    expect((await browser().types(link.path, link.code)).html).toContain('This link is locked')
    expect(await noticesOf(of.id)).toContain('link_locked')
    const code = await coded(link.id)
    expect((await browser().types(link.path, link.code)).html).toContain('That was not the code')
    expect((await browser().types(link.path, code)).html).toContain('Health and medical')
  })

  test('a visit is of one browser, half an hour long', async () => {
    const link = await linked(await sent())
    const clinic = browser()
    await clinic.types(link.path, link.code)
    expect((await browser().looks(link.path)).html).toContain(form)
    t.pass(29)
    expect((await clinic.looks(link.path)).html).toContain('Health and medical')
    t.pass(1)
    expect((await clinic.answers(link.path, 'accept')).html).toContain(form)
  })

  test.each([
    [
      'consent is withdrawn',
      (id: string) => t.as('olga').patch(`/api/v2/cases/${id}`, { data: { disclosure_other_orgs: false } }),
    ],
    ['the case is closed', (id: string) => t.as('olga').patch(`/api/v2/cases/${id}`, { data: { status: 'closed' } })],
    [
      'the referral is taken back',
      async (id: string) => {
        const { shares } = await pulled(t.as('olga'), 'case', id)
        const transition = (shares as { id: string }[])[0]?.id
        return t.as('olga').delete(`/api/v2/cases/${id}/referrals/${transition}`)
      },
    ],
  ])('nothing is shown from the moment when %s', async (_what, ends) => {
    const of = await sent()
    const link = await linked(of)
    const clinic = browser()
    await clinic.types(link.path, link.code)
    expect((await ends(of.id)).status).toBe(200)
    expect((await clinic.looks(link.path)).html).toContain(over)
    expect((await clinic.answers(link.path, 'accept')).html).toContain(over)
    expect(await stateOf(of)).not.toBe('accepted')
  })

  test.each([
    ['a case that is opened again', { status: 'closed' }, { status: 'open' }],
    ['a case that is enabled again', { record_state: false }, { record_state: true }],
    ['consent that is given again', { disclosure_other_orgs: false }, { disclosure_other_orgs: true }],
  ])('%s opens no link that ended, and its package is gone', async (_what, ends, back) => {
    const of = await sent()
    const link = await linked(of)
    const clinic = browser()
    await clinic.types(link.path, link.code)
    const says = (data: object) => t.as('olga').patch(`/api/v2/cases/${of.id}`, { data })
    expect((await says(ends)).status).toBe(200)
    expect((await says(back)).status).toBe(200)
    expect((await clinic.looks(link.path)).html).toContain(over)
    expect((await browser().types(link.path, link.code)).html).toContain(over)
    expect(await isEmptied(link)).toBe(true)
    expect((await t.as('olga').post(`/api/ext/links/${link.id}/code`, undefined)).status).toBe(403)
    // A new one may be made.
    const again = await linked(of)
    expect((await browser().types(again.path, again.code)).html).toContain('Health and medical')
  })

  test('a referral that was accepted outside is finished over a new link', async () => {
    const of = await sent()
    const first = await linked(of)
    const clinic = browser()
    await clinic.types(first.path, first.code)
    await clinic.answers(first.path, 'accept')
    expect((await t.as('olga').delete(`/api/ext/links/${first.id}`)).status).toBe(204)
    const second = await linked(of)
    expect((await clinic.types(second.path, second.code)).html).toContain('You accepted')
    expect((await clinic.answers(second.path, 'done')).html).toContain('Thank you')
    expect(await stateOf(of)).toBe('done')
    const made = { id: uuid(), transition: of.transition, days: 7, fields: [], contact: '' }
    expect((await t.as('olga').post('/api/ext/links', made)).status).toBe(422)
  })

  test('an answer and a new link that come at once both count, whichever is first', async () => {
    for (let round = 0; round < 5; round += 1) {
      t.pass(1)
      const of = await sent()
      const link = await linked(of)
      const clinic = browser()
      await clinic.types(link.path, link.code)
      const [page, second] = await Promise.all([clinic.answers(link.path, 'accept'), linked(of)])
      const isTaken = page.html.includes('You accepted')
      expect([isTaken, await stateOf(of)]).toEqual([isTaken, isTaken ? 'accepted' : 'in_progress'])
      const shown = await clinic.types(second.path, second.code)
      expect(shown.html).toContain('Health and medical')
      expect(shown.html.includes('You accepted')).toBe(isTaken)
      await clinic.answers(second.path, isTaken ? 'done' : 'reject')
      expect(await stateOf(of)).toBe(isTaken ? 'done' : 'rejected')
    }
  })

  test('whoever types a code while the case is closed is not in anybody’s way', async () => {
    for (let round = 0; round < 5; round += 1) {
      t.pass(1)
      const of = await sent()
      const link = await linked(of)
      const [page, closed] = await Promise.all([
        browser().types(link.path, link.code),
        t.as('olga').patch(`/api/v2/cases/${of.id}`, { data: { status: 'closed' } }),
      ])
      expect([200, 404]).toContain(page.status)
      expect(closed.status).toBe(200)
      expect((await browser().looks(link.path)).html).toContain(over)
    }
  })

  test('a link whose time is over keeps nothing of the case', async () => {
    const [late, live] = [await linked(await sent(), { days: 1 }), await linked(await sent())]
    t.pass(24 * 60)
    await emptyLateLinks(t.house.db, t.house.clock())
    expect([await isEmptied(late), await isEmptied(live)]).toEqual([true, false])
  })

  test('the package tells what the table says, and nothing else', async () => {
    const of = await sent()
    const link = await linked(of)
    const { html } = await browser().types(link.path, link.code)
    const labels = [...html.matchAll(/<dt>([^<]*)<\/dt>/g)].map(([, label = '']) => label)
    const words = linkWords.en
    const known: Record<(typeof packageKeys)[number], string[]> = {
      reference: [words.reference],
      service: [words.service],
      wanted_by: [words.wantedBy],
      deadline: [words.deadline],
      notes: [words.notes],
      fields: ['Age in years', 'Sex'],
      sender_agency: [words.sender],
      sender_contact: [words.contact],
      until: [words.until],
    }
    const told = packageKeys.filter((key) => key !== 'until').flatMap((key) => known[key])
    // A case of child protection has no 72 hours.
    expect(labels.toSorted()).toEqual(told.filter((label) => label !== words.deadline).toSorted())
    expect(html).toContain(words.until)
  })

  test('names, stories and what belongs to the house never get into a package', async () => {
    const of = await sent()
    for (const name of ['name_first', 'owned_by', 'protection_concerns_other', 'case_id_display', 'no_such_field']) {
      const body = { id: uuid(), transition: of.transition, days: 7, fields: [name], contact: '' }
      expect((await t.as('olga').post('/api/ext/links', body)).status, name).toBe(422)
    }
    const { body } = await t.as('olga').get(`/api/ext/links?transition=${of.transition}`)
    expect(body.mayMake).toBe(true)
    expect(body.fields).toContain('sex')
    expect(body.fields.some((name: string) => name.startsWith('name'))).toBe(false)
    // Who works on the case, and how far they have come, is the house's own.
    for (const name of ['assigned_user_names', 'database_operator_user_name', 'owned_by_agency_id', 'workflow'])
      expect(body.fields, name).not.toContain(name)
  })

  test('whoever has the case by a referral puts nothing into a package that it does not show him', async () => {
    const { id } = await sent({ protection_concerns: ['migrant'] })
    const made = { type: 'case', id, kind: 'Referral' }
    const narrow = { ...made, transition: uuid(), to: 'reem', forms: ['basic_identity'] }
    const onward = { ...made, transition: uuid(), to: null, remote: true, toRemote: 'Clinic' }
    await push(t.as('olga'), intend('olga', 'transition.make', narrow))
    const [outcome] = await push(t.as('reem'), intend('reem', 'transition.make', onward))
    expect(outcome?.outcome, JSON.stringify(outcome)).toBe('applied')
    const { fields } = (await t.as('reem').get(`/api/ext/links?transition=${onward.transition}`)).body
    expect(fields).toContain('sex')
    expect(fields).not.toContain('protection_concerns')
    const body = { id: uuid(), transition: onward.transition, days: 7, fields: ['protection_concerns'], contact: '' }
    expect((await t.as('reem').post('/api/ext/links', body)).status).toBe(422)
  })

  test('only its sender and the owner make codes; who reads the case is refused, others hear of nothing', async () => {
    const of = await sent()
    const link = await linked(of)
    const made = { id: uuid(), transition: of.transition, days: 7, fields: [], contact: '' }
    for (const [user, status] of [
      ['badr', 403],
      ['far', 404],
    ] as const) {
      expect((await t.as(user).post('/api/ext/links', made)).status, user).toBe(status)
      expect((await t.as(user).post(`/api/ext/links/${link.id}/code`, undefined)).status, user).toBe(status)
    }
    expect((await t.as('far').delete(`/api/ext/links/${link.id}`)).status).toBe(404)
    const clash = await t.as('olga').post('/api/ext/links', { ...made, id: link.id })
    expect(clash.status).toBe(409)
    expect((await t.as('olga').post('/api/ext/links', { ...made, days: 15 })).status).toBe(422)
  })

  test('each look, try and answer is in the audit of the case, without secret and code', async () => {
    const of = await sent()
    const link = await linked(of)
    const clinic = browser()
    await clinic.looks(link.path)
    await clinic.types(link.path, '1111 1111')
    await clinic.types(link.path, link.code)
    await clinic.answers(link.path, 'reject', 'No room')
    const { rows } = await sql<{ action: string; all: string }>`
      select action, audit::text as all from audit where record_id = ${of.id} and action like '%link%' order by id`.execute(
      t.house.db,
    )
    expect(rows.map(({ action }) => action)).toEqual([
      'make_link',
      'make_link_code',
      'link_look',
      'link_wrong_code',
      'link_open',
      'link_reject',
    ])
    const seen = await t.as('badr').get(`/api/v2/cases/${of.id}/access_log`)
    expect(seen.body.data).toContainEqual(expect.objectContaining({ action: 'show', user_name: null }))
    const secret = link.path.slice('/l/'.length)
    for (const { all } of rows) for (const word of [secret, link.code, 'No room']) expect(all).not.toContain(word)
    const kept = await sql<{ row: string }>`select l::text as row from one_time_link l where id = ${link.id}`.execute(
      t.house.db,
    )
    for (const word of [secret, link.code.replace(' ', '')]) expect(kept.rows[0]?.row).not.toContain(word)
  })

  test('rubbish is refused, and whoever asks too often waits', async () => {
    const link = await linked(await sent())
    const visitor = browser()
    expect((await visitor.answers(link.path, 'destroy')).html).toContain(form)
    expect((await visitor.looks(`/l/${'x'.repeat(190)}`)).status).toBe(404)
    const calls = await Promise.all(Array.from({ length: 40 }, () => visitor.looks(link.path)))
    expect(calls.filter(({ status }) => status === 429).length).toBeGreaterThan(5)
  })
})

test('who only looks at the links of a referral waits for nobody who writes the case', async () => {
  const of = await sent()
  await linked(of)
  await asHouse(t.house.db, t.house.configuration(), async (tx) => {
    await heldRecords(tx, 'case', [of.id], true)
    let status: number | undefined
    void t
      .as('olga')
      .get(`/api/ext/links?transition=${of.transition}`)
      .then((reply) => {
        status = reply.status
      })
    await expect.poll(() => status).toBe(200)
  })
})
