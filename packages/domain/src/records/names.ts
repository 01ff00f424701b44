// A protected name (records §5): what stands in its place, and what would tell it all the same.

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
