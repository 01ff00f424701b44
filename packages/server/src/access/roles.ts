// Roles as our pages show and save them: whole, with what v2 has no key for, and measured before anything is saved.
import type { Actor } from '@primero/domain/access/actor.ts'
import { mayChangeRole } from '@primero/domain/access/changing.ts'
import { dangersOf } from '@primero/domain/access/danger.ts'
import { listOf } from '@primero/domain/access/giving.ts'
import { isActionOn } from '@primero/domain/access/resource-actions.ts'
import { may } from '@primero/domain/access/role.ts'
import { nameIn, type Role, role as roleShape } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { editsOf } from '@primero/domain/configuration/overlay.ts'
import { Problem } from '@primero/domain/problem.ts'
import { offlinePolicy } from '@primero/domain/sync/policy.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { found, madeId, refuseUnless } from '../administration/body.ts'
import { refuse, writtenDown } from '../administration/role-routes.ts'
import { refuseBroken } from '../administration/wire-role.ts'
import { changeConfiguration } from '../configuration/current.ts'
import { transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { type Holders, holdersByRole } from './queries.ts'

const tags = ['access']
/** What is in it is checked with the schema and the words of the rules. */
export const draft = z.record(z.string().max(100), z.unknown())
export type Draft = z.infer<typeof draft>
const saved = z.strictObject({
  role: draft,
  /** What the role was when somebody began to change it. */
  basedOn: z.optional(z.unknown()),
})
const params = z.strictObject({ id: z.string().max(200) })

export function roleDoors(app: FastifyInstance, house: House): void {
  app.get('/api/ext/roles', { schema: { tags, summary: 'Roles, with who holds them' } }, (request) => {
    const actor = needsActor(request)
    refuseUnless(may(actor.role, 'role', 'read'))
    return transaction(house.db, actor, async (tx) => {
      const held = await holdersByRole(tx)
      const roles = [...house.configuration().roles.values()].filter((role) => isListed(actor.role, role))
      return { roles: roles.map((role) => shown(house, actor, role, held)), own: actor.role.id }
    })
  })
  app.get<{ Params: { id: string } }>(
    '/api/ext/roles/:id',
    { schema: { tags, summary: 'One role, whole', params } },
    (request) => {
      const actor = needsActor(request)
      refuseUnless(may(actor.role, 'role', 'read'))
      const role = found(house.configuration().roles.get(request.params.id))
      refuseUnless(isListed(actor.role, role))
      return transaction(house.db, actor, async (tx) => shown(house, actor, role, await holdersByRole(tx)))
    },
  )
  app.post<{ Body: z.infer<typeof saved> }>(
    '/api/ext/roles',
    { schema: { tags, summary: 'Make a role, whole', body: saved }, config: { proof: 'role.write' } },
    async (request, reply) => {
      const role = await make(house, request)
      return reply.code(201).send({ role })
    },
  )
  app.put<{ Params: { id: string }; Body: z.infer<typeof saved> }>(
    '/api/ext/roles/:id',
    { schema: { tags, summary: 'Change a role, whole', params, body: saved }, config: { proof: 'role.write' } },
    async (request) => ({ role: await change(house, request, request.params.id) }),
  )
}

const isListed = (own: Role, role: Role): boolean => listOf(own)?.includes(role.id) ?? true

function shown(house: House, actor: Actor, role: Role, held: Map<string, Holders>) {
  const { holders = 0, enabled = 0 } = held.get(role.id) ?? {}
  return {
    role,
    /** Its name in the language of who asks. */
    called: nameIn(role, actor.locale),
    /** Its number over v2, by which it is removed. */
    wireId: house.wireIds().idOf('role', role.id),
    holders,
    enabled,
    dangers: dangersOf(role),
  }
}

async function make(house: House, request: FastifyRequest<{ Body: z.infer<typeof saved> }>): Promise<Role> {
  const actor = needsActor(request)
  refuseUnless(may(actor.role, 'role', 'create'))
  return changeConfiguration(house, actor, async (tx, config) => {
    const id = madeId('role', String(request.body.role['name'] ?? ''))
    const role = draftOf(config, request.body.role, id)
    const done = { act: 'create', after: role } as const
    refuse(mayChangeRole(actor.role, done))
    refuseBroken(config, role)
    await writtenDown(house, tx, actor, request, done)
    return { edits: [{ path: ['roles', id], value: role }], takes: { kind: 'role', key: id }, answer: role }
  })
}

async function change(
  house: House,
  request: FastifyRequest<{ Body: z.infer<typeof saved> }>,
  id: string,
): Promise<Role> {
  const actor = needsActor(request)
  refuseUnless(may(actor.role, 'role', 'write'))
  return changeConfiguration(house, actor, async (tx, config) => {
    const before = found(config.roles.get(id))
    const after = draftOf(config, request.body.role, id)
    const done = { act: 'update', before, after } as const
    refuse(mayChangeRole(actor.role, done))
    if (!isSameRole(before, request.body.basedOn)) throw new Problem('changed-elsewhere', {})
    refuseBroken(config, after)
    await writtenDown(house, tx, actor, request, done)
    return { edits: editsOf('roles', id, before, after), answer: after }
  })
}

/** Keys come in any order from a browser. */
const isSameRole = (before: Role, seen: unknown): boolean => ordered(before) === ordered(seen)
const ordered = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )

/**
 * The draft as a role of this configuration: rights that are empty are left out.
 * @throws Problem invalid-answers naming what there is not: a key, an action, a module, a form
 */
export function draftOf(config: Configuration, sent: Draft, id: string): Role {
  const parsed = roleShape.safeParse({ ...sent, id })
  const named = parsed.success ? [] : parsed.error.issues.map(({ path }) => String(path[0] ?? ''))
  if (!parsed.success) throw new Problem('invalid-answers', { pointers: named.map((key) => `/${key}`) })
  const role: Role = {
    ...parsed.data,
    name: parsed.data.name.trim(),
    modules: [...new Set(parsed.data.modules)],
    permissions: permissionsOf(parsed.data),
    forms: formsOf(config, parsed.data),
  }
  if (role.description === '') delete role.description
  // Names in other languages ship with a role, and stay with it: who saves a role writes one for all.
  const { names } = config.roles.get(id) ?? {}
  if (names) role.names = names
  else delete role.names
  const unknown = unknownIn(config, role)
  if (unknown.length > 0) throw new Problem('invalid-answers', { pointers: unknown.map((key) => `/${key}`) })
  return role
}

const permissionsOf = ({ permissions }: Role): Role['permissions'] =>
  Object.fromEntries(
    Object.entries(permissions)
      .map(([resource, actions]) => ({ resource, actions: [...new Set(actions)] }))
      .filter(({ actions }) => actions.length > 0)
      .map(({ resource, actions }) => [resource, actions]),
  )

/** Within what devices and doors take: a lease that cannot be written down would shut its holders out. */
const offlineRule = z.object(offlinePolicy.shape).partial()

function unknownIn(config: Configuration, role: Role): string[] {
  const hasActions = Object.entries(role.permissions).every(([name, actions]) =>
    actions.every((action) => isActionOn(name, action)),
  )
  const hasForms = role.forms === 'all' || Object.keys(role.forms).every((form) => config.forms.has(form))
  const isShort = role.name.length <= 500 && (role.description ?? '').length <= 10_000
  return [
    ...(isShort ? [] : ['name']),
    ...(role.modules.every((module) => config.modules.has(module)) ? [] : ['modules']),
    ...(hasActions ? [] : ['permissions']),
    ...(hasForms ? [] : ['forms']),
    ...(offlineRule.safeParse(role.offline ?? {}).success ? [] : ['offline']),
    ...(JSON.stringify(role.objects ?? {}).length <= 100_000 ? [] : ['objects']),
  ]
}

/** Forms of modules that the role does not work in go; rows have the right of the form whose field they fill. */
function formsOf(config: Configuration, { forms, modules }: Role): Role['forms'] {
  if (forms === 'all') return forms
  const stays = (id: string): boolean => {
    const form = config.forms.get(id)
    return form === undefined || (!form.subform && form.modules.some((module) => modules.includes(module)))
  }
  return Object.fromEntries(Object.entries(forms).filter(([id]) => stays(id)))
}
