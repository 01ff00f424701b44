import { describe, expect, test } from 'vitest'
import type { Role } from '../configuration/bundle.ts'
import type { Actor } from './actor.ts'
import { cast } from './giving.cases.ts'
import { type Looked, type Looker, placeCases, sight } from './people-reach.cases.ts'
import {
  type AccountFacts,
  hiddenRoles,
  mayChangeAccount,
  mayPlace,
  maySeeAccount,
  peopleReach,
} from './people-reach.ts'
import { sampleActor, sampleRole, sampleWorld } from './sample.ts'

const config = sampleWorld({ roles: [cast.superuser, cast.administrator, cast.caseworker] })

const people = (scope: Role['scope'], ...actions: string[]): Partial<Role> => ({
  scope,
  permissions: { user: actions },
})
const looking = (role: Partial<Role>, rest: Partial<Actor> = {}): Actor =>
  sampleActor('amal', role, { id: 1, agency: 'west', groups: [], ...rest })

const lookers: Record<Looker, Actor> = {
  superuser: looking(cast.superuser),
  administrator: looking(cast.administrator),
  national: looking(people('all', 'read', 'write')),
  manager: looking(people('group', 'read', 'write'), { groups: ['lake', 'hill'] }),
  lonely: looking(people('group', 'read', 'write')),
  ofAgency: looking(people('group', 'agency_read', 'write'), { groups: ['lake'] }),
  ofNoAgency: looking(people('group', 'agency_read', 'write'), { agency: null }),
  plainAgency: looking(people('agency', 'read', 'write')),
  own: looking(people('self', 'read', 'write')),
  reader: looking(people('group', 'read'), { groups: ['lake', 'hill'] }),
  nobody: looking({ scope: 'all', permissions: {} }),
}

const account = (rest: Partial<AccountFacts> = {}): AccountFacts => ({
  id: 2,
  role: cast.caseworker.id,
  agency: 'north',
  groups: ['river'],
  ...rest,
})
const westLake = { agency: 'west', groups: ['lake'] }

const looked: Record<Looked, AccountFacts> = {
  oneself: account({ id: 1 }),
  river: account(),
  lake: account({ groups: ['lake'] }),
  west: account({ agency: 'west' }),
  groupless: account({ groups: [] }),
  disabled: account(westLake),
  service: account({ agency: null, groups: [] }),
  admin: account({ ...westLake, role: cast.administrator.id }),
  super: account({ ...westLake, role: cast.superuser.id }),
}

describe.each(Object.entries(lookers))('%s looks at', (looker, actor) => {
  test.each(Object.entries(looked))('%s', (name, facts) => {
    const expected = sight[looker as Looker][name as Looked]
    expect({ sees: maySeeAccount(config, actor, facts), changes: mayChangeAccount(config, actor, facts) }).toEqual({
      sees: expected !== '-',
      changes: expected === 'w',
    })
  })
})

test('an account whose role is gone is an account', () => {
  const gone = account({ role: 'role-gone' })
  expect(maySeeAccount(config, lookers.national, gone)).toBe(true)
  expect(maySeeAccount(config, lookers.own, gone)).toBe(false)
})

test('lists leave out the roles that single looks leave out', () => {
  expect(hiddenRoles(config, lookers.superuser)).toEqual([])
  expect(hiddenRoles(config, lookers.administrator)).toEqual(['superuser'])
  expect(hiddenRoles(config, lookers.national)).toEqual(['superuser', 'administrator'])
})

test.each(placeCases)('placing: $says', ({ scope, groups, agency, listed, before, after, answer }) => {
  const role = sampleRole({ scope, ...(listed ? { objects: { agency: listed } } : {}) })
  expect(mayPlace({ role, groups, agency }, before, after)).toBe(answer === 'yes')
})

test('who reaches an agency by agency_read places people in it, in groups of his scope', () => {
  const role = sampleRole(people('group', 'agency_read', 'create'))
  const of = { role, groups: ['lake'], agency: 'west' }
  expect(peopleReach(role)).toBe('agency')
  expect(mayPlace(of, undefined, { groups: [], agency: 'west' })).toBe(true)
  expect(mayPlace(of, undefined, { groups: ['river'], agency: 'west' })).toBe(false)
  expect(mayPlace(of, undefined, { groups: [], agency: 'north' })).toBe(false)
})

test.each(['all', 'admin_only'] as const)('agency_read keeps scope %s from other teams, too', (scope) => {
  const of = { role: sampleRole(people(scope, 'agency_read', 'create')), groups: ['lake'], agency: 'west' }
  expect(mayPlace(of, undefined, { groups: ['lake'], agency: 'west' })).toBe(true)
  expect(mayPlace(of, undefined, { groups: ['river'], agency: 'west' })).toBe(false)
})

test('nobody is drawn from another agency into one’s own', () => {
  const of = { role: sampleRole({ scope: 'group' }), groups: ['lake'], agency: 'west' }
  expect(mayPlace(of, { groups: ['lake'], agency: 'north' }, { groups: ['lake'], agency: 'west' })).toBe(false)
})
