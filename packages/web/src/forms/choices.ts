// The options of a field as a person reads them, and how typed letters find one.
import type { Field } from '@primero/domain/configuration/bundle.ts'
import { optionsOf } from '@primero/domain/forms/options.ts'
import type { Answer, Data } from '@primero/domain/records/record.ts'
import type { AppConfig } from '../store/store.ts'

export type Choice = { id: string; label: string }

const sourceOf = (field: Field): string | undefined =>
  field.options && 'source' in field.options ? field.options.source : undefined

export const isPlace = (field: Field): boolean => ['Location', 'ReportingLocation'].includes(sourceOf(field) ?? '')

export const picked = (value: Answer | undefined): string[] =>
  Array.isArray(value)
    ? value.filter((v): v is string => typeof v === 'string')
    : value === null || value === undefined || value === '' || typeof value === 'object'
      ? []
      : [String(value)]

/** `data` is what conditions of options look at: the record's answers, with the row's own laid over them. */
export function choicesOf(config: AppConfig, field: Field, data: Data, value: Answer | undefined): Choice[] {
  const own = optionsOf(config.configuration, field, data, value)
  if (own) return own.map((o) => ({ id: o.id, label: config.say(o.label) || o.id }))
  const offered = fromInstance(config, sourceOf(field))
  const unknown = picked(value).filter((id) => !offered.some((c) => c.id === id))
  return [...offered, ...unknown.map((id) => ({ id, label: id }))]
}

function fromInstance(config: AppConfig, source: string | undefined): Choice[] {
  const { agencies, userGroups, modules, roles } = config.configuration
  switch (source) {
    case 'User':
    case 'ReferToUsers':
      return config.people.map((p) => ({ id: p.userName, label: p.fullName || p.userName }))
    case 'Agency':
      return [...agencies.values()].filter((a) => !a.disabled).map((a) => ({ id: a.id, label: config.say(a.name) }))
    case 'AgencyCurrentUser':
      return [...agencies.values()]
        .filter((a) => a.id === config.me.agency)
        .map((a) => ({ id: a.id, label: config.say(a.name) }))
    case 'UserGroup':
    case 'UserGroupPermitted':
      return [...userGroups.values()].filter((g) => !g.disabled).map((g) => ({ id: g.id, label: g.name }))
    case 'Module':
      return [...modules.values()].map((m) => ({ id: m.id, label: m.name }))
    case 'Role':
      return [...roles.values()].map((r) => ({ id: r.id, label: r.name }))
    default:
      return []
  }
}

/** What a stored option is called; its id where the configuration no longer knows it. */
export function labelOf(config: AppConfig, field: Field, id: string, data: Data = {}): string {
  if (isPlace(field)) return placeName(config, id)
  return choicesOf(config, field, data, id).find((c) => c.id === id)?.label ?? id
}

export const placeName = (config: AppConfig, code: string): string => {
  const place = config.configuration.locations.get(code)
  return place ? config.say(place.name) || code : code
}

/** Names from the country down to the place. */
export const placePath = (config: AppConfig, code: string): string[] =>
  (config.configuration.locations.get(code)?.hierarchy ?? [code]).map((c) => placeName(config, c))

/** Letters as search compares them: no case, no accents, no vowel marks, one form of alef, ya and ta marbuta. */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .trim()

/** Those whose words begin with what was typed come first, then those that contain it. */
export function matching<T extends { label: string }>(list: T[], typed: string): T[] {
  const wanted = folded(typed)
  if (!wanted) return list
  const starts: T[] = []
  const contains: T[] = []
  for (const item of list) {
    const label = folded(item.label)
    if (label.startsWith(wanted) || label.includes(` ${wanted}`)) starts.push(item)
    else if (label.includes(wanted)) contains.push(item)
  }
  return [...starts, ...contains]
}
