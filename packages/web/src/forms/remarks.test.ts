import type { Finding } from '@primero/domain/forms/findings.ts'
import type { Data } from '@primero/domain/records/record.ts'
import { expect, test } from 'vitest'
import { answersOf } from './answers.ts'
import { remarksOf } from './remarks.ts'

const find = (data: Data): Finding[] => [
  ...(data['age'] === 900
    ? [{ path: ['age'], form: 'basic', kind: 'out-of-range' as const, severity: 'error' as const }]
    : []),
  ...(data['sex'] === undefined
    ? [{ path: ['sex'], form: 'basic', kind: 'required' as const, severity: 'required' as const }]
    : []),
]

test('a fault shows when its field was left, and goes when it is mended', () => {
  const answers = answersOf({})
  const remarks = remarksOf(answers, find)
  answers.set(['age'], 900)
  expect(remarks.at(['age'])).toBeUndefined()
  remarks.touch(['age'])
  expect(remarks.at(['age'])?.kind).toBe('out-of-range')
  answers.set(['age'], 9)
  remarks.touch(['age'])
  expect(remarks.shown()).toEqual([])
  remarks.end()
})

test('missing answers never stop saving; faults do, touched or not', () => {
  const answers = answersOf({ age: 900 })
  const remarks = remarksOf(answers, find)
  expect(remarks.touchAll().map((r) => r.path)).toEqual([['age']])
  expect(remarks.found()).toHaveLength(2)
  remarks.end()
})
