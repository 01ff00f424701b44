// Consent over the wire, told as stories: what was agreed to, who is let in by it, and who is out once it ends.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { signsIn } from '../../test/devices/browser.ts'
import { phoneOf } from '../../test/devices/phone.ts'
import { heard, listens } from '../../test/devices/stream.ts'
import { openTestHouse, shippedBundles, type TestHouse } from '../../test/house.ts'
import { intend, pulled, push, registers, uuid } from '../../test/sync/device.ts'
import { expireConsents } from './expire.ts'

let t: TestHouse
let address: string

const open = 'agency-open-door'
const bridge = 'agency-child-bridge'
const worker = 'role-cp-case-worker'

function bundles() {
  const all = structuredClone(shippedBundles())
  for (const role of all.flatMap((bundle) => bundle.roles))
    if (role.id === worker) role.permissions['case']?.push('transfer')
  return all
}

beforeAll(async () => {
  t = await openTestHouse(inject('database'), { bundles: bundles() })
  const north = ['usergroup-primero-cp']
  const south = ['usergroup-training-dallis']
  await t.enrol(
    { userName: 'olga', role: worker, agency: open, groups: north },
    { userName: 'badr', role: 'role-cp-manager', agency: open, groups: north },
    { userName: 'reem', role: worker, agency: bridge, groups: south },
    { userName: 'rico', role: worker, agency: bridge, groups: south },
    { userName: 'clio', role: 'role-cp-manager', agency: bridge, groups: south },
  )
  address = await t.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => t.close())

const health = 'health_medical_service'
const legal = 'legal_support'

type Says = Record<string, unknown>
const says = async (user: string, name: 'consent.give' | 'consent.withdraw' | 'transition.make', args: Says) =>
  (await push(t.as(user), intend(user, name, { type: 'case', ...args }, { basedOn: 1 })))[0]

const terms = {
  purposes: ['referral'],
  services: [],
  agencies: [],
  givenBy: ['child', 'caregiver'],
  explainedHow: ['spoken'],
}

/** Gives the entry's id. */
async function gives(id: string, more: Says = {}, user = 'olga'): Promise<string> {
  const consent = uuid()
  const outcome = await says(user, 'consent.give', { id, consent, ...terms, ...more })
  expect(outcome, JSON.stringify(outcome)).toMatchObject({ outcome: 'applied' })
  return consent
}
const withdraws = (id: string, consent: string, more: Says = {}, user = 'olga') =>
  says(user, 'consent.withdraw', { id, consent, ...more })

const begun = (data: object = {}) => registers(t.as('olga'), { name_first: 'Aya', age: 9, sex: 'female', ...data })
const asks = (id: string, to: string, more: object = {}, kind = 'referrals') =>
  t.as('olga').post(`/api/v2/cases/${id}/${kind}`, { data: { transitioned_to: to, ...more } })
/** Refers, and gives the referral's id. */
async function refers(id: string, to = 'reem', more: object = {}): Promise<string> {
  const reply = await asks(id, to, more)
  expect(reply.status, reply.text).toBe(200)
  return reply.body.data.id
}
const reads = async (user: string, id: string) => (await t.as(user).get(`/api/v2/cases/${id}`)).status
const theCase = async (id: string) => (await t.as('olga').get(`/api/v2/cases/${id}`)).body.data
const shown = async (user: string, id: string) => pulled(t.as(user), 'case', id)

describe('what was agreed to', () => {
  test('stands in the ledger, and the form says so', async () => {
    const id = await begun()
    const consent = await gives(id, {
      services: [health],
      agencies: [bridge],
      until: '2099-12-31',
      note: 'with her aunt',
    })
    expect(await theCase(id)).toMatchObject({ consent_for_services: true, disclosure_other_orgs: true })
    expect((await shown('olga', id)).consents).toMatchObject([
      { id: consent, services: [health], agencies: [bridge], by: 'olga', explainedBy: 'olga', used: false, ends: [] },
    ])
  })

  test('covers that, and nothing else', async () => {
    const id = await begun()
    await gives(id, { services: [health], agencies: [bridge] })
    expect((await asks(id, 'reem', { service: legal })).status).toBe(422)
    expect((await asks(id, 'reem')).status).toBe(422)
    expect((await asks(id, 'badr', { service: health })).body.errors[0]).toMatchObject({ detail: 'consent' })
    expect((await asks(id, 'reem', {}, 'transfers')).status).toBe(422)
    expect(await reads('reem', id)).toBe(403)
    await refers(id, 'reem', { service: health })
    expect(await reads('reem', id)).toBe(200)
  })

  test('is carried by the share that went by it', async () => {
    const id = await begun()
    const consent = await gives(id)
    const referral = await refers(id)
    expect((await shown('olga', id)).shares).toMatchObject([{ id: referral, consent }])
  })

  test('for one share alone serves one, and what is said of it later stays allowed', async () => {
    const id = await begun()
    await gives(id, { oneOff: true })
    const referral = await refers(id)
    expect((await shown('olga', id)).consents).toMatchObject([{ used: true }])
    expect((await asks(id, 'rico')).status).toBe(422)
    const accepts = await t
      .as('reem')
      .patch(`/api/v2/cases/${id}/referrals/${referral}`, { data: { status: 'accepted' } })
    expect(accepts.body.data.status, accepts.text).toBe('accepted')
    expect(await reads('reem', id)).toBe(200)
  })

  test('needs the form to say yes as well', async () => {
    const id = await begun()
    await gives(id)
    await t.as('olga').patch(`/api/v2/cases/${id}`, { data: { disclosure_other_orgs: false } })
    expect((await asks(id, 'reem')).status).toBe(422)
  })

  test('without any entry the form alone decides, as other programs know it', async () => {
    const id = await begun({ consent_for_services: true, disclosure_other_orgs: true })
    await refers(id)
    expect(await reads('reem', id)).toBe(200)
    expect((await shown('olga', id)).consents).toEqual([])
  })

  test('leaves out what she did not want to be shown: not read, not found by it, not written', async () => {
    const id = await begun({ consent_for_services: true, disclosure_other_orgs: true, name_nickname: 'Zuzu' })
    await gives(id, { excluded: ['name_nickname', 'age'] })
    await refers(id)
    const seen = (await t.as('reem').get(`/api/v2/cases/${id}`)).body.data
    expect(seen.sex).toBe('female')
    expect(Object.keys(seen)).not.toContain('age')
    expect(Object.keys((await shown('reem', id)).data)).not.toContain('age')
    const found = async (user: string, query: string) =>
      (await t.as(user).get(`/api/v2/cases?${query}`)).body.data.map((one: { id: string }) => one.id)
    expect(await found('olga', 'age=9')).toContain(id)
    expect(await found('reem', 'age=9')).not.toContain(id)
    expect(await found('reem', 'sex=female')).toContain(id)
    await t.as('reem').patch(`/api/v2/cases/${id}`, { data: { age: 12 } })
    expect((await theCase(id)).age).toBe(9)
  })

  test('is written down once, however often it is sent, and by nobody who was only let in', async () => {
    const id = await begun()
    const intention = intend('olga', 'consent.give', { type: 'case', id, consent: uuid(), ...terms }, { basedOn: 1 })
    const [first] = await push(t.as('olga'), intention)
    expect((await push(t.as('olga'), intention))[0]).toEqual(first)
    expect((await shown('olga', id)).consents).toHaveLength(1)
    await refers(id)
    const [entry] = (await shown('olga', id)).consents
    expect((await shown('reem', id)).consents).toBeUndefined()
    for (const user of ['reem', 'clio']) {
      const outcome = await says(user, 'consent.give', { id, consent: uuid(), ...terms })
      expect(outcome.outcome).toBe('refused')
      expect((await withdraws(id, entry.id, {}, user)).outcome).toBe('refused')
    }
    expect(await reads('reem', id)).toBe(200)
  })

  test('with a last day that has passed, or a field that nobody knows, is refused', async () => {
    const id = await begun()
    const refused = (more: Says) => says('olga', 'consent.give', { id, consent: uuid(), ...terms, ...more })
    expect(await refused({ until: '2001-01-01' })).toMatchObject({
      outcome: 'refused',
      problem: { code: 'rule-broken' },
    })
    expect(await refused({ until: '31.12.2099' })).toMatchObject({ problem: { code: 'invalid-answers' } })
    expect(await refused({ excluded: ['no_such_field'] })).toMatchObject({ problem: { code: 'unknown-keys' } })
    expect(await refused({ purposes: [] })).toMatchObject({ problem: { code: 'invalid-request' } })
    expect((await shown('olga', id)).consents).toEqual([])
  })
})

describe('a withdrawal', () => {
  test('shuts out at once, says so to whom it concerns, and leaves a receipt', async () => {
    const id = await begun()
    const consent = await gives(id)
    const [waits, taken] = [await refers(id, 'reem'), await refers(id, 'rico')]
    await t.as('rico').patch(`/api/v2/cases/${id}/referrals/${taken}`, { data: { status: 'accepted' } })
    expect(await withdraws(id, consent, { note: 'she changed her mind' })).toMatchObject({ outcome: 'applied' })
    for (const user of ['reem', 'rico']) {
      expect(await reads(user, id)).toBe(403)
      expect(await shown(user, id)).toBeUndefined()
    }
    const { consents, shares, data } = await shown('olga', id)
    expect(data).toMatchObject({ consent_for_services: false, disclosure_other_orgs: false })
    expect(consents[0].ends).toMatchObject([
      { by: 'olga', services: [], shutOut: [waits, taken], note: 'she changed her mind' },
    ])
    for (const one of shares) expect(one).toMatchObject({ status: 'revoked', endedFor: 'consent_withdrawn' })
    const { headers } = await signsIn(t.app, 'reem')
    const { notices } = (await t.app.inject({ url: '/api/ext/me/notices', headers })).json()
    expect(notices[0]).toMatchObject({ kind: 'share_ended', by: 'olga', record: { id } })
    expect((await asks(id, 'reem')).status).toBe(422)
  })

  test('of one service shuts only what is of it', async () => {
    const id = await begun()
    const consent = await gives(id, { services: [health, legal] })
    await refers(id, 'reem', { service: health })
    await refers(id, 'rico', { service: legal })
    await withdraws(id, consent, { services: [legal] })
    expect(await reads('reem', id)).toBe(200)
    expect(await reads('rico', id)).toBe(403)
    expect(await theCase(id)).toMatchObject({ consent_for_services: true, disclosure_other_orgs: true })
    expect((await asks(id, 'rico', { service: legal })).status).toBe(422)
  })

  test('is not undone by a later yes for something else', async () => {
    const id = await begun()
    const consent = await gives(id)
    await refers(id)
    await withdraws(id, consent)
    await gives(id, { services: [legal] })
    expect(await reads('reem', id)).toBe(403)
  })

  test('is done once; what was never given cannot be withdrawn', async () => {
    const id = await begun()
    const consent = await gives(id)
    await withdraws(id, consent)
    const before = await shown('olga', id)
    expect(await withdraws(id, consent)).toMatchObject({ outcome: 'applied', version: before.version })
    expect((await shown('olga', id)).consents[0].ends).toHaveLength(1)
    expect(await withdraws(id, uuid())).toMatchObject({ outcome: 'refused', problem: { code: 'not-found' } })
    const other = await begun()
    expect(await withdraws(other, consent)).toMatchObject({ outcome: 'refused', problem: { code: 'not-found' } })
  })

  test('reaches the open browser of who was let in: it hears that something changed, and the record is gone', async () => {
    const id = await begun()
    const consent = await gives(id)
    await refers(id)
    const phone = await phoneOf(t.as('reem'))
    phone.pins = [{ type: 'case', id }]
    expect(await phone.fill()).toContain(id)
    const stream = heard(await listens(address, await signsIn(t.app, 'reem')))
    await withdraws(id, consent)
    expect(await stream.next()).toBe('changed')
    expect((await phone.pull()).gone).toEqual([{ type: 'case', id }])
    await stream.leave()
  })
})

test('when its time is over it ends by itself, once', async () => {
  const id = await begun()
  const today = t.house.clock().toISOString().slice(0, 10)
  await gives(id, { until: today })
  const referral = await refers(id)
  await expireConsents(t.house)
  expect(await reads('reem', id)).toBe(200)
  t.pass(24 * 60)
  await expireConsents(t.house)
  expect(await reads('reem', id)).toBe(403)
  const ended = await shown('olga', id)
  expect(ended.consents[0].ends).toMatchObject([{ by: null, shutOut: [referral] }])
  expect(ended.shares).toMatchObject([{ status: 'revoked', endedFor: 'consent_expired' }])
  // Nobody edited the record.
  expect(ended.data.last_updated_by).toBe('olga')
  await expireConsents(t.house)
  expect((await shown('olga', id)).version).toBe(ended.version)
})

describe('against the wish, or without one', () => {
  const override = { ground: 'best_interests', reason: 'she is in danger where she is' }
  const makes = (id: string, more: object) =>
    says('badr', 'transition.make', {
      id,
      transition: uuid(),
      kind: 'Referral',
      to: 'reem',
      override: { ...override, ...more },
    })

  test('a share needs a second person who may do so, too', async () => {
    await t.enrol({ userName: 'senior', role: 'role-cp-manager', agency: open, groups: ['usergroup-primero-cp'] })
    const id = await begun()
    for (const second of [undefined, 'badr', 'olga', 'nobody-of-that-name'])
      expect(await makes(id, second ? { second } : {})).toMatchObject({
        outcome: 'refused',
        problem: { code: 'rule-broken', params: { message: 'transition.errors.second_person' } },
      })
    expect(await reads('reem', id)).toBe(403)
    expect(await makes(id, { second: 'senior' })).toMatchObject({ outcome: 'applied' })
    expect(await reads('reem', id)).toBe(200)
    const { notices } = (await t.as('senior').get('/api/ext/me/notices')).body
    expect(notices).toMatchObject([{ kind: 'second_named', by: 'badr' }])
    const { rows } = await sql<{ override_second: string }>`
      select override_second from transition where record_id = ${id}`.execute(t.house.db)
    // The second lock: nobody acts here.
    expect(rows).toEqual([])
  })

  test('for a life it says what was weighed, and that the recipient is safe', async () => {
    const id = await begun()
    const vital = { ground: 'vital_interest', second: 'senior' }
    expect(await makes(id, vital)).toMatchObject({ outcome: 'refused' })
    expect(await makes(id, { ...vital, assessment: 'she is unconscious' })).toMatchObject({ outcome: 'refused' })
    const done = await makes(id, { ...vital, assessment: 'she is unconscious', recipientSafe: true })
    expect(done, JSON.stringify(done)).toMatchObject({ outcome: 'applied' })
  })
})
