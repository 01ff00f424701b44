// What somebody who decides is shown: what is there now against what was approved last.
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { child, edits, intend, pulled, push, registers, uuid } from '../../test/sync/device.ts'

let t: TestHouse

const open = 'agency-open-door'
const cp = ['usergroup-primero-cp']

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(
    { userName: 'olga', role: 'role-cp-case-worker', agency: open, groups: cp },
    { userName: 'rico', role: 'role-cp-case-worker', agency: open, groups: cp },
    { userName: 'badr', role: 'role-cp-manager', agency: open, groups: cp },
    { userName: 'umar', role: 'role-cp-user-manager', agency: open, groups: cp },
  )
})
afterAll(() => t.close())

const since = (user: string, id: string, approval = 'case_plan') =>
  t.as(user).post('/api/sync/since-approval', { id, approval })
const decides = async (user: string, id: string, answer: 'approved' | 'rejected', seen?: number) => {
  const basedOn = seen ?? (await pulled(t.as(user), 'case', id)).version
  const args = { type: 'case', id, approval: 'case_plan', answer }
  return (await push(t.as(user), intend(user, 'approval.answer', args, { basedOn })))[0]
}
const plans = async (id: string, from: string | null, to: string) => {
  const { version } = await pulled(t.as('olga'), 'case', id)
  const [outcome] = await push(t.as('olga'), edits(t.as('olga'), id, version, [{ path: ['date_case_plan'], from, to }]))
  expect(outcome).toMatchObject({ outcome: 'applied' })
}

test('before anything was approved nothing is called new', async () => {
  const id = await registers(t.as('olga'), child)
  await plans(id, null, '2024-03-01')
  expect((await since('badr', id)).body).toEqual({ approved: null, changes: [] })
})

test('what was written since the last approval is told once, and a rejection between them approves nothing', async () => {
  const id = await registers(t.as('olga'), child)
  await plans(id, null, '2024-03-01')
  await decides('badr', id, 'approved')
  expect((await since('badr', id)).body).toMatchObject({ approved: { by: 'badr' }, changes: [] })
  await plans(id, '2024-03-01', '2024-03-02')
  await decides('badr', id, 'rejected')
  await plans(id, '2024-03-02', '2024-03-03')
  for (const user of ['badr', 'olga'])
    expect((await since(user, id)).body.changes).toEqual([
      { path: ['date_case_plan'], from: '2024-03-01', to: '2024-03-03' },
    ])
  // Each approval counts from its own.
  expect((await since('badr', id, 'closure')).body).toEqual({ approved: null, changes: [] })
})

test('a name that is protected stays covered for whoever decides', async () => {
  const id = await registers(t.as('olga'), child)
  await decides('badr', id, 'approved')
  await push(
    t.as('olga'),
    intend('olga', 'record.hide-name', { type: 'case', id, hidden: true }, { basedOn: 2 }),
    edits(t.as('olga'), id, 2, [{ path: ['name_first'], from: 'Aya', to: 'Markerella' }]),
  )
  expect((await since('badr', id)).text).not.toContain('Markerella')
})

test('whoever neither asks nor answers hears nothing, and of a case beyond his reach as of none', async () => {
  const id = await registers(t.as('olga'), child)
  expect((await since('umar', id, 'closure')).status).toBe(403)
  const beyond = await since('rico', id)
  const nowhere = await since('rico', uuid())
  expect([beyond.status, beyond.body]).toEqual([404, nowhere.body])
  expect((await since('badr', id, 'anything')).status).toBe(422)
})

// rule: ux 9 approved-is-what-was-seen
test('a decision that waited on a device approves what was seen there, and nothing that was written since', async () => {
  const id = await registers(t.as('olga'), child)
  await plans(id, null, '2024-03-01')
  const { version } = await pulled(t.as('badr'), 'case', id)
  // Of other questions he need not hear before he decides.
  await push(t.as('olga'), edits(t.as('olga'), id, version, [{ path: ['age'], from: 9, to: 10 }]))
  expect(await decides('badr', id, 'approved', version)).toMatchObject({ outcome: 'applied' })
  await plans(id, '2024-03-01', '2024-03-02')
  expect(await decides('badr', id, 'approved', version)).toMatchObject({
    outcome: 'refused',
    problem: { code: 'rule-broken', params: { message: 'approvals.error_changed_since' } },
  })
  expect((await since('badr', id)).body.changes).toHaveLength(1)
  // To send it back is to ask for more, whatever came.
  expect(await decides('badr', id, 'rejected', version)).toMatchObject({ outcome: 'applied' })
})
