import { expect, test } from 'vitest'
import { answersOf, rowAround } from './answers.ts'

const family = {
  family: [
    { unique_id: 'm', relation: 'mother' },
    { unique_id: 'a', relation: 'aunt', visits: [{ unique_id: 'v', on: '2025-01-01' }] },
  ],
}

test('an answer in a row, and in a row of a row, is reached by its path', () => {
  const answers = answersOf(family)
  answers.set(['family', 'a', 'relation'], 'great-aunt')
  answers.set(['family', 'a', 'visits', 'v', 'on'], '2025-02-02')
  expect(answers.at(['family', 'a', 'relation'])).toBe('great-aunt')
  expect(answers.at(['family', 'a', 'visits', 'v', 'on'])).toBe('2025-02-02')
  expect(answers.at(['family', 'm', 'relation'])).toBe('mother')
  expect(rowAround(answers.data(), ['family', 'a', 'visits', 'v', 'on'])?.['unique_id']).toBe('v')
  expect(rowAround(answers.data(), ['family'])).toBeUndefined()
})

test('what was there before an edit is left as it was', () => {
  const answers = answersOf(family)
  answers.set(['family', 'a', 'relation'], 'great-aunt')
  expect(family.family[1]?.relation).toBe('aunt')
})

test('what follows from a change is laid on before anybody looks', () => {
  const seen: unknown[] = []
  const answers = answersOf({}, (_before, after) => ({ ...after, double: Number(after['n']) * 2 }))
  answers.subscribe(() => seen.push(answers.at(['double'])))
  answers.set(['n'], 4)
  answers.set(['n'], 4)
  expect(seen).toEqual([8])
})
