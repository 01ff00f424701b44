import { expect, test } from 'vitest'
import { sampleActor } from '../access/sample.ts'
import type { Uuid } from '../ids.ts'
import { configurationOf } from '../configuration/configuration.ts'
import { sampleBundle } from '../forms/sample.ts'
import type { Data } from '../records/record.ts'
import type { Moment } from '../time.ts'
import { caseloadCases, type Counted, countedCases } from './caseload.cases.ts'
import { caseloadIndicators, caseloads } from './caseload.ts'
import { tallied } from './dashboard-counts.ts'

const byOwner = (counted: readonly Counted[]) =>
  [...Map.groupBy(counted, ({ owner }) => owner)].map(([owner, some]) => ({
    keys: [owner],
    count: some.reduce((sum, { count }) => sum + count, 0),
  }))
const byRisk = (counted: readonly Counted[]) =>
  counted.flatMap(({ owner, risk, count }) => (risk === null ? [] : [{ keys: [owner, risk], count }]))

test.each(caseloadCases)('how work lies on people: $says', ({ people, counted, byRisk: asks = true, lines }) => {
  const found = caseloads(people, byOwner(counted), asks ? byRisk(counted) : [])
  expect(found.map(({ userName, open, high, load, balance }) => [userName, open, high, load, balance])).toEqual(lines)
})

test.each(countedCases)('what weighs on its owner: $says', ({ data, weighs }) => {
  const config = configurationOf(1, [sampleBundle({})])
  const actor = sampleActor('dina', { scope: 'group', permissions: { case: ['read'] } }, { groups: ['team'] })
  const view = { actor, now: '2026-03-10T09:00:00.000Z' as Moment, zone: 'UTC', manages: ['dina', 'amal'] }
  const { all, byRisk: risks } = caseloadIndicators(view)
  const answers = { owned_by: 'amal', record_state: true, ...data } as Data
  const facts = {
    id: '0b0f0c3e-2f6e-4a1e-9a53-1f6a6d2f9a11' as Uuid,
    type: 'case' as const,
    module: actor.role.modules[0] ?? '',
    ownedBy: String(answers['owned_by']),
    seenBy: ['g:team'],
    grantedTo: [],
  }
  const records = [{ facts, data: answers }]
  const lines = caseloads([], tallied(config, view, all, records), tallied(config, view, risks, records))
  expect(lines.find(({ userName }) => userName === 'amal')?.load ?? 0).toBe(weighs)
})
