import { expect, test } from 'vitest'
import { sampleConfiguration } from '../forms/sample.ts'
import type { Data } from '../records/record.ts'
import { frozen } from '../records/sample.ts'
import { dueByRiskCases } from '../workflow/tasks.cases.ts'
import { dueDay } from './due-by-risk.ts'

test.each(dueByRiskCases)('due by risk: $says', ({ timeframes, record, assessment_due_date, case_plan_due_date }) => {
  const config = sampleConfiguration({ settings: timeframes ? { due_timeframes_by_risk: timeframes } : {} })
  const data = frozen(record) as Data
  // The tables tell one of the two.
  if (record['assessment_requested_on'] === undefined)
    expect(dueDay(config, 'assessment', data)).toBe(assessment_due_date)
  expect(dueDay(config, 'case_plan', data)).toBe(case_plan_due_date)
})
