// Ages and birth dates are both kept, and one follows the other (records §5).
import type { Field, Form, RecordType } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import type { Answer, Data, Row } from '../records/record.ts'
import { type Day, isDay, yearsBetween } from '../time.ts'
import { answerOf } from './answer.ts'
import { holds } from './expression.ts'

export type AgePair = { age: string; born: string }

const oldestAge = 130

/** Pairs of one form by prefix: `relation_age` goes with `relation_date_of_birth`. */
export const agePairs = (form: Form): AgePair[] =>
  form.fields.flatMap((field) => {
    const born = field.type === 'numeric_field' && /(^|_)age$/.test(field.name) ? bornName(field) : undefined
    return form.fields.some((f) => f.name === born && f.type === 'date_field') && born !== undefined
      ? [{ age: field.name, born }]
      : []
  })

const bornName = (age: Field): string => age.name.replace(/age$/, 'date_of_birth')

/** Whole years; born later this year counts 0, since no age is below. */
export const ageAt = (born: Day, today: Day): number => Math.max(0, yearsBetween(born, today))

/** Somebody of that age, whose birthday nobody knows, was born on the first of January. */
export const bornFrom = (age: number, today: Day): Day =>
  `${String(Number(today.slice(0, 4)) - age).padStart(4, '0')}-01-01` as Day

/**
 * The answers of a form (or of a row of it) after one of a pair was typed: the other follows, where both
 * show. An age that the birth date gives already leaves the date alone. Nothing to do: `after` itself.
 */
export function syncAge<T extends Data | Row>(form: Form, before: Data, after: T, today: Day): T {
  const changes = agePairs(form)
    .filter((pair) => bothShow(form, pair, after))
    .map((pair) => following(pair, before, after, today))
  return changes.some((change) => Object.keys(change).length > 0) ? Object.assign({ ...after }, ...changes) : after
}

function following({ age, born }: AgePair, before: Data, after: Data | Row, today: Day): Data {
  const [years, date] = [answerOf(after, age), answerOf(after, born)]
  if (date !== answerOf(before, born)) {
    if (!isBornBy(date, today) || years === ageAt(date, today)) return {}
    return { [age]: ageAt(date, today) }
  }
  if (years === answerOf(before, age) || !isAge(years)) return {}
  return isBornBy(date, today) && ageAt(date, today) === years ? {} : { [born]: bornFrom(years, today) }
}

/** In a row only its own answers are at hand; what was just typed there was on the page. */
function bothShow(form: Form, pair: AgePair, data: Data | Row): boolean {
  const both = form.fields.filter((field) => field.name === pair.age || field.name === pair.born)
  return both.every((field) => field.visible !== false && holds(form.subform ? field.showIfRow : field.showIf, data))
}

const isAge = (value: Answer | undefined): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= oldestAge

/** A date of this year that is still to come passes as a birth date (records §5), a later one does not. */
const isBornBy = (value: unknown, today: Day): value is Day =>
  isDay(value) && value.slice(0, 4) <= today.slice(0, 4) && ageAt(value, today) <= oldestAge

/**
 * Ages that the birth date has made stale: the changes, empty when there are none.
 * Only a case is about a person as they are today; an incident keeps the age at which it happened.
 */
export function agesDue(config: Configuration, type: RecordType, data: Data, today: Day): Data {
  if (type !== 'case') return {}
  const module = answerOf(data, 'module_id')
  const forms = config.formsOf(type).filter((form) => typeof module !== 'string' || form.modules.includes(module))
  const due: Data = {}
  for (const { age, born } of forms.flatMap(agePairs)) {
    const date = answerOf(data, born)
    if (isBornBy(date, today) && answerOf(data, age) !== ageAt(date, today)) due[age] = ageAt(date, today)
  }
  return due
}

/** The one rule about a birth date that the server refuses by (api-records §7.2). */
export const bornInFuture = (data: Data, today: Day): boolean => {
  const born = answerOf(data, 'date_of_birth')
  return isDay(born) && born.slice(0, 4) > today.slice(0, 4)
}
