// For tests only: whose accounts somebody sees and changes, and where he may put people (access §4, §6.4; api-admin §6.1).

/** Roles of those who look, by what they have. */
export const lookers = {
  superuser: 'superuser-shaped',
  administrator: 'administrator-shaped',
  national: 'scope all, user: read write',
  manager: 'scope group, user: read write, in groups lake and hill',
  lonely: 'scope group, user: read write, in no group',
  ofAgency: 'scope group, user: agency_read write, agency west, in group lake',
  ofNoAgency: 'scope group, user: agency_read write, no agency',
  plainAgency: 'scope agency, user: read write, agency west: no agency_read',
  own: 'scope self, user: read write',
  reader: 'scope group, user: read, in groups lake and hill',
  nobody: 'scope all, no right on users',
} as const
export type Looker = keyof typeof lookers

/** Accounts that are looked at. Where nothing is said: a case worker of agency north, in group river. */
export const looked = {
  oneself: 'the own account',
  river: 'agency north, group river',
  lake: 'agency north, group lake',
  west: 'agency west, group river',
  groupless: 'agency north, no group',
  disabled: 'agency west, group lake, disabled',
  service: 'a service account, no agency, no group',
  admin: 'administrator-shaped, agency west, group lake',
  super: 'superuser-shaped, agency west, group lake',
} as const
export type Looked = keyof typeof looked

/** s: sees, w: sees and changes, -: neither. A list holds those with s or w, and `oneself` where it says so. */
type Sight = 's' | 'w' | '-'
const row = (text: string): Record<Looked, Sight> => {
  const marks = text.split(' ') as Sight[]
  return Object.fromEntries(Object.keys(looked).map((name, i) => [name, marks[i] ?? '-'])) as Record<Looked, Sight>
}

/** In the order of `looked`. Oneself is `w` for everybody: the keys are fewer (access §7.1). */
export const sight: Record<Looker, Record<Looked, Sight>> = {
  superuser: row('w w w w w w w w w'),
  administrator: row('w w w w w w w w -'),
  national: row('w w w w w w w - -'),
  manager: row('w - w - - w - - -'),
  lonely: row('w - - - - - - - -'),
  ofAgency: row('w - - w - w - - -'),
  ofNoAgency: row('w - - - - - - - -'),
  plainAgency: row('w - - - - - - - -'),
  own: row('w - - - - - - - -'),
  reader: row('w - s - - s - - -'),
  nobody: row('w - - - - - - - -'),
}

export type PlaceCase = {
  says: string
  /** Of the actor. */
  scope: 'all' | 'admin_only' | 'group' | 'agency' | 'self'
  groups: string[]
  agency: string | null
  /** `objects.agency` of the actor's role. */
  listed?: string[]
  /** The account before, unless it is made. */
  before?: { groups: string[]; agency: string }
  after: { groups: string[]; agency: string }
  answer: 'yes' | 'forbidden'
  tag?: '?'
}

/** Into which groups and agency an account may be put. The reference asks nothing; whoever may, reaches other teams' records. */
export const placeCases: PlaceCase[] = [
  {
    says: 'who reaches all puts people anywhere',
    scope: 'all',
    groups: [],
    agency: 'west',
    after: { groups: ['river'], agency: 'north' },
    answer: 'yes',
  },
  {
    says: 'so does who only administers',
    scope: 'admin_only',
    groups: [],
    agency: 'west',
    after: { groups: ['river', 'lake'], agency: 'north' },
    answer: 'yes',
  },
  {
    says: 'a manager makes somebody in his team',
    scope: 'group',
    groups: ['lake'],
    agency: 'west',
    after: { groups: ['lake'], agency: 'west' },
    answer: 'yes',
  },
  {
    says: 'in one of his teams',
    scope: 'group',
    groups: ['lake', 'hill'],
    agency: 'west',
    after: { groups: ['hill'], agency: 'west' },
    answer: 'yes',
  },
  {
    says: 'in none of another',
    scope: 'group',
    groups: ['lake'],
    agency: 'west',
    after: { groups: ['river'], agency: 'west' },
    answer: 'forbidden',
    tag: '?',
  },
  {
    says: 'not in his and another',
    scope: 'group',
    groups: ['lake'],
    agency: 'west',
    after: { groups: ['lake', 'river'], agency: 'west' },
    answer: 'forbidden',
    tag: '?',
  },
  {
    says: 'nobody outside all teams',
    scope: 'group',
    groups: ['lake'],
    agency: 'west',
    after: { groups: [], agency: 'west' },
    answer: 'forbidden',
    tag: '?',
  },
  {
    says: 'a team that somebody is in already stays, though it is not the manager’s',
    scope: 'group',
    groups: ['lake'],
    agency: 'west',
    before: { groups: ['lake', 'river'], agency: 'west' },
    after: { groups: ['lake', 'river'], agency: 'west' },
    answer: 'yes',
  },
  {
    says: 'nobody is taken out of another’s team',
    scope: 'group',
    groups: ['lake'],
    agency: 'west',
    before: { groups: ['lake', 'river'], agency: 'west' },
    after: { groups: ['lake'], agency: 'west' },
    answer: 'forbidden',
    tag: '?',
  },
  {
    says: 'from one of one’s teams to another',
    scope: 'group',
    groups: ['lake', 'hill'],
    agency: 'west',
    before: { groups: ['lake'], agency: 'west' },
    after: { groups: ['hill'], agency: 'west' },
    answer: 'yes',
  },
  {
    says: 'nobody is put out of one’s own reach',
    scope: 'group',
    groups: ['lake'],
    agency: 'west',
    before: { groups: ['lake'], agency: 'west' },
    after: { groups: [], agency: 'west' },
    answer: 'forbidden',
    tag: '?',
  },
  {
    says: 'a manager makes nobody of another agency',
    scope: 'group',
    groups: ['lake'],
    agency: 'west',
    after: { groups: ['lake'], agency: 'north' },
    answer: 'forbidden',
    tag: '?',
  },
  {
    says: 'unless the agency is on the list of his role',
    scope: 'group',
    groups: ['lake'],
    agency: 'west',
    listed: ['north'],
    after: { groups: ['lake'], agency: 'north' },
    answer: 'yes',
    tag: '?',
  },
  {
    says: 'an agency that somebody is in already stays',
    scope: 'group',
    groups: ['lake'],
    agency: 'west',
    before: { groups: ['lake'], agency: 'north' },
    after: { groups: ['lake'], agency: 'north' },
    answer: 'yes',
  },
  {
    says: 'who reaches an agency puts people of it into any team of his own',
    scope: 'agency',
    groups: ['lake'],
    agency: 'west',
    after: { groups: ['lake'], agency: 'west' },
    answer: 'yes',
  },
  {
    says: 'into no other team',
    scope: 'agency',
    groups: ['lake'],
    agency: 'west',
    after: { groups: ['river'], agency: 'west' },
    answer: 'forbidden',
    tag: '?',
  },
  {
    says: 'or into none: his agency is reach enough',
    scope: 'agency',
    groups: ['lake'],
    agency: 'west',
    after: { groups: [], agency: 'west' },
    answer: 'yes',
    tag: '?',
  },
  {
    says: 'whose reach is himself puts nobody anywhere',
    scope: 'self',
    groups: ['lake'],
    agency: 'west',
    after: { groups: ['lake'], agency: 'west' },
    answer: 'forbidden',
  },
]
