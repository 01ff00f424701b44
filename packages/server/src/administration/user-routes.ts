// Making, changing and removing accounts (api-admin §6.1, §6.3; access §3, §7). Nobody makes or opens an account that
// may do what he may not give.
import type { Actor } from '@primero/domain/access/actor.ts'
import { givingTo, keysThatOpen, mayGive, mayOpen, moreOf } from '@primero/domain/access/giving.ts'
import { mayChangeAccount, mayPlace } from '@primero/domain/access/people-reach.ts'
import { holds as names, may } from '@primero/domain/access/role.ts'
import type { AccountEvent } from '@primero/domain/accounts/ends.ts'
import { nameText } from '@primero/domain/accounts/name.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hashPassword } from '../accounts/password.ts'
import { presentUser } from '../accounts/present-user.ts'
import { type AccountRow, accountById, countAttempt, enabledAccounts, setPassword } from '../accounts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import { holdConfiguration } from '../configuration/current.ts'
import { afterCommit, transaction, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { refuseUnproved } from '../http/proof.ts'
import { keyOf } from '../http/secrets.ts'
import { needsActor } from '../http/session.ts'
import { tellBeyond, tellIgnored } from '../http/told.ts'
import { tellAdministrators } from '../notices/tell.ts'
import { ownsRecords } from '../search/owned.ts'
import { queueMail } from '../mail/outbox.ts'
import { endSessions } from '../sessions/end.ts'
import { forgetLock } from '../sign-in/queries.ts'
import { acceptSent } from './accept-sent.ts'
import { endLinks } from '../ways-in/queries.ts'
import { broken, found, madeReply, rawData, refuseUnless, type Sent, sentData } from './body.ts'
import { writingDoors } from './doors.ts'
import { insertUser, lockedAccount, removeAccount, updateUser } from './queries.ts'
import { isMoved, restamp } from './restamp.ts'
import { userLetterRoutes } from './user-letters.ts'
import { userManyRoutes } from './user-many.ts'
import { mostUsers, ordinaryRoles, refuseBroken } from './user-rules.ts'
import { accountAfter, begun, type Kept, othersKeys, ownKeys, type SentUser, userShape } from './wire-user.ts'

export function userRoutes(app: FastifyInstance, house: House): void {
  userManyRoutes(app, house)
  userLetterRoutes(app, house)
  writingDoors(app, {
    tag: 'users',
    path: 'users',
    summaries: { make: 'Make an account', change: 'Change an account', remove: 'Remove an account that owns nothing' },
    make: (request, reply) => make(house, request, reply),
    change: (request, reply, id) => change(house, request, reply, id),
    remove: (request, id) => remove(house, request, id),
  })
}

async function make(house: House, request: FastifyRequest, reply: FastifyReply) {
  const actor = needsActor(request)
  rawData(request)
  refuseUnless(may(actor.role, 'user', 'create'))
  const sent = othersKeys(sentData(request, userShape))
  const password = await hashed(house, actor, sent)
  const { id, ignored, beyond } = await transaction(house.db, actor, (tx) =>
    makeAccount(house, tx, actor, request, sent, password),
  )
  tellIgnored(reply, ignored)
  tellBeyond(reply, beyond)
  return madeReply(reply, actor, sent.data.id, await shown(house, id))
}

/** Makes an account in a transaction that the caller holds. @throws Problem before anything is written */
export async function makeAccount(
  house: House,
  tx: Tx,
  actor: Actor,
  request: FastifyRequest,
  sent: Sent<SentUser>,
  password?: string,
): Promise<{ id: number; ignored: string[]; beyond: string[] }> {
  await holdConfiguration(house, tx)
  const config = house.configuration()
  const name = nameText(sent.data.user_name ?? '')
  const locale = String(config.settings['default_locale'] ?? 'en')
  const { data: after, ignored } = accountAfter(house, { ...begun(locale), user_name: name }, sent)
  if (after.services.length === 0) after.services = config.agencies.get(after.agency ?? '')?.services ?? []
  const beyond = refuseGiving(house, actor, { isOneself: false }, after.role)
  refuseUnproved(house, request, 'role.assign')
  if (after.agency !== null) refuseUnless(mayPlace(actor, undefined, after))
  await refuseBroken(house, tx, { isService: false, before: undefined, after, sent: sent.data })
  const id = await insertUser(tx, after, password ?? null)
  // Without a password a way to set one is mailed; where none can be, a code is read out.
  if (password === undefined && after.email !== null && after.send_mail && !after.disabled)
    await queueMail(house, tx, 'invitation', id)
  await tellAdministrators(house, tx, actor, { role: after.role, account: id, beyond })
  await writtenDown(house, tx, actor, request, 'create', id, { role: after.role, ...told(beyond) })
  return { id, ignored, beyond }
}

const passwordsPerMinute = 30

/** Argon2 takes its time: before the transaction, and nobody has it taken as often as he likes. */
async function hashed(house: House, actor: Actor, { data }: Sent<SentUser>): Promise<string | undefined> {
  if (typeof data.password !== 'string') return undefined
  if ((await countAttempt(house.db, `set password ${actor.id}`, house.clock())) > passwordsPerMinute)
    throw new Problem('too-many-requests', { seconds: 60 })
  return hashPassword(data.password)
}

async function shown(house: House, id: number) {
  const config = house.configuration()
  return {
    data: presentUser(house, found(await accountById(house.db, id)), false),
    metadata: {
      total_enabled: await enabledAccounts(house.db, ordinaryRoles(config)),
      maximum_users: mostUsers(config),
    },
  }
}

/** The role may be given; what it has beyond the giver. One that is not there, or not in force, is a broken rule. */
function refuseGiving(
  house: House,
  actor: Actor,
  to: { isOneself: boolean; holds?: string | undefined },
  id: string,
): string[] {
  const { roles } = house.configuration()
  const role = roles.get(id)
  if (role === undefined || to.holds === id) return []
  const answer = givingTo(actor.role, { isOneself: to.isOneself, holds: roles.get(to.holds ?? '') }, role)
  refuseUnless(answer !== 'forbidden')
  return answer === 'flagged' ? moreOf(actor.role, role) : []
}

const told = (beyond: string[]) => (beyond.length > 0 ? { beyond } : {})

async function accountAsked(house: House, id: string): Promise<AccountRow> {
  return found(/^\d{1,9}$/.test(id) ? await accountById(house.db, Number(id)) : undefined)
}

async function change(house: House, request: FastifyRequest, reply: FastifyReply, id: string) {
  const actor = needsActor(request)
  const there = await accountAsked(house, id)
  rawData(request)
  refuseUnless(mayChangeAccount(house.configuration(), actor, there))
  const isOneself = there.id === actor.id
  const asSent = sentData(request, userShape)
  const sent = isOneself ? ownKeys(asSent) : othersKeys(asSent)
  const password = await hashed(house, actor, sent)
  const { ignored, beyond } = await transaction(house.db, actor, (tx) =>
    changeAccount(house, tx, actor, request, there.id, sent, password),
  )
  const isRenamed = sent.data.user_name !== undefined && nameText(sent.data.user_name ?? '') !== there.user_name
  tellIgnored(reply, [...ignored, ...(isRenamed ? ['user_name'] : [])])
  tellBeyond(reply, beyond)
  return shown(house, there.id)
}

/** Changes an account in a transaction that the caller holds. @throws Problem before anything is written */
export async function changeAccount(
  house: House,
  tx: Tx,
  actor: Actor,
  request: FastifyRequest,
  id: number,
  sent: Sent<SentUser>,
  password?: string,
): Promise<{ ignored: string[]; beyond: string[] }> {
  await holdConfiguration(house, tx)
  const row = found(await lockedAccount(tx, id))
  refuseUnless(mayChangeAccount(house.configuration(), actor, row))
  const isOneself = row.id === actor.id
  const before = keptOf(row)
  const { data: after, ignored } = accountAfter(house, before, sent)
  const holds = house.configuration().roles.get(row.role)
  if (opens(sent, before, after)) {
    refuseUnless(mayOpen(actor.role, { isOneself, holds }))
    refuseUnproved(house, request, isOneself ? 'own credentials' : 'issue code')
  }
  const beyond = refuseGiving(house, actor, { isOneself, holds: row.role }, after.role)
  if (after.role !== row.role) refuseUnproved(house, request, 'role.assign')
  // A person who loses his agency is a broken rule, told below.
  const keepsPlace = after.agency !== null || before.agency === null || row.service_account
  if (!isOneself && keepsPlace) refuseUnless(mayPlace(actor, before, after))
  await refuseBroken(house, tx, { id: row.id, isService: row.service_account, before, after, sent: sent.data })
  await updateUser(tx, row.id, after)
  if (isOneself) await acceptSent(house, tx, actor, sent.data)
  if (password !== undefined) await newPassword(house, tx, row, password)
  await follow(house, tx, actor, request, row, before, after, password !== undefined)
  const fields = Object.keys(after).filter((key) => isOther(before, after, key as keyof Kept))
  await tellAdministrators(house, tx, actor, { role: after.role, account: row.id, beyond })
  const roles = before.role === after.role ? {} : { from: before.role, to: after.role, ...told(beyond) }
  await writtenDown(house, tx, actor, request, 'update', row.id, {
    fields: [...fields, ...(password === undefined ? [] : ['password'])],
    ...roles,
  })
  return { ignored, beyond }
}

const isOther = (before: Kept, after: Kept, key: keyof Kept): boolean =>
  JSON.stringify(before[key]) !== JSON.stringify(after[key])

const keptOf = (row: AccountRow): Kept => ({ ...row, settings: row.settings as Kept['settings'] })

/** Does the change set what opens the account? The same address again sets nothing. */
const opens = ({ data }: Sent<SentUser>, before: Kept, after: Kept): boolean =>
  before.identity_provider !== after.identity_provider ||
  keysThatOpen.some((key) => (key === 'email' ? before.email !== after.email : Boolean(data[key as keyof SentUser])))

/** It opens a lock, too. The row is held: nobody has set another one meanwhile. */
async function newPassword(house: House, tx: Tx, row: AccountRow, hash: string): Promise<void> {
  await setPassword(tx, row.id, { hash, instead: row.password_hash, now: house.clock() })
  await forgetLock(tx, keyOf(row.user_name))
}

/** What a change brings about: sessions end, records follow their owner, who listens looks anew. */
async function follow(
  house: House,
  tx: Tx,
  actor: Actor,
  request: FastifyRequest,
  row: AccountRow,
  before: Kept,
  after: Kept,
  hasNewPassword: boolean,
): Promise<void> {
  const isOneself = row.id === actor.id
  const isElsewhere = before.identity_provider !== after.identity_provider
  const events: AccountEvent[] = [
    ...(isElsewhere ? ['password set by another' as const] : []),
    ...(hasNewPassword ? [isOneself ? ('own password changed' as const) : ('password set by another' as const)] : []),
    ...(after.disabled !== before.disabled
      ? [after.disabled ? ('disabled' as const) : ('enabled again' as const)]
      : []),
  ]
  for (const event of events) {
    await endSessions(house, tx, row.id, event, { current: isOneself ? request.sessionKey : null })
  }
  // What was mailed to an address that is another's now, or before the password changed, opens nothing.
  if (events.length > 0 || before.email !== after.email) await endLinks(tx, row.id)
  const [from, to] = [placeOf(before), placeOf(after)]
  if (isMoved(from, to)) await restamp(house, tx, house.configuration(), actor, row.user_name, from, to)
  afterCommit(tx, () => house.hub.recheck(row.id))
}

const placeOf = ({ agency, groups, location, agency_office: agencyOffice }: Kept) => ({
  agency,
  groups,
  location,
  agencyOffice,
})

async function remove(house: House, request: FastifyRequest, id: string) {
  const actor = needsActor(request)
  const there = await accountAsked(house, id)
  const { roles } = house.configuration()
  const isAllowed = (row: AccountRow): boolean => {
    const role = roles.get(row.role)
    const mayTake = role === undefined || mayGive(actor.role, role) !== 'forbidden'
    return row.id !== actor.id && mayChangeAccount(house.configuration(), actor, row) && mayTake
  }
  refuseUnless(names(actor.role, 'user', 'manage') && isAllowed(there))
  await transaction(house.db, actor, async (tx) => {
    await holdConfiguration(house, tx)
    const row = found(await lockedAccount(tx, there.id))
    refuseUnless(isAllowed(row))
    if (await ownsRecords(tx, row.user_name)) throw broken('base', 'errors.models.user.owns_records')
    await removeAccount(tx, row.id, actor.userName, house.clock())
    await writtenDown(house, tx, actor, request, 'delete', row.id, { name: row.user_name, role: row.role })
    afterCommit(tx, () => house.hub.recheck(row.id))
  })
  return { data: { id: there.id } }
}

const writtenDown = (
  house: House,
  tx: Tx,
  actor: Actor,
  request: FastifyRequest,
  action: string,
  user: number,
  details: Record<string, unknown>,
) =>
  insertAudit(tx, {
    userName: actor.userName,
    action,
    at: house.clock(),
    outcome: 'done',
    recordType: 'user',
    resource: request.routeOptions.url ?? 'unknown',
    ip: request.ip,
    details: { user, ...details },
  })
