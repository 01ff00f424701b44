import { expect, test } from 'vitest'
import { sampleActor, sampleIds, sampleOccasion, samplePerson, sampleWorld } from '../access/sample.ts'
import { type AsideName, type IntentionName, intentionArgs, type SharingName } from '../sync/intention.ts'
import type { Alert } from '../workflow/alerts.ts'
import { carryOut } from './command.ts'
import type { Answer, Change } from './record.ts'
import { does, edits, frozen, patches, refusalOf, sampleId, type Scene } from './sample.ts'

const world = sampleWorld()
const watching = {
  ...world,
  settings: {
    ...world.settings,
    changes_field_to_form: { notes_section: 'notes', age: 'basic_identity', incident_details: 'incident_form' },
  },
}
const age: Change = { path: ['age'], from: undefined, to: 9 }
const sex: Change = { path: ['sex'], from: undefined, to: 'female' }
const alert: Alert = { alert_for: 'field_change', type: 'basic_identity', form: 'basic_identity' }
const colleague: Scene = { user: 'bilal', role: { scope: 'group' } }

const watched = ({ known, ...scene }: Scene, changes: Change[]) =>
  edits({ ...scene, known: { alerts: [], ...known }, config: watching }, changes)

test('what a colleague changes is told at its form, and in the record', () => {
  const carried = watched(colleague, [age])
  expect(carried.alerts).toEqual({ add: [alert], remove: [] })
  expect(carried.record.data).toMatchObject({ alert_count: 1, current_alert_types: ['basic_identity'] })
  // Nobody answered anything with it.
  expect(carried.changes.some(({ path }) => path[0] === 'alert_count')).toBe(false)
})

test('whatever the owner changes, he has seen it; what others change elsewhere leaves it', () => {
  const known = { alerts: frozen([alert]) }
  expect(watched({ known }, [sex]).alerts).toEqual({ add: [], remove: [alert] })
  expect(watched({ known }, [sex]).record.data).toMatchObject({ alert_count: 0, current_alert_types: [] })
  expect(watched({ ...colleague, known }, [sex])).not.toHaveProperty('alerts')
})

test('what changes nothing raises and clears nothing', () => {
  const scene = { stored: { age: 9 }, known: { alerts: frozen([alert]) } }
  expect(watched(scene, [{ path: ['age'], from: 8, to: 9 }])).not.toHaveProperty('alerts')
})

test('a door that keeps no alerts hears of none', () => {
  expect(edits({ ...colleague, config: watching }, [age])).not.toHaveProperty('alerts')
})

test('a patch is a save, and an incident among the rows of a case is told', () => {
  const known = { alerts: [], takesIncidentRows: true }
  const patched = patches({ ...colleague, known, config: watching }, { age: 9 })
  expect(patched.alerts?.add).toEqual([alert])
  const role = { scope: 'group' as const, permissions: { case: ['read', 'write', 'incident_details_from_case'] } }
  const row = { unique_id: sampleId, incident_date: '2024-05-01' } as unknown as Answer
  const changes = [{ path: ['incident_details', sampleId], from: undefined, to: row }]
  const told = edits({ user: 'bilal', role, known, config: watching }, changes)
  expect(told.alerts?.add).toEqual([{ alert_for: 'field_change', type: 'incident_form', form: 'incident_form' }])
})

test('a step of the owner is a save too; a flag and a question for approval are none', () => {
  const known = { alerts: frozen([alert]), flags: [] }
  const role = { permissions: { case: ['read', 'close', 'flag', 'request_approval_closure'] } }
  const scene = { known, role, config: watching }
  expect(does(scene, 'record.close', {}).alerts?.remove).toEqual([alert])
  expect(does(scene, 'flag.add', { flag: sampleId, message: 'look' })).not.toHaveProperty('alerts')
  expect(does(scene, 'approval.request', { approval: 'closure' }).alerts?.remove).toEqual([])
})

const nothing = { person: samplePerson('amal'), strict: true, newId: sampleIds() }
test('what has no place to be kept is refused, not lost', () => {
  const role = { permissions: { case: ['read', 'flag', 'request_approval_closure'] } }
  const told = { code: 'unknown-intention', v: 1 }
  expect(refusalOf(() => does({ role }, 'flag.add', { flag, message: 'look' }))).toMatchObject(told)
  expect(refusalOf(() => does({ role }, 'approval.request', { approval: 'closure' }))).toMatchObject(told)
})

const flag = 'd0000000-0000-4000-8000-000000000001'
const on = { type: 'case', id: sampleId }
const wellSaid: [Exclude<IntentionName, SharingName | AsideName>, object][] = [
  ['approval.request', { approval: 'case_plan', kind: 'action_plan' }],
  ['approval.answer', { approval: 'closure', answer: 'rejected', comments: 'not yet' }],
  ['flag.add', { flag, message: 'look', date: '2024-05-01' }],
  ['flag.edit', { flag, date: '2024-05-02' }],
  ['flag.resolve', { flag, message: 'seen' }],
]

test.each(wellSaid)('a device may queue %s', (name, args) => {
  expect(intentionArgs[name].safeParse({ ...on, ...args }).success).toBe(true)
})

test.each([
  ['approval.request', { approval: 'no_such' }],
  ['approval.answer', { approval: 'closure', answer: 'requested' }],
  ['flag.add', { flag: 'mine', message: 'look' }],
  ['flag.add', { flag, message: 'x'.repeat(256) }],
  ['flag.add', { flag, message: 'look', flagged_by: 'bilal' }],
] as [Exclude<IntentionName, SharingName | AsideName>, object][])('but not %s with %j', (name, args) => {
  expect(intentionArgs[name].safeParse({ ...on, ...args }).success).toBe(false)
})

test.each(wellSaid)('a record that is not there hears nothing of %s', (name, args) => {
  const { actor, known, occasion } = { actor: sampleActor('amal'), known: nothing, occasion: sampleOccasion('amal') }
  const intention = { name, args: { ...on, ...args }, basedOn: 1 }
  expect(() => carryOut(world, actor, known, intention, occasion)).toThrow('not-found')
})
