// For tests only: what the dashboards of a team count (workflow §7). The supervisor is dawit, of group north; amal and
// bilal are his, carol is of group south.
import {
  closed,
  colleague,
  type Counts,
  type DashboardCase,
  disabled,
  far,
  type RecordFact,
  team,
} from './dashboards.cases.ts'

const of = (
  says: string,
  dashboard: string,
  indicator: string,
  records: RecordFact[],
  counts: Counts,
  rest: Partial<DashboardCase> = {},
): DashboardCase => ({ says, dashboard, indicator, records, counts, reader: team, ...rest })

const everything = { reader: { ...team, scope: 'all' as const } }
const pendingOf = (...users: string[]): RecordFact => ({
  referred_users: users,
  referred_users_pending: users,
  referred_users_present: true,
  referred_users_pending_present: true,
  grants: users,
})
const acceptedOf = (...users: string[]): RecordFact => ({
  referred_users: users,
  referred_users_accepted: users,
  referred_users_present: true,
  referred_users_accepted_present: true,
  grants: users,
})
const offeredTo = (users: string[], groups: string[]): RecordFact => ({
  transfer_status: 'in_progress',
  transferred_to_users: users,
  transferred_to_user_groups: groups,
  grants: users,
})

const from = 'dash_shared_from_my_team'
const fromTeam = (
  says: string,
  what: string,
  records: RecordFact[],
  counts: Counts,
  rest: Partial<DashboardCase> = {},
) => of(says, from, `shared_from_my_team_${what}`, records, counts, rest)

const sent: DashboardCase[] = [
  fromTeam(
    'by owner, those with none left out',
    'pending_referrals',
    [pendingOf('carol'), pendingOf('reem'), { ...colleague, ...acceptedOf('carol') }],
    { amal: 2 },
  ),
  fromTeam('accepted', 'accepted_referrals', [{ ...colleague, ...acceptedOf('carol') }, pendingOf('carol')], {
    bilal: 1,
  }),
  fromTeam(
    'rejected within fourteen days',
    'rejected_referrals',
    [
      { last_referral_rejected_at: '2026-02-18T10:00:00.000Z' },
      { ...colleague, last_referral_rejected_at: '2026-02-18T09:59:00.000Z' },
    ],
    { amal: 1 },
  ),
  fromTeam(
    'done within fourteen days',
    'done_referrals',
    [{ ...colleague, last_referral_done_at: '2026-03-03T10:00:00.000Z' }],
    { bilal: 1 },
  ),
  fromTeam(
    'transfers that wait',
    'pending_transfers',
    [{ transfer_status: 'in_progress' }, { ...colleague, transfer_status: 'rejected' }],
    { amal: 1 },
  ),
  fromTeam('transfers that were rejected', 'rejected_transfers', [{ ...colleague, transfer_status: 'rejected' }], {
    bilal: 1,
  }),
  fromTeam(
    'not of other teams, though all are in scope',
    'pending_referrals',
    [{ ...far, ...pendingOf('amal') }, pendingOf('carol')],
    { amal: 1 },
    everything,
  ),
  fromTeam('not closed ones', 'pending_referrals', [{ ...closed, ...pendingOf('carol') }], {}),
  fromTeam(
    'two groups of the owner count once',
    'pending_referrals',
    [{ ...pendingOf('carol'), owned_by_groups: ['north', 'east'] }],
    { amal: 1 },
    {
      reader: { ...team, groups: ['north', 'east'] },
    },
  ),
]

const to = 'dash_shared_with_my_team'
const toTeam = (says: string, what: string, records: RecordFact[], counts: Counts, rest: Partial<DashboardCase> = {}) =>
  of(says, to, `shared_with_my_team_${what}`, records, counts, rest)

const received: DashboardCase[] = [
  toTeam('by recipient of the team', 'pending_referrals', [pendingOf('bilal'), pendingOf('bilal', 'carol')], {
    bilal: 2,
  }),
  toTeam('accepted: with the team', 'accepted_referrals', [acceptedOf('bilal'), pendingOf('bilal')], { bilal: 1 }),
  toTeam(
    'one case, two recipients: one each',
    'pending_referrals',
    [{ ...pendingOf('amal', 'bilal'), owned_by: 'dawit' }],
    { amal: 1, bilal: 1 },
  ),
  toTeam(
    'with scope all, all recipients',
    'pending_referrals',
    [{ ...far, ...pendingOf('bilal', 'reem') }],
    { bilal: 1, reem: 1 },
    everything,
  ),
  // A grant lets in who is named, not his supervisor: what is out of scope is not counted.
  toTeam(
    'a referral from elsewhere is the recipient’s to tell',
    'pending_referrals',
    [{ ...far, ...pendingOf('bilal') }],
    {},
    { tag: '?' },
  ),
  // A pending transfer shows its stub to who manages the recipient; a number opens a list, and no list has stubs.
  toTeam(
    'a transfer from elsewhere is told as on its way, and not counted',
    'pending_transfers',
    [{ ...far, ...offeredTo(['bilal'], ['north']) }],
    {},
    { tag: '?' },
  ),
  toTeam(
    'a transfer within the team, by recipient',
    'pending_transfers',
    [offeredTo(['bilal'], ['north']), { ...offeredTo(['amal', 'bilal'], ['north']), owned_by: 'dawit' }],
    { amal: 1, bilal: 2 },
  ),
  toTeam('not a transfer to another team', 'pending_transfers', [{ ...far, ...offeredTo(['reem'], ['south']) }], {}),
  toTeam('nothing shared', 'pending_transfers', [{}], {}),
]

const overview = 'dash_shared_with_my_team_overview'
const pendingOverview = 'shared_with_my_team_pending_transfers_overview'

const caseload: DashboardCase[] = [
  of(
    'transfers to the team',
    overview,
    pendingOverview,
    [offeredTo(['bilal'], ['north']), offeredTo(['reem'], ['south']), { ...far, ...offeredTo(['bilal'], ['north']) }],
    1,
    { tag: '?' },
  ),
  of('a recipient of two groups counts once', overview, pendingOverview, [offeredTo(['bilal'], ['north', 'east'])], 1, {
    reader: { ...team, groups: ['north', 'east'] },
    tag: '?',
  }),
  of(
    'not when the latest was rejected',
    overview,
    pendingOverview,
    [{ ...offeredTo(['bilal'], ['north']), transfer_status: 'rejected' }],
    0,
  ),
  of('open in the group', 'dash_group_overview', 'group_overview_open', [{}, colleague, closed, far, disabled], 2),
  of(
    'closed in the group',
    'dash_group_overview',
    'group_overview_closed',
    [{}, closed, { ...closed, ...colleague }, { ...closed, ...disabled }],
    2,
  ),
  of('by worker', 'dash_cases_by_social_worker', 'cases_by_social_worker_total', [{}, {}, colleague, closed, far], {
    amal: 2,
    bilal: 1,
  }),
  of(
    'by worker, the team’s only, though all are in scope',
    'dash_cases_by_social_worker',
    'cases_by_social_worker_total',
    [{}, far],
    { amal: 1 },
    everything,
  ),
  of(
    'by worker: changed by others',
    'dash_cases_by_social_worker',
    'cases_by_social_worker_new_or_updated',
    [{ not_edited_by_owner: true }, colleague],
    { amal: 1 },
  ),
  of(
    'by worker: changed by others, in all the scope',
    'dash_cases_by_social_worker',
    'cases_by_social_worker_new_or_updated',
    [{ not_edited_by_owner: true }, { ...far, not_edited_by_owner: true }],
    { amal: 1, carol: 1 },
    everything,
  ),
]

const team2: RecordFact[] = [
  { workflow: 'new' },
  { workflow: 'new' },
  { ...colleague, workflow: 'case_plan' },
  { ...closed, workflow: 'closed' },
  { ...far, workflow: 'new' },
]

const steps: DashboardCase[] = [
  of(
    'mine by step, closed ones too',
    'workflow',
    'workflow_primeromodule-cp',
    [
      { workflow: 'new' },
      { workflow: 'assessment' },
      { ...closed, workflow: 'closed' },
      { ...colleague, workflow: 'new' },
    ],
    { new: 1, assessment: 1, closed: 1 },
    {
      reader: {},
    },
  ),
  of(
    'mine by step, not disabled ones',
    'workflow',
    'workflow_primeromodule-cp',
    [{ ...disabled, workflow: 'new' }],
    {},
    { reader: {} },
  ),
  of(
    'mine by step, not transferred ones',
    'workflow',
    'workflow_primeromodule-cp',
    [{ status: 'transferred', workflow: 'new' }],
    {},
    { reader: {} },
  ),
  of('the team’s, each with every step that occurs', 'workflow_team', 'workflow_team_primeromodule-cp', team2, {
    amal: { new: 2, case_plan: 0, closed: 1 },
    bilal: { new: 0, case_plan: 1, closed: 0 },
  }),
  of('nobody’s', 'workflow_team', 'workflow_team_primeromodule-cp', [], {}),
  of(
    'the team’s, without who is not managed',
    'workflow_team',
    'workflow_team_primeromodule-cp',
    [{ workflow: 'new' }, { owned_by: 'zaki', workflow: 'new' }],
    { amal: { new: 1 } },
  ),
]

const due = (says: string, what: string, records: RecordFact[], counts: Counts, rest: Partial<DashboardCase> = {}) =>
  of(says, `cases_by_task_overdue_${what}`, `tasks_overdue_${what}`, records, counts, rest)

const overdue: DashboardCase[] = [
  due(
    'assessments',
    'assessment',
    [{ assessment_due_dates: ['2026-03-03'] }, { assessment_due_dates: ['2026-03-10'] }, { assessment_due_dates: [] }],
    { amal: 1 },
  ),
  due('plans', 'case_plan', [{ ...colleague, case_plan_due_dates: ['2026-02-03'] }], { bilal: 1 }),
  due(
    'one case with three late services counts once',
    'services',
    [{ service_due_dates: ['2026-02-01T09:00:00.000Z', '2026-02-02T09:00:00.000Z', '2026-02-03T09:00:00.000Z'] }],
    { amal: 1 },
  ),
  due('one late, one not', 'followups', [{ followup_due_dates: ['2026-02-01', '2026-04-01'] }], { amal: 1 }),
  due('a service due this minute', 'services', [{ service_due_dates: ['2026-03-04T10:00:00.000Z'] }], { amal: 1 }),
  due('a minute later', 'services', [{ service_due_dates: ['2026-03-04T10:01:00.000Z'] }], {}),
  due('a day begins at its midnight: due today is counted', 'assessment', [{ assessment_due_dates: ['2026-03-04'] }], {
    amal: 1,
  }),
  due(
    'where the day is still yesterday, it is not',
    'assessment',
    [{ assessment_due_dates: ['2026-03-04'] }],
    {},
    {
      now: '2026-03-04T03:00:00.000Z',
      zone: 'America/Bogota',
    },
  ),
  due('not of closed ones', 'assessment', [{ ...closed, assessment_due_dates: ['2026-03-03'] }], {}),
  due('not of who is not managed', 'assessment', [{ owned_by: 'zaki', assessment_due_dates: ['2026-03-03'] }], {}),
  due(
    'with scope all, everybody’s',
    'assessment',
    [{ ...far, assessment_due_dates: ['2026-03-03'] }],
    { carol: 1 },
    everything,
  ),
]

/** Sharing from and with a team, its caseload, its steps, what is late. */
export const teamDashboardCases: DashboardCase[] = [...sent, ...received, ...caseload, ...steps, ...overdue]
