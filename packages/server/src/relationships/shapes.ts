// Links of a case as our own app shows them: the other case by its id alone. What it is called its reader asks anew.
import { type Link, seenFrom } from '@primero/domain/cases/relationships.ts'
import type { RelationshipShape } from '@primero/domain/sync/protocol.ts'

/** @param links of the case, the newest first */
export const relationshipShapes = (links: readonly Link[], kase: string): RelationshipShape[] =>
  links.map((link) => {
    const { other, type } = seenFrom(link, kase)
    const linked = link.events.findLast(({ did }) => did === 'linked' || did === 'linked_again')
    const unlinked = link.disabled ? link.events.findLast(({ did }) => did === 'unlinked') : undefined
    return {
      id: link.id,
      case: other,
      type,
      primary: link.primary,
      by: linked?.by ?? '',
      at: linked?.at ?? '',
      removed: unlinked ? { by: unlinked.by, at: unlinked.at, why: unlinked.why } : null,
    }
  })
