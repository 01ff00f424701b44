// A configuration is bundles laid one over the other, with the indexes that rules and screens ask for.
import type {
  Agency,
  Bundle,
  Field,
  Form,
  Location,
  Lookup,
  Module,
  Published,
  RecordType,
  Role,
  UserGroup,
} from './bundle.ts'

/** Immutable; a change makes a new one under a new number. */
export type Configuration = {
  /** Number of this version; history rows and intentions name it. */
  version: number
  modules: Map<string, Module>
  forms: Map<string, Form>
  lookups: Map<string, Lookup>
  locations: Map<string, PlacedLocation>
  agencies: Map<string, Agency>
  userGroups: Map<string, UserGroup>
  roles: Map<string, Role>
  published: Map<RecordType, Published>
  settings: Record<string, unknown>
  /** Top-level forms of a record type, in page order. */
  formsOf: (type: RecordType) => Form[]
  /** The nested form of a subform field. */
  rowsOf: (field: Field) => Form | undefined
  /** Top-level field by name. Where several forms define a name they share the data; the first in page order speaks. */
  fieldOf: (type: RecordType, name: string) => Field | undefined
}

/** A location with its way from the country down. */
export type PlacedLocation = Location & {
  /** 0 = country. */
  level: number
  /** Codes from the country to itself. */
  hierarchy: string[]
}

const byId = <T extends { id: string }>(lists: T[][]): Map<string, T> =>
  new Map(lists.flat().map((item) => [item.id, item]))

/** Lays bundles over each other: a later one replaces what has the same id. */
export function configurationOf(version: number, bundles: Bundle[]): Configuration {
  const forms = byId(bundles.map((b) => b.forms))
  const ordered = new Map<RecordType, Form[]>()
  const fields = new Map<RecordType, Map<string, Field>>()
  for (const form of [...forms.values()].sort(inPageOrder)) {
    if (form.subform) continue
    ordered.set(form.recordType, [...(ordered.get(form.recordType) ?? []), form])
    for (const field of form.fields) {
      const known = fields.get(form.recordType) ?? new Map<string, Field>()
      fields.set(form.recordType, known)
      if (!known.has(field.name)) known.set(field.name, field)
    }
  }
  return {
    version,
    forms,
    modules: byId(bundles.map((b) => b.modules)),
    lookups: byId(bundles.map((b) => b.lookups)),
    locations: placed(bundles.flatMap((b) => b.locations)),
    agencies: byId(bundles.map((b) => b.agencies)),
    userGroups: byId(bundles.map((b) => b.userGroups)),
    roles: byId(bundles.map((b) => b.roles)),
    published: mergedPublished(bundles.flatMap((b) => b.published)),
    settings: Object.assign({}, ...bundles.map((b) => b.settings)),
    formsOf: (type) => ordered.get(type) ?? [],
    rowsOf: (field) => (field.subform === undefined ? undefined : forms.get(field.subform)),
    fieldOf: (type, name) => fields.get(type)?.get(name),
  }
}

const inPageOrder = (a: Form, b: Form): number =>
  a.groupOrder - b.groupOrder || a.order - b.order || a.id.localeCompare(b.id)

function placed(list: Location[]): Map<string, PlacedLocation> {
  const raw = new Map(list.map((l) => [l.code, l]))
  const pathOf = (location: Location): string[] => {
    const parent = location.parent === null ? undefined : raw.get(location.parent)
    return parent ? [...pathOf(parent), location.code] : [location.code]
  }
  return new Map(
    [...raw.values()].map((l) => {
      const hierarchy = pathOf(l)
      return [l.code, { ...l, hierarchy, level: hierarchy.length - 1 }]
    }),
  )
}

function mergedPublished(list: Published[]): Map<RecordType, Published> {
  const merged = new Map<RecordType, Published>()
  for (const p of list) {
    const before = merged.get(p.recordType)
    const filters = [...new Set([...(before?.filters ?? []), ...p.filters])]
    merged.set(p.recordType, { ...before, ...p, filters, sort: { ...before?.sort, ...p.sort } })
  }
  return merged
}
