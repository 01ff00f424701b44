// One line per row of a subform: what tells it from the others. Pure.
import type { Field, Form } from '@primero/domain/configuration/bundle.ts'
import { isAnswered, isBlank } from '@primero/domain/forms/answer.ts'
import type { Row } from '@primero/domain/records/record.ts'

export type Summary = { title: string; rest: string[] }

/** Ticks, texts at length, pictures and nested rows say little in one line. */
const tells = (field: Field): boolean =>
  isAnswered(field) && !['tick_box', 'textarea', 'subform', 'tally_field'].includes(field.type)

/** The configured fields (at most three), else the first three that are answered. */
export function summaryOf(form: Form, row: Row, words: (field: Field, row: Row) => string): Summary {
  const configured = (form.collapsedFields ?? [])
    .map((name) => form.fields.find((f) => f.name === name))
    .filter((f) => f !== undefined)
  const shown = configured.filter((f) => !isBlank(row[f.name]))
  const fields = shown.length > 0 ? shown : form.fields.filter((f) => tells(f) && !isBlank(row[f.name]))
  const [title = '', ...rest] = fields
    .slice(0, 3)
    .map((field) => words(field, row))
    .filter((w) => w !== '')
  return { title, rest }
}

/** Rows in the order that the field asks for; without one, as they were added. */
export function inOrder(field: Field, rows: Row[], locale: string): Row[] {
  const by = field.subformSortBy
  if (by === undefined) return rows
  const collator = new Intl.Collator(locale, { numeric: true })
  const sign = field.subformSortDirection === 'asc' ? 1 : -1
  return [...rows].sort((a, b) => {
    if (isBlank(a[by]) || isBlank(b[by])) return Number(isBlank(a[by])) - Number(isBlank(b[by]))
    return sign * collator.compare(String(a[by]), String(b[by]))
  })
}

export const isEmptyRow = (row: Row): boolean =>
  Object.entries(row).every(([name, value]) => name === 'unique_id' || isBlank(value))
