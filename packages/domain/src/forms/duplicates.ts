// A hint while somebody enters a new record: is this person known already? People decide; nothing is merged.
import type { Data } from '../records/record.ts'
import { isNameHidden, nameTokens } from '../search/phonetic.ts'
import { isDay } from '../time.ts'
import { answerOf, dayNumber } from './answer.ts'

export type LikenessReason = 'name' | 'part-of-name' | 'birth-date' | 'age' | 'sex' | 'location'

/** Years by which the ages of one person may differ, since most are guessed. */
const ageTolerance = 2
const weights: Readonly<Record<LikenessReason, number>> = {
  name: 0.5,
  'part-of-name': 0.3,
  'birth-date': 0.25,
  age: 0.1,
  sex: 0.1,
  location: 0.15,
}

/**
 * How alike two persons are, 0 to 1, and by what. It reads the same both ways. Where both tell and differ,
 * sex and age speak against it. A protected name is not compared, so that the hint cannot give it away.
 */
export function likeness(a: Data, b: Data): { score: number; reasons: LikenessReason[] } {
  const reasons = [nameReason(a, b), ageReason(a, b), sameReason(a, b, 'sex', ['sex']), placeReason(a, b)].filter(
    (reason) => reason !== undefined,
  )
  const sum = reasons.reduce((total, reason) => total + weights[reason], 0)
  const against = (differs(a, b, 'sex') ? 0.5 : 1) * (agesDiffer(a, b) ? 0.5 : 1)
  return { score: Math.round(sum * against * 100) / 100, reasons }
}

const nameFields = ['name', 'name_first', 'name_middle', 'name_last', 'name_nickname', 'name_other']

const tokensOf = (data: Data): Set<string> =>
  new Set(isNameHidden(data) ? [] : nameFields.flatMap((field) => nameTokens(textOf(data, field) ?? '')))

/** The whole name when every token of the shorter one is shared, at least two of them. */
function nameReason(a: Data, b: Data): LikenessReason | undefined {
  const [x, y] = [tokensOf(a), tokensOf(b)]
  const shared = [...x].filter((token) => y.has(token)).length
  if (shared === 0) return undefined
  return shared >= 2 && shared === Math.min(x.size, y.size) ? 'name' : 'part-of-name'
}

function ageReason(a: Data, b: Data): LikenessReason | undefined {
  const born = bornOf(a)
  if (born !== undefined && born === bornOf(b)) return 'birth-date'
  const years = yearsApart(a, b)
  return years !== undefined && years <= ageTolerance ? 'age' : undefined
}

const placeReason = (a: Data, b: Data): LikenessReason | undefined =>
  sameReason(a, b, 'location', ['location_current', 'location_last', 'location_birth'])

function sameReason(a: Data, b: Data, reason: LikenessReason, fields: string[]): LikenessReason | undefined {
  const isSame = fields.some((field) => textOf(a, field) !== undefined && textOf(a, field) === textOf(b, field))
  return isSame ? reason : undefined
}

function differs(a: Data, b: Data, field: string): boolean {
  const [x, y] = [textOf(a, field), textOf(b, field)]
  return x !== undefined && y !== undefined && x !== y
}

/** Twice the tolerance: one that is guessed badly is still no proof, but it speaks against. */
const agesDiffer = (a: Data, b: Data): boolean => (yearsApart(a, b) ?? 0) > ageTolerance * 2

function yearsApart(a: Data, b: Data): number | undefined {
  const [x, y] = [bornOf(a), bornOf(b)]
  if (x !== undefined && y !== undefined) return Math.abs(dayNumber(x) - dayNumber(y)) / 365.25
  const [m, n] = [answerOf(a, 'age'), answerOf(b, 'age')]
  return typeof m === 'number' && typeof n === 'number' ? Math.abs(m - n) : undefined
}

function bornOf(data: Data): string | undefined {
  const born = answerOf(data, 'date_of_birth')
  return isDay(born) ? born : undefined
}

function textOf(data: Data, field: string): string | undefined {
  const answer = answerOf(data, field)
  return typeof answer === 'string' && answer.trim() !== '' ? answer : undefined
}
