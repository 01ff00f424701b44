// Links between cases over v2 (api-records §15). The other case shows its summary and preview as its reader may see them.
import type { Actor } from '@primero/domain/access/actor.ts'
import { type Link, type LinkChange, seenFrom } from '@primero/domain/cases/relationships.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { rawData } from '../administration/body.ts'
import { insertAudit } from '../audit/queries.ts'
import { transaction, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { type Parameters, textOf } from '../http/query-string.ts'
import { needsActor } from '../http/session.ts'
import { tellIgnored } from '../http/told.ts'
import { presentRecords, reachables } from '../records/reading.ts'
import { fieldsAsked } from '../records/v2-list.ts'
import { changeLink, link, linkable } from './link.ts'
import { linksOn } from './queries.ts'

type OfCase = { Params: { id: string } }
type OfOne = { Params: { id: string; rid: string } }

const tags = ['cases']
const path = '/api/v2/cases/:id/case_relationships'

export function v2RelationshipRoutes(app: FastifyInstance, house: House): void {
  app.get<OfCase>(path, { schema: { tags, summary: 'Cases that a case is linked to' } }, (request) =>
    list(house, request),
  )
  app.post<OfCase>(path, { schema: { tags, summary: 'Link a case to another' } }, (request, reply) =>
    make(house, request, reply),
  )
  for (const method of ['PATCH', 'PUT'] as const) {
    app.route<OfOne>({
      method,
      url: `${path}/:rid`,
      schema: { tags, summary: 'Make a link primary, or put it out of force and back' },
      handler: (request, reply) => {
        const data = rawData(request)
        tellIgnored(reply, others(data, ['primary', 'disabled']))
        return change(house, request, changeIn(data), 'update')
      },
    })
  }
  app.delete<OfOne>(`${path}/:rid`, { schema: { tags, summary: 'Put a link out of force' } }, (request) =>
    change(house, request, { disabled: true }, 'delete'),
  )
}

function list(house: House, request: FastifyRequest<OfCase>) {
  const actor = needsActor(request)
  const query = request.query as Parameters
  const type = textOf(query['relationship_type'])
  return transaction(house.db, actor, async (tx) => {
    const { record } = await linkable(house, tx, actor, request.params.id, 'view_case_relationships')
    const all = await linksOn(tx, [record.id])
    const asked = all.filter((one) => type === undefined || type === '' || seenFrom(one, record.id).type === type)
    const data = await shown(house, tx, actor, asked, record.id)
    await insertAudit(tx, {
      userName: actor.userName,
      action: request.url.includes('?') ? 'index' : 'list',
      outcome: 'done',
      recordType: 'case',
      recordId: record.id,
      details: { record_ids: data.map(({ case_id }) => case_id) },
    })
    return { data }
  })
}

function make(house: House, request: FastifyRequest<OfCase>, reply: FastifyReply) {
  const actor = needsActor(request)
  const data = rawData(request)
  const said = {
    id: crypto.randomUUID() as Uuid,
    kase: request.params.id,
    other: data['case_id'],
    type: data['relationship_type'],
  }
  return transaction(house.db, actor, async (tx) => {
    const made = await link(house, tx, actor, said, { action: 'create', ip: request.ip })
    if (!made.isNew) throw new Problem('id-taken', { id: made.link.id })
    tellIgnored(reply, others(data, ['case_id', 'relationship_type']))
    return { data: (await shown(house, tx, actor, [made.link], said.kase))[0] }
  })
}

function change(house: House, request: FastifyRequest<OfOne>, wanted: LinkChange, action: string) {
  const actor = needsActor(request)
  const { id, rid } = request.params
  return transaction(house.db, actor, async (tx) => {
    const told = { action, ip: request.ip }
    const changed = await changeLink(house, tx, actor, { kase: id, link: rid, change: wanted }, told)
    return { data: (await shown(house, tx, actor, [changed.link], id))[0] }
  })
}

const others = (data: Record<string, unknown>, known: readonly string[]): string[] =>
  Object.keys(data).filter((key) => !known.includes(key))

/** @throws Problem invalid-answers */
function changeIn(data: Record<string, unknown>): LinkChange {
  const wrong = (['primary', 'disabled'] as const).filter(
    (key) => data[key] !== undefined && data[key] !== null && typeof data[key] !== 'boolean',
  )
  if (wrong.length > 0) throw new Problem('invalid-answers', { pointers: wrong.map((key) => `/${key}`) })
  const { primary, disabled } = data
  return {
    ...(typeof primary === 'boolean' ? { primary } : {}),
    ...(typeof disabled === 'boolean' ? { disabled } : {}),
  }
}

/** Each link from the viewpoint of the case, with what the actor may see of the other one. */
async function shown(house: House, tx: Tx, actor: Actor, links: readonly Link[], kase: string) {
  const ids = [...new Set(links.map((one) => seenFrom(one, kase).other))]
  const within = await reachables(house, tx, actor, 'case', ids)
  const rows = within.map(({ row, record, lastUpdatedAt }) => ({
    ...row,
    ...record,
    id: record.id,
    last_updated_at: lastUpdatedAt,
  }))
  const only = fieldsAsked(house, actor, 'case', 'short', true)
  const cases = await presentRecords(house, tx, actor, 'case', rows, only)
  return links.flatMap((one) => {
    const { other, type } = seenFrom(one, kase)
    const data = cases.find(({ id }) => id === other)
    if (data === undefined) return []
    return [{ id: one.id, case_id: other, relationship_type: type, primary: one.primary, disabled: one.disabled, data }]
  })
}
