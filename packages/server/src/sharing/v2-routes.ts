// Assignments, referrals, transfers and requests over v2 (api-records §20).
import type { Actor } from '@primero/domain/access/actor.ts'
import { may } from '@primero/domain/access/role.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { isUuid, type Uuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import { mayOverride } from '@primero/domain/workflow/consent.ts'
import { makingRights } from '@primero/domain/workflow/making.ts'
import type { Answer } from '@primero/domain/workflow/share.ts'
import { type TransitionType, transitionTypes } from '@primero/domain/workflow/transition.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { rawData } from '../administration/body.ts'
import { insertAudit } from '../audit/queries.ts'
import { asHouseMeanwhile, transaction, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { listOf, type Parameters } from '../http/query-string.ts'
import { needsActor } from '../http/session.ts'
import { tellIgnored } from '../http/told.ts'
import { asFound, presentRecords, reachable } from '../records/reading.ts'
import { assignMany } from './assign-many.ts'
import { presentTransitions, visibleTo } from './present.ts'
import { transitionById, transitionsOf } from './queries.ts'
import { answer, type Shared, share } from './share.ts'
import type { By } from './settled.ts'
import { answerOf, type Asked, askedOf, said, wishOf } from './v2-wish.ts'

type WithId = { Params: { id: string } }
type OfOne = { Params: { id: string; transition: string } }

/** How each kind is called: its part of the address, its word in the audit for a list, and for many at once. */
const kinds = {
  Assign: { path: 'assigns', list: 'list_assigns', many: 'bulk_assign' },
  Referral: { path: 'referrals', list: 'show_referrals', many: 'create_bulk' },
  Transfer: { path: 'transfers', list: 'show_transfers', many: 'bulk_transfer' },
  TransferRequest: { path: 'transfer_requests', list: 'list_transfer_requests', many: undefined },
} as const

const shared = [
  { type: 'case', collection: 'cases', kinds: transitionTypes },
  { type: 'incident', collection: 'incidents', kinds: ['Assign'] },
  { type: 'family', collection: 'families', kinds: ['Assign'] },
] as const satisfies { type: RecordType; collection: string; kinds: readonly TransitionType[] }[]

const tags = ['transitions']

export function v2TransitionRoutes(app: FastifyInstance, house: House): void {
  for (const { type, collection, kinds: possible } of shared) {
    for (const kind of possible) {
      const path = `/api/v2/${collection}/:id/${kinds[kind].path}`
      app.get<WithId>(path, { schema: { tags, summary: `Those of a record: ${kind}` } }, (request) =>
        list(house, type, [kind], request, kinds[kind].list),
      )
      app.post<WithId>(path, { schema: { tags, summary: `Share a record: ${kind}` } }, (request, reply) =>
        make(house, type, kind, request, reply),
      )
    }
    app.post(
      `/api/v2/${collection}/assigns`,
      { schema: { tags, summary: 'Assign all records that a search finds' } },
      (request) => assignAll(house, type, request),
    )
  }
  for (const collection of ['cases', 'incidents'] as const) {
    const type = collection === 'cases' ? 'case' : 'incident'
    app.get<WithId>(
      `/api/v2/${collection}/:id/transitions`,
      { schema: { tags, summary: 'All ways in which a record was shared' } },
      (request) => list(house, type, typesAsked(request), request, 'list_transitions'),
    )
  }
  for (const kind of ['Referral', 'Transfer'] as const)
    app.post(
      `/api/v2/cases/${kinds[kind].path}`,
      { schema: { tags, summary: `Share several records: ${kind}` } },
      (request, reply) => makeMany(house, kind, request, reply),
    )
  for (const kind of ['Referral', 'Transfer', 'TransferRequest'] as const)
    app.patch<OfOne>(
      `/api/v2/cases/:id/${kinds[kind].path}/:transition`,
      { schema: { tags, summary: `Answer it: ${kind}` } },
      (request, reply) => {
        const { ignored, ...given } = answerOf(request, kind)
        tellIgnored(reply, ignored)
        return respond(house, kind, request, given)
      },
    )
  app.delete<OfOne>(
    '/api/v2/cases/:id/referrals/:transition',
    { schema: { tags, summary: 'Take a referral back' } },
    (request) => respond(house, 'Referral', request, { event: 'revoke', reason: null, note: null }),
  )
}

const typesAsked = (request: FastifyRequest): TransitionType[] => {
  const asked = listOf((request.query as Parameters)['types']).flatMap((types) => types.split(','))
  return asked.length === 0 ? [...transitionTypes] : transitionTypes.filter((type) => asked.includes(type))
}

function list(
  house: House,
  type: RecordType,
  types: TransitionType[],
  request: FastifyRequest<WithId>,
  action: string,
) {
  const actor = needsActor(request)
  return transaction(house.db, actor, async (tx) => {
    const { n, record, facts } = await reachable(house, tx, actor, type, request.params.id)
    const all = (await transitionsOf(tx, n)).filter((one) => types.includes(one.type))
    const data = await presentTransitions(house, tx, actor, facts, visibleTo(actor, facts, all))
    await insertAudit(tx, { userName: actor.userName, action, outcome: 'done', recordType: type, recordId: record.id })
    return { data }
  })
}

async function make(
  house: House,
  type: RecordType,
  kind: TransitionType,
  request: FastifyRequest<WithId>,
  reply: FastifyReply,
) {
  const actor = needsActor(request)
  const { data, ignored } = askedOf(request, kind)
  // He hears so where it is refused, too: he thinks that he had overridden.
  tellIgnored(reply, [...ignored, ...(data.consent_overridden === true && !mayOverride(actor) ? overriding : [])])
  return transaction(house.db, actor, async (tx) => {
    const made = await shareOne(house, tx, actor, { type, id: request.params.id }, kind, data, { ip: request.ip })
    return { data: await shownWithRecord(house, tx, actor, made) }
  })
}

const overriding = ['consent_overridden']

const shareOne = (
  house: House,
  tx: Tx,
  actor: Actor,
  of: { type: RecordType; id: string },
  kind: TransitionType,
  data: Asked,
  by: Omit<By, 'intention'>,
): Promise<Shared> =>
  share(house, tx, actor, of, wishOf(house, kind, data), said(data.transitioned_to), {
    intention: crypto.randomUUID() as Uuid,
    ...by,
  })

/** Whoever may share no record so learns nothing of this one. */
function refuseUnlessMay(actor: Actor, type: RecordType, kind: TransitionType, ofService: boolean): void {
  if (!makingRights({ type }, kind, ofService).some((action) => may(actor.role, type, action)))
    throw new Problem('forbidden', {})
}

/**
 * All of them or none. Ids that are not there are left out; of one that is out of reach nothing is told. Sent again it
 * makes nothing again.
 */
async function makeMany(house: House, kind: 'Referral' | 'Transfer', request: FastifyRequest, reply: FastifyReply) {
  const actor = needsActor(request)
  const { data, ignored } = askedOf(request, kind, true)
  refuseUnlessMay(actor, 'case', kind, said(data.service_record_id) !== null)
  const ids = [...new Set(data.ids ?? [])].filter(isUuid)
  return transaction(house.db, actor, async (tx) => {
    const shown = new Map<string, unknown>()
    const unknown = [...ignored]
    const by = { ip: request.ip, isOnce: true }
    // In one order, whoever asks: two that lock the same cases crosswise would wait for each other.
    for (const id of ids.toSorted()) {
      const made = await shareOne(house, tx, actor, { type: 'case', id }, kind, data, by).catch(ifUnknown)
      if (made === undefined) continue
      unknown.push(...made.ignored)
      shown.set(id, await shownWithRecord(house, tx, actor, made))
    }
    await insertAudit(tx, {
      userName: actor.userName,
      action: kinds[kind].many,
      outcome: 'done',
      recordType: 'case',
      details: { record_ids: ids },
    })
    tellIgnored(reply, [...new Set(unknown)])
    return { data: ids.flatMap((id) => shown.get(id) ?? []) }
  })
}

function ifUnknown(error: unknown): undefined {
  if (error instanceof Problem && error.code === 'not-found') return undefined
  throw error
}

async function assignAll(house: House, type: RecordType, request: FastifyRequest) {
  const actor = needsActor(request)
  refuseUnlessMay(actor, type, 'Assign', false)
  return { data: await assignMany(house, actor, type, rawData(request), request.ip) }
}

function respond(house: House, kind: TransitionType, request: FastifyRequest<OfOne>, given: Answer) {
  const actor = needsActor(request)
  const { id, transition } = request.params
  return transaction(house.db, actor, async (tx) => {
    // As a record: one that is not there is told apart from one that is not his (api-records §20.4).
    const find = () => (isUuid(transition) ? transitionById(tx, transition) : Promise.resolve(undefined))
    const found = await asHouseMeanwhile(tx, house.configuration(), actor, find)
    if (found === undefined || found.type !== kind) throw new Problem('not-found', {})
    if (found.record.id !== id) throw new Problem('forbidden', {})
    const by = { intention: crypto.randomUUID() as Uuid, ip: request.ip }
    const answered = await answer(house, tx, actor, { type: 'case', id }, found.id, given, by)
    return { data: await shownWithRecord(house, tx, actor, answered) }
  })
}

/** The transition, and what changed in the record where he may still read it. */
async function shownWithRecord(house: House, tx: Tx, actor: Actor, { transition, carried, n, facts }: Shared) {
  const [wire] = await presentTransitions(house, tx, actor, facts, [transition])
  if (wire === undefined || wire['record_access_denied'] === true) return wire
  const record = carried?.record ?? (await reachable(house, tx, actor, facts.type, facts.id)).record
  const names = new Set(['assigned_user_names', ...(carried?.changes ?? []).map(({ path }) => path[0] ?? '')])
  return {
    ...wire,
    record: (await presentRecords(house, tx, actor, facts.type, [asFound(n, record, facts)], names))[0],
  }
}
