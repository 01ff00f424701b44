// Changes of a history entry as our own app shows them: per path, each picked by the reader's rights.
import type { Actor } from '@primero/domain/access/actor.ts'
import { pick } from '@primero/domain/access/fields.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import type { Answer, Change, RecordFacts, StoredRecord } from '@primero/domain/records/record.ts'
import { isNameClosedTo } from '@primero/domain/records/names.ts'
import { rebuilt, withoutName } from './v2-history.ts'

type Shown = { path: string[]; from?: unknown; to?: unknown }

/** A protected name shows to the owner only. */
export function visiblePaths(
  config: Configuration,
  actor: Actor,
  facts: RecordFacts,
  changes: Change[],
  record: StoredRecord,
): Shown[] {
  const ctx = { type: facts.type, module: facts.module, facts }
  const isProtected = isNameClosedTo(actor, facts, record.data)
  return changes.flatMap((change) => {
    const side = (which: 'from' | 'to') => {
      const data = pick(config, actor, ctx, rebuilt([change], which))
      return at(isProtected ? withoutName(config, facts.type, data) : data, change.path)
    }
    const [from, to] = [side('from'), side('to')]
    if (from === undefined && to === undefined) return []
    return [{ path: change.path, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }]
  })
}

/** The value at a path of picked data: what was not picked is undefined. */
function at(value: unknown, path: string[]): Answer | undefined {
  let here: unknown = value
  for (const step of path) {
    if (Array.isArray(here)) here = here.find((row: { unique_id?: string }) => row.unique_id === step)
    else here = typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[step] : undefined
  }
  return (here ?? undefined) as Answer | undefined
}
