// Sharing without consent: against a wish, in the best interests; or where nobody can be asked, for a life (interop §1.4,
// C9 and C10). Never alone.
import type { Actor, Person } from '../access/actor.ts'
import { Problem } from '../problem.ts'
import { mayOverride } from './consent.ts'
import type { Receiver } from './recipients.ts'
import type { Override } from './transition.ts'

/** Grounds on which a second person must have been asked. */
export const needsSecond = (ground: Override['ground']): boolean =>
  ground === 'best_interests' || ground === 'vital_interest'

/** v2 has no word for a ground: without one, the right alone is asked. @throws Problem rule-broken on `override` */
export function refuseException(
  sender: Actor,
  override: Override | null,
  second: Receiver | undefined,
  recipient: Pick<Person, 'userName'> | undefined,
): void {
  if (override === null) return
  const { ground, assessment, recipientSafe } = override
  if (needsSecond(ground) && !isSecond(sender, second, recipient)) throw broken('second_person')
  if (ground !== 'vital_interest') return
  if (assessment === null || assessment.trim() === '') throw broken('risk_assessment')
  if (!recipientSafe) throw broken('recipient_safe')
}

/** Somebody else who may override as well, and neither sends nor receives. */
const isSecond = (
  sender: Actor,
  second: Receiver | undefined,
  recipient: Pick<Person, 'userName'> | undefined,
): boolean =>
  second?.role !== undefined &&
  second.isInForce &&
  second.userName !== sender.userName &&
  second.userName !== recipient?.userName &&
  mayOverride({ role: second.role })

const broken = (rule: string) =>
  new Problem('rule-broken', { attribute: 'override', message: `transition.errors.${rule}` })
