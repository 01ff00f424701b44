// For tests only: combinations of rights that an administrator is warned of before he saves a role. Each is allowed.
import type { Role } from '../configuration/bundle.ts'

/** Words of the warning; the sentences belong to the translations. */
export const dangers = [
  'raises-others', // gives or makes roles without a list
  'opens-accounts', // sets passwords of people whose records he reads
  'names-everywhere', // identity of all in scope, and scope all
  'names-leave', // exports where identity is seen
  'survivors-and-children', // works in gbv and another module
  'survivors-named-to-many', // gbv, identity beyond own records
  'survivors-managed-with-accounts', // gbv records and administration of accounts
  'beyond-scope-with-names', // search of all records, and identity of all in scope
  'numbers-and-names', // aggregates of all beside single records of survivors
  'approves-himself', // self_approve, or asks for and gives the same approval
  'no-consent', // consent_override with referral or transfer
  'watches-the-watcher', // reads the audit and administers roles or accounts
  'leaves-no-trace', // import and delete-like rights over all, without change_log
  'self-service-with-staff-rights', // identified scope or category with rights of staff
  'machine-with-a-face', // integration or category system with administration
  'writes-unseen', // writes a form whose record type it may not read
] as const
export type Danger = (typeof dangers)[number]

export type DangerCase = { says: string; role: Partial<Role>; dangers: Danger[]; tag?: '?' }

/** What is left out: scope self, child protection, all forms, identity none, no permissions. */
export const dangerCases: DangerCase[] = [
  {
    says: 'a case worker',
    role: { identity: 'own', permissions: { case: ['read', 'write', 'create', 'referral', 'sync_mobile'] } },
    dangers: [],
  },
  {
    says: 'a supervisor who sees the names of his team',
    role: { scope: 'group', identity: 'scope', permissions: { case: ['read', 'assign', 'flag'] } },
    dangers: [],
  },
  {
    says: 'a supervisor who takes lists with names along',
    role: { scope: 'group', identity: 'scope', permissions: { case: ['read', 'export_xls'] } },
    dangers: ['names-leave'],
  },
  {
    says: 'a case worker who prints his own case',
    role: { identity: 'own', permissions: { case: ['read', 'export_pdf'] } },
    dangers: [],
  },
  {
    says: 'whoever sees every name',
    role: { scope: 'all', identity: 'scope', permissions: { case: ['read'] } },
    dangers: ['names-everywhere'],
  },
  {
    says: 'whoever takes every name along',
    role: { scope: 'all', identity: 'scope', permissions: { case: ['read', 'export_csv'] } },
    dangers: ['names-everywhere', 'names-leave'],
  },
  {
    says: 'everything exports, too',
    role: { scope: 'group', identity: 'scope', permissions: { case: ['manage'] } },
    dangers: ['approves-himself', 'names-leave', 'no-consent'],
  },
  {
    says: 'a superuser without names',
    role: { scope: 'all', permissions: { case: ['manage'], role: ['manage'], user: ['manage'], audit_log: ['read'] } },
    dangers: ['approves-himself', 'no-consent', 'opens-accounts', 'raises-others', 'watches-the-watcher'],
  },
  {
    says: 'who gives roles of a list',
    role: {
      scope: 'group',
      permissions: { user: ['read', 'create', 'write'], role: ['read', 'assign'] },
      objects: { role: ['reader'] },
    },
    dangers: [],
  },
  {
    says: 'who gives roles without a list',
    role: { scope: 'group', permissions: { user: ['read', 'create', 'write'], role: ['read', 'assign'] } },
    dangers: ['raises-others'],
  },
  {
    says: 'an empty list is none',
    role: { scope: 'group', permissions: { role: ['assign'] }, objects: { role: [] } },
    dangers: ['raises-others'],
  },
  {
    says: 'who makes roles',
    role: { scope: 'admin_only', permissions: { role: ['read', 'write', 'create'] } },
    dangers: ['raises-others'],
  },
  { says: 'who only reads roles', role: { permissions: { role: ['read'] } }, dangers: [] },
  {
    says: 'who reads records and sets passwords of those who write them',
    role: { scope: 'group', permissions: { case: ['read'], user: ['read', 'write'] } },
    dangers: ['opens-accounts'],
  },
  {
    says: 'who sets passwords and reads no record',
    role: { scope: 'group', permissions: { user: ['read', 'write'] } },
    dangers: [],
  },
  {
    says: 'who works with survivors and with children',
    role: { modules: ['primeromodule-cp', 'primeromodule-gbv'], identity: 'own', permissions: { case: ['read'] } },
    dangers: ['survivors-and-children'],
  },
  {
    says: 'a caseworker of survivors',
    role: { modules: ['primeromodule-gbv'], identity: 'own', permissions: { case: ['read', 'write', 'create'] } },
    dangers: [],
  },
  {
    says: 'a supervisor who sees survivors’ names',
    role: { modules: ['primeromodule-gbv'], scope: 'group', identity: 'scope', permissions: { case: ['read'] } },
    dangers: ['survivors-named-to-many'],
  },
  {
    says: 'a supervisor who may reveal them for a reason',
    role: { modules: ['primeromodule-gbv'], scope: 'group', identity: 'reveal', permissions: { case: ['read'] } },
    dangers: ['survivors-named-to-many'],
    tag: '?',
  },
  {
    says: 'a supervisor without names',
    role: { modules: ['primeromodule-gbv'], scope: 'group', permissions: { case: ['read', 'flag'] } },
    dangers: [],
  },
  {
    says: 'an administrator who opens survivors’ records',
    role: {
      modules: ['primeromodule-gbv'],
      scope: 'all',
      permissions: { case: ['read'], user: ['read', 'create'], role: ['read'] },
    },
    dangers: ['survivors-managed-with-accounts'],
  },
  {
    says: 'a supervisor of survivors’ cases who reads the list of users',
    role: { modules: ['primeromodule-gbv'], scope: 'group', permissions: { case: ['read'], user: ['read'] } },
    dangers: [],
  },
  {
    says: 'a coordinator who counts all and opens single cases',
    role: {
      modules: ['primeromodule-gbv'],
      scope: 'all',
      permissions: { incident: ['read'], managed_report: ['gbv_statistics'] },
    },
    dangers: ['numbers-and-names'],
  },
  {
    says: 'a coordinator who counts',
    role: { modules: ['primeromodule-gbv'], scope: 'all', permissions: { managed_report: ['gbv_statistics'] } },
    dangers: [],
  },
  {
    says: 'who searches all records and sees every name',
    role: {
      scope: 'group',
      identity: 'scope',
      permissions: { case: ['read', 'search_owned_by_others', 'display_view_page'] },
    },
    dangers: ['beyond-scope-with-names'],
  },
  {
    says: 'a registration desk',
    role: { identity: 'own', permissions: { case: ['read', 'create', 'search_owned_by_others', 'display_view_page'] } },
    dangers: [],
  },
  {
    says: 'who approves what he does himself',
    role: { identity: 'own', permissions: { case: ['read', 'write', 'self_approve', 'approve_closure'] } },
    dangers: ['approves-himself'],
  },
  {
    says: 'who asks for an approval and gives it',
    role: { scope: 'group', permissions: { case: ['read', 'request_approval_closure', 'approve_closure'] } },
    dangers: ['approves-himself'],
  },
  {
    says: 'who asks for one approval and gives another',
    role: { scope: 'group', permissions: { case: ['read', 'request_approval_closure', 'approve_case_plan'] } },
    dangers: [],
  },
  {
    says: 'who refers without consent',
    role: { identity: 'own', permissions: { case: ['read', 'write', 'referral', 'consent_override'] } },
    dangers: ['no-consent'],
  },
  {
    says: 'who may pass over consent and refers nothing',
    role: { identity: 'own', permissions: { case: ['read', 'consent_override'] } },
    dangers: [],
  },
  {
    says: 'who reads the audit of what he administers',
    role: { scope: 'admin_only', permissions: { audit_log: ['read'], user: ['read', 'create'] } },
    dangers: ['watches-the-watcher'],
  },
  { says: 'an auditor', role: { scope: 'admin_only', permissions: { audit_log: ['read'] } }, dangers: [] },
  {
    says: 'who imports over all and cannot see what changed',
    role: { scope: 'all', permissions: { case: ['read', 'write', 'create', 'import', 'enable_disable_record'] } },
    dangers: ['leaves-no-trace'],
    tag: '?',
  },
  {
    says: 'who imports and sees what changed',
    role: {
      scope: 'all',
      permissions: { case: ['read', 'write', 'create', 'import', 'enable_disable_record', 'change_log'] },
    },
    dangers: [],
  },
  {
    says: 'a beneficiary who reads his own case',
    role: { scope: 'identified', category: 'identified', permissions: { case: ['read', 'write'] } },
    dangers: [],
  },
  {
    says: 'a beneficiary with the list of users',
    role: { scope: 'identified', category: 'identified', permissions: { case: ['read'], user: ['read'] } },
    dangers: ['self-service-with-staff-rights'],
  },
  {
    says: 'a beneficiary who reaches a team’s records',
    role: { scope: 'group', category: 'identified', permissions: { case: ['read'] } },
    dangers: ['self-service-with-staff-rights'],
  },
  {
    says: 'a machine that reads and writes cases',
    role: { scope: 'all', integration: true, identity: 'own', permissions: { case: ['read', 'write', 'create'] } },
    dangers: [],
  },
  {
    says: 'a machine that makes accounts',
    role: { scope: 'all', integration: true, permissions: { case: ['read'], user: ['create'] } },
    dangers: ['machine-with-a-face'],
  },
  {
    says: 'who writes cases that he cannot read',
    role: { permissions: { case: ['write'] } },
    dangers: ['writes-unseen'],
    tag: '?',
  },
]
