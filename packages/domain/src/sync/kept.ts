// Fields that may not leave the server for a device (ux §15.3): absent there, not hidden.
import type { Field, RecordType } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { isRows } from '../access/rows.ts'
import type { Answer, Data, Row } from '../records/record.ts'

/** The answers that a device may keep, at every depth. Rows lose columns, never themselves. */
export function withoutNeverOffline(config: Configuration, type: RecordType, data: Data): Data {
  const closed = closedOf(config, type)
  if (closed.fields.size === 0 && closed.rows.size === 0) return data
  return Object.fromEntries(
    Object.entries(data)
      .filter(([name]) => !closed.fields.has(name))
      .map(([name, answer]) => [name, openRows(closed.rows.get(name), answer)]),
  )
}

/** Is the answer at this path, or part of it, one that no device keeps? */
export function isNeverOffline(config: Configuration, type: RecordType, path: readonly string[]): boolean {
  let level: Closed = closedOf(config, type)
  for (const [depth, step] of path.entries()) {
    // Every second step is the id of a row.
    if (depth % 2 === 1) continue
    if (level.fields.has(step)) return true
    level = level.rows.get(step) ?? nothing
  }
  // A row as a whole holds what its columns may not show.
  return level !== nothing && path.length > 0
}

type Closed = { fields: ReadonlySet<string>; rows: ReadonlyMap<string, Closed> }
const nothing: Closed = { fields: new Set(), rows: new Map() }

function openRows(closed: Closed | undefined, answer: Answer | undefined): Answer | undefined {
  if (!closed || !isRows(answer)) return answer
  return answer.map((row) =>
    Object.fromEntries(
      Object.entries(row)
        .filter(([name]) => !closed.fields.has(name))
        .map(([name, value]) => [name, openRows(closed.rows.get(name), value)]),
    ),
  ) as Row[]
}

// A configuration never changes, so what follows from it is worked out once.
const known = new WeakMap<Configuration, Map<RecordType, Closed>>()

function closedOf(config: Configuration, type: RecordType): Closed {
  const types = known.get(config) ?? new Map<RecordType, Closed>()
  known.set(config, types)
  const found =
    types.get(type) ??
    closedIn(
      config,
      config.formsOf(type).flatMap((form) => form.fields),
      0,
    )
  types.set(type, found)
  return found
}

const isClosed = (field: Field): boolean => field.offline === 'never'

/** Rows hold rows at most three deep. */
function closedIn(config: Configuration, fields: readonly Field[], depth: number): Closed {
  const rows = new Map<string, Closed>()
  for (const field of fields) {
    const nested = depth < 3 && !isClosed(field) ? config.rowsOf(field) : undefined
    const inside = nested && closedIn(config, nested.fields, depth + 1)
    if (inside && (inside.fields.size > 0 || inside.rows.size > 0)) rows.set(field.name, inside)
  }
  return { fields: new Set(fields.filter(isClosed).map((field) => field.name)), rows }
}
