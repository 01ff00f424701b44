// Cases that belong together: kinds of links, and what is done with one (api-records §15, records §9).
import type { Uuid } from '../ids.ts'
import { Problem } from '../problem.ts'
import type { Occasion } from '../records/record.ts'
import type { Moment } from '../time.ts'

/** Each kind, and how the other side reads it. The first two are the reference's. */
export const relationshipTypes = {
  farmer_on: 'farm_for',
  farm_for: 'farmer_on',
  parent_of: 'child_of',
  child_of: 'parent_of',
  sibling_of: 'sibling_of',
  same_household_as: 'same_household_as',
  related_to: 'related_to',
} as const
export type RelationshipType = keyof typeof relationshipTypes

export const isRelationshipType = (value: unknown): value is RelationshipType =>
  typeof value === 'string' && Object.hasOwn(relationshipTypes, value)

/** Kinds that are stored the other way round. */
const turned: ReadonlySet<RelationshipType> = new Set<RelationshipType>(['farm_for', 'child_of'])

export type LinkEvent = {
  did: 'linked' | 'unlinked' | 'linked_again' | 'primary' | 'not_primary'
  by: string
  at: Moment
  /** Why it was put out of force, where somebody said so. */
  why: string | null
}

export type Link = {
  id: Uuid
  from: Uuid
  to: Uuid
  type: RelationshipType
  primary: boolean
  disabled: boolean
  events: LinkEvent[]
}

/** From one of its two cases: the other one, and what that one is to it. */
export const seenFrom = ({ from, to, type }: Link, kase: string): { other: Uuid; type: RelationshipType } =>
  from === kase ? { other: to, type } : { other: from, type: relationshipTypes[type] }

/** @throws Problem rule-broken */
export function newLink(
  said: { id: Uuid; kase: Uuid; other: Uuid; type: unknown },
  { now, user }: Pick<Occasion, 'now' | 'user'>,
): Link {
  const { id, kase, other, type } = said
  if (!isRelationshipType(type))
    throw new Problem('rule-broken', { attribute: 'relationship_type', message: unknownType })
  if (kase === other) throw new Problem('rule-broken', { attribute: 'to_case_id', message: selfLink })
  // What is the same from both sides lies in one order, so that it lies there once.
  const isTurned = turned.has(type) || (relationshipTypes[type] === type && other < kase)
  const ends = isTurned ? { from: other, to: kase } : { from: kase, to: other }
  const stored = turned.has(type) ? relationshipTypes[type] : type
  return {
    id,
    ...ends,
    type: stored,
    primary: false,
    disabled: false,
    events: [{ did: 'linked', by: user, at: now, why: null }],
  }
}

const unknownType = 'errors.models.case_relationship.relationship_type'
const selfLink = 'errors.models.case_relationship.to_case_id'

/** A case that is not there, and one out of reach, in the same words. */
export const noSuchCase = (): Problem =>
  new Problem('rule-broken', { attribute: 'to_case_id', message: 'errors.models.case_relationship.case' })

export type LinkChange = { primary?: boolean; disabled?: boolean; why?: string }

/** The link after it; the same one where nothing is new. */
export function changedLink(link: Link, change: LinkChange, { now, user }: Pick<Occasion, 'now' | 'user'>): Link {
  const { primary = link.primary, disabled = link.disabled, why = null } = change
  const did: LinkEvent['did'][] = [
    ...(disabled === link.disabled ? [] : [disabled ? ('unlinked' as const) : ('linked_again' as const)]),
    ...(primary === link.primary ? [] : [primary ? ('primary' as const) : ('not_primary' as const)]),
  ]
  if (did.length === 0) return link
  const events = did.map((event) => ({ did: event, by: user, at: now, why: event === 'unlinked' ? why : null }))
  return { ...link, primary, disabled, events: [...link.events, ...events] }
}
