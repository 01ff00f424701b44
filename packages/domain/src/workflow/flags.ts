// Flags: a word that a record needs somebody's eye, until it is resolved (workflow §3, api-records §17).
import type { Actor } from '../access/actor.ts'
import { type Decision, decide } from '../access/decide.ts'
import { inScope, scopeOf } from '../access/scope.ts'
import type { RecordType } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { isBlank } from '../forms/answer.ts'
import { isText } from '../forms/types.ts'
import type { Uuid } from '../ids.ts'
import { Problem } from '../problem.ts'
import type { Answer, Change, Data, Occasion, RecordFacts } from '../records/record.ts'
import { isDay, type Moment } from '../time.ts'

export const longestFlagMessage = 255

export type Flag = {
  id: Uuid
  message: string
  date: string
  flagged_by: string
  created_at: Moment
  removed: boolean
  unflag_message: string | null
  unflagged_by: string | null
  unflagged_date: string | null
}

export type FlagDeed = 'list' | 'add' | 'resolve' | 'edit' | 'add many'

// Whoever may flag may resolve: `resolve_any_flag` opens nothing that `flag` does not (api-records §17.2).
const needed: Record<FlagDeed, readonly string[]> = {
  list: ['flag'],
  add: ['flag'],
  resolve: ['flag'],
  edit: ['flag', 'flag_update'],
  'add many': ['flag_multiple'],
}

/** May the actor do it to flags of the record, or of records of the type? `action` names what is missing. */
export function decideFlag(
  config: Configuration,
  actor: Actor,
  type: RecordType,
  does: FlagDeed,
  facts?: RecordFacts,
): { decision: Decision; action: string } {
  const answers = needed[does].map((action) => ({ action, decision: decide(config, actor, type, action, facts) }))
  return answers.find(({ decision }) => decision !== 'yes') ?? { action: 'flag', decision: 'yes' }
}

/** What somebody says of a flag. `id` is made by who adds it. */
export type FlagStep =
  | { does: 'add'; id: Uuid; message: unknown; date?: unknown }
  | { does: 'edit'; id: Uuid; message?: unknown; date?: unknown }
  | { does: 'resolve'; id: Uuid; message: unknown }

/** The flag as it is now, as it was, and the word of history; undefined where nothing changed. */
export type FlagOutcome = { flag: Flag; before: Flag | undefined; history: 'flag' | 'unflag' } | undefined

/**
 * One step among the flags of a record.
 * @throws Problem not-found, id-taken, rule-broken, invalid-answers
 */
export function steppedFlag(flags: readonly Flag[], step: FlagStep, occasion: Occasion): FlagOutcome {
  const before = flags.find(({ id }) => id === step.id)
  if (step.does === 'add') {
    if (before) throw new Problem('id-taken', { id: step.id })
    return { flag: added(step, occasion), before, history: 'flag' }
  }
  if (!before) throw new Problem('not-found', { what: 'flag' })
  if (step.does === 'edit') {
    const flag = {
      ...before,
      ...(step.message === undefined ? {} : { message: checkedMessage(step.message) }),
      ...(step.date === undefined ? {} : { date: checkedDate(step.date) }),
    }
    return { flag, before, history: 'flag' }
  }
  const unflag_message = wordsOf(step.message)
  if (before.removed) return undefined
  const resolved = { removed: true, unflag_message, unflagged_by: occasion.user, unflagged_date: occasion.today }
  return { flag: { ...before, ...resolved }, before, history: 'unflag' }
}

const added = ({ id, message, date }: Extract<FlagStep, { does: 'add' }>, occasion: Occasion): Flag => ({
  id,
  message: checkedMessage(message),
  date: date === undefined || date === null ? occasion.today : checkedDate(date),
  flagged_by: occasion.user,
  created_at: occasion.now,
  removed: false,
  unflag_message: null,
  unflagged_by: null,
  unflagged_date: null,
})

function wordsOf(message: unknown): string {
  if (!isText(message) || message.length > longestFlagMessage) {
    throw new Problem('invalid-answers', { pointers: ['/message'] })
  }
  return message
}

function checkedMessage(message: unknown): string {
  if (message === undefined || message === null || isBlank(message)) {
    throw new Problem('rule-broken', { attribute: 'message', message: 'errors.models.flag.message' })
  }
  return wordsOf(message)
}

function checkedDate(date: unknown): string {
  if (!isDay(date)) throw new Problem('invalid-answers', { pointers: ['/date'] })
  return date
}

/** Those of a record after a step. */
export const flagsAfter = (flags: readonly Flag[], outcome: FlagOutcome): Flag[] => {
  if (outcome === undefined) return [...flags]
  const { flag, before } = outcome
  return before ? flags.map((one) => (one === before ? flag : one)) : [...flags, flag]
}

/** What the record says of its flags: active ones only. */
export function flagFields(flags: readonly Pick<Flag, 'removed'>[]): Data {
  const active = flags.filter(({ removed }) => !removed).length
  return { flagged: active > 0, flag_count: active }
}

/** The step as history keeps it. */
export function flagChange({ flag, before }: NonNullable<FlagOutcome>): Change {
  const row = (of: Flag | undefined): Answer | undefined => {
    if (of === undefined) return undefined
    const { id, ...rest } = of
    return { unique_id: id, ...rest } as unknown as Answer
  }
  return { path: ['flags', flag.id], from: row(before), to: row(flag) }
}

/** Types whose flags are listed together, by the name of their collection (api-records §17.4). */
export const flagCollections: Readonly<Record<string, RecordType>> = {
  cases: 'case',
  incidents: 'incident',
  tracing_requests: 'tracing_request',
}

/** Types in the order in which they are asked for; all of them where nothing is asked. Unknown names ask for nothing. */
export const flaggedTypes = (asked: string | undefined): RecordType[] =>
  asked === undefined || asked === ''
    ? Object.values(flagCollections)
    : [...new Set(asked.split(','))].flatMap((name) => {
        const type = Object.hasOwn(flagCollections, name) ? flagCollections[name] : undefined
        return type === undefined ? [] : [type]
      })

export type FlagListOptions = { activeOnly: boolean; flaggedByMe: boolean; types: readonly RecordType[] }

/** Is the flag in the list of this reader? Lists and scope are one: flags stand there on records that he finds. */
export const isListedFlag = (
  actor: Actor,
  facts: RecordFacts,
  flag: Pick<Flag, 'removed' | 'flagged_by'>,
  { activeOnly, flaggedByMe, types }: FlagListOptions,
): boolean =>
  types.includes(facts.type) &&
  inScope(scopeOf(actor, facts.type), facts) &&
  !(activeOnly && flag.removed) &&
  (!flaggedByMe || flag.flagged_by === actor.userName)
