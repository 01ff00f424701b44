// Random roles from a small world of rights, so that one is often within another. For tests only.
import * as fc from 'fast-check'
import { type Role, scopeKinds } from '../configuration/bundle.ts'
import { resourceActions } from './resource-actions.ts'

const resources = ['case', 'incident', 'report', 'role', 'user', 'user_group', 'agency', 'metadata', 'system']

const someActions = (resource: string): fc.Arbitrary<string[]> =>
  fc.oneof(
    fc.constant<string[]>(['manage']),
    fc.uniqueArray(fc.constantFrom(...(resourceActions[resource] ?? [])), { maxLength: 4 }),
  )

const arbPermissions: fc.Arbitrary<Role['permissions']> = fc
  .record(Object.fromEntries(resources.map((resource) => [resource, someActions(resource)])), { requiredKeys: [] })
  .map((permissions) => Object.fromEntries(Object.entries(permissions).map(([name, actions]) => [name, actions ?? []])))

const some = (ids: string[]): fc.Arbitrary<string[]> => fc.uniqueArray(fc.constantFrom(...ids))

/** Any role; ids are few, so that two are often the same role or on each other's list. */
export const arbPowers: fc.Arbitrary<Role> = fc.record(
  {
    id: fc.constantFrom('role-a', 'role-b', 'role-c'),
    name: fc.constant('Random'),
    scope: fc.constantFrom(...scopeKinds),
    modules: some(['primeromodule-cp', 'primeromodule-gbv']),
    permissions: arbPermissions,
    forms: fc.oneof(
      fc.constant('all' as const),
      fc.dictionary(fc.constantFrom('basic_identity', 'notes'), fc.constantFrom('r' as const, 'rw' as const), {
        noNullPrototype: true,
      }),
    ),
    identity: fc.constantFrom('none', 'own', 'scope', 'reveal'),
    objects: fc.record({ role: some(['role-a', 'role-b', 'role-c']) }),
    disabled: fc.boolean(),
    integration: fc.boolean(),
    category: fc.constantFrom('limited' as const, 'system' as const),
    offline: fc.record({ days: fc.integer({ min: 1, max: 30 }) }),
  },
  { requiredKeys: ['id', 'name', 'scope', 'modules', 'permissions', 'forms', 'identity'] },
)

/** A role that this one holds all of, and maybe more: fewer actions, modules and forms, a reach that is its own or none. */
export const arbWithin = (own: Role): fc.Arbitrary<Role> =>
  fc
    .record({
      id: fc.constantFrom('role-a', 'role-b', 'role-c'),
      scope: fc.constantFrom(own.scope, 'admin_only' as const),
      modules: fc.subarray(own.modules),
      kept: fc.subarray(Object.keys(own.permissions)),
      fewer: fc.boolean(),
      identity: fc.constantFrom(own.identity, 'none' as const),
    })
    .map(({ id, scope, modules, kept, fewer, identity }) => ({
      ...own,
      id,
      modules,
      identity,
      scope: own.permissions['user'] || own.permissions['user_group'] ? own.scope : scope,
      permissions: Object.fromEntries(kept.map((resource) => [resource, keptActions(own, resource, fewer)])),
    }))

const keptActions = (own: Role, resource: string, fewer: boolean): string[] => {
  const actions = own.permissions[resource] ?? []
  return fewer && !actions.includes('agency_read') && !actions.includes('service_own_entries_only')
    ? actions.slice(1)
    : actions
}
