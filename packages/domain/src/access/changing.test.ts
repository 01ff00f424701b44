import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Role } from '../configuration/bundle.ts'
import { beyond } from './beyond.ts'
import { type ChangeCase, changeCases } from './changing.cases.ts'
import { type RoleChange, effectOf, mayChangeRole, ownAccountKeys } from './changing.ts'
import { type Cast, cast } from './giving.cases.ts'
import { keepsAllRoles, keysThatOpen, listOf } from './giving.ts'
import { arbPowers } from './role.arbitrary.ts'

const named = (name: string, own: Role): Role =>
  name === 'its own' ? own : name === 'new' ? { ...cast.reader, id: 'new' } : cast[name.split(' ')[0] as Cast]

/** The role as it says where it is within its maker, or beyond him; the two shapes are what they are. */
function content(role: Role, own: Role, outcome: ChangeCase['outcome']): Role {
  if (role.id === 'superuser' || role.id === 'administrator') return role
  if (outcome === 'within') return { ...own, id: role.id }
  return { ...role, permissions: { ...role.permissions, webhook: ['manage'] } }
}

function changeOf({ actor, role, act, outcome, holders = 0 }: ChangeCase): RoleChange {
  const own = cast[actor]
  const before = content(named(role, own), own, outcome)
  if (act === 'delete') return { act, before: named(role, own), holders }
  if (act === 'create') return { act, after: before }
  const into = role.split(' into ')[1]
  return { act, before, after: into === undefined ? before : { ...cast[into as Cast], id: before.id } }
}

test.each(changeCases)('$says', (kase) => {
  expect(mayChangeRole(cast[kase.actor], changeOf(kase))).toBe(kase.answer)
})

test('a role on the list is cut down to what its changer may', () => {
  const own: Role = { ...cast.reader, id: 'own', permissions: { case: ['read'], role: ['write'] } }
  const before: Role = { ...cast.reader, id: 'theirs', permissions: { case: ['read', 'close'] } }
  const after: Role = { ...before, permissions: { case: ['read'] } }
  const update: RoleChange = { act: 'update', before, after }
  expect(mayChangeRole(own, update)).toBe('forbidden')
  expect(mayChangeRole({ ...own, objects: { role: ['theirs'] } }, update)).toBe('yes')
})

test('nobody writes a role beyond himself, unless he keeps all roles', () => {
  fc.assert(
    fc.property(arbPowers, arbPowers, arbPowers, (own, before, after) => {
      const answer = mayChangeRole(own, { act: 'update', before, after: { ...after, id: before.id } })
      if (answer === 'yes' && listOf(own) === undefined) expect(beyond(own, after)).toEqual([])
      if (answer === 'flagged') expect(keepsAllRoles(own)).toBe(true)
    }),
  )
})

test('a role on the list keeps what it had, and gets nothing that its changer has not', () => {
  const own: Role = {
    ...cast.reader,
    id: 'own',
    permissions: { case: ['read'], role: ['write'] },
    objects: { role: ['theirs'] },
  }
  const before: Role = { ...cast.reader, id: 'theirs', identity: 'own', permissions: { case: ['read', 'close'] } }
  const into = (after: Partial<Role>): string =>
    mayChangeRole(own, { act: 'update', before, after: { ...before, ...after } })
  expect(into({ permissions: { case: ['read'] } })).toBe('yes')
  expect(into({ identity: 'scope' })).toBe('forbidden')
  expect(into({ permissions: { case: ['read', 'write'] } })).toBe('forbidden')
  expect(into({ scope: 'all' })).toBe('forbidden')
})

test('a reach that meant nothing so far is brought with the first right to records', () => {
  const own: Role = {
    ...cast.reader,
    id: 'own',
    permissions: { case: ['read'], role: ['write'] },
    objects: { role: ['theirs'] },
  }
  const before: Role = { ...cast.reader, id: 'theirs', scope: 'all', permissions: { metadata: ['manage'] } }
  const after: Role = { ...before, permissions: { case: ['read'] } }
  expect(mayChangeRole(own, { act: 'update', before, after })).toBe('forbidden')
})

test('a role beyond its changer gets no right of his, which would reach further there', () => {
  const own: Role = {
    ...cast.caseworker,
    id: 'own',
    scope: 'group',
    forms: { basic_identity: 'rw' },
    permissions: { case: ['read'], role: ['write'] },
    objects: { role: ['theirs'] },
  }
  const theirs: Role = { ...own, id: 'theirs', permissions: { report: ['read'] }, objects: {} }
  const wider: Partial<Role>[] = [
    { scope: 'all' },
    { modules: [...own.modules, 'primeromodule-gbv'] },
    { forms: 'all' },
    { identity: 'scope' },
  ]
  for (const more of wider) {
    const before: Role = { ...theirs, ...more }
    const after: Role = { ...before, permissions: { report: ['read'], case: ['read'] } }
    expect(mayChangeRole(own, { act: 'update', before, after }), Object.keys(more).join()).toBe('forbidden')
  }
  const knows: Role = { ...own, modules: [...own.modules, 'primeromodule-gbv'] }
  const before: Role = { ...theirs, forms: 'all', permissions: { case: ['read'] } }
  const after: Role = { ...before, modules: knows.modules }
  expect(mayChangeRole(knows, { act: 'update', before, after })).toBe('forbidden')
})

test('who changes a role of his list brings nothing that is beyond him', () => {
  fc.assert(
    fc.property(arbPowers, arbPowers, arbPowers, (powers, before, other) => {
      const own = {
        ...powers,
        id: 'own',
        permissions: { ...powers.permissions, role: ['write'] },
        objects: { role: [before.id] },
      }
      const after = { ...other, id: before.id }
      if (mayChangeRole(own, { act: 'update', before, after }) !== 'yes') return
      const known = beyond(own, before)
      const gained = beyond(before, after)
      for (const word of beyond(own, after)) expect(known.includes(word) && !gained.includes(word)).toBe(true)
    }),
  )
})

test('what a change gains, its undoing loses', () => {
  fc.assert(
    fc.property(arbPowers, arbPowers, (before, after) => {
      const { gained, lost } = effectOf(before, after)
      expect(effectOf(after, before)).toEqual({ gained: lost, lost: gained })
    }),
  )
})

test('a change is told by what is gained and lost', () => {
  const after: Role = { ...cast.reader, scope: 'self', permissions: { case: ['read', 'flag'] } }
  expect(effectOf(cast.reader, after)).toEqual({ gained: ['case.flag'], lost: ['scope'] })
})

test('one’s own account has no role, team, agency or name among what one may write', () => {
  for (const key of ['role_unique_id', 'user_group_ids', 'agency_id', 'user_name', 'disabled', 'expires_on'])
    expect(ownAccountKeys.has(key)).toBe(false)
  expect(keysThatOpen.filter((key) => ownAccountKeys.has(key))).toEqual(['password', 'password_confirmation', 'email'])
})
