// Steps beside the answers of a record: approvals and flags. Each ends in the command, as an edit does.
import type { Actor } from '../access/actor.ts'
import { demand } from '../access/decide.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { isBlank } from '../forms/answer.ts'
import { Problem } from '../problem.ts'
import { alertsOfApproval, alertsOfIncident, alertsOfSave, noAlertChange } from '../workflow/alerts.ts'
import { type AskedApproval, demandApproval, noticeOf, withApproval } from '../workflow/approvals.ts'
import { decideFlag, flagChange, flagFields, flagsAfter, type FlagStep, steppedFlag } from '../workflow/flags.ts'
import { type Carried, type Held, type Known, settled, withAlerts } from './carried.ts'
import type { Occasion, StoredRecord } from './record.ts'

const textAt = ({ data }: StoredRecord, name: string): string => {
  const answer = data[name]
  return typeof answer === 'string' ? answer : ''
}

/** What would have no place to be kept is refused, not lost: a door says what it keeps. */
function keptBy<T>(kept: readonly T[] | undefined, name: string): readonly T[] {
  if (kept === undefined) throw new Problem('unknown-intention', { name, v: 1 })
  return kept
}

/**
 * @throws Problem as `demandApproval`; changed-elsewhere where others decided or asked anew since the answer was written;
 * unknown-intention where the door keeps no alerts
 */
export function approvalStep(
  config: Configuration,
  actor: Actor,
  known: Known,
  { record, facts }: Held,
  asked: AskedApproval,
  occasion: Occasion,
): Carried {
  const standing = keptBy(known.alerts, 'approval')
  demandApproval(config, actor, facts, asked)
  const isOvertaken = known.unheard?.some(({ path: [name] }) => name === `approval_status_${asked.approval}`)
  if (asked.status !== 'requested' && isOvertaken) throw new Problem('changed-elsewhere', {})
  const { module } = facts
  const after = withApproval(config, module, record.data, asked, occasion, known.newId)
  const { approval, status } = asked
  const carried = settled(config, known, record, after, occasion, {
    auditAction: `${approval}_${status}`,
    // Words that come with a request have no place in the log.
    ignored: status === 'requested' && !isBlank(asked.comments) ? ['notes'] : [],
  })
  const change = alertsOfApproval(config, { module, approval, isAsked: status === 'requested' }, standing)
  return { ...withAlerts(carried, standing, change), notice: noticeOf(asked) }
}

/** @throws Problem forbidden, and as `steppedFlag`; unknown-intention where the door keeps no flags */
export function flagStep(
  config: Configuration,
  actor: Actor,
  known: Known,
  { record, facts }: Held,
  step: FlagStep,
  occasion: Occasion,
): Carried {
  const flags = keptBy(known.flags, 'flag')
  const deed = step.does === 'add' && known.flagsMany ? 'add many' : step.does
  const { decision, action } = decideFlag(config, actor, record.type, deed, facts)
  demand(decision, action)
  const outcome = steppedFlag(flags, step, occasion)
  const auditAction = step.does === 'add' ? 'flag' : 'unflag'
  if (outcome === undefined) return settled(config, known, record, record.data, occasion, { auditAction })
  const after = { ...record.data, ...flagFields(flagsAfter(flags, outcome)) }
  const carried = settled(config, known, record, after, occasion, {
    auditAction,
    action: outcome.history,
    beside: [flagChange(outcome)],
    isUnstamped: true,
  })
  return { ...carried, flag: outcome.flag }
}

/** Alerts that follow from a save of a record that was there; none where the door keeps none. */
export function alertedBySave(config: Configuration, known: Known, carried: Carried): Carried {
  const { record: before, alerts: standing, person } = known
  if (before === undefined || standing === undefined || carried.record.version === before.version) return carried
  const module = textAt(before, 'module_id')
  const owner = textAt(before, 'owned_by')
  const saved = { module, before: before.data, after: carried.record.data, editor: person.userName, owner }
  const ofSave = alertsOfSave(config, saved, standing)
  const ofIncident =
    carried.incidentRows.length === 0
      ? noAlertChange
      : alertsOfIncident(config, { module, by: person.userName, owner }, standing)
  return withAlerts(carried, standing, {
    add: [...ofSave.add, ...ofIncident.add],
    remove: [...ofSave.remove, ...ofIncident.remove],
  })
}
