import { expect, test } from 'vitest'
import { pillStateOf } from './pill.ts'

const quiet = { entries: [], waiting: 0, sending: 0, needsYou: 0, connection: 'online' as const, field: false }

test('nothing waits and somebody answers: all is received', () => {
  expect(pillStateOf(quiet)).toBe('received')
})

test('what needs the author wins over offline, and offline over waiting', () => {
  expect(pillStateOf({ ...quiet, needsYou: 1, connection: 'offline', waiting: 2 })).toBe('needs-you')
  expect(pillStateOf({ ...quiet, connection: 'offline', waiting: 2 })).toBe('offline')
  expect(pillStateOf({ ...quiet, waiting: 2 })).toBe('waiting')
})

test('a weak line is said only when nothing is being sent', () => {
  expect(pillStateOf({ ...quiet, connection: 'weak', waiting: 1 })).toBe('weak')
  expect(pillStateOf({ ...quiet, connection: 'weak', waiting: 1, sending: 1 })).toBe('sending')
})
