// Claims that are kept beside a record, and what this device knows of them: which wait for a decision, and which the
// person has decided already without the server knowing. Pure.
import { incidentAt } from '@primero/domain/records/incident-paths.ts'
import type { IntentionArgs } from '@primero/domain/sync/intention.ts'
import type { ConflictShape } from '@primero/domain/sync/protocol.ts'
import { keyOf, type RecordName, recordOf } from './engine/ground.ts'
import { isUnsent, type OutboxEntry } from './entries.ts'

export type Claim = ConflictShape['paths'][number]
const isAt = (a: readonly string[], b: readonly string[]): boolean => a.join('/') === b.join('/')

/** Without the paths about which a choice is on its way. */
export function stillOpen(conflicts: readonly ConflictShape[], entries: readonly OutboxEntry[]): ConflictShape[] {
  const chosen = entries
    .filter((e) => e.intention.name === 'conflict.settle' && isUnsent(e))
    .map((e) => e.intention.args as IntentionArgs<'conflict.settle'>)
  if (chosen.length === 0) return [...conflicts]
  return conflicts.flatMap((conflict) => {
    const choices = chosen.filter((c) => c.conflict === conflict.conflict && c.id === conflict.id)
    const paths = conflict.paths.filter(
      ({ path }) => !choices.some((c) => c.choices.some((one) => isAt(one.path, path))),
    )
    return paths.length === 0 ? [] : [{ ...conflict, paths }]
  })
}

/** Who only has to know decides nothing. */
export const asksFor = ({ kind, maySettle, mine }: ConflictShape): boolean =>
  maySettle && (kind === 'ask' || kind === 'review' || (kind === 'retired' && mine))

/** The records beside which a change of one's own waits for a decision: what it says of a case's incident waits there. */
export function waitsAt({ intention, state, paths = [] }: OutboxEntry): RecordName[] {
  if (state !== 'conflict') return []
  const of = recordOf(intention)
  const places = paths.map((path) => (of.type === 'case' ? incidentAt(path) : undefined))
  const incidents = [...new Set(places)].flatMap((id): RecordName[] =>
    id === undefined ? [] : [{ type: 'incident', id }],
  )
  return places.length === 0 || places.includes(undefined) ? [of, ...incidents] : incidents
}

/** Keys of the records on which this person has something to decide. */
export function undecidedIn(entries: readonly OutboxEntry[], conflicts: readonly ConflictShape[]): ReadonlySet<string> {
  const own = entries.flatMap(waitsAt).map(keyOf)
  return new Set([...own, ...stillOpen(conflicts, entries).filter(asksFor).map(keyOf)])
}
