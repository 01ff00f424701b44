import { expect, test } from 'vitest'
import { answered, changesIn, rowIds, stopping } from './editing.ts'

test('what was empty and is empty still is no change', () => {
  const base = { name: 'a', age: 9 }
  expect(changesIn(base, { name: 'a', age: 9, nickname: null, languages: null })).toEqual([])
  expect(changesIn(base, { name: null, age: 9 })).toEqual([{ path: ['name'], from: 'a', to: null }])
})

test('rows are compared one by one', () => {
  const base = { family: [{ unique_id: 'm', relation: 'mother' }] }
  const now = {
    family: [
      { unique_id: 'm', relation: 'mother', age: 40 },
      { unique_id: 'a', relation: 'aunt' },
    ],
  }
  expect(changesIn(base, now).map((c) => c.path)).toEqual([
    ['family', 'm', 'age'],
    ['family', 'a'],
  ])
})

test('a new record carries what was answered, false and 0 included', () => {
  expect(answered({ name: 'a', nickname: ' ', consent: false, brothers: 0, languages: [], age: null })).toEqual({
    name: 'a',
    consent: false,
    brothers: 0,
  })
})

test('rows that are on the record already are known by their ids', () => {
  expect([...rowIds({ family: [{ unique_id: 'm' }], languages: ['x'], name: 'a' })]).toEqual(['m'])
})

test('a row that was opened and left empty is not sent', () => {
  const base = { family: [{ unique_id: 'm', relation: 'mother' }] }
  expect(changesIn(base, { family: [...base.family, { unique_id: 'new' }] })).toEqual([])
  expect(answered({ family: [{ unique_id: 'new' }, { unique_id: 'm', relation: 'mother' }] })).toEqual(base)
  expect(answered({ family: [{ unique_id: 'new' }] })).toEqual({})
})

test('only faults among what is sent stop a save', () => {
  const fault = (...path: string[]) => ({
    path,
    form: 'f',
    kind: 'wrong-type' as const,
    severity: 'error' as const,
  })
  const change = (...path: string[]) => ({ path, from: undefined, to: 'x' })
  expect(stopping([fault('old'), fault('age')], [change('age')])).toEqual([fault('age')])
  expect(stopping([fault('family', 'm', 'age')], [change('family', 'm')])).toHaveLength(1)
  expect(stopping([fault('family', 'm', 'age')], [change('family', 'a')])).toEqual([])
})
