// What somebody tries who may not, or who comes too late: he gets nothing, and learns nothing.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openTestHouse, shippedBundles, type TestHouse } from '../../test/house.ts'
import { intend, pulled, push, registers, uuid } from '../../test/sync/device.ts'
import { expireConsents } from '../consents/expire.ts'

let t: TestHouse
let owner: pg.Client

const open = 'agency-open-door'
const bridge = 'agency-child-bridge'
const worker = 'role-cp-case-worker'
const gbv = 'primeromodule-gbv'

const rights: Record<string, Record<string, string[]>> = {
  [worker]: { case: ['transfer', 'request_transfer'], dashboard: ['case_risk'] },
  'role-cp-manager': { case: ['write', 'transfer', 'accept_or_reject_transfer'] },
  'role-cp-service-provider': { case: ['referral_from_service'] },
  'role-gbv-caseworker': { case: ['transfer', 'receive_transfer'] },
}
function bundles() {
  const all = structuredClone(shippedBundles())
  for (const role of all.flatMap((bundle) => bundle.roles))
    for (const [resource, more] of Object.entries(rights[role.id] ?? {}))
      role.permissions[resource] = [...(role.permissions[resource] ?? []), ...more]
  return all
}

beforeAll(async () => {
  t = await openTestHouse(inject('database'), { bundles: bundles() })
  owner = new pg.Client({ connectionString: t.urls.owner })
  await owner.connect()
  const north = ['usergroup-primero-cp']
  const south = ['usergroup-training-dallis']
  await t.enrol(
    { userName: 'olga', role: worker, agency: open, groups: north },
    { userName: 'badr', role: 'role-cp-manager', agency: open, groups: north },
    { userName: 'reem', role: worker, agency: bridge, groups: south },
    { userName: 'clio', role: 'role-cp-manager', agency: bridge, groups: south },
    { userName: 'desk', role: 'role-cp-service-provider', agency: bridge, groups: south },
    { userName: 'vera', role: 'role-gbv-caseworker', agency: bridge, groups: south },
    { userName: 'gita', role: 'role-gbv-caseworker', agency: open, groups: north },
    { userName: 'root', role: 'role-superuser', agency: open, groups: north },
  )
})
afterAll(async () => {
  await owner.end()
  await t.close()
})

type Says = Record<string, unknown>
const says = async (user: string, name: Parameters<typeof intend>[1], args: Says, basedOn = 1) =>
  (await push(t.as(user), intend(user, name, { type: 'case', ...args }, { basedOn })))[0]

const consented = { consent_for_services: true, disclosure_other_orgs: true }
const begun = (data: object = consented) =>
  registers(t.as('olga'), { name_first: 'Aya', age: 9, sex: 'female', ...data })
const asks = (user: string, id: string, kind: string, data: object) =>
  t.as(user).post(`/api/v2/cases/${id}/${kind}`, { data })
const answers = (user: string, id: string, kind: string, transition: string, status: string) =>
  t.as(user).patch(`/api/v2/cases/${id}/${kind}/${transition}`, { data: { status } })
const reads = async (user: string, id: string) => (await t.as(user).get(`/api/v2/cases/${id}`)).status
const make = (id: string, more: Says = {}) => ({ id, transition: uuid(), kind: 'Referral', to: 'reem', ...more })

const terms = { purposes: ['referral'], services: [], agencies: [], givenBy: ['child'], explainedHow: ['spoken'] }

describe('over the app nobody learns from a refusal that there is such a record', () => {
  const steps: [string, string, Parameters<typeof intend>[1], (id: string) => Says][] = [
    ['shares it without the right', 'desk', 'transition.make', (id) => make(id, { kind: 'Assign', to: 'badr' })],
    ['shares it out of his reach', 'reem', 'transition.make', (id) => make(id, { to: 'clio' })],
    [
      'shares it out of his reach with a provider that is not there',
      'reem',
      'transition.make',
      (id) => make(id, { to: 'clio', provider: uuid() }),
    ],
    ['answers for it', 'reem', 'transition.answer', (id) => ({ id, transition: uuid(), answer: 'accept' })],
    ['writes consent down without the right', 'desk', 'consent.give', (id) => ({ id, consent: uuid(), ...terms })],
    ['withdraws consent', 'reem', 'consent.withdraw', (id) => ({ id, consent: uuid() })],
  ]
  test.each(steps)('who %s', async (_says, user, name, args) => {
    const [there, nowhere] = [await says(user, name, args(await begun())), await says(user, name, args(uuid()))]
    expect(there.outcome).toBe('refused')
    expect(there.problem).toEqual(nowhere.problem)
  })

  test('who asks for a case of a module that is not his', async () => {
    const id = await registers(t.as('gita'), { age: 20, sex: 'female' }, gbv)
    const asked = (one: string) => says('reem', 'transition.make', make(one, { kind: 'TransferRequest', to: null }))
    expect((await asked(id)).problem).toEqual((await asked(uuid())).problem)
  })
})

describe('whoever is in charge of the recipient', () => {
  test('answers no transfer of a module that is not his', async () => {
    const id = await registers(t.as('gita'), { age: 20, sex: 'female', consent_for_services: true }, gbv)
    const made = await asks('gita', id, 'transfers', { transitioned_to: 'vera', notes: 'she is not safe here' })
    expect(made.status, made.text).toBe(200)
    for (const status of ['accepted', 'rejected', 'perhaps'])
      expect((await answers('clio', id, 'transfers', made.body.data.id, status)).status).toBe(403)
    expect(await reads('vera', id)).toBe(200)
  })
})

describe('a device that says what v2 cannot', () => {
  test.each(['Assign', 'TransferRequest'])('makes no %s to somebody outside', async (kind) => {
    const id = await begun()
    const user = kind === 'Assign' ? 'badr' : 'reem'
    const outcome = await says(
      user,
      'transition.make',
      make(id, { kind, to: null, remote: true, toRemote: 'a clinic' }),
    )
    expect(outcome).toMatchObject({ outcome: 'refused', problem: { code: 'rule-broken' } })
    expect((await t.as('olga').get(`/api/v2/cases/${id}/transitions`)).body.data).toEqual([])
  })

  test('is told so where words cannot be kept, and goes on', async () => {
    const id = await begun()
    const cut = 'it ends \u0000 here, though it seems longer'
    const outcomes = await push(
      t.as('olga'),
      intend('olga', 'transition.make', { type: 'case', ...make(id, { notes: cut }) }),
      intend('olga', 'consent.give', { type: 'case', id, consent: uuid(), ...terms, note: cut }),
      intend('olga', 'approval.request', { type: 'case', id, approval: 'case_plan', kind: cut }),
      intend('olga', 'transition.make', { type: 'case', ...make(id) }),
    )
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused', 'applied'])
  })

  test('over v2, too', async () => {
    const id = await begun()
    const made = await asks('olga', id, 'referrals', { transitioned_to: 'reem', notes: 'it ends \u0000 here' })
    expect(made.status).toBe(422)
  })
})

test('nobody lets anybody in by writing so into the record', async () => {
  const row = { unique_id: uuid(), service_type: 'health_medical_service', service_status_referred: true }
  const says = {
    assigned_user_names: ['reem'],
    associated_user_names: ['reem'],
    referred_users: ['reem'],
    referred_users_accepted: ['reem'],
    transferred_to_users: ['reem'],
    transfer_status: 'accepted',
    owned_by_groups: ['usergroup-training-dallis'],
    owned_by_agency_id: bridge,
    transitions: [{ type: 'Transfer', transitioned_to: 'reem', status: 'accepted' }],
    consents: [{ purposes: ['referral'] }],
    services_section: [row],
  }
  const id = await begun()
  const before = (await t.as('olga').get(`/api/v2/cases/${id}`)).body.data
  const patched = await t.as('olga').patch(`/api/v2/cases/${id}`, { data: { ...says, owned_by: 'reem' } })
  expect(patched.status, patched.text).toBe(200)
  const made = uuid()
  const data = { id: made, module_id: 'primeromodule-cp', age: 9, ...says }
  expect((await t.as('olga').post('/api/v2/cases', { data })).status).toBe(204)
  const after = (await t.as('olga').get(`/api/v2/cases/${id}`)).body.data
  for (const key of ['owned_by', ...Object.keys(says)].filter((name) => name !== 'services_section'))
    expect(after[key], key).toEqual(before[key])
  for (const one of [id, made]) {
    expect(await reads('reem', one)).toBe(403)
    expect((await pulled(t.as('olga'), 'case', one)).shares).toBeUndefined()
  }
})

test('a right to refer for a service is none where the record has no such service', async () => {
  const row = uuid()
  const id = await begun({
    ...consented,
    services_section: [{ unique_id: row, service_type: 'health_medical_service' }],
  })
  const shared = await asks('olga', id, 'referrals', { transitioned_to: 'desk' })
  expect(shared.status, shared.text).toBe(200)
  expect((await asks('desk', id, 'referrals', { transitioned_to: 'reem', service_record_id: uuid() })).status).toBe(403)
  expect((await asks('desk', id, 'referrals', { transitioned_to: 'reem', service_record_id: row })).status).toBe(200)
})

describe('consent that ended meanwhile', () => {
  const gives = (id: string, basedOn = 1) => says('olga', 'consent.give', { id, consent: uuid(), ...terms }, basedOn)
  const entries = async (id: string) => (await pulled(t.as('olga'), 'case', id)).consents

  test('is not given again by what was written down before: whoever wrote it asks anew', async () => {
    const id = await begun({})
    await gives(id)
    const [entry] = await entries(id)
    const { version } = await pulled(t.as('olga'), 'case', id)
    expect(await says('badr', 'consent.withdraw', { id, consent: entry.id })).toMatchObject({ outcome: 'applied' })
    expect(await gives(id, version)).toMatchObject({
      outcome: 'refused',
      problem: { code: 'changed-elsewhere' },
    })
    expect(await entries(id)).toHaveLength(1)
    expect((await asks('olga', id, 'referrals', { transitioned_to: 'reem' })).status).toBe(422)
    const now = await pulled(t.as('olga'), 'case', id)
    expect(await gives(id, now.version)).toMatchObject({ outcome: 'applied' })
  })

  test('nor where somebody else wrote the no into the form', async () => {
    const id = await begun()
    const { version } = await pulled(t.as('olga'), 'case', id)
    await t.as('badr').patch(`/api/v2/cases/${id}`, { data: { disclosure_other_orgs: false } })
    expect(await gives(id, version)).toMatchObject({ outcome: 'refused' })
    expect((await t.as('olga').get(`/api/v2/cases/${id}`)).body.data.disclosure_other_orgs).toBe(false)
  })
})

test('what a consent leaves out is not counted on the home page of whoever has the case by it', async () => {
  const high = async () => {
    const { boards } = (await t.as('reem').post('/api/sync/dashboards', {})).body
    const risk = boards.find(({ name }: { name: string }) => name === 'case_risk')
    return risk.indicators[0].numbers.map(({ keys, count }: { keys: string[]; count: number }) => [...keys, count])
  }
  const shared = async (more: Says) => {
    const id = await begun({ risk_level: 'high' })
    const given = await says('olga', 'consent.give', { id, consent: uuid(), ...terms, ...more })
    expect(given, JSON.stringify(given)).toMatchObject({ outcome: 'applied' })
    expect((await asks('olga', id, 'referrals', { transitioned_to: 'reem' })).status).toBe(200)
  }
  const before = await high()
  await shared({ excluded: ['risk_level'] })
  expect(await high()).toEqual(before)
  await shared({})
  expect(await high()).not.toEqual(before)
})

test('consent for one agency lets nobody accept who has gone to another one since', async () => {
  await t.enrol({ userName: 'nomad', role: worker, agency: bridge, groups: ['usergroup-training-dallis'] })
  const id = await begun({})
  await says('olga', 'consent.give', { id, consent: uuid(), ...terms, agencies: [bridge] })
  const { id: referral } = (await asks('olga', id, 'referrals', { transitioned_to: 'nomad' })).body.data
  await owner.query("update account set agency = $1 where user_name = 'nomad'", [open])
  const accepts = await answers('nomad', id, 'referrals', referral, 'accepted')
  expect(accepts).toMatchObject({ status: 422, body: { errors: [{ detail: 'consent' }] } })
})

test('a consent whose time is over ends, also where that of another case cannot be ended just now', async () => {
  await t.enrol({ userName: 'moved', role: worker, agency: open, groups: ['usergroup-primero-cp'] })
  const until = t.house.clock().toISOString().slice(0, 10)
  const [stuck, free] = [await registers(t.as('moved'), { age: 9 }), await begun({})]
  for (const [user, id] of [
    ['moved', stuck],
    ['olga', free],
  ] as const)
    await says(user, 'consent.give', { id, consent: uuid(), ...terms, until })
  await asks('olga', free, 'referrals', { transitioned_to: 'reem' })
  t.pass(24 * 60)
  await owner.query('begin')
  await owner.query("select from account where user_name = 'moved' for no key update")
  await expect(expireConsents(t.house)).rejects.toThrow('configuration-busy')
  await owner.query('rollback')
  expect(await reads('reem', free)).toBe(403)
  await expireConsents(t.house)
  expect((await pulled(t.as('moved'), 'case', stuck)).consents[0].ends).toHaveLength(1)
})

test('between agencies whose protocol is over no case goes by way of a request, and none that was offered before', async () => {
  const [asked, offered] = [await begun(), await begun()]
  const request = (await asks('reem', asked, 'transfer_requests', {})).body.data
  const transfer = (await asks('olga', offered, 'transfers', { transitioned_to: 'reem' })).body.data
  const today = t.house.clock().toISOString().slice(0, 10)
  const texts = { en: { title: 'Sharing', text: 'We share with care.' } }
  const draft = { kind: 'information_sharing', agency: bridge, texts, signatories: [], from: today, until: today }
  const written = await t.as('root').post('/api/ext/agreements', draft)
  expect(written.status, written.text).toBe(201)
  t.pass(2 * 24 * 60)
  expect((await answers('olga', asked, 'transfer_requests', request.id, 'accepted')).status).toBe(422)
  expect((await answers('reem', offered, 'transfers', transfer.id, 'accepted')).status).toBe(422)
  expect((await answers('clio', offered, 'transfers', transfer.id, 'accepted')).status).toBe(422)
  expect((await answers('clio', offered, 'transfers', transfer.id, 'rejected')).body.data.status).toBe('rejected')
})
