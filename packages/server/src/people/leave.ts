// Somebody leaves: his records go over, his account is closed, what he is signed in with ends; all of it or nothing.
import type { Actor } from '@primero/domain/access/actor.ts'
import { mayEndWork, mayTakeOver, type Part } from '@primero/domain/access/leaving.ts'
import { type RecordType, recordTypes } from '@primero/domain/configuration/bundle.ts'
import { Problem } from '@primero/domain/problem.ts'
import { type AccountRow, accountsById, personOf } from '../accounts/queries.ts'
import { disableAccounts, holdAccounts, lockedAccount } from '../administration/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import { holdConfiguration } from '../configuration/current.ts'
import { afterCommit, asHouseMeanwhile, type Tx } from '../db/database.ts'
import { type House, todayOf } from '../house.ts'
import { notify } from '../own-notices/notify.ts'
import { handOverRecords } from '../records/hand-over.ts'
import { type OwnedPart, ownedIds, ownedParts } from '../search/owned.ts'
import { endSharesOf, handOverCases } from '../sharing/leaving.ts'
import { recordsSharedWith } from '../sharing/queries.ts'
import { receiverOf } from '../sharing/share.ts'
import { endSessions } from '../sessions/end.ts'
import { peopleInForce, setExpiry, type Standing, standingOf } from './queries.ts'

export type OwnedByType = OwnedPart & { type: RecordType }

export type Candidate = { id: number; userName: string; fullName: string; role: string; takes: Part[] }

/** `to`: who takes over which part. `on`: the last day of the account; null: closed now. */
export type Leaving = { to: (Part & { user: number })[]; on: string | null }

export type Left = {
  moved: (Part & { user: number; count: number })[]
  ends: Standing
  /** Records that others shared with him, or that he asked for: nobody would answer, so all that ends. */
  shares: number
  on: string | null
}

const broken = (attribute: string, message: string) =>
  new Problem('rule-broken', { attribute, message: `errors.leaving.${message}` })

export function demandEnd(house: House, actor: Actor, leaver: AccountRow): void {
  if (!mayEndWork(house.configuration(), actor, leaver)) throw new Problem('forbidden', {})
}

/** By counts only: who administers accounts need not see what they hold. */
async function partsOf(house: House, tx: Tx, actor: Actor, owner: string): Promise<OwnedByType[]> {
  const found: OwnedByType[] = []
  await asHouseMeanwhile(tx, house.configuration(), actor, async () => {
    for (const type of recordTypes)
      found.push(...(await ownedParts(tx, type, owner)).map((part) => ({ ...part, type })))
  })
  return found
}

/** What somebody has, and who may take it over. */
export async function whatIsLeft(house: House, tx: Tx, actor: Actor, leaver: AccountRow) {
  const parts = await partsOf(house, tx, actor, leaver.user_name)
  const people = await peopleInForce(tx, todayOf(house))
  const candidates = people.flatMap((person): Candidate[] => {
    const takes = parts.filter((part) => mayTake(house, actor, leaver, person, part))
    const { id, user_name: userName, full_name: fullName, role } = person
    const pick = takes.map(({ type, module }) => ({ type, module }))
    return takes.length > 0 ? [{ id, userName, fullName, role, takes: pick }] : []
  })
  return { parts, candidates, standing: await standingOf(tx, leaver.id, house.clock()) }
}

const mayTake = (house: House, actor: Actor, leaver: AccountRow, person: AccountRow, part: Part): boolean =>
  mayTakeOver(
    house.configuration(),
    actor,
    leaver,
    { ...person, isInForce: !person.disabled && !person.unverified, isService: person.service_account },
    part,
  )

/** In the caller's transaction, which a dry run takes back: what it tells is what would happen. */
export async function leave(
  house: House,
  tx: Tx,
  actor: Actor,
  id: number,
  leaving: Leaving,
  { isDry }: { isDry: boolean },
): Promise<Left> {
  await holdConfiguration(house, tx)
  // Others may leave at the same moment, to him.
  await holdAccounts(tx, [id, ...(isDry ? [] : leaving.to.map(({ user }) => user))])
  const leaver = await lockedAccount(tx, id)
  if (leaver === undefined) throw new Problem('not-found', {})
  demandEnd(house, actor, leaver)
  if (leaving.on !== null && leaving.on < todayOf(house)) throw broken('on', 'day_is_over')
  const { parts, candidates, standing } = await whatIsLeft(house, tx, actor, leaver)
  const plan = parts.map((part) => ({ part, taker: takerOf(part, leaving, candidates) }))
  const moved: Left['moved'] = []
  for (const { part, taker } of plan) {
    const count = await move(house, tx, actor, leaver, part, taker, isDry)
    moved.push({ type: part.type, module: part.module, user: taker.id, count })
  }
  if (!isDry) await tellTakers(house, tx, actor, leaver, moved)
  const shares = await asHouseMeanwhile(tx, house.configuration(), actor, async () => {
    const shared = await recordsSharedWith(tx, leaver.user_name)
    // Until his last day he answers.
    if (!isDry && leaving.on === null) await endSharesOf(house, tx, actor, leaver.user_name, shared)
    return shared.length
  })
  await close(house, tx, leaver, leaving.on)
  await insertAudit(tx, {
    userName: actor.userName,
    action: 'leave',
    outcome: 'done',
    recordType: 'user',
    details: {
      user: leaver.id,
      fields: [leaving.on === null ? 'disabled' : 'expires_on'],
      moved: moved.map(({ type, user, count }) => ({ type, user, count })),
    },
  })
  return { moved, ends: leaving.on === null ? standing : { ...standing, sessions: 0 }, shares, on: leaving.on }
}

/** Nothing stays with an account that nobody uses any more. */
function takerOf(part: Part, { to }: Leaving, candidates: Candidate[]): Candidate {
  const isPart = (one: Part): boolean => one.type === part.type && one.module === part.module
  const wanted = to.find(isPart)
  if (wanted === undefined) throw broken('to', 'part_without_taker')
  const taker = candidates.find(({ id, takes }) => id === wanted.user && takes.some(isPart))
  if (taker === undefined) throw broken('to', 'taker_not_fit')
  return taker
}

async function move(
  house: House,
  tx: Tx,
  actor: Actor,
  leaver: AccountRow,
  { type, module, open, closed }: OwnedByType,
  taker: Candidate,
  isDry: boolean,
): Promise<number> {
  if (isDry) return open + closed
  const account = await lockedAccount(tx, taker.id)
  // He was there a moment ago.
  if (account === undefined || !mayTake(house, actor, leaver, account, { type, module }))
    throw broken('to', 'taker_not_fit')
  const to = personOf(account, house.configuration().roles.get(account.role))
  let count = 0
  await asHouseMeanwhile(tx, house.configuration(), actor, async () => {
    const ids = await ownedIds(tx, type, leaver.user_name, module)
    count =
      type === 'case'
        ? await handOverCases(house, tx, actor, { ids, leaver: leaver.user_name, to: receiverOf(house, account) })
        : await handOverRecords(house, tx, actor, type, ids, to)
  })
  afterCommit(tx, () => house.hub.recheck(account.id))
  return count
}

/** In the app, and by a mail that says no more than that there is something. Who did it knows. */
async function tellTakers(house: House, tx: Tx, actor: Actor, leaver: AccountRow, moved: Left['moved']): Promise<void> {
  const takers = new Set(moved.filter(({ user, count }) => count > 0 && user !== actor.id).map(({ user }) => user))
  await notify(house, tx, await accountsById(tx, [...takers]), { kind: 'taken_over', by: leaver.user_name })
}

async function close(house: House, tx: Tx, leaver: AccountRow, on: string | null): Promise<void> {
  if (on === null) {
    await disableAccounts(tx, [leaver.id])
    await endSessions(house, tx, leaver.id, 'disabled')
  } else await setExpiry(tx, leaver.id, on)
  afterCommit(tx, () => house.hub.recheck(leaver.id))
}
