import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { smallestTold, withoutSmall } from './small-numbers.ts'

const row = (...counts: number[]) => counts.map((count, i) => ({ keys: [`k${i}`], count }))
const told = (...counts: number[]) => withoutSmall(row(...counts)).map(({ count }) => count)

test('numbers under five are kept back', () => {
  expect(told(4, 0, 5)).toEqual([null, null, 5])
  expect(withoutSmall([{ keys: [], count: 4 }])).toEqual([{ keys: [], count: null }])
  expect(withoutSmall([{ keys: [], count: 5 }])).toEqual([{ keys: [], count: 5 }])
  expect(withoutSmall([])).toEqual([])
})

test('a single small one takes the next smallest with it, or the sum would tell it', () => {
  expect(told(3, 40, 7)).toEqual([null, 40, null])
  expect(told(30, 40, 7)).toEqual([30, 40, 7])
})

test('in a table no row and no column misses just one', () => {
  const cell = fc.record({ a: fc.nat(3), b: fc.nat(3), count: fc.nat(9) })
  fc.assert(
    fc.property(fc.uniqueArray(cell, { selector: ({ a, b }) => `${a} ${b}` }), (cells) => {
      const numbers = withoutSmall(cells.map(({ a, b, count }) => ({ keys: [`a${a}`, `b${b}`], count })))
      for (const { count } of numbers) expect(count === null || count >= smallestTold).toBe(true)
      for (const at of [0, 1]) {
        for (const line of Map.groupBy(numbers, ({ keys }) => keys[at]).values()) {
          const missing = line.filter(({ count }) => count === null).length
          expect(missing === 1 && line.length > 1).toBe(false)
        }
      }
    }),
    { numRuns: 300, seed: 5 },
  )
})
