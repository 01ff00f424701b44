// Approvals, flags and dismissed alerts as their author sees them while the server has not heard of them.
import { approvalTypes } from '@primero/domain/access/keys.ts'
import { rowsOf } from '@primero/domain/access/rows.ts'
import type { Data } from '@primero/domain/records/record.ts'
import type { Intention, IntentionArgs } from '@primero/domain/sync/intention.ts'
import type { FlagShape, RecordShape, RelationshipShape } from '@primero/domain/sync/protocol.ts'
import { type Approval, withApproval } from '@primero/domain/workflow/approvals.ts'
import { dayHere } from '../store/clock.ts'
import { isUnsent, type OutboxEntry } from '../store/entries.ts'
import { type Fact, shownByRooms } from '../store/overlay.ts'
import { type AppConfig, configNow } from '../store/store.ts'

type Effect = (record: RecordShape, intention: Intention) => Fact

/** Each may be laid over a record on which it lies already. */
const effects = {
  'approval.request': (record, { id, args, user, at }) => {
    const { approval, kind } = args as IntentionArgs<'approval.request'>
    return approved(record, { id, user, at }, { approval, status: 'requested', kind })
  },
  'approval.answer': (record, { id, args, user, at }) => {
    const { approval, answer, comments } = args as IntentionArgs<'approval.answer'>
    return approved(record, { id, user, at }, { approval, status: answer, comments })
  },
  'flag.add': ({ flags = [] }, { args, user, at }) => {
    const { flag: id, message, date } = args as IntentionArgs<'flag.add'>
    if (flags.some((flag) => flag.id === id)) return {}
    const made: FlagShape = { id, message, date: date ?? dayHere(at as never), by: user, at, resolved: null, may: [] }
    return { flags: [made, ...flags] }
  },
  'flag.edit': (record, { args }) => {
    const { flag: id, message, date } = args as IntentionArgs<'flag.edit'>
    return onFlag(record, id, (flag) => ({ ...flag, message: message ?? flag.message, date: date ?? flag.date }))
  },
  'flag.resolve': (record, { args, user, at }) => {
    const { flag: id, message } = args as IntentionArgs<'flag.resolve'>
    const resolved = { message, by: user, date: dayHere(at as never) }
    return onFlag(record, id, (flag) => (flag.resolved ? flag : { ...flag, resolved, may: [] }))
  },
  'alert.dismiss': ({ alerts = [] }, { args }) => {
    const { alert } = args as IntentionArgs<'alert.dismiss'>
    return { alerts: alerts.filter(({ id }) => id !== alert) }
  },
  'relationship.add': ({ relationships = [] }, { args, user, at }) => {
    const { relationship: id, other, as: type } = args as IntentionArgs<'relationship.add'>
    if (relationships.some((link) => link.id === id)) return {}
    // The same one said before, here or by somebody else, comes back.
    if (relationships.some((link) => link.case === other && link.type === type))
      return {
        relationships: relationships.map((link) =>
          link.case === other && link.type === type ? { ...link, removed: null } : link,
        ),
      }
    const made: RelationshipShape = { id, case: other, type, primary: false, by: user, at, removed: null }
    return { relationships: [made, ...relationships] }
  },
  'relationship.mark': (record, { args }) => {
    const { relationship: id, primary } = args as IntentionArgs<'relationship.mark'>
    return onLink(record, id, (link) => ({ ...link, primary }))
  },
  'relationship.remove': (record, { args, user, at }) => {
    const { relationship: id, why } = args as IntentionArgs<'relationship.remove'>
    return onLink(record, id, (link) => (link.removed ? link : { ...link, removed: { by: user, at, why } }))
  },
} satisfies Partial<Record<Intention['name'], Effect>>

Object.assign(shownByRooms, effects)

const onFlag = ({ flags = [] }: RecordShape, id: string, change: (flag: FlagShape) => FlagShape): Fact => ({
  flags: flags.map((flag) => (flag.id === id ? change(flag) : flag)),
})

const onLink = (
  { relationships = [] }: RecordShape,
  id: string,
  change: (link: RelationshipShape) => RelationshipShape,
): Fact => ({ relationships: relationships.map((link) => (link.id === id ? change(link) : link)) })

type Said = { id: string; user: string; at: string }

/** The line of the log carries the id of what was said, so that it stands there once. */
function approved({ data, module }: RecordShape, { id, user, at }: Said, approval: Approval): Fact {
  const config: AppConfig | undefined = configNow()
  if (!config || rowsOf((data as Data)['approval_subforms']).some((row) => row.unique_id === id)) return {}
  const occasion = { now: at, today: dayHere(at as never), user } as never
  return { data: withApproval(config.configuration, module, data as Data, approval, occasion, () => id) }
}

/** The record with what this device has said of it beside its answers and the server has not heard. */
export function withWaiting(record: RecordShape, entries: readonly OutboxEntry[]): RecordShape {
  let now = record
  for (const entry of unsentOf(record, entries)) {
    const effect = (effects as Partial<Record<string, Effect>>)[entry.intention.name]
    if (effect) now = { ...now, ...effect(now, entry.intention) }
  }
  return now
}

export const unsentOf = ({ id }: Pick<RecordShape, 'id'>, entries: readonly OutboxEntry[]): OutboxEntry[] =>
  entries.filter((entry) => isUnsent(entry) && (entry.intention.args as { id?: string }).id === id)

/** Kinds of approval that a record or its reader knows of. */
export const approvalsOn = ({ data, actions }: RecordShape): (typeof approvalTypes)[number][] =>
  approvalTypes.filter(
    (type) =>
      actions.includes(`request_approval_${type}`) ||
      actions.includes(`approve_${type}`) ||
      data[`approval_status_${type}`] !== undefined,
  )
