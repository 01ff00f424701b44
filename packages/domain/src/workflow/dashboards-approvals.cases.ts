// For tests only: dashboards of approvals and of grave violations, and who sees which (workflow §7, api-admin §17).
import { approvalIds } from './approvals.cases.ts'
import {
  closed,
  colleague,
  type Counts,
  type DashboardCase,
  disabled,
  far,
  gbv,
  type RecordFact,
  team,
} from './dashboards.cases.ts'

const cp = 'primeromodule-cp'

const approvals: DashboardCase[] = approvalIds.flatMap((id): DashboardCase[] => {
  const is = (status: string, rest: RecordFact = {}): RecordFact => ({ [`approval_status_${id}`]: status, ...rest })
  const mine = (
    what: string,
    module: string,
    records: RecordFact[],
    counts: number,
    says: string,
    rest: Partial<DashboardCase> = {},
  ): DashboardCase => ({
    says: `${id}: ${says}`,
    dashboard: `approvals_${id}`,
    indicator: `approval_${id}_${what}.${module}`,
    records,
    counts,
    ...rest,
  })
  return [
    mine('pending', cp, [is('pending'), is('approved'), {}], 1, 'mine that wait'),
    mine('approved', cp, [is('approved'), is('rejected')], 1, 'mine that were approved'),
    mine('rejected', cp, [is('rejected'), is('pending')], 1, 'mine that were rejected'),
    mine('pending', cp, [is('pending', colleague)], 0, 'not a colleague’s', { reader: team }),
    mine('pending', cp, [is('pending', closed), is('pending', disabled)], 0, 'not closed, not disabled'),
    mine('pending', gbv, [is('pending', { module_id: gbv }), is('pending')], 1, 'each module apart', {
      reader: { modules: [cp, gbv] },
    }),
    {
      says: `${id}: in the whole scope`,
      dashboard: `approvals_${id}_pending`,
      indicator: `approval_${id}_pending_group.${cp}`,
      reader: team,
      records: [
        is('pending'),
        is('pending', colleague),
        is('pending', far),
        is('approved'),
        is('pending', { module_id: gbv }),
      ],
      counts: 2,
    },
  ]
})

const mrm = 'primeromodule-mrm'
const incident = (rest: RecordFact): RecordFact => ({ type: 'incident', module_id: mrm, ...rest })
const violations = (
  says: string,
  dashboard: string,
  indicator: string,
  records: RecordFact[],
  counts: Counts,
): DashboardCase => ({
  says,
  dashboard,
  indicator,
  reader: { scope: 'all', modules: [mrm] },
  records,
  counts,
})

const grave: DashboardCase[] = [
  violations(
    'by violation and verification',
    'dash_violations_category_verification_status',
    'violations_category_verification_status',
    [
      incident({ violation_with_verification_status: ['killing_verified', 'maiming_verified'] }),
      incident({ violation_with_verification_status: ['killing_verified'] }),
      incident({ ...closed, violation_with_verification_status: ['killing_verified'] }),
    ],
    { killing_verified: 2, maiming_verified: 1 },
  ),
  violations(
    'by place and violation, what is missing filled with none',
    'dash_violations_category_region',
    'violations_category_region',
    [
      incident({ incident_location: 'GL01', violation_with_verification_status: ['killing_verified'] }),
      incident({ incident_location: 'GL02', violation_with_verification_status: ['maiming_verified'] }),
    ],
    { gl01: { killing_verified: 1, maiming_verified: 0 }, gl02: { killing_verified: 0, maiming_verified: 1 } },
  ),
  violations(
    'by each armed group',
    'dash_perpetrator_armed_force_group_party_names',
    'perpetrator_armed_force_group_party_names',
    [
      incident({ armed_force_group_party_names: ['one', 'two'] }),
      incident({ armed_force_group_party_names: ['two'] }),
      incident({}),
    ],
    { one: 1, two: 2 },
  ),
  violations(
    'cases are not among them',
    'dash_perpetrator_armed_force_group_party_names',
    'perpetrator_armed_force_group_party_names',
    [{ module_id: mrm, armed_force_group_party_names: ['one'] }],
    {},
  ),
]

/** Approvals of each type and module, and violations. */
export const approvalDashboardCases: DashboardCase[] = [...approvals, ...grave]

export type DashboardRightCase = {
  says: string
  /** Actions of the role on `dashboard`, in its order, and its modules. */
  actions: string[]
  modules?: string[]
  /** `names` of the call. */
  asks?: string[]
  /** Names of the answer, in order. */
  answers: string[]
  tag?: '?'
}

export const dashboardRightCases: DashboardRightCase[] = [
  {
    says: 'those of the role, in its order',
    actions: ['case_risk', 'case_overview'],
    answers: ['dashboard.case_risk', 'dashboard.case_overview'],
  },
  { says: 'none', actions: [], answers: [] },
  { says: 'managing dashboards grants none', actions: ['manage'], answers: [] },
  {
    says: 'those that are asked, of these',
    actions: ['case_risk', 'case_overview'],
    asks: ['case_overview'],
    answers: ['dashboard.case_overview'],
  },
  { says: 'asked without the right', actions: ['case_risk'], asks: ['case_overview'], answers: [] },
  { says: 'asked for what nobody knows', actions: ['case_risk'], asks: ['no_such_board'], answers: [] },
  {
    says: 'places have a name of their own',
    actions: ['dash_reporting_location'],
    answers: ['dashboard.reporting_location'],
  },
  {
    says: 'approvals by module',
    actions: ['approvals_closure'],
    modules: [cp, gbv],
    answers: [`dashboard.approvals_closure.${cp}`, `dashboard.approvals_closure.${gbv}`],
  },
  {
    says: 'approvals that wait by module',
    actions: ['approvals_closure_pending'],
    answers: [`dashboard.approvals_closure_pending.${cp}`],
  },
  {
    says: 'rights without numbers are passed over',
    actions: [
      'view_response',
      'dash_matching_results',
      'dash_service_provisions',
      'dash_show_none_values',
      'dash_protection_concerns_by_location',
      'dash_tasks',
      'dash_flags',
      'case_overview',
    ],
    answers: ['dashboard.case_overview'],
  },
  // Meant so by the reference, whose comparison never matched: these two have no steps.
  {
    says: 'steps of survivors’ cases and of violations are not counted',
    actions: ['workflow'],
    modules: [cp, gbv, mrm],
    answers: ['dashboard.workflow'],
  },
]
