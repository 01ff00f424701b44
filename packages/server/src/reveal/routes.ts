// Showing a hidden identity for a logged reason, for a while, in one session; its owner is told (design: identity).
import type { Actor } from '@primero/domain/access/actor.ts'
import { isOutOfScope } from '@primero/domain/access/decide.ts'
import { mayReveal, reasonLength, type RevealAnswer, revealLasts } from '@primero/domain/access/reveal.ts'
import { recordTypes } from '@primero/domain/configuration/bundle.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { accountsNamed } from '../accounts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import { transaction, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { notify } from '../own-notices/notify.ts'
import { text } from '../records/act.ts'
import { revealFor } from '../records/queries.ts'
import { withRevealed } from '../records/reader.ts'
import { type Readable, reachable } from '../records/reading.ts'
import { hangingOn, shapes } from '../sync/shapes.ts'
import { shownBy } from './identity.ts'
import { endReveal, keepReveal } from './queries.ts'

const tags = ['records']
const url = '/api/ext/records/:type/:id/reveal'
const params = z.strictObject({ type: z.enum(recordTypes), id: z.uuid() })
// What is too short or too long is told with the limits, by the rule itself.
const body = z.strictObject({ reason: z.string().max(4000) })
type Params = { Params: z.infer<typeof params> }

export function revealRoutes(app: FastifyInstance, house: House): void {
  app.post<Params & { Body: z.infer<typeof body> }>(
    url,
    {
      config: { proof: 'reveal' },
      schema: { tags, summary: 'Show a hidden identity for a while, for a reason that is kept', params, body },
    },
    (request) => {
      const actor = needsActor(request)
      const session = sessionOf(request)
      const reason = request.body.reason.trim()
      return transaction(house.db, actor, async (tx) => {
        const of = await within(house, tx, actor, request.params)
        // The proof was asked before.
        refuse(mayReveal(actor, of.facts, reason, true))
        const at = house.clock()
        await keepReveal(tx, { session, record: of.record.id, account: actor.id, at })
        await writtenDown(tx, actor, of, 'reveal', at, { until: untilOf(at), reason })
        await tellOwner(house, tx, actor, of)
        return shown(house, tx, of, session, at)
      })
    },
  )

  app.get<Params>(
    url,
    { schema: { tags, summary: 'The record with the identity that is shown in this session', params } },
    (request) => {
      const actor = needsActor(request)
      const session = sessionOf(request)
      return transaction(house.db, actor, async (tx) => {
        const of = await within(house, tx, actor, request.params)
        const at = await revealFor(tx, session, of.record.id)
        if (at === undefined) throw new Problem('not-found', {})
        const reply = await shown(house, tx, of, session, at)
        await writtenDown(tx, actor, of, 'show', house.clock(), { revealed: true })
        return reply
      })
    },
  )

  app.delete<Params>(url, { schema: { tags, summary: 'Hide it again', params } }, async (request, reply) => {
    const actor = needsActor(request)
    const session = sessionOf(request)
    await transaction(house.db, actor, async (tx) => {
      const of = await within(house, tx, actor, request.params)
      if (!(await endReveal(tx, session, of.record.id))) throw new Problem('not-found', {})
      await writtenDown(tx, actor, of, 'hide', house.clock(), {})
    })
    return reply.code(204).send()
  })
}

/** What is shown goes with a session: a password that comes with each call has none. */
function sessionOf({ sessionKey }: FastifyRequest): Buffer {
  if (sessionKey === null) throw new Problem('forbidden', { action: 'reveal' })
  return sessionKey
}

/** Out of reach is answered like one that is not there. */
const within = (house: House, tx: Tx, actor: Actor, { type, id }: z.infer<typeof params>): Promise<Readable> =>
  reachable(house, tx, actor, type, id).catch((problem: unknown) => {
    throw isOutOfScope(problem) ? new Problem('not-found', {}) : problem
  })

function refuse(answer: RevealAnswer): void {
  if (answer === 'not-found') throw new Problem('not-found', {})
  if (answer === 'needless') throw new Problem('wrong-state', { state: 'shown' })
  if (answer === 'needs-reason')
    throw new Problem('rule-broken', { attribute: 'reason', message: `${reasonLength.least}-${reasonLength.most}` })
  if (answer !== 'shown') throw new Problem('forbidden', { action: 'reveal' })
}

const untilOf = (at: Date): string => new Date(at.getTime() + revealLasts * 1000).toISOString()

/** The record as its page shows it now. Nothing of it is written: what shows for a while is for looking. */
async function shown(house: House, tx: Tx, of: Readable, session: Buffer, at: Date) {
  const reader = await withRevealed(house, tx, of.reader, of.facts, { session, place: 'show' })
  if (reader === of.reader) throw new Problem('not-found', {})
  const hanging = await hangingOn(tx, of.record.type, [of.record.id])
  const [before, after] = [of, { ...of, reader }].map((one) => shapes(house, [one], hanging).records[0])
  if (before === undefined || after === undefined) throw new Problem('not-found', {})
  const words = { config: house.configuration(), locale: of.reader.locale }
  const had = new Set(before.attachments.map(({ id }) => id))
  return {
    until: untilOf(at),
    lasts: revealLasts,
    record: { ...after, writable: [] },
    fields: shownBy(words, of.record.type, before.data, after.data),
    files: after.attachments.filter(({ id }) => !had.has(id)),
  }
}

/** Whoever looks at his own record knows it. */
async function tellOwner(house: House, tx: Tx, actor: Actor, { record, facts }: Readable): Promise<void> {
  if (facts.ownedBy === actor.userName) return
  await notify(house, tx, await accountsNamed(tx, [facts.ownedBy]), {
    kind: 'revealed',
    by: actor.userName,
    record: { type: record.type, id: record.id, shortId: text(record.data['short_id']) },
  })
}

const writtenDown = (
  tx: Tx,
  actor: Actor,
  { record }: Readable,
  action: string,
  at: Date,
  details: Record<string, unknown>,
) =>
  insertAudit(tx, {
    userName: actor.userName,
    action,
    at,
    outcome: 'done',
    recordType: record.type,
    recordId: record.id,
    details,
  })
