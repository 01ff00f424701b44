// Answers to questions that the configuration in force does not ask any more: typed in good faith under an earlier one.
import type { Actor } from '../access/actor.ts'
import { coreFields, isServerKey } from '../access/keys.ts'
import { isKeyed, isRows } from '../access/rows.ts'
import type { FieldContext } from '../access/identity.ts'
import type { Field } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { isObject } from '../forms/answer.ts'
import type { Kept } from './changes.ts'
import { type Edit, editBy, isWritableAt, permitted } from './edit.ts'
import type { Answer, Change, Data, Row } from './record.ts'

/**
 * The actor as the earlier configuration knew him, with no right that has been taken from him since: of what is still
 * there he has what he has now, of what is gone what he had.
 */
export function formerly(config: Configuration, older: Configuration, actor: Actor): Actor {
  const before = older.roles.get(actor.role.id)
  if (before === undefined || before.forms === 'all' || actor.role.forms === 'all') return actor
  const gone = Object.entries(before.forms).filter(([id]) => !config.forms.has(id))
  return { ...actor, role: { ...actor.role, forms: { ...Object.fromEntries(gone), ...actor.role.forms } } }
}

type Sent = { changes: Change[]; retired: Kept[] }

/** Does the configuration know the question at this path, or the key? */
export function asks(config: Configuration, ctx: FieldContext, [name = '', ...rest]: readonly string[]): boolean {
  if (coreFields.has(name) || isServerKey(name)) return true
  let field = config.fieldOf(ctx.type, name)
  for (const [i, step] of rest.entries()) if (i % 2 === 1) field = columnOf(config, field, step)
  return field !== undefined
}

const columnOf = (config: Configuration, field: Field | undefined, name: string): Field | undefined =>
  field && config.rowsOf(field)?.fields.find((column) => column.name === name)

/** Paths of all answers in these changes, rows opened. */
const pathsIn = (changes: readonly Change[]): string[][] =>
  changes.flatMap(({ path, to }) => [path, ...answersIn(path, to)])

function answersIn(path: string[], to: unknown): string[][] {
  if (isRows(to)) return to.flatMap((row) => answersIn([...path, row.unique_id], row))
  if (!isObject(to) || path.length % 2 === 1) return []
  return Object.entries(to).flatMap(([name, answer]) =>
    name === 'unique_id' ? [] : [[...path, name], ...answersIn([...path, name], answer)],
  )
}

/** Is anything among them that the configuration in force does not ask? */
export const asksNoMore = (config: Configuration, ctx: FieldContext, changes: readonly Change[]): boolean =>
  pathsIn(changes).some((path) => !asks(config, ctx, path))

/**
 * Parts changes that were typed under `older` into those that the configuration in force still asks and those that only
 * the older one did, as far as their author could write them there. What neither knows stays among the first, to be
 * refused.
 * @throws Problem invalid-answers where an answer was wrong even then
 */
export function apart(
  config: Configuration,
  older: Configuration,
  actor: Actor,
  ctx: FieldContext,
  sent: readonly Change[],
  newId: () => string,
): Sent {
  const former = editBy(older, formerly(config, older, actor), ctx)
  const changes: Change[] = []
  const retired: Kept[] = []
  for (const change of sent) {
    const gone = goneFrom(config, former, change)
    const kept = gone.flatMap((part) => asKept(former, part, newId))
    retired.push(...kept)
    const isGone = (path: string[]) => kept.some((k) => k.path.join('/') === path.join('/'))
    if (isGone(change.path)) continue
    const less = (side: Answer | undefined) => lessened(change.path, side, isGone)
    changes.push(kept.length === 0 ? change : { ...change, from: less(change.from), to: less(change.to) })
  }
  return { changes, retired }
}

/** The parts of a change that are asked no more, each with its path. */
function goneFrom(config: Configuration, { ctx }: Edit, change: Change): Change[] {
  return pathsIn([change])
    .filter((path) => !asks(config, ctx, path))
    .filter((path, _i, all) => !all.some((other) => other.length < path.length && other.every((s, i) => s === path[i])))
    .map((path) => {
      const rest = path.slice(change.path.length)
      return { path, from: within(change.from, rest), to: within(change.to, rest) }
    })
}

function within(answer: unknown, [step, ...rest]: string[]): Answer | undefined {
  if (step === undefined) return answer as Answer | undefined
  if (Array.isArray(answer))
    return within(
      (answer as Row[]).find((row) => row.unique_id === step),
      rest,
    )
  return isObject(answer) && Object.hasOwn(answer, step) ? within(answer[step], rest) : undefined
}

function asKept(former: Edit, part: Change, newId: () => string): Kept[] {
  if (!isWritableAt(former, part.path)) return []
  const { changes, refused } = permitted(former, {}, [part], newId)
  return refused.length > 0 ? [] : changes.map((change) => ({ ...change, kind: 'retired' }))
}

/** The answer without what is gone from it. */
function lessened(path: string[], answer: Answer | undefined, isGone: (path: string[]) => boolean): Answer | undefined {
  const row = (at: string[], of: Row): Row =>
    Object.fromEntries(
      Object.entries(of)
        .filter(([name]) => !isGone([...at, name]))
        .map(([name, value]) => [name, lessened([...at, name], value, isGone)]),
    ) as Row
  if (isKeyed(answer)) return answer.map((of) => row([...path, of.unique_id], of))
  const isRow = path.length % 2 === 0 && isObject(answer)
  return isRow ? (row(path, answer as unknown as Row) as unknown as Answer) : answer
}

/** A new record's answers as changes, and back. */
export const asChanges = (data: Data): Change[] =>
  Object.entries(data).map(([name, to]) => ({ path: [name], from: undefined, to }))
export const asData = (changes: readonly Change[]): Data =>
  Object.fromEntries(changes.map(({ path: [name = ''], to }) => [name, to]))
