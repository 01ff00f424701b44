import { expect, test } from 'vitest'
import { sampleActor } from '../access/sample.ts'
import { configurationOf } from '../configuration/configuration.ts'
import { sampleBundle, sampleLookup } from '../forms/sample.ts'
import type { Data } from '../records/record.ts'
import { fits } from '../search/local.ts'
import type { Moment } from '../time.ts'
import { hasQueueCases, queueCases, reviewAt, signCases, signs, usualCase } from './review-queue.cases.ts'
import { leads, lookLasts, reviewed, signNames, signsFor, signsOf } from './review.ts'

const config = configurationOf(1, [
  sampleBundle({ lookups: [sampleLookup('lookup-risk-level', 'high', 'medium', 'low')] }),
])
const actor = sampleActor('dina', { scope: 'group', permissions: { case: ['read'] }, manager: true })
const shown = (data: Record<string, unknown>, at = reviewAt, zone = 'UTC', unaskable: string[] = []) => {
  const found = signsFor(config, { actor, now: at as Moment, zone }, (field) => !unaskable.includes(field))
  return signsOf(config, found, { ...usualCase, ...data } as Data)
}

test.each(signCases)('a case shows: $says', ({ data, at, zone, unaskable, is }) => {
  expect(shown(data, at, zone, unaskable)).toEqual(is)
})

test('signs stand in the order in which they may harm', () => {
  expect([...signNames]).toEqual([...signs])
})

test.each(hasQueueCases)('who has a queue: $says', ({ scope, rights, manager, identity, has }) => {
  const role = {
    scope,
    permissions: { case: rights },
    ...(manager ? { manager } : {}),
    ...(identity ? { identity } : {}),
  }
  expect(leads(sampleActor('dina', role))).toBe(has)
})

// Scope and looks are the server's to ask: `team.pg.test.ts` plays all of them there.
test.each(queueCases.filter(({ look, scope }) => look === undefined && scope === undefined))(
  'on the queue, as far as its answers say: $says',
  ({ data = {}, queued }) => {
    const kase = { ...usualCase, assessment_due_dates: ['2026-03-01'], ...data } as Data
    const isOpen = reviewed.every((filter) => fits(config, 'case', kase, filter))
    expect(isOpen && shown(kase).length > 0).toBe(queued)
  },
)

test('a look lasts thirty days', () => {
  expect(lookLasts).toBe(30)
})
