// The way back to a lost password, by mail (api-admin §6.1; access §7.2). Whether an address is anybody's shows neither
// in the answer nor in its time: nobody is looked up before the job does.
import { mayOpen } from '@primero/domain/access/giving.ts'
import { mayChangeAccount } from '@primero/domain/access/people-reach.ts'
import { limits } from '@primero/domain/accounts/limits.ts'
import type { Door } from '@primero/domain/accounts/state.ts'
import { isLinkOpen } from '@primero/domain/accounts/ticket.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { doorFor } from '../accounts/account-state.ts'
import { refusePassword } from '../accounts/new-password.ts'
import { hashPassword } from '../accounts/password.ts'
import { type AccountRow, accountById, countAttempt, setPassword } from '../accounts/queries.ts'
import { broken, found, refuseUnless } from '../administration/body.ts'
import { lockedAccount } from '../administration/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import { transaction, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { keyOf } from '../http/secrets.ts'
import { needsActor } from '../http/session.ts'
import { hasMail, queueMail, queueMailToAddress } from '../mail/outbox.ts'
import { endSessions } from '../sessions/end.ts'
import { admit, type Begun, refuseForeign, welcome } from '../sign-in/begin.ts'
import { placeOf } from '../sign-in/address.ts'
import { forgetLock } from '../sign-in/queries.ts'
import { addressOf } from './address.ts'
import { isOpenByMail } from './open.ts'
import { endLinks, linkOf, useLink } from './queries.ts'

const tags = ['users']
const submitted = { data: { message: 'user.password_reset.request_submitted' } }

export function resetRoutes(app: FastifyInstance, house: House): void {
  app.post(
    '/api/v2/users/password-reset-request',
    { schema: { tags, summary: 'Ask for a way back to a lost password' } },
    async (request) => {
      const email = textIn(request.body, 'email')
      if (email === undefined) throw new Problem('missing-parameter', { name: 'user' })
      return askedFor(house, request, addressOf(email))
    },
  )

  app.post<{ Params: { id: string } }>(
    '/api/v2/users/:id/password-reset-request',
    { schema: { tags, summary: 'Ask for a new password for somebody' } },
    async (request) => askedForSomebody(house, request, request.params.id),
  )

  app.post(
    '/api/v2/users/password-reset',
    { schema: { tags, summary: 'Set a password with a token that was mailed' } },
    async (request, reply) => {
      refuseForeign(house, request)
      return reset(house, request, reply)
    },
  )
}

async function throttle(house: House, key: string, most: number): Promise<void> {
  if ((await countAttempt(house.db, key, house.clock())) > most) throw new Problem('too-many-requests', { seconds: 60 })
}

async function askedFor(house: House, request: FastifyRequest, address: string) {
  // Counted under a hash: whoever asks need not have an account, and the address is nobody's business.
  // Addresses are free to make up: who asks for many is slowed, or each would be counted for itself.
  await throttle(house, `reset-requests from ${placeOf(request.ip)}`, limits.resetRequestsFrom.most)
  await throttle(house, `reset-request ${keyOf(address).toString('base64url')}`, limits.resetRequest.most)
  await house.db.transaction().execute(async (tx) => {
    await queueMailToAddress(house, tx, 'reset', address)
    await asked(house, tx, request, {})
  })
  return submitted
}

/** The token goes to the owner only. Who asks is told where no mail can go out. */
async function askedForSomebody(house: House, request: FastifyRequest, id: string) {
  const actor = needsActor(request)
  const account = found(/^\d{1,9}$/.test(id) ? await accountById(house.db, Number(id)) : undefined)
  const config = house.configuration()
  const isOneself = account.id === actor.id
  refuseUnless(
    mayChangeAccount(config, actor, account) &&
      mayOpen(actor.role, { isOneself, holds: config.roles.get(account.role) }),
  )
  await throttle(house, `reset-for ${account.id}`, limits.resetRequest.most)
  if (!hasMail(house)) throw broken('base', 'errors.models.user.no_mail')
  if (account.email === null) throw broken('email', 'errors.models.user.email')
  await transaction(house.db, actor, async (tx) => {
    const isOpen = isOpenByMail(doorFor(house, account, 'reset'))
    if (isOpen) await queueMail(house, tx, 'reset', account.id)
    await asked(house, tx, request, { user: account.id })
  })
  return submitted
}

const asked = (house: House, tx: Tx, request: FastifyRequest, details: Record<string, unknown>) =>
  insertAudit(tx, {
    userName: request.actor?.userName ?? null,
    action: 'password_reset_request',
    at: house.clock(),
    outcome: 'done',
    recordType: 'user',
    ip: request.ip,
    details,
  })

async function reset(house: House, request: FastifyRequest, reply: FastifyReply) {
  const [token, typed] = [textIn(request.body, 'reset_password_token'), textIn(request.body, 'password')]
  const hash = keyOf(token ?? '')
  const account = token === undefined ? undefined : await accountBehind(house, hash)
  if (account === undefined) {
    // Only what opens nothing is counted, in the whole: a link that serves never waits for strangers who guess.
    await throttle(house, 'password-reset', limits.reset.most)
    throw noLink()
  }
  // The link stays for another try.
  refusePassword(account, typed ?? '', textIn(request.body, 'password_confirmation') ?? null)
  const password = await hashPassword(typed ?? '')
  const begun = await house.db.transaction().execute(async (tx) => {
    // Held, so that it is not shut meanwhile.
    const row = await lockedAccount(tx, account.id)
    const door = row === undefined ? 'no' : doorFor(house, row, 'reset')
    if (row === undefined || !isOpenByMail(door) || !(await useLink(tx, hash))) throw noLink()
    return cameIn(house, tx, request, row, door, password)
  })
  house.hub.recheck(account.id)
  if (begun !== undefined) welcome(house, reply, account, begun)
  return { message: 'user.password_reset.success', id: account.id, user_name: account.user_name }
}

/** A mailed link never stands for a second factor: whoever has one sets the password, and signs in with both. */
async function cameIn(
  house: House,
  tx: Tx,
  request: FastifyRequest,
  row: AccountRow,
  door: Door,
  hash: string,
): Promise<Begun | undefined> {
  const now = house.clock()
  await setPassword(tx, row.id, { hash, instead: row.password_hash, now })
  await endLinks(tx, row.id)
  await forgetLock(tx, keyOf(row.user_name))
  await endSessions(house, tx, row.id, 'password reset by mail')
  await insertAudit(tx, {
    userName: row.user_name,
    action: 'password_reset',
    at: now,
    outcome: 'done',
    recordType: 'user',
    ip: request.ip,
    details: { user: row.id },
  })
  return admit(house, tx, request, row, door)
}

async function accountBehind(house: House, hash: Buffer): Promise<AccountRow | undefined> {
  const link = await linkOf(house.db, hash)
  if (link === undefined) return undefined
  const isOpen = isLinkOpen({ at: link.issued, wrong: 0, uses: 0 }, house.clock().getTime() / 1000)
  return isOpen && isOpenByMail(doorFor(house, link.account, 'reset')) ? link.account : undefined
}

const noLink = () => broken('reset_password_token', 'invalid')

/** A text under the key `user` of a body, whatever was sent. */
function textIn(body: unknown, key: string): string | undefined {
  const user = (body as { user?: Record<string, unknown> | null } | null)?.user
  const value = user?.[key]
  return typeof value === 'string' && value.length <= 1024 ? value : undefined
}
