// Doors of the office about people, beside those of v2: what one may choose, where somebody is signed in, the last day
// of an account, leaving, and many people at once.
import { isDay } from '@primero/domain/time.ts'
import { isUuid } from '@primero/domain/ids.ts'
import { mayOpen } from '@primero/domain/access/giving.ts'
import { mayEndWork } from '@primero/domain/access/leaving.ts'
import { mayChangeAccount } from '@primero/domain/access/people-reach.ts'
import { may } from '@primero/domain/access/role.ts'
import { recordTypes } from '@primero/domain/configuration/bundle.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { type AccountRow, countAttempt } from '../accounts/queries.ts'
import { changeAccount } from '../administration/user-routes.ts'
import { insertAudit } from '../audit/queries.ts'
import { afterCommit, transaction } from '../db/database.ts'
import { type House, todayOf } from '../house.ts'
import { isTrue, type Parameters } from '../http/query-string.ts'
import { refuseUnproved } from '../http/proof.ts'
import { needsActor } from '../http/session.ts'
import { endSessions } from '../sessions/end.ts'
import { presentSession } from '../sessions/present.ts'
import { deleteSession, sessionsOf } from '../sessions/queries.ts'
import { choicesFor } from './choices.ts'
import { keptOrTakenBack } from './dry.ts'
import { importPeople } from './import.ts'
import { demandEnd, leave, whatIsLeft } from './leave.ts'
import { setExpiry, standingOf } from './queries.ts'
import { othersAccount, seenAccount } from './reach.ts'

const tags = ['users']
type WithId = { Params: { id: string } }

const day = z.string().refine(isDay)
const leaving = z.strictObject({
  to: z
    .array(z.strictObject({ type: z.enum(recordTypes), module: z.string().max(100), user: z.int().min(1) }))
    .max(100),
  on: day.nullable(),
})
const expiry = z.strictObject({ on: day.nullable() })
const many = z.strictObject({ ids: z.array(z.int().min(1)).min(1).max(1000) })

/** Largest file of people, and how often one may send one. */
const mostBytes = 512 * 1024
const sheet = z.strictObject({ csv: z.string().max(mostBytes) })
const importsPerMinute = 10

export function peopleRoutes(app: FastifyInstance, house: House): void {
  app.get(
    '/api/ext/users/choices',
    { schema: { tags, summary: 'Roles, agencies and groups that one may give to people' } },
    async (request) => {
      const actor = needsActor(request)
      const rights = ['read', 'agency_read', 'create', 'write']
      if (!rights.some((action) => may(actor.role, 'user', action))) throw new Problem('forbidden', {})
      return choicesFor(house, actor)
    },
  )

  app.post<{ Body: z.infer<typeof many> }>(
    '/api/ext/users/enable',
    { schema: { tags, summary: 'Enable several people again', body: many } },
    async (request) => {
      const actor = needsActor(request)
      await transaction(house.db, actor, async (tx) => {
        for (const id of [...new Set(request.body.ids)].sort((a, b) => a - b)) {
          await othersAccount(house, tx, actor, String(id))
          await changeAccount(house, tx, actor, request, id, { data: { disabled: false }, ignored: [] })
        }
      })
      return {}
    },
  )

  app.post<{ Body: z.infer<typeof sheet> }>(
    '/api/ext/users/import',
    {
      bodyLimit: 2 * mostBytes,
      schema: {
        tags,
        summary: 'Make and change people by a sheet; with dry=1 only say what would happen',
        body: sheet,
      },
      config: { proof: 'role.assign' },
    },
    async (request) => {
      const actor = needsActor(request)
      if (!may(actor.role, 'user', 'create') && !may(actor.role, 'user', 'write')) throw new Problem('forbidden', {})
      if ((await countAttempt(house.db, `import people ${actor.id}`, house.clock())) > importsPerMinute)
        throw new Problem('too-many-requests', { seconds: 60 })
      const isDry = isDryAsked(request.query)
      if (!isDry) refuseUnproved(house, request, 'role.assign')
      return importPeople(house, actor, request, request.body.csv, isDry)
    },
  )

  standingRoutes(app, house)
  sessionsRoutes(app, house)
  leaveRoutes(app, house)
}

const isDryAsked = (query: unknown): boolean => {
  const { dry } = query as Parameters
  return dry === '1' || isTrue(dry)
}

/** Who signs this person in, and since when the account is bound to that person there. */
const providerOf = ({ settings }: House, a: Pick<AccountRow, 'identity_provider' | 'provider_bound_at'>) =>
  a.identity_provider === null
    ? null
    : {
        name: settings.identityProviders.find(({ uniqueId }) => uniqueId === a.identity_provider)?.name ?? null,
        boundAt: a.provider_bound_at?.toISOString() ?? null,
      }

function standingRoutes(app: FastifyInstance, house: House): void {
  app.get<WithId>(
    '/api/ext/users/:id/standing',
    { schema: { tags, summary: 'How an account stands, and what one may do with it' } },
    async (request) => {
      const actor = needsActor(request)
      const account = await seenAccount(house, house.db, actor, request.params.id)
      const config = house.configuration()
      const isOneself = account.id === actor.id
      const mayChange = mayChangeAccount(config, actor, account)
      const to = { isOneself, holds: config.roles.get(account.role) }
      return {
        expiresOn: account.expires_on,
        mustRenew: account.must_renew,
        hasPassword: account.password_hash !== null,
        isService: account.service_account,
        provider: providerOf(house, account),
        isOneself,
        may: {
          change: mayChange && !isOneself,
          open: mayChange && !isOneself && mayOpen(actor.role, to),
          end: mayEndWork(config, actor, account),
        },
        ...(mayChange ? await standingOf(house.db, account.id, house.clock()) : {}),
      }
    },
  )

  app.put<WithId & { Body: z.infer<typeof expiry> }>(
    '/api/ext/users/:id/expiry',
    { schema: { tags, summary: 'Set the last day of an account, or none', body: expiry } },
    async (request) => {
      const actor = needsActor(request)
      const { on } = request.body
      if (on !== null && on < todayOf(house))
        throw new Problem('rule-broken', { attribute: 'on', message: 'errors.leaving.day_is_over' })
      await transaction(house.db, actor, async (tx) => {
        const account = await othersAccount(house, tx, actor, request.params.id)
        await setExpiry(tx, account.id, on)
        await insertAudit(tx, {
          userName: actor.userName,
          action: 'update',
          outcome: 'done',
          recordType: 'user',
          details: { user: account.id, fields: ['expires_on'] },
        })
        afterCommit(tx, () => house.hub.recheck(account.id))
      })
      return { expiresOn: on }
    },
  )
}

function sessionsRoutes(app: FastifyInstance, house: House): void {
  app.get<WithId>(
    '/api/ext/users/:id/sessions',
    { schema: { tags, summary: 'Where somebody is signed in' } },
    async (request) => {
      const actor = needsActor(request)
      const account = await othersAccount(house, house.db, actor, request.params.id)
      const sessions = await sessionsOf(house.db, account.id, house.clock())
      return { sessions: sessions.map((session) => presentSession(session, null)) }
    },
  )

  app.delete<{ Params: { id: string; session: string } }>(
    '/api/ext/users/:id/sessions/:session',
    { schema: { tags, summary: 'Sign somebody out in one place, or with `all` everywhere' } },
    async (request, reply) => {
      const actor = needsActor(request)
      const { id, session } = request.params
      await transaction(house.db, actor, async (tx) => {
        const account = await othersAccount(house, tx, actor, id)
        const isAll = session === 'all'
        if (isAll) await endSessions(house, tx, account.id, 'disabled')
        else if (!isUuid(session) || (await deleteSession(tx, account.id, session)) === undefined)
          throw new Problem('not-found', {})
        await insertAudit(tx, {
          userName: actor.userName,
          action: 'end_session',
          outcome: 'done',
          recordType: 'user',
          details: { user: account.id, session: isAll ? 'all' : session },
        })
        afterCommit(tx, () => house.hub.recheck(account.id))
      })
      return reply.code(204).send()
    },
  )
}

function leaveRoutes(app: FastifyInstance, house: House): void {
  app.get<WithId>(
    '/api/ext/users/:id/leave',
    { schema: { tags, summary: 'What somebody has who leaves, by counts, and who may take it over' } },
    async (request) => {
      const actor = needsActor(request)
      return transaction(house.db, actor, async (tx) => {
        const account = await othersAccount(house, tx, actor, request.params.id)
        demandEnd(house, actor, account)
        return whatIsLeft(house, tx, actor, account)
      })
    },
  )

  app.post<WithId & { Body: z.infer<typeof leaving> }>(
    '/api/ext/users/:id/leave',
    {
      schema: {
        tags,
        summary:
          'Somebody leaves: his records go over and his account is closed; with dry=1 only say what would happen',
        body: leaving,
      },
    },
    async (request) => {
      const actor = needsActor(request)
      const isDry = isDryAsked(request.query)
      if (!isDry) refuseUnproved(house, request, 'role.assign')
      const account = await othersAccount(house, house.db, actor, request.params.id)
      const left = await keptOrTakenBack(house, actor, async (tx) => ({
        answer: await leave(house, tx, actor, account.id, request.body, { isDry }),
        isKept: !isDry,
      }))
      if (isDry)
        await insertAudit(house.db, {
          userName: actor.userName,
          action: 'leave',
          outcome: 'done',
          recordType: 'user',
          details: { user: account.id, dry: true },
        })
      return left
    },
  )
}
