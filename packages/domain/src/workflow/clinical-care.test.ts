import { expect, test } from 'vitest'
import type { Moment } from '../time.ts'
import { careOf, isCareGiven, isCareOver, isClinical, isTold } from './clinical-care.ts'
import { deadlineCases, overCases, referredAt } from './clinical-deadline.cases.ts'

test.each(deadlineCases)('$says', ({ sent = referredAt, since, incidents = [], zone = 'UTC', by, ...of }) => {
  const { service = 'health_medical_service', module = 'primeromodule-gbv' } = of
  const care = isClinical({ module, service }) ? careOf(sent as Moment, since, incidents, zone).by : null
  expect(care).toBe(by)
})

test.each(overCases)('$says it is over: $isOver', ({ now, isOver }) => {
  expect(isCareOver('2026-03-04T22:30:00.000Z' as Moment, now as Moment)).toBe(isOver)
})

test('a deadline from what the consent leaves out is told to nobody outside, and to no later one either', () => {
  const { from } = careOf(referredAt as Moment, '2026-03-01', ['2026-02-28'], 'UTC')
  expect(isTold(from, ['clinical_care_since'])).toBe(false)
  expect(isTold(from, ['incident_date'])).toBe(true)
  expect(isTold(careOf(referredAt as Moment, null, ['2026-02-28'], 'UTC').from, ['incident_date'])).toBe(false)
  expect(isTold(careOf(referredAt as Moment, null, [], 'UTC').from, ['incident_date'])).toBe(true)
})

test('care that was given since ends the hours; what was given before, for something else, does not', () => {
  const by = '2026-03-04T22:30:00.000Z' as Moment
  expect(isCareGiven(by, '2026-03-02T08:00:00.000Z')).toBe(true)
  expect(isCareGiven(by, '2026-03-01')).toBe(true)
  for (const before of ['2026-02-28', '2026-03-01T22:00:00.000Z', null, undefined, 'soon'])
    expect(isCareGiven(by, before)).toBe(false)
})
