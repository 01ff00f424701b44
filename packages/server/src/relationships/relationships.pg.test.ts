// Cases that belong together, told as stories of people: a caseworker links brothers, her manager links what two of his
// people keep, and nobody hears of a case that is not his to read.
import type { IntentionName } from '@primero/domain/sync/intention.ts'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { child, intend, pulled, push, registers, uuid } from '../../test/sync/device.ts'

let t: TestHouse

const open = 'agency-open-door'
const cp = ['usergroup-primero-cp']

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(
    { userName: 'olga', role: 'role-cp-case-worker', agency: open, groups: cp },
    { userName: 'rico', role: 'role-cp-case-worker', agency: open, groups: cp },
    { userName: 'badr', role: 'role-cp-manager', agency: open, groups: cp },
  )
})
afterAll(() => t.close())

const says = async (user: string, name: IntentionName, args: object) =>
  (await push(t.as(user), intend(user, name, args, { basedOn: 1 })))[0]
const adds = (id: string, other: string, relationship: string = uuid()) => ({
  type: 'case',
  id,
  relationship,
  other,
  as: 'sibling_of',
})
const linksOf = async (user: string, id: string) => (await pulled(t.as(user), 'case', id)).relationships

test('a caseworker links two brothers, and both cases say so', async () => {
  const [one, two] = [await registers(t.as('olga'), child), await registers(t.as('olga'), child)]
  const relationship = uuid()
  expect(await says('olga', 'relationship.add', adds(one, two, relationship))).toMatchObject({
    outcome: 'applied',
    version: 2,
  })
  const link = { id: relationship, type: 'sibling_of', primary: false, by: 'olga', removed: null }
  expect(await linksOf('olga', one)).toMatchObject([{ ...link, case: two }])
  expect(await linksOf('olga', two)).toMatchObject([{ ...link, case: one }])
  expect((await pulled(t.as('olga'), 'case', two)).version).toBe(2)
})

test('the same said again, from the other side, is the same link', async () => {
  const [one, two] = [await registers(t.as('olga'), child), await registers(t.as('olga'), child)]
  await says('olga', 'relationship.add', adds(one, two))
  expect(await says('olga', 'relationship.add', adds(two, one))).toMatchObject({ outcome: 'applied' })
  expect(await linksOf('olga', one)).toHaveLength(1)
})

test('a link that is removed stays with its reason, and adding it again brings it back', async () => {
  const [one, two] = [await registers(t.as('olga'), child), await registers(t.as('olga'), child)]
  const relationship = uuid()
  await says('olga', 'relationship.add', adds(one, two, relationship))
  const removal = { type: 'case', id: two, relationship, why: 'another family' }
  expect(await says('badr', 'relationship.remove', removal)).toMatchObject({ outcome: 'applied' })
  expect(await linksOf('olga', one)).toMatchObject([
    { id: relationship, removed: { by: 'badr', why: 'another family' } },
  ])
  await says('olga', 'relationship.add', adds(one, two))
  expect(await linksOf('olga', one)).toMatchObject([{ id: relationship, removed: null, by: 'olga' }])
})

test('a link without a reason to remove it stays, and words that cannot be kept are refused', async () => {
  const [one, two] = [await registers(t.as('olga'), child), await registers(t.as('olga'), child)]
  const relationship = uuid()
  await says('olga', 'relationship.add', adds(one, two, relationship))
  for (const why of ['', 'a\0b', 'x'.repeat(501)]) {
    const removal = { type: 'case', id: one, relationship, why }
    expect(await says('olga', 'relationship.remove', removal)).toMatchObject({ problem: { code: 'invalid-request' } })
  }
  expect(await linksOf('olga', one)).toMatchObject([{ removed: null }])
})

test('of a link to a case that is not hers a caseworker learns nothing, wherever she looks', async () => {
  const [hers, his] = [await registers(t.as('olga'), child), await registers(t.as('rico'), child)]
  const relationship = uuid()
  await says('badr', 'relationship.add', adds(hers, his, relationship))
  expect(await linksOf('badr', hers)).toMatchObject([{ case: his }])
  const olga = t.as('olga')
  const told = [
    await olga.post('/api/sync/records', { type: 'case', ids: [hers] }),
    await olga.post('/api/sync/history', { type: 'case', id: hers, page: 1 }),
    await olga.get(`/api/v2/cases/${hers}`),
    await olga.get(`/api/v2/cases/${hers}/case_relationships`),
    await olga.get(`/api/v2/cases/${hers}/record_history`),
    await olga.get(`/api/v2/cases/${hers}/access_log`),
  ]
  for (const reply of told) {
    expect(reply.status).toBe(200)
    expect(reply.text).not.toContain(his)
    expect(reply.text).not.toContain(relationship)
  }
  expect(await linksOf('olga', hers)).toEqual([])
})

test('a case that is not hers is refused in the words of one that does not exist', async () => {
  const [hers, his] = [await registers(t.as('olga'), child), await registers(t.as('rico'), child)]
  const beyond = await says('olga', 'relationship.add', adds(hers, his))
  const nowhere = await says('olga', 'relationship.add', adds(hers, uuid()))
  expect(beyond).toMatchObject({ outcome: 'refused', problem: { code: 'rule-broken' } })
  expect(beyond?.problem).toEqual(nowhere?.problem)
  expect(await says('olga', 'relationship.add', adds(his, hers))).toMatchObject({
    problem: { code: 'not-found', params: {} },
  })
})

test('when one of two linked cases goes to a colleague, its link goes out of sight', async () => {
  const [one, two] = [await registers(t.as('olga'), child), await registers(t.as('olga'), child)]
  await says('olga', 'relationship.add', adds(one, two))
  const moved = await t.as('badr').post(`/api/v2/cases/${two}/assigns`, { data: { transitioned_to: 'rico' } })
  expect(moved.status).toBe(200)
  expect(await linksOf('olga', one)).toEqual([])
  expect(await linksOf('badr', one)).toHaveLength(1)
})

test('two who link the same cases at once make one link', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [one, two] = [await registers(t.as('olga'), child), await registers(t.as('olga'), child)]
    const outcomes = await Promise.all([
      says('olga', 'relationship.add', adds(one, two)),
      says('badr', 'relationship.add', adds(two, one)),
    ])
    expect(outcomes).toMatchObject([{ outcome: 'applied' }, { outcome: 'applied' }])
    expect(await linksOf('olga', one)).toHaveLength(1)
  }
})
