// Who can see this record, why and until when: for whoever may read its access log. Says nothing of what stands in it.
import type { Actor } from '@primero/domain/access/actor.ts'
import { decide, isOutOfScope } from '@primero/domain/access/decide.ts'
import { may } from '@primero/domain/access/role.ts'
import { principalsOf, readsUntil, type Reason, reasonsFor } from '@primero/domain/access/who.ts'
import { nameIn, recordTypes } from '@primero/domain/configuration/bundle.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { RecordFacts } from '@primero/domain/records/record.ts'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { type AccountRow, actorOf } from '../accounts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import { transaction, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { type Readable, reachable } from '../records/reading.ts'
import { candidates, liveGrants } from './queries.ts'

const params = z.strictObject({ type: z.enum(recordTypes), id: z.uuid() })
const query = z.strictObject({
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  per: z.coerce.number().int().min(1).max(500).default(50),
})
const moment = z.string().nullable()
const reply = z.strictObject({
  total: z.int(),
  page: z.int(),
  per: z.int(),
  people: z.array(
    z.strictObject({
      userName: z.string(),
      fullName: z.string(),
      role: z.string(),
      agency: z.string().nullable(),
      serviceAccount: z.boolean(),
      because: z.array(
        z.strictObject({
          rule: z.enum(['owner', 'grant', 'group', 'agency', 'all', 'subject', 'named']),
          kind: z.optional(z.string()),
          of: z.optional(z.array(z.string())),
          until: moment,
        }),
      ),
      until: moment,
    }),
  ),
})

export function whoRoute(app: FastifyInstance, house: House): void {
  app.get<{ Params: z.infer<typeof params>; Querystring: z.infer<typeof query> }>(
    '/api/ext/records/:type/:id/who',
    {
      schema: {
        tags: ['audit'],
        summary: 'Who can see a record, why and until when',
        params,
        querystring: query,
        response: { 200: reply },
      },
    },
    (request) => {
      const actor = needsActor(request)
      const { type, id } = request.params
      const { page, per } = request.query
      return transaction(house.db, actor, async (tx) => {
        const of = await alike(reachable(house, tx, actor, type, id))
        if (!may(actor.role, type, 'access_log')) throw new Problem('forbidden', { action: 'access_log' })
        const people = await readersOf(house, tx, of)
        await insertAudit(tx, {
          userName: actor.userName,
          action: 'who',
          outcome: 'done',
          recordType: type,
          recordId: of.record.id,
          details: { total: people.length },
        })
        return {
          total: people.length,
          page,
          per,
          people: people.slice((page - 1) * per, page * per).map((one) => present(one, actor.locale)),
        }
      })
    },
  )
}

/** A record out of reach is answered like one that is not there. */
const alike = <T>(asked: Promise<T>): Promise<T> =>
  asked.catch((problem: unknown) => {
    throw isOutOfScope(problem) ? new Problem('not-found', {}) : problem
  })

type Reader = { account: AccountRow; actor: Actor; because: Reason[] }

async function readersOf(house: House, tx: Tx, { n, facts }: Pick<Readable, 'n' | 'facts'>): Promise<Reader[]> {
  const config = house.configuration()
  const roles = [...config.roles.values()].filter((role) => role.scope === 'all').map(({ id }) => id)
  const found = await candidates(tx, { ...principalsOf(facts.seenBy), roles })
  const grants = await liveGrants(tx, n, house.clock())
  const reads = (actor: Actor, of: RecordFacts) => decide(config, actor, of.type, 'read', of) === 'yes'
  return found.flatMap((account) => {
    const role = config.roles.get(account.role)
    const actor = role && actorOf(account, role)
    return actor && reads(actor, facts) ? [{ account, actor, because: reasonsFor(actor, facts, grants) }] : []
  })
}

const present = ({ account, actor, because }: Reader, locale: string) => ({
  userName: account.user_name,
  fullName: account.full_name,
  role: nameIn(actor.role, locale),
  agency: account.agency,
  serviceAccount: account.service_account,
  because,
  until: readsUntil(because),
})
