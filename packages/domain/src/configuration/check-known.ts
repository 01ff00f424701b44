// What the checks of bundles ask again and again.
import type { Bundle, Expression, Field, Form, RecordType } from './bundle.ts'
import type { Language } from './languages.ts'

/** Rules that lie further out than the configuration, so they are handed in. */
export type Rules = {
  /** Resource → its actions (access §2). */
  actions: Record<string, readonly string[]>
  /** Faults in the grammar of a condition or calculation (api-admin §11.5). */
  expressionFaults: (e: Expression, kind: 'condition' | 'calculation') => string[]
  /** Is it a fact that the server stamps, and no form asks? */
  isStamped: (field: string) => boolean
  /** Those that every text must have. */
  languages: readonly Language[]
}

/** Everything that is there once the bundles are laid over each other. */
export type Known = {
  bundles: Bundle[]
  forms: Map<string, Form>
  lookups: Map<string, Set<string>>
  modules: Set<string>
  roles: Set<string>
  agencies: Set<string>
  groups: Set<string>
  locations: Map<string, string | null>
  rules: Rules
}

export function knownOf(bundles: Bundle[], rules: Rules): Known {
  const ids = (pick: (b: Bundle) => { id: string }[]) => new Set(bundles.flatMap(pick).map((item) => item.id))
  return {
    bundles,
    rules,
    forms: new Map(bundles.flatMap((b) => b.forms).map((f) => [f.id, f])),
    lookups: new Map(bundles.flatMap((b) => b.lookups).map((l) => [l.id, new Set(l.values.map((v) => v.id))])),
    modules: ids((b) => b.modules),
    roles: ids((b) => b.roles),
    agencies: ids((b) => b.agencies),
    groups: ids((b) => b.userGroups),
    locations: new Map(bundles.flatMap((b) => b.locations).map((l) => [l.code, l.parent])),
  }
}

export function repeated(at: string, names: string[]): string[] {
  const twice = new Set(names.filter((name, i) => names.indexOf(name) !== i))
  return [...twice].map((name) => `${at}: ${name} is there twice`)
}

export const unknown = (at: string, what: string, names: Iterable<string>, known: { has: (name: string) => boolean }) =>
  [...names].filter((name) => !known.has(name)).map((name) => `${at}: ${what} ${name} is not there`)

/** Top-level fields of a record type: what conditions on the record, published lists and field maps may name. */
export const fieldNames = (known: Known, type: RecordType): Set<string> =>
  new Set(topFields(known, type).map((field) => field.name))

export const topFields = (known: Known, type: RecordType): Field[] =>
  [...known.forms.values()].filter((f) => f.recordType === type && !f.subform).flatMap((f) => f.fields)

export const rowsOf = (field: Field | undefined, known: Known): Form | undefined =>
  field?.subform === undefined ? undefined : known.forms.get(field.subform)

export const chosen: readonly Field['type'][] = ['select_box', 'radio_button']
