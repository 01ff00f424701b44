// A number on a dashboard and the list that it opens are one: what v2 reads of the number’s query is what it counted by.
import { sampleActor } from '@primero/domain/access/sample.ts'
import { resourceActions } from '@primero/domain/access/resource-actions.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { sampleConfiguration, sampleLookup } from '@primero/domain/forms/sample.ts'
import type { Moment } from '@primero/domain/time.ts'
import { filtersOf, queryOf } from '@primero/domain/workflow/dashboard-counts.ts'
import { dashboardsOf } from '@primero/domain/workflow/dashboards.ts'
import { expect, test } from 'vitest'
import { parseQuery } from '../http/query-string.ts'
import { type Condition, conditionOf } from './conditions.ts'
import { v2Conditions } from './v2-filters.ts'

const modules = ['primeromodule-cp', 'primeromodule-gbv', 'primeromodule-mrm'].map((id) => ({
  id,
  name: id,
  recordTypes: ['case', 'incident'] as RecordType[],
  options: {},
  listHeaders: {},
  listFilters: {},
}))
const config = sampleConfiguration({ modules, lookups: [sampleLookup('lookup-risk-level', 'high', 'medium', 'low')] })
const view = {
  actor: sampleActor('amal', {
    modules: modules.map(({ id }) => id),
    permissions: { case: ['read'], incident: ['read'], dashboard: [...(resourceActions['dashboard'] ?? [])] },
  }),
  now: '2026-03-04T10:00:00.000Z' as Moment,
  zone: 'Asia/Dhaka',
  manages: ['amal'],
}

const indicators = dashboardsOf(config, view).flatMap((board) => board.indicators)

/** v2 names the level of a place, and places in capitals; our app needs neither. */
const asOurs = (condition: Condition): Condition => {
  if (condition.kind !== 'under') return condition
  return { kind: 'under', field: condition.field, codes: condition.codes.map((code) => code.toLowerCase()) }
}

test('there are boards to ask about', () => {
  expect(indicators.length).toBeGreaterThan(80)
})

test.each(indicators.map((indicator) => [indicator.name, indicator] as const))('%s', (_name, indicator) => {
  const keys = indicator.by.map(({ level }) => (level === undefined ? 'somebody' : 'gl0101'))
  const asked = v2Conditions(indicator.type, parseQuery(queryOf(indicator, keys).join('&')))
  const ours = filtersOf(indicator, keys).map(conditionOf)
  expect(asked.map(({ condition }) => condition && asOurs(condition))).toEqual(ours)
})
