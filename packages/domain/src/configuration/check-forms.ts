// Forms that lead nowhere, ask nothing, or disagree with each other.
import type { Expression, Field, Form } from './bundle.ts'
import { chosen, fieldNames, type Known, repeated, rowsOf, topFields, unknown } from './check-known.ts'

export const formsFaults = (known: Known): string[] => {
  const forms = [...known.forms.values()]
  return [...forms.flatMap((form) => formFaults(form, known)), ...agreement(forms)]
}

function formFaults(form: Form, known: Known): string[] {
  const at = `forms/${form.id}`
  const names = new Set(form.fields.map((f) => f.name))
  return [
    ...unknown(at, 'module', form.modules, known.modules),
    ...repeated(
      at,
      form.fields.map((f) => f.name),
    ),
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

const showsPeople: readonly Field['type'][] = [
  'photo_upload_box',
  'audio_upload_box',
  'document_upload_box',
  'signature',
]

/** What cannot be harmless, whatever its author thought. */
function sensitivityFaults(at: string, field: Field): string[] {
  if (showsPeople.includes(field.type) && field.identifying !== true)
    return [`${at}: may show a person, but is not identifying`]
  if (field.type === 'textarea' && field.identifying === false) return [`${at}: free text is at least narrative`]
  if (field.type === 'separator' && field.identifying !== false) return [`${at}: a separator tells of nobody`]
  return field.withoutIdentity === undefined || isHarmlessUnnamed(field)
    ? []
    : [`${at}: tells too much without identity`]
}

/** Only what is chosen from a list of the configuration, counted, dated or ticked; of places and ages no more than coarsely. */
function isHarmlessUnnamed({ name, type, options, identifying, withoutIdentity }: Field): boolean {
  if (identifying !== false) return false
  const isCoarse = withoutIdentity === 'coarse'
  if (type === 'date_field' || type === 'tick_box') return !isCoarse
  if (type === 'numeric_field') return isCoarse || !isAge.test(name)
  if (!chosen.includes(type) || options === undefined) return false
  return 'source' in options ? isCoarse && places.includes(options.source) : !isCoarse
}

const isAge = /(^|_)age(_|$)/
const places: readonly string[] = ['Location', 'ReportingLocation']

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
  (['type', 'options', 'multi', 'identifying', 'withoutIdentity', 'subform'] as const)
    .filter((key) => JSON.stringify(before.field[key]) !== JSON.stringify(field[key]))
    .map((key) => `${at}: another ${key} than on ${before.form}`)
