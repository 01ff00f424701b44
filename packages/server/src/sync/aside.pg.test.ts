// What devices say beside a record, told as stories of people: an alert that was looked at, a summary that was printed, a
// note on somebody else's case.
import type { Role } from '@primero/domain/configuration/bundle.ts'
import type { IntentionName } from '@primero/domain/sync/intention.ts'
import { mayPrintCases } from '@primero/domain/workflow/case-summary.cases.ts'
import { offersIdentity } from '@primero/domain/workflow/paper.ts'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTestHouse, shippedBundles, type TestHouse } from '../../test/house.ts'
import { child, intend, pulled, push, registers, uuid } from '../../test/sync/device.ts'

let t: TestHouse
let owner: pg.Client

const open = 'agency-open-door'
const bridge = 'agency-child-bridge'
const cp = ['usergroup-primero-cp']

beforeAll(async () => {
  const bundles = structuredClone(shippedBundles())
  const manager = bundles.flatMap(({ roles }) => roles).find(({ id }) => id === 'role-cp-manager') as Role
  for (const identity of ['own', 'none', 'reveal'] as const)
    bundles[0]?.roles.push({ ...manager, id: `role-${identity}`, name: identity, identity })
  t = await openTestHouse(inject('database'), { bundles })
  await t.enrol(
    { userName: 'olga', role: 'role-cp-case-worker', agency: open, groups: cp },
    { userName: 'rico', role: 'role-cp-case-worker', agency: open, groups: cp },
    { userName: 'badr', role: 'role-cp-manager', agency: open, groups: cp },
    { userName: 'dina', role: 'role-superuser', agency: open, groups: cp },
    { userName: 'ones', role: 'role-own', agency: open, groups: cp },
    { userName: 'none', role: 'role-none', agency: open, groups: cp },
    { userName: 'reveals', role: 'role-reveal', agency: open, groups: cp },
    { userName: 'reem', role: 'role-cp-case-worker', agency: bridge, groups: ['usergroup-training-dallis'] },
    { userName: 'far', role: 'role-cp-manager', agency: bridge, groups: ['usergroup-training-dallis'] },
  )
  owner = new pg.Client(t.urls.owner)
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await t.close()
})

const row = (id: string) => ({ unique_id: id, note_subject: 'A call', note_text: 'she moved' })
const note = (id: string, more: object = {}) => {
  const key = uuid()
  return { type: 'case', id, changes: [{ path: ['notes_section', key], from: null, to: row(key) }], ...more }
}
const says = async (user: string, name: IntentionName, args: object) =>
  (await push(t.as(user), intend(user, name, args, { basedOn: 1 })))[0]
const audited = async (id: string, action: string) => {
  const { rows } = await owner.query(
    'select user_name, outcome, details from audit where record_id = $1 and action = $2 order by id',
    [id, action],
  )
  return rows
}

test('a supervisor who may not edit a case writes a note on it, and her name stands under it', async () => {
  const id = await registers(t.as('olga'), child)
  expect(await says('badr', 'record.edit', note(id))).toMatchObject({ outcome: 'refused' })
  expect(await says('badr', 'record.edit', note(id, { as: 'add_note' }))).toMatchObject({ outcome: 'applied' })
  const { data } = await pulled(t.as('olga'), 'case', id)
  expect(data.notes_section).toMatchObject([{ note_subject: 'A call', note_created_by: 'badr' }])
})

test('by that right she changes nothing else', async () => {
  const id = await registers(t.as('olga'), child)
  const age = { type: 'case', id, changes: [{ path: ['age'], from: 9, to: 10 }], as: 'add_note' }
  expect(await says('badr', 'record.edit', age)).toMatchObject({ outcome: 'refused' })
  const anything = { ...age, as: 'close' }
  expect(await says('badr', 'record.edit', anything)).toMatchObject({ problem: { code: 'invalid-request' } })
})

test('an alert goes for everybody once somebody who may has looked, and a second time nothing happens', async () => {
  const id = await registers(t.as('olga'), child)
  await says('badr', 'record.edit', note(id, { as: 'add_note' }))
  const { alerts } = await pulled(t.as('olga'), 'case', id)
  const dismiss = { type: 'case', id, alert: alerts?.[0]?.id }
  expect(await says('olga', 'alert.dismiss', dismiss)).toMatchObject({ problem: { code: 'forbidden' } })
  expect(await says('badr', 'alert.dismiss', dismiss)).toMatchObject({ outcome: 'applied', version: 3 })
  expect(await pulled(t.as('olga'), 'case', id)).not.toHaveProperty('alerts')
  expect(await says('badr', 'alert.dismiss', dismiss)).toMatchObject({ outcome: 'applied', version: 3 })
  expect(await audited(id, 'remove_alert')).toHaveLength(1)
})

test('a printed summary changes nothing and stands in the audit, names or no names', async () => {
  const id = await registers(t.as('olga'), child)
  const print = (identity: boolean) => ({ type: 'case', id, identity })
  expect(await says('olga', 'record.print', print(true))).toMatchObject({ outcome: 'applied', version: 1 })
  expect(await says('olga', 'record.print', print(false))).toMatchObject({ outcome: 'applied', version: 1 })
  expect(await audited(id, 'print')).toMatchObject([
    { user_name: 'olga', outcome: 'done', details: { identity: true } },
    { user_name: 'olga', outcome: 'done', details: { identity: false } },
  ])
})

test('who may not know whom a record is about prints no names, and hears of no case that is out of his reach', async () => {
  const id = await registers(t.as('olga'), child)
  const print = { type: 'case', id, identity: true }
  expect(await says('dina', 'record.print', print)).toMatchObject({ problem: { code: 'forbidden' } })
  expect(await says('dina', 'record.print', { ...print, identity: false })).toMatchObject({ outcome: 'applied' })
  const beyond = await says('rico', 'record.print', { ...print, identity: false })
  expect(beyond).toMatchObject({ problem: { code: 'not-found' } })
  const nowhere = await says('rico', 'record.print', { ...print, id: uuid(), identity: false })
  expect(nowhere.problem).toEqual(beyond.problem)
  const alert = { type: 'case', id, alert: uuid() }
  expect(await says('rico', 'alert.dismiss', alert)).toMatchObject({ outcome: 'refused' })
})

/** How each stands to the case of olga; `none` owns one of his own. */
const printers: Record<string, string> = {
  'the owner': 'olga',
  'who was referred to, as named in a grant': 'reem',
  'a manager of child protection': 'badr',
  'who knows the identity of his own cases alone, on that of a colleague': 'ones',
  'a supervisor of GBV': 'none',
  'without identity, though the case is his own': 'none',
  'who may reveal for a reason': 'reveals',
  'who does not reach it': 'far',
}

test.each(mayPrintCases)('paper: $says', async ({ says: who, reaches, identity, offered, with: named, without }) => {
  const user = printers[who] ?? ''
  const consented = { consent_for_services: true, disclosure_other_orgs: true }
  const id = await registers(t.as('olga'), { ...child, ...consented })
  const give = async (kind: string, to: string) =>
    expect((await t.as('badr').post(`/api/v2/cases/${id}/${kind}`, { data: { transitioned_to: to } })).status).toBe(200)
  if (reaches === 'referral')
    expect((await t.as('olga').post(`/api/v2/cases/${id}/referrals`, { data: { transitioned_to: user } })).status).toBe(
      200,
    )
  if (reaches === 'owner' && user !== 'olga') await give('assigns', user)
  const { me } = (await t.as(user).get('/api/sync/config')).body
  expect(me.role.identity).toBe(identity)
  const page = await pulled(t.as(user), 'case', id)
  expect(page === undefined ? false : offersIdentity(me, page)).toBe(offered)
  for (const [isNamed, answer] of [
    [true, named],
    [false, without],
  ] as const) {
    const outcome = await says(user, 'record.print', { type: 'case', id, identity: isNamed })
    expect({ isNamed, answer: outcome.problem?.code ?? outcome.outcome }).toEqual({
      isNamed,
      answer: { printed: 'applied', refused: 'forbidden', 'not-found': 'not-found' }[answer],
    })
  }
})

test('a device learns which forms an approval is about, and what it is called here', async () => {
  const { body } = await t.as('olga').get('/api/sync/config?locale=ar')
  const { approvals_labels, approval_forms_to_alert } = body.bundle.settings
  expect(approval_forms_to_alert).toMatchObject({ cp_case_plan: 'case_plan' })
  expect(approvals_labels.assessment).toEqual({ ar: 'التقييم' })
})
