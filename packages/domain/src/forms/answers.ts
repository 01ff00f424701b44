// What the v2 door, imports and the sync door let in (api-records §7.1, §7.2).
import type { Field, RecordType } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import type { Answer, Data, Row } from '../records/record.ts'
import { isObject } from './answer.ts'
import { containerOf, faultsIn, isWritable, kindOf, maxRowDepth, rowFields, tallyKeys } from './types.ts'

type Fields = ReadonlyMap<string, Field>

/**
 * Keeps what the fields declare. `dropped` names, as `services_section/0/unknown`, undeclared keys, fields
 * that are not written through data, and values of the wrong container. A null for a list or tally means "no
 * change": it goes unnamed, since nothing is lost. Whatever else is wrong stays in, for `checkAnswers` to
 * refuse.
 */
export function shapeAnswers(
  config: Configuration,
  _type: RecordType,
  fields: Fields,
  incoming: Record<string, unknown>,
): { answers: Data; dropped: string[] } {
  const dropped: string[] = []
  const answers = isObject(incoming) ? shaped(config, fields, incoming, [], dropped) : {}
  return { answers: answers as Data, dropped }
}

function shaped(
  config: Configuration,
  fields: Fields,
  incoming: Record<string, unknown>,
  path: string[],
  dropped: string[],
): Record<string, unknown> {
  const kept: [string, unknown][] = []
  for (const [name, value] of Object.entries(incoming)) {
    const here = [...path, name]
    const field = fields.get(name)
    if (!field || !isWritable(field) || value === undefined || isTooDeep(field, here)) dropped.push(pathName(here))
    else if (value === null && containerOf(field) !== 'scalar') continue
    else if (kindOf(value) !== containerOf(field)) dropped.push(pathName(here))
    else kept.push([name, shapedAnswer(config, field, value, here, dropped)])
  }
  return asData(kept)
}

/** Every level of rows adds two steps to the path. */
const isTooDeep = (field: Field, path: string[]): boolean => field.type === 'subform' && path.length > maxRowDepth * 2

function shapedAnswer(config: Configuration, field: Field, value: unknown, path: string[], dropped: string[]): unknown {
  if (field.type === 'tally_field') {
    const known = tallyKeys(field)
    const entries = Object.entries(value as Record<string, unknown>)
    for (const [key] of entries) if (!known.has(key)) dropped.push(pathName([...path, key]))
    return asData(entries.filter(([key]) => known.has(key)))
  }
  if (field.type !== 'subform') return value
  const fields = rowFields(config, field)
  return (value as unknown[]).map((row, i) =>
    isObject(row) ? shapedRow(config, fields, row, [...path, String(i)], dropped) : row,
  )
}

function shapedRow(
  config: Configuration,
  fields: Fields,
  row: Record<string, unknown>,
  path: string[],
  dropped: string[],
): Row {
  const { unique_id, _destroy, ...rest } = row
  const kept = shaped(config, fields, rest, path, dropped)
  const marks = Object.entries({ unique_id, _destroy }).filter(([key]) => Object.hasOwn(row, key))
  return asData([...marks, ...Object.entries(kept)]) as Row
}

/** Own properties only, whatever the names: an assignment to `__proto__` would change the object's kind. */
function asData(entries: [string, unknown][]): Record<string, Answer> {
  return Object.fromEntries(entries) as Record<string, Answer>
}

/**
 * JSON pointers of what §7.2 refuses, `/services_section/0/unique_id`; none means that the answers may
 * be stored.
 */
export function checkAnswers(config: Configuration, _type: RecordType, fields: Fields, answers: Data): string[] {
  if (!isObject(answers)) return ['']
  return Object.entries(answers).flatMap(([name, value]) => {
    const field = fields.get(name)
    if (!field || !isWritable(field)) return [pointer([name])]
    return faultsIn(config, field, value).map((fault) => pointer([name, ...fault.path]))
  })
}

const escaped = (step: string): string => step.replaceAll('~', '~0').replaceAll('/', '~1')
const pathName = (path: string[]): string => path.map(escaped).join('/')
const pointer = (path: string[]): string => path.map((step) => `/${escaped(step)}`).join('')
