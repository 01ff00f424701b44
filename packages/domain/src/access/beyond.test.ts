import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { beyond } from './beyond.ts'
import { beyondCases, measured } from './beyond.cases.ts'
import { arbPowers, arbWithin } from './role.arbitrary.ts'

test.each(beyondCases)('$says', ({ own, other, beyond: expected }) => {
  expect(beyond({ ...measured, ...own }, { ...measured, ...other })).toEqual(expected)
})

const user = (scope: 'group' | 'all', ...actions: string[]) => ({ ...measured, scope, permissions: { user: actions } })

test('who sees the accounts of his agency only has less than who sees all', () => {
  expect(beyond(user('all', 'agency_read', 'read'), user('all', 'read'))).toEqual(['scope'])
  expect(beyond(user('all', 'read'), user('all', 'agency_read', 'read'))).toEqual(['user.agency_read'])
})

test('a resource with the name of something else is a resource', () => {
  expect(beyond(measured, { ...measured, permissions: { constructor: ['read'] } })).toEqual(['constructor.read'])
})

test.each([
  ['stands for a machine', { integration: true }, 'integration'],
  ['is not counted', { category: 'limited' }, 'category'],
  ['keeps records on its devices for longer', { offline: { days: 30 } }, 'offline'],
  ['leaves its devices open for longer', { offline: { lockMinutes: 60 } }, 'offline'],
] as const)('a role that %s is more than one that does not', (_says, marks, word) => {
  const other = { ...measured, ...marks }
  expect(beyond(measured, other)).toEqual([word])
  expect(beyond(other, measured)).toEqual([])
  expect(beyond(other, other)).toEqual([])
})

test('devices that keep less, and close sooner, are not more', () => {
  const offline = { records: 0, days: 1, lockMinutes: 1, hiddenMinutes: 1, attempts: 3, media: false }
  expect(beyond(measured, { ...measured, offline })).toEqual([])
  expect(beyond({ ...measured, offline }, measured)).toEqual(['offline'])
})

test('no role is beyond itself', () => {
  fc.assert(
    fc.property(arbPowers, (role) => {
      expect(beyond(role, role)).toEqual([])
    }),
  )
})

test('what a role is made of by taking away is within it', () => {
  const pairs = arbPowers.chain((own) => fc.tuple(fc.constant(own), arbWithin(own)))
  fc.assert(
    fc.property(pairs, ([own, less]) => {
      expect(beyond(own, less)).toEqual([])
    }),
  )
})

test('who is beyond somebody is beyond whoever has less', () => {
  const chains = arbPowers.chain((own) => fc.tuple(fc.constant(own), arbWithin(own), arbPowers))
  fc.assert(
    fc.property(chains, ([own, less, other]) => {
      if (beyond(own, other).length > 0) expect(beyond(less, other)).not.toEqual([])
    }),
  )
})
