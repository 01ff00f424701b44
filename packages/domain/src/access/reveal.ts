// Revealing a hidden identity for a logged reason, where the role has `identity: reveal` (design: identity), and how
// a protected name is shown (access §5.6).
import type { Uuid } from '../ids.ts'
import type { RecordFacts } from '../records/record.ts'
import type { Actor } from './actor.ts'
import { contextOf } from './decide.ts'
import { coversIdentity } from './identity.ts'
import { inScope, scopeOf } from './scope.ts'

/** How long a reveal serves, in seconds. */
export const revealLasts = 15 * 60
/** Characters of a reason, blanks at its ends not counted. */
export const reasonLength = { least: 10, most: 500 } as const

/** `needless`: he sees it anyway. `needs-proof`: he proves once more who he is, then asks again. */
export type RevealAnswer = 'shown' | 'forbidden' | 'not-found' | 'needs-reason' | 'needs-proof' | 'needless'

/**
 * May the actor see the identity in this record for a while?
 * @param isProved he proved a short while ago who he is (accounts/proof.ts)
 */
export function mayReveal(actor: Actor, facts: RecordFacts, reason: string, isProved: boolean): RevealAnswer {
  if (!inScope(scopeOf(actor, facts.type), facts)) return 'not-found'
  if (coversIdentity(actor, contextOf(facts))) return 'needless'
  if (actor.role.identity !== 'reveal') return 'forbidden'
  const length = [...reason.trim()].length
  if (length < reasonLength.least || length > reasonLength.most) return 'needs-reason'
  return isProved ? 'shown' : 'needs-proof'
}

/** What is kept of a reveal. Times are seconds since 1970; `session` is the one that asked. */
export type Reveal = { record: Uuid; session: string; at: number }

/** Where an identity is asked for. Only the page of the record, with its history and files, shows what was revealed. */
export type Place = 'show' | 'history' | 'attachment' | 'list' | 'search' | 'sort' | 'filter' | 'export' | 'sync'

const pages: ReadonlySet<Place> = new Set(['show', 'history', 'attachment'])

/**
 * Is the identity in this record open to the actor by a reveal, now and here? That record, those minutes, that
 * session, while he reaches it and his role may reveal. A protected name stays protected (`shownName`).
 */
export function isRevealed(
  actor: Actor,
  facts: RecordFacts,
  reveal: Reveal,
  { session, now, place }: { session: string; now: number; place: Place },
): boolean {
  const isLive = now >= reveal.at && now < reveal.at + revealLasts
  return (
    isLive &&
    reveal.session === session &&
    reveal.record === facts.id &&
    pages.has(place) &&
    actor.role.identity === 'reveal' &&
    inScope(scopeOf(actor, facts.type), facts)
  )
}

/** Doors that a name may come through; `app`: the record's page in our app, `v2`: any answer of that API. */
export type NameDoor = 'v2' | 'app' | 'export' | 'notification' | 'title' | 'search' | 'sort' | 'history'

export type NameView = {
  isHidden: boolean
  /** By right or by a reveal. */
  seesIdentity: boolean
  isOwner: boolean
}

/**
 * The name as it leaves a door: as it is, as `*******`, or not at all. In `search` and `sort`, `nothing` means that
 * the record is neither found nor ordered by it.
 */
export function shownName(door: NameDoor, { isHidden, seesIdentity, isOwner }: NameView): 'name' | 'mask' | 'nothing' {
  if (door === 'notification' || door === 'title' || !seesIdentity) return 'nothing'
  if (!isHidden) return 'name'
  if (door === 'app') return isOwner ? 'name' : 'mask'
  return door === 'v2' || door === 'export' ? 'mask' : 'nothing'
}
