import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sampleActor, sampleFacts } from '../access/sample.ts'
import { seenBy } from '../access/scope.ts'
import type { RecordType } from '../configuration/bundle.ts'
import { type Configuration, configurationOf } from '../configuration/configuration.ts'
import { sampleBundle, sampleLookup } from '../forms/sample.ts'
import type { Data } from '../records/record.ts'
import { frozen } from '../records/sample.ts'
import type { Moment } from '../time.ts'
import type { DashboardView, Indicator } from './dashboard.ts'
import { type Counted, filtersOf, queryOf, shown, tallied } from './dashboard-counts.ts'
import { approvalDashboardCases, dashboardRightCases } from './dashboards-approvals.cases.ts'
import { teamDashboardCases } from './dashboards-team.cases.ts'
import { weekDashboardCases } from './dashboards-weeks.cases.ts'
import {
  type Counts,
  type DashboardCase,
  dashboardCases,
  type RecordFact,
  type Reader,
  usualNow,
  usualReader,
  usualRecord,
} from './dashboards.cases.ts'
import { dashboardsOf, namesOfReader } from './dashboards.ts'

const place = (code: string, parent: string | null) => ({ code, parent, type: 'place', name: { en: code } })
const module = (id: string) => ({
  id,
  name: id,
  recordTypes: ['case', 'incident'] as RecordType[],
  options: {},
  listHeaders: {},
  listFilters: {},
})

const world = (settings: Record<string, unknown> = {}): Configuration =>
  configurationOf(1, [
    sampleBundle({
      modules: ['primeromodule-cp', 'primeromodule-gbv', 'primeromodule-mrm'].map(module),
      lookups: [sampleLookup('lookup-risk-level', 'high', 'medium', 'low')],
      locations: [
        place('GL', null),
        place('GL01', 'GL'),
        place('GL02', 'GL'),
        place('GL0101', 'GL01'),
        place('GL0102', 'GL01'),
        place('GL010101', 'GL0101'),
      ],
      // The tables count violations by province; where nobody says, it is by district.
      settings: { incident_reporting_location_config: { admin_level: 1 }, ...settings },
    }),
  ])

function viewOf(reader: Reader, actions: string[], now = usualNow, zone = 'UTC'): DashboardView {
  const { scope, modules, reportingLevel } = reader
  const permissions = { case: ['read'], incident: ['read'], dashboard: actions }
  const role = {
    scope,
    modules,
    permissions,
    ...(reportingLevel === undefined ? {} : { reportingLocationLevel: reportingLevel }),
  }
  return {
    actor: sampleActor(reader.user, role, { groups: reader.groups, agency: reader.agency }),
    now: now as Moment,
    zone,
    manages: reader.manages ?? [reader.user],
  }
}

function counted(fact: RecordFact): Counted {
  const { type, grants, assignments, ...rest } = { ...usualRecord, ...fact }
  const grantedTo = grants as string[]
  const owner = {
    userName: String(rest['owned_by']),
    groups: rest['owned_by_groups'] as string[],
    agency: String(rest['owned_by_agency_id']),
  }
  const person = { fullName: '', location: null, agencyOffice: null, code: null, category: null, ...owner }
  const facts = sampleFacts(owner.userName, {
    type: type as RecordType,
    module: String(rest['module_id']),
    grantedTo,
    seenBy: seenBy(person, grantedTo),
  })
  const data = { ...rest, ...(assignments === undefined ? {} : { assign: assignments as string[] }) }
  return frozen({ facts, data: data as Data })
}

/** The wire’s words without their queries. */
const numbersIn = (value: unknown): Counts => {
  const entries = value as Record<string, unknown>
  if (typeof entries['count'] === 'number' && Array.isArray(entries['query'])) return entries['count']
  return Object.fromEntries(Object.entries(entries).map(([key, inner]) => [key, numbersIn(inner)])) as Counts
}

function indicatorOf(config: Configuration, view: DashboardView, name: string): Indicator {
  const all = dashboardsOf(config, view).flatMap(({ indicators }) => indicators)
  const found = all.find((indicator) => indicator.name === name)
  if (!found) throw new Error(`No indicator ${name} among ${all.map((one) => one.name).join(', ')}.`)
  return found
}

const tables: DashboardCase[] = [
  ...dashboardCases,
  ...teamDashboardCases,
  ...weekDashboardCases,
  ...approvalDashboardCases,
]

test.each(tables)('$dashboard, $indicator: $says', (line) => {
  const config = world(line.settings)
  const view = viewOf({ ...usualReader, ...line.reader }, [line.dashboard], line.now, line.zone)
  const indicator = indicatorOf(config, view, line.indicator)
  const tallies = tallied(config, view, indicator, line.records.map(counted))
  expect(numbersIn(shown(indicator, tallies))).toEqual(line.counts)
})

test.each(dashboardRightCases)('dashboards: $says', ({ actions, modules, asks, answers }) => {
  const view = viewOf({ ...usualReader, ...(modules ? { modules } : {}) }, actions)
  const found = dashboardsOf(world(), view, asks)
  expect(found.map(({ name }) => name)).toEqual(answers)
  const indicators = found.flatMap((one) => one.indicators.map(({ name }) => name))
  for (const skipped of ['gbv', 'mrm']) expect(indicators).not.toContain(`workflow_primeromodule-${skipped}`)
})

const cp = 'module_id=primeromodule-cp'
const openly = ['record_state=true', 'status=open']
const queries: [string, string, string[], string[]][] = [
  ['case_overview', 'total', [], [...openly, cp]],
  ['case_overview', 'new_or_updated', [], [...openly, 'not_edited_by_owner=true', cp]],
  ['case_risk', 'risk_level', ['high'], [...openly, cp, 'risk_level=high']],
  ['dash_shared_with_me', 'shared_with_me_pending_referrals', [], [...openly, 'referred_users_pending=amal', cp]],
  ['dash_cases_to_assign', 'cases_none', [], [...openly, 'not[risk_level]=high,medium,low', 'owned_by=amal', cp]],
  [
    'dash_national_admin_summary',
    'new_this_week',
    [],
    [...openly, 'created_at=2026-03-01T00:00:00.000Z..2026-03-07T23:59:59.999Z', cp],
  ],
  [
    'dash_national_admin_summary',
    'closed_last_week',
    [],
    ['record_state=true', 'status=closed', 'date_closure=2026-02-22..2026-02-28', cp],
  ],
  ['dash_reporting_location', 'reporting_location_open', ['gl0101'], [...openly, cp, 'loc:owned_by_location2=gl0101']],
  [
    'cases_by_task_overdue_assessment',
    'tasks_overdue_assessment',
    ['amal'],
    [...openly, 'assessment_due_dates=1970-01-01..2026-03-04', cp, 'owned_by=amal'],
  ],
  [
    'workflow',
    'workflow_primeromodule-cp',
    ['new'],
    ['record_state=true', 'status=open,closed', 'owned_by=amal', cp, 'workflow=new'],
  ],
  [
    'approvals_closure',
    'approval_closure_pending.primeromodule-cp',
    [],
    [...openly, 'approval_status_closure=pending', 'owned_by=amal', cp],
  ],
]

test.each(queries)('%s, %s opens a list of v2', (dashboard, name, keys, query) => {
  const indicator = indicatorOf(world(), viewOf(usualReader, [dashboard]), name)
  expect(queryOf(indicator, keys)).toEqual(query)
})

test('a role with several modules asks for them all, one without any for none', () => {
  const modules = ['primeromodule-cp', 'primeromodule-gbv']
  const total = (list: string[]) =>
    indicatorOf(world(), viewOf({ ...usualReader, modules: list }, ['case_overview']), 'total')
  expect(queryOf(total(modules))).toEqual([...openly, 'module_id=primeromodule-cp,primeromodule-gbv'])
  expect(queryOf(total([]))).toEqual(openly)
})

/** Every board that there is, each with records of many kinds. */
const actions = [...new Set(tables.map(({ dashboard }) => dashboard))]
const fact: fc.Arbitrary<RecordFact> = fc.record({
  owned_by: fc.constantFrom('amal', 'bilal', 'carol'),
  owned_by_groups: fc.subarray(['north', 'south']),
  owned_by_location: fc.constantFrom('GL', 'GL01', 'GL0101', 'GL010101', 'nowhere'),
  status: fc.constantFrom('open', 'closed', 'transferred', 'identified'),
  record_state: fc.boolean(),
  workflow: fc.constantFrom('new', 'case_plan', 'closed'),
  risk_level: fc.constantFrom('high', 'low', 'extreme', ''),
  created_at: fc.constantFrom('2026-03-02T09:00:00.000Z', '2026-02-25T09:00:00.000Z', '2025-01-01T09:00:00.000Z'),
  date_closure: fc.constantFrom('2026-03-02', '2026-02-25', '2025-01-01'),
  protection_concerns: fc.subarray(['migrant', 'refugee']),
  transferred_to_users: fc.subarray(['amal', 'bilal', 'reem']),
  transfer_status: fc.constantFrom('in_progress', 'rejected', ''),
  transferred_to_user_groups: fc.subarray(['north', 'south']),
  referred_users_pending: fc.subarray(['amal', 'bilal', 'reem']),
  assessment_due_dates: fc.subarray(['2026-03-01', '2026-04-01']),
  approval_status_closure: fc.constantFrom('pending', 'approved', ''),
  grants: fc.subarray(['amal', 'dawit']),
  module_id: fc.constantFrom('primeromodule-cp', 'primeromodule-gbv'),
})
const reader: fc.Arbitrary<Reader> = fc.record({
  user: fc.constantFrom('amal', 'dawit'),
  scope: fc.constantFrom('self' as const, 'group' as const, 'agency' as const, 'all' as const),
  groups: fc.subarray(['north', 'south']),
  agency: fc.constant('one'),
  modules: fc.subarray(['primeromodule-cp', 'primeromodule-gbv']),
  manages: fc.subarray(['amal', 'bilal', 'dawit', 'carol']),
})

const sum = (tallies: { count: number }[]): number => tallies.reduce((all, one) => all + one.count, 0)
/** Answers of one word: a record stands in one group at most. */
const single: ReadonlySet<string> = new Set([
  'risk_level',
  'owned_by',
  'workflow',
  'owned_by_location',
  'incident_location',
])

test('no group counts more than all, groups of one answer sum to no more, and a group is the list that it opens', () => {
  const config = world()
  fc.assert(
    fc.property(reader, fc.array(fact, { maxLength: 12 }), (who, facts) => {
      const view = viewOf(who, actions)
      const records = facts.map(counted)
      for (const { indicators } of dashboardsOf(config, view)) {
        for (const indicator of indicators) {
          const total = sum(tallied(config, view, { ...indicator, by: [] }, records))
          const groups = tallied(config, view, indicator, records)
          for (const { keys, count } of groups) {
            expect(count).toBeLessThanOrEqual(total)
            const list = { ...indicator, by: [], filters: filtersOf(indicator, keys) }
            expect([indicator.name, keys, sum(tallied(config, view, list, records))]).toEqual([
              indicator.name,
              keys,
              count,
            ])
          }
          if (indicator.by.every(({ field }) => single.has(field))) expect(sum(groups)).toBeLessThanOrEqual(total)
        }
      }
    }),
    { numRuns: 60, seed: 54 },
  )
})

test('nothing out of scope is counted', () => {
  const config = world()
  fc.assert(
    fc.property(reader, fc.array(fact, { maxLength: 8 }), (who, facts) => {
      const view = viewOf(who, actions)
      const far = facts.map((one) =>
        counted({ ...one, owned_by: 'zoe', owned_by_groups: ['west'], owned_by_agency_id: 'three', grants: [] }),
      )
      if (who.scope === 'all') return
      for (const { indicators } of dashboardsOf(config, view)) {
        for (const indicator of indicators) {
          const groups = tallied(config, view, indicator, far)
          expect([indicator.name, groups]).toEqual([indicator.name, []])
        }
      }
    }),
    { numRuns: 60, seed: 55 },
  )
})

test('over everything, numbers that are of no reader are described alike for all of them, and the others name him', () => {
  const config = world()
  fc.assert(
    fc.property(reader, reader, (one, other) => {
      const everything = { scope: 'all' as const, modules: usualReader.modules }
      const [mine, theirs] = [one, other].map((person) => viewOf({ ...usualReader, ...person, ...everything }, actions))
      if (mine === undefined || theirs === undefined) return
      const ofReader = namesOfReader(config, mine)
      const says = (view: DashboardView) =>
        dashboardsOf(config, view).flatMap(({ name, indicators }) =>
          indicators.map((indicator) => [`${name} ${indicator.name}`, JSON.stringify(indicator)] as const),
        )
      const shared = (view: DashboardView) => says(view).filter(([name]) => !ofReader.has(name))
      expect(shared(mine)).toEqual(shared(theirs))
      expect(shared(mine).length).toBeGreaterThan(20)
      const { userName, groups } = mine.actor
      for (const [name, text] of says(mine).filter(([name]) => ofReader.has(name))) {
        const isNamed = [userName, ...groups].some((word) => text.includes(JSON.stringify(word)))
        expect({ name, isNamed: isNamed || groups.length === 0 }).toEqual({ name, isNamed: true })
      }
    }),
    { numRuns: 20 },
  )
})

test('who may not read cases counts none', () => {
  const view = viewOf({ ...usualReader, scope: 'all' }, ['case_overview'])
  const blind = {
    ...view,
    actor: { ...view.actor, role: { ...view.actor.role, permissions: { dashboard: ['case_overview'] } } },
  }
  const indicator = indicatorOf(world(), blind, 'total')
  expect(tallied(world(), blind, indicator, [counted({})])).toEqual([])
})

test('rubbish in the settings counts as not set', () => {
  const rejected = (settings: object) =>
    indicatorOf(
      world({ ...settings }),
      viewOf(usualReader, ['dash_shared_with_others']),
      'shared_with_others_referrals_rejected',
    )
  const usual = rejected({})
  for (const days of ['14', -1, Number.NaN, null, {}])
    expect(rejected({ days_since_referral_status_changed: days })).toEqual(usual)
  expect(rejected({ system_options: { days_since_referral_status_changed: 2 } })).not.toEqual(usual)
})
