// Golden cells of the matrix "every shipped role × every route × every relation to a record", written from the
// specification of rights (access §2–§5, design: roles shipped, scope) by somebody who did not write the rules.
// The matrix test asks `domain` for each of its cells and observes each over HTTP; in these both must say this.

/** y: done. n: refused – v2 403, sync and ext `not-found` or `forbidden`, a list without it. -: not asked. */
export type Cell = 'y' | 'n'

/**
 * Of the role's own module: own; group: a colleague's of the same group; agency: a colleague's of the same agency and
 * another group; other: somebody's elsewhere; granted: such a one with a live referral to the reader; foreign: one of
 * the other module (a survivor's for child protection, a child's for GBV), though everything else would fit.
 */
export const relations = ['own', 'group', 'agency', 'other', 'granted', 'foreign'] as const
export type Relation = (typeof relations)[number]

export type RecordCells = { request: string; why: string; cells: Record<string, string> }

/** Request → role → one letter for each relation, in their order. */
export const recordCells: RecordCells[] = [
  {
    request: 'GET /api/v2/cases/:id',
    why: 'read, and reach',
    cells: {
      'role-cp-case-worker': 'ynnnyn',
      'role-cp-manager': 'yynnyn',
      'role-cp-administrator': 'yyyyyn',
      'role-cp-user-manager': 'yynnyn',
      'role-agency-user-administrator': 'nnnnnn',
      'role-cp-service-provider': 'ynnnyn',
      'role-registration-desk': 'ynnnyn',
      'role-ftr-manager': 'ynnnyn',
      'role-referral': 'ynnnyn',
      'role-superuser': 'yyyyyn',
      'role-integration': 'yyyyyn',
      'role-gbv-caseworker': 'ynnnyn',
      'role-gbv-case-management-supervisor': 'yynnyn',
      'role-gbv-organization-focal-point': 'yynnyn',
      'role-gbv-program-manager': 'nnnnnn',
      'role-gbv-coordinator': 'nnnnnn',
      'role-gbv-system-administrator': 'nnnnnn',
      'role-gbv-user-manager': 'nnnnnn',
    },
  },
  {
    request: 'PATCH /api/v2/cases/:id',
    why: 'write, and reach',
    cells: {
      'role-cp-case-worker': 'ynnnyn',
      'role-cp-manager': 'nnnnnn',
      'role-cp-administrator': 'yyyyyn',
      'role-cp-user-manager': 'nnnnnn',
      'role-cp-service-provider': 'ynnnyn',
      'role-superuser': 'yyyyyn',
      'role-gbv-caseworker': 'ynnnyn',
      'role-gbv-case-management-supervisor': 'nnnnnn',
      'role-gbv-program-manager': 'nnnnnn',
    },
  },
  {
    request: 'PATCH /api/v2/cases/:id record_action=close',
    why: 'close and read, not write',
    cells: {
      'role-cp-case-worker': 'ynnnyn',
      'role-cp-manager': 'yynnyn',
      'role-cp-administrator': 'yyyyyn',
      'role-cp-user-manager': 'nnnnnn',
      'role-cp-service-provider': 'nnnnnn',
      'role-superuser': 'yyyyyn',
      'role-gbv-caseworker': 'ynnnyn',
      'role-gbv-case-management-supervisor': 'nnnnnn',
    },
  },
  {
    request: 'PATCH /api/v2/cases/:id record_action=add_note',
    why: 'add_note and read',
    cells: {
      'role-cp-case-worker': 'ynnnyn',
      'role-cp-manager': 'yynnyn',
      'role-cp-administrator': 'nnnnnn',
      'role-registration-desk': 'nnnnnn',
      'role-gbv-caseworker': 'nnnnnn',
    },
  },
  {
    request: 'PATCH /api/v2/cases/:id record_action=services_section_from_case',
    why: 'the right of service providers',
    cells: {
      'role-cp-service-provider': 'ynnnyn',
      'role-cp-case-worker': 'nnnnnn',
      'role-cp-manager': 'nnnnnn',
    },
  },
  {
    request: 'DELETE /api/v2/cases/:id',
    why: 'enable_disable_record, and reach',
    cells: {
      'role-cp-case-worker': 'ynnnyn',
      'role-cp-manager': 'yynnyn',
      'role-cp-administrator': 'yyyyyn',
      'role-cp-service-provider': 'nnnnnn',
      'role-registration-desk': 'nnnnnn',
      'role-superuser': 'yyyyyn',
    },
  },
  {
    request: 'GET /api/v2/cases/:id/record_history',
    why: 'read and change_log',
    cells: {
      'role-cp-case-worker': 'ynnnyn',
      'role-cp-manager': 'yynnyn',
      'role-cp-administrator': 'nnnnnn',
      'role-cp-user-manager': 'nnnnnn',
      'role-cp-service-provider': 'nnnnnn',
      'role-gbv-caseworker': 'ynnnyn',
      'role-gbv-case-management-supervisor': 'nnnnnn',
    },
  },
  {
    request: 'GET /api/v2/cases/:id/access_log',
    why: 'read and access_log',
    cells: {
      'role-cp-case-worker': 'ynnnyn',
      'role-cp-manager': 'yynnyn',
      'role-cp-administrator': 'nnnnnn',
      'role-gbv-caseworker': 'nnnnnn',
      'role-gbv-case-management-supervisor': 'nnnnnn',
    },
  },
  {
    request: 'GET /api/v2/incidents/:id',
    why: 'incident read, and reach; a right on cases is none on incidents',
    cells: {
      'role-cp-case-worker': 'ynnnyn',
      'role-cp-manager': 'nnnnnn',
      'role-cp-administrator': 'yyyyyn',
      'role-cp-service-provider': 'nnnnnn',
      'role-gbv-caseworker': 'ynnnyn',
      'role-gbv-case-management-supervisor': 'yynnyn',
      'role-gbv-coordinator': 'nnnnnn',
    },
  },
  {
    request: 'GET /api/v2/families/:id',
    why: 'family read, and reach: the reference asks for no reach',
    cells: {
      'role-cp-case-worker-families': 'ynnnyn',
      'role-cp-manager-families': 'yynnyn',
      'role-cp-administrator-families': 'yyyyyn',
      'role-cp-case-worker': 'nnnnnn',
      'role-cp-manager': 'nnnnnn',
    },
  },
  {
    request: 'GET /api/v2/tracing_requests/:id',
    why: 'tracing_request read, and reach',
    cells: {
      'role-ftr-manager': 'ynnnyn',
      'role-cp-case-worker': 'nnnnnn',
      'role-cp-administrator': 'nnnnnn',
      'role-superuser': 'yyyyyn',
    },
  },
  {
    request: 'GET /api/v2/registry_records/:id',
    why: 'registry_record read, and reach',
    cells: { 'role-superuser': 'yyyyyn', 'role-cp-case-worker': 'nnnnnn', 'role-cp-administrator': 'nnnnnn' },
  },
  {
    request: 'POST /api/v2/cases/:id/attachments',
    why: 'write, the form to write, and reach',
    cells: {
      'role-cp-case-worker': 'ynnnyn',
      'role-cp-manager': 'nnnnnn',
      // No identity, so no face comes or goes by it.
      'role-cp-administrator': 'nnnnnn',
      'role-gbv-case-management-supervisor': 'nnnnnn',
    },
  },
  {
    request: 'POST /api/sync/records',
    why: 'as a single record of v2; out of reach is unknown',
    cells: {
      'role-cp-case-worker': 'ynnnyn',
      'role-cp-manager': 'yynnyn',
      'role-superuser': 'yyyyyn',
      'role-gbv-case-management-supervisor': 'yynnyn',
      'role-gbv-program-manager': 'nnnnnn',
    },
  },
]

/** Doors without a record: request → role → done or refused, with a valid call. */
export const doorCells: { request: string; why: string; yes: string[]; no: string[] }[] = [
  {
    request: 'POST /api/v2/cases',
    why: 'create',
    yes: [
      'role-cp-case-worker',
      'role-cp-administrator',
      'role-registration-desk',
      'role-ftr-manager',
      'role-superuser',
      'role-integration',
      'role-gbv-caseworker',
    ],
    no: [
      'role-cp-manager',
      'role-cp-user-manager',
      'role-agency-user-administrator',
      'role-cp-service-provider',
      'role-gbv-case-management-supervisor',
      'role-gbv-manager',
      'role-gbv-program-manager',
      'role-gbv-coordinator',
      'role-gbv-system-administrator',
    ],
  },
  {
    request: 'POST /api/v2/incidents',
    why: 'create, or incident_from_case on cases',
    yes: ['role-cp-case-worker', 'role-cp-manager', 'role-cp-administrator', 'role-gbv-caseworker', 'role-superuser'],
    no: [
      'role-cp-user-manager',
      'role-cp-service-provider',
      'role-gbv-case-management-supervisor',
      'role-gbv-coordinator',
    ],
  },
  {
    request: 'GET /api/v2/cases',
    why: 'read',
    yes: [
      'role-cp-case-worker',
      'role-cp-manager',
      'role-superuser',
      'role-gbv-caseworker',
      'role-gbv-case-management-supervisor',
    ],
    no: [
      'role-agency-user-administrator',
      'role-gbv-program-manager',
      'role-gbv-coordinator',
      'role-gbv-system-administrator',
      'role-gbv-user-manager',
    ],
  },
  {
    request: 'GET /api/v2/users',
    why: 'user read, agency_read or manage',
    yes: [
      'role-cp-manager',
      'role-cp-administrator',
      'role-cp-user-manager',
      'role-agency-user-administrator',
      'role-superuser',
      'role-gbv-manager',
      'role-gbv-user-manager',
      'role-gbv-system-administrator',
    ],
    no: [
      'role-cp-case-worker',
      'role-cp-service-provider',
      'role-registration-desk',
      'role-ftr-manager',
      'role-gbv-caseworker',
      'role-gbv-coordinator',
      'role-integration',
    ],
  },
  {
    request: 'POST /api/v2/users',
    why: 'user create, with a role that he may give, in his own team',
    yes: [
      'role-cp-administrator',
      'role-cp-user-manager',
      'role-agency-user-administrator',
      'role-superuser',
      'role-gbv-user-manager',
      'role-gbv-system-administrator',
    ],
    no: [
      'role-cp-case-worker',
      'role-cp-manager',
      'role-cp-service-provider',
      'role-gbv-caseworker',
      'role-gbv-manager',
      'role-gbv-coordinator',
      'role-integration',
    ],
  },
  {
    request: 'POST /api/v2/users role_unique_id=role-superuser',
    why: 'whoever administers all roles: of those shipped the superuser alone',
    yes: ['role-superuser'],
    no: [
      'role-cp-administrator',
      'role-cp-user-manager',
      'role-agency-user-administrator',
      'role-gbv-system-administrator',
      'role-gbv-user-manager',
    ],
  },
  {
    request: 'POST /api/v2/users role_unique_id=role-cp-administrator',
    why: 'by a list on which it stands, or as superuser',
    yes: ['role-superuser', 'role-agency-user-administrator'],
    no: ['role-cp-administrator', 'role-cp-user-manager'],
  },
  {
    request: 'DELETE /api/v2/users/:id',
    why: 'user manage',
    yes: ['role-superuser', 'role-agency-user-administrator'],
    no: ['role-cp-administrator', 'role-cp-user-manager', 'role-cp-manager', 'role-cp-case-worker'],
  },
  {
    request: 'GET /api/v2/roles',
    why: 'role read; the reference asks for nothing',
    yes: ['role-cp-manager', 'role-cp-user-manager', 'role-cp-administrator', 'role-superuser'],
    no: ['role-cp-case-worker', 'role-cp-service-provider', 'role-gbv-caseworker', 'role-integration'],
  },
  {
    request: 'POST /api/v2/roles',
    why: 'role create',
    yes: ['role-superuser', 'role-cp-administrator', 'role-gbv-system-administrator'],
    no: [
      'role-cp-manager',
      'role-cp-user-manager',
      'role-agency-user-administrator',
      'role-cp-case-worker',
      'role-gbv-user-manager',
    ],
  },
  {
    request: 'PATCH /api/v2/roles/:id own',
    why: 'nobody changes the role that he holds',
    yes: [],
    no: ['role-superuser', 'role-cp-administrator', 'role-gbv-system-administrator'],
  },
  {
    request: 'PATCH /api/v2/roles/:id role-superuser',
    why: 'who holds it never, and of those shipped nobody else administers all roles',
    yes: [],
    no: ['role-superuser', 'role-cp-administrator', 'role-gbv-system-administrator', 'role-cp-user-manager'],
  },
  {
    request: 'POST /api/v2/user_groups',
    why: 'user_group create',
    yes: [
      'role-superuser',
      'role-cp-administrator',
      'role-cp-user-manager',
      'role-agency-user-administrator',
      'role-gbv-user-manager',
    ],
    no: ['role-cp-manager', 'role-cp-case-worker', 'role-gbv-manager', 'role-gbv-caseworker'],
  },
  {
    request: 'POST /api/v2/agencies',
    why: 'agency manage: there is no create among its actions',
    yes: ['role-superuser', 'role-cp-administrator', 'role-gbv-system-administrator'],
    no: ['role-cp-user-manager', 'role-cp-manager', 'role-agency-user-administrator', 'role-gbv-user-manager'],
  },
  {
    request: 'PATCH /api/v2/agencies/:id',
    why: 'agency write',
    yes: ['role-superuser', 'role-cp-administrator', 'role-cp-user-manager'],
    no: ['role-cp-manager', 'role-cp-case-worker', 'role-agency-user-administrator', 'role-gbv-user-manager'],
  },
  {
    request: 'POST /api/v2/codes_of_conduct',
    why: 'code_of_conduct manage',
    yes: ['role-superuser', 'role-cp-administrator', 'role-gbv-system-administrator'],
    no: ['role-cp-manager', 'role-cp-user-manager', 'role-cp-case-worker'],
  },
  {
    request: 'GET /api/v2/audit_logs',
    why: 'audit_log read',
    yes: ['role-superuser', 'role-cp-administrator', 'role-gbv-system-administrator'],
    no: [
      'role-cp-manager',
      'role-cp-user-manager',
      'role-cp-case-worker',
      'role-agency-user-administrator',
      'role-gbv-manager',
    ],
  },
  {
    request: 'GET /api/v2/activity_log',
    why: 'activity_log transfer or manage',
    yes: ['role-superuser'],
    no: ['role-cp-administrator', 'role-cp-manager', 'role-cp-case-worker'],
  },
  {
    request: 'PATCH /api/v2/contact_information',
    why: 'system',
    yes: ['role-superuser', 'role-cp-administrator', 'role-gbv-system-administrator'],
    no: ['role-cp-manager', 'role-cp-user-manager', 'role-cp-case-worker'],
  },
]

/** Names, by role and relation: told where y. The record is in reach, its name is not protected. */
export const nameCells: { where: string; cells: Record<string, string> }[] = [
  {
    where: 'GET /api/v2/cases/:id data.name',
    cells: {
      'role-cp-case-worker': 'y---y-',
      'role-cp-manager': 'yy--y-',
      'role-cp-administrator': 'nnnnn-',
      'role-cp-user-manager': 'nn--n-',
      'role-superuser': 'nnnnn-',
      'role-cp-service-provider': 'y---y-',
      'role-gbv-caseworker': 'y---y-',
      'role-gbv-case-management-supervisor': 'nn--n-',
      'role-gbv-manager': 'nn--n-',
      'role-gbv-organization-focal-point': 'nn--n-',
    },
  },
]
