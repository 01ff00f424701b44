import { expect, test } from 'vitest'
import { mostOf, pillStateOf, placeOf } from './pill.ts'

const quiet = {
  entries: [],
  waiting: 0,
  sending: 0,
  needsYou: 0,
  undecided: new Set<string>(),
  connection: 'online' as const,
  field: false,
}

test('nothing waits and somebody answers: all is received', () => {
  expect(pillStateOf(quiet)).toBe('received')
})

test('what needs the author wins over offline, and offline over waiting', () => {
  expect(pillStateOf({ ...quiet, needsYou: 1, connection: 'offline', waiting: 2 })).toBe('needs-you')
  expect(pillStateOf({ ...quiet, connection: 'offline', waiting: 2 })).toBe('offline')
  expect(pillStateOf({ ...quiet, waiting: 2 })).toBe('waiting')
})

// rule: ux 15.7 field-mode-is-said
test('whoever chose to stay offline is told so, whatever the line is', () => {
  expect(pillStateOf({ ...quiet, field: true })).toBe('field')
  expect(pillStateOf({ ...quiet, field: true, connection: 'offline', waiting: 1 })).toBe('field')
  expect(pillStateOf({ ...quiet, field: true, needsYou: 1 })).toBe('needs-you')
})

test('a weak line is said only when nothing is being sent', () => {
  expect(pillStateOf({ ...quiet, connection: 'weak', waiting: 1 })).toBe('weak')
  expect(pillStateOf({ ...quiet, connection: 'weak', waiting: 1, sending: 1 })).toBe('sending')
})

test('of three changes the first, the second and the third are said while they travel', () => {
  const steps = [
    { waiting: 3, sending: 1 },
    { waiting: 2, sending: 1 },
    { waiting: 1, sending: 1 },
  ]
  let most = 0
  const said = steps.map((step) => {
    most = mostOf(most, step)
    return `${placeOf(most, step)} of ${most}`
  })
  expect(said).toEqual(['1 of 3', '2 of 3', '3 of 3'])
  expect(mostOf(most, { waiting: 0 })).toBe(0)
})
