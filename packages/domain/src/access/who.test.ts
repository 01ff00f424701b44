import { expect, test } from 'vitest'
import type { RecordFacts } from '../records/record.ts'
import type { Uuid } from '../ids.ts'
import type { Actor } from './actor.ts'
import { principalsOf, readsUntil, reasonsFor } from './who.ts'

const cp = 'primeromodule-cp'
const facts: RecordFacts = {
  id: '00000000-0000-4000-8000-000000000001' as Uuid,
  type: 'case',
  module: cp,
  ownedBy: 'ana',
  grantedTo: ['bilal'],
  seenBy: ['a:north', 'g:river', 'i:umar', 'u:ana', 'u:bilal'],
}

const person = (userName: string, scope: Actor['role']['scope'], place: Partial<Actor> = {}): Actor => ({
  id: 1,
  userName,
  fullName: userName,
  agency: null,
  groups: [],
  locale: 'en',
  location: null,
  serviceAccount: false,
  role: {
    id: 'some',
    name: 'Some',
    scope,
    modules: [cp],
    permissions: { case: ['read'] },
    forms: 'all',
    identity: 'none',
  },
  ...place,
})

test('each rule that lets somebody in is told, and none that does not', () => {
  const rules = (actor: Actor) => reasonsFor(actor, facts, []).map(({ rule }) => rule)
  expect(rules(person('ana', 'self'))).toEqual(['owner'])
  expect(rules(person('ana', 'group', { groups: ['river', 'hill'] }))).toEqual(['owner', 'group'])
  expect(rules(person('elif', 'agency', { agency: 'north' }))).toEqual(['agency'])
  expect(rules(person('farid', 'all'))).toEqual(['all'])
  expect(rules(person('umar', 'identified'))).toEqual(['subject'])
  expect(rules(person('carol', 'self', { groups: ['river'], agency: 'north' }))).toEqual([])
  expect(rules(person('ada', 'admin_only', { groups: ['river'] }))).toEqual([])
})

test('a grant is told with its kind and its end; without one the record itself names the person', () => {
  const bilal = person('bilal', 'self')
  const until = '2026-12-01T00:00:00.000Z'
  expect(reasonsFor(bilal, facts, [{ userName: 'bilal', kind: 'referral', until }])).toEqual([
    { rule: 'grant', kind: 'referral', until },
  ])
  expect(reasonsFor(bilal, facts, [{ userName: 'carol', kind: 'referral', until }])).toEqual([
    { rule: 'named', until: null },
  ])
})

test('somebody reads until the last of his reasons ends, and without end where one has none', () => {
  const grant = (until: string | null) => ({ rule: 'grant' as const, kind: 'referral', until })
  expect(readsUntil([grant('2026-12-01T00:00:00.000Z'), grant('2027-01-01T00:00:00.000Z')])).toBe(
    '2027-01-01T00:00:00.000Z',
  )
  expect(readsUntil([grant('2026-12-01T00:00:00.000Z'), grant(null)])).toBeNull()
  expect(readsUntil([grant('2026-12-01T00:00:00.000Z'), { rule: 'owner', until: null }])).toBeNull()
})

test('the principals of a record say whom to ask about', () => {
  expect(principalsOf(facts.seenBy)).toEqual({
    users: ['ana', 'bilal', 'umar'],
    groups: ['river'],
    agencies: ['north'],
  })
})
