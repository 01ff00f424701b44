// Numbers of the home page: what each role sees, in which shape, and that each is the total of the list that it opens
// (api-admin 17, workflow 7). How each is counted stands in packages/domain/src/workflow/dashboards*.cases.ts.
import { get, patch, post, step } from './calls.ts'
import { answer, assign, consent, cp, gbv, made, opens, refer, referral, transfer } from './case-work.ts'
import { both, type Expect, type Follow, type GoldenCase, keys, match, unordered } from './golden.ts'
import type { PersonName } from './people.ts'

const boards = '/api/v2/dashboards'
const only = (...names: string[]) => `${boards}?${names.map((name, i) => `names[${i}]=${name}`).join('&')}`
const inCp = `module_id=${cp}`
const open = ['record_state=true', 'status=open', inCp]
const value = (count: number, ...query: string[]) => ({ count, query: unordered([...open, ...query]) })
const counted = (count: number) => ({ count })
const board = (name: string, indicators: object) => ({ name: `dashboard.${name}`, type: 'indicator', indicators })
const shows = (...list: object[]): Expect => ({ status: 200, body: { data: list } })
const holds = (name: string, indicators: object): Expect => ({
  status: 200,
  contains: { data: [{ name: `dashboard.${name}`, indicators }] },
})

/** The list that an indicator opens has as many rows. */
const opensList = (as: PersonName, query: string, total: number): Follow => ({
  as,
  call: get(`/api/v2/cases?${query}&${inCp}`),
  expect: { status: 200, contains: { metadata: { total } } },
})

const two = [opens('reem', { ...consent, risk_level: 'high' }), opens('rico', consent, 'other')]
const other = '/api/v2/cases/{{other.data.id}}'

const shape: GoldenCase[] = [
  {
    rule: 'api-admin 17.1 empty-is-fine',
    title: 'who has no dashboards gets none, and that is no refusal',
    as: 'ana',
    call: get(boards),
    expect: shows(),
  },
  {
    rule: 'workflow 7 manage-grants-none',
    title: 'managing dashboards shows none',
    as: 'cleo',
    call: get(boards),
    expect: shows(),
  },
  {
    rule: 'api-admin 17.1 signed-in-only',
    title: 'nobody gets no numbers',
    as: null,
    call: get(boards, { auth: 'none' }),
    expect: { status: 401 },
  },
  {
    rule: 'api-admin 17.1 single',
    title: 'a number comes with the list that it counts',
    as: 'reem',
    given: [...two, opens('reem', consent, 'third'), step('badr', patch(made, { age: 9 }))],
    call: get(only('case_overview')),
    expect: {
      status: 200,
      contains: {
        data: [
          board(
            'case_overview',
            both(keys(['total', 'new_or_updated', 'recently_assigned_to_me']), {
              total: value(2),
              new_or_updated: value(1, 'not_edited_by_owner=true'),
              recently_assigned_to_me: counted(0),
            }),
          ),
        ],
      },
    },
    then: [
      opensList('reem', 'record_state=true&status=open', 2),
      opensList('reem', 'record_state=true&status=open&not_edited_by_owner=true', 1),
    ],
  },
  {
    rule: 'api-admin 17.1 single',
    title: 'a dashboard has exactly these keys, and a number too',
    as: 'reem',
    call: get(only('case_overview')),
    expect: {
      status: 200,
      contains: {
        data: [
          both(keys(['name', 'type', 'indicators']), {
            type: 'indicator',
            indicators: { total: keys(['count', 'query']) },
          }),
        ],
      },
    },
  },
  {
    rule: 'api-admin 17.1 grouped',
    title: 'a grouped number has one for each value that occurs',
    as: 'reem',
    given: [
      ...two,
      opens('reem', { ...consent, risk_level: 'low' }, 'third'),
      opens('reem', { ...consent, risk_level: 'low' }, 'fourth'),
    ],
    call: get(only('case_risk')),
    expect: shows(
      board('case_risk', { risk_level: { high: value(1, 'risk_level=high'), low: value(2, 'risk_level=low') } }),
    ),
    then: [opensList('reem', 'record_state=true&status=open&risk_level=low', 2)],
  },
  {
    rule: 'api-admin 17.1 grouped',
    title: 'where nothing occurs there are no groups',
    as: 'reem',
    call: get(only('case_risk')),
    expect: shows(board('case_risk', { risk_level: {} })),
  },
  {
    rule: 'api-admin 17.1 grouped-twice',
    title: 'a number grouped twice has every step for every worker, none as none',
    as: 'badr',
    given: [...two, step('reem', patch(made, { status: 'closed' }))],
    call: get(only('workflow_team')),
    expect: holds('workflow_team', {
      [`workflow_team_${cp}`]: {
        reem: { closed: { count: 1 }, new: { count: 0, query: [] } },
        rico: { new: { count: 1 }, closed: { count: 0, query: [] } },
      },
    }),
  },
  {
    rule: 'api-admin 17.1 names',
    title: 'dashboards are asked for by numbered names, and come in the order of the role',
    as: 'reem',
    call: get(only('case_risk', 'case_overview')),
    expect: { status: 200, contains: { data: [{ name: 'dashboard.case_overview' }, { name: 'dashboard.case_risk' }] } },
  },
  {
    rule: 'api-admin 17.1 names',
    title: 'without numbers the names are ignored, and all come, those without numbers left out',
    as: 'reem',
    call: get(`${boards}?names[]=case_risk`),
    expect: {
      status: 200,
      contains: {
        data: [
          'case_overview',
          'case_risk',
          'action_needed_new_referrals',
          'action_needed_transfer_awaiting_acceptance',
          'dash_shared_with_me',
          'dash_shared_with_others',
          'dash_case_incident_overview',
          'dash_cases_to_assign',
          `approvals_closure.${cp}`,
          'workflow',
        ].map((name) => ({ name: `dashboard.${name}` })),
      },
    },
  },
  {
    rule: 'api-admin 17.1 names',
    title: 'what the role does not have is not shown, though it is asked for',
    as: 'reem',
    call: get(only('dash_group_overview', 'no_such_board', 'constructor')),
    expect: shows(),
  },
]

const waiting = [...two, step('rico', post(`${other}/referrals`, { transitioned_to: 'reem' }), 'sent')]

const shared: GoldenCase[] = [
  {
    rule: 'api-admin 17.2 shared-with-me',
    title: 'what waits for me, by the lists that it opens',
    as: 'reem',
    given: waiting,
    call: get(only('dash_shared_with_me')),
    expect: shows(
      board('dash_shared_with_me', {
        shared_with_me_pending_referrals: value(1, 'referred_users_pending=reem'),
        shared_with_me_accepted_referrals: value(0, 'referred_users_accepted=reem'),
        shared_with_me_total_referrals: value(1, 'referred_users=reem'),
        shared_with_me_transfers_awaiting_acceptance: value(0, 'transferred_to_users=reem'),
      }),
    ),
    then: [
      opensList('reem', 'record_state=true&status=open&referred_users_pending=reem', 1),
      opensList('reem', 'record_state=true&status=open&referred_users_accepted=reem', 0),
    ],
  },
  {
    rule: 'api-admin 17.2 shared-with-me',
    title: 'an accepted referral moves from one number to the other',
    as: 'clara',
    given: [opens('reem'), step('reem', refer('clara'), 'sent'), step('clara', answer(referral(), 'accepted'))],
    call: get(only('dash_shared_with_me')),
    expect: holds('dash_shared_with_me', {
      shared_with_me_pending_referrals: counted(0),
      shared_with_me_accepted_referrals: counted(1),
      shared_with_me_total_referrals: counted(1),
    }),
  },
  {
    rule: 'api-admin 17.2 action-needed',
    title: 'referrals and transfers that wait are what needs action',
    as: 'tomas',
    given: [opens('reem'), step('reem', refer('tomas')), step('reem', transfer('tomas'))],
    call: get(only('action_needed_new_referrals', 'action_needed_transfer_awaiting_acceptance')),
    expect: {
      status: 200,
      contains: {
        data: [
          { indicators: { shared_with_me_pending_referrals: { count: 1 } } },
          { indicators: { shared_with_me_transfers_awaiting_acceptance: { count: 1 } } },
        ],
      },
    },
  },
  {
    rule: 'api-admin 17.2 shared-with-others',
    title: 'what I sent away, by what became of it',
    as: 'reem',
    given: [
      opens('reem'),
      step('reem', refer('clara'), 'sent'),
      step('clara', answer(referral(), 'rejected')),
      step('reem', refer('cyrus')),
      step('reem', transfer('tomas')),
    ],
    call: get(only('dash_shared_with_others')),
    expect: holds('dash_shared_with_others', {
      shared_with_others_referrals: value(1, 'owned_by=reem', 'referred_users_present=true'),
      shared_with_others_referrals_pending: counted(1),
      shared_with_others_referrals_accepted: counted(0),
      shared_with_others_referrals_rejected: counted(1),
      shared_with_others_referrals_done: counted(0),
      shared_with_others_pending_transfers: value(1, 'owned_by=reem', 'transfer_status=in_progress'),
      shared_with_others_rejected_transfers: counted(0),
    }),
    then: [opensList('reem', 'record_state=true&status=open&owned_by=reem&referred_users_present=true', 1)],
  },
  {
    rule: 'api-admin 17.2 from-my-team',
    title: 'what the team sent away, by worker, those with none left out',
    as: 'badr',
    given: [...two, step('reem', refer('clara'))],
    call: get(only('dash_shared_from_my_team')),
    expect: holds('dash_shared_from_my_team', {
      shared_from_my_team_pending_referrals: both(keys(['reem']), { reem: counted(1) }),
      shared_from_my_team_accepted_referrals: {},
      shared_from_my_team_pending_transfers: {},
      shared_from_my_team_rejected_transfers: {},
    }),
  },
  {
    rule: 'api-admin 17.2 with-my-team',
    title: 'what was sent to the team, by who received it',
    as: 'badr',
    given: waiting,
    call: get(only('dash_shared_with_my_team')),
    expect: holds('dash_shared_with_my_team', {
      shared_with_my_team_pending_referrals: both(keys(['reem']), { reem: counted(1) }),
      shared_with_my_team_accepted_referrals: {},
      shared_with_my_team_pending_transfers: {},
    }),
  },
]

const team: GoldenCase[] = [
  {
    rule: 'api-admin 17.2 group-overview',
    title: 'open and closed ones of the group',
    as: 'badr',
    given: [...two, step('reem', patch(made, { status: 'closed' }))],
    call: get(only('dash_group_overview')),
    expect: shows(
      board('dash_group_overview', {
        group_overview_open: value(1),
        group_overview_closed: { count: 1, query: unordered(['record_state=true', 'status=closed', inCp]) },
      }),
    ),
  },
  {
    rule: 'api-admin 17.2 by-worker',
    title: 'the caseload by worker',
    as: 'badr',
    given: [...two, opens('reem', consent, 'third')],
    call: get(only('dash_cases_by_social_worker')),
    expect: holds('dash_cases_by_social_worker', {
      cases_by_social_worker_total: both(keys(['reem', 'rico']), { reem: counted(2), rico: counted(1) }),
      cases_by_social_worker_new_or_updated: {},
    }),
  },
  {
    rule: 'api-admin 17.2 reporting-location',
    title: 'by place, under codes in small letters, and its name without dash',
    as: 'badr',
    given: two,
    call: get(only('dash_reporting_location')),
    expect: holds('reporting_location', {
      reporting_location_open: both(keys(['gl0101', 'gl0102']), { gl0101: counted(1), gl0102: counted(1) }),
      reporting_location_open_this_week: { gl0101: counted(1), gl0102: counted(1) },
      reporting_location_open_last_week: {},
      reporting_location_closed_last_week: {},
      reporting_location_closed_this_week: {},
    }),
  },
  {
    rule: 'api-admin 17.2 national-summary',
    title: 'opened and closed by weeks that begin on Sunday',
    as: 'badr',
    given: [...two, opens('reem', consent, 'third'), step('reem', patch(made, { status: 'closed' }))],
    call: get(only('dash_national_admin_summary')),
    expect: holds('dash_national_admin_summary', {
      open: value(2),
      new_this_week: both({ count: 2 }, keys(['count', 'query'])),
      new_last_week: counted(0),
      closed_this_week: counted(1),
      closed_last_week: counted(0),
    }),
  },
  {
    rule: 'api-admin 17.2 concerns',
    title: 'a case counts in each of its concerns',
    as: 'badr',
    given: [
      opens('reem', { ...consent, protection_concerns: ['migrant', 'refugee'] }),
      opens('rico', { ...consent, protection_concerns: ['refugee'] }, 'other'),
    ],
    call: get(only('dash_protection_concerns')),
    expect: holds('dash_protection_concerns', {
      protection_concerns_open_cases: { migrant: counted(1), refugee: value(2, 'protection_concerns=refugee') },
      protection_concerns_new_this_week: { migrant: counted(1), refugee: counted(2) },
      protection_concerns_all_cases: { migrant: counted(1), refugee: counted(2) },
      protection_concerns_closed_this_week: {},
    }),
  },
  {
    rule: 'api-admin 17.2 overdue',
    title: 'what is late, by worker',
    as: 'badr',
    given: [
      opens('reem', {
        ...consent,
        assessment_due_date: '2026-01-02',
        services_section: [
          {
            service_type: 'health_medical_service',
            service_response_day_time: '2026-01-01T09:00:00.000Z',
            service_response_timeframe: '1_day',
          },
        ],
      }),
      opens('rico', { ...consent, assessment_due_date: '2999-01-02' }, 'other'),
    ],
    call: get(only('cases_by_task_overdue_assessment', 'cases_by_task_overdue_services')),
    expect: {
      status: 200,
      contains: {
        data: [
          {
            name: 'dashboard.cases_by_task_overdue_assessment',
            indicators: { tasks_overdue_assessment: both(keys(['reem']), { reem: counted(1) }) },
          },
          {
            name: 'dashboard.cases_by_task_overdue_services',
            indicators: { tasks_overdue_services: both(keys(['reem']), { reem: counted(1) }) },
          },
        ],
      },
    },
  },
]

const own: GoldenCase[] = [
  {
    rule: 'api-admin 17.2 approvals',
    title: 'approvals come by module, each under its own name',
    as: 'mona',
    given: [
      step('mona', post('/api/v2/cases', { module_id: cp }), 'made'),
      step('mona', patch(`${made}/approvals/closure`, { approval_status: 'requested' })),
    ],
    call: get(only('approvals_closure')),
    expect: {
      status: 200,
      contains: {
        data: [cp, gbv].map((module) => ({
          name: `dashboard.approvals_closure.${module}`,
          indicators: both(
            keys(['pending', 'rejected', 'approved'].map((status) => `approval_closure_${status}.${module}`)),
            {
              [`approval_closure_pending.${module}`]: {
                count: module === cp ? 1 : 0,
                query: unordered([
                  'record_state=true',
                  'status=open',
                  'owned_by=mona',
                  'approval_status_closure=pending',
                  `module_id=${module}`,
                ]),
              },
            },
          ),
        })),
      },
    },
  },
  {
    rule: 'api-admin 17.2 approvals-waiting',
    title: 'what waits for a manager is not only his own',
    as: 'badr',
    given: [...two, step('reem', patch(`${made}/approvals/closure`, { approval_status: 'requested' }))],
    call: get(only('approvals_closure_pending')),
    expect: holds(`approvals_closure_pending.${cp}`, {
      [`approval_closure_pending_group.${cp}`]: value(1, 'approval_status_closure=pending'),
    }),
  },
  {
    rule: 'departure no-steps-of-survivors',
    title: 'the steps of survivors’ cases are not counted',
    as: 'mona',
    call: get(only('workflow')),
    expect: { status: 200, contains: { data: [{ indicators: keys([`workflow_${cp}`]) }] } },
  },
  {
    rule: 'api-admin 17.1 modules',
    title: 'a role of several modules counts in all of them',
    as: 'mona',
    given: [
      step('mona', post('/api/v2/cases', { module_id: cp }), 'made'),
      step('mona', post('/api/v2/cases', { module_id: gbv }), 'other'),
    ],
    call: get(only('case_overview')),
    expect: holds('case_overview', {
      total: { count: 2, query: unordered(['record_state=true', 'status=open', match(/^module_id=(.+,.+)$/)]) },
    }),
  },
  {
    rule: 'api-admin 17.2 workflow',
    title: 'my cases by step, closed ones too',
    as: 'reem',
    given: [...two, opens('reem', consent, 'third'), step('reem', patch(made, { status: 'closed' }))],
    call: get(only('workflow')),
    expect: holds('workflow', { [`workflow_${cp}`]: { new: counted(1), closed: counted(1) } }),
  },
  {
    rule: 'api-admin 17.2 to-assign',
    title: 'what is to be assigned, by level, has a number for each',
    as: 'reem',
    given: two,
    call: get(only('dash_cases_to_assign')),
    expect: holds(
      'dash_cases_to_assign',
      both(keys(['none', 'high', 'medium', 'low'].flatMap((level) => [`cases_${level}`, `overdue_cases_${level}`])), {
        cases_high: counted(1),
        cases_none: counted(0),
        overdue_cases_high: counted(0),
      }),
    ),
  },
  {
    rule: 'api-admin 17.2 to-assign',
    title: 'a high risk waits an hour, others three',
    as: 'reem',
    given: [
      opens('rico', { ...consent, risk_level: 'high' }),
      step('badr', assign('reem')),
      opens('rico', { ...consent, risk_level: 'low' }, 'other'),
      step('badr', post(`${other}/assigns`, { transitioned_to: 'reem' })),
      step('reem', get('/api/v2/permissions')),
      { minutes: 40 },
      step('reem', get('/api/v2/permissions')),
      { minutes: 40 },
    ],
    call: get(only('dash_cases_to_assign')),
    expect: holds('dash_cases_to_assign', {
      overdue_cases_high: counted(1),
      overdue_cases_low: counted(0),
      cases_low: counted(1),
    }),
  },
  {
    rule: 'api-admin 17.2 recently-assigned',
    title: 'what was assigned to me of late, and not what I opened',
    as: 'reem',
    given: [opens('rico', consent, 'made'), step('badr', assign('reem')), opens('reem', consent, 'other')],
    call: get(only('case_overview')),
    expect: holds('case_overview', { total: counted(2), recently_assigned_to_me: counted(1) }),
  },
  {
    rule: 'api-admin 17.2 incident-overview',
    title: 'cases with and without incidents',
    as: 'reem',
    given: [
      ...two,
      opens('reem', consent, 'third'),
      step('reem', post('/api/v2/incidents', { incident_case_id: '{{made.data.id}}', module_id: cp })),
    ],
    call: get(only('dash_case_incident_overview')),
    expect: holds('dash_case_incident_overview', {
      total: counted(2),
      with_incidents: value(1, 'has_incidents=true'),
      without_incidents: value(1, 'has_incidents=false'),
      with_new_incidents: counted(0),
    }),
  },
]

export const cases: GoldenCase[] = [...shape, ...shared, ...team, ...own]
