import { expect, test } from 'vitest'
import type { Data } from '../records/record.ts'
import { safetyPlanCases } from './plans.cases.ts'
import { safetyPlanOf } from './safety-plan.ts'

test.each(safetyPlanCases)('a safety plan, $says: $is', ({ data, is }) => {
  expect(safetyPlanOf(data as Data)).toBe(is)
})

test('the words that other bundles give to yes and no say the same', () => {
  expect(safetyPlanOf({ safety_plan_needed: 'yes' })).toBe('needed')
  expect(safetyPlanOf({ safety_plan_needed: 'no' })).toBe('not needed')
})
