// What the other case of a link is to this one, in the words of a family.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { type RelationshipType, relationshipTypes } from '@primero/domain/cases/relationships.ts'

/** By what the other one is. */
const kinships: Record<RelationshipType, MessageDescriptor> = {
  sibling_of: msg`Brother or sister`,
  parent_of: msg`Mother or father`,
  child_of: msg`Son or daughter`,
  same_household_as: msg`Same household`,
  related_to: msg`Other relation`,
  farmer_on: msg`Farmer on this farm`,
  farm_for: msg`Farm of this farmer`,
}

/** @param type what this case is to the other one */
export const kinshipOf = (type: RelationshipType): MessageDescriptor => kinships[relationshipTypes[type]]

/** Those that are offered; the others come from clients of the API. */
export const offered = ['sibling_of', 'child_of', 'parent_of', 'same_household_as', 'related_to'] as const
