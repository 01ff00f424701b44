// Agreements: what stays shut until somebody accepts, what goes through all the same, and what rests on a protocol.
import type { RouteOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openDoors } from '../../src/agreements/open-doors.ts'
import { createApp } from '../../src/app.ts'
import { everybody } from '../access/people.ts'
import { type Browser, signsIn } from '../devices/browser.ts'
import { type Caller, openTestHouse, type TestHouse } from '../house.ts'
import { registers, uuid } from '../sync/device.ts'

const bridge = 'agency-child-bridge'
let t: TestHouse
let routes: string[]

beforeAll(async () => {
  t = await openTestHouse(inject('database'), { settings: { system_options: { code_of_conduct_enabled: true } } })
  await t.enrol(...everybody, {
    userName: 'machine',
    role: 'role-superuser',
    agency: bridge,
    serviceAccount: true,
  })
  const found: string[] = []
  const app = await createApp(t.house, false, ({ method, url }: RouteOptions) => {
    for (const one of [method].flat()) found.push(`${one} ${url}`)
  })
  await app.close()
  routes = found
})
afterAll(() => t.close())

const day = (days: number) => new Date(t.house.clock().getTime() + days * 86_400_000).toISOString().slice(0, 10)
const texts = {
  en: { title: 'How we work', text: 'We listen.' },
  ar: { title: 'كيف نعمل', text: 'نستمع.' },
}
const draft = (over: object = {}) => ({
  kind: 'code_of_conduct',
  agency: null,
  texts,
  signatories: [],
  from: day(0),
  until: null,
  ...over,
})
const writes = async (who: Caller, over: object = {}): Promise<number> => {
  const reply = await who.post('/api/ext/agreements', draft(over))
  expect(reply.status, reply.text).toBe(201)
  return reply.body.id
}
const mine = async (who: Caller, locale = 'en') => (await who.get(`/api/ext/agreements/mine?locale=${locale}`)).body
const accepts = (who: Caller, id: number) => who.post(`/api/ext/agreements/${id}/accept`, { locale: 'en' })
const cases = (who: Caller) => who.get('/api/v2/cases')
const shut = { status: 403, body: { errors: [expect.objectContaining({ detail: 'code_of_conduct' })] } }

test('every door that stays open is a door', () => {
  expect([...openDoors].filter((door) => !routes.includes(door))).toEqual([])
})

describe('the code of conduct', () => {
  let conduct: number

  test('is written in several languages by who keeps it, and read in one’s own', async () => {
    expect((await t.as('amal').post('/api/ext/agreements', draft())).status).toBe(403)
    conduct = await writes(t.as('root'))
    const shown = await mine(t.as('amal'), 'ar')
    expect(shown).toMatchObject({
      owed: 'code_of_conduct',
      agreements: [{ id: conduct, kind: 'code_of_conduct', locale: 'ar', ...texts.ar, acceptedAt: null }],
    })
    expect((await mine(t.as('amal'), 'fr')).agreements[0]).toMatchObject({ locale: 'en', ...texts.en })
  })

  test('shuts every door of records until it is accepted, in whatever way one comes', async () => {
    const amal = await signsIn(t.app, 'amal')
    for (const who of [t.as('amal'), amal]) expect(await cases(who)).toMatchObject(shut)
    const refused = await amal.post('/api/sync/search', { type: 'case', filters: [], page: 1, per: 20 })
    expect(refused).toMatchObject({
      status: 403,
      body: { code: 'agreement-missing', params: { agreement: 'code_of_conduct' } },
    })
    expect((await amal.get('/api/sync/config')).status).toBe(403)
    expect((await amal.get('/api/ext/me/sessions')).status).toBe(200)
    expect((await accepts(amal, conduct)).status).toBe(204)
    expect((await cases(amal)).status).toBe(200)
    expect((await mine(amal)).agreements[0].acceptedAt).not.toBeNull()
  })

  test('is accepted by oneself and once: a second time keeps the first moment', async () => {
    const before = (await mine(t.as('amal'))).agreements[0].acceptedAt
    t.pass(1)
    expect((await accepts(t.as('amal'), conduct)).status).toBe(204)
    expect((await mine(t.as('amal'))).agreements[0].acceptedAt).toBe(before)
    expect((await accepts(t.as('amal'), 999_999)).status).toBe(404)
  })

  test('of a day to come asks nobody yet, and cannot be accepted before', async () => {
    await accepts(t.as('root'), conduct)
    const next = await writes(t.as('root'), { from: day(2) })
    expect((await cases(t.as('amal'))).status).toBe(200)
    expect((await accepts(t.as('amal'), next)).status).toBe(422)
  })

  test('that changed is told to who had accepted, and asks anew', async () => {
    conduct = await writes(t.as('root'), { texts: { en: { title: 'How we work', text: 'We listen and ask.' } } })
    expect(await cases(t.as('amal'))).toMatchObject(shut)
    const { notices } = (await t.as('amal').get('/api/ext/me/notices')).body
    expect(notices[0]).toMatchObject({ kind: 'agreement', agreement: conduct })
    expect((await t.as('bilal').post(`/api/ext/me/notices/${notices[0].id}/seen`, {})).status).toBe(404)
    expect((await t.as('amal').post(`/api/ext/me/notices/${notices[0].id}/seen`, {})).status).toBe(204)
    const left = (await t.as('amal').get('/api/ext/me/notices')).body.notices
    expect(left.map(({ id }: { id: number }) => id)).not.toContain(notices[0].id)
  })

  test('counts who accepted each version, for who keeps it', async () => {
    for (const who of ['root', 'amal', 'bilal']) await accepts(t.as(who), conduct)
    const { agreements, templates } = (await t.as('root').get('/api/ext/agreements')).body
    const row = agreements.find(({ id }: { id: number }) => id === conduct)
    expect(row).toMatchObject({ state: 'in-force', accepted: 3, version: 3 })
    expect(row.asked).toBeGreaterThan(10)
    expect(Object.keys(templates.device_contract)).toEqual(['en', 'ar', 'fr', 'es'])
    expect((await t.as('amal').get('/api/ext/agreements')).status).toBe(403)
  })

  test('its text is never changed, only its last day and who signed it', async () => {
    const url = `/api/ext/agreements/${conduct}`
    const root = t.as('root')
    const signed = { name: 'R. Haddad', organization: 'Open Door', signedOn: day(0) }
    expect((await root.patch(url, { until: null, signatories: [signed] })).status).toBe(204)
    expect((await root.patch(url, { until: null, signatories: [], texts })).status).toBe(422)
    expect((await root.patch(url, { until: day(-3), signatories: [] })).status).toBe(422)
    expect((await t.as('amal').patch(url, { until: null, signatories: [] })).status).toBe(404)
    const { agreements } = (await root.get('/api/ext/agreements')).body
    expect(agreements.find(({ id }: { id: number }) => id === conduct).signatories).toEqual([signed])
  })

  test('rubbish is refused', async () => {
    const root = t.as('root')
    for (const over of [
      { texts: {} },
      { texts: { xx: texts.en } },
      { texts: { en: { title: '', text: 'x' } } },
      { agency: bridge },
      { kind: 'terms_of_use' },
      { kind: 'terms_of_use', agency: 'nobody' },
      { from: day(-1) },
      { from: 'tomorrow' },
      { until: day(-1) },
      { signatories: [{ name: '' }] },
    ])
      expect((await root.post('/api/ext/agreements', draft(over))).status, JSON.stringify(over)).toBe(422)
  })
})

describe('a device', () => {
  const enrols = (who: Browser, device: string) => who.post('/api/sync/devices', { device, kind: 'phone' })
  const pull = (who: Browser, device: string) =>
    who.post('/api/sync/pull', { device, cursor: null, pins: [], limit: 10 })
  let carol: Browser
  const phone = uuid()

  test('enrols once its person has accepted the contract for devices', async () => {
    carol = await signsIn(t.app, 'carol')
    for (const { id } of (await mine(carol)).agreements) await accepts(carol, id)
    const contract = await writes(t.as('root'), { kind: 'device_contract' })
    expect((await cases(carol)).status).toBe(200)
    expect(await enrols(carol, phone)).toMatchObject({
      status: 403,
      body: { code: 'agreement-missing', params: { agreement: 'device_contract' } },
    })
    expect((await accepts(carol, contract)).status).toBe(204)
    expect((await enrols(carol, phone)).status).toBe(200)
    await writes(t.as('root'), { kind: 'device_contract' })
    expect((await enrols(carol, phone)).status).toBe(200)
  })

  test('goes on for a week under a new code, then sends and no longer reads', async () => {
    expect((await pull(carol, phone)).status).toBe(200)
    await writes(t.as('root'), { texts: { en: { title: 'How we work', text: 'We listen, ask and write.' } } })
    expect((await pull(carol, phone)).status).toBe(200)
    t.pass(7 * 24 * 60)
    carol = await signsIn(t.app, 'carol')
    expect((await enrols(carol, phone)).status).toBe(403)
    expect((await pull(carol, phone)).body).toMatchObject({ code: 'agreement-missing' })
    await registers(carol, { name_first: 'Written before', age: 9 })
  })
})

describe('a protocol on sharing', () => {
  let protocol: number
  const people = async (who: Caller): Promise<string[]> =>
    (await who.get('/api/v2/users/refer-to?record_type=case')).body.data.map((p: { user_name: string }) => p.user_name)

  test('that nobody made shuts nothing', async () => {
    expect((await cases(t.as('machine'))).status).toBe(200)
    const { agreements } = await mine(t.as('amal'))
    for (const { id } of agreements) await accepts(t.as('amal'), id)
    expect(await people(t.as('amal'))).toContain('selam')
  })

  test('that is over stops the machine of that agency and handing records to its people', async () => {
    const root = t.as('root')
    for (const { id } of (await mine(root)).agreements) await accepts(root, id)
    protocol = await writes(root, { kind: 'information_sharing', agency: bridge, until: day(1) })
    expect((await cases(t.as('machine'))).status).toBe(200)
    expect(await people(t.as('amal'))).toContain('selam')
    t.pass(2 * 24 * 60)
    expect(await cases(t.as('machine'))).toMatchObject({
      status: 403,
      body: { errors: [expect.objectContaining({ detail: 'information_sharing' })] },
    })
    expect(await people(t.as('amal'))).not.toContain('selam')
    expect((await cases(t.as('amal'))).status).toBe(200)
  })

  test('is nothing that a person accepts', async () => {
    expect((await mine(t.as('selam'))).agreements.map(({ kind }: { kind: string }) => kind)).not.toContain(
      'information_sharing',
    )
    expect((await accepts(t.as('selam'), protocol)).status).toBe(404)
  })

  test('renewed opens again', async () => {
    await writes(t.as('root'), { kind: 'information_sharing', agency: bridge })
    expect((await cases(t.as('machine'))).status).toBe(200)
    expect(await people(t.as('amal'))).toContain('selam')
  })
})
