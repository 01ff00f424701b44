// What the schema cannot see in a set of bundles: names that lead nowhere, fields that disagree, missing languages.
import type { Bundle, Expression, Field, Form, RecordType, Role } from './bundle.ts'
import { identifierFaults } from './check-identifiers.ts'
import { labelFaults } from './check-labels.ts'

/** Rules that lie further out than the configuration, so they are handed in. */
export type Rules = {
  /** Resource → its actions (access §2). */
  actions: Record<string, readonly string[]>
  /** Faults in the grammar of a condition or calculation (api-admin §11.5). */
  expressionFaults: (e: Expression, kind: 'condition' | 'calculation') => string[]
}

/** Everything that is there once the bundles are laid over each other. */
type Known = {
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

/**
 * Faults of bundles that are loaded together, one sentence each; none means that they may ship.
 * `identifiers`: the lines of config/checks/identifiers.txt that must be there (empty: not asked).
 */
export function checkBundles(bundles: Bundle[], identifiers: string[], rules: Rules): string[] {
  const known = knownOf(bundles, rules)
  return [
    ...uniqueness(bundles),
    ...[...known.forms.values()].flatMap((form) => formFaults(form, known)),
    ...agreement([...known.forms.values()]),
    ...bundles.flatMap((b) => b.lookups.flatMap((l) => repeated(`lookups/${l.id}`, l.values.map((v) => v.id)))),
    ...bundles.flatMap((b) => b.modules.flatMap((m) => fieldMapFaults(m, known))),
    ...bundles.flatMap((b) => b.roles.flatMap((r) => roleFaults(r, known))),
    ...bundles.flatMap((b) => b.published.flatMap((p) => publishedFaults(p, known))),
    ...locationFaults(known),
    ...peopleFaults(known),
    ...labelFaults(bundles),
    ...identifierFaults(bundles, identifiers),
  ]
}

function knownOf(bundles: Bundle[], rules: Rules): Known {
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

function repeated(at: string, names: string[]): string[] {
  const twice = new Set(names.filter((name, i) => names.indexOf(name) !== i))
  return [...twice].map((name) => `${at}: ${name} is there twice`)
}

/** A later bundle may replace a place, an agency or a group; a form, lookup or role with a used id is a mistake. */
const uniqueness = (bundles: Bundle[]): string[] => [
  ...repeated('bundles', bundles.map((b) => b.id)),
  ...repeated('forms', bundles.flatMap((b) => b.forms.map((f) => f.id))),
  ...repeated('lookups', bundles.flatMap((b) => b.lookups.map((l) => l.id))),
  ...repeated('roles', bundles.flatMap((b) => b.roles.map((r) => r.id))),
  ...repeated('modules', bundles.flatMap((b) => b.modules.map((m) => m.id))),
  ...repeated('trainingUsers', bundles.flatMap((b) => b.trainingUsers.map((u) => u.userName))),
  ...bundles.flatMap((b) => repeated(`${b.id}/locations`, b.locations.map((l) => l.code))),
]

const unknown = (at: string, what: string, names: Iterable<string>, known: { has: (name: string) => boolean }) =>
  [...names].filter((name) => !known.has(name)).map((name) => `${at}: ${what} ${name} is not there`)

// Forms ---------------------------------------------------------------------------------------------------

function formFaults(form: Form, known: Known): string[] {
  const at = `forms/${form.id}`
  const names = new Set(form.fields.map((f) => f.name))
  return [
    ...unknown(at, 'module', form.modules, known.modules),
    ...repeated(at, form.fields.map((f) => f.name)),
    ...unknown(at, 'collapsed field', form.collapsedFields ?? [], names),
    ...groupFaults(form, known),
    ...(form.subform && !parentsOf(form, known).length ? [`${at}: no field holds these rows`] : []),
    ...(holdsItself(form, known, []) ? [`${at}: holds itself`] : []),
    ...expressionFaults(at, form.showIf, 'condition', fieldNames(known, form.recordType), known),
    ...form.fields.flatMap((field) => fieldFaults(form, field, known)),
  ]
}

const parentsOf = (form: Form, known: Known): Field[] =>
  [...known.forms.values()].flatMap((f) => f.fields).filter((f) => f.subform === form.id)

const holdsItself = (form: Form, known: Known, way: string[]): boolean =>
  way.includes(form.id) ||
  form.fields.some((f) => {
    const rows = f.subform === undefined ? undefined : known.forms.get(f.subform)
    return rows !== undefined && holdsItself(rows, known, [...way, form.id])
  })

/** A group gets its title from `lookup-form-group-<module>-<record type>` (api-admin §11.2). */
function groupFaults(form: Form, known: Known): string[] {
  return form.modules.flatMap((module) => {
    const lookup = `lookup-form-group-${module.replace('primeromodule-', '')}-${form.recordType.replaceAll('_', '-')}`
    const titles = known.lookups.get(lookup)
    return form.group === undefined || titles === undefined || titles.has(form.group)
      ? []
      : [`forms/${form.id}: group ${form.group} has no title in ${lookup}`]
  })
}

/** Top-level fields of a record type: what conditions on the record, published lists and field maps may name. */
const fieldNames = (known: Known, type: RecordType): Set<string> =>
  new Set(topFields(known, type).map((field) => field.name))

const topFields = (known: Known, type: RecordType): Field[] =>
  [...known.forms.values()].filter((f) => f.recordType === type && !f.subform).flatMap((f) => f.fields)

function fieldFaults(form: Form, field: Field, known: Known): string[] {
  const at = `forms/${form.id}/${field.name}`
  const siblings = new Set(form.fields.map((f) => f.name))
  const record = fieldNames(known, form.recordType)
  const tags = Object.entries(field.optionsCondition ?? {})
  return [
    ...optionFaults(at, field, known),
    ...rowFaults(at, form, field, known),
    ...sensitivityFaults(at, field),
    ...tags.flatMap(([, e]) => expressionFaults(at, e, 'condition', form.subform ? siblings : record, known)),
    ...expressionFaults(at, field.showIf, 'condition', record, known),
    ...expressionFaults(at, field.showIfRow, 'condition', siblings, known),
    ...expressionFaults(at, field.calculation, 'calculation', form.subform ? siblings : record, known),
    ...(field.type === 'calculated' && field.calculation === undefined ? [`${at}: nothing to calculate`] : []),
    ...(field.type === 'tally_field' && !field.tally?.length ? [`${at}: nothing to count`] : []),
  ]
}

const chosen: readonly Field['type'][] = ['select_box', 'radio_button']

function optionFaults(at: string, field: Field, known: Known): string[] {
  const options = field.options
  if (options === undefined)
    return chosen.includes(field.type) && !field.subformSummary ? [`${at}: nothing to choose from`] : []
  if ('source' in options) return []
  if ('lookup' in options && !known.lookups.has(options.lookup)) return [`${at}: lookup ${options.lookup} is not there`]
  const ids = 'values' in options ? options.values.map((v) => v.id) : [...(known.lookups.get(options.lookup) ?? [])]
  const isOption = field.default === undefined || ids.includes(String(field.default))
  return [...repeated(at, ids), ...(isOption ? [] : [`${at}: default ${field.default} is no option`])]
}

function rowFaults(at: string, form: Form, field: Field, known: Known): string[] {
  const summary = field.subformSummary
  const summed = topFields(known, form.recordType).find((f) => f.name === summary?.subform && f.type === 'subform')
  const summedNames = new Set(rowsOf(summed, known)?.fields.map((f) => f.name))
  const named = summary ? [summary.field, ...(summary.orderBy ? [summary.orderBy] : [])] : []
  const faults = summary ? unknown(at, 'summarised field', named, summedNames) : []
  if (field.type !== 'subform') return faults
  const rows = rowsOf(field, known)
  if (rows === undefined) return [...faults, `${at}: rows ${field.subform ?? '(none named)'} are not there`]
  const sorts = [field.subformSortBy, field.subformGroupBy].filter((name) => name !== undefined)
  return [
    ...faults,
    ...(rows.subform ? [] : [`${at}: ${rows.id} is a page, not rows`]),
    ...(rows.recordType === form.recordType ? [] : [`${at}: ${rows.id} belongs to ${rows.recordType}`]),
    ...unknown(at, 'row field', sorts, new Set(rows.fields.map((f) => f.name))),
  ]
}

const rowsOf = (field: Field | undefined, known: Known): Form | undefined =>
  field?.subform === undefined ? undefined : known.forms.get(field.subform)

const showsPeople: readonly Field['type'][] = ['photo_upload_box', 'audio_upload_box', 'document_upload_box', 'signature']

/** What cannot be harmless, whatever its author thought. */
function sensitivityFaults(at: string, field: Field): string[] {
  if (showsPeople.includes(field.type) && field.identifying !== true) return [`${at}: may show a person, but is not identifying`]
  if (field.type === 'textarea' && field.identifying === false) return [`${at}: free text is at least narrative`]
  if (field.type === 'separator' && field.identifying !== false) return [`${at}: a separator tells of nobody`]
  return []
}

function expressionFaults(
  at: string,
  e: Expression,
  kind: 'condition' | 'calculation',
  names: Set<string>,
  known: Known,
): string[] {
  if (e === undefined) return []
  const faults = known.rules.expressionFaults(e, kind).map((fault) => `${at}: ${kind} ${fault}`)
  return faults.length > 0 ? faults : unknown(at, `${kind} on`, new Set(namesIn(e)), names)
}

const logical = ['and', 'or', 'not']
const comparisons = ['eq', 'gt', 'ge', 'lt', 'le', 'in']
const arithmetic = ['sum', 'avg']

/** Fields that an expression reads; only asked of expressions whose grammar is sound. */
function namesIn(e: unknown): string[] {
  if (Array.isArray(e)) return e.flatMap(namesIn)
  if (typeof e !== 'object' || e === null) return []
  return Object.entries(e).flatMap(([key, value]) => {
    if (key === 'disabled') return []
    if (comparisons.includes(key)) return Object.keys(value)
    if (logical.includes(key)) return namesIn(value)
    if (arithmetic.includes(key)) return termsIn(Array.isArray(value) ? value : value.data)
    return [key]
  })
}

const termsIn = (terms: unknown[]): string[] =>
  terms.flatMap((term) => (typeof term === 'string' ? [term] : namesIn(term)))

/** Forms of a record type share the data of equal names, so they must ask the same (api-admin §11.3). */
function agreement(forms: Form[]): string[] {
  const first = new Map<string, { form: string; field: Field }>()
  return forms
    .filter((form) => !form.subform)
    .flatMap((form) => form.fields.map((field) => ({ form, field })))
    .flatMap(({ form, field }) => {
      const key = `${form.recordType} ${field.name}`
      const before = first.get(key)
      if (before === undefined) first.set(key, { form: form.id, field })
      return before === undefined ? [] : differences(`forms/${form.id}/${field.name}`, before, field)
    })
}

const differences = (at: string, before: { form: string; field: Field }, field: Field): string[] =>
  (['type', 'options', 'multi', 'identifying', 'subform'] as const)
    .filter((key) => JSON.stringify(before.field[key]) !== JSON.stringify(field[key]))
    .map((key) => `${at}: another ${key} than on ${before.form}`)

// Modules, roles, lists, places, people -----------------------------------------------------------------------

function fieldMapFaults(module: Bundle['modules'][number], known: Known): string[] {
  const cases = topFields(known, 'case')
  const incidents = fieldNames(known, 'incident')
  const at = `modules/${module.id}`
  const map = module.fieldMap
  if (map === undefined) return []
  return [
    ...unknown(at, 'module', [map.mapTo], known.modules),
    ...map.fields.flatMap(({ source, target }) => {
      const field = cases.find((f) => f.name === source[0])
      const inRow = source[1] === undefined || rowsOf(field, known)?.fields.some((f) => f.name === source[1])
      const missing = field && inRow ? [] : [`${at}: mapped field ${source.join('.')} is not there`]
      return [...missing, ...unknown(at, 'mapped field', [target], incidents)]
    }),
  ]
}

function roleFaults(role: Role, known: Known): string[] {
  const at = `roles/${role.id}`
  const { actions } = known.rules
  const forms = role.forms === 'all' ? [] : Object.keys(role.forms)
  const foreign = forms.filter((id) => known.forms.get(id)?.modules.every((m) => !role.modules.includes(m)))
  return [
    ...unknown(at, 'module', role.modules, known.modules),
    ...unknown(at, 'form', forms, known.forms),
    ...foreign.map((id) => `${at}: form ${id} belongs to none of its modules`),
    ...unknown(at, 'role', role.objects?.role ?? [], known.roles),
    ...unknown(at, 'agency', role.objects?.agency ?? [], known.agencies),
    ...Object.entries(role.permissions).flatMap(([resource, list]) => [
      ...repeated(`${at}/${resource}`, list),
      ...unknown(at, `${resource} action`, list, new Set(actions[resource] ?? [])),
    ]),
  ]
}

function publishedFaults(list: Bundle['published'][number], known: Known): string[] {
  const at = `published/${list.recordType}`
  const names = [...list.filters, ...Object.keys(list.sort), ...(list.location ? [list.location] : [])]
  const fields = topFields(known, list.recordType)
  const telling = fields.filter((f) => names.includes(f.name) && f.identifying !== false)
  const typed = fields.filter((f) => list.filters.includes(f.name) && ![...chosen, 'tick_box'].includes(f.type))
  return [
    ...unknown(at, 'field', names, fieldNames(known, list.recordType)),
    ...telling.map((f) => `${at}: ${f.name} may tell who it is about`),
    ...typed.map((f) => `${at}: filter ${f.name} has no options`),
  ]
}

function locationFaults(known: Known): string[] {
  const types = known.lookups.get('lookup-location-type')
  const isLost = (code: string, way: string[] = []): boolean => {
    const parent = known.locations.get(code)
    return parent !== null && (parent === undefined || way.includes(code) || isLost(parent, [...way, code]))
  }
  return known.bundles
    .flatMap((b) => b.locations)
    .flatMap((l) => [
      ...(isLost(l.code) ? [`locations/${l.code}: its parents lead to no country`] : []),
      ...(types?.has(l.type) === false ? [`locations/${l.code}: type ${l.type} is not there`] : []),
    ])
}

function peopleFaults(known: Known): string[] {
  const users = known.bundles.flatMap((b) => b.trainingUsers)
  const groups = known.bundles.flatMap((b) => b.userGroups)
  return [
    ...groups.flatMap((g) => unknown(`userGroups/${g.id}`, 'agency', g.agencies ?? [], known.agencies)),
    ...users.flatMap((u) => {
      const at = `trainingUsers/${u.userName}`
      return [
        ...unknown(at, 'role', [u.role], known.roles),
        ...unknown(at, 'agency', [u.agency], known.agencies),
        ...unknown(at, 'group', u.groups, known.groups),
        ...unknown(at, 'location', u.location === undefined ? [] : [u.location], known.locations),
        ...unknown(at, 'service', u.services ?? [], known.lookups.get('lookup-service-type') ?? new Set()),
      ]
    }),
  ]
}
