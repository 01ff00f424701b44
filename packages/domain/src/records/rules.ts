// Rules of the model that no type of field knows.
import type { RecordType } from '../configuration/bundle.ts'
import { isSame } from '../access/rows.ts'
import { Problem } from '../problem.ts'
import { isDay } from '../time.ts'
import type { Data, Occasion } from './record.ts'

/**
 * Nobody is born in a year to come; a later day of this year passes, since birthdays are often guesses (records §5).
 * Only what changes is checked, so that an old slip does not stop other work.
 * @throws Problem rule-broken
 */
export function checkRules(type: RecordType, before: Data | undefined, after: Data, occasion: Occasion): void {
  const born = after['date_of_birth']
  if (type !== 'case' || isSame(before?.['date_of_birth'], born) || !isDay(born)) return
  if (Number(born.slice(0, 4)) > Number(occasion.today.slice(0, 4))) {
    throw new Problem('rule-broken', { attribute: 'date_of_birth', message: 'errors.models.child.date_of_birth' })
  }
}
