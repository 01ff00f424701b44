// Values that follow from answers. The device shows them, the server makes them anew on every change, so that
// none depends on who sent it (records §9, §14, §22).
import type { Field, RecordType } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import type { Answer, Data, Row } from '../records/record.ts'
import { answerOf, instantOf, isBlank, isObject, rowsIn } from './answer.ts'
import { evaluate, namesIn } from './expression.ts'
import { maxRowDepth } from './types.ts'

/** The data with everything that is worked out brought up to date; the same object when nothing changed. */
export function calculate(config: Configuration, type: RecordType, module: string, data: Data): Data {
  const fields = config.formsOf(type).flatMap((form) => (form.modules.includes(module) ? form.fields : []))
  return calculatedFields(config, firstOfEachName(fields), data, 0)
}

/** Where several forms define a name, the first in page order speaks. */
const firstOfEachName = (fields: Field[]): Field[] => {
  const seen = new Set<string>()
  return fields.filter((field) => !seen.has(field.name) && seen.add(field.name))
}

function calculatedFields<T extends Data | Row>(
  config: Configuration,
  fields: readonly Field[],
  values: T,
  depth: number,
): T {
  let now = values
  for (const field of fields) {
    if (field.type === 'subform')
      now = withAnswer(now, field.name, rowsOf(config, field, answerOf(now, field.name), depth))
    if (field.type === 'tally_field') now = withAnswer(now, field.name, totalled(field, answerOf(now, field.name)))
  }
  for (const field of fields) {
    if (field.subformSummary) now = withAnswer(now, field.name, summary(config, fields, field, now))
  }
  for (const field of inOrderOfUse(fields)) now = withAnswer(now, field.name, result(field, now))
  return now
}

/** The same object when the answer is the same one, or when nothing would be kept where nothing was. */
function withAnswer<T extends Data | Row>(values: T, name: string, answer: Answer | undefined): T {
  const before = answerOf(values, name)
  if (answer === undefined || isSame(before, answer) || (before === undefined && answer === null)) return values
  return { ...values, [name]: answer }
}

/** Zero is zero of either sign, and what is no number stays none. */
const isOne = (a: unknown, b: unknown): boolean => a === b || Object.is(a, b)
const isSame = (a: Answer | undefined, b: Answer): boolean =>
  isOne(a, b) ||
  (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((value, i) => isOne(value, b[i])))

function rowsOf(config: Configuration, field: Field, answer: Answer | undefined, depth: number): Answer | undefined {
  const fields = config.rowsOf(field)?.fields
  if (fields === undefined || !Array.isArray(answer) || depth >= maxRowDepth) return answer
  const rows = (answer as unknown[]).map((row) =>
    isObject(row) ? calculatedFields(config, fields, row as Row, depth + 1) : row,
  )
  return rows as Row[]
}

/** `total` is the sum of what was counted; without a count there is no total. */
function totalled(field: Field, answer: Answer | undefined): Answer | undefined {
  if (field.autosumTotal !== true || !isObject(answer)) return answer
  const tally = answer as { [key: string]: number | null }
  const counts = (field.tally ?? []).map((entry) => answerOf(tally, entry.id)).filter((n) => typeof n === 'number')
  const total = counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0)
  const before = answerOf(tally, 'total')
  return isOne(before, total) || (before === undefined && total === null) ? answer : { ...tally, total }
}

/**
 * The first or last row's value (records §9). A row without the value to sort by comes before all others;
 * among equals the later row is the newer one. A subform that is not in the data says nothing:
 * a device may hold the summary without the right to read the rows.
 */
function summary(
  config: Configuration,
  fields: readonly Field[],
  field: Field,
  values: Data | Row,
): Answer | undefined {
  const rule = field.subformSummary
  if (rule === undefined || field.visible === false || !Object.hasOwn(values, rule.subform)) return undefined
  const isRows = fields.some((f) => f.name === rule.subform && config.rowsOf(f) !== undefined)
  if (!isRows) return undefined
  const { orderBy } = rule
  const rows = rowsIn(answerOf(values, rule.subform))
  const sorted =
    orderBy === undefined ? rows : rows.toSorted((a, b) => inOrder(answerOf(a, orderBy), answerOf(b, orderBy)))
  if (rule.order === 'desc') sorted.reverse()
  const row = rule.pick === 'first' ? sorted[0] : sorted.at(-1)
  return (row && answerOf(row, rule.field)) ?? null
}

function inOrder(a: Answer | undefined, b: Answer | undefined): number {
  if (isBlank(a) || isBlank(b)) return Number(!isBlank(a)) - Number(!isBlank(b))
  const [x, y] = [instantOf(a) ?? a, instantOf(b) ?? b]
  if (typeof x === 'number' && typeof y === 'number') return x - y
  const [p, q] = [String(x), String(y)]
  return p < q ? -1 : p > q ? 1 : 0
}

/**
 * As long as none of its answers was ever given there is no result; once they are all taken back it is
 * empty.
 */
function result(field: Field, values: Data | Row): Answer | undefined {
  const names = namesIn(field.calculation)
  if (names.length > 0 && !names.some((name) => Object.hasOwn(values, name))) return undefined
  const number = evaluate(field.calculation, values)
  if (number === null) return undefined
  return names.length > 0 && names.every((name) => isBlank(answerOf(values, name))) ? null : number
}

/**
 * A result that another one reads comes first; those that read each other in a circle have no value of
 * ours.
 */
function inOrderOfUse(fields: readonly Field[]): Field[] {
  const calculations = new Map(
    fields.filter((f) => f.type === 'calculated' && f.calculation !== undefined).map((f) => [f.name, f]),
  )
  const needs = (name: string): string[] =>
    namesIn(calculations.get(name)?.calculation).filter((other) => calculations.has(other))
  const reaches = (name: string): Set<string> => {
    const reached = new Set<string>()
    const open = needs(name)
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (reached.has(next)) continue
      reached.add(next)
      open.push(...needs(next))
    }
    return reached
  }
  return (
    [...calculations.values()]
      .map((field) => ({ field, reached: reaches(field.name) }))
      .filter(({ field, reached }) => !reached.has(field.name))
      // What is needed reaches fewer than what needs it.
      .sort((a, b) => a.reached.size - b.reached.size)
      .map(({ field }) => field)
  )
}
