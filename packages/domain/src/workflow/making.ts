// Who may share a record, and how (workflow §1.7).
import type { Actor } from '../access/actor.ts'
import type { Decision } from '../access/decide.ts'
import { may } from '../access/role.ts'
import { inScope, scopeOf } from '../access/scope.ts'
import type { RecordFacts } from '../records/record.ts'
import type { TransitionType } from './transition.ts'

/** `ofService`: the referral is about a service that the record names. */
export function mayMake(actor: Actor, facts: RecordFacts, kind: TransitionType, ofService = false): Decision {
  if (!makingRights(facts, kind, ofService).some((action) => may(actor.role, facts.type, action))) return 'forbidden'
  // A case may be asked for by who cannot read it, as long as he could.
  if (kind === 'TransferRequest') return actor.role.modules.includes(facts.module) ? 'yes' : 'forbidden'
  // Who was let in by a share does not give the record away.
  const seen = kind === 'Referral' ? facts : withoutGrant(actor, facts)
  return inScope(scopeOf(actor, facts.type), seen) ? 'yes' : 'out-of-scope'
}

/** Rights of which one is enough; none: records of this type are not shared so. */
export function makingRights({ type }: Pick<RecordFacts, 'type'>, kind: TransitionType, ofService: boolean): string[] {
  if (kind === 'Assign') {
    if (type === 'case') return ['assign', 'assign_within_agency', 'assign_within_user_group']
    return type === 'incident' || type === 'family' ? ['assign'] : []
  }
  if (type !== 'case') return []
  if (kind === 'Transfer') return ['transfer']
  if (kind === 'TransferRequest') return ['request_transfer']
  return ofService ? ['referral', 'referral_from_service'] : ['referral']
}

/** The record as it stands to somebody whom no share lets in. */
export function withoutGrant({ userName }: Actor, facts: RecordFacts): RecordFacts {
  if (facts.ownedBy === userName) return facts
  return { ...facts, seenBy: facts.seenBy.filter((principal) => principal !== `u:${userName}`) }
}
