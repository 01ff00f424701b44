// Who may read a record, why and until when: in the words of the rules that let them in.
import type { RecordFacts } from '../records/record.ts'
import type { Actor } from './actor.ts'
import { inScope, scopeOf } from './scope.ts'

export type Grant = { userName: string; kind: string; until: string | null }

/** `named`: the record names the person, and no grant that still runs says why. */
export type Reason =
  | { rule: 'owner' | 'all' | 'subject' | 'named'; until: null }
  | { rule: 'group'; of: string[]; until: null }
  | { rule: 'agency'; of: string[]; until: null }
  | { rule: 'grant'; kind: string; until: string | null }

/** Every rule that lets this person read the record by scope; none where no rule does. The right to read is asked elsewhere. */
export function reasonsFor(actor: Actor, facts: RecordFacts, grants: readonly Grant[]): Reason[] {
  const scope = scopeOf(actor, facts.type)
  if (!inScope(scope, facts)) return []
  if (scope.kind !== 'some') return [{ rule: 'all', until: null }]
  const found = scope.principals.filter((principal) => facts.seenBy.includes(principal))
  const named = (kind: string) => found.filter((p) => p.startsWith(`${kind}:`)).map((p) => p.slice(2))
  const [groups, agencies] = [named('g'), named('a')]
  return [
    ...(named('u').length > 0 ? byName(actor, facts, grants) : []),
    ...(groups.length > 0 ? [{ rule: 'group' as const, of: groups, until: null }] : []),
    ...(agencies.length > 0 ? [{ rule: 'agency' as const, of: agencies, until: null }] : []),
    ...(named('i').length > 0 ? [{ rule: 'subject' as const, until: null }] : []),
  ]
}

function byName(actor: Actor, facts: RecordFacts, grants: readonly Grant[]): Reason[] {
  const own = grants.filter((grant) => grant.userName === actor.userName)
  const reasons: Reason[] = own.map(({ kind, until }) => ({ rule: 'grant', kind, until }))
  if (facts.ownedBy === actor.userName) reasons.unshift({ rule: 'owner', until: null })
  return reasons.length > 0 ? reasons : [{ rule: 'named', until: null }]
}

/** When the last of the reasons ends; null while one has no end. */
export const readsUntil = (reasons: readonly Reason[]): string | null =>
  reasons.some(({ until }) => until === null)
    ? null
    : (reasons
        .flatMap(({ until }) => until ?? [])
        .toSorted()
        .at(-1) ?? null)

/** Who could be let in, for the database to look up: everybody else is not found by any scope. */
export function principalsOf(seenBy: readonly string[]): { users: string[]; groups: string[]; agencies: string[] } {
  const named = (kind: string) => seenBy.filter((p) => p.startsWith(`${kind}:`)).map((p) => p.slice(2))
  return { users: [...named('u'), ...named('i')], groups: named('g'), agencies: named('a') }
}
