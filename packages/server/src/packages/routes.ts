// Packages between modules over our own door: to the side of the case what was sent and what waits, to the recipient what
// he was sent, and his answers.
import type { Actor } from '@primero/domain/access/actor.ts'
import { decide } from '@primero/domain/access/decide.ts'
import { isUuid, isUuidV4, type Uuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import { mayMake } from '@primero/domain/workflow/making.ts'
import { packageFields, tickable } from '@primero/domain/workflow/module-contents.ts'
import {
  answerPackage,
  isPackageModule,
  needsRelease,
  type PackageState,
  seesPackage,
  showsLink,
  wayTo,
} from '@primero/domain/workflow/module-package.ts'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { accountsNamed } from '../accounts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import { asHouseMeanwhile, transaction, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { type Parameters, textOf } from '../http/query-string.ts'
import { needsActor } from '../http/session.ts'
import { type Held, readOf } from '../records/held.ts'
import { transitionsById, transitionsOf } from '../sharing/queries.ts'
import { answer, receiverOf } from '../sharing/share.ts'
import { makeCase } from './made-case.ts'
import { partyTo } from './party.ts'
import { presentPackage, sentStub, stubOf } from './present.ts'
import { packageOfMade, type PackageRow, packagesOf, packagesTo } from './queries.ts'
import { newBy, settleWaiting } from './release.ts'
import { waitingIn } from './sealed.ts'
import { sourceOf } from './source.ts'
import { shownTo } from './standing.ts'

const tags = ['packages']
const path = '/api/ext/packages'
const mostShown = 200

const answerBody = z.strictObject({
  answer: z.enum(['accept', 'reject', 'done']),
  reason: z.string().trim().max(2000).optional(),
  note: z.string().trim().max(2000).optional(),
})
const releaseBody = z.strictObject({ release: z.boolean() })
const caseBody = z.strictObject({ id: z.string().refine(isUuidV4) })

type Of = { Params: { id: string } }

export function packageRoutes(app: FastifyInstance, house: House): void {
  const asked = <T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> =>
    transaction(house.db, actor, (tx) => asHouseMeanwhile(tx, house.configuration(), actor, () => work(tx)))
  const known = (id: string): string => {
    if (!isUuid(id)) throw new Problem('not-found', {})
    return id
  }

  app.get(path, { schema: { tags, summary: 'Packages that were sent to me' } }, (request) => {
    const actor = needsActor(request)
    return asked(actor, async (tx) => {
      const rows = await packagesTo(tx, actor.userName, mostShown)
      const shares = await transitionsById(
        tx,
        rows.map(({ id }) => id),
      )
      await told(house, tx, actor, 'list_packages')
      const sent = rows.flatMap((row) => {
        const share = shares.get(row.id)
        return share === undefined ? [] : [stubOf({ row, share })]
      })
      return { packages: sent }
    })
  })

  app.get(
    `${path}/of-case`,
    { schema: { tags, summary: 'Packages of a case, and the case that it came from' } },
    (request) => {
      const actor = needsActor(request)
      const id = known(textOf((request.query as Parameters)['case']) ?? '')
      return asked(actor, async (tx) => {
        const held = await readOf(tx, 'case', id)
        if (held === undefined) throw new Problem('not-found', {})
        const packages = await sentOf(house, tx, actor, held)
        const reads = decide(house.configuration(), actor, 'case', 'read', held.facts) === 'yes'
        if (!reads && packages.length === 0) throw new Problem('not-found', {})
        const origin = await originOf(house, tx, actor, held)
        await told(house, tx, actor, 'show_packages', id)
        return { packages, ...(origin ? { origin } : {}) }
      })
    },
  )

  app.get(
    `${path}/offer`,
    { schema: { tags, summary: 'What a package to this person would hold, and could' } },
    (request) => {
      const actor = needsActor(request)
      const query = request.query as Parameters
      const [id, to] = [known(textOf(query['case']) ?? ''), textOf(query['to']) ?? '']
      return asked(actor, async (tx) => {
        const held = await readOf(tx, 'case', id)
        if (held === undefined || mayMake(actor, held.facts, 'Referral', true) !== 'yes')
          throw new Problem('not-found', {})
        await told(house, tx, actor, 'show_packages', id)
        return offerTo(house, tx, actor, held, to)
      })
    },
  )

  app.get<Of>(`${path}/:id`, { schema: { tags, summary: 'A package that was sent to me' } }, (request) => {
    const actor = needsActor(request)
    return asked(actor, async (tx) => {
      const shown = await shownTo(house, tx, actor, known(request.params.id), readOf)
      await told(house, tx, actor, 'show_package', shown.row.record_id, shown.row.id)
      return presentPackage(house, actor, shown)
    })
  })

  app.post<Of & { Body: z.infer<typeof answerBody> }>(
    `${path}/:id/answer`,
    { schema: { tags, summary: 'Accept a package, reject it, or say that the work is done', body: answerBody } },
    (request) => {
      const actor = needsActor(request)
      const { answer: event, reason = null, note = null } = request.body
      return transaction(house.db, actor, async (tx) => {
        const asHouse = <T>(work: () => Promise<T>) => asHouseMeanwhile(tx, house.configuration(), actor, work)
        const { row, share } = await asHouse(() => shownTo(house, tx, actor, known(request.params.id)))
        if (share.status === 'revoked') throw new Problem('wrong-state', { state: share.status })
        const of = { type: 'case' as const, id: row.record_id }
        await answer(house, tx, actor, of, row.id, { event, reason, note }, newBy(request.ip))
        return presentPackage(house, actor, await asHouse(() => shownTo(house, tx, actor, row.id, readOf)))
      })
    },
  )

  app.post<Of & { Body: z.infer<typeof caseBody> }>(
    `${path}/:id/case`,
    { schema: { tags, summary: 'Make a case of a package, once', body: caseBody } },
    async (request, reply) => {
      const actor = needsActor(request)
      const id = known(request.params.id)
      const made = await transaction(house.db, actor, (tx) =>
        makeCase(house, tx, actor, id, request.body.id as Uuid, newBy(request.ip)),
      )
      return reply.code(made.isNew ? 201 : 200).send({ id: made.id })
    },
  )

  app.post<Of & { Body: z.infer<typeof releaseBody> }>(
    `${path}/:id/release`,
    { schema: { tags, summary: 'Let a package go that waits, or refuse it', body: releaseBody } },
    async (request, reply) => {
      const actor = needsActor(request)
      const event = request.body.release ? 'release' : 'refuse'
      await asked(actor, (tx) => settleWaiting(house, tx, actor, known(request.params.id), event, newBy(request.ip)))
      return reply.code(204).send()
    },
  )

  app.delete<Of>(
    `${path}/:id`,
    { schema: { tags, summary: 'Take a package back that waits for its release' } },
    async (request, reply) => {
      const actor = needsActor(request)
      await asked(actor, (tx) => settleWaiting(house, tx, actor, known(request.params.id), 'revoke', newBy(request.ip)))
      return reply.code(204).send()
    },
  )
}

/** Those of a case that this person may know of, the newest first. */
async function sentOf(house: House, tx: Tx, actor: Actor, held: Held) {
  const { n } = held.row
  const [rows, transitions, [account]] = await Promise.all([
    packagesOf(tx, n),
    transitionsOf(tx, n),
    accountsNamed(tx, [held.facts.ownedBy]),
  ])
  const owner = account && receiverOf(house, account)
  const shown = rows.flatMap((row) => {
    const state = row.state as PackageState
    const party = partyTo(house, actor, held, row, owner)
    if (!seesPackage(state, party) || (party.isRecipient && !party.isReader)) return []
    const share = transitions.find(({ id }) => id === row.id) ?? waitingIn(house, row)
    const may = (['release', 'refuse', 'revoke'] as const).filter(
      (event) => answerPackage(state, event, party) === 'ok',
    )
    const status = state === 'released' ? (share?.status ?? state) : state
    return [{ row, stub: sentStub(row, { status, service: share?.service ?? null, may }) }]
  })
  const linked: object[] = []
  for (const { row, stub } of shown) linked.push({ ...stub, ...(await madeOf(house, tx, actor, held, row)) })
  return linked
}

/** The case that was made of it: the key is there for who may read both alone. */
async function madeOf(house: House, tx: Tx, actor: Actor, source: Held, { made_id, source_referral_id }: PackageRow) {
  const made = made_id === null ? undefined : await readOf(tx, 'case', made_id)
  return made && bothRead(house, actor, source, made) ? { made: made.facts.id, source_referral_id } : {}
}

/** The case of which this one was made, where he may read both. */
async function originOf(house: House, tx: Tx, actor: Actor, made: Held) {
  const row = await packageOfMade(tx, made.facts.id)
  const source = row && (await readOf(tx, 'case', row.record_id))
  if (row === undefined || source === undefined) return undefined
  return bothRead(house, actor, source, made)
    ? { case: source.facts.id, source_referral_id: row.source_referral_id }
    : undefined
}

function bothRead(house: House, actor: Actor, source: Held, made: Held): boolean {
  const reads = ({ facts }: Held) => decide(house.configuration(), actor, 'case', 'read', facts) === 'yes'
  return showsLink({ readsSource: reads(source), readsMade: reads(made) })
}

async function offerTo(house: House, tx: Tx, actor: Actor, held: Held, to: string) {
  const [account] = await accountsNamed(tx, [to])
  const from = held.facts.module
  const modules = account ? (receiverOf(house, account).role?.modules ?? []) : []
  if (!isPackageModule(from) || wayTo(from, modules) !== 'package') return { isPackage: false }
  const source = await sourceOf(house, tx, actor, held, [])
  return {
    isPackage: true,
    waits: needsRelease(from),
    always: packageFields[from].smallest.filter((name) => source.reads(name === 'age_band' ? 'age' : name)),
    offered: tickable(source),
  }
}

const told = (house: House, tx: Tx, actor: Actor, action: string, record?: string, of?: string) =>
  insertAudit(tx, {
    userName: actor.userName,
    action,
    at: house.clock(),
    outcome: 'done',
    recordType: 'case',
    ...(record === undefined ? {} : { recordId: record }),
    ...(of === undefined ? {} : { details: { package: of } }),
  })
