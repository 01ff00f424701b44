import { expect, test } from 'vitest'
import type { WhatIsLeft } from '../api.ts'
import { isComplete, leavingOf, startOf, takersOf, takersOfAll } from './leavePlan.ts'

const cases = { type: 'case', module: 'cp' } as const
const incidents = { type: 'incident', module: 'cp' } as const
const person = (id: number, takes: (typeof cases | typeof incidents)[]) => ({
  id,
  userName: `u${id}`,
  fullName: `U ${id}`,
  role: 'r',
  takes,
})
const left: WhatIsLeft = {
  parts: [cases, incidents].map((part) => ({ ...part, open: 1, closed: 0, waiting: 0 })),
  candidates: [person(1, [cases, incidents]), person(2, [cases])],
  standing: { sessions: 0, devices: 0, unsent: 0 },
}

test('only who may take each part may take all of it', () => {
  expect(takersOfAll(left).map(({ id }) => id)).toEqual([1])
  expect(takersOf(left, cases).map(({ id }) => id)).toEqual([1, 2])
})

test('one person takes every part, or each part has its own', () => {
  const one = { ...startOf(left), all: '1' }
  expect(isComplete(one, left)).toBe(true)
  expect(leavingOf(one, left).to.map(({ user }) => user)).toEqual([1, 1])
  const split = { ...one, isOneForAll: false, byPart: { 'case cp': '2' } }
  expect(isComplete(split, left)).toBe(false)
  expect(isComplete({ ...split, byPart: { ...split.byPart, 'incident cp': '1' } }, left)).toBe(true)
})

test('a last day is said only where one was chosen', () => {
  const plan = { ...startOf(left), all: '1', on: '2027-01-31' }
  expect(leavingOf(plan, left).on).toBeNull()
  expect(leavingOf({ ...plan, isLater: true }, left).on).toBe('2027-01-31')
  expect(isComplete({ ...plan, isLater: true, on: '' }, left)).toBe(false)
})
