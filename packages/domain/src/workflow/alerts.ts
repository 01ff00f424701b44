// Alerts of a record: a sign at a form that something there wants to be looked at (workflow §4). What happens raises and
// clears them; nothing of it is asked of anybody.
import type { Actor } from '../access/actor.ts'
import { isSame } from '../access/rows.ts'
import { inScope, scopeOf } from '../access/scope.ts'
import type { RecordType } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { optionOf } from './module-option.ts'
import { systemOption } from '../configuration/system-option.ts'
import { isObject } from '../forms/answer.ts'
import type { Data, RecordFacts } from '../records/record.ts'
import type { Filter } from '../search/filter.ts'
import { formsOfApproval } from './approval-forms.ts'
import type { AlertKind } from './alert-kinds.ts'

export type Alert = {
  alert_for: AlertKind
  /** Form, approval, field, or kind of transition. */
  type: string
  /** Where the sign stands. */
  form: string
  /** Whom it is for, where it is for one person. */
  user?: string
  /** Whoever works on the record is told by mail or push as well. */
  mail?: true
}

/** What is to be added and what goes, of those that stand. */
export type AlertChange<T extends Alert = Alert> = { add: Alert[]; remove: T[] }

export const noAlertChange: AlertChange<never> = { add: [], remove: [] }

/** Those that stand after it. */
export const alertsAfter = (standing: readonly Alert[], { add, remove }: AlertChange): Alert[] => [
  ...standing.filter((alert) => !remove.includes(alert)),
  ...add,
]

/** What the record says of its alerts. */
export const alertFields = (alerts: readonly Alert[]): Data => ({
  alert_count: alerts.length,
  current_alert_types: [...new Set(alerts.map(({ type }) => type))],
})

type Watch = { field: string; form: string; isForAll: boolean }

/** Fields whose changes are told at a form: to the owner, or to all who work on the record. */
function watchesOf(config: Configuration, module: string): Watch[] {
  return Object.entries(optionOf(config, module, 'changes_field_to_form')).flatMap(([field, value]): Watch[] => {
    const { form_section_unique_id: form, alert_strategy } = isObject(value)
      ? value
      : { form_section_unique_id: value, alert_strategy: 'not_owner' }
    return typeof form === 'string' ? [{ field, form, isForAll: alert_strategy === 'associated_users' }] : []
  })
}

const changed = (form: string, isForAll: boolean): Alert => ({
  alert_for: 'field_change',
  type: form,
  form,
  ...(isForAll ? { mail: true } : {}),
})

export type Saved = {
  module: string
  before: Data
  after: Data
  editor: string
  owner: string
}

/** A save by a person: what is watched and was changed raises; whatever the owner changes shows that he has looked. */
export function alertsOfSave<T extends Alert>(
  config: Configuration,
  { module, before, after, editor, owner }: Saved,
  standing: readonly T[],
): AlertChange<T> {
  const watches = watchesOf(config, module)
  const raised = watches.filter(
    ({ field, isForAll }) => !isSame(before[field], after[field]) && (isForAll || editor !== owner),
  )
  const forms = [...new Set(raised.map(({ form }) => form))]
  const seen = new Set(editor === owner ? watches.filter((one) => !one.isForAll).map(({ form }) => form) : [])
  return {
    add: forms.map((form) =>
      changed(
        form,
        raised.some((one) => one.form === form && one.isForAll),
      ),
    ),
    remove: standing.filter(
      ({ alert_for, type, mail }) =>
        alert_for === 'field_change' && (forms.includes(type) || (mail !== true && seen.has(type))),
    ),
  }
}

/** An incident was made of the case: told where somebody else than its owner did, and where anything is watched at all. */
export function alertsOfIncident<T extends Alert>(
  config: Configuration,
  { module, by, owner }: { module: string; by: string; owner: string },
  standing: readonly T[],
): AlertChange<T> {
  const watches = watchesOf(config, module)
  if (by === owner || watches.length === 0) return noAlertChange
  const watch = watches.find(({ field }) => field === 'incident_details')
  const alert = changed(watch?.form ?? 'incident_from_case', watch?.isForAll === true)
  return { add: [alert], remove: standing.filter((one) => isLike(one, alert)) }
}

const isLike = (a: Alert, b: Alert): boolean => a.alert_for === b.alert_for && a.type === b.type && a.user === b.user

/** Raised once. */
const once = <T extends Alert>(alert: Alert, standing: readonly T[]): AlertChange<T> =>
  standing.some((one) => isLike(one, alert)) ? noAlertChange : { add: [alert], remove: [] }

const without = <T extends Alert>(alert: Alert, standing: readonly T[]): AlertChange<T> => ({
  add: [],
  remove: standing.filter((one) => isLike(one, alert)),
})

/** An approval is asked for, or answered. */
export function alertsOfApproval<T extends Alert>(
  config: Configuration,
  { module, approval, isAsked }: { module: string; approval: string; isAsked: boolean },
  standing: readonly T[],
): AlertChange<T> {
  const form = formsOfApproval(config, module, approval)[0] ?? approval
  const alert: Alert = { alert_for: 'approval', type: approval, form }
  return isAsked ? once(alert, standing) : without(alert, standing)
}

const shared = (kind: 'referral' | 'transfer', to: string): Alert =>
  kind === 'referral'
    ? { alert_for: 'referral', type: 'referral', form: 'referral', user: to }
    : { alert_for: 'transfer', type: 'transfer', form: 'transfers_assignments' }

/** A referral, or a transfer, was made to somebody here: one alert for each recipient, one for all transfers. */
export const alertsOfSharing = <T extends Alert>(
  kind: 'referral' | 'transfer',
  to: string,
  standing: readonly T[],
): AlertChange<T> => once(shared(kind, to), standing)

/**
 * It was answered or taken back. `stillWaits`: another referral to this person, or another transfer to anybody, is in
 * progress; its alert is this one too, and stays.
 */
export const alertsOfAnswer = <T extends Alert>(
  kind: 'referral' | 'transfer',
  to: string,
  stillWaits: boolean,
  standing: readonly T[],
): AlertChange<T> => (stillWaits ? noAlertChange : without(shared(kind, to), standing))

/** The form at which a duplicate of this field is told; undefined where it is not looked for. */
export function duplicateForm(config: Configuration, type: RecordType, field: string): string | undefined {
  const byType = systemOption(config, 'duplicate_field_to_form')
  const byField = isObject(byType) ? byType[type] : undefined
  const form = isObject(byField) && Object.hasOwn(byField, field) ? byField[field] : undefined
  return typeof form === 'string' ? form : undefined
}

/** Of all records with the same value the newest carries the alert. `none`: no other record has it. */
export function alertsOfDuplicate<T extends Alert>(
  field: string,
  form: string,
  newest: 'this' | 'other' | 'none',
  standing: readonly T[],
): AlertChange<T> {
  const alert: Alert = { alert_for: 'duplicate_field', type: field, form }
  return newest === 'this' ? once(alert, standing) : without(alert, standing)
}

/** Who is told of an alert with `mail`: whoever works on the record, but for who made the change. */
export const toldOf = (associated: readonly string[], editor: string): string[] =>
  [...new Set(associated)].filter((user) => user !== editor)

/** Records that are counted for their alerts, as a list is asked for them: once each, open and enabled ones. */
export const alertFilters: Filter[] = [
  { field: 'record_state', any: [true] },
  { field: 'status', any: ['open'] },
  { field: 'alert_count', from: 1 },
]

/** The same of one record. */
export const isCountedForAlerts = (actor: Actor, facts: RecordFacts, data: Data): boolean =>
  inScope(scopeOf(actor, facts.type), facts) &&
  (data['status'] ?? 'open') === 'open' &&
  data['record_state'] !== false &&
  Number(data['alert_count'] ?? 0) > 0
