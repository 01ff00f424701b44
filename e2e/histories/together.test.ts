import { expect, test } from 'vitest'
import { isJoined } from './together.ts'
import type { Change } from './truth.ts'

const path = ['religion']
const mine = 'mine'
const edit = (to: string[], from?: string[]): Change => ({ path, from, to })
const entry = (version: number, intention: string, change: Change) => ({
  n: '1',
  version,
  intention,
  changes: [change],
})
const theirs = (version: number, to: unknown, from?: unknown) => entry(version, 'theirs', { path, from, to })

test('choices that others had made already are written by nobody anew', () => {
  const entries = [theirs(7, ['c']), theirs(9, ['a', 'x', 'b'], ['c'])]
  const came = { intention: mine, version: 13 }
  expect(isJoined(entries, ['a', 'x', 'b'], came, edit(['a', 'b']))).toBe(true)
  expect(isJoined([...entries, theirs(15, ['c'], ['a', 'x', 'b'])], ['c'], came, edit(['a', 'b']))).toBe(true)
  expect(isJoined(entries, ['c'], { intention: mine, version: 7 }, edit(['a', 'b']))).toBe(false)
})

test('a choice that stood nowhere as it came is lost, whoever made it before or afterwards', () => {
  const entries = [theirs(3, ['a', 'b']), theirs(5, ['a'], ['a', 'b']), theirs(9, ['a', 'b'], ['a'])]
  expect(isJoined(entries, ['a', 'b'], { intention: mine, version: 6 }, edit(['a', 'b']))).toBe(false)
  expect(isJoined([], ['a', 'x'], { intention: mine, version: 6 }, edit(['a', 'b']))).toBe(false)
  expect(isJoined([], undefined, { intention: mine, version: 6 }, edit(['a', 'b']))).toBe(false)
  expect(isJoined(entries.slice(2), ['a', 'b'], { intention: mine, version: 6 }, edit(['b']))).toBe(false)
})

test('of what was written every choice counts, and none that was taken away', () => {
  const came = { intention: mine, version: 5 }
  const wrote = (to: string[]) => [entry(5, mine, edit(to, ['x', 'y']))]
  expect(isJoined(wrote(['x', 'a']), ['x', 'a'], came, edit(['a'], ['y']))).toBe(true)
  expect(isJoined(wrote(['x', 'y', 'a']), ['x', 'y', 'a'], came, edit(['a'], ['y']))).toBe(false)
  expect(isJoined(wrote(['x']), ['x'], came, edit(['a'], ['y']))).toBe(false)
})

test('numbers of a tally have moved, or were there', () => {
  const came = { intention: mine, version: 5 }
  const tally = { path, from: { boys: 1 }, to: { boys: 3, girls: 1 } }
  const wrote = (to: object) => [entry(5, mine, { path, from: { boys: 2 }, to })]
  expect(isJoined(wrote({ boys: 4, girls: 1 }), undefined, came, tally)).toBe(true)
  expect(isJoined(wrote({ boys: 4 }), undefined, came, tally)).toBe(false)
  expect(isJoined([], { boys: 3, girls: 1, others: 2 }, came, tally)).toBe(true)
  expect(isJoined([], { boys: 2, girls: 1 }, came, tally)).toBe(false)
})

test('an answer of one value goes in among nothing', () => {
  const came = { intention: mine, version: 5 }
  expect(isJoined([], 'b', came, { path, from: 'a', to: 'c' })).toBe(false)
  expect(isJoined([], 'b', came, { path, from: 'a', to: null })).toBe(false)
})

test('an incident counts its versions by itself, and keeps every value that it had', () => {
  const at = ['incident_details', 'row', 'means']
  const entries = [{ n: '1', version: 40, intention: 'theirs', changes: [{ path: at, from: ['c'], to: ['a', 'b'] }] }]
  const said = (to: string[]) => ({ path: at, to })
  expect(isJoined(entries, ['a', 'b'], { intention: mine, version: 3 }, said(['b', 'a']))).toBe(true)
  expect(isJoined(entries, ['a', 'b'], { intention: mine, version: 3 }, said(['d']))).toBe(false)
})
