// An edit as its author may make it: filtered by what he may write, laid over what he sees, and then over what is
// stored, so that nobody erases what he cannot see (access §5.2, records §15).
import type { Actor } from '../access/actor.ts'
import {
  type FieldContext,
  isFileField,
  onlyAdds,
  pick,
  seenRows,
  writable,
  writableColumns,
} from '../access/fields.ts'
import { isRows, isSame, rowsOf } from '../access/rows.ts'
import { fixedRows, seesRow } from '../access/services.ts'
import type { Field } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { answerOf, isBlank, isObject } from '../forms/answer.ts'
import { checkAnswers, shapeAnswers } from '../forms/answers.ts'
import { Problem } from '../problem.ts'
import { apply, diff, type Kept, mergePatch, withRowIds } from './changes.ts'
import { says } from './meeting.ts'
import { ruleAt } from './meeting-rule.ts'
import { nameMask } from './names.ts'
import type { Answer, Change, Data, Row } from './record.ts'

export type Edit = {
  config: Configuration
  actor: Actor
  ctx: FieldContext
  fields: ReadonlyMap<string, Field>
  /** The action by which it is made, where it is not an edit with `write`. */
  action: string | undefined
}

export const editBy = (config: Configuration, actor: Actor, ctx: FieldContext, action?: string): Edit => ({
  config,
  actor,
  ctx,
  fields: writable(config, actor, ctx, action),
  action,
})

/** The stored data as the author sees it, with the answers that he may write without reading. */
export function viewOf({ config, actor, ctx, fields }: Edit, stored: Data): Data {
  const view = pick(config, actor, ctx, stored)
  const more = [...fields.keys()].flatMap((name): [string, Answer][] => {
    const answer = answerOf(stored, name)
    return answer === undefined || Object.hasOwn(view, name) ? [] : [[name, seenRows(config, actor, ctx, name, answer)]]
  })
  return { ...view, ...Object.fromEntries(more) }
}

/**
 * The part of a set of changes that the author may make, and the names of the rest (`services_section/cost`).
 * @throws Problem invalid-answers where a value has the wrong type
 */
export function permitted(
  edit: Edit,
  stored: Data,
  changes: readonly Change[],
  newId: () => string,
): { changes: Change[]; refused: string[] } {
  const refused: string[] = []
  const allowed = changes
    .flatMap((change) => byRows(edit, change, newId))
    .flatMap((change) => {
      const narrowed = narrow(edit, stored, change, refused)
      return narrowed ? [narrowed] : []
    })
  return { changes: shaped(edit, allowed, refused), refused: [...new Set(refused)] }
}

/** A subform sent as a whole is a change of each of its rows; clearing it removes those that the author saw. */
function byRows({ fields }: Edit, change: Change, newId: () => string): Change[] {
  const [name] = change.path
  if (change.path.length !== 1 || name === undefined || fields.get(name)?.type !== 'subform') return [change]
  if (!isBlank(change.to) && !isRows(change.to)) return [change]
  return diff({ [name]: change.from ?? [] }, withRowIds({ [name]: change.to ?? [] }, newId))
}

function narrow(edit: Edit, stored: Data, change: Change, refused: string[]): Change | undefined {
  const [name, ...rest] = change.path
  const field = name === undefined ? undefined : edit.fields.get(name)
  // Stars stand for a name; a client that sends them back knows no other.
  const isMask = name === 'name' && change.to === nameMask
  if (name === undefined || !field || isFileField(field) || isMask || !mayTouchRow(edit, stored, name, change)) {
    refused.push(name ?? '')
    return undefined
  }
  const place = columnsAt(edit, field, rest)
  if (!place) {
    refused.push(columnPath(change.path).join('/'))
    return undefined
  }
  const strip = (row: Row) => strippedRow(edit, place, row, columnPath(change.path), refused)
  if (isRows(change.to)) return { ...change, to: change.to.map(strip) }
  const isRow = rest.length % 2 === 1 && isObject(change.to)
  return isRow ? { ...change, to: strip(change.to as unknown as Row) as unknown as Answer } : change
}

/** Rows that came with an action are only added to; services that are not shown to somebody are not there for him. */
function mayTouchRow({ config, actor, ctx, action }: Edit, stored: Data, name: string, change: Change): boolean {
  const [, rowId, ...deeper] = change.path
  const row = rowsOf(answerOf(stored, name)).find((r) => r.unique_id === rowId)
  if (
    onlyAdds(config, actor, ctx, name, action) &&
    (row || rowId === undefined || deeper.length > 0 || !isObject(change.to))
  ) {
    return false
  }
  if (!row) return rowId === undefined || actor.services?.includes(rowId) === true || !fixedRows(actor).includes(name)
  return seesRow(actor, ctx, name, row)
}

/** A path without row ids: `services_section`, `service_type`. */
const columnPath = (path: string[]): string[] => path.filter((_, i) => i % 2 === 0)

/** The subform field whose row, or the column's field at the end, the rest of a path leads to; undefined: nowhere. */
function columnsAt(edit: Edit, field: Field, rest: string[]): Field | undefined {
  if (rest.length === 0) return field
  if (field.type !== 'subform') return undefined
  const [, column, ...deeper] = rest
  if (column === undefined) return field
  const inner = writableColumns(edit.config, edit.actor, edit.ctx, field).get(column)
  return inner && deeper.length > 0 ? columnsAt(edit, inner, deeper) : inner
}

/** May the author write the answer, or the row, at this path? */
export function isWritableAt(edit: Edit, [name, ...rest]: readonly string[]): boolean {
  const field = name === undefined ? undefined : edit.fields.get(name)
  return field !== undefined && !isFileField(field) && columnsAt(edit, field, rest) !== undefined
}

/** The same of one change, where its row is one that he may touch. */
export const mayMake = (edit: Edit, stored: Data, change: Change): boolean =>
  isWritableAt(edit, change.path) && mayTouchRow(edit, stored, change.path[0] ?? '', change)

/** The part of a row, at this path, that the author may write. */
export function writableRow(edit: Edit, path: readonly string[], row: Row): Row {
  const field = subformAt(edit, path)
  return field ? strippedRow(edit, field, row, [], []) : { unique_id: row.unique_id }
}

/** What a row, at this path, holds besides that: hidden from the author, stamped, or asked no more. */
export function beyondHim(edit: Edit, path: readonly string[], row: Row): Row {
  const field = subformAt(edit, path)
  return field ? unstripped(edit, field, row) : row
}

const subformAt = ({ fields, ...edit }: Edit, [name = '', ...rest]: readonly string[]): Field | undefined => {
  const field = fields.get(name)
  return field && columnsAt({ fields, ...edit }, field, rest)
}

function unstripped(edit: Edit, field: Field, row: Row): Row {
  const columns = writableColumns(edit.config, edit.actor, edit.ctx, field)
  const beyond = Object.entries(row).flatMap(([name, answer]): [string, Answer | undefined][] => {
    const column = columns.get(name)
    if (name === 'unique_id' || !column) return [[name, answer]]
    return isRows(answer) ? [[name, answer.map((inner) => unstripped(edit, column, inner))]] : []
  })
  return Object.fromEntries(beyond) as Row
}

function strippedRow(edit: Edit, field: Field, row: Row, path: string[], refused: string[]): Row {
  const columns = writableColumns(edit.config, edit.actor, edit.ctx, field)
  const kept = Object.entries(row).flatMap(([name, answer]): [string, Answer | undefined][] => {
    if (name === 'unique_id') return [[name, answer]]
    const column = columns.get(name)
    if (!column) {
      if (!isBlank(answer)) refused.push([...path, name].join('/'))
      return []
    }
    if (!isRows(answer)) return [[name, answer]]
    return [[name, answer.map((inner) => strippedRow(edit, column, inner, [...path, name], refused))]]
  })
  return Object.fromEntries(kept) as Row
}

/** Values as their fields take them. Clearing an answer is always of the right shape. */
function shaped(edit: Edit, changes: Change[], refused: string[]): Change[] {
  const touched = changes.filter((change) => !isCleared(change)).reduce(withTouched, {} as Data)
  const { answers, dropped } = shapeAnswers(edit.config, edit.ctx.type, edit.fields, touched)
  refused.push(...dropped.map((name) => name.replaceAll(/\/\d+(?=\/|$)/g, '')))
  const pointers = checkAnswers(edit.config, edit.ctx.type, edit.fields, answers)
  if (pointers.length > 0) throw new Problem('invalid-answers', { pointers })
  return changes.flatMap((change) => {
    if (isCleared(change)) return [change]
    const to = valueAt(answers, change.path)
    return to === undefined ? [] : [{ ...change, to }]
  })
}

const isCleared = ({ to }: Change): boolean => to === undefined || to === null

function withTouched(data: Data, { path, to }: Change): Data {
  return touchedAt(data, path, to) as Data
}

/** The values with one answer, or row, put at a path. */
export function touchedAt(
  values: { readonly [name: string]: Answer | undefined },
  [name, rowId, ...deeper]: string[],
  to: Answer | undefined,
): { [name: string]: Answer | undefined } {
  if (name === undefined) return values
  if (rowId === undefined) return { ...values, [name]: to }
  const rows = rowsOf(answerOf(values, name))
  const row = rows.find((r) => r.unique_id === rowId) ?? { unique_id: rowId }
  const next = (
    deeper.length === 0 ? { ...(to as unknown as Row), unique_id: rowId } : touchedAt(row, deeper, to)
  ) as Row
  const others = rows.some((r) => r.unique_id === rowId)
  return { ...values, [name]: others ? rows.map((r) => (r.unique_id === rowId ? next : r)) : [...rows, next] }
}

/** The answer, or the row, at a path. */
export function valueAt(values: Data | Row, [name, rowId, ...deeper]: string[]): Answer | undefined {
  const answer = name === undefined ? undefined : answerOf(values, name)
  if (rowId === undefined) return answer
  const row = rowsOf(answer).find((r) => r.unique_id === rowId)
  if (!row) return undefined
  return deeper.length === 0 ? (row as unknown as Answer) : valueAt(row, deeper)
}

/** What the changes say of the answer at this path: by itself, or in a row that came as a whole. */
function saidAt(changes: readonly Change[], path: string[]): Change[] {
  return changes.flatMap(({ path: at, from, to }) => {
    if (!at.every((step, i) => step === path[i])) return []
    const within = (row: Answer | undefined) =>
      at.length === path.length ? row : valueAt((isObject(row) ? row : {}) as Data, path.slice(at.length))
    return at.length % 2 === 0 || at.length === path.length ? [{ path, from: within(from), to: within(to) }] : []
  })
}

/**
 * Lays permitted changes over the author's view, and what came of it over the stored data. The second step finds no
 * conflict but one: a row with answers that the author cannot see is not removed by him. `unheard`: what others said
 * that he could not know of. `isJoined`: an answer stands there that came of what both said.
 */
export function laidOver(
  edit: Edit,
  stored: Data,
  changes: readonly Change[],
  unheard: readonly Change[] = [],
): { data: Data; conflicts: Kept[]; isJoined: boolean } {
  const view = viewOf(edit, stored)
  const seen = apply(view, changes, (path) => ({
    ...ruleAt(edit.config, edit.ctx.type, path),
    unheard: saidAt(unheard, path),
  }))
  const real = apply(stored, diff(view, seen.data))
  const isKept = ({ path }: Change): boolean => seen.conflicts.some((kept) => isSame(kept.path, path))
  const isJoined = changes.some(
    (change) => change.path.length % 2 === 1 && !isKept(change) && !says(valueAt(seen.data, change.path), change.to),
  )
  return { data: real.data, conflicts: [...seen.conflicts, ...real.conflicts], isJoined }
}

/**
 * A partial patch of the v2 door, an import or a connector as changes against what the author sees.
 * `refused` names keys that are not stored.
 * @throws Problem invalid-answers with pointers into the patch
 */
export function changesOfPatch(
  edit: Edit,
  stored: Data,
  patch: Record<string, unknown>,
  newId: () => string,
): { changes: Change[]; refused: string[] } {
  const { answers, dropped } = shapeAnswers(edit.config, edit.ctx.type, edit.fields, patch)
  const pointers = checkAnswers(edit.config, edit.ctx.type, edit.fields, answers)
  if (pointers.length > 0) throw new Problem('invalid-answers', { pointers })
  const view = viewOf(edit, stored)
  return { changes: diff(view, mergePatch(view, answers, newId)), refused: dropped }
}
