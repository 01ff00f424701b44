// In the app: a link is made for a referral that left the house, its code is made and told once, and both are ended.
import { randomInt } from 'node:crypto'
import type { Actor } from '@primero/domain/access/actor.ts'
import { decide } from '@primero/domain/access/decide.ts'
import { codeOf, codes, codeToRead } from '@primero/domain/accounts/code.ts'
import { isUuid, isUuidV4 } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { Moment } from '@primero/domain/time.ts'
import { mayKeepLink, offeredFields } from '@primero/domain/workflow/link-package.ts'
import { endedLink, linkDays, linkState, madeLink, mayManage, recoded } from '@primero/domain/workflow/one-time-link.ts'
import { partyOf } from '@primero/domain/workflow/share.ts'
import { isOpen } from '@primero/domain/workflow/transition.ts'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { countAttempt } from '../accounts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import { asHouseMeanwhile, transaction, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { keyOf, newSecret } from '../http/secrets.ts'
import { needsActor } from '../http/session.ts'
import { type Parameters, textOf } from '../http/query-string.ts'
import { readOf } from '../records/held.ts'
import { readersOn } from '../records/reader.ts'
import { insertLink, keepLink, linkById, linksOf, lockedLink, type LinkRow } from './queries.ts'
import { sealCode, sealPackage } from './code.ts'
import { consentEnd, type Sent, sentOf, standingLink } from './standing.ts'

const tags = ['links']
const makeBody = z.strictObject({
  id: z.string().refine(isUuidV4),
  transition: z.string().refine(isUuid),
  days: z.int().min(1).max(linkDays.most),
  fields: z.array(z.string().max(100)).max(30),
  contact: z.string().trim().max(200),
})
const callsPerMinute = 20

export function linkRoutes(app: FastifyInstance, house: House): void {
  const now = (): Moment => house.clock().toISOString() as Moment
  const asked = <T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> =>
    transaction(house.db, actor, (tx) => asHouseMeanwhile(tx, house.configuration(), actor, () => work(tx)))

  app.get(
    '/api/ext/links',
    { schema: { tags, summary: 'The links of a referral, and what one may put into a new one' } },
    (request) => {
      const actor = needsActor(request)
      const id = textOf((request.query as Parameters)['transition']) ?? ''
      return asked(actor, async (tx) => {
        const sent = await kept(house, tx, actor, isUuid(id) ? id : '', 'end', readOf)
        const links = await linksOf(tx, sent.share.id)
        await told(house, tx, actor, 'show_link', sent)
        return {
          mayMake: sent.mayMake && isOpen(sent.share),
          fields: sent.mayMake ? offered(house, sent).map(({ name }) => name) : [],
          links: links.map((row) => {
            const link = standingLink(house, row, sent)
            const { id: of, made_at, made_by, fields } = row
            return {
              id: of,
              state: linkState(link, now()),
              until: link.until,
              madeAt: made_at,
              madeBy: made_by,
              fields,
            }
          }),
        }
      })
    },
  )

  app.post<{ Body: z.infer<typeof makeBody> }>(
    '/api/ext/links',
    { schema: { tags, summary: 'Make a link for a provider without an account', body: makeBody } },
    async (request, reply) => {
      const actor = needsActor(request)
      await slow(house, actor)
      const { id, transition, days, fields, contact } = request.body
      const secret = newSecret()
      const made = await asked(actor, async (tx) => {
        const sent = await kept(house, tx, actor, transition, 'code')
        if (!isOpen(sent.share)) throw new Problem('wrong-state', { state: sent.share.status })
        const may = new Set(offered(house, sent).map(({ name }) => name))
        if (!fields.every((name) => may.has(name)))
          throw new Problem('rule-broken', { attribute: 'fields', message: 'unknown' })
        const link = madeLink(now(), days, consentEnd(house, sent), sent.share.status === 'accepted')
        const { data } = sent.held.record
        const row = {
          id,
          transition,
          secret_key: keyOf(secret),
          fields: [...new Set(fields)],
          package_sealed: sealPackage(house, id, Object.fromEntries(fields.map((name) => [name, data[name] ?? null]))),
          reference: codeToRead(newCode()),
          contact,
          made_at: house.clock(),
          made_by: actor.userName,
        }
        if (!(await insertLink(tx, row, link))) throw new Problem('id-taken', { id })
        await told(house, tx, actor, 'make_link', sent, { link: id, fields: row.fields, days })
        return { id, until: link.until, reference: row.reference }
      })
      return reply.code(201).send({ ...made, address: `${house.settings.publicUrl}/l/${secret}` })
    },
  )

  app.post<{ Params: { id: string } }>(
    '/api/ext/links/:id/code',
    {
      schema: {
        tags,
        summary: 'Make the code of a link, told once; the one before opens nothing any more',
      },
    },
    async (request, reply) => {
      const actor = needsActor(request)
      await slow(house, actor)
      const code = newCode()
      await asked(actor, async (tx) => {
        const { row, sent } = await linkKept(house, tx, actor, request.params.id, 'code')
        const link = standingLink(house, row, sent)
        if (mayManage('code', link, now()) !== 'ok') throw new Problem('forbidden', {})
        await keepLink(tx, row.id, recoded(link), { code_sealed: sealCode(house, row.id, code), visit_key: null })
        await told(house, tx, actor, 'make_link_code', sent, { link: row.id })
      })
      return reply.code(201).send({ code: codeToRead(code) })
    },
  )

  app.delete<{ Params: { id: string } }>(
    '/api/ext/links/:id',
    { schema: { tags, summary: 'End a link; the referral stays as it is' } },
    async (request, reply) => {
      const actor = needsActor(request)
      await asked(actor, async (tx) => {
        const { row, sent } = await linkKept(house, tx, actor, request.params.id, 'end')
        const link = standingLink(house, row, sent)
        if (mayManage('end', link, now()) === 'ok') await keepLink(tx, row.id, endedLink(link))
        await told(house, tx, actor, 'end_link', sent, { link: row.id })
      })
      return reply.code(204).send()
    },
  )
}

const newCode = (): string => codeOf(randomInt(codes))

async function slow(house: House, actor: Actor): Promise<void> {
  if ((await countAttempt(house.db, `links ${actor.id}`, house.clock())) > callsPerMinute)
    throw new Problem('too-many-requests', { seconds: 60 })
}

/** `reader`: who asks, as he stands to this case: a share may show him less than his role. */
type Kept = Sent & { mayMake: boolean; reader: Actor }

/** The referral, where this person may do that to its links. @throws Problem forbidden, where he reads the case; not-found */
async function kept(
  house: House,
  tx: Tx,
  actor: Actor,
  transition: string,
  event: 'code' | 'end',
  look?: typeof readOf,
): Promise<Kept> {
  const sent = transition === '' ? undefined : await sentOf(tx, transition, look)
  if (sent === undefined) throw new Problem('not-found', {})
  const { share, held } = sent
  const party = partyOf(actor, held, share, undefined)
  const reads = decide(house.configuration(), actor, 'case', 'read', held.facts) === 'yes'
  if (!mayKeepLink(party, event)) throw new Problem(reads ? 'forbidden' : 'not-found', {})
  const of = { n: held.row.n, facts: held.facts }
  const { actor: reader } = (await readersOn(house, tx, actor, [of]))(of)
  return { ...sent, reader, mayMake: reads && mayKeepLink(party, 'code') }
}

async function linkKept(
  house: House,
  tx: Tx,
  actor: Actor,
  id: string,
  event: 'code' | 'end',
): Promise<{ row: LinkRow; sent: Kept }> {
  const found = isUuid(id) ? await linkById(tx, id) : undefined
  if (found === undefined) throw new Problem('not-found', {})
  const sent = await kept(house, tx, actor, found.transition, event)
  const row = await lockedLink(tx, found)
  if (row === undefined) throw new Problem('not-found', {})
  return { row, sent }
}

const offered = (house: House, { held, consent, reader }: Kept) =>
  offeredFields(
    house.configuration(),
    reader,
    { type: 'case', facts: held.facts, module: held.facts.module },
    consent?.excluded ?? [],
  )

const told = (house: House, tx: Tx, actor: Actor, action: string, { held }: Sent, details?: Record<string, unknown>) =>
  insertAudit(tx, {
    userName: actor.userName,
    action,
    at: house.clock(),
    outcome: 'done',
    recordType: 'case',
    recordId: held.record.id,
    ...(details ? { details } : {}),
  })
