// Valid answers to the fields of a form, whatever its type: what a worker could have typed.
import type { Field, RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import type { Random } from '@primero/server/training/random.ts'
import type { Person } from '../world.ts'

const words = [
  'Amal',
  'سلمى',
  'ሰላም',
  'by the river',
  'O’Neill-Ødegård',
  'مركز الحي',
  'line one\nline two',
  'zero\u200bwidth',
  '😀',
]

/** Fields that this person's role may write on this record type. */
export function fieldsOf(config: Configuration, person: Person, type: RecordType, module: string): Field[] {
  const { forms } = person.role
  const mayWrite = (id: string) => forms === 'all' || forms[id] === 'rw'
  return config
    .formsOf(type)
    .filter((form) => form.modules.includes(module) && form.visible && mayWrite(form.id))
    .flatMap((form) => form.fields)
    .filter((field) => field.disabled !== true && field.visible !== false && answerable.has(field.type))
}

const answerable = new Set([
  'text_field',
  'textarea',
  'radio_button',
  'select_box',
  'numeric_field',
  'date_field',
  'tick_box',
  'subform',
  'tally_field',
  'date_range',
])

/** A few answers for a record. */
export function someAnswers(
  config: Configuration,
  person: Person,
  type: RecordType,
  module: string,
  random: Random,
  count: number,
): Record<string, unknown> {
  const fields = fieldsOf(config, person, type, module)
  const answers: Record<string, unknown> = {}
  for (let i = 0; i < count && fields.length > 0; i += 1) {
    const field = random.pick(fields)
    answers[field.name] = answerTo(config, field, random)
  }
  return answers
}

export function answerTo(config: Configuration, field: Field, random: Random): unknown {
  switch (field.type) {
    case 'text_field':
      return random.chance(0.1) ? null : `${random.pick(words)} ${random.below(1000)}`.slice(0, field.maxLength ?? 200)
    case 'textarea':
      return Array.from({ length: random.between(1, 30) }, () => random.pick(words)).join(' ')
    case 'numeric_field':
      return random.between(0, 90)
    case 'tick_box':
      return random.chance(0.5)
    case 'date_field':
      return field.includeTime ? `${day(random)}T0${random.below(10)}:30:00.000Z` : day(random)
    case 'radio_button':
    case 'select_box':
      return choice(config, field, random)
    case 'subform':
      return Array.from({ length: random.between(1, 3) }, () => row(config, field, random))
    case 'tally_field':
      return Object.fromEntries((field.tally ?? []).map(({ id }) => [id, random.below(9)]))
    case 'date_range':
      return { from: day(random), to: day(random) }
    default:
      return null
  }
}

const day = (random: Random): string =>
  `20${random.between(10, 24)}-${two(random.between(1, 12))}-${two(random.between(1, 28))}`
const two = (n: number): string => String(n).padStart(2, '0')

function choice(config: Configuration, field: Field, random: Random): unknown {
  const ids = optionIds(config, field)
  if (ids.length === 0) return null
  const one = typed(field, random.pick(ids))
  return field.multi ? [one, typed(field, random.pick(ids))].filter((v, i, all) => all.indexOf(v) === i) : one
}

/** Radio buttons over true and false hold booleans. */
const typed = (field: Field, id: string): unknown =>
  field.type === 'radio_button' && /^(true|false)$/.test(id) ? id === 'true' : id

function optionIds(config: Configuration, field: Field): string[] {
  const { options } = field
  if (options === undefined) return []
  if ('lookup' in options) return (config.lookups.get(options.lookup)?.values ?? []).map((value) => value.id)
  if ('values' in options) return options.values.map((value) => value.id)
  if (options.source === 'Location' || options.source === 'ReportingLocation') return [...config.locations.keys()]
  if (options.source === 'Agency' || options.source === 'AgencyCurrentUser') return [...config.agencies.keys()]
  if (options.source === 'UserGroup' || options.source === 'UserGroupPermitted') return [...config.userGroups.keys()]
  return []
}

function row(config: Configuration, field: Field, random: Random): Record<string, unknown> {
  const fields = (config.rowsOf(field)?.fields ?? []).filter(
    (inner) => answerable.has(inner.type) && inner.disabled !== true,
  )
  const answers: Record<string, unknown> = { unique_id: random.uuid() }
  for (let i = 0; i < 4 && fields.length > 0; i += 1) {
    const inner = random.pick(fields)
    answers[inner.name] = answerTo(config, inner, random)
  }
  return answers
}
