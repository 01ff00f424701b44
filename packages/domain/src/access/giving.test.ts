import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { beyond } from './beyond.ts'
import { type Cast, cast, giveCases, giving, keysThatOpen as keys, openCases } from './giving.cases.ts'
import { givingTo, keepsAllRoles, keysThatOpen, listOf, mayGive, mayOpen } from './giving.ts'
import { arbPowers, arbWithin } from './role.arbitrary.ts'
import { isAboveOthers } from './superuser.ts'

describe.each(Object.entries(giving))('%s gives', (giver, row) => {
  test.each(Object.entries(row))('%s: %s', (role, answer) => {
    expect(mayGive(cast[giver as Cast], cast[role as Cast])).toBe(answer)
  })
})

test.each(giveCases)('$says', ({ giver, to, from, role, answer }) => {
  const holds = from && cast[from]
  expect(givingTo(cast[giver], { isOneself: to === 'oneself', holds }, cast[role])).toBe(answer)
})

test.each(openCases)('opening an account: $says', ({ actor, holder, oneself, answer }) => {
  expect(mayOpen(cast[actor], { isOneself: oneself === true, holds: cast[holder] })).toBe(answer === 'yes')
})

test('what opens an account is named', () => {
  expect(keysThatOpen).toEqual(keys)
})

test('nobody gives what is beyond him in silence, unless it stands on his list', () => {
  const pairs = fc.oneof(
    fc.tuple(arbPowers, arbPowers),
    arbPowers.chain((own) => fc.tuple(fc.constant(own), arbWithin(own))),
  )
  fc.assert(
    fc.property(pairs, ([giver, role]) => {
      if (mayGive(giver, role) === 'yes' && listOf(giver) === undefined) expect(beyond(giver, role)).toEqual([])
    }),
  )
})

test('what is beyond somebody is given by keepers of all roles only', () => {
  fc.assert(
    fc.property(arbPowers, arbPowers, (giver, role) => {
      if (mayGive(giver, role) === 'flagged') expect(keepsAllRoles(giver)).toBe(true)
    }),
  )
})

test('the roles above others come from keepers of all roles only, and never in silence from below', () => {
  const above = arbPowers.map((role) => ({ ...role, ...cast.administrator, disabled: false }))
  fc.assert(
    fc.property(arbPowers, above, (giver, role) => {
      expect(isAboveOthers(role)).toBe(true)
      if (!isAboveOthers(giver)) expect(mayGive(giver, role)).toBe(keepsAllRoles(giver) ? 'flagged' : 'forbidden')
    }),
  )
})

test('taking and giving are symmetric: who may exchange one role for another may exchange them back', () => {
  fc.assert(
    fc.property(arbPowers, arbPowers, arbPowers, (giver, one, other) => {
      const enabled = [one, other].map((role) => ({ ...role, disabled: false })) as [typeof one, typeof other]
      const [a, b] = enabled
      const there = givingTo(giver, { isOneself: false, holds: a }, b)
      const back = givingTo(giver, { isOneself: false, holds: b }, a)
      expect(there === 'forbidden').toBe(back === 'forbidden')
    }),
  )
})

test('nobody gives himself another role', () => {
  fc.assert(
    fc.property(arbPowers, arbPowers, (giver, role) => {
      const answer = givingTo(giver, { isOneself: true, holds: giver }, role)
      expect(answer).toBe(role.id === giver.id ? 'yes' : 'forbidden')
    }),
  )
})
