// Who asks in golden cases, and what their roles allow. Each role exists for the rules that it shows.
import type { Agency, Role, UserGroup } from '@primero/domain/configuration/bundle.ts'
import { caseAgencies, caseGroups, casePeople, caseRoles } from './case-people.ts'
import { gbv, role } from './role.ts'

export const password = 'a-password-for-tests-only'

export const roles: Role[] = [
  role(
    'golden-caseworker',
    'self',
    {
      case: [
        'read',
        'create',
        'write',
        'close',
        'reopen',
        'enable_disable_record',
        'incident_from_case',
        'incident_details_from_case',
        'view_incident_from_case',
        'add_note',
        'change_log',
        'access_log',
        'flag',
        'add_registry_record',
        'view_registry_record',
        'view_photo',
        'request_approval_closure',
        'receive_referral',
        'receive_transfer',
      ],
      incident: ['read', 'create', 'write', 'enable_disable_record', 'change_log', 'access_log'],
      tracing_request: ['read', 'create', 'write'],
      family: ['read', 'create', 'write', 'enable_disable_record'],
      registry_record: ['read', 'create', 'write', 'enable_disable_record'],
    },
    { identity: 'own' },
  ),
  role(
    'golden-manager',
    'group',
    {
      case: ['read', 'write', 'assign', 'close', 'reopen', 'change_log', 'access_log', 'flag', 'list_case_names'],
      incident: ['read', 'write'],
      user: ['read'],
      role: ['read'],
      user_group: ['read'],
      agency: ['read'],
    },
    { manager: true },
  ),
  role('golden-coordinator', 'agency', { case: ['read', 'change_log'], incident: ['read'] }, { identity: 'none' }),
  role('golden-national', 'all', {
    case: ['read', 'create', 'write', 'change_log', 'access_log', 'view_incident_from_case', 'incident_from_case'],
    incident: ['read', 'create', 'write'],
    tracing_request: ['read'],
    family: ['read'],
    registry_record: ['read'],
    user: ['read'],
    agency: ['read'],
    user_group: ['read'],
  }),
  role(
    'golden-gbv-caseworker',
    'self',
    {
      case: ['read', 'create', 'write', 'incident_from_case', 'view_incident_from_case', 'change_log', 'close'],
      incident: ['read', 'create', 'write'],
    },
    { modules: gbv, identity: 'own' },
  ),
  role(
    'golden-gbv-supervisor',
    'group',
    { case: ['read', 'change_log'], incident: ['read'] },
    { modules: gbv, identity: 'none', manager: true },
  ),
  role('golden-numbers', 'admin_only', { dashboard: ['case_overview'] }, { identity: 'none' }),
  role(
    'golden-integration',
    'all',
    { case: ['read', 'create', 'write'], incident: ['read', 'create', 'write'], user: ['read'] },
    { integration: true },
  ),
  role(
    'golden-narrow-integration',
    'all',
    { case: ['read'] },
    {
      integration: true,
      identity: 'none',
      forms: { notes: 'r', basic_identity: 'r' },
    },
  ),
  role('golden-plain-service', 'all', { case: ['read', 'create', 'write'] }),
  role('golden-superuser', 'all', {
    case: ['manage'],
    incident: ['manage'],
    tracing_request: ['manage'],
    family: ['manage'],
    registry_record: ['manage'],
    report: ['manage'],
    role: ['manage'],
    user: ['manage'],
    user_group: ['manage'],
    agency: ['manage'],
    metadata: ['manage'],
    system: ['manage'],
    audit_log: ['read'],
  }),
  role('golden-administrator', 'admin_only', {
    role: ['manage'],
    user: ['manage'],
    user_group: ['manage'],
    agency: ['manage'],
    metadata: ['manage'],
    system: ['manage'],
  }),

  // One right each, over all records, to tell it from its neighbours.
  role('golden-reader', 'all', { case: ['read'], incident: ['read'] }, { forms: { basic_identity: 'r', notes: 'r' } }),
  role('golden-note-reader', 'all', { case: ['read'], incident: ['read'] }, { forms: { notes: 'r' } }),
  role('golden-history-only', 'all', { case: ['change_log'] }),
  role('golden-access-log-only', 'all', { case: ['access_log'] }),
  role('golden-historian', 'all', { case: ['read', 'change_log'] }, { forms: { notes: 'r' } }),
  role('golden-closer', 'all', { case: ['read', 'close'] }),
  role('golden-reopener', 'all', { case: ['read', 'reopen'] }),
  role('golden-disabler', 'all', { case: ['read', 'enable_disable_record'] }),
  role('golden-enabler-without-read', 'all', { case: ['enable_disable_record'] }),
  role('golden-service-adder', 'all', { case: ['read', 'services_section_from_case'] }),
  role('golden-note-adder', 'all', { case: ['read', 'add_note'] }, { forms: { basic_identity: 'r' } }),
  role('golden-attributor', 'all', { case: ['read', 'attribute'] }),
  role('golden-writer', 'all', { case: ['read', 'write', 'create'] }),
  role(
    'golden-partial-writer',
    'all',
    { case: ['read', 'write', 'create'] },
    {
      forms: { basic_identity: 'r', notes: 'rw', other_documents: 'rw', photos_and_audio: 'r' },
    },
  ),
  role('golden-linker', 'all', { case: ['read'], incident: ['read', 'link_incident_to_case'] }),
  role('golden-incident-maker', 'all', { case: ['read', 'incident_from_case'] }),
  role('golden-photo-viewer', 'all', { case: ['read', 'view_photo'] }, { forms: { basic_identity: 'r' } }),
  role('golden-registration-desk', 'self', {
    case: ['read', 'create', 'search_owned_by_others', 'display_view_page'],
  }),
  role('golden-desk-without-preview', 'self', { case: ['read', 'search_owned_by_others'] }),
  role('golden-group-reader', 'group', { case: ['read', 'create'] }),
  role('golden-own-identity', 'group', { case: ['read'] }, { identity: 'own' }),
  role(
    'golden-beneficiary',
    'identified',
    { case: ['read', 'create', 'write'] },
    {
      category: 'identified',
      forms: { basic_identity: 'rw' },
    },
  ),
  role(
    'golden-user-reader',
    'all',
    { user: ['read'], role: ['read'] },
    {
      objects: { role: ['golden-reader', 'golden-closer'], agency: [] },
    },
  ),
  role('golden-agency-user-reader', 'self', { user: ['agency_read', 'read'], agency: ['read'] }),
  role('golden-group-writer', 'self', { user_group: ['write'] }),
  // Who administers people: by a list, in a team, without one, or everything.
  role(
    'golden-user-manager',
    'group',
    {
      user: ['read', 'create', 'write'],
      role: ['read', 'assign'],
      user_group: ['read', 'create', 'write', 'assign'],
      agency: ['read'],
    },
    { objects: { role: ['golden-reader', 'golden-closer', 'golden-caseworker'] }, identity: 'none', manager: true },
  ),
  role(
    'golden-user-writer',
    'all',
    { user: ['read', 'create', 'write'], agency: ['read'], user_group: ['read'] },
    { identity: 'none' },
  ),
  role(
    'golden-people-caller',
    'all',
    { user: ['read', 'disable_multiple', 'send_email_multiple'] },
    { identity: 'none' },
  ),
  role('golden-role-manager', 'admin_only', { role: ['manage'] }, { identity: 'none' }),
  role(
    'golden-listed-role-writer',
    'all',
    { case: ['read'], role: ['read', 'write', 'create', 'assign'] },
    { objects: { role: ['golden-reader', 'golden-closer', 'golden-listed-role-writer'] }, identity: 'none' },
  ),
  role('golden-role-eraser', 'all', { role: ['read', 'delete'] }, { identity: 'none' }),
  role('golden-group-creator', 'group', { user_group: ['read', 'create', 'write'] }, { identity: 'none' }),
  role(
    'golden-agency-writer',
    'agency',
    { agency: ['read', 'write'] },
    { objects: { agency: ['golden-west'] }, identity: 'none' },
  ),
  role('golden-conduct', 'admin_only', { code_of_conduct: ['manage'] }, { identity: 'none' }),
  role('golden-auditor', 'admin_only', { audit_log: ['read'] }, { identity: 'none' }),
  role('golden-audit-writer', 'admin_only', { audit_log: ['write'] }, { identity: 'none' }),
  role('golden-activity', 'group', { activity_log: ['transfer'] }, { identity: 'none' }),
  role('golden-metadata', 'all', { metadata: ['read'] }),
  role('golden-metadata-restricted', 'all', { metadata: ['manage_restricted'] }),
  ...caseRoles,
  role('golden-referral', 'self', { case: ['read'] }, { referral: true, referralAuthorization: true }),
  role('golden-transfer', 'self', { case: ['read'] }, { transfer: true }),
  role('golden-retired', 'self', { case: ['read'] }, { referral: true, disabled: true }),
]

export const agencies: Agency[] = [
  { id: 'golden-north', code: 'GNORTH', name: { en: 'North Association', fr: 'Association du Nord' } },
  { id: 'golden-south', code: 'GSOUTH', name: { en: 'South Association' }, services: ['safehouse_service'] },
  { id: 'golden-west', code: 'GWEST', name: { en: 'West Association' }, services: ['health_medical_service'] },
  ...caseAgencies,
  { id: 'golden-shut', code: 'GSHUT', name: { en: 'Former Association' }, disabled: true },
]

export const userGroups: UserGroup[] = [
  { id: 'golden-river', name: 'River team', agencies: ['golden-north'] },
  { id: 'golden-hill', name: 'Hill team' },
  { id: 'golden-gbv', name: 'GBV team' },
  { id: 'golden-lake', name: 'Lake team', agencies: ['golden-west'] },
  ...caseGroups,
  { id: 'golden-past', name: 'Past team', disabled: true },
]

export type Person = {
  /** Given name in full_name `<Name> Tester`; mail `<user_name>@example.org`. */
  role: string
  agency: string | null
  groups: string[]
  locale?: string
  serviceAccount?: true
  /** May not sign in. */
  disabled?: true
  unverified?: true
  position?: string
  location?: string
  services?: string[]
}

/** user_name → who. Every password is `password`. */
export const people = {
  // Case work: ana and bilal share a team, carol works elsewhere, dawit leads the river team.
  ana: {
    role: 'golden-caseworker',
    agency: 'golden-north',
    groups: ['golden-river'],
    position: 'Case worker',
    location: 'GL0101',
    services: ['health_medical_service'],
  },
  bilal: { role: 'golden-caseworker', agency: 'golden-north', groups: ['golden-river'] },
  carol: { role: 'golden-caseworker', agency: 'golden-south', groups: ['golden-hill'] },
  dawit: { role: 'golden-manager', agency: 'golden-north', groups: ['golden-river'] },
  elif: { role: 'golden-coordinator', agency: 'golden-north', groups: [] },
  farid: { role: 'golden-national', agency: 'golden-south', groups: [] },
  gul: { role: 'golden-gbv-caseworker', agency: 'golden-north', groups: ['golden-gbv'] },
  hana: { role: 'golden-gbv-supervisor', agency: 'golden-north', groups: ['golden-gbv'] },
  ibra: { role: 'golden-numbers', agency: 'golden-north', groups: [] },
  // Machines.
  jo: { role: 'golden-integration', agency: null, groups: [], serviceAccount: true },
  bot: { role: 'golden-narrow-integration', agency: null, groups: [], serviceAccount: true },
  svc: { role: 'golden-plain-service', agency: null, groups: [], serviceAccount: true },
  // A person whose role is an integration's.
  ines: { role: 'golden-integration', agency: 'golden-north', groups: [] },
  kim: { role: 'golden-superuser', agency: 'golden-north', groups: [] },
  admina: { role: 'golden-administrator', agency: 'golden-north', groups: [] },
  // One right each.
  lina: { role: 'golden-reader', agency: 'golden-north', groups: [] },
  nell: { role: 'golden-note-reader', agency: 'golden-north', groups: [] },
  musa: { role: 'golden-history-only', agency: 'golden-north', groups: [] },
  mira: { role: 'golden-access-log-only', agency: 'golden-north', groups: [] },
  hugo: { role: 'golden-historian', agency: 'golden-north', groups: [] },
  nora: { role: 'golden-closer', agency: 'golden-north', groups: [] },
  omar: { role: 'golden-reopener', agency: 'golden-north', groups: [] },
  pia: { role: 'golden-disabler', agency: 'golden-north', groups: [] },
  paul: { role: 'golden-enabler-without-read', agency: 'golden-north', groups: [] },
  qadir: { role: 'golden-service-adder', agency: 'golden-north', groups: [] },
  nadia: { role: 'golden-note-adder', agency: 'golden-north', groups: [] },
  tara: { role: 'golden-attributor', agency: 'golden-north', groups: [] },
  wren: { role: 'golden-writer', agency: 'golden-north', groups: [] },
  walid: { role: 'golden-partial-writer', agency: 'golden-north', groups: [] },
  vera: { role: 'golden-linker', agency: 'golden-north', groups: [] },
  ivan: { role: 'golden-incident-maker', agency: 'golden-north', groups: [] },
  bea: { role: 'golden-photo-viewer', agency: 'golden-north', groups: [] },
  rosa: { role: 'golden-registration-desk', agency: 'golden-north', groups: [] },
  raul: { role: 'golden-desk-without-preview', agency: 'golden-north', groups: [] },
  leo: { role: 'golden-own-identity', agency: 'golden-north', groups: ['golden-river'] },
  grace: { role: 'golden-group-reader', agency: 'golden-south', groups: ['golden-hill'] },
  // Reads by group and is in none.
  sami: { role: 'golden-group-reader', agency: 'golden-north', groups: [] },
  umar: { role: 'golden-beneficiary', agency: 'golden-south', groups: [] },
  udo: { role: 'golden-beneficiary', agency: 'golden-south', groups: [] },
  yara: { role: 'golden-user-reader', agency: 'golden-north', groups: [] },
  yann: { role: 'golden-agency-user-reader', agency: 'golden-south', groups: [] },
  greg: { role: 'golden-group-writer', agency: 'golden-south', groups: ['golden-hill'] },
  zaid: { role: 'golden-metadata', agency: 'golden-north', groups: [] },
  zoe: { role: 'golden-metadata-restricted', agency: 'golden-north', groups: [] },
  // The west: ursa manages the lake team, lars and milo are in it; each of the others has one right.
  ursa: { role: 'golden-user-manager', agency: 'golden-west', groups: ['golden-lake'] },
  lars: { role: 'golden-caseworker', agency: 'golden-west', groups: ['golden-lake'] },
  milo: { role: 'golden-reader', agency: 'golden-west', groups: ['golden-lake'] },
  // In the lake team, too, with a role that ursa may not give.
  wilma: { role: 'golden-manager', agency: 'golden-west', groups: ['golden-lake'] },
  cato: { role: 'golden-user-writer', agency: 'golden-west', groups: [] },
  dora: { role: 'golden-people-caller', agency: 'golden-west', groups: [] },
  otto: { role: 'golden-role-manager', agency: 'golden-west', groups: [] },
  rhea: { role: 'golden-listed-role-writer', agency: 'golden-west', groups: [] },
  edda: { role: 'golden-role-eraser', agency: 'golden-west', groups: [] },
  gina: { role: 'golden-group-creator', agency: 'golden-west', groups: ['golden-lake'] },
  abel: { role: 'golden-agency-writer', agency: 'golden-west', groups: [] },
  cora: { role: 'golden-conduct', agency: 'golden-west', groups: [] },
  audi: { role: 'golden-auditor', agency: 'golden-west', groups: [] },
  auda: { role: 'golden-audit-writer', agency: 'golden-west', groups: [] },
  acto: { role: 'golden-activity', agency: 'golden-west', groups: ['golden-lake'] },
  ...casePeople,
  // Kept out of the door.
  xenia: { role: 'golden-caseworker', agency: 'golden-north', groups: [], disabled: true },
  ulla: { role: 'golden-beneficiary', agency: 'golden-north', groups: [], unverified: true },
} satisfies Record<string, Person>

export type PersonName = keyof typeof people
