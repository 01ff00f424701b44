// Who may be told a number: what tells records apart must be readable, and who lists no records hears no small numbers
// (design: unknown or invisible filter; exact or suppressed numbers).
import type { Actor, Scope } from '../access/actor.ts'
import { mayAskBy } from '../access/fields.ts'
import { may } from '../access/role.ts'
import { scopeOf } from '../access/scope.ts'
import type { RecordType } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import type { Dashboard, Indicator } from './dashboard.ts'

/** Does the role see numbers and no records? */
export const seesOnlyNumbers = ({ role }: Actor): boolean =>
  !may(role, 'case', 'read') && !may(role, 'incident', 'read')

/** Whose records are counted: those of the reader's lists; where he has none, those that his role's scope names. */
export function countedScope(actor: Actor, type: RecordType): Scope {
  if (!seesOnlyNumbers(actor)) return scopeOf(actor, type)
  const { role } = actor
  return scopeOf({ ...actor, role: { ...role, permissions: { ...role.permissions, [type]: ['read'] } } }, type)
}

/** By what one may not ask a list nobody hears numbers, either: they would tell the answer. */
export function mayCount(config: Configuration, actor: Actor, { type, filters, by }: Indicator): boolean {
  return [...filters, ...by].every(({ field }) => mayAskBy(config, actor, type, field))
}

/** The boards without the numbers that this reader may not hear. */
export const permitted = (config: Configuration, actor: Actor, boards: readonly Dashboard[]): Dashboard[] =>
  boards.map((board) => ({ ...board, indicators: board.indicators.filter((one) => mayCount(config, actor, one)) }))
