// Closing, reopening, putting away and taking out again (records §3.1, §22.4). Families close and reopen alike.
import { rowsOf } from '../access/rows.ts'
import { isBlank } from '../forms/answer.ts'
import { Problem } from '../problem.ts'
import type { Answer, Data, Occasion, Row } from '../records/record.ts'

/** Closed on the given day, else on the one that is there, else today. Closing what is closed changes nothing. */
export function closed(data: Data, occasion: Occasion, date?: Answer): Data {
  if (data['status'] === 'closed') return data
  const day = !isBlank(date) ? date : isOfThisTime(data) ? data['date_closure'] : occasion.today
  return { ...data, status: 'closed', date_closure: day }
}

/** A day of closure from before the last reopening belongs to an earlier closure. */
function isOfThisTime(data: Data): boolean {
  const closure = data['date_closure']
  const reopenings = rowsOf(data['reopened_logs']).map((row) => String(row['reopened_date'] ?? '').slice(0, 10))
  return typeof closure === 'string' && closure !== '' && reopenings.every((day) => day <= closure.slice(0, 10))
}

/**
 * Open again, with an entry at the front of the log; the day of closure stays as history. Reopening what is open
 * changes nothing.
 * @throws Problem wrong-state where the record is neither open nor closed
 */
export function reopened(data: Data, occasion: Occasion, newId: () => string): Data {
  if (data['status'] === 'open' || isBlank(data['status'])) return data
  if (data['status'] !== 'closed') throw new Problem('wrong-state', { state: stateOf(data) })
  const entry: Row = { unique_id: newId(), reopened_date: occasion.now, reopened_user: occasion.user }
  return {
    ...data,
    status: 'open',
    case_status_reopened: true,
    reopened_logs: [entry, ...rowsOf(data['reopened_logs'])],
  }
}

// A status is one of four words, but stored data may hold anything, and a problem must not carry an answer.
const stateOf = (data: Data): string =>
  data['status'] === 'transferred' || data['status'] === 'identified' ? data['status'] : 'unknown'

/** A new service on a closed and enabled case says that work goes on (records §3.1). */
export const callsForReopening = (before: Data, after: Data): boolean =>
  before['status'] === 'closed' &&
  after['status'] === 'closed' &&
  before['record_state'] !== false &&
  rowsOf(after['services_section']).length > rowsOf(before['services_section']).length

/** Put away; the only deletion that people have. */
export const disabled = (data: Data): Data => (data['record_state'] === false ? data : { ...data, record_state: false })

export const enabled = (data: Data): Data => (data['record_state'] === true ? data : { ...data, record_state: true })
