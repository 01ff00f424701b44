// What of a record goes on paper: with identity what its reader is shown, without it only answers that tell nobody. No file
// does. Pure.
import type { Field, Form, RecordType } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { isAnswered, isBlank, rowsIn } from '../forms/answer.ts'
import { fieldShows } from '../forms/conditions.ts'
import type { Answer, Data, Row } from '../records/record.ts'
import { isOpen, type TransitionStatus, type TransitionType } from './transition.ts'
import { isToldUnnamed, unnamed } from './unnamed.ts'

/** A question, and what is printed as its answer. */
export type Printed = { field: Field; value: Answer | undefined }

/** One form: its answers, and the rows of its subforms, each with the answers that are told. */
export type Sheet = {
  form: Form
  answers: Printed[]
  rows: { field: Field; rows: { id: string; row: Row; answers: Printed[] }[] }[]
}

type Asked = { type: RecordType; data: Data; withIdentity: boolean }

const files: ReadonlySet<string> = new Set(['photo_upload_box', 'audio_upload_box', 'document_upload_box', 'signature'])

const isPrinted = (field: Field, data: Data, row?: Row): boolean =>
  isAnswered(field) &&
  !files.has(field.type) &&
  !field.hideOnViewPage &&
  fieldShows(field, data, row) &&
  !isBlank((row ?? data)[field.name])

type Printer = { userName: string; role: { identity: 'none' | 'own' | 'scope' | 'reveal' } }
type OfRecord = { data: unknown; shares?: readonly Shared[] | undefined }
type Shared = { to: string | null; kind: TransitionType; status: TransitionStatus }

/**
 * Is somebody offered the choice of a paper with identity? Whoever knows only whom his own cases are about gets it there;
 * the server decides again, by the grants that live.
 */
export function offersIdentity({ role, userName }: Printer, { data, shares = [] }: OfRecord): boolean {
  if (role.identity !== 'own') return role.identity === 'scope'
  const isLetIn = shares.some(({ to, kind: type, status }) => to === userName && isOpen({ type, status }))
  return isLetIn || (data as Data)['owned_by'] === userName
}

/** @param forms that the reader holds, in their order */
export function paperOf(config: Configuration, forms: readonly Form[], { type, data, withIdentity }: Asked): Sheet[] {
  const seen = new Set<string>()
  const isNew = ({ name }: Field): boolean => !seen.has(name) && seen.add(name) !== undefined
  return forms
    .map((form): Sheet => {
      const printed = form.fields.filter((field) => isPrinted(field, data)).filter(isNew)
      const own = printed.filter((field) => field.type !== 'subform')
      return {
        form,
        answers: withIdentity ? answersIn(own, data) : unnamedAnswers(config, own, data, type),
        rows: printed.flatMap((field) =>
          field.type === 'subform' ? rowsOnPaper(config, field, data, withIdentity) : [],
        ),
      }
    })
    .filter(({ answers, rows }) => answers.length + rows.length > 0)
}

const answersIn = (fields: readonly Field[], of: Data | Row): Printed[] =>
  fields.map((field) => ({ field, value: of[field.name] }))

/** Those that tell nobody, and as much of each as tells nobody. `type`: of a record's own questions. */
export const unnamedAnswers = (
  config: Configuration,
  fields: readonly Field[],
  of: Data | Row,
  type?: RecordType,
): Printed[] =>
  fields
    .filter((field) => isToldUnnamed(config, field, type))
    .map((field) => ({ field, value: unnamed(config, field, of[field.name]) }))
    .filter(({ value }) => !isBlank(value))

function rowsOnPaper(config: Configuration, field: Field, data: Data, withIdentity: boolean): Sheet['rows'] {
  const columns = config.rowsOf(field)?.fields ?? []
  const rows = rowsIn(data[field.name])
    .map((row) => {
      const printed = columns.filter((column) => column.type !== 'subform' && isPrinted(column, data, row))
      const answers = withIdentity ? answersIn(printed, row) : unnamedAnswers(config, printed, row)
      return { id: row.unique_id, row, answers }
    })
    .filter((one) => one.answers.length > 0)
  return rows.length > 0 ? [{ field, rows }] : []
}
