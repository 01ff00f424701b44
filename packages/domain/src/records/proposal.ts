// What somebody typed while the record was his, and sent when it no longer was (ux §15.5: ownership changed meanwhile).
import type { Actor } from '../access/actor.ts'
import { contextOf, demand } from '../access/decide.ts'
import { may } from '../access/role.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { Problem } from '../problem.ts'
import type { Kept } from './changes.ts'
import { editBy, permitted } from './edit.ts'
import type { Change, RecordFacts } from './record.ts'

/**
 * The changes as a proposal to whoever owns the record now. They are judged by what their author might do while it was
 * his and by nothing that the record holds today, so that the answer tells him nothing of it.
 * @throws Problem forbidden, unknown-keys, invalid-answers
 */
export function proposalOf(
  config: Configuration,
  actor: Actor,
  facts: RecordFacts,
  sent: readonly Change[],
  newId: () => string,
): Kept[] {
  demand(may(actor.role, facts.type, 'write') ? 'yes' : 'forbidden', 'write')
  const his = { ...facts, ownedBy: actor.userName, grantedTo: [], seenBy: [`u:${actor.userName}`] }
  const { changes, refused } = permitted(editBy(config, actor, contextOf(his)), {}, sent, newId)
  if (refused.length > 0) throw new Problem('unknown-keys', { keys: refused })
  return changes.map((change) => ({ ...change, kind: 'review' }))
}
