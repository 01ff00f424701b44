// Before a case is handed over: what its recipient reads as soon as it is sent, and what is his once he has accepted.
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { child, cpPeople } from '../../test/access/people.ts'
import { png } from '../../test/attachments/pictures.ts'
import { openTestHouse, shippedBundles, type TestHouse } from '../../test/house.ts'
import { attaches, intend, pulled, push, registers, uuid } from '../../test/sync/device.ts'

let t: TestHouse

beforeAll(async () => {
  t = await openTestHouse(inject('database'), { bundles: shippedBundles() })
  await t.enrol(...cpPeople)
})
afterAll(() => t.close())

type Says = Record<string, unknown>
const agreed = { consent_for_services: true, disclosure_other_orgs: true }
const begun = (more: Says = {}) => registers(t.as('amal'), { ...child, ...agreed, ...more })
const preview = (user: string, asked: Says) => t.as(user).post('/api/ext/shares/preview', asked)

async function does(user: string, name: 'transition.make' | 'transition.answer' | 'consent.give', args: Says) {
  const [outcome] = await push(t.as(user), intend(user, name, { type: 'case', ...args }, { basedOn: 1 }))
  expect(outcome, JSON.stringify(outcome)).toMatchObject({ outcome: 'applied' })
}
const gives = (id: string, excluded: string[]) =>
  does('amal', 'consent.give', {
    id,
    consent: uuid(),
    purposes: ['transfer', 'referral'],
    services: [],
    agencies: [],
    excluded,
    givenBy: ['child'],
    explainedHow: ['spoken'],
  })
async function transfers(user: string, id: string, to: string): Promise<string> {
  const transition = uuid()
  await does(user, 'transition.make', { id, transition, kind: 'Transfer', to })
  return transition
}
const accepts = (user: string, id: string, transition: string) =>
  does(user, 'transition.answer', { id, transition, answer: 'accept' })
const reads = async (user: string, id: string): Promise<Says> => (await pulled(t.as(user), 'case', id)).data

const asked = [...Object.keys(child), 'name']
const none = null
const answersOf = (data: Says): Says => Object.fromEntries(asked.map((name) => [name, data[name] ?? none]))
/** What a preview says of each answer: as soon as it is sent, and once it is accepted. */
const toldBy = ({ data, first }: { data: Says; first: Says }) => ({
  now: answersOf({ ...data, ...first }),
  then: answersOf(data),
})

const transferred: { says: string; case: Says; excluded?: string[]; first: Says }[] = [
  { says: 'a case whose consent leaves nothing out', case: {}, first: {} },
  {
    says: 'one whose consent leaves a phone number out',
    case: {},
    excluded: ['telephone_current'],
    first: { telephone_current: null },
  },
  {
    says: 'one whose name is protected',
    case: { hidden_name: true },
    first: { name: '*******', name_first: null, name_last: null },
  },
]

describe('[ux 9 preview-is-what-they-read] of a transfer is told before what is read at once, and held once it is accepted', () => {
  test.each(transferred)('$says', async ({ case: more, excluded, first }) => {
    const id = await begun(more)
    if (excluded) await gives(id, excluded)
    const reply = await preview('amal', { case: id, kind: 'Transfer', to: 'carol' })
    expect(reply.status, reply.text).toBe(200)
    expect(reply.body.later).toEqual([])
    expect(reply.body.first).toEqual(first)
    const told = toldBy(reply.body)

    const transition = await transfers('amal', id, 'carol')
    expect(answersOf(await reads('carol', id))).toEqual(told.now)
    await accepts('carol', id, transition)
    expect(answersOf(await reads('carol', id))).toEqual(told.then)
  })

  test('whoever has it by a referral sees no more of it than before, until he accepts', async () => {
    const id = await begun()
    const how = { authorizedRole: 'role-cp-service-provider', forms: ['services'] }
    await does('amal', 'transition.make', { id, transition: uuid(), kind: 'Referral', to: 'carol', ...how })
    const { body } = await preview('amal', { case: id, kind: 'Transfer', to: 'carol' })
    expect(body.later).toContain('basic_identity')
    expect(body.later).not.toContain('services')
    const transition = await transfers('amal', id, 'carol')
    expect(await reads('carol', id)).not.toHaveProperty('age')
    await accepts('carol', id, transition)
    expect(answersOf(await reads('carol', id))).toEqual(toldBy(body).then)
  })

  test('the files that he will open are named, and others are not', async () => {
    const id = await begun()
    const photo = { field: 'photos', fileName: 'face.png', bytes: png() }
    expect((await attaches(t.as('amal'), id, photo)).outcome.outcome).toBe('applied')
    const told = async (more: Says) => (await preview('amal', { case: id, to: 'carol', ...more })).body.data.photos
    expect(await told({ role: 'role-cp-service-provider' })).toBeUndefined()
    expect(await told({ kind: 'Transfer' })).toEqual(['face.png'])
    await transfers('amal', id, 'carol')
    const { attachments } = await pulled(t.as('carol'), 'case', id)
    expect(attachments).toMatchObject([{ field: 'photos', fileName: 'face.png' }])
  })

  test('its incidents are counted that become theirs, as far as whoever sends it knows of them', async () => {
    const id = await begun()
    const shape = { type: 'incident', id: uuid(), module: 'primeromodule-cp', data: { incident_case_id: id } }
    const [made] = await push(t.as('amal'), intend('amal', 'record.create', shape))
    expect(made.outcome).toBe('applied')
    expect((await preview('amal', { case: id, kind: 'Transfer', to: 'carol' })).body.incidents).toBe(1)
    expect((await preview('amal', { case: id, to: 'carol' })).body.incidents).toBe(0)
  })
})

test('[ux 9 preview-is-what-they-read] who grants a request sees before what the one who asked will read', async () => {
  const id = await begun()
  await gives(id, ['telephone_current'])
  const request = uuid()
  await does('carol', 'transition.make', { id, transition: request, kind: 'TransferRequest', to: null })
  for (const user of ['carol', 'bilal', 'desk'])
    expect((await preview(user, { case: id, request })).status, user).toBe(404)
  expect((await preview('amal', { case: id, request: uuid() })).status).toBe(404)
  const { status, body } = await preview('amal', { case: id, request })
  expect(status).toBe(200)
  expect(body.first).toEqual({ telephone_current: null })

  await accepts('amal', id, request)
  expect(answersOf(await reads('carol', id))).toEqual(toldBy(body).now)
  expect((await preview('amal', { case: id, request })).status).toBe(404)
})

test('what the sender does not read himself he is not told, though its new owner will read it', async () => {
  const id = await begun({ hidden_name: true })
  const { status, body } = await preview('dina', { case: id, kind: 'Transfer', to: 'carol' })
  expect(status).toBe(200)
  expect(body.data.name).toBe('*******')
  expect(JSON.stringify(body)).not.toMatch(/Yasmin|Alhadidi/)
})

test('only who may transfer the case is shown it, and only for who may receive it', async () => {
  const id = await begun()
  for (const user of ['carol', 'bilal', 'desk', 'selam'])
    expect((await preview(user, { case: id, kind: 'Transfer', to: 'carol' })).status, user).toBe(404)
  for (const to of ['amal', 'selam', 'desk', 'nobody'])
    expect((await preview('amal', { case: id, kind: 'Transfer', to })).status, to).toBe(422)
  // Who was let in by a referral gives it no further.
  await does('amal', 'transition.make', { id, transition: uuid(), kind: 'Referral', to: 'carol' })
  expect((await preview('carol', { case: id, kind: 'Transfer', to: 'bilal' })).status).toBe(404)
  expect((await preview('amal', { case: id, kind: 'Transfer', to: 'carol', forms: [] })).status).toBe(422)
})
