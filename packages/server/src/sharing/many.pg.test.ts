// Several cases at once over v2: sent again nothing is made again, and two that cross wait for each other in turn.
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTestHouse, shippedBundles, type TestHouse } from '../../test/house.ts'
import { registers } from '../../test/sync/device.ts'

let t: TestHouse

const open = 'agency-open-door'
const bridge = 'agency-child-bridge'
const worker = 'role-cp-case-worker'

function bundles() {
  const all = structuredClone(shippedBundles())
  for (const role of all.flatMap((bundle) => bundle.roles))
    if (role.id === worker || role.id === 'role-cp-manager') role.permissions['case']?.push('transfer')
  return all
}

beforeAll(async () => {
  t = await openTestHouse(inject('database'), { bundles: bundles() })
  const north = ['usergroup-primero-cp']
  await t.enrol(
    { userName: 'olga', role: worker, agency: open, groups: north },
    { userName: 'badr', role: 'role-cp-manager', agency: open, groups: north },
    { userName: 'reem', role: worker, agency: bridge, groups: ['usergroup-training-dallis'] },
    { userName: 'rico', role: worker, agency: bridge, groups: ['usergroup-training-dallis'] },
  )
})
afterAll(() => t.close())

const consented = { consent_for_services: true, disclosure_other_orgs: true }
const begun = (): Promise<string> => registers(t.as('olga'), { age: 9, sex: 'female', ...consented })
const several = (count: number): Promise<string[]> => Promise.all(Array.from({ length: count }, begun))

const many = (kind: 'referrals' | 'transfers', data: object, user = 'olga') =>
  t.as(user).post(`/api/v2/cases/${kind}`, { data })
const of = async (kind: string, id: string): Promise<{ id: string }[]> =>
  (await t.as('olga').get(`/api/v2/cases/${id}/${kind}`)).body.data

test.each(['referrals', 'transfers'] as const)('%s that are sent again leave what is there', async (kind) => {
  const ids = await several(3)
  const asked = { ids, transitioned_to: 'reem', notes: 'both' }
  const first = await many(kind, asked)
  expect(first.status, first.text).toBe(200)
  const again = await many(kind, { ...asked, ids: ids.toReversed() })
  expect(again.status, again.text).toBe(200)
  const made = (reply: typeof first) =>
    reply.body.data.map((one: { id: string; record_id: string }) => [one.record_id, one.id])
  expect(made(again)).toEqual(made(first).toReversed())
  for (const id of ids) expect(await of(kind, id)).toHaveLength(1)
  // To somebody else, of another service, or once it has ended, it is another one.
  expect((await many(kind, { ...asked, transitioned_to: 'rico' })).status).toBe(200)
  for (const id of ids) expect(await of(kind, id)).toHaveLength(2)
})

test('what was sent once more after it was rejected is sent anew', async () => {
  const [id = ''] = await several(1)
  const asked = { ids: [id], transitioned_to: 'reem', service: 'food_service' }
  const { body } = await many('referrals', asked)
  const rejected = { status: 'rejected', rejected_reason: 'full' }
  await t.as('reem').patch(`/api/v2/cases/${id}/referrals/${body.data[0].id}`, { data: rejected })
  expect((await many('referrals', asked)).status).toBe(200)
  expect(await of('referrals', id)).toHaveLength(2)
})

test('what is his already is assigned no second time', async () => {
  const ids = await several(2)
  const asked = { transitioned_to: 'reem', filters: { id: ids } }
  for (const _ of [1, 2]) expect((await t.as('badr').post('/api/v2/cases/assigns', { data: asked })).status).toBe(200)
  for (const id of ids) {
    const { data } = (await t.as('reem').get(`/api/v2/cases/${id}/assigns`)).body
    expect(data).toHaveLength(1)
  }
})

test('two that take the same cases crosswise are both done', async () => {
  const ids = await several(8)
  const replies = await Promise.all([
    many('referrals', { ids, transitioned_to: 'reem' }),
    many('referrals', { ids: ids.toReversed(), transitioned_to: 'rico' }),
    t.as('badr').post('/api/v2/cases/assigns', { data: { transitioned_to: 'badr', filters: { id: ids } } }),
    many('transfers', { ids: ids.toReversed(), transitioned_to: 'rico' }, 'badr'),
  ])
  for (const reply of replies) expect([200, 403], reply.text).toContain(reply.status)
  expect(replies.some(({ status }) => status === 200)).toBe(true)
})
