// Dated rows of a record as one line of time: visits, services, notes. Pure.
import type { Field, Form } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { rowsIn } from '@primero/domain/forms/answer.ts'
import type { Data, Row } from '@primero/domain/records/record.ts'
import { isDay, isMoment } from '@primero/domain/time.ts'
import { summaryOf } from '../forms/rows.ts'

export type Happening = { form: string; field: Field; row: string; day: string; words: string }

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
        const dated = rows.fields.find((f) => f.type === 'date_field' && isTime(row[f.name]))
        if (!dated) return []
        const { title, rest } = summaryOf({ ...rows, fields: rows.fields.filter((f) => f !== dated) }, row, words)
        return [
          {
            form: form.id,
            field,
            row: row.unique_id,
            day: String(row[dated.name]).slice(0, 10),
            words: [title, ...rest].filter(Boolean).join(' · '),
          },
        ]
      })
    }),
  )
  return all.sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))
}

const isTime = (value: unknown): boolean => isDay(value) || isMoment(value)
