// For tests only: flags (workflow §3, api-records §17). The caller is amal; the flag, where there is one, is bilal’s.

export type FlagRightCase = {
  says: string
  does: 'list' | 'add' | 'resolve' | 'edit' | 'add many'
  rights: string[]
  /** The record. */
  inScope: boolean
  /** The flag is the caller’s own. */
  own?: true
  outcome: 200 | 403 | 422
  tag?: '?'
}

const all = ['read', 'flag', 'flag_update', 'resolve_any_flag', 'flag_multiple', 'write']
const without = (...rights: string[]) => all.filter((right) => !rights.includes(right))

export const flagRightCases: FlagRightCase[] = [
  { says: 'listing', does: 'list', rights: ['read', 'flag'], inScope: true, outcome: 200 },
  { says: 'listing without flag', does: 'list', rights: without('flag'), inScope: true, outcome: 403 },
  { says: 'listing without read', does: 'list', rights: ['flag'], inScope: true, outcome: 403 },
  { says: 'listing out of scope', does: 'list', rights: all, inScope: false, outcome: 403 },
  { says: 'adding', does: 'add', rights: ['read', 'flag'], inScope: true, outcome: 200 },
  { says: 'adding without flag', does: 'add', rights: without('flag'), inScope: true, outcome: 403 },
  { says: 'adding without read', does: 'add', rights: ['flag', 'write'], inScope: true, outcome: 403 },
  { says: 'adding out of scope', does: 'add', rights: all, inScope: false, outcome: 403 },
  { says: 'resolving one’s own', does: 'resolve', rights: ['read', 'flag'], inScope: true, own: true, outcome: 200 },
  // Pinned: the reference lets every flagger resolve every flag; nothing is hidden by it, and history says who did.
  { says: 'resolving a colleague’s', does: 'resolve', rights: ['read', 'flag'], inScope: true, outcome: 200 },
  {
    says: 'resolving any, without flag',
    does: 'resolve',
    rights: ['read', 'resolve_any_flag'],
    inScope: true,
    outcome: 403,
  },
  { says: 'resolving out of scope', does: 'resolve', rights: all, inScope: false, outcome: 403 },
  { says: 'editing', does: 'edit', rights: ['read', 'flag', 'flag_update'], inScope: true, outcome: 200 },
  {
    says: 'editing one’s own without the right',
    does: 'edit',
    rights: ['read', 'flag'],
    inScope: true,
    own: true,
    outcome: 403,
  },
  { says: 'editing without flag', does: 'edit', rights: ['read', 'flag_update'], inScope: true, outcome: 403 },
  { says: 'editing out of scope', does: 'edit', rights: all, inScope: false, outcome: 403 },
  { says: 'many', does: 'add many', rights: ['read', 'flag_multiple'], inScope: true, outcome: 200 },
  { says: 'many by flag alone', does: 'add many', rights: ['read', 'flag'], inScope: true, outcome: 403 },
]

type Row = { removed: boolean }

export type FlagStateCase = {
  says: string
  before: Row[]
  does: { add: true } | { resolve: number } | { edit: number }
  /** Derived fields of the record. */
  flagged: boolean
  flag_count: number
  /** The entry of the history. */
  history: 'flag' | 'unflag' | 'none'
  tag?: '?'
}

const active: Row = { removed: false }
const solved: Row = { removed: true }

export const flagStateCases: FlagStateCase[] = [
  { says: 'the first', before: [], does: { add: true }, flagged: true, flag_count: 1, history: 'flag' },
  { says: 'a second', before: [active], does: { add: true }, flagged: true, flag_count: 2, history: 'flag' },
  {
    says: 'one after all were resolved',
    before: [solved],
    does: { add: true },
    flagged: true,
    flag_count: 1,
    history: 'flag',
  },
  {
    says: 'the only one resolved',
    before: [active],
    does: { resolve: 0 },
    flagged: false,
    flag_count: 0,
    history: 'unflag',
  },
  {
    says: 'one of two resolved',
    before: [active, active],
    does: { resolve: 1 },
    flagged: true,
    flag_count: 1,
    history: 'unflag',
  },
  { says: 'edited', before: [active], does: { edit: 0 }, flagged: true, flag_count: 1, history: 'flag' },
  {
    says: 'resolved already: as it was',
    before: [solved],
    does: { resolve: 0 },
    flagged: false,
    flag_count: 0,
    history: 'none',
    tag: '?',
  },
  {
    says: 'edited when it is resolved: it stays so',
    before: [solved],
    does: { edit: 0 },
    flagged: false,
    flag_count: 0,
    history: 'flag',
    tag: '?',
  },
]

export type FlagListCase = {
  says: string
  scope: 'self' | 'group' | 'agency' | 'all' | 'identified' | 'admin_only'
  /** Record with one flag; the reader is amal, of north, agency one. */
  owner: 'amal' | 'of his group' | 'of his agency' | 'far'
  /** He has a live grant on it. */
  granted?: true
  /** Type of the record, and what of it his role reads. */
  type?: 'case' | 'incident' | 'tracing_request' | 'registry_record' | 'family'
  reads?: string[]
  flag?: { removed?: true; by?: 'amal' }
  options?: { active_only?: true; flagged_by_me?: true; record_type?: string }
  lists: boolean
  tag?: '?'
}

const list = (
  says: string,
  scope: FlagListCase['scope'],
  owner: FlagListCase['owner'],
  lists: boolean,
  rest: Partial<FlagListCase> = {},
): FlagListCase => ({
  says,
  scope,
  owner,
  lists,
  ...rest,
})

/** `GET /flags`: flags on the records that the reader lists. */
export const flagListCases: FlagListCase[] = [
  list('self: on his own', 'self', 'amal', true),
  list('self: on one that he was referred', 'self', 'far', true, { granted: true }),
  list('self: not on a colleague’s', 'self', 'of his group', false),
  list('group: on a colleague’s', 'group', 'of his group', true),
  list('group: not on one of the agency', 'group', 'of his agency', false),
  list('agency: on one of the agency', 'agency', 'of his agency', true),
  list('agency: not far', 'agency', 'far', false),
  // The reference answers with none here.
  list('all: on every record', 'all', 'far', true),
  list('identified: not on others’', 'identified', 'far', false),
  list('admin_only: on none', 'admin_only', 'of his group', false),
  list('incidents too', 'self', 'amal', true, { type: 'incident' }),
  list('tracing requests too', 'self', 'amal', true, { type: 'tracing_request' }),
  list('not registry records', 'self', 'amal', false, { type: 'registry_record' }),
  list('nor families', 'self', 'amal', false, { type: 'family' }),
  list('not of a type that he may not read', 'self', 'amal', false, { type: 'incident', reads: ['case'], tag: '?' }),
  list('resolved ones as well', 'self', 'amal', true, { flag: { removed: true } }),
  list('but not when active ones are asked', 'self', 'amal', false, {
    flag: { removed: true },
    options: { active_only: true },
  }),
  list('active ones when they are asked', 'self', 'amal', true, { options: { active_only: true } }),
  list('mine when mine are asked', 'self', 'amal', true, { flag: { by: 'amal' }, options: { flagged_by_me: true } }),
  list('others’ not', 'self', 'amal', false, { options: { flagged_by_me: true } }),
  list('of a type that is asked', 'self', 'amal', true, { options: { record_type: 'cases' } }),
  list('not of another', 'self', 'amal', false, { options: { record_type: 'incidents,tracing_requests' } }),
]
