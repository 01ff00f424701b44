// What a door hands to the command, what it gets back, and how a changed record is settled.
import { decide, demand } from '../access/decide.ts'
import type { Actor, Person } from '../access/actor.ts'
import { readable, writable } from '../access/fields.ts'
import { coversIdentity, type FieldContext, isIdentifyingColumn } from '../access/identity.ts'
import { isServerKey } from '../access/keys.ts'
import { isSame } from '../access/rows.ts'
import type { RecordType } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import type { Uuid } from '../ids.ts'
import { Problem } from '../problem.ts'
import type { ConflictKind } from '../sync/protocol.ts'
import { type Alert, type AlertChange, alertFields, alertsAfter } from '../workflow/alerts.ts'
import type { ApprovalNotice } from '../workflow/approvals.ts'
import type { Flag } from '../workflow/flags.ts'
import { diff, type Kept } from './changes.ts'
import { derived } from './derive.ts'
import type { IncidentRow } from './incident-rows.ts'
import type { Change, Data, Occasion, RecordFacts, Row, StoredRecord } from './record.ts'

/** `reader`: the actor as he stands to it, where a referral changes that. */
export type Linked = { record: StoredRecord; facts: RecordFacts; reader?: Actor }

/** What the door looked up before it asks. */
export type Known = {
  record?: StoredRecord
  facts?: RecordFacts
  /** The actor, as records keep him. */
  person: Person
  /** The owner sent on creation, or the owner of the linked case. */
  owner?: Person
  linkedCase?: Linked
  linkedRegistry?: Linked
  linkedFamily?: Linked
  /** The person whom `identified_by` names: enabled, verified and of category `identified`; null where there is none. */
  identified?: Person | null
  /** Sync and ext: keys that one may not write are refused. v2: dropped and listed. */
  strict: boolean
  /** v2's `record_action`. */
  action?: string
  /** The door makes incidents of the rows in `Carried.incidentRows`; else the key `incident_details` is not writable. */
  takesIncidentRows?: boolean
  /** The file that comes, goes or is described anew: its field, how many that field then holds, and what history says. */
  attachment?: { field: string; left: number; from?: Row; to?: Row }
  /** The configuration under which it was typed, where it names what is asked no more. */
  older?: Configuration
  /** What others said that the sender of an edit, or of an answer, could not know of: since the version it was based on, and open claims. */
  unheard?: Change[]
  /** The claim that is settled, under what it was typed if retired, and rows that were removed, the newest first. */
  conflict?: { kind: ConflictKind; changes: Kept[]; removed: Change[]; older?: Configuration }
  /** Alerts of the record that stand. Left out where the door keeps none: none follow, and no approval is carried out. */
  alerts?: readonly Alert[]
  /** Flags of the record, the resolved ones among them. Left out where the door keeps none: none is carried out. */
  flags?: readonly Flag[]
  /** One of many records that are flagged at once, which is a right of its own. */
  flagsMany?: true
  newId: () => Uuid
}

export type Carried = {
  /** `conflict`: two claims met and a person must decide; until then one is in force, the other is in `conflicts`. */
  outcome: 'applied' | 'merged' | 'conflict'
  /** Version +1, or as it was where nothing changed. */
  record: StoredRecord
  /** For history, with what followed from the change; without the stamps of the last editor. */
  changes: Change[]
  /** Claims that are kept beside the record. */
  conflicts: Kept[]
  /** Paths of the claim that this settles, and those that stay open because something else is in force by now. */
  settles?: { path: string[]; take: 'force' | 'claim' | 'other' }[]
  left?: string[][]
  /** History. */
  action: 'create' | 'update' | 'flag' | 'unflag'
  auditAction: string
  /** Keys that were not stored, as far as the sender may know of them. */
  ignored: string[]
  /** Rows of a case's `incident_details`: each is an incident of its own, and none is kept in the case (records §10). */
  incidentRows: IncidentRow[]
  /** The linked case, where this change touched it too. */
  alsoChanged: { record: StoredRecord; changes: Change[] }[]
  /** Alerts to be written and to be taken away; those taken away are of `Known.alerts`. */
  alerts?: AlertChange
  /** The flag to be written, new or changed. */
  flag?: Flag
  /** Who is to be told of an approval. */
  notice?: ApprovalNotice
}

export type Held = { record: StoredRecord; facts: RecordFacts }

/** @throws Problem not-found where the door found no record */
export function heldRecord({ record, facts }: Known): Held {
  if (!record || !facts) throw new Problem('not-found', {})
  return { record, facts }
}

/** May the actor edit at all: with `write`, or with the action that he names (access §5.3). */
export function demandEdit(config: Configuration, actor: Actor, held: Held, known: Known): void {
  const action = known.action ?? 'write'
  demand(decide(config, actor, held.record.type, action, held.facts), action)
}

export type Settling = {
  auditAction: string
  conflicts?: Kept[]
  ignored?: string[]
  basedOn?: number
  /** An answer stands there that came of what both said, though the sender knew the version. */
  isJoined?: boolean
  incidentRows?: IncidentRow[]
  /** A change beside the data: an attachment came, went or was described anew. The record counts as changed. */
  beside?: Change[]
  /** The word of history, where it is not an update. */
  action?: Carried['action']
  /** It is no edit: who edited the record last stays. */
  isUnstamped?: boolean
}

/** The record after a change: stamped, with everything that follows from it, and the difference for history. */
export function settled(
  config: Configuration,
  known: Known,
  before: StoredRecord,
  after: Data,
  occasion: Occasion,
  {
    auditAction,
    conflicts = [],
    ignored = [],
    basedOn = before.version,
    isJoined = false,
    incidentRows = [],
    beside,
    action = 'update',
    isUnstamped = false,
  }: Settling,
): Carried {
  const isAsked = conflicts.some(({ kind }) => kind === 'ask')
  const rest: Omit<Carried, 'outcome' | 'record' | 'changes'> = {
    conflicts,
    action,
    auditAction,
    ignored,
    incidentRows,
    alsoChanged: [],
  }
  if (isSame(after, before.data) && incidentRows.length === 0 && beside === undefined) {
    // What was said stands there already, perhaps among what others said.
    return { ...rest, outcome: isAsked ? 'conflict' : isJoined ? 'merged' : 'applied', record: before, changes: [] }
  }
  const stamps = isUnstamped ? {} : editedBy(known.person, occasion)
  const data = derived(config, before.type, before.data, { ...after, ...stamps }, occasion)
  return {
    ...rest,
    outcome: isAsked ? 'conflict' : basedOn < before.version || isJoined ? 'merged' : 'applied',
    record: { ...before, version: before.version + 1, data },
    changes: [...forHistory(diff(before.data, data)), ...(beside ?? [])],
  }
}

/** What was carried out, with alerts that it raises and clears. They are no answers, and history does not tell them. */
export function withAlerts(carried: Carried, standing: readonly Alert[], change: AlertChange): Carried {
  if (change.add.length === 0 && change.remove.length === 0) return carried
  const { record } = carried
  const data = { ...record.data, ...alertFields(alertsAfter(standing, change)) }
  return { ...carried, record: { ...record, data }, alerts: change }
}

/** Who changed the record last (records §4; the name and organization too, which the reference forgets). */
export const editedBy = (person: Person, occasion: Occasion): Data => ({
  last_updated_at: occasion.now,
  last_updated_by: person.userName,
  last_updated_by_full_name: person.fullName,
  last_updated_organization: person.agency,
})

/** History names the editor by itself (records §16). */
export const forHistory = (changes: Change[]): Change[] =>
  changes.filter(({ path }) => !(path[0] ?? '').startsWith('last_updated_'))

/** Keys that were dropped, without those that the record says anyway: only facts of the server that he may read. */
export function notStored(
  config: Configuration,
  actor: Actor,
  ctx: FieldContext,
  dropped: string[],
  sent: { readonly [key: string]: unknown },
  stored: Data,
): string[] {
  const names = readable(config, actor, ctx)
  // Elsewhere the silence would tell the sender that he guessed right.
  const isSaid = (key: string) => isServerKey(key) && names.has(key) && isSame(sent[key], stored[key])
  return [...new Set(dropped)].filter((key) => key !== 'id' && !isSaid(key))
}

/**
 * The dropped keys that v2 may name to the sender: what nobody knows, what the server keeps, and what he may read or write.
 * A question that the record's module asks of others is not his to know of (design: unknown or unwritable keys).
 */
export function namedTo(
  config: Configuration,
  actor: Actor,
  ctx: FieldContext,
  keys: string[],
  action?: string,
): string[] {
  const names = new Set([...readable(config, actor, ctx), ...writable(config, actor, ctx, action).keys()])
  const module = ctx.module ?? ctx.facts?.module
  const asked = new Set(
    config
      .formsOf(ctx.type)
      .filter((form) => module === undefined || form.modules.includes(module))
      .flatMap((form) => form.fields.map((field) => field.name)),
  )
  return keys.filter((key) => {
    const [name = '', ...columns] = key.split('/')
    if (columns.length === 0) return isServerKey(name) || names.has(name) || !asked.has(name)
    return names.has(name) && (coversIdentity(actor, ctx) || !isIdentifyingPath(config, ctx.type, name, columns))
  })
}

function isIdentifyingPath(config: Configuration, type: RecordType, name: string, columns: string[]): boolean {
  let field = config.fieldOf(type, name)
  for (const column of columns.filter((step) => !/^\d+$/.test(step))) {
    field = field && config.rowsOf(field)?.fields.find((f) => f.name === column)
    if (field && isIdentifyingColumn(field)) return true
  }
  return false
}
