// Cases, incidents and the other record types over v2 (api-records §8–§10, §21.1).
import type { Actor } from '@primero/domain/access/actor.ts'
import { may } from '@primero/domain/access/role.ts'
import { inScope, scopeOf } from '@primero/domain/access/scope.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { isUuid, type Uuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { insertAudit } from '../audit/queries.ts'
import { transaction, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { type Parameters, textOf } from '../http/query-string.ts'
import { needsActor } from '../http/session.ts'
import { childrenOf } from '../search/queries.ts'
import { documentsOf } from './queries.ts'
import { presentRecords, reachable } from './reading.ts'
import { factsFrom, type Saved, save } from './save.ts'
import { fieldsAsked, listRecords } from './v2-list.ts'
import { v2History } from './v2-history.ts'

const collections: Record<string, RecordType> = { cases: 'case', incidents: 'incident' }

type Body = { data?: Record<string, unknown> | null; record_action?: string } | null
type WithId = { Params: { id: string } }

export function v2RecordRoutes(app: FastifyInstance, house: House): void {
  for (const [collection, type] of Object.entries(collections)) recordRoutes(app, house, collection, type)
  caseRoutes(app, house)
  emptyForNow(app, house)
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
      const { row, record, lastUpdatedAt } = await reachable(house, tx, actor, type, request.params.id)
      const only = fieldsAsked(house, actor, type, textOf((request.query as Parameters)['fields']))
      const found = { ...row, ...record, id: record.id, last_updated_at: lastUpdatedAt }
      const [data] = await presentRecords(house, tx, actor, type, [found], only)
      await audited(tx, actor, request, 'show', type, record.id)
      return { data }
    })
  })

  app.post(path, { schema: { tags, summary: 'Register a record' } }, (request, reply) => create(house, type, request, reply))
  for (const method of ['PATCH', 'PUT'] as const) {
    app.route<WithId>({
      method,
      url: `${path}/:id`,
      schema: { tags, summary: 'Change answers of a record' },
      handler: (request, reply) => update(house, type, request.params.id, request, reply),
    })
  }
  app.delete<WithId>(`${path}/:id`, { schema: { tags, summary: 'Disable a record; nothing is removed' } }, (request) => {
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
  })
  app.get<WithId>(`${path}/:id/record_history`, { schema: { tags, summary: 'Who changed what' } }, (request) => {
    const actor = needsActor(request)
    return transaction(house.db, actor, async (tx) => {
      const { n, record, facts } = await reachable(house, tx, actor, type, request.params.id)
      refuseUnless(may(actor.role, type, 'change_log'))
      const reply = await v2History(house, tx, actor, { n, record, facts }, request.query as Parameters)
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

/** `data` of a body; missing counts as {} (api-records §7.4), another shape is refused. */
function dataOf(request: FastifyRequest): Record<string, unknown> {
  const data = (request.body as Body)?.data ?? {}
  if (typeof data !== 'object' || Array.isArray(data)) throw new Problem('invalid-answers', { pointers: [''] })
  return data
}

function create(house: House, type: RecordType, request: FastifyRequest, reply: FastifyReply) {
  const actor = needsActor(request)
  const fromCase = type === 'incident' && may(actor.role, 'case', 'incident_from_case')
  refuseUnless(may(actor.role, type, 'create') || fromCase)
  const { id: given, ...data } = dataOf(request)
  if (given !== undefined && given !== null && !isUuid(given)) throw new Problem('invalid-answers', { pointers: ['/id'] })
  const id = isUuid(given) ? given : (crypto.randomUUID() as Uuid)
  return transaction(house.db, actor, async (tx) => {
    const module = typeof data['module_id'] === 'string' ? data['module_id'] : ''
    const saved = await save(house, tx, actor, {
      name: 'record.create',
      args: { type, id, module, data },
      basedOn: 0,
      intention: crypto.randomUUID() as Uuid,
      strict: false,
      ip: request.ip,
    })
    tellIgnored(reply, saved)
    const wantsBody = !isUuid(given) || actor.role.integration === true || actor.serviceAccount
    return wantsBody ? { data: await changed(house, tx, actor, type, saved) } : reply.code(204).send()
  })
}

function update(house: House, type: RecordType, id: string, request: FastifyRequest, reply: FastifyReply) {
  const actor = needsActor(request)
  const incoming = dataOf(request)
  const action = textOf((request.body as Body)?.record_action)
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
    tellIgnored(reply, saved)
    return { data: await changed(house, tx, actor, type, saved) }
  })
}

/** Names of keys that were sent and not stored: field names the sender wrote himself, so nothing new is told. */
function tellIgnored(reply: FastifyReply, { ignored }: Pick<Saved, 'ignored'>): void {
  const names = ignored.filter((name) => /^[\w/-]{1,128}$/.test(name)).slice(0, 50)
  if (names.length > 0) reply.header('x-primero-ignored', names.join(', '))
}

/** The permitted fields whose stored value changed in this call (api-records §7.4). */
async function changed(house: House, tx: Tx, actor: Actor, type: RecordType, { n, record, facts, changes }: Saved) {
  const names = new Set(changes.map((c) => c.path[0] ?? ''))
  const row = {
    n,
    id: record.id,
    module: facts.module,
    owned_by: facts.ownedBy,
    seen_by: facts.seenBy,
    version: record.version,
    last_updated_at: new Date(String(record.data['last_updated_at'])),
    data: record.data,
  }
  return (await presentRecords(house, tx, actor, type, [row], names))[0]
}

function caseRoutes(app: FastifyInstance, house: House): void {
  const tags = ['cases']
  app.get<WithId>('/api/v2/cases/:id/incidents', { schema: { tags, summary: 'Incidents of a case' } }, (request) => {
    const actor = needsActor(request)
    return transaction(house.db, actor, async (tx) => {
      const { n, record } = await reachable(house, tx, actor, 'case', request.params.id)
      refuseUnless(may(actor.role, 'incident', 'read'))
      const scope = scopeOf(actor, 'incident')
      const rows = (await childrenOf(tx, 'incident', n)).filter((row) => inScope(scope, factsFrom('incident', row, [])))
      const docs = await documentsOf(tx, 'incident', rows.map((row) => row.n))
      const found = rows.flatMap((row) => docs.filter((doc) => doc.n === row.n).map((doc) => ({ ...row, ...doc })))
      const only = fieldsAsked(house, actor, 'incident', textOf((request.query as Parameters)['fields']))
      await audited(tx, actor, request, 'incidents', 'case', record.id)
      return { data: await presentRecords(house, tx, actor, 'incident', found, only) }
    })
  })
}

/** Their own issues bring these to life; clients that ask at start-up get a well-formed nothing. */
function emptyForNow(app: FastifyInstance, house: House): void {
  app.get('/api/v2/saved_searches', { schema: { tags: ['saved searches'], summary: 'My saved searches' } }, async (request) => {
    needsActor(request)
    return { data: [], metadata: { total: 0, per: 20, page: 1 } }
  })
  app.get('/api/v2/alerts', { schema: { tags: ['alerts'], summary: 'Numbers of alerts' } }, async (request) => {
    needsActor(request)
    return { data: { case: 0, incident: 0, tracing_request: 0 } }
  })
  void house
}
