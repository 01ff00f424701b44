// Making, changing and removing roles (api-admin §7; access §3; design: superuser).
import type { Actor } from '@primero/domain/access/actor.ts'
import { type Changing, effectOf, mayChangeRole, type RoleChange } from '@primero/domain/access/changing.ts'
import { dangersBrought } from '@primero/domain/access/danger.ts'
import { moreOf } from '@primero/domain/access/giving.ts'
import { may } from '@primero/domain/access/role.ts'
import type { Role } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { editsOf } from '@primero/domain/configuration/overlay.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { insertAudit } from '../audit/queries.ts'
import { changeConfiguration } from '../configuration/current.ts'
import { presentRole } from '../configuration/present.ts'
import { presentingOf } from '../configuration/present-forms.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { tellAdministrators } from '../notices/tell.ts'
import { tellBeyond, tellIgnored } from '../http/told.ts'
import { broken, found, madeId, madeReply, refuseUnless, sentData } from './body.ts'
import { writingDoors } from './doors.ts'
import { holdersOf } from './queries.ts'
import { roleAfter, roleShape } from './wire-role.ts'

export function roleRoutes(app: FastifyInstance, house: House): void {
  writingDoors(app, {
    tag: 'roles',
    path: 'roles',
    proof: 'role.write',
    summaries: { make: 'Make a role', change: 'Change a role', remove: 'Remove a role that nobody holds' },
    make: (request, reply) => make(house, request, reply),
    change: (request, reply, id) => change(house, request, reply, id),
    remove: (request, id) => remove(house, request, id),
  })
}

async function make(house: House, request: FastifyRequest, reply: FastifyReply) {
  const actor = needsActor(request)
  refuseUnless(may(actor.role, 'role', 'create'))
  const sent = sentData(request, roleShape)
  const { role, ignored, beyond } = await changeConfiguration(house, actor, async (tx, config) => {
    const id = sent.data.unique_id ?? madeId('role', sent.data.name ?? '')
    const { role, ignored } = roleAfter(config, undefined, id, sent)
    const done = { act: 'create', after: role } as const
    refuse(mayChangeRole(actor.role, done))
    await writtenDown(house, tx, actor, request, done)
    return {
      edits: [{ path: ['roles', id], value: role }],
      takes: { kind: 'role', key: id, given: sent.data.id ?? undefined },
      answer: { role, ignored, beyond: moreOf(actor.role, role) },
    }
  })
  tellIgnored(reply, ignored)
  tellBeyond(reply, beyond)
  return madeReply(reply, actor, sent.data.id, { data: presentRole(presentingOf(house), role) })
}

async function change(house: House, request: FastifyRequest, reply: FastifyReply, id: string) {
  const actor = needsActor(request)
  roleNumbered(house, house.configuration(), id)
  refuseUnless(may(actor.role, 'role', 'write'))
  const sent = sentData(request, roleShape)
  const { role, ignored, beyond } = await changeConfiguration(house, actor, async (tx, config) => {
    const before = roleNumbered(house, config, id)
    const { role, ignored } = roleAfter(config, before, before.id, sent)
    const done = { act: 'update', before, after: role } as const
    refuse(mayChangeRole(actor.role, done))
    await writtenDown(house, tx, actor, request, done)
    return {
      edits: editsOf('roles', before.id, before, role),
      answer: { role, ignored, beyond: moreOf(actor.role, role) },
    }
  })
  const { unique_id } = sent.data
  tellIgnored(reply, [...ignored, ...(unique_id === undefined || unique_id === role.id ? [] : ['unique_id'])])
  tellBeyond(reply, beyond)
  return { data: presentRole(presentingOf(house), role) }
}

async function remove(house: House, request: FastifyRequest, id: string) {
  const actor = needsActor(request)
  roleNumbered(house, house.configuration(), id)
  await changeConfiguration(house, actor, async (tx, config) => {
    const before = roleNumbered(house, config, id)
    const done = { act: 'delete', before, holders: await holdersOf(tx, before.id) } as const
    refuse(mayChangeRole(actor.role, done))
    await writtenDown(house, tx, actor, request, done)
    return { edits: [{ path: ['roles', before.id], gone: true }], answer: undefined }
  })
  return { data: { id: Number(id) } }
}

const roleNumbered = (house: House, config: Configuration, id: string): Role =>
  found(config.roles.get(house.wireIds().keyOf('role', id) ?? ''))

export function refuse(answer: Changing): void {
  if (answer === 'in-use') throw broken('base', 'errors.models.role.in_use')
  if (answer === 'forbidden') throw new Problem('forbidden', {})
}

/** The role before there was one, and after: whoever holds it may nothing. */
export function nobody(role: Role): Role {
  const { integration: _integration, category: _category, offline: _offline, ...plain } = role
  return { ...plain, permissions: {}, scope: 'admin_only', modules: [], forms: {} }
}

/** What holders gain and lose, what is beyond who did it, and which dangers it brings: codes, for the other administrators. */
export async function writtenDown(
  house: House,
  tx: Tx,
  actor: Actor,
  request: FastifyRequest,
  change: RoleChange,
  more: Record<string, unknown> = {},
) {
  const before = change.act === 'create' ? undefined : change.before
  const after = change.act === 'delete' ? undefined : change.after
  const role = (after ?? before) as Role
  const { gained, lost } = effectOf(before ?? nobody(role), after ?? nobody(role))
  const flags = after && { beyond: moreOf(actor.role, after), dangers: dangersBrought(before, after) }
  if (flags) {
    // What was beyond its author before was told before.
    const known = before === undefined ? [] : moreOf(actor.role, before)
    const news = flags.beyond.filter((word) => !known.includes(word) || gained.includes(word))
    await tellAdministrators(house, tx, actor, { role: role.id, beyond: news, dangers: flags.dangers })
  }
  await insertAudit(tx, {
    userName: actor.userName,
    action: change.act,
    at: house.clock(),
    outcome: 'done',
    recordType: 'role',
    resource: request.routeOptions.url ?? 'unknown',
    ip: request.ip,
    details: {
      role: role.id,
      gained,
      lost,
      ...flags,
      ...more,
    },
  })
}
