// Approvals, told as stories of people: asked for without a network, answered by who manages.
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { child, edits, intend, pulled, push, registers } from '../../test/sync/device.ts'

let t: TestHouse

const open = 'agency-open-door'
const cp = ['usergroup-primero-cp']
const worker = 'role-cp-case-worker'

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(
    { userName: 'olga', role: worker, agency: open, groups: cp },
    { userName: 'rico', role: worker, agency: open, groups: cp },
    { userName: 'badr', role: 'role-cp-manager', agency: open, groups: cp },
    { userName: 'clio', role: 'role-cp-manager', agency: open, groups: ['usergroup-training-dallis'] },
    { userName: 'greta', role: 'role-gbv-manager', agency: open, groups: cp },
  )
})
afterAll(() => t.close())

const asks = (user: string, id: string, approval = 'case_plan') =>
  intend(user, 'approval.request', { type: 'case', id, approval }, { basedOn: 1 })
const answers = (
  user: string,
  id: string,
  answer: string,
  { basedOn = 1, ...rest }: { basedOn?: number; comments?: string } = {},
) => intend(user, 'approval.answer', { type: 'case', id, approval: 'case_plan', answer, ...rest }, { basedOn })
const told = async (user: string) => (await t.as(user).get('/api/ext/me/notices')).body.notices

test('a plan is asked for without a network and approved with a word; each hears of the other, and nothing of the child', async () => {
  const id = await registers(t.as('olga'), child)
  const request = asks('olga', id)
  const [first] = await push(t.as('olga'), request)
  expect((await push(t.as('olga'), request))[0]).toEqual(first)
  expect(first.outcome).toBe('applied')
  const copy = await pulled(t.as('badr'), 'case', id)
  expect(copy.data.approval_status_case_plan).toBe('pending')
  expect(copy.data.approval_subforms).toMatchObject([{ approval_requested_for: 'case_plan', requested_by: 'olga' }])
  expect(copy.alerts).toMatchObject([{ kind: 'approval', type: 'case_plan', form: 'cp_case_plan' }])
  const short = copy.data.short_id
  expect(await told('badr')).toMatchObject([
    { kind: 'approval_requested', by: 'olga', record: { type: 'case', id }, shortId: short },
  ])
  expect(JSON.stringify(await told('badr'))).not.toMatch(/Aya|Sabah/)
  for (const other of ['rico', 'clio', 'greta', 'olga']) expect(await told(other), other).toEqual([])

  const [answered] = await push(
    t.as('badr'),
    answers('badr', id, 'approved', { comments: 'add the school', basedOn: copy.version }),
  )
  expect(answered.outcome).toBe('applied')
  const after = await pulled(t.as('olga'), 'case', id)
  expect(after.data).toMatchObject({
    approval_status_case_plan: 'approved',
    case_plan_approved: true,
    case_plan_approved_comments: 'add the school',
    alert_count: 0,
  })
  expect(after).not.toHaveProperty('alerts')
  expect(await told('olga')).toMatchObject([{ kind: 'approval_answered', by: 'badr', record: { id } }])
})

test('who may not decide is refused, and a case out of reach is unknown', async () => {
  const id = await registers(t.as('olga'), child)
  const [own] = await push(t.as('olga'), answers('olga', id, 'approved'))
  expect(own).toMatchObject({ outcome: 'refused', problem: { code: 'forbidden' } })
  const [far] = await push(t.as('clio'), answers('clio', id, 'approved'))
  expect(far).toMatchObject({ outcome: 'refused', problem: { code: 'not-found' } })
  const [unknown] = await push(t.as('badr'), answers('badr', id, 'perhaps'))
  expect(unknown).toMatchObject({ outcome: 'refused', problem: { code: 'invalid-request' } })
  expect((await pulled(t.as('olga'), 'case', id)).data).not.toHaveProperty('approval_status_case_plan')
})

test('an answer that comes late decides nothing that others decided or asked anew meanwhile', async () => {
  await t.enrol({ userName: 'bela', role: 'role-cp-manager', agency: open, groups: cp })
  const id = await registers(t.as('olga'), child)
  await push(t.as('olga'), asks('olga', id))
  const { version: basedOn } = await pulled(t.as('badr'), 'case', id)
  const late = () => push(t.as('badr'), answers('badr', id, 'approved', { basedOn }))
  const refused = { outcome: 'refused', problem: { code: 'changed-elsewhere' } }
  await push(t.as('bela'), answers('bela', id, 'rejected', { basedOn, comments: 'not with that uncle' }))
  expect((await late())[0]).toMatchObject(refused)
  await push(t.as('olga'), asks('olga', id))
  expect((await late())[0]).toMatchObject(refused)
  const { data, version } = await pulled(t.as('badr'), 'case', id)
  expect(data.approval_status_case_plan).toBe('pending')
  const [seen] = await push(t.as('badr'), answers('badr', id, 'approved', { basedOn: version }))
  expect(seen).toMatchObject({ outcome: 'applied' })
})

test('nobody approves by an edit', async () => {
  const id = await registers(t.as('olga'), child)
  for (const path of [
    ['case_plan_approved'],
    ['approval_status_case_plan'],
    ['approval_subforms'],
    ['alert_count'],
    ['flagged'],
  ]) {
    const [refused] = await push(t.as('olga'), edits(t.as('olga'), id, 1, [{ path, to: true }]))
    expect(refused, path.join()).toMatchObject({ outcome: 'refused' })
  }
})

test('words that cannot be kept are refused, and words of a request are named as not kept', async () => {
  const id = await registers(t.as('olga'), child)
  const patch = (user: string, data: object) => t.as(user).patch(`/api/v2/cases/${id}/approvals/case_plan`, { data })
  const asked = await patch('olga', { approval_status: 'requested', notes: 'soon, please' })
  expect(asked.status, asked.text).toBe(200)
  expect(asked.headers['x-primero-ignored']).toBe('notes')
  for (const notes of [5, { a: 1 }, 'a\u0000b'])
    expect((await patch('badr', { approval_status: 'approved', notes })).status, JSON.stringify(notes)).toBe(422)
  expect((await pulled(t.as('olga'), 'case', id)).data.approval_status_case_plan).toBe('pending')
})
