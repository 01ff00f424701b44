// What stays off devices: fields that the configuration marks `offline: never` are absent there, not hidden (ux §15.3).
import type { Field, RecordType, Role } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import type { Answer, Data, Row } from '../records/record.ts'
import { isObject } from '../forms/answer.ts'
import { isRows } from './rows.ts'

/** Columns of rows, by subform field; `undefined` where the whole answer stays off devices. */
type Kept = ReadonlyMap<string, Kept> | undefined

// Follows from the configuration alone, and is asked for every record that goes to a device.
const known = new WeakMap<Configuration, Map<RecordType, ReadonlyMap<string, Kept>>>()

/** Fields of a type that are absent on devices, and below them the columns that are. A field that is not named stays. */
function absent(config: Configuration, type: RecordType): ReadonlyMap<string, Kept> {
  const byType = known.get(config) ?? new Map<RecordType, ReadonlyMap<string, Kept>>()
  known.set(config, byType)
  const found =
    byType.get(type) ??
    absentAmong(
      config,
      config.formsOf(type).flatMap((form) => form.fields),
      [],
    )
  byType.set(type, found)
  return found
}

/** Where several forms ask the same question, one `never` is enough. */
function absentAmong(config: Configuration, fields: readonly Field[], above: readonly string[]): Map<string, Kept> {
  const found = new Map<string, Kept>()
  for (const field of fields) {
    if (isNever(config, fields, field)) found.set(field.name, undefined)
    const isOut = found.has(field.name) && found.get(field.name) === undefined
    if (isOut || field.subform === undefined || above.includes(field.subform)) continue
    const columns = absentAmong(config, config.rowsOf(field)?.fields ?? [], [...above, field.subform])
    if (columns.size > 0) found.set(field.name, new Map([...(found.get(field.name) ?? []), ...columns]))
  }
  return found
}

/** A field that repeats a row's answer tells as much as the row. */
function isNever(config: Configuration, fields: readonly Field[], field: Field): boolean {
  if (field.offline === 'never') return true
  const repeated = field.subformSummary
  if (repeated === undefined) return false
  const rows = fields.find((other) => other.name === repeated.subform)
  const column = rows && config.rowsOf(rows)?.fields.find((other) => other.name === repeated.field)
  return rows?.offline === 'never' || column?.offline === 'never'
}

/** May a device keep what stands at this path? Row ids stand at every second place. */
export function mayKeep(config: Configuration, type: RecordType, path: readonly string[]): boolean {
  let at: Kept = absent(config, type)
  for (const name of path.filter((_, i) => i % 2 === 0)) {
    if (at === undefined || !at.has(name)) return true
    at = at.get(name)
    if (at === undefined) return false
  }
  return true
}

/** The value at a path, or a row of it, without the columns that stay off devices; ask `mayKeep` of the path first. */
export function keptValue(config: Configuration, type: RecordType, path: readonly string[], value: unknown): unknown {
  let at: Kept = absent(config, type)
  for (const name of path.filter((_, i) => i % 2 === 0)) {
    at = at?.get(name)
    if (at === undefined) return value
  }
  const columns = at
  if (columns === undefined) return value
  if (isRows(value)) return value.map((row) => without(columns, row))
  return isObject(value) ? without(columns, value as Row) : value
}

/** The answers that a device may keep. */
export function keptAnswers(config: Configuration, type: RecordType, data: Data): Data {
  return without(absent(config, type), data) as Data
}

function without(columns: ReadonlyMap<string, Kept>, values: Data | Row): Data | Row {
  if (columns.size === 0) return values
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, Answer | undefined][] => {
      if (!columns.has(name)) return [[name, value]]
      const inner = columns.get(name)
      if (inner === undefined) return []
      return [[name, isRows(value) ? value.map((row) => without(inner, row) as Row) : value]]
    }),
  ) as Data | Row
}

/** Record types that the role keeps on a device: where it holds `sync_mobile`; incidents go with their cases. */
export function keptTypes({ permissions }: Pick<Role, 'permissions'>): RecordType[] {
  const holds = (type: string, action: string): boolean => permissions[type]?.includes(action) ?? false
  const goesAlong = (type: string): boolean =>
    type === 'incident' && holds('case', 'sync_mobile') && holds('incident', 'read')
  return (Object.keys(permissions) as RecordType[]).filter((type) => holds(type, 'sync_mobile') || goesAlong(type))
}

/** What a role may keep on a device, and for how long, where it says nothing else. */
export const usualPolicy = { records: 200, days: 7, lockMinutes: 5, hiddenMinutes: 2, attempts: 10, media: true }

/** Does the device of a role stay open, or keep things, longer or more of them than another's? */
export function keepsMore({ offline: one }: Pick<Role, 'offline'>, { offline: other }: Pick<Role, 'offline'>): boolean {
  const names = Object.keys(usualPolicy) as (keyof typeof usualPolicy)[]
  return names.some((name) => Number(one?.[name] ?? usualPolicy[name]) > Number(other?.[name] ?? usualPolicy[name]))
}
