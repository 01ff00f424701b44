// The way in without mail: an administrator reads a code out, which opens the account once and only to set a password
// (access §7.2; design: one-time codes). It is told once and kept as its hash.
import { randomInt } from 'node:crypto'
import { mayOpen } from '@primero/domain/access/giving.ts'
import { mayChangeAccount } from '@primero/domain/access/people-reach.ts'
import { codeOf, codes, codeToRead } from '@primero/domain/accounts/code.ts'
import { limits } from '@primero/domain/accounts/limits.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { doorFor } from '../accounts/account-state.ts'
import { hashPassword } from '../accounts/password.ts'
import { type AccountRow, accountById, countAttempt, setOneTimeCode } from '../accounts/queries.ts'
import { found, refuseUnless } from '../administration/body.ts'
import { lockedAccount } from '../administration/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import { afterCommit, transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { keyOf } from '../http/secrets.ts'
import { needsActor } from '../http/session.ts'
import { endSessions } from '../sessions/end.ts'
import { forgetLock } from '../sign-in/queries.ts'
import { endLinks } from './queries.ts'

const params = z.object({ id: z.string().regex(/^\d{1,9}$/) })
const answer = z.object({ code: z.string(), until: z.string() })
const codesPerMinute = 20

export const newCode = (): string => codeOf(randomInt(codes))

export function codeRoutes(app: FastifyInstance, house: House): void {
  app.post<{ Params: { id: string } }>(
    '/api/ext/users/:id/code',
    {
      schema: {
        tags: ['users'],
        summary: 'Make a code to read out: it replaces the password until one of its own is set',
        params,
        response: { 201: answer },
      },
      config: { proof: 'issue code' },
    },
    async (request, reply) => reply.code(201).send(await issue(house, request, Number(request.params.id))),
  )
}

async function issue(house: House, request: FastifyRequest, id: number) {
  const actor = needsActor(request)
  const config = house.configuration()
  const mayIssue = (account: AccountRow): boolean =>
    account.id !== actor.id &&
    mayChangeAccount(config, actor, account) &&
    mayOpen(actor.role, { isOneself: false, holds: config.roles.get(account.role) })
  const there = found(await accountById(house.db, id))
  refuseUnless(mayIssue(there))
  if ((await countAttempt(house.db, `code by ${actor.id}`, house.clock())) > codesPerMinute)
    throw new Problem('too-many-requests', { seconds: 60 })
  const code = newCode()
  const hash = await hashPassword(code)
  const now = house.clock()
  await transaction(house.db, actor, async (tx) => {
    const row = found(await lockedAccount(tx, there.id))
    refuseUnless(mayIssue(row))
    refuseClosed(house, row)
    await setOneTimeCode(tx, row.user_name, hash, now)
    await endLinks(tx, row.id)
    await forgetLock(tx, keyOf(row.user_name))
    await endSessions(house, tx, row.id, 'code issued')
    await insertAudit(tx, {
      userName: actor.userName,
      action: 'issue_code',
      at: now,
      outcome: 'done',
      recordType: 'user',
      details: { user: row.id },
    })
    afterCommit(tx, () => house.hub.recheck(row.id))
  })
  return { code: codeToRead(code), until: new Date(now.getTime() + limits.code.lasts * 1000).toISOString() }
}

/** A code for an account that no code opens would only lock its owner out. */
function refuseClosed(house: House, row: AccountRow): void {
  const door = doorFor(house, row, 'code')
  if (door === 'no') throw new Problem('wrong-state', { state: row.disabled ? 'disabled' : 'closed' })
  if (door === 'never') throw new Problem('wrong-state', { state: 'service' })
}
