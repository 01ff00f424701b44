// Flags over v2 (api-records §17).
import type { Actor } from '@primero/domain/access/actor.ts'
import { demand } from '@primero/domain/access/decide.ts'
import { may } from '@primero/domain/access/role.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import { decideFlag } from '@primero/domain/workflow/flags.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { madeReply, rawData } from '../administration/body.ts'
import { insertAudit } from '../audit/queries.ts'
import { transaction, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { tellIgnored } from '../http/told.ts'
import type { Act } from '../records/act.ts'
import { collections } from '../records/collections.ts'
import { type Readable, reachable } from '../records/reading.ts'
import { save } from '../records/save.ts'
import { changed } from '../records/v2-changed.ts'
import { flagMany } from './flag-many.ts'
import { listFlags } from './list-flags.ts'
import { presentFlag } from './present.ts'
import { flagsOf, type StoredFlag } from './queries.ts'

type WithId = { Params: { id: string } }
type OfOne = { Params: { id: string; flag: string } }

const tags = ['flags']

/** Collections whose records are flagged many at once. */
const many = ['cases', 'incidents', 'tracing_requests'] as const

export function v2FlagRoutes(app: FastifyInstance, house: House): void {
  for (const [collection, type] of Object.entries(collections)) {
    const path = `/api/v2/${collection}/:id/flags`
    app.get<WithId>(path, { schema: { tags, summary: 'Flags of a record' } }, (request) => list(house, type, request))
    app.post<WithId>(path, { schema: { tags, summary: 'Flag a record' } }, (request, reply) =>
      add(house, type, request, reply),
    )
    app.patch<OfOne>(`${path}/:flag`, { schema: { tags, summary: 'Resolve or change a flag' } }, (request, reply) =>
      change(house, type, request, reply),
    )
  }
  for (const collection of many)
    app.post(
      `/api/v2/${collection}/flags`,
      { schema: { tags, summary: 'Flag all records that a search finds' } },
      async (request) => {
        const type = collections[collection] as RecordType
        return { data: await flagMany(house, needsActor(request), type, rawData(request), request.ip) }
      },
    )
  app.get('/api/v2/flags', { schema: { tags, summary: 'Flags on my records' } }, (request) => listFlags(house, request))
}

/** Who may flag no record of the type learns nothing of this one. */
async function flaggable(house: House, tx: Tx, actor: Actor, type: RecordType, id: string): Promise<Readable> {
  if (!may(actor.role, type, 'flag')) throw new Problem('forbidden', {})
  const of = await reachable(house, tx, actor, type, id)
  const { decision, action } = decideFlag(house.configuration(), of.reader, type, 'list', of.facts)
  demand(decision, action)
  return of
}

function list(house: House, type: RecordType, request: FastifyRequest<WithId>) {
  const actor = needsActor(request)
  return transaction(house.db, actor, async (tx) => {
    const of = await flaggable(house, tx, actor, type, request.params.id)
    const flags = await flagsOf(tx, of.n)
    const { id } = of.record
    await insertAudit(tx, {
      userName: actor.userName,
      action: 'flags',
      outcome: 'done',
      recordType: type,
      recordId: id,
    })
    return { data: flags.map((flag) => presentFlag(house, flag, of)) }
  })
}

const asked = {
  add: ['id', 'message', 'date'],
  edit: ['id', 'message', 'date'],
  resolve: ['id', 'unflag_message', 'message', 'date'],
} as const

const unknown = (data: Record<string, unknown>, known: readonly string[]): string[] =>
  Object.keys(data).filter((key) => !known.includes(key))

function add(house: House, type: RecordType, request: FastifyRequest<WithId>, reply: FastifyReply) {
  const actor = needsActor(request)
  const data = rawData(request)
  return transaction(house.db, actor, async (tx) => {
    const of = await flaggable(house, tx, actor, type, request.params.id)
    const flag = crypto.randomUUID() as Uuid
    const shown = await stepped(house, tx, actor, of, request.ip, 'flag.add', {
      flag,
      message: data['message'],
      date: data['date'],
    })
    tellIgnored(reply, unknown(data, asked.add))
    return madeReply(reply, actor, data['id'], { data: shown })
  })
}

function change(house: House, type: RecordType, request: FastifyRequest<OfOne>, reply: FastifyReply) {
  const actor = needsActor(request)
  const data = rawData(request)
  const message = data['unflag_message']
  const isResolved = message !== undefined && message !== null
  return transaction(house.db, actor, async (tx) => {
    const of = await flaggable(house, tx, actor, type, request.params.id)
    const flag = (await flagsOf(tx, of.n)).find(({ wireId }) => String(wireId) === request.params.flag)
    if (flag === undefined) throw new Problem('not-found', {})
    const shown = isResolved
      ? await stepped(house, tx, actor, of, request.ip, 'flag.resolve', { flag: flag.id, message })
      : await stepped(house, tx, actor, of, request.ip, 'flag.edit', {
          flag: flag.id,
          ...said(data, 'message'),
          ...said(data, 'date'),
        })
    tellIgnored(reply, unknown(data, isResolved ? asked.resolve : asked.edit))
    return { data: shown }
  })
}

/** Keys that are absent or null leave what stands. */
const said = (data: Record<string, unknown>, key: string): Record<string, unknown> =>
  data[key] === undefined || data[key] === null ? {} : { [key]: data[key] }

/** Carries the step out; the flag as it is then, with what changed in the record. */
async function stepped(
  house: House,
  tx: Tx,
  actor: Actor,
  of: Readable,
  ip: string,
  name: 'flag.add' | 'flag.edit' | 'flag.resolve',
  args: { flag: Uuid } & Record<string, unknown>,
) {
  const { type, id, version } = of.record
  const act: Act = {
    name,
    args: { type, id, ...args },
    basedOn: version,
    intention: crypto.randomUUID() as Uuid,
    strict: false,
    ip,
  }
  const saved = await save(house, tx, actor, act)
  const flag = (await flagsOf(tx, of.n)).find((one) => one.id === args.flag) as StoredFlag
  return { ...presentFlag(house, flag, of), record: await changed(house, tx, actor, type, saved) }
}
