import { expect, test } from 'vitest'
import { sampleActor, sampleFacts, samplePerson } from '../access/sample.ts'
import { seenBy } from '../access/scope.ts'
import { sampleBundle } from '../forms/sample.ts'
import { configurationOf } from '../configuration/configuration.ts'
import type { Data } from '../records/record.ts'
import { frozen } from '../records/sample.ts'
import { type AlertCase, alertCases, alertCountCases, type Happening } from './alerts.cases.ts'
import {
  type Alert,
  type AlertChange,
  alertFields,
  alertsAfter,
  alertsOfAnswer,
  alertsOfApproval,
  alertsOfDuplicate,
  alertsOfIncident,
  alertsOfSave,
  alertsOfSharing,
  duplicateForm,
  isCountedForAlerts,
  noAlertChange,
  toldOf,
} from './alerts.ts'

const module = 'primeromodule-cp'
const settings = {
  changes_field_to_form: {
    notes_section: 'notes',
    incident_details: 'incident_details_container',
    services_section: 'services',
  },
  approval_forms_to_alert: { assessment: 'assessment', closure_form: 'closure' },
  duplicate_field_to_form: { case: { national_id_no: 'basic_identity' } },
}

const configurationFor = ({ watched }: AlertCase) =>
  configurationOf(1, [
    sampleBundle({
      settings,
      modules: [
        {
          id: module,
          name: module,
          recordTypes: ['case'],
          options: watched === undefined ? {} : { changes_field_to_form: watched },
          listHeaders: {},
          listFilters: {},
        },
      ],
    }),
  ])

/** Plays a story; transitions that wait are kept here, as the server keeps them. */
function played(story: AlertCase): { alerts: Alert[]; told: string[] } {
  const config = configurationFor(story)
  let alerts: Alert[] = []
  let waiting: { kind: 'referral' | 'transfer'; to: string }[] = []
  const told = new Set<string>()
  const shares = (kind: 'referral' | 'transfer', to: string, remote: boolean | undefined) => {
    if (remote) return noAlertChange
    waiting = [...waiting, { kind, to }]
    return alertsOfSharing(kind, to, alerts)
  }
  const follows = (happening: Happening): AlertChange => {
    if ('save' in happening) {
      const after: Data = Object.fromEntries(happening.changes.map((field) => [field, 'new']))
      return alertsOfSave(config, { module, before: {}, after, editor: happening.save, owner: 'olga' }, alerts)
    }
    if ('refers' in happening) return shares('referral', happening.to, happening.remote)
    if ('transfers' in happening) return shares('transfer', happening.to, happening.remote)
    if ('answers' in happening) {
      const { of: kind, to } = happening
      waiting = waiting.filter((one) => one.kind !== kind || one.to !== to)
      const stillWaits = waiting.some((one) => one.kind === kind && (kind === 'transfer' || one.to === to))
      return alertsOfAnswer(kind, to, stillWaits, alerts)
    }
    if ('asks' in happening)
      return alertsOfApproval(config, { module, approval: happening.approval, isAsked: true }, alerts)
    if ('decides' in happening)
      return alertsOfApproval(config, { module, approval: happening.approval, isAsked: false }, alerts)
    if ('incidentBy' in happening)
      return alertsOfIncident(config, { module, by: happening.incidentBy, owner: 'olga' }, alerts)
    if ('duplicate' in happening) {
      const form = duplicateForm(config, 'case', happening.duplicate) ?? ''
      const newest = ({ this: 'this', 'the newer': 'other', none: 'none' } as const)[happening.on]
      return alertsOfDuplicate(happening.duplicate, form, newest, alerts)
    }
    if ('removes' in happening) return { add: [], remove: alerts.filter(({ type }) => type === happening.type) }
    return noAlertChange
  }
  for (const happening of story.happens) {
    const change = follows(happening)
    if ('save' in happening && change.add.some(({ mail }) => mail))
      for (const user of toldOf(['olga', 'rico'], happening.save)) told.add(user)
    alerts = frozen(alertsAfter(alerts, change))
  }
  return { alerts, told: [...told] }
}

test.each(alertCases)('alerts: $says', (story) => {
  const { alerts, told } = played(story)
  expect(alerts).toHaveLength(story.alerts.length)
  expect(alerts).toEqual(expect.arrayContaining(story.alerts))
  expect(told).toEqual(story.told ?? [])
  expect(alertFields(alerts)).toEqual({
    alert_count: alerts.length,
    current_alert_types: [...new Set(alerts.map(({ type }) => type))],
  })
})

test('an alert for all stays when the owner saves, also at a form that is watched for him alone', () => {
  const notes = { form_section_unique_id: 'notes', alert_strategy: 'associated_users' as const }
  const config = configurationFor({
    says: '',
    watched: { notes_section: notes, age: 'notes' },
    happens: [],
    alerts: [],
  })
  const forAll: Alert = { alert_for: 'field_change', type: 'notes', form: 'notes', mail: true }
  const saved = { module, before: {}, after: { sex: 'female' }, editor: 'olga', owner: 'olga' }
  expect(alertsOfSave(config, saved, [forAll]).remove).toEqual([])
  const { mail: _mail, ...forOwner } = forAll
  expect(alertsOfSave(config, saved, [forOwner]).remove).toEqual([forOwner])
})

test('a field that no setting names is not looked for', () => {
  const config = configurationFor({ says: '', happens: [], alerts: [] })
  expect(duplicateForm(config, 'case', 'age')).toBeUndefined()
  expect(duplicateForm(config, 'incident', 'national_id_no')).toBeUndefined()
  expect(duplicateForm(config, 'case', 'constructor')).toBeUndefined()
})

const owners = {
  amal: samplePerson('amal', { groups: ['north'], agency: 'one' }),
  'of his group': samplePerson('bilal', { groups: ['north'], agency: 'two' }),
  'of his agency': samplePerson('carol', { groups: ['south'], agency: 'one' }),
  far: samplePerson('dawit', { groups: ['south'], agency: 'two' }),
}
/** A grant lives while a transfer waits, and until a referral ends. */
const live: ReadonlySet<string> = new Set(['in_progress', 'accepted'])

test.each(alertCountCases)('counted for alerts: $says', ({ scope, type, owner, alerts, state, shared, counts }) => {
  const person = owners[owner ?? 'amal']
  const grantedTo = shared && live.has(shared.status) ? ['amal'] : []
  const facts = sampleFacts(person.userName, { type, grantedTo, seenBy: seenBy(person, grantedTo) })
  const role = { scope, permissions: { [type]: ['read'] } }
  const actor = sampleActor('amal', role, { groups: ['north'], agency: 'one' })
  const data = {
    status: state === 'closed' ? 'closed' : 'open',
    record_state: state !== 'disabled',
    alert_count: alerts ?? 1,
  }
  expect(isCountedForAlerts(actor, facts, data)).toBe(counts === 1)
})
