// Which rule a question has when two answers to it meet. The one place that says so.
import type { Field, RecordType } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { isBlank, isObject } from '../forms/answer.ts'
import { isRows } from '../access/rows.ts'
import type { Caution, Rule } from './meeting.ts'
import type { Change } from './record.ts'

const ask: Rule = { kind: 'ask' }

/** The rule of the question at a path; a row as a whole, and what no form knows, is asked. */
export function ruleAt(config: Configuration, type: RecordType, [name, ...rest]: readonly string[]): Rule {
  let field = name === undefined ? undefined : config.fieldOf(type, name)
  for (const [i, step] of rest.entries()) {
    if (i % 2 === 1) field = field && config.rowsOf(field)?.fields.find((column) => column.name === step)
  }
  const isRow = rest.length % 2 === 1
  return field && !isRow ? ruleOf(field) : ask
}

/**
 * The rule of one question (ux §15.5). What a person must decide is everything that is not named here: state and
 * ownership among it, and all that identifies somebody. Choices of several and tallies come together by themselves. Of
 * contact details and long texts the later one is in force and the earlier is kept: there a second value is as a rule
 * the newer one, or more of the same. Risk, consent and safety are never replaced by rule, and where one answer is the
 * more careful one it is in force meanwhile. A field tells what it is about by the words of its name, which never change.
 */
export function ruleOf(field: Field): Rule {
  if (field.calculation !== undefined) return { kind: 'computed' }
  if (field.type === 'tally_field') return { kind: 'counts' }
  if (field.type === 'select_box' && field.multi === true) return { kind: isConsent(field) ? 'permissions' : 'set' }
  const caution = cautionOf(field)
  if (caution) return { kind: 'ask', caution }
  return !isGuarded(field) && (isContact(field) || field.type === 'textarea') ? { kind: 'later' } : ask
}

/**
 * May any of these changes take back care: less risk, or a consent that was none? Rows as a whole are not looked into.
 */
export const mayLoosen = (config: Configuration, type: RecordType, changes: readonly Change[]): boolean =>
  changes.some(({ path, from, to }) => {
    const rule = ruleAt(config, type, path)
    if (rule.kind === 'permissions') return !isBlank(to)
    if (rule.kind === 'ask' && rule.caution) return rule.caution(to) < rule.caution(from)
    return !isBlank(from) && (isObject(to) || isRows(to))
  })

const has = ({ name }: Field, ...words: string[]): boolean => words.some((word) => name.split('_').includes(word))

const isConsent = (field: Field): boolean =>
  has(field, 'consent', 'assent', 'disclosure') || field.name.endsWith('_opt_in')

/** What a second answer must never replace by itself, whatever it is written in. */
const isGuarded = (field: Field): boolean =>
  isConsent(field) ||
  has(field, 'risk', 'risks', 'safety', 'withhold', 'withholding') ||
  field.name.includes('protection_concern')

const isContact = (field: Field): boolean =>
  field.phoneNumber === true ||
  (field.type !== 'tick_box' &&
    field.type !== 'radio_button' &&
    (has(field, 'telephone', 'phone', 'mobile', 'email', 'address', 'landmark') ||
      // Where somebody lives; where something happened is a finding.
      (has(field, 'location') && has(field, 'current', 'last', 'caregiver'))))

/** A yes to these raises the risk. */
const signs: ReadonlySet<string> = new Set(['urgent_protection_concern', 'self_harm_thoughts'])

const yes = 'true'
const no = 'false'
const nothing = undefined

/** Where one answer is more careful than another: more risk, and consent that was not given or was taken back. */
function cautionOf(field: Field): Caution | undefined {
  if (field.name === 'risk_level') return ranked([nothing, 'low', 'medium', 'high'])
  if (!isYesOrNo(field)) return undefined
  if (signs.has(field.name)) return ranked([nothing, no, yes])
  // An objection is a withdrawal.
  if (field.name.endsWith('_opt_out')) return ranked([no, nothing, yes])
  return isConsent(field) ? ranked([yes, nothing, no]) : undefined
}

/** Later in the list is more careful; what it does not name is as good as nothing. */
const ranked =
  (order: (string | undefined)[]): Caution =>
  (answer) => {
    const place = isBlank(answer) ? -1 : order.indexOf(String(answer))
    return place < 0 ? order.indexOf(nothing) : place
  }

const isYesOrNo = ({ type, options }: Field): boolean =>
  type === 'tick_box' || (options !== undefined && 'lookup' in options && options.lookup.startsWith('lookup-yes-no'))
