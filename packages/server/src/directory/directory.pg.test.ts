// The directory over HTTP: who keeps it, who reads it, whom it leads to, what it tells of answers; and who hears of
// silence.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { intend, pulled, push, registers, uuid } from '../../test/sync/device.ts'
import { accountByName } from '../accounts/queries.ts'
import { asOneself } from '../db/database.ts'
import { tellOfSilence } from '../sharing/silence.ts'

let t: TestHouse
const open = 'agency-open-door'
const bridge = 'agency-child-bridge'
const team = 'usergroup-primero-cp'
const other = 'usergroup-training-dallis'
const clinic = 'health_medical_service'

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(
    { userName: 'admin', role: 'role-superuser', agency: open },
    { userName: 'olga', role: 'role-cp-case-worker', agency: open, groups: [team] },
    { userName: 'badr', role: 'role-cp-manager', agency: open, groups: [team] },
    { userName: 'reem', role: 'role-cp-case-worker', agency: bridge, groups: [other] },
    { userName: 'rico', role: 'role-cp-case-worker', agency: bridge, groups: [other] },
    ...['ghada', 'hiba', 'huda'].map((userName) => ({
      userName,
      role: 'role-gbv-caseworker',
      agency: open,
      groups: ['usergroup-primero-gbv'],
    })),
    { userName: 'desk', role: 'role-cp-service-provider', agency: bridge, groups: [other] },
  )
})
afterAll(() => t.close())

const terms = {
  name: 'Clinic by the river',
  services: [clinic],
  places: [],
  languages: ['ar'],
  staff: 'women',
  hours: [{ days: [0, 1, 2], from: '08:00', to: '16:00' }],
  phone: '0791 000 000',
  email: '',
  address: 'behind the market',
  note: '',
  closedOn: [],
  capacity: null,
  from: null,
  until: null,
  agency: null as string | null,
  groups: [] as string[],
  users: [] as string[],
  retired: false,
}
async function kept(change: object = {}): Promise<string> {
  const id = uuid()
  const reply = await t.as('admin').post('/api/ext/directory', { id, ...terms, ...change })
  expect(reply.status, reply.text).toBe(201)
  return id
}
type Shown = { id: string; people: string[]; isOutside: boolean; answering: unknown; room: number | null }
async function shown(user: string, id: string): Promise<Shown | undefined> {
  const reply = await t.as(user).get('/api/ext/directory?module=primeromodule-cp')
  expect(reply.status, reply.text).toBe(200)
  return reply.body.providers.find((one: Shown) => one.id === id)
}

describe('the directory', () => {
  test('is kept by who keeps agencies and read by who refers', async () => {
    const id = await kept()
    for (const user of ['olga', 'badr', 'desk']) {
      expect((await t.as(user).post('/api/ext/directory', { id: uuid(), ...terms })).status, user).toBe(403)
      expect((await t.as(user).put(`/api/ext/directory/${id}`, { basedOn: 1, ...terms })).status, user).toBe(404)
      expect((await t.as(user).get('/api/ext/directory/kept')).status, user).toBe(403)
    }
    expect(await shown('olga', id)).toMatchObject({ name: terms.name, isOutside: true, people: [], answering: null })
    expect((await t.as('desk').get('/api/ext/directory')).status).toBe(403)
  })

  test('leads to those of its people who may receive it, and to nobody else', async () => {
    const [agency, group, named] = [
      await kept({ agency: bridge }),
      await kept({ groups: [other] }),
      await kept({ agency: bridge, users: ['rico'] }),
    ]
    expect((await shown('olga', agency))?.people).toEqual(['desk', 'reem', 'rico'])
    expect((await shown('olga', group))?.people).toEqual(['desk', 'reem', 'rico'])
    expect((await shown('olga', named))?.people).toEqual(['rico'])
    // Nobody refers to himself.
    expect((await shown('reem', agency))?.people).toEqual(['desk', 'rico'])
  })

  test('is read over one line to the database, whoever else holds the others', async () => {
    const id = await kept({ agency: bridge })
    let hangUp = (): void => {}
    const talking = new Promise<void>((done) => {
      hangUp = done
    })
    // All but one of those that the fixture has.
    const others = [1, 2, 3].map(() => t.house.db.connection().execute(() => talking))
    try {
      expect((await shown('olga', id))?.people).toEqual(['desk', 'reem', 'rico'])
    } finally {
      hangUp()
      await Promise.all(others)
    }
  })

  test('offers nobody who is put aside, or whose time is over', async () => {
    const ids = [await kept({ retired: true }), await kept({ until: '2020-01-01' }), await kept({ from: '2199-01-01' })]
    for (const id of ids) expect(await shown('olga', id)).toBeUndefined()
    const all = (await t.as('admin').get('/api/ext/directory/kept')).body.providers.map(({ id }: Shown) => id)
    expect(ids.every((id) => all.includes(id))).toBe(true)
  })

  test('is changed on what stands, and by one of two who change it at once', async () => {
    const id = await kept()
    const change = (name: string) => t.as('admin').put(`/api/ext/directory/${id}`, { ...terms, basedOn: 1, name })
    const replies = await Promise.all([change('One'), change('Two')])
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect((await t.as('admin').post('/api/ext/directory', { id, ...terms })).status).toBe(409)
  })

  test.each([
    ['a service that is not on the list', { services: ['juggling'] }],
    ['no service', { services: [] }],
    ['a place that is nowhere', { places: ['ZZ99'] }],
    ['a week that no clock follows', { hours: [{ days: [1], from: '16:00', to: '08:00' }] }],
    ['an agency that is none', { agency: 'agency-none' }],
    ['somebody who is not there', { users: ['no-one'] }],
    ['somebody of another agency', { agency: open, users: ['reem'] }],
    ['a last day before the first', { from: '2024-05-02', until: '2024-05-01' }],
    ['a name of nothing', { name: '  ' }],
    ['a mail address that is none', { email: 'here' }],
    ['more than it knows', { secret: 1 }],
  ])('refuses %s', async (_what, change) => {
    const reply = await t.as('admin').post('/api/ext/directory', { id: uuid(), ...terms, ...change })
    expect(reply.status, reply.text).toBe(422)
  })
})

const consented = { consent_for_services: true, disclosure_other_orgs: true }
async function begun(data: object = {}): Promise<string> {
  const id = uuid()
  const module_id = 'primeromodule-cp'
  const sent = { id, module_id, age: 9, sex: 'female', ...consented, ...data }
  const reply = await t.as('olga').post('/api/v2/cases', { data: sent })
  expect(reply.status, reply.text).toBe(204)
  return id
}
async function refers(id: string, more: object): Promise<{ outcome: string; transition: string; problem?: object }> {
  const transition = uuid()
  const args = { type: 'case', id, transition, kind: 'Referral', to: 'reem', ...more }
  const [outcome] = await push(t.as('olga'), intend('olga', 'transition.make', args))
  return { ...outcome, transition }
}
const answers = async (id: string, transition: string, status: string) =>
  t.as('reem').patch(`/api/v2/cases/${id}/referrals/${transition}`, { data: { status } })

describe('a referral through the directory', () => {
  test('counts for its provider once there are enough to hide each', async () => {
    const provider = await kept({ agency: bridge })
    const sent: [string, string][] = []
    for (let n = 0; n < 11; n += 1) {
      const id = await begun()
      const made = await refers(id, { provider })
      expect(made.outcome, JSON.stringify(made)).toBe('applied')
      sent.push([id, made.transition])
      if (n === 3) expect((await shown('olga', provider))?.answering).toBeNull()
    }
    t.pass(50 * 60)
    for (const [id, transition] of sent.slice(0, 6)) await answers(id, transition, 'accepted')
    // Finishing late does not make the answer late.
    t.pass(50 * 60)
    const [first] = sent as [[string, string]]
    await answers(first[0], first[1], 'done')
    expect((await shown('olga', provider))?.answering).toEqual({ accepted: 6, rejected: null, days: 2 })
  })

  test('takes up its room until it is over', async () => {
    const provider = await kept({ agency: bridge, capacity: 1 })
    expect((await shown('olga', provider))?.room).toBe(1)
    const id = await begun()
    const { transition } = await refers(id, { provider })
    expect((await shown('olga', provider))?.room).toBe(0)
    await answers(id, transition, 'rejected')
    expect((await shown('olga', provider))?.room).toBe(1)
  })

  test('to a provider that nobody wrote down is refused', async () => {
    const refused = await refers(await begun(), { provider: uuid() })
    expect(refused).toMatchObject({ outcome: 'refused', problem: { code: 'rule-broken' } })
  })
})

describe('clinical care within 72 hours', () => {
  test('is in sight of both sides of a referral to it, and of no other', async () => {
    const module_id = 'primeromodule-gbv'
    const id = uuid()
    const as = t.as('ghada')
    const today = t.house.clock().toISOString().slice(0, 10)
    expect((await as.post('/api/v2/cases', { data: { id, module_id, consent_for_services: true } })).status).toBe(204)
    const made = await as.post('/api/v2/incidents', {
      data: { module_id, incident_case_id: id, incident_date: today },
    })
    expect(made.status, made.text).toBe(200)
    const send = async (service: string, to: string) => {
      const reply = await as.post(`/api/v2/cases/${id}/referrals`, { data: { transitioned_to: to, service } })
      expect(reply.status, reply.text).toBe(200)
    }
    await send(clinic, 'hiba')
    await send('education_service', 'huda')
    const sharesFor = async (user: string) =>
      (await pulled(t.as(user), 'case', id)).shares as { service: string; careBy?: string }[]
    const end = new Date(Date.parse(today) + 72 * 3_600_000).toISOString()
    for (const user of ['ghada', 'hiba'])
      expect((await sharesFor(user)).find(({ service }) => service === clinic)?.careBy, user).toBe(end)
    expect((await sharesFor('ghada')).find(({ service }) => service !== clinic)?.careBy).toBeUndefined()
    expect(JSON.stringify(await sharesFor('huda'))).not.toContain(end)
  })
})

describe('silence', () => {
  const noticesOf = async (user: string, id: string): Promise<string[]> =>
    (await t.as(user).get('/api/ext/me/notices')).body.notices
      .filter(({ record }: { record: { id: string } | null }) => record?.id === id)
      .map(({ kind }: { kind: string }) => kind)

  test('is told to who sent it, then to who manages him, each once', async () => {
    const id = await begun()
    const answered = await begun()
    await refers(id, {})
    const { transition } = await refers(answered, {})
    await answers(answered, transition, 'accepted')
    await tellOfSilence(t.house)
    expect(await noticesOf('olga', id)).toEqual([])
    t.pass(7 * 24 * 60)
    await Promise.all([tellOfSilence(t.house), tellOfSilence(t.house)])
    expect(await noticesOf('olga', id)).toEqual(['silence'])
    expect(await noticesOf('badr', id)).toEqual([])
    t.pass(24 * 60)
    await tellOfSilence(t.house)
    await tellOfSilence(t.house)
    expect(await noticesOf('olga', id)).toEqual(['silence'])
    expect(await noticesOf('badr', id)).toEqual(['silence'])
    expect(await noticesOf('olga', answered)).toEqual(['share_accepted'])
  })

  test('breaks into the night, as the referral itself did, where an answer was wanted within a day', async () => {
    const urgent = async (user: string, id: string): Promise<boolean[]> => {
      const account = await accountByName(t.house.db, user)
      const { rows } = await asOneself(t.house.db, account?.id ?? 0, (tx) =>
        sql<{ urgent: boolean }>`select urgent from own_notice where record_id = ${id} order by id`.execute(tx),
      )
      return rows.map((row) => row.urgent)
    }
    const [risky, calm] = [await begun({ risk_level: 'high' }), await begun()]
    for (const id of [risky, calm]) await refers(id, {})
    t.pass(8 * 24 * 60)
    await tellOfSilence(t.house)
    expect([await urgent('reem', risky), await urgent('olga', risky)]).toEqual([[true], [true]])
    expect([await urgent('reem', calm), await urgent('olga', calm)]).toEqual([[false], [false]])
    // The row that it is about says which service it is.
    const row = { unique_id: uuid(), service_type: clinic }
    const answered = { age: 20, sex: 'female', consent_for_services: true, services_section: [row] }
    const id = await registers(t.as('ghada'), answered, 'primeromodule-gbv')
    const args = { type: 'case', id, transition: uuid(), kind: 'Referral', to: 'hiba', serviceRow: row.unique_id }
    const [outcome] = await push(t.as('ghada'), intend('ghada', 'transition.make', args))
    expect(outcome?.outcome, JSON.stringify(outcome)).toBe('applied')
    expect(await urgent('hiba', id)).toEqual([true])
  })

  test('is told of no case that is closed', async () => {
    const id = await begun({ risk_level: 'high' })
    await refers(id, {})
    expect((await t.as('olga').patch(`/api/v2/cases/${id}`, { data: { status: 'closed' } })).status).toBe(200)
    t.pass(48 * 60)
    await tellOfSilence(t.house)
    expect(await noticesOf('olga', id)).toEqual([])
  })
})
