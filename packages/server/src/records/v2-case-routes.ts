// What cases have besides the common calls: their incidents, traces, and the case about oneself (api-records §9).
import type { Actor } from '@primero/domain/access/actor.ts'
import { decide } from '@primero/domain/access/decide.ts'
import { may } from '@primero/domain/access/role.ts'
import { inScope, scopeOf } from '@primero/domain/access/scope.ts'
import { isUuid, type Uuid } from '@primero/domain/ids.ts'
import { incidentModule } from '@primero/domain/incidents/from-case.ts'
import { takenFromCase } from '@primero/domain/records/linking.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { Data } from '@primero/domain/records/record.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { insertAudit } from '../audit/queries.ts'
import { transaction, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { listOf, type Parameters, textOf } from '../http/query-string.ts'
import { needsActor } from '../http/session.ts'
import { childrenOf, factsOf, findRecords } from '../search/queries.ts'
import { documentsOf } from './queries.ts'
import { presentRecords, reachable } from './reading.ts'
import { factsFrom } from './held.ts'
import { save } from './save.ts'
import { fieldsAsked } from './v2-list.ts'

type WithId = { Params: { id: string } }
const tags = ['cases']

export function v2CaseRoutes(app: FastifyInstance, house: House): void {
  app.get('/api/v2/cases/identified', { schema: { tags, summary: 'The case about oneself' } }, (request) => {
    const actor = needsActor(request)
    if (!may(actor.role, 'case', 'read')) throw new Problem('forbidden', {})
    return transaction(house.db, actor, async (tx) => {
      const { rows } = await findRecords(tx, house.configuration(), 'case', scopeOf(actor, 'case'), {
        conditions: [{ kind: 'any', field: 'identified_by', values: [actor.userName] }],
        sort: { field: 'created_at', descending: true },
        page: 1,
        per: 1,
      })
      if (rows[0] === undefined) throw new Problem('not-found', {})
      await audited(tx, actor, request, 'show', rows[0].id)
      return { data: (await presentRecords(house, tx, actor, 'case', rows))[0] }
    })
  })

  app.get<WithId>('/api/v2/cases/:id/incidents', { schema: { tags, summary: 'Incidents of a case' } }, (request) => {
    const actor = needsActor(request)
    return transaction(house.db, actor, async (tx) => {
      const { n, record } = await reachable(house, tx, actor, 'case', request.params.id)
      if (!may(actor.role, 'incident', 'read')) throw new Problem('forbidden', {})
      const scope = scopeOf(actor, 'incident')
      const rows = (await childrenOf(tx, 'incident', n)).filter((row) => inScope(scope, factsFrom('incident', row)))
      const docs = await documentsOf(
        tx,
        'incident',
        rows.map((row) => row.n),
      )
      const found = rows.flatMap((row) => docs.filter((doc) => doc.n === row.n).map((doc) => ({ ...row, ...doc })))
      const only = fieldsAsked(house, actor, 'incident', textOf((request.query as Parameters)['fields']))
      await audited(tx, actor, request, 'incidents', record.id)
      return { data: await presentRecords(house, tx, actor, 'incident', found, only) }
    })
  })

  app.get<WithId>(
    '/api/v2/cases/:id/incidents/new',
    { schema: { tags, summary: 'An incident to be, filled from the case' } },
    (request) => {
      const actor = needsActor(request)
      return transaction(house.db, actor, (tx) => prefilled(house, tx, actor, request.params.id))
    },
  )

  app.post<WithId>(
    '/api/v2/cases/:id/incidents',
    { schema: { tags, summary: 'Link incidents to a case' } },
    async (request, reply) => {
      const actor = needsActor(request)
      await transaction(house.db, actor, (tx) => link(house, tx, actor, request.params.id, request))
      return reply.code(204).send()
    },
  )

  // Tracing requests bring traces to life; until then nobody searches for anybody.
  app.get<WithId>('/api/v2/cases/:id/traces', { schema: { tags, summary: 'Traces matched to a case' } }, (request) => {
    const actor = needsActor(request)
    if (!may(actor.role, 'case', 'read')) throw new Problem('forbidden', {})
    return transaction(house.db, actor, async (tx) => {
      const { record } = await reachable(house, tx, actor, 'case', request.params.id)
      await audited(tx, actor, request, 'traces', record.id)
      return { data: [] }
    })
  })
}

const audited = (tx: Tx, actor: Actor, request: FastifyRequest, action: string, id: string) =>
  insertAudit(tx, {
    userName: actor.userName,
    action,
    outcome: 'done',
    recordType: 'case',
    recordId: id,
    resource: request.routeOptions.url ?? 'unknown',
    ip: request.ip,
  })

/** Unsaved, with what the module's map takes over; nobody reads another's case through it. */
async function prefilled(house: House, tx: Tx, actor: Actor, id: string) {
  const config = house.configuration()
  const { role } = actor
  const mayBegin =
    may(role, 'incident', 'read') ||
    may(role, 'incident', 'create') ||
    may(role, 'case', 'read') ||
    may(role, 'case', 'incident_from_case')
  if (!mayBegin) throw new Problem('forbidden', {})
  const { record, facts, reader } = await reachable(house, tx, actor, 'case', id)
  const module = incidentModule(config, facts.module)
  const copied = takenFromCase(config, actor, { record, facts, reader }, {})
  const data: Data = {
    ...copied,
    status: 'open',
    record_state: true,
    module_id: module,
    owned_by: facts.ownedBy,
    incident_case_id: record.id,
  }
  const unsaved = {
    n: 0,
    id: '00000000-0000-4000-8000-000000000000',
    module,
    owned_by: facts.ownedBy,
    seen_by: facts.seenBy,
    version: 0,
    last_updated_at: house.clock(),
    data,
  }
  const [shown] = await presentRecords(house, tx, actor, 'incident', [unsaved])
  return { data: { ...shown, id: null, status: 'open' } }
}

/** Each incident takes over the case's values once; one unknown id and nothing is linked. */
async function link(house: House, tx: Tx, actor: Actor, caseId: string, request: FastifyRequest): Promise<void> {
  const { record: kase } = await reachable(house, tx, actor, 'case', caseId)
  const ids = listOf((request.body as { data?: { incident_ids?: unknown } } | null)?.data?.incident_ids)
  if (!may(actor.role, 'incident', 'link_incident_to_case')) throw new Problem('forbidden', {})
  const rows = await factsOf(tx, 'incident', ids.filter(isUuid))
  if (rows.length !== ids.length) throw new Problem('not-found', {})
  for (const row of rows) {
    if (decide(house.configuration(), actor, 'incident', 'link_incident_to_case', factsFrom('incident', row)) !== 'yes')
      throw new Problem('forbidden', {})
    await save(house, tx, actor, {
      name: 'record.edit',
      args: { type: 'incident', id: row.id },
      patch: { incident_case_id: kase.id },
      basedOn: 0,
      intention: crypto.randomUUID() as Uuid,
      strict: false,
      action: 'link_incident_to_case',
      ip: request.ip,
    })
  }
}
