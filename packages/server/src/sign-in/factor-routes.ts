// The second step at the door: the factor is shown, or set up where the role must have one and there is none.
import { limits } from '@primero/domain/accounts/limits.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { insertAudit } from '../audit/queries.ts'
import type { Tx } from '../db/database.ts'
import {
  beginFactor,
  type Confirmation,
  confirmation,
  confirmFactor,
  newFactor,
  recoveryToGive,
  throttleSteps,
} from '../factors/enrol.ts'
import { askForOne, hasPasskeys } from '../factors/passkeys.ts'
import { factorsOf, recoveryCodes, trust } from '../factors/queries.ts'
import { shownFactor, weighFactor, type Weighed } from '../factors/show.ts'
import type { House } from '../house.ts'
import { keyOf } from '../http/secrets.ts'
import { endSessions } from '../sessions/end.ts'
import { agentOf, begin, type Begun, refuseForeign, welcome } from './begin.ts'
import { forgetPending, pendingIn } from './pending.ts'
import { endPending, keepChallenge, keepFactorShown, keepWrong, type Pending } from './queries.ts'

const tags = ['users']
const atDoor = 'a sign-in has its own rows; what comes before it shows nothing of anybody'

const showing = z.strictObject({ shown: shownFactor, trust: z.boolean().default(false) })
type Showing = z.infer<typeof showing>

export function factorRoutes(app: FastifyInstance, house: House): void {
  app.get(
    '/api/ext/sign-in/factor',
    { schema: { tags, summary: 'What is asked after the password' }, config: { unaudited: atDoor } },
    async (request) =>
      house.db.transaction().execute(async (tx) => asked(house, tx, await waiting(house, tx, request))),
  )

  app.post(
    '/api/ext/sign-in/factor/passkey',
    { schema: { tags, summary: 'What a passkey is asked to sign at the door' }, config: { unaudited: atDoor } },
    async (request) => {
      refuseForeign(house, request)
      return house.db.transaction().execute(async (tx) => {
        const pending = await waiting(house, tx, request, 'factor')
        const options = await askForOne(house, await factorsOf(tx, pending.account.id))
        await keepChallenge(tx, pending.hash, options.challenge)
        return options
      })
    },
  )

  app.post<{ Body: Showing }>(
    '/api/ext/sign-in/factor',
    { schema: { tags, summary: 'Show the second factor and come in', body: showing } },
    (request, reply) => show(house, request, reply, request.body),
  )

  app.post<{ Body: z.infer<typeof newFactor> }>(
    '/api/ext/sign-in/enrolment',
    {
      schema: { tags, summary: 'Set up the second factor that the role must have', body: newFactor },
      config: { unaudited: atDoor },
    },
    async (request) => {
      refuseForeign(house, request)
      return house.db.transaction().execute(async (tx) => {
        const { account } = await waiting(house, tx, request, 'enrol')
        await throttleSteps(house, account.id)
        return beginFactor(house, tx, account, request.body)
      })
    },
  )

  app.post<{ Params: { id: string }; Body: Confirmation }>(
    '/api/ext/sign-in/enrolment/:id',
    {
      schema: {
        tags,
        summary: 'Prove that the new factor works, and come in',
        params: z.object({ id: z.uuid() }),
        body: confirmation,
      },
    },
    (request, reply) => enrol(house, request, reply, request.params.id, request.body),
  )
}

async function waiting(house: House, tx: Tx, request: FastifyRequest, door?: 'factor' | 'enrol') {
  const pending = await pendingIn(house, tx, request)
  const isOpen = pending !== undefined && (pending.door === 'factor' || pending.door === 'enrol')
  if (!isOpen || (door !== undefined && pending.door !== door)) throw new Problem('not-signed-in', {})
  return pending
}

async function asked(house: House, tx: Tx, { account, door }: Awaited<ReturnType<typeof waiting>>) {
  const factors = door === 'factor' ? await factorsOf(tx, account.id) : []
  const left = door === 'factor' ? (await recoveryCodes(tx, account.id)).filter((one) => one.used_at === null) : []
  const here = hasPasskeys(house)
  return {
    needs: door,
    code: factors.some(({ kind }) => kind === 'totp'),
    passkey: here && (door === 'enrol' || factors.some(({ kind }) => kind === 'passkey')),
    recovery: left.length > 0,
    trustDays: limits.trusted.lasts / 86_400,
  }
}

type Came = { account: Pending['account']; weighed: Weighed; begun: Begun | undefined }

async function show(house: House, request: FastifyRequest, reply: FastifyReply, { shown, trust }: Showing) {
  refuseForeign(house, request)
  const { account, weighed, begun } = await house.db.transaction().execute(async (tx): Promise<Came> => {
    const pending = await waiting(house, tx, request, 'factor')
    const { account } = pending
    const weighed = await weighFactor(
      house,
      tx,
      { accountId: account.id, wrong: pending.wrong, challenge: pending.challenge },
      shown,
    )
    if (weighed.answer === 'in') return { account, weighed, begun: await goOn(house, tx, request, pending, trust) }
    if (weighed.answer === 'anew') await endPending(tx, pending.hash)
    else await keepWrong(tx, pending.hash, weighed.wrong)
    await insertAudit(tx, {
      userName: account.user_name,
      action: 'failed_factor',
      at: house.clock(),
      outcome: 'refused',
      code: weighed.answer,
      recordType: 'user',
      details: { user: account.id, by: weighed.by },
    })
    return { account, weighed, begun: undefined }
  })
  if (weighed.answer === 'locked') throw new Problem('too-many-requests', { seconds: weighed.seconds })
  if (weighed.answer === 'no') throw new Problem('rule-broken', { attribute: 'code', message: 'wrong' })
  if (weighed.answer === 'anew') {
    forgetPending(reply)
    throw new Problem('not-signed-in', {})
  }
  if (begun === undefined) throw new Problem('must-renew', {})
  forgetPending(reply)
  return welcome(house, reply, account, begun)
}

/** In; or, with a code that was read out, on to a password of one's own (undefined). */
async function goOn(
  house: House,
  tx: Tx,
  request: FastifyRequest,
  { hash, account, way }: Pending,
  trusts: boolean,
): Promise<Begun | undefined> {
  if (account.must_renew && way !== 'provider') {
    await keepFactorShown(tx, hash, house.clock())
    return undefined
  }
  await endPending(tx, hash)
  const begun = await begin(house, tx, request, account)
  if (trusts && begun.mark !== undefined)
    await trust(tx, account.id, keyOf(begun.mark), agentOf(request), house.clock())
  return begun
}

async function enrol(house: House, request: FastifyRequest, reply: FastifyReply, id: string, sent: Confirmation) {
  refuseForeign(house, request)
  const set = await house.db.transaction().execute(async (tx) => {
    const { account } = await waiting(house, tx, request, 'enrol')
    await throttleSteps(house, account.id)
    return recoveryToGive(house, account.id)
  })
  const { account, begun, recovery } = await house.db.transaction().execute(async (tx) => {
    const pending = await waiting(house, tx, request, 'enrol')
    const { account } = pending
    const recovery = await confirmFactor(house, tx, account, id, sent, set)
    await endSessions(house, tx, account.id, 'second factor added', { pending: pending.hash })
    return { account, recovery, begun: await goOn(house, tx, request, pending, false) }
  })
  // The codes are shown once: they come with the answer, whatever is asked next.
  if (begun === undefined) return { recovery, needs: 'renew' }
  forgetPending(reply)
  return { recovery, ...welcome(house, reply, account, begun) }
}
