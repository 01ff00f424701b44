// A row that somebody removed comes back with an answer of it that is chosen: as it was, for everybody. Who chooses sends
// what he may write; what is hidden from him is laid in beside, so that it is neither shown to him nor dropped.
import { isRows, rowsOf } from '../access/rows.ts'
import { isObject } from '../forms/answer.ts'
import { beyondHim, type Edit, touchedAt, valueAt, writableRow } from './edit.ts'
import { says } from './meeting.ts'
import type { Answer, Change, Data, Row } from './record.ts'

/** What stands at a path from now on. `claim`: it is this claim as it was made; else what the person wrote. */
export type Choice = {
  path: string[]
  to: Answer | undefined
  now: Answer | undefined
  claim?: Change
}

/** What a row holds besides what its restorer may write. */
export type Rest = { path: string[]; row: Row }

/** The row at the path, or around it, that the record does not hold any more. */
export function rowGone(stored: Data, path: readonly string[]): string[] | undefined {
  const length = [2, 4].find((n) => n <= path.length && valueAt(stored, path.slice(0, n)) === undefined)
  return length === undefined ? undefined : path.slice(0, length)
}

/** As it was when it was removed the last time. */
export function keptRow(removed: readonly Change[], at: readonly string[]): Row | undefined {
  const row = removed.find(({ path }) => path.join('/') === at.join('/'))?.from
  return isObject(row) ? (row as unknown as Row) : undefined
}

/** The choices as changes of an edit, rows that come back among them, and what these hold beyond the edit. */
export function restoring(
  edit: Edit,
  stored: Data,
  choices: readonly Choice[],
  removed: readonly Change[],
): { changes: Change[]; rest: Rest[] } {
  const back = new Map<string, { path: string[]; own: Row; row: Row }>()
  const changes: Change[] = []
  for (const choice of choices) {
    if (says(choice.now, choice.to)) continue
    const at = rowGone(stored, choice.path)
    const kept = at && (back.get(at.join('/'))?.row ?? keptRow(removed, at))
    const row = at && comesBack(edit, at, choice, kept, back.get(at.join('/'))?.own)
    if (at === undefined || row === undefined) changes.push({ path: choice.path, from: choice.now, to: choice.to })
    else back.set(at.join('/'), { path: at, ...row })
  }
  const rows = [...back.values()]
  const asked = rows.map(({ path, own }) => ({ path, from: undefined, to: own as unknown as Answer }))
  const rest = rows.map(({ path, row }) => ({ path, row: beyondHim(edit, path, row) }))
  return { changes: [...changes, ...asked], rest }
}

/** `own` is what goes through the edit, `row` holds the rest too; `before`: what an earlier choice made of `own`. */
function comesBack(
  edit: Edit,
  at: string[],
  { path, to, claim }: Choice,
  kept: Row | undefined,
  before: Row | undefined,
): { own: Row; row: Row } | undefined {
  if (path.length > at.length) {
    const own = before ?? (kept && writableRow(edit, at, kept))
    return own && kept && { own: touchedAt(own, path.slice(at.length), to) as Row, row: kept }
  }
  if (!isObject(to)) return undefined
  const chosen = to as unknown as Row
  if (claim === undefined) return { own: chosen, row: kept ?? { unique_id: chosen.unique_id } }
  // What its author could not see he did not mean to take away.
  const known = new Set(Object.keys(isObject(claim.from) ? claim.from : {}))
  const unknown = Object.entries(kept ?? {}).filter(([name]) => !known.has(name))
  const whole = { ...Object.fromEntries(unknown), ...chosen } as Row
  // Nobody decides about what he does not see: that stands as it was, whatever the claim says of it.
  return { own: writableRow(edit, at, whole), row: kept ?? whole }
}

/** The rows with what the edit could not say; one that did not come back stays away. */
export const withRest = (data: Data, rest: readonly Rest[]): Data =>
  rest.reduce((now, { path, row }) => {
    const current = valueAt(now, path)
    if (!isObject(current)) return now
    return touchedAt(now, path, together(current as unknown as Row, row) as unknown as Answer) as Data
  }, data)

function together(current: Row, rest: Row): Row {
  const more = Object.entries(rest).flatMap(([name, answer]): [string, Answer | undefined][] => {
    const there = current[name]
    if (there === undefined) return [[name, answer]]
    return isRows(there) && isRows(answer) ? [[name, rowsTogether(there, answer)]] : []
  })
  return { ...current, ...Object.fromEntries(more) }
}

const rowsTogether = (current: Row[], rest: Row[]): Row[] =>
  current.map((row) => {
    const hidden = rowsOf(rest).find(({ unique_id }) => unique_id === row.unique_id)
    return hidden === undefined ? row : together(row, hidden)
  })
