// Which records a person may find: one description, read here in memory and by the server as SQL (access §4).
import type { RecordType } from '../configuration/bundle.ts'
import type { RecordFacts } from '../records/record.ts'
import type { Actor, Person, Scope } from './actor.ts'
import { may } from './role.ts'

/** Whoever may read a type, or pick families to link (access §2.2), has a scope; nobody else has one. */
const reads = (actor: Actor, type: RecordType): boolean =>
  may(actor.role, type, 'read') || (type === 'family' && may(actor.role, 'family', 'search_and_select_family_record'))

/**
 * The person's scope for lists and for single records alike, so that the two never disagree. Somebody without
 * groups or agency falls back to own records; `admin_only` reaches none (design: scope).
 */
export function scopeOf(actor: Actor, type: RecordType): Scope {
  if (!reads(actor, type)) return { kind: 'none' }
  const modules = [...actor.role.modules]
  const me = `u:${actor.userName}`
  switch (actor.role.scope) {
    case 'all':
      return { kind: 'all', modules }
    case 'group':
      return { kind: 'some', principals: sorted([...actor.groups.map((g) => `g:${g}`), me]), modules }
    case 'agency':
      return {
        kind: 'some',
        principals: sorted([...(actor.agency === null ? [] : [`a:${actor.agency}`]), me]),
        modules,
      }
    case 'identified':
      return { kind: 'some', principals: [`i:${actor.userName}`], modules }
    case 'self':
      return { kind: 'some', principals: [me], modules }
    case 'admin_only':
      return { kind: 'none' }
  }
}

export function inScope(scope: Scope, facts: RecordFacts): boolean {
  if (scope.kind === 'none' || !scope.modules.includes(facts.module)) return false
  return scope.kind === 'all' || scope.principals.some((p) => facts.seenBy.includes(p))
}

/** The principals that find a record: its owner with groups and agency, live grants, the person it is about. */
export function seenBy(owner: Person | null, grantedTo: string[], identifiedBy?: string | null): string[] {
  const principals = grantedTo.map((user) => `u:${user}`)
  if (owner) {
    principals.push(`u:${owner.userName}`, ...owner.groups.map((g) => `g:${g}`))
    if (owner.agency !== null) principals.push(`a:${owner.agency}`)
  }
  if (identifiedBy) principals.push(`i:${identifiedBy}`)
  return sorted(principals)
}

const sorted = (principals: string[]): string[] => [...new Set(principals)].sort()
