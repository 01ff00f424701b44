// The expression language of conditions and calculations (records §14, api-admin §11.5).
// A configuration is checked when it is loaded; what a rule still cannot read is never executed.
import type { Expression } from '../configuration/bundle.ts'
import type { Answer, Data } from '../records/record.ts'
import { answerOf, instantOf, isBlank, isObject } from './answer.ts'

const comparisons = ['eq', 'gt', 'ge', 'lt', 'le', 'in'] as const
const logical = ['and', 'or', 'not'] as const
const arithmetic = ['sum', 'avg'] as const
type Comparison = (typeof comparisons)[number]
type Arithmetic = (typeof arithmetic)[number]

const isComparison = (key: string): key is Comparison => (comparisons as readonly string[]).includes(key)
const isLogical = (key: string): key is (typeof logical)[number] => (logical as readonly string[]).includes(key)
const isArithmetic = (key: string): key is Arithmetic => (arithmetic as readonly string[]).includes(key)

const fieldName = /^[a-z][a-z0-9_]*$/
/** Deeper trees are a fault, so that no bundle can exhaust a phone's stack. */
const maxDepth = 20
const maxDecimalPlaces = 10

const isScalar = (value: unknown): value is string | number | boolean | null =>
  value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value)

// Checking ------------------------------------------------------------------------------------------------

/**
 * Faults of an expression as `<JSON pointer> <code>`; none means that every part of it can be executed.
 * Without `kind` either use is accepted.
 */
export function checkExpression(e: unknown, kind?: 'condition' | 'calculation'): string[] {
  const calculates = isObject(e) && Object.keys(e).some(isArithmetic)
  const faults = (kind ?? (calculates ? 'calculation' : 'condition')) === 'calculation' ? sumFaults : conditionFaults
  return faults(e, '', 0)
}

const fault = (at: string, code: string): string[] => [`${at === '' ? '/' : at} ${code}`]

function conditionFaults(e: unknown, at: string, depth: number): string[] {
  if (depth > maxDepth) return fault(at, 'too-deep')
  if (Array.isArray(e)) return each(e, at, depth, conditionFaults)
  if (!isObject(e)) return fault(at, 'not-a-condition')
  return Object.entries(e).flatMap(([key, operand]) => {
    const here = `${at}/${key}`
    if (key === 'disabled' && typeof operand === 'boolean')
      return depth === 0 ? [] : fault(here, 'disabled-only-at-root')
    if (isComparison(key)) return comparisonFaults(key, operand, here)
    if (isLogical(key)) return logicalFaults(key, operand, here, depth)
    if (isArithmetic(key)) return fault(here, 'not-a-condition')
    if (!isScalar(operand) && !isScalars(operand)) return fault(here, 'unknown-operator')
    return fieldName.test(key) ? [] : fault(here, 'not-a-field-name')
  })
}

function comparisonFaults(operator: Comparison, operand: unknown, at: string): string[] {
  if (!isObject(operand)) return fault(at, 'not-a-comparison')
  const [pair, ...more] = Object.entries(operand)
  if (pair === undefined || more.length > 0) return fault(at, 'not-one-field')
  const [name, value] = pair
  if (!fieldName.test(name)) return fault(`${at}/${name}`, 'not-a-field-name')
  const fits =
    operator === 'in' ? isScalars(value) : operator === 'eq' ? isScalar(value) || isScalars(value) : isOrdered(value)
  return fits ? [] : fault(`${at}/${name}`, 'not-comparable')
}

function logicalFaults(operator: 'and' | 'or' | 'not', operand: unknown, at: string, depth: number): string[] {
  if (operator === 'not')
    return isObject(operand) ? conditionFaults(operand, at, depth + 1) : fault(at, 'not-a-condition')
  return Array.isArray(operand) ? each(operand, at, depth, conditionFaults) : fault(at, 'not-a-list')
}

function sumFaults(e: unknown, at: string, depth: number): string[] {
  if (depth > maxDepth) return fault(at, 'too-deep')
  if (!isObject(e)) return fault(at, 'not-a-calculation')
  const [pair, ...more] = Object.entries(e).filter(([key, value]) => key !== 'disabled' || typeof value !== 'boolean')
  if (pair === undefined || more.length > 0) return fault(at, 'not-one-operator')
  const [key, operand] = pair
  const here = `${at}/${key}`
  if (!isArithmetic(key)) return fault(here, 'unknown-operator')
  const terms = listed(operand)
  if (terms === undefined) return fault(here, 'not-a-list-of-terms')
  return each(terms.data, Array.isArray(operand) ? here : `${here}/data`, depth, termFaults)
}

function termFaults(term: unknown, at: string, depth: number): string[] {
  if (typeof term === 'string') return fieldName.test(term) ? [] : fault(at, 'not-a-field-name')
  return Number.isFinite(term) ? [] : sumFaults(term, at, depth)
}

const each = (
  list: readonly unknown[],
  at: string,
  depth: number,
  faults: (e: unknown, at: string, depth: number) => string[],
): string[] => list.flatMap((e, i) => faults(e, `${at}/${i}`, depth + 1))

const isScalars = (value: unknown): value is (string | number | boolean | null)[] =>
  Array.isArray(value) && value.every(isScalar)

const isOrdered = (value: unknown): boolean => typeof value === 'string' || Number.isFinite(value)

// Conditions ----------------------------------------------------------------------------------------------

/**
 * Whether a condition holds. `disabled: true` beside it switches it off; no condition at all holds.
 * `and` of nothing holds, `or` of nothing does not. A part that cannot be read (an operator that we do not
 * know) is never executed and decides nothing: what stays undecided holds, because a question asked in vain
 * costs less than one that cannot be answered at all.
 */
export function holds(e: Expression, values: Data): boolean {
  if (e === undefined || e === null) return true
  if (isObject(e) && e['disabled'] === true) return true
  return decided(e, values, 0) !== false
}

/** undefined: cannot be read. */
type Truth = boolean | undefined

function decided(e: unknown, values: Data, depth: number): Truth {
  if (depth > maxDepth) return undefined
  if (Array.isArray(e)) return any(e.map((part) => decided(part, values, depth + 1)))
  if (!isObject(e)) return undefined
  const parts = Object.entries(e).filter(([key, operand]) => key !== 'disabled' || typeof operand !== 'boolean')
  return all(parts.map(([key, operand]) => decidedPart(key, operand, values, depth)))
}

function decidedPart(key: string, operand: unknown, values: Data, depth: number): Truth {
  if (isComparison(key)) return compared(key, operand, values)
  if (key === 'not') return isObject(operand) ? negated(decided(operand, values, depth + 1)) : undefined
  if (key === 'and' || key === 'or') {
    if (!Array.isArray(operand)) return undefined
    const truths = operand.map((part) => decided(part, values, depth + 1))
    return key === 'and' ? all(truths) : any(truths)
  }
  if (isArithmetic(key) || !fieldName.test(key)) return undefined
  // Short-hand: {field: value}, or {field: [a, b]} for either.
  const answer = answerOf(values, key)
  if (isScalars(operand)) return operand.some((value) => equals(answer, value))
  return isScalar(operand) ? equals(answer, operand) : undefined
}

const all = (truths: Truth[]): Truth => (truths.includes(false) ? false : truths.includes(undefined) ? undefined : true)
const any = (truths: Truth[]): Truth => (truths.includes(true) ? true : truths.includes(undefined) ? undefined : false)
const negated = (truth: Truth): Truth => (truth === undefined ? undefined : !truth)

function compared(operator: Comparison, operand: unknown, values: Data): Truth {
  if (comparisonFaults(operator, operand, '').length > 0) return undefined
  const [pair] = Object.entries(operand as Record<string, unknown>)
  if (pair === undefined) return undefined
  const [name, expected] = pair
  const answer = answerOf(values, name)
  if (operator === 'eq') return equals(answer, expected)
  if (operator === 'in') return contains(expected as unknown[], answer)
  const order = ordered(answer, expected)
  if (order === undefined) return false
  return { gt: order > 0, ge: order >= 0, lt: order < 0, le: order <= 0 }[operator]
}

/** `false` is also what nobody ticked, and null what nobody answered. Dates are equal by what they mean. */
function equals(answer: Answer | undefined, expected: unknown): boolean {
  if (expected === false || expected === null) return answer === expected || answer === undefined || answer === null
  if (Array.isArray(expected)) {
    const list: unknown[] | undefined = Array.isArray(answer) ? answer : undefined
    return list !== undefined && list.length === expected.length && expected.every((value, i) => value === list[i])
  }
  const day = instantOf(expected)
  return day === undefined ? answer === expected : instantOf(answer) === day
}

/**
 * One answer is in the list; of several answers, every listed value must be among them. An empty list
 * has nothing.
 */
function contains(list: unknown[], answer: Answer | undefined): boolean {
  if (list.length === 0) return false
  const answers: unknown[] = Array.isArray(answer) ? answer : []
  if (Array.isArray(answer)) return list.every((value) => answers.includes(value))
  return answer !== undefined && answer !== null && list.some((value) => equals(answer, value))
}

/** Sign of the comparison; undefined where the two have no order (records §14: lists are refused). */
function ordered(answer: Answer | undefined, expected: unknown): number | undefined {
  const [day, expectedDay] = [instantOf(answer), instantOf(expected)]
  if (day !== undefined && expectedDay !== undefined) return day - expectedDay
  if (expectedDay !== undefined) return undefined
  if (typeof answer === 'number' && typeof expected === 'number') return answer - expected
  if (typeof answer === 'string' && typeof expected === 'string')
    return answer < expected ? -1 : answer > expected ? 1 : 0
  return undefined
}

// Calculations --------------------------------------------------------------------------------------------

/**
 * The number that a calculation gives; null where it cannot be read. Missing and non-numeric answers
 * count 0.
 */
export function evaluate(e: Expression, values: Data): number | null {
  if (sumFaults(e, '', 0).length > 0) return null
  const result = calculated(e as Record<string, unknown>, values)
  return Number.isFinite(result) ? result : null
}

/** Names of the fields that a calculation reads. */
export function namesIn(e: Expression): string[] {
  return sumFaults(e, '', 0).length > 0 ? [] : [...new Set(readNames(e as Record<string, unknown>))]
}

function readNames(e: Record<string, unknown>): string[] {
  return partsOf(e).terms.data.flatMap((term) =>
    typeof term === 'string' ? [term] : isObject(term) ? readNames(term) : [],
  )
}

function calculated(e: Record<string, unknown>, values: Data): number {
  const { operator, terms } = partsOf(e)
  const total = terms.data.reduce<number>((sum, term) => sum + numberOf(term, values), 0)
  if (operator === 'sum') return terms.places === undefined ? total : rounded(total, terms.places)
  const counted = terms.data.filter((term) => typeof term !== 'string' || !isBlank(answerOf(values, term))).length
  const mean = total / Math.max(counted, 1)
  return terms.places === undefined ? Math.floor(mean) : rounded(mean, terms.places)
}

function partsOf(e: Record<string, unknown>): { operator: string; terms: Terms } {
  const [operator, operand] = Object.entries(e).find(([key]) => isArithmetic(key)) ?? ['sum', []]
  return { operator, terms: listed(operand) ?? { data: [], places: undefined } }
}

function numberOf(term: unknown, values: Data): number {
  if (typeof term === 'number') return term
  if (isObject(term)) return calculated(term, values)
  const answer = typeof term === 'string' ? answerOf(values, term) : undefined
  if (typeof answer === 'number') return Number.isFinite(answer) ? answer : 0
  // Scales are asked as choices, whose option ids are digits.
  return typeof answer === 'string' && /^-?\d{1,10}(\.\d{1,10})?$/.test(answer) ? Number(answer) : 0
}

type Terms = { data: unknown[]; places: number | undefined }

function listed(operand: unknown): Terms | undefined {
  if (Array.isArray(operand)) return { data: operand, places: undefined }
  if (!isObject(operand) || !Array.isArray(operand['data'])) return undefined
  if (Object.keys(operand).some((key) => key !== 'data' && key !== 'extra')) return undefined
  const extra = operand['extra']
  if (extra === undefined) return { data: operand['data'], places: undefined }
  if (!isObject(extra) || Object.keys(extra).some((key) => key !== 'decimalPlaces')) return undefined
  const places = extra['decimalPlaces']
  if (places === undefined) return { data: operand['data'], places: undefined }
  const fits = Number.isInteger(places) && Number(places) >= 0 && Number(places) <= maxDecimalPlaces
  return fits ? { data: operand['data'], places: Number(places) } : undefined
}

/** Half away from zero, by shifting the decimal point in the text: 1.005 becomes 1.01, as people expect. */
function rounded(value: number, places: number): number {
  const [digits, exponent] = Math.abs(value).toExponential().split('e')
  const shifted = Math.round(Number(`${digits}e${Number(exponent) + places}`))
  const [whole, power] = shifted.toExponential().split('e')
  const result = Number(`${whole}e${Number(power) - places}`)
  return value < 0 && result !== 0 ? -result : result
}
