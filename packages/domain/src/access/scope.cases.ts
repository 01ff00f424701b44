// For tests only: which records each reach finds (access §4, design: scope). Lists and single records answer alike.
import type { Role } from '../configuration/bundle.ts'
import type { Actor, Person } from './actor.ts'
import type { RecordFacts } from '../records/record.ts'

const cp = 'primeromodule-cp'
const gbv = 'primeromodule-gbv'

export type ScopeCase = {
  says: string
  role: Partial<Role>
  /** Of him who asks: amal, of agency one, in group north, unless said otherwise. */
  actor?: Partial<Actor>
  /** Of the owner: bilal, of agency one, in group north, unless said otherwise. */
  owner?: Partial<Person>
  /** Users to whom a live grant was made, the person it is about, type and module. */
  record?: { grantedTo?: string[]; identifiedBy?: string } & Partial<Pick<RecordFacts, 'type' | 'module'>>
  finds: boolean
  /** `ahead`: not decided by the rules in memory yet. */
  tag?: '?'
}

const own = { userName: 'amal' }
const far = { userName: 'carol', agency: 'agency-two', groups: ['group-south'] }

export const scopeCases: ScopeCase[] = [
  { says: 'self: the own record', role: { scope: 'self' }, owner: own, finds: true },
  { says: 'self: not a colleague’s', role: { scope: 'self' }, finds: false },
  {
    says: 'self: a record that was granted',
    role: { scope: 'self' },
    owner: far,
    record: { grantedTo: ['amal'] },
    finds: true,
  },
  {
    says: 'self: not one that was granted to a colleague',
    role: { scope: 'self' },
    owner: far,
    record: { grantedTo: ['bilal'] },
    finds: false,
  },
  { says: 'group: the own record', role: { scope: 'group' }, owner: own, finds: true },
  { says: 'group: a colleague’s of the same group', role: { scope: 'group' }, finds: true },
  {
    says: 'group: one shared group of several is enough',
    role: { scope: 'group' },
    actor: { groups: ['group-east', 'group-north'] },
    owner: { groups: ['group-north', 'group-west'] },
    finds: true,
  },
  {
    says: 'group: not that of another group in the same agency',
    role: { scope: 'group' },
    owner: { groups: ['group-south'] },
    finds: false,
  },
  { says: 'group: agencies do not count', role: { scope: 'group' }, owner: { agency: 'agency-two' }, finds: true },
  {
    says: 'group: a record that was granted',
    role: { scope: 'group' },
    owner: far,
    record: { grantedTo: ['amal'] },
    finds: true,
  },
  {
    says: 'group: a record that was granted to a colleague is not the group’s',
    role: { scope: 'group' },
    owner: far,
    record: { grantedTo: ['bilal'] },
    finds: false,
  },
  {
    says: 'group without groups: the own record',
    role: { scope: 'group' },
    actor: { groups: [] },
    owner: own,
    finds: true,
  },
  { says: 'group without groups: nobody else’s', role: { scope: 'group' }, actor: { groups: [] }, finds: false },
  {
    says: 'group without groups: not that of an owner without groups either',
    role: { scope: 'group' },
    actor: { groups: [] },
    owner: { groups: [] },
    finds: false,
  },
  { says: 'agency: the own record', role: { scope: 'agency' }, owner: own, finds: true },
  {
    says: 'agency: a colleague’s of another group',
    role: { scope: 'agency' },
    owner: { groups: ['group-south'] },
    finds: true,
  },
  {
    says: 'agency: not that of another agency in the same group',
    role: { scope: 'agency' },
    owner: { agency: 'agency-two' },
    finds: false,
  },
  {
    says: 'agency: an id that begins alike is another agency',
    role: { scope: 'agency' },
    owner: { agency: 'agency-one-b' },
    finds: false,
  },
  {
    says: 'agency without an agency: the own record',
    role: { scope: 'agency' },
    actor: { agency: null },
    owner: own,
    finds: true,
  },
  {
    says: 'agency without an agency: not that of an owner without one',
    role: { scope: 'agency' },
    actor: { agency: null },
    owner: { agency: null },
    finds: false,
  },
  {
    says: 'agency: a record that was granted',
    role: { scope: 'agency' },
    owner: far,
    record: { grantedTo: ['amal'] },
    finds: true,
  },
  { says: 'all: anybody’s', role: { scope: 'all' }, owner: far, finds: true },
  {
    says: 'all: nobody’s, since no owner is known',
    role: { scope: 'all' },
    owner: { agency: null, groups: [] },
    finds: true,
  },
  {
    says: 'all: not of a module that the role does not work in',
    role: { scope: 'all' },
    record: { module: gbv },
    finds: false,
  },
  {
    says: 'all of two modules: of either',
    role: { scope: 'all', modules: [cp, gbv] },
    record: { module: gbv },
    finds: true,
  },
  {
    says: 'self: not even one’s own of a module that the role lost',
    role: { scope: 'self', modules: [gbv] },
    owner: own,
    finds: false,
  },
  {
    says: 'a grant opens no module either',
    role: { scope: 'self' },
    owner: far,
    record: { module: gbv, grantedTo: ['amal'] },
    finds: false,
  },
  {
    says: 'identified: the record about oneself',
    role: { scope: 'identified' },
    owner: far,
    record: { identifiedBy: 'amal' },
    finds: true,
  },
  {
    says: 'identified: nobody else’s',
    role: { scope: 'identified' },
    owner: far,
    record: { identifiedBy: 'udo' },
    finds: false,
  },
  { says: 'identified: not what one owns', role: { scope: 'identified' }, owner: own, finds: false },
  {
    says: 'identified: not what was granted',
    role: { scope: 'identified' },
    owner: far,
    record: { grantedTo: ['amal'] },
    finds: false,
  },
  {
    says: 'self: not the record about oneself',
    role: { scope: 'self' },
    owner: far,
    record: { identifiedBy: 'amal' },
    finds: false,
  },
  { says: 'admin_only: nothing', role: { scope: 'admin_only' }, finds: false },
  { says: 'admin_only: not what one owns', role: { scope: 'admin_only' }, owner: own, finds: false },
  {
    says: 'admin_only: not what was granted',
    role: { scope: 'admin_only' },
    owner: far,
    record: { grantedTo: ['amal'] },
    finds: false,
  },
  {
    says: 'admin_only: nothing though the role may read',
    role: { scope: 'admin_only', permissions: { case: ['manage'] } },
    owner: own,
    finds: false,
  },
  {
    says: 'without the right to read there is no reach',
    role: { scope: 'all', permissions: { case: ['write', 'close'] } },
    finds: false,
  },
  { says: 'everything is the right to read', role: { scope: 'all', permissions: { case: ['manage'] } }, finds: true },
  {
    says: 'the right to read one type is none to another',
    role: { scope: 'all', permissions: { case: ['read'] } },
    record: { type: 'incident' },
    finds: false,
  },
  {
    says: 'families obey the reach',
    role: { scope: 'self', permissions: { family: ['read', 'write'] } },
    record: { type: 'family' },
    finds: false,
  },
  {
    says: 'registry records obey the reach',
    role: { scope: 'self', permissions: { registry_record: ['read', 'write'] } },
    record: { type: 'registry_record' },
    finds: false,
  },
  {
    says: 'a family of the group',
    role: { scope: 'group', permissions: { family: ['read'] } },
    record: { type: 'family' },
    finds: true,
  },
  {
    says: 'who picks families to link finds those in reach',
    role: { scope: 'group', permissions: { family: ['search_and_select_family_record'] } },
    record: { type: 'family' },
    finds: true,
  },
  {
    says: 'and none beyond',
    role: { scope: 'group', permissions: { family: ['search_and_select_family_record'] } },
    owner: far,
    record: { type: 'family' },
    finds: false,
  },
  {
    says: 'searching beyond one’s reach is no reach',
    role: { scope: 'self', permissions: { case: ['read', 'search_owned_by_others', 'display_view_page'] } },
    finds: false,
  },
]

export type BeyondScopeCase = {
  says: string
  actions: string[]
  /** What is typed, and where. */
  by: 'text' | 'id_search' | 'phonetic' | 'phone_number'
  query: 'exact identifier' | 'part of an identifier' | 'full name' | 'first name' | 'phone number' | 'nothing'
  /** Is a record beyond the reach found? */
  finds: boolean
  tag?: '?'
}

/** A search that lifts the reach for one statement (access §4, design: record search beyond scope). */
export const beyondScopeCases: BeyondScopeCase[] = [
  {
    says: 'an exact identifier',
    actions: ['read', 'search_owned_by_others'],
    by: 'id_search',
    query: 'exact identifier',
    finds: true,
  },
  {
    says: 'a part of one',
    actions: ['read', 'search_owned_by_others'],
    by: 'id_search',
    query: 'part of an identifier',
    finds: false,
  },
  { says: 'a full name', actions: ['read', 'search_owned_by_others'], by: 'phonetic', query: 'full name', finds: true },
  {
    says: 'a first name',
    actions: ['read', 'search_owned_by_others'],
    by: 'phonetic',
    query: 'first name',
    finds: false,
  },
  {
    says: 'a phone number, which is no identifier of hers alone',
    actions: ['read', 'search_owned_by_others'],
    by: 'phone_number',
    query: 'phone number',
    finds: false,
  },
  {
    says: 'without saying how',
    actions: ['read', 'search_owned_by_others'],
    by: 'text',
    query: 'full name',
    finds: false,
  },
  { says: 'nothing', actions: ['read', 'search_owned_by_others'], by: 'phonetic', query: 'nothing', finds: false },
  { says: 'without the right', actions: ['read'], by: 'id_search', query: 'exact identifier', finds: false },
  {
    says: 'everything does not name the right',
    actions: ['manage'],
    by: 'id_search',
    query: 'exact identifier',
    finds: false,
    tag: '?',
  },
  {
    says: 'the right to search is no right to read',
    actions: ['search_owned_by_others'],
    by: 'id_search',
    query: 'exact identifier',
    finds: false,
  },
]
