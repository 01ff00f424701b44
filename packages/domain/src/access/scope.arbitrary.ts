// Random people and records from a small world, so that they meet often. Used by the tests of both readers of scope.
import * as fc from 'fast-check'
import { type RecordType, type Role, recordTypes, scopeKinds } from '../configuration/bundle.ts'
import type { Uuid } from '../ids.ts'
import type { RecordFacts } from '../records/record.ts'
import type { Actor, Person } from './actor.ts'
import { seenBy } from './scope.ts'

const users = ['amal', 'bilal', 'carol', 'dina']
const groups = ['group-north', 'group-south', 'group-tracing']
const agencies = ['agency-one', 'agency-two']
const modules = ['primeromodule-cp', 'primeromodule-gbv', 'primeromodule-mrm']

const some = (list: string[], max = list.length): fc.Arbitrary<string[]> =>
  fc.uniqueArray(fc.constantFrom(...list), { maxLength: max })
const maybe = (list: string[]): fc.Arbitrary<string | null> =>
  fc.option(fc.constantFrom(...list), { nil: null, freq: 5 })

const arbPermissions: fc.Arbitrary<Role['permissions']> = fc.dictionary(
  fc.constantFrom(...recordTypes),
  fc.uniqueArray(fc.constantFrom('read', 'write', 'create', 'manage', 'search_and_select_family_record', 'flag'), {
    maxLength: 3,
  }),
  { minKeys: 2, noNullPrototype: true },
)

export const arbRole: fc.Arbitrary<Role> = fc.record({
  id: fc.constant('role-random'),
  name: fc.constant('Random'),
  scope: fc.constantFrom(...scopeKinds),
  modules: some(modules),
  permissions: arbPermissions,
  forms: fc.constant('all' as const),
  identity: fc.constantFrom('none', 'own', 'scope', 'reveal'),
})

export const arbActor: fc.Arbitrary<Actor> = fc
  .record({ user: fc.nat(users.length - 1), role: arbRole, agency: maybe(agencies), groups: some(groups) })
  .map(({ user, role, agency, groups }) => ({
    id: user + 1,
    userName: users[user] ?? 'amal',
    fullName: users[user] ?? 'amal',
    role,
    agency,
    groups,
    locale: 'en',
    location: null,
    serviceAccount: false,
  }))

/** An owner of the same small world as the actors. */
export const arbPerson: fc.Arbitrary<Person> = fc
  .record({ userName: fc.constantFrom(...users), agency: maybe(agencies), groups: some(groups) })
  .map((p) => ({ ...p, fullName: p.userName, location: null, agencyOffice: null, code: null, category: null }))

const arbId: fc.Arbitrary<Uuid> = fc.uuid({ version: 4 }).map((id) => id as Uuid)

export const arbType: fc.Arbitrary<RecordType> = fc.constantFrom(...recordTypes)

/** Facts as the server keeps them: `seenBy` follows from owner, grants and identification. */
export const arbFacts: fc.Arbitrary<RecordFacts> = fc
  .record({
    id: arbId,
    type: arbType,
    module: fc.constantFrom(...modules),
    owner: arbPerson,
    grantedTo: some(users, 2),
    identifiedBy: maybe(users),
  })
  .map(({ id, type, module, owner, grantedTo, identifiedBy }) => ({
    id,
    type,
    module,
    ownedBy: owner.userName,
    grantedTo,
    seenBy: seenBy(owner, grantedTo, identifiedBy),
  }))
