// What is asked: forms and fields with conditions show only while these hold (records §14).
import type { Field, Form } from '../configuration/bundle.ts'
import type { Data, Row } from '../records/record.ts'
import { holds } from './expression.ts'

/** A nested form is never on the page by itself, so its `visible` says nothing. */
export const formShows = (form: Form, data: Data): boolean => (form.visible || form.subform) && holds(form.showIf, data)

/** `data` is the record's, also for a field inside a row; the row's own condition looks at the row only. */
export const fieldShows = (field: Field, data: Data, row?: Row): boolean =>
  field.visible !== false && holds(field.showIf, data) && (row === undefined || holds(field.showIfRow, row))
