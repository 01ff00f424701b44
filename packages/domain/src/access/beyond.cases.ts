// For tests only: what one role may that another may not (access §3, §6.4). Nobody without all of role administration
// makes or gives a role that is beyond his own; who has it sees this list before he saves.
import type { Role } from '../configuration/bundle.ts'

export type BeyondCase = {
  says: string
  /** The measure, and what is measured; what is left out is a case role that reads by group, of one module. */
  own: Partial<Role>
  other: Partial<Role>
  /** What the other has more, sorted: `case.write`, `scope`, `module <id>`, `form <id> rw`, `identity`, `list role`. */
  beyond: string[]
  tag?: '?'
}

/** Filled in where a case says nothing. */
export const measured: Role = {
  id: 'measured',
  name: 'measured',
  scope: 'group',
  modules: ['primeromodule-cp'],
  permissions: { case: ['read'] },
  forms: { basic_identity: 'r', notes: 'rw' },
  identity: 'own',
}

const may = (...actions: string[]): Partial<Role> => ({ permissions: { case: actions } })

export const beyondCases: BeyondCase[] = [
  { says: 'the same is not more', own: {}, other: {}, beyond: [] },
  { says: 'less is not more', own: may('read', 'write'), other: may('read'), beyond: [] },
  { says: 'an action more is more', own: may('read'), other: may('read', 'write'), beyond: ['case.write'] },
  {
    says: 'each action more is named',
    own: may('read'),
    other: may('create', 'read', 'write'),
    beyond: ['case.create', 'case.write'],
  },
  { says: 'everything covers something', own: may('manage'), other: may('read', 'close', 'assign'), beyond: [] },
  {
    says: 'something does not cover everything',
    own: may('read', 'write'),
    other: may('manage'),
    beyond: ['case.manage'],
  },
  {
    says: 'read covers the words for reading',
    own: may('read'),
    other: may('index', 'view', 'list', 'export'),
    beyond: [],
  },
  {
    says: 'write covers the words for writing',
    own: may('write'),
    other: may('edit', 'update', 'destroy', 'disable'),
    beyond: [],
  },
  {
    says: 'write does not cover an action with a name of its own',
    own: may('read', 'write'),
    other: may('close'),
    beyond: ['case.close'],
  },
  {
    says: 'delete covers destroy and no more',
    own: { permissions: { role: ['delete'] } },
    other: { permissions: { role: ['destroy', 'write'] } },
    beyond: ['role.write'],
  },
  {
    says: 'another resource is more',
    own: {},
    other: { permissions: { case: ['read'], incident: ['read'] } },
    beyond: ['incident.read'],
  },
  {
    says: 'a resource without actions is nothing',
    own: {},
    other: { permissions: { case: ['read'], user: [] } },
    beyond: [],
  },
  {
    says: 'without a restriction is more than with it',
    own: may('read', 'service_own_entries_only'),
    other: may('read'),
    beyond: ['case without service_own_entries_only'],
    tag: '?',
  },
  {
    says: 'a restriction is not more',
    own: may('read'),
    other: may('read', 'service_own_entries_only'),
    beyond: [],
    tag: '?',
  },
  { says: 'all reaches further than a group', own: { scope: 'group' }, other: { scope: 'all' }, beyond: ['scope'] },
  { says: 'all reaches whatever else reaches', own: { scope: 'all' }, other: { scope: 'agency' }, beyond: [] },
  {
    says: 'an agency is not a group',
    own: { scope: 'group' },
    other: { scope: 'agency' },
    beyond: ['scope'],
    tag: '?',
  },
  {
    says: 'a group is not an agency: it may have people of several',
    own: { scope: 'agency' },
    other: { scope: 'group' },
    beyond: ['scope'],
    tag: '?',
  },
  { says: 'own records are within a group', own: { scope: 'group' }, other: { scope: 'self' }, beyond: [] },
  { says: 'own records are within an agency', own: { scope: 'agency' }, other: { scope: 'self' }, beyond: [] },
  { says: 'a group is more than own records', own: { scope: 'self' }, other: { scope: 'group' }, beyond: ['scope'] },
  {
    says: 'the record about oneself is none of one’s own',
    own: { scope: 'self' },
    other: { scope: 'identified' },
    beyond: ['scope'],
    tag: '?',
  },
  {
    says: 'reaching no record is within anything',
    own: { scope: 'identified' },
    other: { scope: 'admin_only' },
    beyond: [],
  },
  { says: 'own records are more than none', own: { scope: 'admin_only' }, other: { scope: 'self' }, beyond: ['scope'] },
  {
    says: 'whose role touches no record has no reach to compare',
    own: { scope: 'group', permissions: { agency: ['read'] } },
    other: { scope: 'all', permissions: { agency: ['read'] } },
    beyond: [],
    tag: '?',
  },
  {
    says: 'who administers people reaches people: everybody is more than a team',
    own: { scope: 'group', permissions: { user: ['read'] } },
    other: { scope: 'all', permissions: { user: ['read'] } },
    beyond: ['scope'],
  },
  {
    says: 'admin_only reaches everybody, and so is more than a team',
    own: { scope: 'group', permissions: { user: ['read'] } },
    other: { scope: 'admin_only', permissions: { user: ['read'] } },
    beyond: ['scope'],
  },
  {
    says: 'admin_only and all reach the same people',
    own: { scope: 'admin_only', permissions: { user: ['read'] } },
    other: { scope: 'all', permissions: { user: ['read'] } },
    beyond: [],
  },
  {
    says: 'another module is more',
    own: {},
    other: { modules: ['primeromodule-cp', 'primeromodule-gbv'] },
    beyond: ['module primeromodule-gbv'],
  },
  { says: 'a module less is not', own: { modules: ['primeromodule-cp', 'primeromodule-gbv'] }, other: {}, beyond: [] },
  {
    says: 'writing a form is more than reading it',
    own: {},
    other: { forms: { basic_identity: 'rw' } },
    beyond: ['form basic_identity rw'],
  },
  { says: 'another form is more', own: {}, other: { forms: { services: 'r' } }, beyond: ['form services r'] },
  { says: 'reading what one may write is not', own: {}, other: { forms: { notes: 'r' } }, beyond: [] },
  { says: 'all forms are more than some', own: {}, other: { forms: 'all' }, beyond: ['forms'] },
  { says: 'some forms are within all', own: { forms: 'all' }, other: {}, beyond: [] },
  { says: 'no identity is within any', own: { identity: 'own' }, other: { identity: 'none' }, beyond: [] },
  {
    says: 'the identity of own records is more than none',
    own: { identity: 'none' },
    other: { identity: 'own' },
    beyond: ['identity'],
  },
  {
    says: 'that of all in scope is more than of own records',
    own: { identity: 'own' },
    other: { identity: 'scope' },
    beyond: ['identity'],
  },
  {
    says: 'that of all in scope covers revealing',
    own: { identity: 'scope' },
    other: { identity: 'reveal' },
    beyond: [],
  },
  {
    says: 'revealing is more than own records',
    own: { identity: 'own' },
    other: { identity: 'reveal' },
    beyond: ['identity'],
    tag: '?',
  },
  {
    says: 'own records without a reason are more than revealing',
    own: { identity: 'reveal' },
    other: { identity: 'own' },
    beyond: ['identity'],
    tag: '?',
  },
  {
    says: 'no list of roles is more than a list',
    own: { permissions: { role: ['assign'] }, objects: { role: ['reader'] } },
    other: { permissions: { role: ['assign'] } },
    beyond: ['list role'],
  },
  {
    says: 'an empty list is no list',
    own: { permissions: { role: ['assign'] }, objects: { role: ['reader'] } },
    other: { permissions: { role: ['assign'] }, objects: { role: [] } },
    beyond: ['list role'],
  },
  {
    says: 'a longer list is more',
    own: { permissions: { role: ['assign'] }, objects: { role: ['reader'] } },
    other: { permissions: { role: ['assign'] }, objects: { role: ['reader', 'national'] } },
    beyond: ['list role'],
  },
  {
    says: 'a shorter list is not',
    own: { permissions: { role: ['assign'] }, objects: { role: ['reader', 'national'] } },
    other: { permissions: { role: ['assign'] }, objects: { role: ['reader'] } },
    beyond: [],
  },
  {
    says: 'a list counts beside manage as well',
    own: { permissions: { role: ['manage'] }, objects: { role: ['reader'] } },
    other: { permissions: { role: ['manage'] } },
    beyond: ['list role'],
  },
  {
    says: 'the same of agencies',
    own: { permissions: { agency: ['write'] }, objects: { agency: ['west'] } },
    other: { permissions: { agency: ['write'] } },
    beyond: ['list agency'],
  },
  {
    says: 'numbers of all are more than numbers of a team',
    own: { permissions: { managed_report: ['workflow_report'] }, objects: { managed_report: { scope: 'group' } } },
    other: { permissions: { managed_report: ['workflow_report'] }, objects: { managed_report: { scope: 'all' } } },
    beyond: ['list managed_report'],
  },
  {
    says: 'numbers without a reach are numbers of all',
    own: { permissions: { managed_report: ['workflow_report'] }, objects: { managed_report: { scope: 'group' } } },
    other: { permissions: { managed_report: ['workflow_report'] } },
    beyond: ['list managed_report'],
  },
  {
    says: 'marks that give no right are not more',
    own: {},
    other: { manager: true, referral: true, transfer: true, referralAuthorization: true, reportingLocationLevel: 1 },
    beyond: [],
    tag: '?',
  },
]
