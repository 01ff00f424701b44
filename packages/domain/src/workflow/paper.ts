// What of a record goes on paper: with identity what its reader is shown, without it only answers that tell nobody. No file
// does. Pure.
import { isIdentifying, isIdentifyingColumn } from '../access/identity.ts'
import type { Field, Form, RecordType } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { isAnswered, isBlank, rowsIn } from '../forms/answer.ts'
import { fieldShows } from '../forms/conditions.ts'
import type { Data, Row } from '../records/record.ts'

/** One form: its answers, and the rows of its subforms, each with the columns that are told. */
export type Sheet = {
  form: Form
  fields: Field[]
  rows: { field: Field; rows: { row: Row; columns: Field[] }[] }[]
}

type Asked = { type: RecordType; data: Data; withIdentity: boolean }

const files: ReadonlySet<string> = new Set(['photo_upload_box', 'audio_upload_box', 'document_upload_box', 'signature'])

const isPrinted = (field: Field, data: Data, row?: Row): boolean =>
  isAnswered(field) &&
  !files.has(field.type) &&
  !field.hideOnViewPage &&
  fieldShows(field, data, row) &&
  !isBlank((row ?? data)[field.name])

/** Words that somebody wrote freely may tell whose case it is; an undecided field counts as if it did. */
export const columnTellsNobody = (column: Field): boolean =>
  column.identifying === false && !isIdentifyingColumn(column)

const fieldTellsNobody = (config: Configuration, type: RecordType, field: Field): boolean =>
  columnTellsNobody(field) && !isIdentifying(config, type, field.name)

/** @param forms that the reader holds, in their order */
export function paperOf(config: Configuration, forms: readonly Form[], { type, data, withIdentity }: Asked): Sheet[] {
  const seen = new Set<string>()
  const isNew = ({ name }: Field): boolean => !seen.has(name) && seen.add(name) !== undefined
  return forms
    .map((form): Sheet => {
      const printed = form.fields.filter((field) => isPrinted(field, data)).filter(isNew)
      return {
        form,
        fields: printed.filter(
          (field) => field.type !== 'subform' && (withIdentity || fieldTellsNobody(config, type, field)),
        ),
        rows: printed.flatMap((field) =>
          field.type === 'subform' ? rowsOnPaper(config, field, data, withIdentity) : [],
        ),
      }
    })
    .filter(({ fields, rows }) => fields.length + rows.length > 0)
}

function rowsOnPaper(config: Configuration, field: Field, data: Data, withIdentity: boolean): Sheet['rows'] {
  const columns = config.rowsOf(field)?.fields ?? []
  const rows = rowsIn(data[field.name])
    .map((row) => ({
      row,
      columns: columns.filter(
        (column) =>
          column.type !== 'subform' && isPrinted(column, data, row) && (withIdentity || columnTellsNobody(column)),
      ),
    }))
    .filter((one) => one.columns.length > 0)
  return rows.length > 0 ? [{ field, rows }] : []
}
