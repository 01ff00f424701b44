// A scope as SQL; its other reading is `inScope` in domain/access. A property test holds the two together.
import type { Scope } from '@primero/domain/access/actor.ts'
import { type RawBuilder, sql } from 'kysely'

/** Condition on the row table under the alias `r`. */
export function scopeWhere(scope: Scope): RawBuilder<unknown> {
  if (scope.kind === 'none') return sql`false`
  const modules = sql`r.module = any (${scope.modules}::text[])`
  return scope.kind === 'all' ? modules : sql`r.seen_by && ${scope.principals}::text[] and ${modules}`
}
