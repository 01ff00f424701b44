// Between the password and the second factor: a mark in a cookie that opens nothing but the way on.
import { isPending } from '@primero/domain/accounts/ticket.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { limits } from '@primero/domain/accounts/limits.ts'
import type { Door } from '@primero/domain/accounts/state.ts'
import { doorFor } from '../accounts/account-state.ts'
import type { AccountRow } from '../accounts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { keyOf, newSecret } from '../http/secrets.ts'
import { isSecure } from '../http/session.ts'
import { insertPending, lockedPending, type Pending, type PendingWay } from './queries.ts'

const pendingCookie = '_sign_in'
const path = '/api'

/** Who came so far waits for the factor; `undefined` where the door is another. */
export async function waitForFactor(
  house: House,
  tx: Tx,
  account: AccountRow,
  door: Door,
  way: PendingWay,
): Promise<string | undefined> {
  if (door !== 'factor' && door !== 'enrol') return undefined
  const secret = newSecret()
  await insertPending(tx, { hash: keyOf(secret), accountId: account.id, way, now: house.clock() })
  await insertAudit(tx, {
    userName: account.user_name,
    action: 'ask_factor',
    at: house.clock(),
    outcome: 'done',
    recordType: 'user',
    details: { user: account.id, way, door },
  })
  return secret
}

/** Says that the factor is next, and gives the mark that leads on. */
export function askForFactor(house: House, reply: FastifyReply, door: Door, secret: string): Problem {
  reply.setCookie(pendingCookie, secret, {
    path,
    httpOnly: true,
    sameSite: 'strict',
    secure: isSecure(house),
    maxAge: limits.pending.lasts,
  })
  return new Problem(door === 'enrol' ? 'needs-enrolment' : 'needs-factor', {})
}

export const forgetPending = (reply: FastifyReply) => reply.clearCookie(pendingCookie, { path })

/** Who waits, while nobody else goes on with the same mark; undefined where the time is over or the door shut meanwhile. */
export async function pendingIn(
  house: House,
  tx: Tx,
  request: FastifyRequest,
): Promise<(Pending & { door: Door }) | undefined> {
  const secret = request.cookies[pendingCookie]
  const pending = secret === undefined ? undefined : await lockedPending(tx, keyOf(secret))
  if (pending === undefined || !isPending(pending.since, house.clock().getTime() / 1000)) return undefined
  return { ...pending, door: doorFor(house, pending.account, pending.way) }
}

/** Has this browser shown the account's factor, and only a new password is missing? */
export async function hasShown(house: House, tx: Tx, request: FastifyRequest, accountId: number): Promise<boolean> {
  const pending = await pendingIn(house, tx, request)
  return pending?.isShown === true && pending.account.id === accountId
}
