// Names and codes put together from other answers by a rule of the system settings (records §2.1).
// Paths are looked up in a table; nothing that a setting says is ever called by name.
import type { Agency } from '../configuration/bundle.ts'
import type { Configuration, PlacedLocation } from '../configuration/configuration.ts'
import type { Data } from '../records/record.ts'
import { isDay, isMoment } from '../time.ts'
import { answerOf, isObject } from './answer.ts'

/** One entry of the system setting `auto_populate_list`, with the wire's own keys. */
export type AutoPopulate = {
  field_key: string
  format: string[]
  separator?: string
  auto_populated?: boolean
}

/** What the expressions may know of who made the record; a `Person` fits. */
export type Creator = {
  userName: string
  fullName: string
  code: string | null
  /** Unique id. */
  agency: string | null
  /** Location code. */
  location: string | null
}

/** What the expressions may know besides the record. */
export type AutoPopulateFacts = {
  creator: Creator | null
  agencies: ReadonlyMap<string, Agency>
  locations: ReadonlyMap<string, PlacedLocation>
}

/** The rule for `case_id_code` or `name`, if the settings hold one of the right shape. */
export function autoPopulateOf(config: Configuration, fieldKey: string): AutoPopulate | undefined {
  const list = config.settings['auto_populate_list']
  return Array.isArray(list) ? list.filter(isAutoPopulate).find((rule) => rule.field_key === fieldKey) : undefined
}

const isAutoPopulate = (value: unknown): value is AutoPopulate =>
  isObject(value) &&
  typeof value['field_key'] === 'string' &&
  Array.isArray(value['format']) &&
  value['format'].every((step) => typeof step === 'string') &&
  ['undefined', 'string'].includes(typeof value['separator']) &&
  ['undefined', 'boolean'].includes(typeof value['auto_populated'])

/**
 * The parts that are not blank, joined; undefined when the rule is off, empty, or gives nothing.
 * A name is only overwritten by something, so callers leave the stored one on undefined.
 */
export function autoPopulated(rule: AutoPopulate, data: Data, facts: AutoPopulateFacts): string | undefined {
  if (rule.auto_populated !== true) return undefined
  const parts = rule.format.map((expression) => (partOf(expression, data, facts) ?? '').trim())
  const filled = parts.filter((part) => part !== '')
  return filled.length === 0 ? undefined : filled.join(rule.separator ?? '')
}

/** Expressions that cannot be evaluated, for bundles. */
export const autoPopulateFaults = (rule: AutoPopulate): string[] => rule.format.filter((e) => stepsOf(e) === undefined)

type Step = { name: string; args: string[] }

const stepShape = /^([a-z_][a-z0-9_]*)(?:\(([^()]*)\))?$/i

function stepsOf(expression: string): Step[] | undefined {
  const [path, format, ...rest] = expression.split('.strftime(')
  if (path === undefined || rest.length > 0) return undefined
  const steps = path.split('.').map((step) => stepShape.exec(step))
  if (format !== undefined && !/^(%[Ymd]|[-/_ ])+\)$/.test(format)) return undefined
  const named = steps.flatMap((m) => (m?.[1] ? [{ name: m[1], args: argsOf(m[2]) }] : []))
  if (named.length !== steps.length || !isKnown(named)) return undefined
  return format === undefined ? named : [...named, { name: 'strftime', args: [format.slice(0, -1)] }]
}

const argsOf = (list: string | undefined): string[] => (list === undefined ? [] : list.split(',').map((a) => a.trim()))

const ofCreator =
  /^created_by_user(\.(user_name|full_name|code|agency(\.(unique_id|agency_code))?|location(\.location_code)?))?$/
const ofPlace = /^created_by_user\.location\.ancestor_by_(type|admin_level)(\.location_code)?$/

function isKnown(steps: Step[]): boolean {
  const path = steps.map((step) => step.name).join('.')
  if (ofPlace.test(path)) return steps.every((s) => s.args.length === (s.name.startsWith('ancestor_by_') ? 1 : 0))
  if (steps.some((step) => step.args.length > 0)) return false
  return steps[0]?.name === 'created_by_user' ? steps.length > 1 && ofCreator.test(path) : steps.length === 1
}

function partOf(expression: string, data: Data, facts: AutoPopulateFacts): string | undefined {
  const steps = stepsOf(expression)
  if (steps === undefined) return undefined
  const format = steps.at(-1)?.name === 'strftime' ? steps.at(-1)?.args[0] : undefined
  const path = format === undefined ? steps : steps.slice(0, -1)
  const first = path[0]
  if (first?.name === 'created_by_user') return fromCreator(path, facts)
  const answer = first && answerOf(data, first.name)
  if (isDay(answer) || isMoment(answer)) return datePart(answer, format)
  return typeof answer === 'string' || typeof answer === 'number' || typeof answer === 'boolean'
    ? String(answer)
    : undefined
}

/** Dates read `YYYYMMDD` unless the expression names a format of its own. */
const datePart = (date: string, format = '%Y%m%d'): string =>
  format.replaceAll('%Y', date.slice(0, 4)).replaceAll('%m', date.slice(5, 7)).replaceAll('%d', date.slice(8, 10))

function fromCreator(path: Step[], { creator, agencies, locations }: AutoPopulateFacts): string | undefined {
  if (creator === null) return undefined
  const [, property, detail] = path
  switch (property?.name) {
    case 'user_name':
      return creator.userName
    case 'full_name':
      return creator.fullName
    case 'code':
      return creator.code ?? undefined
    case 'agency':
      if (creator.agency === null) return undefined
      return detail?.name === 'agency_code' ? agencies.get(creator.agency)?.code : creator.agency
    default:
      return placeOf(creator.location, detail, locations)
  }
}

function placeOf(
  code: string | null,
  detail: Step | undefined,
  locations: ReadonlyMap<string, PlacedLocation>,
): string | undefined {
  if (code === null) return undefined
  if (detail === undefined || detail.name === 'location_code') return code
  const ways = (locations.get(code)?.hierarchy ?? []).flatMap((c) => locations.get(c) ?? [])
  const [wanted] = detail.args
  const isWanted = (place: PlacedLocation): boolean =>
    detail.name === 'ancestor_by_type' ? place.type === wanted : String(place.level) === wanted
  return ways.find(isWanted)?.code
}
