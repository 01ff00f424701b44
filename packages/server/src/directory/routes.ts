// The directory of services in our own app: read by whoever refers, kept by whoever keeps agencies.
import type { Actor } from '@primero/domain/access/actor.ts'
import { maySendTo } from '@primero/domain/accounts/agreements.ts'
import { nameIn } from '@primero/domain/configuration/bundle.ts'
import { languageCodes } from '@primero/domain/configuration/languages.ts'
import { isUuidV4, type Uuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import { type Day, isDay } from '@primero/domain/time.ts'
import { answeringOf } from '@primero/domain/workflow/answering.ts'
import {
  countedDays,
  isOf,
  isOffered,
  isOutside,
  isWeek,
  mayKeepProvider,
  mayReadDirectory,
  roomOf,
  type Provider,
  type ProviderTerms,
  staffs,
} from '@primero/domain/workflow/directory.ts'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { type AccountRow, accountsNamed } from '../accounts/queries.ts'
import { candidates } from '../accounts/recipient-routes.ts'
import { reachOf } from '../accounts/recipients.ts'
import { versionsOf } from '../agreements/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import { asHouseMeanwhile, transaction, type Tx } from '../db/database.ts'
import { type House, todayOf } from '../house.ts'
import { type Parameters, textOf } from '../http/query-string.ts'
import { needsActor } from '../http/session.ts'
import { allProviders, countedSince, insertProvider, keepProvider, openTo, providerById } from './queries.ts'

const tags = ['directory']

const day = z.string().refine(isDay).nullable()
const ids = z.array(z.string().min(1).max(255)).max(200)
const line = z.string().trim().max(200)
const terms = z.strictObject({
  name: line.min(1),
  services: ids,
  places: ids,
  languages: ids,
  staff: z.enum(staffs).nullable(),
  hours: z
    .array(
      z.strictObject({ days: z.array(z.int().min(0).max(6)).max(7), from: z.string().max(5), to: z.string().max(5) }),
    )
    .max(21),
  phone: line,
  email: z.union([z.literal(''), z.email().max(200)]),
  address: z.string().trim().max(500),
  note: z.string().trim().max(1000),
  closedOn: z.array(z.string().refine(isDay)).max(200),
  capacity: z.int().min(0).max(100_000).nullable(),
  from: day,
  until: day,
  agency: z.string().max(255).nullable(),
  groups: ids,
  users: ids,
  retired: z.boolean(),
})
const makeBody = terms.extend({ id: z.string().refine(isUuidV4) })
const changeBody = terms.extend({ basedOn: z.int() })

export function directoryRoutes(app: FastifyInstance, house: House): void {
  app.get(
    '/api/ext/directory',
    { schema: { tags, summary: 'Who gives which service, for who refers' } },
    async (request) => {
      const actor = needsActor(request)
      if (!mayReadDirectory(actor)) throw new Problem('forbidden', {})
      const module = textOf((request.query as Parameters)['module'])
      const within = reachOf(actor, 'case', 'refer')
      // Before the transaction: who waits for a second line while holding one may wait for ever.
      const people = within === 'nobody' ? [] : await candidates(house, actor, { ...referring, module, within })
      return transaction(house.db, actor, async (tx) => {
        const today = todayOf(house)
        const protocols = await versionsOf(tx)
        const agencies = house.configuration().agencies
        const sendsTo = ({ agency }: Provider): boolean =>
          agency === null ||
          (agencies.get(agency)?.disabled !== true && maySendTo(protocols, actor.agency, agency, today as Day))
        const offered = (await allProviders(tx)).filter((one) => isOffered(one, today) && sendsTo(one))
        const since = new Date(house.clock().getTime() - countedDays * 86_400_000)
        const [counted, open] = await asHouseMeanwhile(tx, house.configuration(), actor, async () => [
          await countedSince(tx, since),
          await openTo(tx),
        ])
        return {
          providers: offered.map((one) => {
            const numbers = counted.get(one.id)
            return {
              ...shownToReferring(one, people),
              room: roomOf(one, open.get(one.id) ?? 0),
              answering: numbers ? answeringOf(numbers) : null,
            }
          }),
        }
      })
    },
  )

  app.get(
    '/api/ext/directory/kept',
    { schema: { tags, summary: 'All that somebody keeps of the directory' } },
    (request) => {
      const actor = needsActor(request)
      if (agenciesOf(house, actor).length === 0 && !keepsAll(actor)) throw new Problem('forbidden', {})
      return transaction(house.db, actor, async (tx) => ({
        mayKeepOutside: keepsAll(actor),
        agencies: agenciesOf(house, actor),
        groups: [...house.configuration().userGroups.values()]
          .filter(({ disabled }) => !disabled)
          .map((group) => ({ id: group.id, name: nameIn(group, actor.locale) })),
        providers: (await allProviders(tx)).filter((one) => mayKeepProvider(actor.role, one)),
      }))
    },
  )

  app.post<{ Body: z.infer<typeof makeBody> }>(
    '/api/ext/directory',
    { schema: { tags, summary: 'Write down a provider', body: makeBody } },
    async (request, reply) => {
      const actor = needsActor(request)
      const { id, ...sent } = request.body
      await transaction(house.db, actor, async (tx) => {
        const wanted = await fitting(house, tx, actor, sent)
        if (!(await insertProvider(tx, id as Uuid, wanted, actor.userName, house.clock())))
          throw new Problem('id-taken', { id })
        await told(house, tx, actor, 'create', id)
      })
      return reply.code(201).send({ id, version: 1 })
    },
  )

  app.put<{ Params: { id: string }; Body: z.infer<typeof changeBody> }>(
    '/api/ext/directory/:id',
    { schema: { tags, summary: 'Change what is written of a provider', body: changeBody } },
    async (request) => {
      const actor = needsActor(request)
      const { basedOn, ...sent } = request.body
      const { id } = request.params
      return transaction(house.db, actor, async (tx) => {
        const before = isUuidV4(id) ? await providerById(tx, id) : undefined
        if (before === undefined || !mayKeepProvider(actor.role, before)) throw new Problem('not-found', {})
        if (before.version !== basedOn) throw new Problem('changed-elsewhere', {})
        const wanted = await fitting(house, tx, actor, sent)
        await keepProvider(tx, before, wanted, actor.userName, house.clock())
        await told(house, tx, actor, 'update', id)
        return { id, version: before.version + 1 }
      })
    },
  )
}

const referring = { type: 'case', handing: 'refer' } as const

/** A provider as who refers sees it, with those there to whom he may refer. */
function shownToReferring(one: Provider, people: readonly AccountRow[]) {
  const { version: _version, retired: _retired, groups: _groups, users: _users, capacity: _capacity, ...shown } = one
  const candidate = (a: AccountRow) => ({ userName: a.user_name, agency: a.agency, groups: a.groups })
  return {
    ...shown,
    isOutside: isOutside(one),
    people: people.filter((a) => isOf(one, candidate(a))).map((a) => a.user_name),
  }
}

/** Of whatever agency, and of none. */
const keepsAll = ({ role }: Actor): boolean => mayKeepProvider(role, { agency: null })

const agenciesOf = (house: House, actor: Actor) =>
  [...house.configuration().agencies.values()]
    .filter(({ id, disabled }) => !disabled && mayKeepProvider(actor.role, { agency: id }))
    .map(({ id, name }) => ({ id, name }))

const broken = (attribute: string, message: string) => new Problem('rule-broken', { attribute, message })

/** @throws Problem forbidden; rule-broken where it names what is not there */
async function fitting(house: House, tx: Tx, actor: Actor, sent: z.infer<typeof terms>): Promise<ProviderTerms> {
  const config = house.configuration()
  if (!mayKeepProvider(actor.role, sent)) throw new Problem('forbidden', {})
  const services = new Set(config.lookups.get('lookup-service-type')?.values.map(({ id }) => id))
  const spoken = new Set(config.lookups.get('lookup-language')?.values.map(({ id }) => id))
  const known: [keyof ProviderTerms, readonly string[], (id: string) => boolean][] = [
    ['services', sent.services, (id) => services.has(id)],
    ['places', sent.places, (id) => config.locations.has(id)],
    ['languages', sent.languages, (id) => spoken.has(id) || isLanguage(id)],
    ['groups', sent.groups, (id) => config.userGroups.has(id)],
    ['agency', sent.agency === null ? [] : [sent.agency], (id) => config.agencies.has(id)],
  ]
  for (const [attribute, list, isThere] of known) if (!list.every(isThere)) throw broken(attribute, 'unknown')
  const there = await accountsNamed(tx, sent.users)
  // Nobody writes others into an agency that is not theirs.
  if (sent.users.some((name) => !there.some((a) => a.user_name === name && isOfAgency(a, sent))))
    throw broken('users', 'unknown')
  if (sent.services.length === 0) throw broken('services', 'presence')
  if (!isWeek(sent.hours)) throw broken('hours', 'invalid')
  if (sent.from !== null && sent.until !== null && sent.until < sent.from) throw broken('until', 'before-from')
  const each = (list: string[]): string[] => [...new Set(list)]
  return {
    ...sent,
    services: each(sent.services),
    places: each(sent.places),
    languages: each(sent.languages),
    groups: each(sent.groups),
    users: each(sent.users),
    from: sent.from as Day | null,
    until: sent.until as Day | null,
    closedOn: each(sent.closedOn).toSorted() as Day[],
  }
}

const isOfAgency = ({ agency }: AccountRow, sent: { agency: string | null }): boolean =>
  sent.agency === null || sent.agency === agency

/** A code of ISO 639, where the configuration has no list of languages. */
const isLanguage = (code: string): boolean => languageCodes.some((one) => one === code) || /^[a-z]{2,3}$/.test(code)

const told = (house: House, tx: Tx, actor: Actor, action: 'create' | 'update', id: string) =>
  insertAudit(tx, {
    userName: actor.userName,
    action,
    at: house.clock(),
    outcome: 'done',
    recordType: 'service_provider',
    details: { provider: id },
  })
