// A record being worked on: its answers, what they were based on, and the draft that survives a killed tab.
import type { Form, RecordType } from '@primero/domain/configuration/bundle.ts'
import { syncAge } from '@primero/domain/forms/age.ts'
import { isBlank } from '@primero/domain/forms/answer.ts'
import { calculate } from '@primero/domain/forms/calculate.ts'
import { findings } from '@primero/domain/forms/findings.ts'
import { diff } from '@primero/domain/records/changes.ts'
import type { Answer, Change, Data, Row } from '@primero/domain/records/record.ts'
import type { Day } from '@primero/domain/time.ts'
import { type Answers, answersOf, type Path, rowAround, withAnswer } from '../forms/answers.ts'
import { type Remark, type Remarks, remarksOf } from '../forms/remarks.ts'
import { isEmptyRow } from '../forms/rows.ts'
import type { AppConfig } from '../store/store.ts'

export type Editing = {
  answers: Answers
  remarks: Remarks
  /** What the answers are compared with: what the server had when the work began. */
  base: () => Data
  rebase: (base: Data) => void
}

export type Subject = { type: RecordType; module: string; config: AppConfig; today: Day }

export function editingOf(subject: Subject, base: Data, now: Data): Editing {
  const { config, type, module, today } = subject
  let ground = base
  const answers = answersOf(now, (before, after, path) => following(subject, before, after, path))
  const remarks = remarksOf(answers, (data) => findings(config.configuration, type, module, data, today))
  return {
    answers,
    remarks,
    base: () => ground,
    rebase: (next) => {
      ground = next
    },
  }
}

/** Age and birth date follow each other; worked-out values follow what they count. */
function following({ config, type, module, today }: Subject, before: Data, after: Data, path: Path): Data {
  const place = placeOf(config, type, module, path)
  if (!place) return after
  const aged = agesIn(place.form, before, after, path, today)
  // Words are never counted: long texts are spared the arithmetic on each keystroke.
  return place.isText ? aged : calculate(config.configuration, type, module, aged)
}

function agesIn(form: Form, before: Data, after: Data, path: Path, today: Day): Data {
  if (path.length === 1) return syncAge(form, before, after, today)
  const [row, old] = [rowAround(after, path), rowAround(before, path)]
  if (!row || !old) return after
  const synced = syncAge(form, old, row, today)
  if (synced === row) return after
  const changed = Object.keys(synced).filter((name) => synced[name] !== row[name])
  return changed.reduce((data, name) => withAnswer(data, [...path.slice(0, -1), name], synced[name]), after)
}

type Place = { form: Form; isText: boolean }

/** The form, or nested form, in which a path ends. */
function placeOf(config: AppConfig, type: RecordType, module: string, path: Path): Place | undefined {
  const { configuration } = config
  let form = configuration
    .formsOf(type)
    .find((f) => f.modules.includes(module) && f.fields.some((field) => field.name === path[0]))
  let field = form?.fields.find((f) => f.name === path[0])
  for (let i = 2; i < path.length; i += 2) {
    form = field && configuration.rowsOf(field)
    field = form?.fields.find((f) => f.name === path[i])
  }
  return form && field && { form, isText: field.type === 'text_field' || field.type === 'textarea' }
}

/** What was meant: an answer that was empty and is empty still is no change, nor is a row without any answer. */
export const changesIn = (base: Data, now: Data): Change[] =>
  base === now ? [] : diff(base, now).filter((c) => !(isBlank(c.from) && (isBlank(c.to) || isNewEmptyRow(c))))

const isNewEmptyRow = ({ path, to }: Change): boolean =>
  path.length % 2 === 0 && typeof to === 'object' && to !== null && isEmptyRow(to as unknown as Row)

/** For a new record: what was answered, without empty ones and empty rows. */
export const answered = (data: Data): Data =>
  Object.fromEntries(
    Object.entries(data)
      .map(([name, value]): [string, Answer | undefined] => [name, withoutEmptyRows(value)])
      .filter(([, value]) => !isBlank(value)),
  )

const withoutEmptyRows = (value: Answer | undefined): Answer | undefined =>
  Array.isArray(value) && value.some((row) => typeof row === 'object')
    ? (value as Row[]).filter((row) => !isEmptyRow(row))
    : value

/** Faults among what is about to be sent. What was stored before, right or wrong, stops nobody (api-admin §11.4). */
export const stopping = (faults: Remark[], changes: Change[]): Remark[] =>
  faults.filter((fault) => changes.some((change) => startsAlike(change.path, fault.path)))

const startsAlike = (a: readonly string[], b: readonly string[]): boolean =>
  a.slice(0, b.length).every((part, i) => part === b[i])

/** Row ids of a record at its top level. */
export const rowIds = (data: Data): ReadonlySet<string> =>
  new Set(
    Object.values(data).flatMap((value) =>
      Array.isArray(value) ? value.flatMap((row) => (typeof row === 'object' ? [(row as Row).unique_id] : [])) : [],
    ),
  )
