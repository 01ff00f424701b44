// Proving in an open session who acts: the password, with the app's code where there is a factor; or a passkey, alone
// where it asked who holds it. Codes on paper are for the door.
import { limits } from '@primero/domain/accounts/limits.ts'
import { isProved } from '@primero/domain/accounts/proof.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { passwordFits } from '../accounts/password.ts'
import { type AccountRow, accountById, countAttempt } from '../accounts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import { transaction, type Tx } from '../db/database.ts'
import { assertion, askForOne, hasPasskeys } from '../factors/passkeys.ts'
import { factorsOf } from '../factors/queries.ts'
import { type Weighed, weighFactor } from '../factors/show.ts'
import type { House } from '../house.ts'
import { needsActor, sessionCookie } from '../http/session.ts'
import { endProving, keepAsked, keepFailed, keepProved, lockedProving } from './queries.ts'

const tags = ['users']

const proof = z.strictObject({
  password: z.string().max(1024).optional(),
  code: z.string().min(1).max(50).optional(),
  passkey: assertion.optional(),
})
type Proof = z.infer<typeof proof>

export function proofRoutes(app: FastifyInstance, house: House): void {
  app.get('/api/ext/proof', { schema: { tags, summary: 'How one proves who acts' } }, async (request) => {
    const { account } = await proving(house, request)
    const factors = await factorsOf(house.db, account.id)
    return {
      proved: isProved(request.provedAt, house.clock().getTime() / 1000),
      password: account.password_hash !== null,
      code: factors.some(({ kind }) => kind === 'totp'),
      passkey: hasPasskeys(house) && factors.some(({ kind }) => kind === 'passkey'),
    }
  })

  app.post(
    '/api/ext/proof/passkey',
    { schema: { tags, summary: 'What a passkey is asked to sign as a proof' } },
    async (request) => {
      const { account, key } = await proving(house, request)
      await throttle(house, account)
      const options = await askForOne(house, await factorsOf(house.db, account.id))
      await keepAsked(house.db, key, options.challenge)
      return options
    },
  )

  app.post<{ Body: Proof }>(
    '/api/ext/proof',
    { schema: { tags, summary: 'Prove who acts; serves this session for ten minutes', body: proof } },
    (request, reply) => prove(house, request, reply, request.body),
  )
}

/** The session in which somebody proves. What comes with Basic or a token is its own proof. */
async function proving(house: House, request: FastifyRequest): Promise<{ account: AccountRow; key: Buffer }> {
  const { id, serviceAccount } = needsActor(request)
  const account = serviceAccount ? undefined : await accountById(house.db, id)
  if (account === undefined || request.sessionKey === null) throw new Problem('forbidden', {})
  return { account, key: request.sessionKey }
}

async function throttle(house: House, { id }: AccountRow): Promise<void> {
  const { most, within } = limits.signIn
  if ((await countAttempt(house.db, `proof ${id}`, house.clock())) > most * 2)
    throw new Problem('too-many-requests', { seconds: within })
}

type Answer = 'in' | 'password' | 'code' | 'over' | { seconds: number }

async function prove(house: House, request: FastifyRequest, reply: FastifyReply, sent: Proof) {
  const { account, key } = await proving(house, request)
  await throttle(house, account)
  const knows = sent.password !== undefined && (await passwordFits(account.password_hash, sent.password))
  const answer = await transaction(house.db, needsActor(request), (tx) =>
    weigh(house, tx, { account, key }, sent, knows),
  )
  if (answer === 'in') return reply.code(204).send()
  if (answer === 'over') {
    house.hub.recheck(account.id)
    reply.clearCookie(sessionCookie, { path: '/' })
    throw new Problem('not-signed-in', {})
  }
  if (typeof answer === 'object') throw new Problem('too-many-requests', answer)
  throw new Problem('rule-broken', { attribute: answer, message: 'wrong' })
}

async function weigh(
  house: House,
  tx: Tx,
  { account, key }: { account: AccountRow; key: Buffer },
  sent: Proof,
  knows: boolean,
): Promise<Answer> {
  const session = await lockedProving(tx, key)
  if (session === undefined) return 'over'
  const answer = await compare(house, tx, { account, challenge: session.challenge }, sent, knows)
  const failures = session.proof_failures + 1
  const isOver = answer !== 'in' && failures >= limits.factor.perSignIn
  if (answer === 'in') await keepProved(tx, key, house.clock())
  else if (isOver) await endProving(tx, key)
  else await keepFailed(tx, key, failures)
  await insertAudit(tx, {
    userName: account.user_name,
    action: 'prove',
    at: house.clock(),
    outcome: answer === 'in' ? 'done' : 'refused',
    ...(answer === 'in' ? {} : { code: isOver ? 'over' : 'wrong' }),
    recordType: 'user',
    details: { user: account.id },
  })
  return isOver ? 'over' : answer
}

/** Whoever has the unlocked phone may have the app on it, too: its code goes with the password. */
async function compare(
  house: House,
  tx: Tx,
  { account, challenge }: { account: AccountRow; challenge: string | null },
  { passkey, code }: Proof,
  knows: boolean,
): Promise<Answer> {
  const asked = { accountId: account.id, wrong: 0, challenge }
  const hasPassword = account.password_hash !== null
  if (passkey !== undefined) {
    const weighed = await weighFactor(house, tx, asked, { passkey })
    if (weighed.answer !== 'in') return told(weighed)
    return weighed.isVerified || knows || !hasPassword ? 'in' : 'password'
  }
  if (hasPassword && !knows) return 'password'
  if (!account.has_factor) return hasPassword ? 'in' : 'password'
  return code === undefined ? 'code' : told(await weighFactor(house, tx, asked, { code }))
}

function told({ answer, seconds }: Weighed): Answer {
  if (answer === 'in') return 'in'
  return answer === 'locked' ? { seconds } : 'code'
}
