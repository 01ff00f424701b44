// Who may do what to a record: the device draws buttons with it, the server enforces it (access §1, §4).
import type { RecordType } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { Problem } from '../problem.ts'
import type { RecordFacts } from '../records/record.ts'
import type { Actor } from './actor.ts'
import type { FieldContext } from './identity.ts'
import { resourceActions } from './resource-actions.ts'
import { may } from './role.ts'
import { inScope, scopeOf } from './scope.ts'

export type Decision = 'yes' | 'forbidden' | 'out-of-scope'

/**
 * May the actor take the action on the record? Without facts (a creation, or the type as a whole) only the right
 * counts. `forbidden` comes first, so that a role without the right learns nothing about the record.
 * Every step on a record needs that it may be read (access §5.3).
 */
export function decide(
  _config: Configuration,
  actor: Actor,
  type: RecordType,
  action: string,
  facts?: RecordFacts,
): Decision {
  if (!hasRight(actor, type, action)) return 'forbidden'
  if (facts === undefined) return 'yes'
  return inScope(scopeOf(actor, type), facts) ? 'yes' : 'out-of-scope'
}

/** Rights that one type borrows from another (api-records §8, §10.1; access §2.2). */
function hasRight(actor: Actor, type: RecordType, action: string): boolean {
  const { role } = actor
  if (may(role, type, action)) return true
  if (type === 'incident' && (action === 'create' || action === 'incident_from_case')) {
    return may(role, 'case', 'incident_from_case') || may(role, 'case', 'incident_details_from_case')
  }
  return type === 'family' && action === 'read' && may(role, 'family', 'search_and_select_family_record')
}

/** May the actor create a record of this type in this module? */
export function mayCreateIn(config: Configuration, actor: Actor, type: RecordType, module: string): Decision {
  if (!hasRight(actor, type, 'create') || !actor.role.modules.includes(module)) return 'forbidden'
  return config.modules.get(module)?.recordTypes.includes(type) ? 'yes' : 'forbidden'
}

// `forbidden` names the action that is missing; a record out of reach has a word of its own,
// which v2 answers like `forbidden` and sync and ext like an unknown record.
const beyond = 'out-of-scope'

/** The refusal that goes with a decision. */
export function refusalOf(decision: Exclude<Decision, 'yes'>, action: string): Problem<'forbidden'> {
  return new Problem('forbidden', { action: decision === 'out-of-scope' ? beyond : action })
}

/** True for the refusal of a record that the person may not know of. */
export const isOutOfScope = (problem: unknown): boolean =>
  problem instanceof Problem &&
  problem.code === 'forbidden' &&
  (problem.params as { action?: string }).action === beyond

/** Throws unless the decision is yes. */
export function demand(decision: Decision, action: string): void {
  if (decision !== 'yes') throw refusalOf(decision, action)
}

export type RecordState = { status?: unknown; record_state?: unknown }

/**
 * The actions that make sense for this person on this record as it is now: for buttons. Disabled records are only
 * read and enabled; closed ones reopened, not closed.
 */
export function actionsOn(config: Configuration, actor: Actor, facts: RecordFacts, state: RecordState): string[] {
  const { type } = facts
  if (decide(config, actor, type, 'read', facts) !== 'yes') return []
  const enabled = state.record_state !== false
  const closed = state.status === 'closed'
  return actionNames(type).filter((action) => {
    if (!hasRight(actor, type, action) || action === 'create') return false
    if (!isChange(action)) return true
    if (action === 'enable_disable_record') return true
    if (!enabled) return false
    if (action === 'close')
      return state.status === undefined || state.status === 'open' || state.status === 'identified'
    if (action === 'reopen') return closed
    return true
  })
}

const actionNames = (type: RecordType): string[] =>
  (resourceActions[type] ?? []).filter((action) => action !== 'manage' && action !== 'service_own_entries_only')

const readings = new Set([
  'read',
  'change_log',
  'access_log',
  'view_incident_from_case',
  'view_photo',
  'display_view_page',
  'view_registry_record',
  'view_family_record',
  'view_case_relationships',
  'view_protection_concerns_filter',
  'list_case_names',
  'search_owned_by_others',
  'search_and_select_family_record',
  'sync_mobile',
])

const isChange = (action: string): boolean => !readings.has(action) && !action.startsWith('export_')

/** A context for one record. */
export const contextOf = (facts: RecordFacts): FieldContext => ({ type: facts.type, module: facts.module, facts })
