// A protected name (records §5): what stands in its place, and what would tell it all the same.

import type { Actor } from '../access/actor.ts'
import { isNameHidden } from '../search/phonetic.ts'
import type { Data, RecordFacts } from './record.ts'

/** Shown instead of a name with `hidden_name`. */
export const nameMask = '*******'

/** Parts and other forms of the name: they say as much, so they are left out while it is protected. */
export const partsOfName: ReadonlySet<string> = new Set([
  'name_first',
  'name_middle',
  'name_last',
  'name_nickname',
  'name_other',
  'name_given_post_separation',
])

export const isName = (field: string): boolean => field === 'name' || partsOfName.has(field)

/**
 * Is the name protected from this person? Then our own app does not let him write it either: whether a change is
 * applied or meets another value would tell him what the name is. He may end the protection first; that is logged.
 */
export const isNameClosedTo = (actor: Actor, { ownedBy }: Pick<RecordFacts, 'ownedBy'>, data: Data): boolean =>
  isNameHidden(data) && ownedBy !== actor.userName
