// One's own second factors, recovery codes and trusted devices. Only one's own: whose they are is asked of the session.
import type { Actor } from '@primero/domain/access/actor.ts'
import { limits } from '@primero/domain/accounts/limits.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { mustHaveFactor } from '../accounts/account-state.ts'
import { type AccountRow, accountById } from '../accounts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import { transaction, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { endSessions } from '../sessions/end.ts'
import { markOf } from '../sign-in/begin.ts'
import {
  beginFactor,
  broken,
  type Confirmation,
  confirmation,
  confirmFactor,
  newFactor,
  recoveryToGive,
  throttleSteps,
} from './enrol.ts'
import { hasPasskeys } from './passkeys.ts'
import { presentFactor, presentTrusted } from './present.ts'
import {
  factorsOf,
  keepRecovery,
  lockedCounts,
  recoveryCodes,
  removeFactor,
  trustedDevices,
  trustNoMore,
} from './queries.ts'
import { newRecoverySet } from './recovery.ts'

const tags = ['users']
const oneOf = z.object({ id: z.uuid() })
const needs = { proof: 'own credentials' } as const

export function meFactorRoutes(app: FastifyInstance, house: House): void {
  app.get('/api/ext/me/security', { schema: { tags, summary: 'What guards one’s own account' } }, async (request) =>
    present(house, request, await oneself(house, request)),
  )

  app.post<{ Body: z.infer<typeof newFactor> }>(
    '/api/ext/me/factors',
    { schema: { tags, summary: 'Begin to set up a second factor', body: newFactor }, config: needs },
    async (request) => {
      const account = await oneself(house, request)
      await throttleSteps(house, account.id)
      return transaction(house.db, needsActor(request), async (tx) => beginFactor(house, tx, account, request.body))
    },
  )

  app.post<{ Params: { id: string }; Body: Confirmation }>(
    '/api/ext/me/factors/:id/confirm',
    { schema: { tags, summary: 'Prove that it works', params: oneOf, body: confirmation }, config: needs },
    async (request) => {
      const account = await oneself(house, request)
      await throttleSteps(house, account.id)
      const set = await recoveryToGive(house, account.id)
      const recovery = await transaction(house.db, needsActor(request), async (tx) => {
        const codes = await confirmFactor(house, tx, account, request.params.id, request.body, set)
        await endSessions(house, tx, account.id, 'second factor added', { current: request.sessionKey })
        return codes
      })
      house.hub.recheck(account.id)
      return recovery === undefined ? {} : { recovery }
    },
  )

  app.delete<{ Params: { id: string } }>(
    '/api/ext/me/factors/:id',
    { schema: { tags, summary: 'Take a second factor away', params: oneOf }, config: needs },
    async (request, reply) => {
      const account = await oneself(house, request)
      await transaction(house.db, needsActor(request), async (tx) => remove(house, tx, request, account))
      house.hub.recheck(account.id)
      return reply.code(204).send()
    },
  )

  app.post(
    '/api/ext/me/recovery-codes',
    { schema: { tags, summary: 'New recovery codes; those before open nothing any more' }, config: needs },
    async (request) => {
      const account = await oneself(house, request)
      await throttleSteps(house, account.id)
      if (!account.has_factor) throw broken('factor', 'none')
      const set = await newRecoverySet()
      await transaction(house.db, needsActor(request), async (tx) => {
        await keepRecovery(tx, account.id, set, house.clock())
        await writtenDown(house, tx, account, 'renew_recovery_codes', {})
      })
      return { recovery: set.codes }
    },
  )

  app.delete<{ Params: { id: string } }>(
    '/api/ext/me/trusted-devices/:id',
    { schema: { tags, summary: 'Ask for the second factor there again', params: oneOf } },
    async (request, reply) => {
      const account = await oneself(house, request)
      await transaction(house.db, needsActor(request), async (tx) => {
        if (!(await trustNoMore(tx, account.id, request.params.id))) throw new Problem('not-found', {})
        await writtenDown(house, tx, account, 'forget_device', { device: request.params.id })
      })
      return reply.code(204).send()
    },
  )
}

/** A person; machines have no page and no second factor. */
async function oneself(house: House, request: FastifyRequest): Promise<AccountRow> {
  const actor: Actor = needsActor(request)
  const account = actor.serviceAccount ? undefined : await accountById(house.db, actor.id)
  if (account === undefined) throw new Problem('forbidden', {})
  return account
}

async function present(house: House, request: FastifyRequest, account: AccountRow) {
  const now = house.clock()
  const since = new Date(now.getTime() - limits.trusted.lasts * 1000)
  const [factors, codes, trusted] = await Promise.all([
    factorsOf(house.db, account.id),
    recoveryCodes(house.db, account.id),
    trustedDevices(house.db, account.id, since),
  ])
  return {
    mustHaveFactor: mustHaveFactor(house, account),
    passkeys: hasPasskeys(house),
    factors: factors.map(presentFactor),
    recovery: { left: codes.filter(({ used_at: at }) => at === null).length, of: codes.length },
    trusted: presentTrusted(trusted, markOf(request), now.getTime() / 1000),
  }
}

async function remove(house: House, tx: Tx, request: FastifyRequest, account: AccountRow): Promise<void> {
  const { id } = request.params as { id: string }
  await lockedCounts(tx, account.id)
  const factors = await factorsOf(tx, account.id)
  const gone = factors.find((factor) => factor.id === id)
  if (gone === undefined) throw new Problem('not-found', {})
  if (factors.length === 1 && mustHaveFactor(house, account)) throw broken('factor', 'needed')
  await removeFactor(tx, account.id, id)
  await endSessions(house, tx, account.id, 'own second factor removed', { current: request.sessionKey })
  await writtenDown(house, tx, account, 'remove_factor', { factor: id, kind: gone.kind })
}

const writtenDown = (house: House, tx: Tx, account: AccountRow, action: string, details: Record<string, unknown>) =>
  insertAudit(tx, {
    userName: account.user_name,
    action,
    at: house.clock(),
    outcome: 'done',
    recordType: 'user',
    details: { user: account.id, ...details },
  })
