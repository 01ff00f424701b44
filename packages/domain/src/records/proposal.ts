// What somebody typed while the record was his, and sent when it no longer was (ux §15.5: ownership changed meanwhile).
import type { Actor } from '../access/actor.ts'
import { contextOf, demand } from '../access/decide.ts'
import { may } from '../access/role.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { Problem } from '../problem.ts'
import type { Known } from './carried.ts'
import type { Kept } from './changes.ts'
import { editBy, permitted } from './edit.ts'
import type { Change, RecordFacts } from './record.ts'
import { apart } from './retired.ts'

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
  { newId, older }: Pick<Known, 'newId' | 'older'>,
): Kept[] {
  demand(may(actor.role, facts.type, 'write') ? 'yes' : 'forbidden', 'write')
  const ctx = contextOf({ ...facts, ownedBy: actor.userName, grantedTo: [], seenBy: [`u:${actor.userName}`] })
  const asked = older ? apart(config, older, actor, ctx, sent, newId) : { changes: sent, retired: [] }
  const { changes, refused } = permitted(editBy(config, actor, ctx), {}, asked.changes, newId)
  if (refused.length > 0) throw new Problem('unknown-keys', { keys: refused })
  return [...changes.map((change): Kept => ({ ...change, kind: 'review' })), ...asked.retired]
}
