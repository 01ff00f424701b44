import { expect, test } from 'vitest'
import { diff } from '../records/changes.ts'
import type { Change, Data } from '../records/record.ts'
import { changedSince } from './since-approval.ts'

const goal = (unique_id: string, intervention_service_goal: string) => ({ unique_id, intervention_service_goal })
const plan = (...goals: object[]): Data => ({ goals }) as unknown as Data

/** What history keeps where the record went through these states. */
const through = (...states: Data[]): Change[] =>
  states.slice(1).flatMap((state, n) => diff(states[n] ?? ({} as Data), state))

test('each answer that differs from what was approved is told once, however often it was written', () => {
  const states = [plan(goal('a', 'school')), plan(goal('a', 'work')), plan(goal('a', 'evening class'))]
  expect(changedSince(states[2] as Data, through(...states))).toEqual([
    { path: ['goals', 'a', 'intervention_service_goal'], from: 'school', to: 'evening class' },
  ])
})

test('what was written and taken back again is no difference', () => {
  const states = [plan(goal('a', 'school')), plan(goal('a', 'work'), goal('b', 'x')), plan(goal('a', 'school'))]
  expect(changedSince(states[2] as Data, through(...states))).toEqual([])
})

test('a row that is gone stands there as it was approved, and a new one as it is', () => {
  const states = [plan(goal('a', 'school')), plan(goal('b', 'home'))]
  expect(changedSince(states[1] as Data, through(...states))).toEqual([
    { path: ['goals', 'a'], from: goal('a', 'school'), to: null },
    { path: ['goals', 'b'], from: undefined, to: goal('b', 'home') },
  ])
})

test('the steps of approvals themselves are no part of what is approved', () => {
  const [before, after] = [{}, { approval_status_closure: 'pending', closure_reason: 'moved' }] as unknown as Data[]
  expect(changedSince(after as Data, diff(before as Data, after as Data))).toEqual([
    { path: ['closure_reason'], from: undefined, to: 'moved' },
  ])
})
