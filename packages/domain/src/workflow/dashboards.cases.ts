// For tests only: what the dashboards of one’s own work count (workflow §7). Each number is the total of the list that it
// opens. The other tables of dashboards use the shape that is declared here.

/** Wire names, laid over `usualRecord`. `grants`: users with a live grant. `assignments`: users it was ever assigned to. */
export type RecordFact = Record<string, unknown>

export type Reader = {
  user: string
  scope: 'self' | 'group' | 'agency' | 'all'
  groups: string[]
  agency: string
  modules: string[]
  /** Users that he manages, himself among them; by his scope where it is not said. */
  manages?: string[]
  /** `reporting_location_level` of his role. */
  reportingLevel?: number
}

export type Counts = number | Record<string, number> | Record<string, Record<string, number>>

export type DashboardCase = {
  says: string
  /** Action of the role, and key of the indicator. */
  dashboard: string
  indicator: string
  /** Moment in UTC, and the instance’s time zone; `usualNow` and UTC. */
  now?: string
  zone?: string
  reader?: Partial<Reader>
  settings?: Record<string, unknown>
  records: RecordFact[]
  counts: Counts
  tag?: '?'
}

/** A Wednesday. */
export const usualNow = '2026-03-04T10:00:00.000Z'

export const usualReader: Reader = {
  user: 'amal',
  scope: 'self',
  groups: ['north'],
  agency: 'one',
  modules: ['primeromodule-cp'],
}

export const usualRecord: RecordFact = {
  type: 'case',
  module_id: 'primeromodule-cp',
  owned_by: 'amal',
  owned_by_groups: ['north'],
  owned_by_agency_id: 'one',
  status: 'open',
  record_state: true,
  created_at: '2026-02-03T09:00:00.000Z',
  grants: [],
}

export const colleague: RecordFact = { owned_by: 'bilal' }
export const far: RecordFact = { owned_by: 'carol', owned_by_groups: ['south'], owned_by_agency_id: 'two' }
export const closed: RecordFact = { status: 'closed', date_closure: '2026-02-20' }
export const disabled: RecordFact = { record_state: false }
export const gbv = 'primeromodule-gbv'
export const team: Partial<Reader> = { scope: 'group', user: 'dawit', manages: ['dawit', 'amal', 'bilal'] }

const overview = (
  says: string,
  indicator: string,
  records: RecordFact[],
  counts: number,
  rest: Partial<DashboardCase> = {},
): DashboardCase => ({
  says,
  dashboard: 'case_overview',
  indicator,
  records,
  counts,
  ...rest,
})

const assigned = (at: string, ...users: string[]): RecordFact => ({ assignments: users, reassigned_transferred_on: at })

const overviews: DashboardCase[] = [
  overview('open and enabled ones are the caseload', 'total', [{}, {}, closed, disabled, { status: 'transferred' }], 2),
  overview('by own scope, colleagues’ do not count', 'total', [{}, colleague, far], 1),
  overview('what is shared with one counts', 'total', [{}, { ...far, grants: ['amal'] }], 2),
  overview('by group, the group’s', 'total', [{}, colleague, far], 2, { reader: team }),
  overview('by agency, the agency’s', 'total', [{}, { ...colleague, owned_by_groups: ['east'] }, far], 2, {
    reader: { scope: 'agency' },
  }),
  overview('by all, all', 'total', [{}, colleague, far], 3, { reader: { scope: 'all' } }),
  overview('records of other modules do not count', 'total', [{}, { module_id: gbv }], 1),
  overview('those of all one’s modules do', 'total', [{}, { module_id: gbv }], 2, {
    reader: { modules: ['primeromodule-cp', gbv] },
  }),
  overview('incidents are no cases', 'total', [{}, { type: 'incident' }], 1),
  overview('nothing there', 'total', [], 0),
  overview(
    'changed by others',
    'new_or_updated',
    [{ not_edited_by_owner: true }, { not_edited_by_owner: false }, {}],
    1,
  ),
  overview('in scope, also of colleagues', 'new_or_updated', [{ ...colleague, not_edited_by_owner: true }], 1, {
    reader: team,
  }),
  overview('not closed ones', 'new_or_updated', [{ ...closed, not_edited_by_owner: true }], 0),
  overview('assigned to me yesterday', 'recently_assigned_to_me', [assigned('2026-03-03T09:00:00.000Z', 'amal')], 1),
  overview('ten days ago to the minute', 'recently_assigned_to_me', [assigned('2026-02-22T10:00:00.000Z', 'amal')], 1),
  overview('a minute more', 'recently_assigned_to_me', [assigned('2026-02-22T09:59:00.000Z', 'amal')], 0),
  overview(
    'assigned to others',
    'recently_assigned_to_me',
    [{ ...colleague, ...assigned('2026-03-03T09:00:00.000Z', 'bilal') }],
    0,
    { reader: team },
  ),
  overview(
    'once to me, now a colleague’s, and in my scope',
    'recently_assigned_to_me',
    [{ ...colleague, ...assigned('2026-03-03T09:00:00.000Z', 'dawit', 'bilal') }],
    1,
    { reader: team },
  ),
  overview('mine from the beginning', 'recently_assigned_to_me', [{}], 0),
]

const risk = (
  says: string,
  records: RecordFact[],
  counts: Counts,
  rest: Partial<DashboardCase> = {},
): DashboardCase => ({
  says,
  dashboard: 'case_risk',
  indicator: 'risk_level',
  records,
  counts,
  ...rest,
})

const needed = (
  says: string,
  dashboard: string,
  indicator: string,
  records: RecordFact[],
  counts: number,
  rest: Partial<DashboardCase> = {},
): DashboardCase => ({
  says,
  dashboard,
  indicator,
  records,
  counts,
  ...rest,
})

const pending = { referred_users: ['amal'], referred_users_pending: ['amal'], grants: ['amal'] }
const accepted = { referred_users: ['amal'], referred_users_accepted: ['amal'], grants: ['amal'] }
const offered = { transferred_to_users: ['amal'], grants: ['amal'] }
const others = { referred_users: ['rico'], referred_users_pending: ['rico'], grants: ['rico'] }

const actions: DashboardCase[] = [
  risk(
    'levels that occur, each with its number',
    [{ risk_level: 'high' }, { risk_level: 'high' }, { risk_level: 'low' }, {}],
    { high: 2, low: 1 },
  ),
  risk('no levels, no groups', [{}, { ...closed, risk_level: 'high' }], {}),
  needed(
    'action needed: new or updated',
    'action_needed_new_updated',
    'new_or_updated',
    [{ not_edited_by_owner: true }, {}],
    1,
  ),
  needed(
    'identified ones, whatever their owner',
    'action_needed_identified',
    'identified',
    [{ status: 'identified' }, {}, { ...disabled, status: 'identified' }],
    1,
  ),
  needed(
    'referrals that wait for me',
    'action_needed_new_referrals',
    'shared_with_me_pending_referrals',
    [
      { ...far, ...pending },
      { ...far, ...accepted },
      { ...far, ...others },
    ],
    1,
  ),
  needed(
    'transfers that wait for me',
    'action_needed_transfer_awaiting_acceptance',
    'shared_with_me_transfers_awaiting_acceptance',
    [
      { ...far, ...offered },
      { ...far, ...pending },
    ],
    1,
  ),
]

const withMe = (
  says: string,
  indicator: string,
  records: RecordFact[],
  counts: number,
  rest: Partial<DashboardCase> = {},
): DashboardCase => needed(says, 'dash_shared_with_me', `shared_with_me_${indicator}`, records, counts, rest)

const shared: DashboardCase[] = [
  withMe(
    'pending ones',
    'pending_referrals',
    [
      { ...far, ...pending },
      { ...far, ...pending, ...closed },
    ],
    1,
  ),
  withMe(
    'accepted ones',
    'accepted_referrals',
    [
      { ...far, ...accepted },
      { ...far, ...pending },
    ],
    1,
  ),
  withMe(
    'one case, pending and accepted: once in each',
    'total_referrals',
    [{ ...far, ...pending, referred_users_accepted: ['amal'] }],
    1,
  ),
  withMe(
    'all that live',
    'total_referrals',
    [
      { ...far, ...pending },
      { ...far, ...accepted },
      { ...far, ...offered },
    ],
    2,
  ),
  withMe('transfers', 'transfers_awaiting_acceptance', [{ ...far, ...offered }, {}], 1),
  withMe('not those to colleagues, though I see them all', 'pending_referrals', [others], 0, {
    reader: { scope: 'all' },
  }),
  withMe(
    'of another module: none, though it was referred',
    'pending_referrals',
    [{ ...far, ...pending, module_id: gbv }],
    0,
  ),
]

const withOthers = (
  says: string,
  indicator: string,
  records: RecordFact[],
  counts: number,
  rest: Partial<DashboardCase> = {},
): DashboardCase => needed(says, 'dash_shared_with_others', `shared_with_others_${indicator}`, records, counts, rest)

const present = { referred_users_present: true }
const rejectedAt = (at: string): RecordFact => ({ last_referral_rejected_at: at })
const doneAt = (at: string): RecordFact => ({ last_referral_done_at: at })

const away: DashboardCase[] = [
  withOthers(
    'my cases that are referred',
    'referrals',
    [{ ...present, referred_users_pending_present: true }, { ...present, referred_users_accepted_present: true }, {}],
    2,
  ),
  withOthers('pending', 'referrals_pending', [{ ...present, referred_users_pending_present: true }, present], 1),
  withOthers('accepted', 'referrals_accepted', [{ ...present, referred_users_accepted_present: true }, present], 1),
  withOthers('not those of colleagues in my scope', 'referrals', [{ ...colleague, ...present }], 0, { reader: team }),
  withOthers(
    'rejected within fourteen days',
    'referrals_rejected',
    [rejectedAt('2026-02-18T10:00:00.000Z'), rejectedAt('2026-02-18T09:59:00.000Z')],
    1,
  ),
  withOthers(
    'done within fourteen days',
    'referrals_done',
    [doneAt('2026-03-01T10:00:00.000Z'), doneAt('2026-02-10T10:00:00.000Z')],
    1,
  ),
  withOthers(
    'by another number of days',
    'referrals_rejected',
    [rejectedAt('2026-03-02T10:00:00.000Z'), rejectedAt('2026-03-02T09:59:00.000Z')],
    1,
    {
      settings: { days_since_referral_status_changed: 2 },
    },
  ),
  withOthers('never rejected', 'referrals_rejected', [{}], 0),
  withOthers(
    'transfers that wait',
    'pending_transfers',
    [{ transfer_status: 'in_progress' }, { transfer_status: 'rejected' }, {}],
    1,
  ),
  withOthers(
    'transfers that were rejected',
    'rejected_transfers',
    [{ transfer_status: 'rejected' }, { transfer_status: 'accepted' }, { transfer_status: 'revoked' }],
    1,
  ),
]

const incidents = (
  says: string,
  indicator: string,
  records: RecordFact[],
  counts: number,
  rest: Partial<DashboardCase> = {},
): DashboardCase => needed(says, 'dash_case_incident_overview', indicator, records, counts, rest)

const withIncidents: DashboardCase[] = [
  incidents('all open', 'total', [{}, { has_incidents: true }, closed], 2),
  incidents('changed by others: with incidents', 'new_or_updated', [{ not_edited_by_owner: true }, {}], 1),
  incidents('with', 'with_incidents', [{ has_incidents: true }, { has_incidents: false }, {}], 1),
  incidents('without', 'without_incidents', [{ has_incidents: true }, { has_incidents: false }], 1),
  incidents(
    'with new ones, on my own',
    'with_new_incidents',
    [
      { current_alert_types: ['incident_from_case'] },
      { current_alert_types: ['notes'] },
      { ...colleague, current_alert_types: ['incident_from_case'] },
    ],
    1,
    {
      reader: { ...team, user: 'amal' },
    },
  ),
]

/** One’s own work: what is mine, what waits for me, what I sent away. */
export const dashboardCases: DashboardCase[] = [...overviews, ...actions, ...shared, ...away, ...withIncidents]
