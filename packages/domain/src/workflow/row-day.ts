// On which day a row of a form stands in the line of time, and whether that is only a plan. Pure.
import { isIdentifyingColumn } from '../access/identity.ts'
import { isImplemented } from '../cases/due.ts'
import type { Field } from '../configuration/bundle.ts'
import type { Row } from '../records/record.ts'
import { isDay, isMoment } from '../time.ts'
import { completionFields } from './tasks.ts'

const completing: ReadonlySet<string> = new Set(Object.values(completionFields))
/** A day by which something should be; that it is over says nothing. */
const planning: ReadonlySet<string> = new Set(['case_plan_timeframe', 'followup_needed_by_date'])

const isTime = (value: unknown): boolean => isDay(value) || isMoment(value)

/**
 * When a row happened: the day that completed it, else its first; that of a birth is none. `isPlanned`: nobody has said
 * yet that it was done, however long ago it should have been.
 */
export function rowDay(columns: readonly Field[], row: Row): { at: string; isPlanned: boolean } | undefined {
  const dated = columns.filter(
    (column) => column.type === 'date_field' && !isIdentifyingColumn(column) && isTime(row[column.name]),
  )
  const done = dated.find(({ name }) => completing.has(name))
  const column = done ?? dated[0]
  if (column === undefined) return undefined
  const waits = columns.some(({ name }) => completing.has(name)) && !isImplemented(row)
  return { at: String(row[column.name]), isPlanned: done === undefined && (waits || planning.has(column.name)) }
}
