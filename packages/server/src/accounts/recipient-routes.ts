// People to choose from over v2: to hand a record to, to attribute a case to; and those who saw a record
// (api-admin §6.1, §6.5).
import type { Actor } from '@primero/domain/access/actor.ts'
import { maySendTo } from '@primero/domain/accounts/agreements.ts'
import { may } from '@primero/domain/access/role.ts'
import { type RecordType, recordTypes } from '@primero/domain/configuration/bundle.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { Day } from '@primero/domain/time.ts'
import { modulePolicy } from '@primero/domain/workflow/module-package.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { versionsOf } from '../agreements/queries.ts'
import { insertAudit, peopleWhoSaw } from '../audit/queries.ts'
import { transaction } from '../db/database.ts'
import { type House, todayOf } from '../house.ts'
import { pageOf, type Parameters, textOf } from '../http/query-string.ts'
import { needsActor } from '../http/session.ts'
import { reachable } from '../records/reading.ts'
import { reportingCode } from './present-user.ts'
import { type AccountRow, peopleToIdentify, recipients } from './queries.ts'
import { type Handing, reachOf, receives, type Within } from './recipients.ts'

const tags = ['users']

const paths: Record<Handing, { path: string; summary: string }> = {
  assign: { path: 'assign-to', summary: 'People to whom a record may be assigned' },
  transfer: { path: 'transfer-to', summary: 'People to whom a record may be transferred' },
  refer: { path: 'refer-to', summary: 'People to whom a record may be referred' },
}

export function recipientRoutes(app: FastifyInstance, house: House): void {
  for (const handing of ['assign', 'transfer', 'refer'] as const) {
    const { path, summary } = paths[handing]
    app.get(`/api/v2/users/${path}`, { schema: { tags, summary } }, (request) =>
      listRecipients(house, request, handing),
    )
  }

  app.get(
    '/api/v2/users/identified',
    { schema: { tags, summary: 'People to whom a case can be attributed' } },
    async (request) => {
      const actor = needsActor(request)
      if (!may(actor.role, 'case', 'attribute')) throw new Problem('forbidden', {})
      const query = request.query as Parameters
      const at = pageOf(query)
      const roles = [...house.configuration().roles.values()].filter((r) => r.category === 'identified')
      const found = await peopleToIdentify(
        house.db,
        roles.map((r) => r.id),
        { ...at, text: textOf(query['query']) },
      )
      await audited(house, actor, request, 'identified')
      return {
        data: found.rows.map(({ user_name, full_name, email }) => ({ user_name, full_name, email })),
        metadata: { total: found.total, per: at.per, page: at.page },
      }
    },
  )

  app.get('/api/v2/users/access', { schema: { tags, summary: 'People who opened or changed a record' } }, (request) => {
    const actor = needsActor(request)
    const query = request.query as Parameters
    const type = recordTypes.find((t) => t === query['record_type'])
    if (type === undefined) throw new Problem('not-found', {})
    return transaction(house.db, actor, async (tx) => {
      const { record } = await reachable(house, tx, actor, type, textOf(query['record_id']) ?? '')
      if (!may(actor.role, type, 'access_log')) throw new Problem('forbidden', {})
      const data = await peopleWhoSaw(tx, record.id)
      await insertAudit(tx, {
        userName: actor.userName,
        action: 'access',
        outcome: 'done',
        recordType: type,
        recordId: record.id,
        ip: request.ip,
      })
      return { data }
    })
  })
}

async function listRecipients(house: House, request: FastifyRequest, handing: Handing) {
  const actor = needsActor(request)
  const query = request.query as Parameters
  const type = recordTypes.find((t) => t === query['record_type'])
  const within = type === undefined ? 'nobody' : reachOf(actor, type, handing)
  if (type === undefined || within === 'nobody') throw new Problem('forbidden', {})
  const module = textOf(query['record_module_id'])
  const accounts = await candidates(house, actor, { type, module, handing, within })
  const people = accounts.map((a) => presentRecipient(house, a))
  await audited(house, actor, request, paths[handing].path)
  return { data: handing === 'assign' ? people : people.filter((person) => isWanted(person, query)) }
}

/** Those who may be handed a record of this type by this person. Without a module, one of any of his own is meant. */
export async function candidates(
  house: House,
  actor: Actor,
  { type, module, handing, within }: { type: RecordType; module: string | undefined; handing: Handing; within: Within },
): Promise<AccountRow[]> {
  const modules = module === undefined ? actor.role.modules : [module]
  const policy = modulePolicy(house.configuration())
  const roles = [...house.configuration().roles.values()].filter((role) =>
    receives(role, type, handing, modules, policy),
  )
  const ids = roles.map((role) => role.id)
  const found = await recipients(house.db, actor, ids, within)
  return handing === 'assign' ? found : underProtocol(house, actor, found)
}

/** People of an agency whose protocol is over are nobody to hand a record to. Handing over itself asks `maySendTo`, too. */
async function underProtocol(house: House, actor: Actor, accounts: AccountRow[]): Promise<AccountRow[]> {
  const versions = await versionsOf(house.db)
  const today = todayOf(house) as Day
  return accounts.filter(({ agency }) => maySendTo(versions, actor.agency, agency, today))
}

/** Nulls are kept here, unlike in a user (api-admin §6.5). */
const presentRecipient = (house: House, a: AccountRow) => ({
  id: a.id,
  user_name: a.user_name,
  code: a.code,
  position: a.position,
  location: reportingCode(house, a, house.configuration().roles.get(a.role)),
  agency: a.agency,
  disabled: a.disabled,
  services: a.services,
})

/** Agency, place and service, where asked for, must all fit. */
function isWanted(person: ReturnType<typeof presentRecipient>, query: Parameters): boolean {
  const [agency, location, service] = [query['agency'], query['location'], query['service']].map(textOf)
  return (
    (agency === undefined || person.agency === agency) &&
    (location === undefined || person.location === location) &&
    (service === undefined || person.services.includes(service))
  )
}

const audited = (house: House, actor: Actor, request: FastifyRequest, action: string) =>
  insertAudit(house.db, {
    userName: actor.userName,
    action,
    at: house.clock(),
    outcome: 'done',
    recordType: 'user',
    ip: request.ip,
  })
