// Which filters a person gets, of what kind, with which choices: from the role's list and the configuration.
import { i18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Field, RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Filter } from '@primero/domain/sync/protocol.ts'
import { isDay } from '@primero/domain/time.ts'
import { type Choice, choicesOf, isPlace } from '../forms/choices.ts'
import { may } from '../store/config.ts'
import type { AppConfig } from '../store/store.ts'
import { type Chosen, type Chosens, isEmpty } from './view.ts'
import { fieldWords } from './words.ts'

export type FilterSpec = {
  field: string
  label: string
  kind: 'choices' | 'days' | 'number' | 'place'
  choices: Choice[]
  /** May stand in an address: points to nobody, not even to a colleague. */
  shown: boolean
}

const yesNo = (): Choice[] => [
  { id: 'true', label: i18n._(msg`Yes`) },
  { id: 'false', label: i18n._(msg`No`) },
]

const lookupChoices = (config: AppConfig, id: string): Choice[] =>
  (config.configuration.lookups.get(id)?.values ?? [])
    .filter((o) => o.disabled !== true)
    .map((o) => ({ id: o.id, label: config.say(o.label) || o.id }))

/** A case whose newest step is an open service stands where that service leads (records §8). */
function stages(config: AppConfig): Choice[] {
  const steps = lookupChoices(config, 'lookup-workflow')
  const known = new Set(steps.map((step) => step.id))
  return [...steps, ...lookupChoices(config, 'lookup-service-response-type').filter(({ id }) => !known.has(id))]
}

export const stageText = (config: AppConfig, id: string): string =>
  stages(config).find((stage) => stage.id === id)?.label ?? id.replaceAll('_', ' ')

const people = (config: AppConfig): Choice[] =>
  config.people.map((p) => ({ id: p.userName, label: p.fullName || p.userName }))

/** `cases_by_date` stands for every date by which the type can be ordered. */
const byDate = /_by_date$/

function expanded(config: AppConfig, type: RecordType, name: string): string[] {
  if (!byDate.test(name)) return [name]
  const sort = config.configuration.published.get(type)?.sort ?? {}
  return Object.keys(sort).filter((field) => sort[field] === 'date')
}

export const labelOfField = (config: AppConfig, type: RecordType, name: string): string => {
  const words = fieldWords[name]
  const field = config.configuration.fieldOf(type, name)
  return words ? i18n._(words) : config.say(field?.label) || name
}

type Facts = Omit<FilterSpec, 'field' | 'label'>
const choices = (list: Choice[], shown = true): Facts => ({ kind: 'choices', choices: list, shown })
const plain = (kind: FilterSpec['kind']): Facts => ({ kind, choices: [], shown: true })

const stamped: Record<string, (config: AppConfig, type: RecordType) => Facts> = {
  status: (config, type) =>
    choices(lookupChoices(config, type === 'incident' ? 'lookup-incident-status' : 'lookup-case-status')),
  workflow: (config) => choices(stages(config)),
  owned_by: (config) => choices(people(config), false),
  last_updated_by: (config) => choices(people(config), false),
  my_cases: () => choices([{ id: 'true', label: i18n._(msg`Mine`) }]),
  flagged: () => choices(yesNo()),
  has_photo: () => choices(yesNo()),
  record_state: () =>
    choices([
      { id: 'true', label: i18n._(msg`In use`) },
      { id: 'false', label: i18n._(msg`Disabled`) },
    ]),
  module_id: (config) => choices([...config.configuration.modules.values()].map((m) => ({ id: m.id, label: m.name }))),
  owned_by_groups: (config) =>
    choices([...config.configuration.userGroups.values()].map((g) => ({ id: g.id, label: g.name }))),
  owned_by_agency_id: (config) =>
    choices(
      [...config.configuration.agencies.values()].map((a) => ({
        id: a.id,
        label: config.say(a.name) || a.id,
      })),
    ),
  owned_by_agency_office: (config) => choices(lookupChoices(config, 'lookup-agency-office')),
  created_at: () => plain('days'),
  last_updated_at: () => plain('days'),
}

/** What the values of a stamped fact are called; undefined for what is no stamped fact. */
export const stampedChoices = (config: AppConfig, type: RecordType, name: string): Choice[] | undefined =>
  stamped[name]?.(config, type).choices

function factsOf(config: AppConfig, type: RecordType, name: string): Facts | undefined {
  const known = stamped[name]
  if (known) return known(config, type)
  if (name.startsWith('approval_status_')) return choices(lookupChoices(config, 'lookup-approval-status'))
  const field = config.configuration.fieldOf(type, name)
  return field && ofField(config, field)
}

function ofField(config: AppConfig, field: Field): Facts | undefined {
  if (field.identifying !== false && field.type !== 'select_box' && field.type !== 'radio_button') return undefined
  const shown = field.identifying === false
  if (isPlace(field)) return { kind: 'place', choices: [], shown }
  if (field.type === 'tick_box') return { ...choices(yesNo()), shown }
  if (field.type === 'date_field') return { ...plain('days'), shown }
  if (field.type === 'numeric_field') return { ...plain('number'), shown }
  const list = choicesOf(config, field, {}, undefined)
  return list.length > 0 ? { ...choices(list), shown } : undefined
}

/** A choice of one thing is no choice. */
const helps = (facts: Facts): boolean => facts.kind !== 'choices' || facts.choices.length > 1

export function filterSpecs(config: AppConfig, type: RecordType): FilterSpec[] {
  const own = config.me.scope === 'self'
  const listed = (config.lists[type]?.filters ?? []).flatMap((name) => expanded(config, type, name))
  // Whoever has records of his own among others' may ask for them alone.
  const names = listed.includes('owned_by') && may(config, type, 'create') ? ['my_cases', ...listed] : listed
  const specs = [...new Set(names)].flatMap((name) => {
    if (own && ofOwners.has(name)) return []
    const facts = factsOf(config, type, name)
    return facts && (helps(facts) || name === 'my_cases')
      ? [{ field: name, label: labelOfField(config, type, name), ...facts }]
      : []
  })
  const rank = (spec: FilterSpec): number =>
    soonest.includes(spec.field) ? soonest.indexOf(spec.field) : soonest.length
  return specs.sort((a, b) => rank(a) - rank(b))
}

/** Of no use to somebody who sees his own records only. */
const ofOwners = new Set(['my_cases', 'owned_by', 'owned_by_groups', 'owned_by_agency_id', 'owned_by_agency_office'])
/** What people filter by most; the rest keeps the order of the configuration. */
const soonest = ['my_cases', 'status', 'risk_level', 'workflow', 'owned_by', 'age', 'sex', 'location_current']

const truth: Record<string, boolean> = { true: true, false: false }

/** Numbers and days are typed on the wire; the address knows text only. */
function bounds(spec: FilterSpec | undefined, chosen: { from: string; to: string }): Partial<Filter> {
  const typed = (text: string): string | number => (spec?.kind === 'number' ? Number(text) : text)
  return {
    ...(chosen.from ? { from: typed(chosen.from) } : {}),
    ...(chosen.to ? { to: typed(chosen.to) } : {}),
  }
}

function filterOf(config: AppConfig, spec: FilterSpec | undefined, field: string, chosen: Chosen): Filter {
  if (field === 'my_cases') return { field: 'owned_by', any: [config.me.userName] }
  if ('under' in chosen) return { field, under: chosen.under }
  if ('any' in chosen) return { field, any: chosen.any.map((id) => truth[id] ?? id) }
  return { field, ...bounds(spec, chosen) }
}

/** Somebody's address may ask a list of choices for a span of days. */
export function fits(spec: FilterSpec | undefined, chosen: Chosen): boolean {
  if ('under' in chosen) return spec?.kind === 'place'
  if ('any' in chosen) return spec?.kind === 'choices'
  const ends = [chosen.from, chosen.to].filter(Boolean)
  if (spec?.kind === 'days') return ends.every(isDay)
  return spec?.kind === 'number' && ends.every((end) => /^\d{1,9}$/.test(end))
}

/** What goes to the search. Disabled records stay out unless somebody asks for them. */
export function searchFilters(config: AppConfig, specs: FilterSpec[], chosens: Chosens): Filter[] {
  const asked = Object.entries(chosens).filter(([, chosen]) => !isEmpty(chosen))
  const filters = asked.map(([field, chosen]) =>
    filterOf(
      config,
      specs.find((s) => s.field === field),
      field,
      chosen,
    ),
  )
  return filters.some((f) => f.field === 'record_state')
    ? filters
    : [...filters, { field: 'record_state', any: [true] }]
}
