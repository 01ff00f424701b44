// The forms of a record as a thread: where a person is, what is done, what is to fix. Pure.
import type { Field, Form } from '@primero/domain/configuration/bundle.ts'
import { isAnswered, isBlank } from '@primero/domain/forms/answer.ts'
import { fieldShows, formShows } from '@primero/domain/forms/conditions.ts'
import type { Finding } from '@primero/domain/forms/findings.ts'
import { isRows } from '@primero/domain/access/rows.ts'
import type { Answer, Data } from '@primero/domain/records/record.ts'

export type Knot = {
  form: Form
  state: 'open' | 'now' | 'done' | 'stop'
  /** Required answers that show now, and how many of them are given. */
  required: number
  answered: number
  toFix: number
  /** This person may read it, not write. */
  readOnly: boolean
}

export type Group = { id: string; knots: Knot[] }

export type Look = {
  data: Data
  found: Finding[]
  /** Paths of faults that are shown, as against those still being typed. */
  shown: Finding[]
  current: string | undefined
  isWritable: (name: string) => boolean
  /** What this reader never gets is neither asked of him nor missing. */
  isClosed: (field: Field) => boolean
}

/**
 * Forms of a module that this role holds, in the order of the thread: groups stay together, at the place of their
 * first form. What the product draws itself is not among them.
 */
export function formsFor(forms: Form[], module: string, rights: Record<string, string>, data: Data): Form[] {
  const shown = forms.filter(
    (form) => form.modules.includes(module) && form.id in rights && !isDrawnByUs(form) && formShows(form, data),
  )
  const groups = new Map<string, Form[]>()
  for (const form of shown) groups.set(form.group ?? '', [...(groups.get(form.group ?? '') ?? []), form])
  return [...groups.values()].flat()
}

/** Referrals, approvals, change log …: tabs and actions, not questions. The incidents of a case are a list of records. */
const isDrawnByUs = (form: Form): boolean =>
  form.core === true && (form.fields.length === 0 || form.id === 'incident_details_container')

const isAsked = (field: Field): boolean =>
  field.required === true &&
  field.disabled !== true &&
  isAnswered(field) &&
  field.type !== 'calculated' &&
  !field.subformSummary

/** Has somebody said something? What a form answers by itself or only repeats, and rows that are still empty, tell of nobody. */
const isSaid = (field: Field, answer: Answer | undefined): boolean => {
  if (field.default !== undefined || field.disabled === true || answer === false) return false
  if (!isRows(answer)) return isAnswered(field) && !isBlank(answer)
  return answer.some((row) => Object.entries(row).some(([name, value]) => name !== 'unique_id' && !isBlank(value)))
}

export function knotOf(form: Form, { data, found, shown, current, isWritable, isClosed }: Look): Knot {
  const open = form.fields.filter((f) => !isClosed(f))
  const closed = new Set(form.fields.filter(isClosed).map((f) => f.name))
  const mine = found.filter((f) => f.form === form.id && f.severity === 'required' && !closed.has(f.path[0] ?? ''))
  const missing = mine.length
  const inRows = mine.filter((f) => f.path.length > 1).length
  const required = open.filter((f) => isAsked(f) && fieldShows(f, data)).length + inRows
  const toFix = shown.filter((f) => f.form === form.id && f.severity === 'error').length
  const answered = Math.max(0, required - missing)
  const isBegun = open.some((f) => isSaid(f, data[f.name]))
  // Where nothing must be answered, any answer shows that somebody was here.
  const done = missing === 0 && (required > 0 || isBegun)
  return {
    form,
    required,
    answered,
    toFix,
    readOnly: !form.fields.some((f) => isWritable(f.name)),
    state: toFix > 0 ? 'stop' : form.id === current ? 'now' : done ? 'done' : 'open',
  }
}

/** Groups in the order of their first form. */
export function groupsOf(knots: Knot[]): Group[] {
  const groups = new Map<string, Knot[]>()
  for (const knot of knots) {
    const id = knot.form.group ?? ''
    groups.set(id, [...(groups.get(id) ?? []), knot])
  }
  return [...groups].map(([id, list]) => ({ id, knots: list }))
}

/** Where work begins: what is known of the person, not who owns the record. */
export const firstToFill = (forms: Form[]): Form | undefined =>
  forms.find((f) => f.group !== 'record_owner' && f.group !== 'record_information') ?? forms[0]

export function neighbours(forms: Form[], current: string): { before: Form | undefined; after: Form | undefined } {
  const at = forms.findIndex((f) => f.id === current)
  return { before: at > 0 ? forms[at - 1] : undefined, after: at >= 0 ? forms[at + 1] : undefined }
}
