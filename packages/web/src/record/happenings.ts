// Dated rows of a record as one line of time: visits, services, notes. Pure.
import type { Field, Form } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { rowsIn } from '@primero/domain/forms/answer.ts'
import type { Data, Row } from '@primero/domain/records/record.ts'
import { rowDay } from '@primero/domain/workflow/row-day.ts'
import { summaryOf } from '../forms/rows.ts'

export type Happening = { form: string; field: Field; row: string; day: string; isPlanned: boolean; words: string }

/** Newest first. A row without any date did not happen at a time, and is not here. */
export function happenings(
  config: Pick<Configuration, 'rowsOf'>,
  forms: Form[],
  data: Data,
  words: (field: Field, row: Row) => string,
): Happening[] {
  const all = forms.flatMap((form) =>
    form.fields.flatMap((field) => {
      const rows = field.type === 'subform' ? config.rowsOf(field) : undefined
      if (!rows) return []
      return rowsIn(data[field.name]).flatMap((row): Happening[] => {
        const when = rowDay(rows.fields, row)
        if (!when) return []
        const fields = rows.fields.filter((f) => f.type !== 'date_field')
        const { title, rest } = summaryOf({ ...rows, fields }, row, words)
        return [
          {
            form: form.id,
            field,
            row: row.unique_id,
            day: when.at.slice(0, 10),
            isPlanned: when.isPlanned,
            words: [title, ...rest].filter(Boolean).join(' · '),
          },
        ]
      })
    }),
  )
  return all.sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))
}
