// Making, changing and removing user groups (api-admin §8).
import type { Actor } from '@primero/domain/access/actor.ts'
import { reachesGroup } from '@primero/domain/access/people-reach.ts'
import { may } from '@primero/domain/access/role.ts'
import type { UserGroup } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { editsOf } from '@primero/domain/configuration/overlay.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { selfOf } from '../accounts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import { changeConfiguration } from '../configuration/current.ts'
import { presentGroup } from '../configuration/present.ts'
import { presentingOf } from '../configuration/present-forms.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { tellIgnored } from '../http/told.ts'
import {
  broken,
  found,
  listOfWords,
  longWords,
  madeId,
  madeReply,
  refuseUnless,
  type Sent,
  sentData,
  uniqueId,
  wireNumber,
  words,
} from './body.ts'
import { writingDoors } from './doors.ts'
import { joinGroup, membersOf } from './queries.ts'
import { restamp } from './restamp.ts'

const shape = z.object({
  id: wireNumber.nullish(),
  unique_id: uniqueId.nullish(),
  name: words.nullish(),
  description: longWords.nullish(),
  disabled: z.boolean().optional(),
  agency_ids: z.array(z.int()).max(1000).nullish(),
  agency_unique_ids: listOfWords.nullish(),
})
type SentGroup = z.infer<typeof shape>

export function groupRoutes(app: FastifyInstance, house: House): void {
  writingDoors(app, {
    tag: 'user groups',
    path: 'user_groups',
    summaries: {
      make: 'Make a user group',
      change: 'Change a user group',
      remove: 'Remove a user group that nobody is in',
    },
    make: (request, reply) => make(house, request, reply),
    change: (request, reply, id) => change(house, request, reply, id),
    remove: (request, id) => remove(house, request, id),
  })
}

async function make(house: House, request: FastifyRequest, reply: FastifyReply) {
  const actor = needsActor(request)
  refuseUnless(may(actor.role, 'user_group', 'create'))
  const sent = sentData(request, shape)
  const { group, ignored } = await changeConfiguration(house, actor, async (tx, config) => {
    const id = sent.data.unique_id ?? madeId('usergroup', sent.data.name ?? '')
    const { group, ignored } = groupAfter(house, config, { id, name: '' }, sent)
    await writtenDown(house, tx, actor, request, 'create', id, Object.keys(group))
    if (joins(actor)) await join(house, tx, config, actor, id)
    return {
      edits: [{ path: ['userGroups', id], value: group }],
      takes: { kind: 'user_group', key: id, given: sent.data.id ?? undefined },
      answer: { group, ignored },
    }
  })
  tellIgnored(reply, ignored)
  return madeReply(reply, actor, sent.data.id, { data: presentGroup(presentingOf(house), group) })
}

async function join(house: House, tx: Tx, config: Configuration, actor: Actor, group: string): Promise<void> {
  const before = selfOf(actor)
  const groups = await joinGroup(tx, actor.id, group)
  await restamp(house, tx, config, actor, actor.userName, before, { ...before, groups })
}

/** Who would not see the group otherwise is in it. */
const joins = ({ role }: Actor): boolean => ['self', 'group', 'agency'].includes(role.scope)

async function change(house: House, request: FastifyRequest, reply: FastifyReply, id: string) {
  const actor = needsActor(request)
  const there = groupNumbered(house, house.configuration(), id)
  refuseUnless(may(actor.role, 'user_group', 'write') && reachesGroup(actor, there.id))
  const sent = sentData(request, shape)
  const { group, ignored } = await changeConfiguration(house, actor, async (tx, config) => {
    const before = groupNumbered(house, config, id)
    const { group, ignored } = groupAfter(house, config, before, sent)
    const edits = editsOf('userGroups', before.id, before, group)
    const fields = edits.map(({ path }) => path[2] ?? '')
    await writtenDown(house, tx, actor, request, 'update', before.id, fields)
    return { edits, answer: { group, ignored } }
  })
  const { unique_id } = sent.data
  tellIgnored(reply, [...ignored, ...(unique_id === undefined || unique_id === group.id ? [] : ['unique_id'])])
  return { data: presentGroup(presentingOf(house), group) }
}

async function remove(house: House, request: FastifyRequest, id: string) {
  const actor = needsActor(request)
  const there = groupNumbered(house, house.configuration(), id)
  refuseUnless(may(actor.role, 'user_group', 'destroy') && may(actor.role, 'user_group', 'write'))
  refuseUnless(reachesGroup(actor, there.id))
  await changeConfiguration(house, actor, async (tx, config) => {
    const before = groupNumbered(house, config, id)
    if ((await membersOf(tx, before.id)) > 0) throw broken('base', 'errors.models.user_group.in_use')
    await writtenDown(house, tx, actor, request, 'delete', before.id, [])
    return { edits: [{ path: ['userGroups', before.id], gone: true }], answer: undefined }
  })
  return { data: { id: Number(id) } }
}

const groupNumbered = (house: House, config: Configuration, id: string): UserGroup =>
  found(config.userGroups.get(house.wireIds().keyOf('user_group', id) ?? ''))

function groupAfter(house: House, config: Configuration, before: UserGroup, { data, ignored }: Sent<SentGroup>) {
  const group = { ...before }
  if (data.name !== undefined) group.name = (data.name ?? '').trim()
  if (group.name === '') throw broken('name', "can't be blank")
  if (data.disabled !== undefined && data.disabled !== (group.disabled ?? false)) group.disabled = data.disabled
  if (data.description === null || data.description === '') delete group.description
  else if (data.description !== undefined) group.description = data.description
  const asked = agenciesAsked(house, data)
  const agencies = asked.filter((agency) => config.agencies.has(agency))
  // An empty list clears nothing (api-admin §8).
  if (agencies.length > 0) group.agencies = [...new Set(agencies)]
  return { group, ignored: [...ignored, ...(agencies.length < asked.length ? ['agency_unique_ids'] : [])] }
}

const agenciesAsked = (house: House, data: SentGroup): string[] => [
  ...(data.agency_unique_ids ?? []),
  ...(data.agency_ids ?? []).map((id) => house.wireIds().keyOf('agency', String(id)) ?? ''),
]

const writtenDown = (
  house: House,
  tx: Tx,
  actor: Actor,
  request: FastifyRequest,
  action: string,
  group: string,
  fields: string[],
) =>
  insertAudit(tx, {
    userName: actor.userName,
    action,
    at: house.clock(),
    outcome: 'done',
    recordType: 'user_group',
    resource: request.routeOptions.url ?? 'unknown',
    ip: request.ip,
    details: { group, fields },
  })
