// For tests only: dashboards that count by weeks, hours and places (workflow §7). Weeks begin on Sunday at midnight where
// the instance is; `usualNow` is a Wednesday, this week began on 1 March 2026.
import {
  closed,
  colleague,
  type Counts,
  type DashboardCase,
  disabled,
  far,
  type RecordFact,
  usualNow,
} from './dashboards.cases.ts'

const national = (
  says: string,
  indicator: string,
  records: RecordFact[],
  counts: Counts,
  rest: Partial<DashboardCase> = {},
): DashboardCase => ({
  says,
  dashboard: 'dash_national_admin_summary',
  indicator,
  reader: { scope: 'all' },
  records,
  counts,
  ...rest,
})

const made = (at: string, rest: RecordFact = {}): RecordFact => ({ created_at: at, ...rest })
const shut = (day: string, rest: RecordFact = {}): RecordFact => ({ ...closed, date_closure: day, ...rest })

const summary: DashboardCase[] = [
  national('open ones', 'open', [{}, far, closed, disabled], 2),
  national(
    'the first moment of the week is this week',
    'new_this_week',
    [made('2026-03-01T00:00:00.000Z'), made('2026-02-28T23:59:59.999Z')],
    1,
  ),
  national(
    'the last moment of Saturday is last week',
    'new_last_week',
    [made('2026-02-28T23:59:59.999Z'), made('2026-03-01T00:00:00.000Z')],
    1,
  ),
  national(
    'the first moment of last week',
    'new_last_week',
    [made('2026-02-22T00:00:00.000Z'), made('2026-02-21T23:59:59.999Z')],
    1,
  ),
  national('until the end of this Saturday', 'new_this_week', [made('2026-03-07T23:59:59.999Z')], 1),
  national(
    'a Sunday begins its own week',
    'new_this_week',
    [made('2026-03-01T09:00:00.000Z'), made('2026-02-28T09:00:00.000Z')],
    1,
    { now: '2026-03-01T10:00:00.000Z' },
  ),
  national(
    'a Saturday ends it',
    'new_this_week',
    [made('2026-03-01T09:00:00.000Z'), made('2026-02-28T09:00:00.000Z')],
    1,
    { now: '2026-03-07T23:00:00.000Z' },
  ),
  national(
    'midnight is that of the instance: west',
    'new_this_week',
    [made('2026-03-01T05:00:00.000Z'), made('2026-03-01T04:59:59.999Z')],
    1,
    { zone: 'America/Bogota' },
  ),
  national(
    'midnight is that of the instance: east',
    'new_this_week',
    [made('2026-02-28T18:00:00.000Z'), made('2026-02-28T17:59:59.999Z')],
    1,
    { zone: 'Asia/Dhaka' },
  ),
  national(
    'in the east the new week has begun while it is Saturday elsewhere',
    'new_this_week',
    [made('2026-02-28T19:00:00.000Z')],
    1,
    { now: '2026-02-28T20:00:00.000Z', zone: 'Asia/Dhaka' },
  ),
  national(
    'over the change to summer time',
    'new_last_week',
    [made('2026-03-28T22:59:59.999Z'), made('2026-03-28T23:00:00.000Z'), made('2026-03-21T23:00:00.000Z')],
    2,
    {
      now: '2026-03-30T10:00:00.000Z',
      zone: 'Europe/Paris',
    },
  ),
  national(
    'a week over the end of a year',
    'new_this_week',
    [made('2025-12-28T00:00:00.000Z'), made('2026-01-03T23:00:00.000Z')],
    2,
    { now: '2026-01-02T10:00:00.000Z' },
  ),
  national(
    'made and closed this week is not new',
    'new_this_week',
    [made('2026-03-02T09:00:00.000Z', shut('2026-03-03'))],
    0,
  ),
  national('it is closed', 'closed_this_week', [made('2026-03-02T09:00:00.000Z', shut('2026-03-03'))], 1),
  national('closed on Saturday', 'closed_last_week', [shut('2026-02-28'), shut('2026-03-01')], 1),
  national('closed on Sunday', 'closed_this_week', [shut('2026-02-28'), shut('2026-03-01')], 1),
  national('a day has no zone', 'closed_this_week', [shut('2026-03-01'), shut('2026-02-28')], 1, {
    zone: 'America/Bogota',
  }),
  national('closed and opened again is not closed', 'closed_this_week', [{ date_closure: '2026-03-03' }], 0),
  national('closed without a day', 'closed_this_week', [{ status: 'closed' }], 0),
  national('disabled ones nowhere', 'new_this_week', [made('2026-03-02T09:00:00.000Z', disabled)], 0),
]

const concerns = (
  says: string,
  indicator: string,
  records: RecordFact[],
  counts: Counts,
  rest: Partial<DashboardCase> = {},
): DashboardCase => ({
  ...national(says, `protection_concerns_${indicator}`, records, counts, rest),
  dashboard: 'dash_protection_concerns',
})

const of = (...list: string[]): RecordFact => ({ protection_concerns: list })

const byConcern: DashboardCase[] = [
  concerns('a case counts in each of its concerns', 'open_cases', [of('migrant', 'refugee'), of('refugee'), {}], {
    migrant: 1,
    refugee: 2,
  }),
  concerns('new this week', 'new_this_week', [made('2026-03-02T09:00:00.000Z', of('migrant')), of('refugee')], {
    migrant: 1,
  }),
  concerns(
    'all, whatever their status',
    'all_cases',
    [
      of('migrant'),
      { ...closed, ...of('migrant') },
      { status: 'transferred', ...of('migrant') },
      { ...disabled, ...of('migrant') },
    ],
    { migrant: 3 },
  ),
  concerns(
    'closed this week',
    'closed_this_week',
    [shut('2026-03-02', of('migrant')), shut('2026-02-27', of('refugee'))],
    { migrant: 1 },
  ),
]

const place = (
  says: string,
  indicator: string,
  records: RecordFact[],
  counts: Counts,
  rest: Partial<DashboardCase> = {},
): DashboardCase => ({
  ...national(says, `reporting_location_${indicator}`, records, counts, rest),
  dashboard: 'dash_reporting_location',
})
/** Levels: GL (0), GL01 (1), GL0101 (2), GL010101 (3). Keys are lower-case codes. */
const at = (code: string): RecordFact => ({ owned_by_location: code })

const byPlace: DashboardCase[] = [
  place('by district, by the place of the owner', 'open', [at('GL0101'), at('GL0101'), at('GL0102')], {
    gl0101: 2,
    gl0102: 1,
  }),
  place('places below count with theirs', 'open', [at('GL010101'), at('GL0101')], { gl0101: 2 }),
  place('places above that level are left out', 'open', [at('GL01'), at('GL'), at('GL0101')], { gl0101: 1 }),
  place('no place, left out', 'open', [{}], {}),
  place(
    'by province, where the role says so',
    'open',
    [at('GL0101'), at('GL0102'), at('GL01')],
    { gl01: 3 },
    { reader: { scope: 'all', reportingLevel: 1 } },
  ),
  place(
    'by another field',
    'open',
    [{ ...at('GL0101'), location_current: 'GL0102' }],
    { gl0102: 1 },
    { settings: { reporting_location_config: { field_key: 'location_current', admin_level: 2 } } },
  ),
  place('opened this week', 'open_this_week', [made('2026-03-02T09:00:00.000Z', at('GL0101')), at('GL0101')], {
    gl0101: 1,
  }),
  place('opened last week', 'open_last_week', [made('2026-02-25T09:00:00.000Z', at('GL0101')), at('GL0101')], {
    gl0101: 1,
  }),
  place('closed this week: by place', 'closed_this_week', [shut('2026-03-02', at('GL0101'))], { gl0101: 1 }),
  place(
    'closed last week: by place',
    'closed_last_week',
    [shut('2026-02-24', at('GL0101')), shut('2026-03-02', at('GL0101'))],
    { gl0101: 1 },
  ),
]

const assign = (
  says: string,
  indicator: string,
  records: RecordFact[],
  counts: number,
  rest: Partial<DashboardCase> = {},
): DashboardCase => ({
  says,
  dashboard: 'dash_cases_to_assign',
  indicator,
  records,
  counts,
  ...rest,
})
const since = (at: string, level?: string): RecordFact => ({
  reassigned_transferred_on: at,
  ...(level ? { risk_level: level } : {}),
})

const toAssign: DashboardCase[] = [
  assign(
    'mine of a level',
    'cases_high',
    [{ risk_level: 'high' }, { risk_level: 'low' }, { ...colleague, risk_level: 'high' }],
    1,
  ),
  assign('mine without a level', 'cases_none', [{}, { risk_level: 'high' }], 1),
  assign('a level that the list no longer has is none', 'cases_none', [{ risk_level: 'extreme' }], 1),
  assign(
    'each level of the list has its number',
    'cases_medium',
    [{ risk_level: 'medium' }, { risk_level: 'medium' }],
    2,
  ),
  assign(
    'and so has the lowest, without closed ones',
    'cases_low',
    [{ risk_level: 'low' }, { risk_level: 'low', status: 'closed' }, { risk_level: 'medium' }],
    1,
  ),
  assign(
    'high: an hour',
    'overdue_cases_high',
    [since('2026-03-04T09:00:00.000Z', 'high'), since('2026-03-04T09:00:01.000Z', 'high')],
    1,
  ),
  assign(
    'the others: three hours',
    'overdue_cases_low',
    [since('2026-03-04T07:00:00.000Z', 'low'), since('2026-03-04T07:00:01.000Z', 'low')],
    1,
  ),
  assign(
    'none: three hours',
    'overdue_cases_none',
    [since('2026-03-04T07:00:00.000Z'), since('2026-03-04T09:00:00.000Z')],
    1,
  ),
  assign(
    'by other hours',
    'overdue_cases_medium',
    [since('2026-03-03T10:00:00.000Z', 'medium'), since('2026-03-03T10:00:01.000Z', 'medium')],
    1,
    { settings: { timeframe_hours_to_assign: 24 } },
  ),
  assign(
    'high by other hours',
    'overdue_cases_high',
    [since('2026-03-04T08:00:00.000Z', 'high'), since('2026-03-04T08:30:00.000Z', 'high')],
    1,
    { settings: { timeframe_hours_to_assign_high: 2 } },
  ),
  assign('never given over, never overdue', 'overdue_cases_high', [{ risk_level: 'high' }], 0),
  assign(
    'closed ones wait for nobody',
    'overdue_cases_high',
    [{ ...closed, ...since('2026-03-01T07:00:00.000Z', 'high') }],
    0,
  ),
]

/** Weeks, concerns, places, hours. `usualNow` is told so that nobody reads another clock. */
export const weekDashboardCases: DashboardCase[] = [...summary, ...byConcern, ...byPlace, ...toAssign].map((row) => ({
  now: usualNow,
  ...row,
}))
