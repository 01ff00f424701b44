// The identifiers that integrations rely on, kept as a list of lines (config/checks/identifiers.txt):
//   form <record type> <form>                     field <record type> <form> <field> <type>
//   subform <record type> <form>.<field> <form>   answers <record type> <form>.<field> <lookup or source>
//   inline <record type> <form>.<field> <option>  lookup <lookup>      option <lookup> <option>
import type { Bundle, Field, Form } from './bundle.ts'

/**
 * Lines of the list that the bundles do not fulfil. Options asked for a field may come from its own list or from
 * a lookup: only the ids are promised.
 */
export function identifierFaults(bundles: Bundle[], identifiers: string[]): string[] {
  const there = new Set(bundles.flatMap(linesOf))
  const optionsOf = new Map(bundles.flatMap((b) => b.lookups).map((l) => [l.id, l.values.map((v) => v.id)]))
  for (const form of bundles.flatMap((b) => b.forms)) {
    for (const field of form.fields) {
      for (const option of offered(field, optionsOf)) there.add(`inline ${place(form, field)} ${option}`)
    }
  }
  return identifiers.filter((line) => line !== '' && !there.has(line)).map((line) => `identifiers: lacks ${line}`)
}

const place = (form: Form, field: Field): string => `${form.recordType} ${form.id}.${field.name}`

const linesOf = (b: Bundle): string[] => [
  ...b.lookups.flatMap((l) => [`lookup ${l.id}`, ...l.values.map((v) => `option ${l.id} ${v.id}`)]),
  ...b.forms.flatMap((form) => [
    `form ${form.recordType} ${form.id}`,
    ...form.fields.flatMap((field) => [
      `field ${form.recordType} ${form.id} ${field.name} ${field.type}`,
      ...(field.subform === undefined ? [] : [`subform ${place(form, field)} ${field.subform}`]),
      ...sourceOf(field).map((source) => `answers ${place(form, field)} ${source}`),
    ]),
  ]),
]

function sourceOf({ options }: Field): string[] {
  if (options === undefined || 'values' in options) return []
  return ['lookup' in options ? options.lookup : options.source]
}

function offered({ options }: Field, lookups: Map<string, string[]>): string[] {
  if (options === undefined || 'source' in options) return []
  return 'values' in options ? options.values.map((v) => v.id) : (lookups.get(options.lookup) ?? [])
}
