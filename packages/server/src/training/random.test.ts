import { isUuidV4 } from '@primero/domain/ids.ts'
import { expect, test } from 'vitest'
import { randomOf } from './random.ts'

test('the same seed gives the same numbers, neighbouring seeds give others', () => {
  const draw = (seed: number) => Array.from({ length: 5 }, randomOf(seed).next)
  expect(draw(1)).toEqual(draw(1))
  expect(draw(2)).not.toEqual(draw(1))
  expect(draw(0)).not.toEqual(draw(-1))
})

test('numbers spread evenly', () => {
  const random = randomOf(3)
  const draws = Array.from({ length: 20_000 }, () => random.below(10))
  for (let digit = 0; digit < 10; digit++) {
    const count = draws.filter((draw) => draw === digit).length
    expect(count).toBeGreaterThan(1800)
    expect(count).toBeLessThan(2200)
  }
})

test('ids are shaped as UUID version 4', () => {
  const random = randomOf(4)
  expect(Array.from({ length: 1000 }, random.uuid).every(isUuidV4)).toBe(true)
})

test('nothing can be picked from an empty list', () => {
  expect(() => randomOf(5).pick([])).toThrow('nothing to pick from')
})
