import { expect, test } from 'vitest'
import type { Moment } from '../time.ts'
import { careOf, isCareOver, isClinical, isTold } from './clinical-care.ts'
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
