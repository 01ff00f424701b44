// The register of agreements in our own app: reading and accepting one's own, writing and ending them (access §7.4).
import type { Actor } from '@primero/domain/access/actor.ts'
import {
  agreementKinds,
  inForce,
  isOfAgency,
  mayKeepAgreement,
  type Version,
} from '@primero/domain/accounts/agreements.ts'
import { languageCodes } from '@primero/domain/configuration/languages.ts'
import { Problem } from '@primero/domain/problem.ts'
import { type Day, isDay } from '@primero/domain/time.ts'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { insertAudit } from '../audit/queries.ts'
import { fileAddresses } from '../configuration/agency-files.ts'
import { transaction, type Tx } from '../db/database.ts'
import { type House, todayOf } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { accept } from './accept.ts'
import { publish } from './publish.ts'
import {
  acceptedBy,
  type AgreementRow,
  agreementsNumbered,
  type CountedRow,
  countedAgreements,
  lockAgreements,
  setValidity,
  versionsOf,
} from './queries.ts'
import { askedOf } from './standing.ts'
import { templates } from './templates.ts'
import { wordsIn } from './words.ts'

const tags = ['agreements']

const day = z.string().refine(isDay)
const words = z.strictObject({ title: z.string().trim().min(1).max(200), text: z.string().trim().min(1).max(50_000) })
const signatory = z.strictObject({
  name: z.string().trim().min(1).max(200),
  organization: z.string().trim().max(200),
  signedOn: day.nullable(),
})
const signatories = z.array(signatory).max(50)
const draftBody = z.strictObject({
  kind: z.enum(agreementKinds),
  agency: z.string().max(200).nullable(),
  texts: z.record(z.string().max(20), words),
  signatories,
  from: day,
  until: day.nullable(),
})
const validityBody = z.strictObject({ until: day.nullable(), signatories })
const acceptBody = z.strictObject({ locale: z.string().max(20) })
type Numbered = { Params: { id: string } }

export function agreementRoutes(app: FastifyInstance, house: House): void {
  ownRoutes(app, house)

  app.get(
    '/api/ext/agreements',
    { schema: { tags, summary: 'All versions of the agreements that one keeps, and templates to begin with' } },
    (request) => {
      const actor = needsActor(request)
      const kinds = agreementKinds.filter((kind) => keepsAny(house, actor, kind))
      if (kinds.length === 0) throw new Problem('forbidden', {})
      return transaction(house.db, actor, async (tx) => {
        const rows = (await countedAgreements(tx)).filter((row) => mayKeepAgreement(actor.role, row.kind, row.agency))
        return {
          kinds,
          agencies: agenciesOf(house, actor),
          asked: { code_of_conduct: askedOf(house, null).conduct, terms_of_use: house.settings.termsOfUse },
          agreements: rows.map((row) => presentVersion(house, rows, row)),
          templates,
        }
      })
    },
  )

  app.post<{ Body: z.infer<typeof draftBody> }>(
    '/api/ext/agreements',
    { schema: { tags, summary: 'Write another version of an agreement', body: draftBody } },
    async (request, reply) => {
      const actor = needsActor(request)
      const { from, until, ...draft } = request.body
      refuseUnfit(house, actor, request.body)
      const row = await transaction(house.db, actor, (tx) =>
        publish(house, tx, actor, { ...draft, valid_from: from as Day, valid_until: until as Day | null }),
      )
      return reply.code(201).send({ id: row.id, version: row.version })
    },
  )

  app.patch<Numbered & { Body: z.infer<typeof validityBody> }>(
    '/api/ext/agreements/:id',
    { schema: { tags, summary: 'Change until when a version counts, and who signed it', body: validityBody } },
    async (request, reply) => {
      const actor = needsActor(request)
      const { until, signatories } = request.body
      await transaction(house.db, actor, async (tx) => {
        await lockAgreements(tx)
        const row = await numbered(tx, request.params.id)
        if (row === undefined || !mayKeepAgreement(actor.role, row.kind, row.agency)) throw new Problem('not-found', {})
        if (until !== null && until < row.valid_from) throw broken('until', 'before-from')
        await setValidity(tx, row.id, { until: until as Day | null, signatories })
        await insertAudit(tx, {
          userName: actor.userName,
          action: 'update',
          at: house.clock(),
          outcome: 'done',
          recordType: 'agreement',
          details: { agreement: row.id, fields: ['until', 'signatories'] },
        })
      })
      return reply.code(204).send()
    },
  )
}

/** What concerns oneself: read at the door and from one's own account. */
function ownRoutes(app: FastifyInstance, house: House): void {
  app.get<{ Querystring: { locale?: string } }>(
    '/api/ext/agreements/mine',
    { schema: { tags, summary: 'Agreements in force for oneself, and which of them are still to be accepted' } },
    (request) => {
      const actor = needsActor(request)
      const locale = typeof request.query.locale === 'string' ? request.query.locale : actor.locale
      return transaction(house.db, actor, async (tx) => {
        const versions = await versionsOf(tx)
        const today = todayOf(house) as Day
        const mine = agreementKinds
          .filter((kind) => kind !== 'information_sharing')
          .flatMap((kind) => inForce(versions, kind, actor.agency, today) ?? [])
        const accepted = await acceptedBy(tx, actor.id)
        const rows = await agreementsNumbered(
          tx,
          mine.map(({ id }) => id),
        )
        await insertAudit(tx, {
          userName: actor.userName,
          action: 'show',
          at: house.clock(),
          outcome: 'done',
          recordType: 'agreement',
          details: { agreements: rows.map(({ id }) => id) },
        })
        const shown = rows.toSorted((a, b) => agreementKinds.indexOf(a.kind) - agreementKinds.indexOf(b.kind))
        return {
          owed: request.owed,
          agreements: shown.map((row) => presentOwn(house, row, locale, accepted.get(row.id)?.at)),
        }
      })
    },
  )

  app.post<Numbered & { Body: z.infer<typeof acceptBody> }>(
    '/api/ext/agreements/:id/accept',
    { schema: { tags, summary: 'Accept an agreement that is in force', body: acceptBody } },
    async (request, reply) => {
      const actor = needsActor(request)
      await transaction(house.db, actor, async (tx) => {
        const row = await numbered(tx, request.params.id)
        const concerns = row?.kind !== 'information_sharing' && (row?.agency ?? actor.agency) === actor.agency
        if (row === undefined || !concerns || actor.serviceAccount) throw new Problem('not-found', {})
        const current = inForce(await versionsOf(tx), row.kind, row.agency, todayOf(house) as Day)
        if (current?.id !== row.id) throw new Problem('wrong-state', { state: 'replaced' })
        const { locale } = request.body
        const read = Object.hasOwn(row.texts, locale) ? locale : wordsIn(row.texts, [actor.locale]).locale
        await accept(house, tx, actor, row, read)
      })
      return reply.code(204).send()
    },
  )
}

async function numbered(tx: Tx, id: string): Promise<AgreementRow | undefined> {
  return /^\d{1,9}$/.test(id) ? (await agreementsNumbered(tx, [Number(id)]))[0] : undefined
}

const broken = (attribute: string, message: string) => new Problem('rule-broken', { attribute, message })

const agenciesOf = (house: House, actor: Actor) =>
  [...house.configuration().agencies.values()]
    .filter(({ id, disabled }) => !disabled && mayKeepAgreement(actor.role, 'terms_of_use', id))
    .map(({ id, name }) => ({ id, name }))

const keepsAny = (house: House, actor: Actor, kind: (typeof agreementKinds)[number]): boolean =>
  isOfAgency(kind) ? agenciesOf(house, actor).length > 0 : mayKeepAgreement(actor.role, kind, null)

function refuseUnfit(house: House, actor: Actor, draft: z.infer<typeof draftBody>): void {
  const { kind, agency, texts, from, until } = draft
  if (!mayKeepAgreement(actor.role, kind, agency)) throw new Problem('forbidden', {})
  const isPlaced = isOfAgency(kind) ? house.configuration().agencies.has(agency ?? '') : agency === null
  if (!isPlaced) throw broken('agency', 'unknown')
  if (Object.keys(texts).length === 0) throw broken('texts', 'presence')
  if (Object.keys(texts).some((locale) => !languageCodes.some((code) => code === locale)))
    throw broken('texts', 'language')
  if (until !== null && until < from) throw broken('until', 'before-from')
  // What was in force yesterday cannot be said today.
  if (from < todayOf(house)) throw broken('from', 'past')
}

const stateOf = (rows: readonly CountedRow[], { id, kind, agency, valid_from }: CountedRow, today: Day): string => {
  const versions = rows.map((row): Version => ({ ...row, from: row.valid_from, until: row.valid_until, since: 0 }))
  if (inForce(versions, kind, agency, today)?.id === id) return 'in-force'
  if (valid_from > today) return 'to-come'
  return 'over'
}

function presentVersion(house: House, rows: readonly CountedRow[], row: CountedRow) {
  return {
    id: row.id,
    kind: row.kind,
    agency: row.agency,
    version: row.version,
    texts: row.texts,
    signatories: row.signatories,
    from: row.valid_from,
    until: row.valid_until,
    state: stateOf(rows, row, todayOf(house) as Day),
    file: row.file === null ? null : fileOf(house, row),
    writtenAt: row.created_at.toISOString(),
    writtenBy: row.created_by,
    accepted: row.accepted,
    asked: row.asked,
  }
}

function presentOwn(house: House, row: AgreementRow, locale: string, acceptedAt: Date | undefined) {
  const found = wordsIn(row.texts, [locale, String(house.configuration().settings['default_locale'] ?? 'en')])
  return {
    id: row.id,
    kind: row.kind,
    version: row.version,
    locale: found.locale,
    ...found.words,
    file: row.file === null ? null : fileOf(house, row),
    from: row.valid_from,
    until: row.valid_until,
    acceptedAt: acceptedAt?.toISOString() ?? null,
  }
}

/** Where the document of this version is; null once the agency has another. */
function fileOf(house: House, { agency, file }: AgreementRow): string | null {
  const found = house.configuration().agencies.get(agency ?? '')
  if (found === undefined || found.termsOfUse?.hash !== file) return null
  return fileAddresses(house.wireIds(), found, ['termsOfUse'])['terms_of_use'] ?? null
}
