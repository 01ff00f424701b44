import { randomOf } from '@primero/server/training/random.ts'
import { expect, test } from 'vitest'
import { differenceOfMedians, isWithin } from './bootstrap.ts'

const measured = (seed: number, middle: number): number[] => {
  const random = randomOf(seed)
  return Array.from({ length: 200 }, () => middle + random.next() * 6)
}

test('two doors that take the same time are told to', () => {
  const interval = differenceOfMedians(measured(1, 60), measured(2, 60), randomOf(3))
  expect(interval.low).toBeLessThan(0)
  expect(interval.high).toBeGreaterThan(0)
  expect(isWithin(interval, 0.05)).toBe(true)
})

test('a door that takes a tenth longer for names that it knows is found', () => {
  const interval = differenceOfMedians(measured(1, 66), measured(2, 60), randomOf(3))
  expect(interval.low).toBeGreaterThan(0.05)
  expect(isWithin(interval, 0.05)).toBe(false)
})

test('one far value changes nothing', () => {
  const slow = [...measured(1, 60).slice(1), 60_000]
  expect(isWithin(differenceOfMedians(slow, measured(2, 60), randomOf(3)), 0.05)).toBe(true)
})
