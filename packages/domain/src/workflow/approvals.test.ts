import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { contextOf } from '../access/decide.ts'
import { writable } from '../access/fields.ts'
import { approvalKeys, approvalTypes } from '../access/keys.ts'
import { sampleActor, sampleFacts, sampleIds, sampleOccasion, samplePerson } from '../access/sample.ts'
import { seenBy } from '../access/scope.ts'
import { type Configuration, configurationOf } from '../configuration/configuration.ts'
import { sampleBundle, sampleField, sampleForm, sampleRows } from '../forms/sample.ts'
import { Problem } from '../problem.ts'
import { type Carried, carryOut, carryOutPatch, type Known } from '../records/command.ts'
import type { Data, Row } from '../records/record.ts'
import { frozen, refusalOf, sampleId, sampleStored } from '../records/sample.ts'
import type { Alert } from './alerts.ts'
import {
  type ApprovalAction,
  type ApprovalId,
  actions,
  approvalDetailCases,
  approvalEffects,
  approvalIds,
  approvalRightCases,
  type Before,
  before,
  standing,
} from './approvals.cases.ts'
import { isManagerOf } from './approvals.ts'

const module = 'primeromodule-cp'
const settings = {
  approval_forms_to_alert: {
    assessment: 'assessment',
    cp_case_plan: 'case_plan',
    closure_form: 'closure',
    action_plan_form: 'action_plan',
    gbv_case_closure_form: 'gbv_closure',
  },
}

const world = (options: Record<string, unknown> = {}): Configuration =>
  configurationOf(1, [
    sampleBundle({
      settings,
      modules: [{ id: module, name: module, recordTypes: ['case'], options, listHeaders: {}, listFilters: {} }],
    }),
  ])

const occasion = sampleOccasion('amal', '2026-03-01T08:00:00.000Z')
const mayAll = ['read', 'self_approve', ...approvalIds.flatMap((id) => [`request_approval_${id}`, `approve_${id}`])]

type Scene = { data?: Data; alerts?: Alert[]; rights?: string[]; owns?: boolean; config?: Configuration }

function stage({ data = {}, alerts = [], rights = mayAll, owns = true, config = world() }: Scene) {
  const owner = owns ? 'amal' : 'bilal'
  const known: Known = {
    record: sampleStored({ owned_by: owner, ...data }),
    facts: sampleFacts(owner),
    person: samplePerson('amal'),
    strict: true,
    alerts: frozen(alerts),
    newId: sampleIds(),
  }
  const actor = sampleActor('amal', { scope: 'group', permissions: { case: rights } })
  return { config, known, actor }
}

type Sent = { approval_type?: string | undefined; notes?: string | undefined }

function steps(scene: Scene, approval: string, status: string, { approval_type, notes }: Sent = {}): Carried {
  const { config, known, actor } = stage(scene)
  const words = { kind: approval_type, comments: notes }
  const [name, args] =
    status === 'requested'
      ? (['approval.request', { approval, ...words }] as const)
      : (['approval.answer', { approval, answer: status, ...words }] as const)
  const intention = frozen({ name, args: { type: 'case', id: sampleId, ...args }, basedOn: 3 })
  return carryOut(config, actor, known, intention, occasion)
}

const named = (value: unknown, id: ApprovalId): unknown =>
  value === 'T'
    ? id
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [named(key, id), named(inner, id)]))
      : typeof value === 'string'
        ? value.replace(/^T_/, `${id}_`).replace(/_T$/, `_${id}`)
        : value

const alertOf = (type: string): Alert => ({ alert_for: 'approval', type, form: type })
const ofType = (data: Data, id: ApprovalId): Data =>
  Object.fromEntries(
    Object.entries(data).filter(([key]) => approvalKeys(id).includes(key) && key !== 'case_plan_approval_type'),
  )
const newest = ({ record }: Carried): Record<string, unknown> => {
  const rows = record.data['approval_subforms'] as Row[]
  const { unique_id, ...row } = rows.at(-1) as Row
  expect(unique_id).toMatch(/^b0000000-/)
  return row
}

test.each(approvalIds.flatMap((id) => before.flatMap((state) => actions.map((action) => ({ id, state, action })))))(
  '$id, $state: $action',
  ({ id, state, action }) => {
    const effect = approvalEffects[state][action]
    const data = named(standing[state], id) as Data
    const carried = steps({ data, alerts: state === 'pending' ? [alertOf(id)] : [] }, id, action, { notes: 'a word' })
    expect(ofType(carried.record.data, id)).toEqual(named(effect.fields, id))
    expect(newest(carried)).toEqual(named(effect.row, id))
    expect(carried.notice).toEqual({ to: effect.notice, approval: id, status: action })
    expect(carried.auditAction).toBe(`${id}_${action}`)
    expect(carried.record).toMatchObject({ version: 4, data: { last_updated_by: 'amal' } })
    const had = state === 'pending' ? 1 : 0
    const { add = [], remove = [] } = carried.alerts ?? {}
    expect(had + add.length - remove.length).toBe(effect.alerts)
    // What is not stored is said.
    expect(carried.ignored).toEqual(action === 'requested' ? ['notes'] : [])
  },
)

test.each(approvalDetailCases)('approvals: $says', (line) => {
  const { id, action, before: state = 'none', sent = {}, selectable, otherAlerts = [] } = line
  const config = world(selectable ? { selectable_approval_types: true } : {})
  const alerts = [...(state === 'pending' ? [id] : []), ...otherAlerts].map(alertOf)
  let data = named(standing[state], id) as Data
  // A plan that waits was asked for with its kind.
  if (selectable && state === 'pending')
    data = steps({ config }, id, 'requested', { approval_type: 'action_plan' }).record.data
  const carried = steps({ config, data, alerts }, id, action, sent)
  const after = carried.record.data
  expect(after).toMatchObject(line.fields ?? {})
  for (const key of line.untouched ?? [])
    expect([key, after[key]]).toEqual([key, stage({ data }).known.record?.data[key]])
  const row = newest(carried)
  expect(row).toMatchObject(line.row ?? {})
  for (const key of line.rowLacks ?? []) expect(row).not.toHaveProperty(key)
  if (line.alerts) {
    const { add = [], remove = [] } = carried.alerts ?? {}
    expect([...alerts.filter((alert) => !remove.includes(alert)), ...add].map(({ type }) => type)).toEqual(line.alerts)
  }
  if (line.alertForm) expect(carried.alerts?.add.map(({ form }) => form)).toEqual([line.alertForm])
})

const statusOf: Partial<Record<string, number>> = { forbidden: 403, 'rule-broken': 422, 'not-found': 404 }

test.each(approvalRightCases)('may: $says', ({ id, status, rights, owns, outcome }) => {
  const told = (() => {
    try {
      steps({ rights, owns }, id, status)
    } catch (problem) {
      if (problem instanceof Problem) return statusOf[problem.code]
      throw problem
    }
    return 200
  })()
  expect(told).toBe(outcome)
})

test('who may not read hears nothing of approvals, and nobody approves what is none', () => {
  expect(refusalOf(() => steps({ rights: ['approve_closure'] }, 'no_such', 'approved'))).toMatchObject({
    code: 'forbidden',
    action: 'read',
  })
  expect(refusalOf(() => steps({ rights: ['read'] }, 'no_such', 'approved'))).toEqual({
    code: 'not-found',
    what: 'approval',
  })
  expect(refusalOf(() => steps({}, 'constructor', 'approved'))).toMatchObject({ code: 'not-found' })
  expect(refusalOf(() => steps({}, 'closure', 'approved', { notes: 'a\0b' }))).toEqual({
    code: 'invalid-answers',
    pointers: ['/comments'],
  })
})

test('a case out of reach is approved by nobody', () => {
  const { config, known, actor } = stage({})
  const far = sampleFacts('carol', { seenBy: seenBy(samplePerson('carol', { groups: ['south'] }), []) })
  const act = () =>
    carryOut(
      config,
      { ...actor, groups: ['group-north'] },
      { ...known, facts: far },
      { name: 'approval.answer', args: { approval: 'closure', answer: 'approved' }, basedOn: 3 },
      occasion,
    )
  expect(refusalOf(act)).toEqual({ code: 'forbidden', action: 'out-of-scope' })
})

test('an alert that a save would clear is not cleared by asking', () => {
  const alert: Alert = { alert_for: 'field_change', type: 'notes', form: 'notes' }
  expect(steps({ alerts: [alert] }, 'closure', 'requested').alerts?.remove).toEqual([])
})

test('no sequence of steps leaves the table', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...approvalIds), fc.constantFrom(...actions)), { maxLength: 12 }),
      (sequence) => {
        let data: Data = {}
        const state = new Map<ApprovalId, Before>()
        const wanted = new Map<ApprovalId, Data>()
        sequence.forEach(([id, action], n) => {
          const effect = approvalEffects[state.get(id) ?? 'none'][action]
          const { record } = steps({ data }, id, action, { notes: 'a word' })
          const decided = named(effect.fields, id) as Data
          // A request leaves what was decided before.
          const kept = action === 'requested' ? { ...wanted.get(id), [`approval_status_${id}`]: 'pending' } : decided
          wanted.set(id, kept)
          state.set(id, action === 'requested' ? 'pending' : (action satisfies ApprovalAction as Before))
          data = record.data
          for (const other of approvalIds) expect(ofType(data, other)).toEqual(wanted.get(other) ?? {})
          expect(data['approval_subforms']).toHaveLength(n + 1)
        })
      },
    ),
    { numRuns: 100, seed: 52 },
  )
})

/** A form that shows outcomes as if they were questions, and a role that holds every right by name. */
const showing = configurationOf(1, [
  sampleBundle({
    settings,
    modules: [{ id: module, name: module, recordTypes: ['case'], options: {}, listHeaders: {}, listFilters: {} }],
    forms: [
      sampleRows('approval_subforms', [sampleField('approval_status', 'text_field')]),
      sampleForm('approvals', [
        sampleField('approval_subforms', 'subform', { subform: 'approval_subforms' }),
        ...approvalTypes.flatMap(approvalKeys).map((name) => sampleField(name, 'text_field')),
        ...['flagged', 'flag_count', 'alert_count', 'current_alert_types'].map((name) =>
          sampleField(name, 'text_field'),
        ),
        sampleField('age', 'numeric_field'),
      ]),
    ],
  }),
])
const outcomes = ['approval_subforms', ...approvalTypes.flatMap(approvalKeys)]
const beside = ['flagged', 'flag_count', 'alert_count', 'current_alert_types']

// rule: departure approvals-not-written
test('outcomes of approvals, flags and alerts are written by no edit, whatever the role', () => {
  const roles = [[...mayAll, 'write', 'create', 'flag', 'flag_update', 'remove_alert'], ['manage']]
  for (const rights of roles) {
    const { known, actor } = stage({ rights, config: showing })
    const names = writable(showing, actor, contextOf(sampleFacts('amal')))
    expect([...names.keys()].filter((name) => [...outcomes, ...beside].includes(name))).toEqual([])
    for (const name of [...outcomes, ...beside]) {
      const edit = { name: 'record.edit' as const, args: { changes: [{ path: [name], to: 'approved' }] }, basedOn: 3 }
      expect(refusalOf(() => carryOut(showing, actor, known, edit, occasion))).toEqual({
        code: 'unknown-keys',
        keys: [name],
      })
      const patched = carryOutPatch(
        showing,
        actor,
        { ...known, strict: false },
        { [name]: 'approved', age: 9 },
        occasion,
      )
      expect([name, patched.record.data[name]]).toEqual([name, known.record?.data[name]])
      expect(patched.record.data['age']).toBe(9)
    }
    const row = { path: ['approval_subforms', sampleId], to: { unique_id: sampleId, approval_status: 'approved' } }
    const added = { name: 'record.edit' as const, args: { changes: [row] }, basedOn: 3 }
    expect(refusalOf(() => carryOut(showing, actor, known, added, occasion))).toMatchObject({ code: 'unknown-keys' })
  }
})

test('a case does not begin with an approval', () => {
  const { known, actor } = stage({ rights: [...mayAll, 'write', 'create'], config: showing })
  const { record: _record, facts: _facts, ...rest } = known
  const args = { type: 'case', id: sampleId, module, data: { approval_status_closure: 'approved' } }
  const begin = (strict: boolean) => () =>
    carryOut(showing, actor, { ...rest, strict }, { name: 'record.create', args, basedOn: 0 }, occasion)
  expect(refusalOf(begin(true))).toMatchObject({ code: 'unknown-keys' })
  expect(begin(false)().record.data).not.toHaveProperty('approval_status_closure')
})

test('who manages the owner of a case is told what he asks for', () => {
  const manager = sampleActor('dawit', { manager: true }, { groups: ['north'] })
  expect(isManagerOf(manager, ['north', 'east'])).toBe(true)
  expect(isManagerOf(manager, ['south'])).toBe(false)
  expect(isManagerOf(sampleActor('bilal', {}, { groups: ['north'] }), ['north'])).toBe(false)
})
