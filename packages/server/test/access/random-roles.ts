// Roles that nobody would make: rights, scope, forms and identity at random, from one seed.
import { resourceActions } from '@primero/domain/access/resource-actions.ts'
import { type Role, scopeKinds, type TrainingUser } from '@primero/domain/configuration/bundle.ts'
import { type Random, randomOf } from '../../src/training/random.ts'
import { pagesOf, people, roles } from './marks.ts'

/** Rights that lift a limit on purpose; `registration-desk` and `files` have tests of their own. */
const lifting = new Set(['search_owned_by_others', 'search_and_select_family_record', 'view_photo', 'view_audio'])

const both = ['primeromodule-cp', 'primeromodule-gbv']
const beside = ['role', 'user', 'user_group', 'agency', 'audit_log', 'metadata', 'report', 'dashboard', 'family']

function actionsOn(random: Random, resource: string): string[] {
  if (random.chance(0.1)) return ['manage']
  const all = (resourceActions[resource] ?? []).filter((action) => !lifting.has(action) && action !== 'manage')
  const some = all.filter((action) => action !== 'read' && random.chance(0.4))
  return random.chance(0.9) ? ['read', ...some] : some
}

function permissionsAt(random: Random): Role['permissions'] {
  const named = [
    ...(['case', 'incident'] as const).filter(() => random.chance(0.85)),
    ...beside.filter(() => random.chance(0.3)),
  ]
  return Object.fromEntries(named.map((resource) => [resource, actionsOn(random, resource)]))
}

function formsAt(random: Random, modules: string[]): Role['forms'] {
  if (random.chance(0.2)) return 'all'
  const share = 0.3 + 0.7 * random.next()
  const pages = modules.flatMap((module) => (['case', 'incident'] as const).flatMap((type) => pagesOf(type, module)))
  const chosen = pages.filter(() => random.chance(share))
  return Object.fromEntries(chosen.map(({ id }) => [id, random.chance(0.5) ? 'rw' : 'r']))
}

const roleAt = (random: Random, id: string): Role => {
  const modules = random.chance(0.3) ? both : [random.pick(both)]
  return {
    id,
    name: id,
    scope: random.pick(random.chance(0.6) ? (['group', 'agency', 'all'] as const) : scopeKinds),
    modules,
    permissions: permissionsAt(random),
    forms: formsAt(random, modules),
    identity: random.pick(['none', 'own', 'scope', 'reveal'] as const),
    manager: random.chance(0.3),
  }
}

/**
 * Somebody of each of `count` random roles, near or far from those who own marked records; the law of marks knows them
 * from now on.
 */
export function randomPeople(seed: number, count: number): { person: TrainingUser; role: Role }[] {
  const random = randomOf(seed)
  const owners = people.filter(({ userName }) => /^primero_(?:cp|gbv)(?:_2)?$/.test(userName))
  return Array.from({ length: count }, (_, i) => {
    const role = roleAt(random, `role-random-${i}`)
    roles.set(role.id, role)
    const { agency, groups } = random.pick(owners)
    const person = { userName: `random-${i}`, fullName: role.id, role: role.id, agency, groups, locale: 'en' }
    people.push(person)
    return { person, role }
  })
}
