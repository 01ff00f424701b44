import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sampleActor, sampleFacts, samplePerson } from './sample.ts'
import { inScope, scopeOf, seenBy } from './scope.ts'
import { arbActor, arbFacts } from './scope.arbitrary.ts'

const amals = sampleFacts('amal')

const table: [string, Parameters<typeof sampleActor>, ReturnType<typeof sampleFacts>, boolean][] = [
  ['an owner finds his own record', ['amal'], amals, true],
  ['a colleague with scope self does not', ['bilal'], amals, false],
  ['a colleague who was granted it does', ['bilal'], sampleFacts('amal', { grantedTo: ['bilal'] }), true],
  ['scope group finds what a group shares', ['bilal', { scope: 'group' }], amals, true],
  [
    'scope group finds nothing of other groups',
    ['bilal', { scope: 'group' }, { groups: ['group-south'] }],
    amals,
    false,
  ],
  ['scope group without groups keeps own records', ['amal', { scope: 'group' }, { groups: [] }], amals, true],
  [
    'scope group keeps own records that another group sees',
    ['amal', { scope: 'group' }, { groups: ['group-south'] }],
    amals,
    true,
  ],
  ['scope agency finds the agency’s', ['bilal', { scope: 'agency' }], amals, true],
  ['scope agency without an agency finds own only', ['bilal', { scope: 'agency' }, { agency: null }], amals, false],
  ['scope all finds everything of its modules', ['bilal', { scope: 'all' }, { groups: [], agency: null }], amals, true],
  ['no scope reaches another module', ['bilal', { scope: 'all', modules: ['primeromodule-gbv'] }], amals, false],
  ['not even for its owner', ['amal', { modules: ['primeromodule-gbv'] }], amals, false],
  [
    'scope identified finds the record about oneself',
    ['zeina', { scope: 'identified' }],
    sampleFacts('amal', { seenBy: seenBy(samplePerson('amal'), [], 'zeina') }),
    true,
  ],
  ['scope identified does not find what one owns', ['amal', { scope: 'identified' }], amals, false],
  ['admin_only finds no record', ['amal', { scope: 'admin_only' }], amals, false],
  [
    'a role that may not read finds nothing',
    ['amal', { scope: 'all', permissions: { case: ['create', 'write'] } }],
    amals,
    false,
  ],
  ['manage reads', ['amal', { permissions: { case: ['manage'] } }], amals, true],
]

test.each(table)('%s', (_title, actor, facts, found) => {
  expect(inScope(scopeOf(sampleActor(...actor), 'case'), facts)).toBe(found)
})

test('families can be found for linking without the right to read them', () => {
  const actor = sampleActor('amal', { permissions: { family: ['search_and_select_family_record'] } })
  expect(inScope(scopeOf(actor, 'family'), sampleFacts('amal', { type: 'family' }))).toBe(true)
})

test('principals are sorted and unique', () => {
  expect(seenBy(samplePerson('amal', { groups: ['b', 'a'] }), ['amal', 'bilal'], 'zeina')).toEqual([
    'a:agency-one',
    'g:a',
    'g:b',
    'i:zeina',
    'u:amal',
    'u:bilal',
  ])
})

test('a record without an owner is found by grants alone', () => {
  expect(seenBy(null, ['bilal'])).toEqual(['u:bilal'])
})

test('nobody finds a record that none of the rules gives him', () => {
  fc.assert(
    fc.property(arbActor, arbFacts, (actor, facts) => {
      const found = inScope(scopeOf(actor, facts.type), facts)
      if (!found) return
      const { role } = actor
      const actions = role.permissions[facts.type] ?? []
      expect(actions.some((a) => ['read', 'manage', 'search_and_select_family_record'].includes(a))).toBe(true)
      expect(role.modules).toContain(facts.module)
      expect(role.scope).not.toBe('admin_only')
      const shares = {
        all: () => true,
        self: () => false,
        identified: () => facts.seenBy.includes(`i:${actor.userName}`),
        agency: () => facts.seenBy.includes(`a:${actor.agency}`),
        group: () => actor.groups.some((g) => facts.seenBy.includes(`g:${g}`)),
        admin_only: () => false,
      }[role.scope]()
      const isNamed = facts.ownedBy === actor.userName || facts.grantedTo.includes(actor.userName)
      expect(shares || (role.scope !== 'identified' && isNamed)).toBe(true)
    }),
    { numRuns: 2000, seed: 11 },
  )
})

test('whoever reads a type finds what he owns or was granted, in his modules', () => {
  fc.assert(
    fc.property(arbActor, arbFacts, (actor, facts) => {
      const { role, userName } = actor
      const may = (role.permissions[facts.type] ?? []).some((a) => a === 'read' || a === 'manage')
      if (!may || !role.modules.includes(facts.module) || ['identified', 'admin_only'].includes(role.scope)) return
      const isNamed = facts.ownedBy === userName || facts.grantedTo.includes(userName)
      if (isNamed) expect(inScope(scopeOf(actor, facts.type), facts)).toBe(true)
    }),
    { numRuns: 2000, seed: 12 },
  )
})
