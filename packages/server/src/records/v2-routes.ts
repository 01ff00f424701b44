// Cases, incidents and the other record types over v2 (api-records §8–§10, §21.1).
import type { Actor } from '@primero/domain/access/actor.ts'
import { isActionOn } from '@primero/domain/access/resource-actions.ts'
import { may } from '@primero/domain/access/role.ts'
import { actionsOfRoles, formsOfRoles } from '@primero/domain/access/referred.ts'
import type { RecordType, Role } from '@primero/domain/configuration/bundle.ts'
import { isUuidV4, type Uuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { accessLogRoute } from '../audit/access-log.ts'
import { insertAudit } from '../audit/queries.ts'
import { transaction, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { type Parameters, textOf } from '../http/query-string.ts'
import { tellIgnored } from '../http/told.ts'
import { needsActor } from '../http/session.ts'
import { presentRecords, reachable } from './reading.ts'
import { collections } from './collections.ts'
import { withRevealed } from './reader.ts'
import { save } from './save.ts'
import { v2CaseRoutes } from './v2-case-routes.ts'
import { changed } from './v2-changed.ts'
import { fieldsAsked, listRecords } from './v2-list.ts'
import { v2History } from './v2-history.ts'

type Body = { data?: Record<string, unknown> | null; record_action?: string } | null
type WithId = { Params: { id: string } }

export function v2RecordRoutes(app: FastifyInstance, house: House): void {
  for (const [collection, type] of Object.entries(collections)) {
    recordRoutes(app, house, collection, type)
    accessLogRoute(app, house, type)
  }
  v2CaseRoutes(app, house)
}

function recordRoutes(app: FastifyInstance, house: House, collection: string, type: RecordType): void {
  const path = `/api/v2/${collection}`
  const tags = [collection]

  app.get(path, { schema: { tags, summary: 'A page of records within scope' } }, (request) => {
    const actor = needsActor(request)
    refuseUnless(may(actor.role, type, 'read'))
    return transaction(house.db, actor, (tx) => listRecords(house, tx, actor, type, request))
  })

  app.get<WithId>(`${path}/:id`, { schema: { tags, summary: 'One record' } }, (request) => {
    const actor = needsActor(request)
    refuseUnless(may(actor.role, type, 'read'))
    return transaction(house.db, actor, async (tx) => {
      const of = await reachable(house, tx, actor, type, request.params.id)
      const { row, record, lastUpdatedAt } = of
      const only = fieldsAsked(house, actor, type, textOf((request.query as Parameters)['fields']))
      const found = { ...row, ...record, id: record.id, last_updated_at: lastUpdatedAt }
      const at = { session: request.sessionKey, place: 'show' } as const
      const reader = await withRevealed(house, tx, of.reader, of.facts, at)
      const [data] = await presentRecords(house, tx, actor, type, [found], only, reader)
      await audited(tx, actor, request, 'show', type, record.id)
      return { data: { ...data, ...permittedForms(house, of.roles) } }
    })
  })

  app.post(path, { schema: { tags, summary: 'Register a record' } }, (request, reply) =>
    create(house, type, request, reply),
  )
  for (const method of ['PATCH', 'PUT'] as const) {
    app.route<WithId>({
      method,
      url: `${path}/:id`,
      schema: { tags, summary: 'Change answers of a record' },
      handler: (request, reply) => update(house, type, request.params.id, request, reply),
    })
  }
  app.delete<WithId>(
    `${path}/:id`,
    { schema: { tags, summary: 'Disable a record; nothing is removed' } },
    (request) => {
      const actor = needsActor(request)
      refuseUnless(may(actor.role, type, 'enable_disable_record'))
      return transaction(house.db, actor, async (tx) => {
        const { record } = await reachable(house, tx, actor, type, request.params.id)
        await save(house, tx, actor, {
          name: 'record.disable',
          args: { type, id: record.id },
          basedOn: record.version,
          intention: crypto.randomUUID() as Uuid,
          strict: false,
          ip: request.ip,
        })
        return { data: { id: record.id } }
      })
    },
  )
  app.get<WithId>(`${path}/:id/record_history`, { schema: { tags, summary: 'Who changed what' } }, (request) => {
    const actor = needsActor(request)
    return transaction(house.db, actor, async (tx) => {
      const { n, record, facts, reader: own } = await reachable(house, tx, actor, type, request.params.id)
      refuseUnless(may(actor.role, type, 'change_log'))
      const at = { session: request.sessionKey, place: 'history' } as const
      const reader = await withRevealed(house, tx, own, facts, at)
      const reply = await v2History(house, tx, reader, { n, record, facts }, request.query as Parameters)
      await audited(tx, actor, request, 'record_history', type, record.id)
      return reply
    })
  })
}

function refuseUnless(allowed: boolean): void {
  if (!allowed) throw new Problem('forbidden', {})
}

const audited = (tx: Tx, actor: Actor, request: FastifyRequest, action: string, type: RecordType, id: string) =>
  insertAudit(tx, {
    userName: actor.userName,
    action,
    outcome: 'done',
    recordType: type,
    recordId: id,
    resource: request.routeOptions.url ?? 'unknown',
    ip: request.ip,
  })

/** On a record that was referred: the forms and actions of the roles that the referrals name (access §5.4). */
function permittedForms(house: House, roles: Role[] | undefined): Record<string, unknown> {
  if (roles === undefined) return {}
  const config = house.configuration()
  const rights = [...formsOfRoles(config, roles)].filter(([id]) => !config.forms.get(id)?.subform)
  return { permitted_forms: Object.fromEntries(rights), permitted_form_actions: actionsOfRoles(roles) }
}

/** `data` of a body; missing counts as {} (api-records §7.4), another shape is refused. */
function dataOf(request: FastifyRequest): Record<string, unknown> {
  const data = (request.body as Body)?.data ?? {}
  if (typeof data !== 'object' || Array.isArray(data)) throw new Problem('invalid-answers', { pointers: [''] })
  return data
}

async function create(house: House, type: RecordType, request: FastifyRequest, reply: FastifyReply) {
  const actor = needsActor(request)
  const fromCase = type === 'incident' && may(actor.role, 'case', 'incident_from_case')
  refuseUnless(may(actor.role, type, 'create') || fromCase)
  const { id: given, ...data } = dataOf(request)
  if (given !== undefined && given !== null && !isUuidV4(given))
    throw new Problem('invalid-answers', { pointers: ['/id'] })
  const id = isUuidV4(given) ? given : (crypto.randomUUID() as Uuid)
  const wantsBody = !isUuidV4(given) || actor.role.integration === true || actor.serviceAccount
  const { saved, data: shown } = await transaction(house.db, actor, async (tx) => {
    const module = moduleOf(house, actor, type, data['module_id'])
    const saved = await save(house, tx, actor, {
      name: 'record.create',
      args: { type, id, module, data },
      basedOn: 0,
      intention: crypto.randomUUID() as Uuid,
      strict: false,
      ip: request.ip,
    })
    return { saved, data: wantsBody ? await changed(house, tx, actor, type, saved) : undefined }
  })
  // Only now is it safe to say so: the transaction has been committed.
  tellIgnored(reply, saved.ignored)
  return wantsBody ? { data: shown } : reply.code(204).send()
}

function update(house: House, type: RecordType, id: string, request: FastifyRequest, reply: FastifyReply) {
  const actor = needsActor(request)
  const incoming = dataOf(request)
  const action = textOf((request.body as Body)?.record_action)
  if (action !== undefined && !isActionOn(type, action)) throw new Problem('forbidden', {})
  return transaction(house.db, actor, async (tx) => {
    const { record } = await reachable(house, tx, actor, type, id, action ?? 'write')
    const saved = await save(house, tx, actor, {
      name: 'record.edit',
      args: { type, id: record.id },
      patch: incoming,
      basedOn: record.version,
      intention: crypto.randomUUID() as Uuid,
      strict: false,
      ...(action === undefined ? {} : { action }),
      ip: request.ip,
    })
    tellIgnored(reply, saved.ignored)
    return { data: await changed(house, tx, actor, type, saved, { action }) }
  })
}

/** The module sent; without one the only module of the role that has this type, so that no answer is lost. */
function moduleOf(house: House, actor: Actor, type: RecordType, sent: unknown): string {
  const possible = actor.role.modules.filter((m) => house.configuration().modules.get(m)?.recordTypes.includes(type))
  const module = sent === undefined || sent === null ? (possible.length === 1 ? possible[0] : undefined) : sent
  if (typeof module !== 'string' || !house.configuration().modules.has(module)) {
    throw new Problem('invalid-answers', { pointers: ['/module_id'] })
  }
  return module
}
