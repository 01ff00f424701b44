// For tests only: who may give which role to whom (access §3, §6.4; design: superuser). Written before the rules.
// `?` marks what no text says and was decided here.
import type { Role } from '../configuration/bundle.ts'

const cp = 'primeromodule-cp'
const gbv = 'primeromodule-gbv'

const role = (id: string, rest: Partial<Role>): Role => ({
  id,
  name: id,
  scope: 'self',
  modules: [cp],
  permissions: {},
  forms: 'all',
  identity: 'none',
  ...rest,
})
const all = (...resources: string[]) => Object.fromEntries(resources.map((resource) => [resource, ['manage']]))
const administration = ['role', 'user', 'user_group', 'agency', 'metadata', 'system']

/** The roles of these cases, by name. */
export const cast = {
  superuser: role('superuser', {
    scope: 'all',
    permissions: all('case', 'incident', 'report', ...administration),
  }),
  administrator: role('administrator', { scope: 'admin_only', permissions: all(...administration) }),
  /** Nearly a superuser: one resource has an action more than `manage`, so it is none. */
  nearly: role('nearly', {
    scope: 'all',
    permissions: { ...all('case', 'incident', 'report', ...administration), case: ['manage', 'read'] },
  }),
  /** Administers all roles and nothing else. */
  roleKeeper: role('roleKeeper', { scope: 'admin_only', permissions: { role: ['manage'], user: ['manage'] } }),
  /** `manage`, and a list beside it: the list counts all the same. */
  listedKeeper: role('listedKeeper', {
    scope: 'all',
    permissions: { role: ['manage'], user: ['manage'] },
    objects: { role: ['reader', 'caseworker'] },
  }),
  /** Gives the roles of a list. */
  userManager: role('userManager', {
    scope: 'group',
    permissions: { case: ['read', 'flag'], role: ['read', 'assign'], user: ['read', 'create', 'write'] },
    objects: { role: ['reader', 'caseworker', 'retired', 'administrator'] },
  }),
  /** Gives roles, and nobody said which. */
  unlisted: role('unlisted', {
    scope: 'group',
    permissions: { case: ['read', 'flag'], role: ['read', 'assign'], user: ['read', 'create', 'write'] },
  }),
  /** Writes accounts and gives no roles. */
  userWriter: role('userWriter', { scope: 'all', permissions: { user: ['read', 'create', 'write'] } }),
  roleReader: role('roleReader', { scope: 'all', permissions: { role: ['read'], user: ['read', 'write'] } }),
  /** Writes roles, and gives none. */
  roleWriter: role('roleWriter', { scope: 'all', permissions: { role: ['read', 'write', 'create'], user: ['write'] } }),
  caseworker: role('caseworker', {
    permissions: { case: ['read', 'write', 'create', 'flag'] },
    identity: 'own',
  }),
  reader: role('reader', { scope: 'group', permissions: { case: ['read'] }, forms: { basic_identity: 'r' } }),
  national: role('national', { scope: 'all', permissions: { case: ['read'] } }),
  gbvCaseworker: role('gbvCaseworker', {
    modules: [gbv],
    permissions: { case: ['read', 'write', 'create'] },
    identity: 'own',
  }),
  retired: role('retired', { permissions: { case: ['read'] }, scope: 'group', disabled: true }),
} satisfies Record<string, Role>

export type Cast = keyof typeof cast

/**
 * yes; flagged: yes, and it is more than the giver has, so he is told before, the audit says so and the other
 * administrators hear of it; forbidden; retired: no such role is given to anybody, by whoever may give it.
 */
export type Giving = 'yes' | 'flagged' | 'forbidden' | 'retired'

type Row = Record<
  | 'superuser'
  | 'administrator'
  | 'nearly'
  | 'userManager'
  | 'caseworker'
  | 'reader'
  | 'national'
  | 'gbvCaseworker'
  | 'retired',
  Giving
>

const none: Row = {
  superuser: 'forbidden',
  administrator: 'forbidden',
  nearly: 'forbidden',
  userManager: 'forbidden',
  caseworker: 'forbidden',
  reader: 'forbidden',
  national: 'forbidden',
  gbvCaseworker: 'forbidden',
  retired: 'forbidden',
}

/** Giver → role that is given, to somebody else whom the giver may change. */
export const giving: Partial<Record<Cast, Row>> = {
  // Beyond a superuser are other modules and identity: he sees no names.
  superuser: {
    superuser: 'yes',
    administrator: 'yes',
    nearly: 'yes',
    userManager: 'yes',
    caseworker: 'flagged',
    reader: 'yes',
    national: 'yes',
    gbvCaseworker: 'flagged',
    retired: 'retired',
  },
  // Whoever administers all roles gives any, though he sees no superuser; beyond him is more than actions.
  administrator: {
    ...none,
    superuser: 'flagged',
    administrator: 'yes',
    nearly: 'flagged',
    userManager: 'flagged',
    caseworker: 'flagged',
    reader: 'flagged',
    national: 'flagged',
    gbvCaseworker: 'flagged',
    retired: 'retired',
  },
  // Only who has the very shape of a superuser is one, and reaches superusers.
  nearly: {
    superuser: 'flagged',
    administrator: 'flagged',
    nearly: 'yes',
    userManager: 'yes',
    caseworker: 'flagged',
    reader: 'yes',
    national: 'yes',
    gbvCaseworker: 'flagged',
    retired: 'retired',
  },
  roleKeeper: {
    ...none,
    superuser: 'flagged',
    administrator: 'flagged',
    nearly: 'flagged',
    userManager: 'flagged',
    caseworker: 'flagged',
    reader: 'flagged',
    national: 'flagged',
    gbvCaseworker: 'flagged',
    retired: 'retired',
  },
  // The reference forgets the list beside a bare `manage`.
  listedKeeper: { ...none, caseworker: 'yes', reader: 'yes' },
  // Somebody with more rights drew up the list: what stands on it is no news, but an administrator's role never passes.
  userManager: { ...none, caseworker: 'yes', reader: 'yes', retired: 'retired' },
  // ? An empty list is no list, so the measure is what the giver has himself.
  unlisted: { ...none, userManager: 'yes', reader: 'yes', retired: 'retired' },
  userWriter: none,
  roleReader: none,
  roleWriter: none,
  caseworker: none,
}

export type GiveCase = {
  says: string
  giver: Cast
  /** `oneself`: the giver's own account. */
  to: 'oneself' | 'somebody' | 'nobody yet'
  /** What the person holds now; none for a new account. */
  from?: Cast
  role: Cast
  answer: Giving
  tag?: '?'
}

/** Whom, and instead of what. */
export const giveCases: GiveCase[] = [
  {
    says: 'nobody gives himself a role',
    giver: 'userManager',
    to: 'oneself',
    from: 'userManager',
    role: 'reader',
    answer: 'forbidden',
  },
  {
    says: 'not even less than he has',
    giver: 'superuser',
    to: 'oneself',
    from: 'superuser',
    role: 'reader',
    answer: 'forbidden',
  },
  {
    says: 'not even as the keeper of all roles',
    giver: 'roleKeeper',
    to: 'oneself',
    from: 'roleKeeper',
    role: 'superuser',
    answer: 'forbidden',
  },
  {
    says: 'the role that one holds is not given again',
    giver: 'userManager',
    to: 'oneself',
    from: 'userManager',
    role: 'userManager',
    answer: 'yes',
    tag: '?',
  },
  {
    says: 'who may give no roles may leave one as it is',
    giver: 'userWriter',
    to: 'somebody',
    from: 'caseworker',
    role: 'caseworker',
    answer: 'yes',
  },
  {
    says: 'also one that he could not give',
    giver: 'userWriter',
    to: 'somebody',
    from: 'national',
    role: 'national',
    answer: 'yes',
  },
  {
    says: 'a retired role may stay with who holds it',
    giver: 'superuser',
    to: 'somebody',
    from: 'retired',
    role: 'retired',
    answer: 'yes',
    tag: '?',
  },
  {
    says: 'who may give no roles makes no account',
    giver: 'userWriter',
    to: 'nobody yet',
    role: 'reader',
    answer: 'forbidden',
  },
  {
    says: 'who gives roles of a list makes an account with one',
    giver: 'userManager',
    to: 'nobody yet',
    role: 'caseworker',
    answer: 'yes',
  },
  { says: 'and with no other', giver: 'userManager', to: 'nobody yet', role: 'national', answer: 'forbidden' },
  {
    says: 'a role of the list is taken for another of it',
    giver: 'userManager',
    to: 'somebody',
    from: 'caseworker',
    role: 'reader',
    answer: 'yes',
  },
  {
    says: 'a role that is not on the list is not taken away',
    giver: 'userManager',
    to: 'somebody',
    from: 'national',
    role: 'reader',
    answer: 'forbidden',
    tag: '?',
  },
  {
    says: 'a superuser’s role is taken away by a superuser',
    giver: 'superuser',
    to: 'somebody',
    from: 'superuser',
    role: 'reader',
    answer: 'yes',
  },
  {
    says: 'and by who keeps all roles, as far as he reaches the account',
    giver: 'administrator',
    to: 'somebody',
    from: 'superuser',
    role: 'reader',
    answer: 'flagged',
  },
  {
    says: 'an administrator’s role is taken away by a superuser',
    giver: 'superuser',
    to: 'somebody',
    from: 'administrator',
    role: 'reader',
    answer: 'yes',
  },
  {
    says: 'and by another administrator',
    giver: 'administrator',
    to: 'somebody',
    from: 'administrator',
    role: 'reader',
    answer: 'flagged',
  },
  {
    says: 'not by who gives roles of a list',
    giver: 'userManager',
    to: 'somebody',
    from: 'administrator',
    role: 'reader',
    answer: 'forbidden',
  },
  {
    says: 'who keeps all roles takes a role away that is more than his',
    giver: 'roleKeeper',
    to: 'somebody',
    from: 'national',
    role: 'reader',
    answer: 'flagged',
  },
  {
    says: 'without a list one takes away what one could give',
    giver: 'unlisted',
    to: 'somebody',
    from: 'reader',
    role: 'reader',
    answer: 'yes',
  },
  {
    says: 'and nothing else',
    giver: 'unlisted',
    to: 'somebody',
    from: 'caseworker',
    role: 'reader',
    answer: 'forbidden',
    tag: '?',
  },
  {
    says: 'a case worker gives nothing to anybody',
    giver: 'caseworker',
    to: 'somebody',
    from: 'reader',
    role: 'caseworker',
    answer: 'forbidden',
  },
]

/** Keys of an account that open it: whoever sets them could come in as its owner. */
export const keysThatOpen = ['password', 'password_confirmation', 'email', 'identity_provider_unique_id'] as const

export type OpenCase = {
  says: string
  actor: Cast
  holder: Cast
  oneself?: true
  answer: 'yes' | 'forbidden'
  tag?: '?'
}

/** May the actor, who may change this account, set what opens it? Only where he could give its role. */
export const openCases: OpenCase[] = [
  { says: 'one’s own', actor: 'caseworker', holder: 'caseworker', oneself: true, answer: 'yes' },
  { says: 'that of a role on the list', actor: 'userManager', holder: 'caseworker', answer: 'yes' },
  { says: 'not that of another role', actor: 'userManager', holder: 'national', answer: 'forbidden', tag: '?' },
  {
    says: 'not that of a colleague in the same office',
    actor: 'userManager',
    holder: 'userManager',
    answer: 'forbidden',
    tag: '?',
  },
  {
    says: 'not by the right to write accounts alone',
    actor: 'userWriter',
    holder: 'caseworker',
    answer: 'forbidden',
    tag: '?',
  },
  { says: 'that of a superuser, by a superuser', actor: 'superuser', holder: 'superuser', answer: 'yes' },
  { says: 'that of an administrator, by a superuser', actor: 'superuser', holder: 'administrator', answer: 'yes' },
  {
    says: 'not that of a superuser, by an administrator',
    actor: 'administrator',
    holder: 'superuser',
    answer: 'forbidden',
  },
  {
    says: 'not that of another administrator',
    actor: 'administrator',
    holder: 'administrator',
    answer: 'forbidden',
    tag: '?',
  },
  {
    says: 'that of somebody whose role is more, by who keeps all roles',
    actor: 'roleKeeper',
    holder: 'national',
    answer: 'yes',
  },
  {
    says: 'that of who holds a retired role of the list',
    actor: 'userManager',
    holder: 'retired',
    answer: 'yes',
    tag: '?',
  },
]
