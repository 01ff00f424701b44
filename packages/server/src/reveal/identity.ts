// What a reveal shows that did not show before, with the words of its questions: who hides identity has no such forms.
import type { Field, RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'

export type Shown = { label: string; text: string }

type Data = Record<string, unknown>
type Row = Data & { unique_id?: unknown }
type Words = { config: Configuration; locale: string }

/** Answers of `after` that `before` does not have, in the order of the forms; of rows only the columns that came. */
export function shownBy(words: Words, type: RecordType, before: Data, after: Data): Shown[] {
  const { config } = words
  const order = config.formsOf(type).flatMap((form) => form.fields.map(({ name }) => name))
  const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length)
  return Object.keys(after)
    .toSorted((a, b) => place(a) - place(b))
    .flatMap((name) => {
      const field = config.fieldOf(type, name)
      const [was, is] = [before[name], after[name]]
      if (field && isRows(is)) return rowsBy(words, field, isRows(was) ? was : [], is)
      return was === undefined && field ? line(words, field, is) : []
    })
}

const isRows = (value: unknown): value is Row[] =>
  Array.isArray(value) && value.length > 0 && value.every((row) => typeof row === 'object' && row !== null)

function rowsBy(words: Words, field: Field, before: Row[], after: Row[]): Shown[] {
  const columns = words.config.rowsOf(field)?.fields ?? []
  return after.flatMap((row) => {
    const was = before.find((one) => one.unique_id === row.unique_id) ?? {}
    return columns.flatMap((column) => {
      const name = column.name as keyof Row
      return was[name] === undefined ? line(words, column, row[name]) : []
    })
  })
}

function line(words: Words, field: Field, value: unknown): Shown[] {
  const text = [value]
    .flat()
    .filter((one) => typeof one === 'string' || typeof one === 'number')
    .map((one) => String(one))
    .join(', ')
  return text === '' ? [] : [{ label: field.label[words.locale] || field.label['en'] || field.name, text }]
}
