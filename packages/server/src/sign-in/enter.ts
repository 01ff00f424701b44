// A name and a password at the door, on the page or by Basic: counted by name, by address and, apart, by browser
// (accounts/lockout.ts in domain). Whatever is wrong, the answer and its time are the same.
import { codeText } from '@primero/domain/accounts/code.ts'
import { type Counts, isKnown, noLock, waitBefore, type Way, weigh } from '@primero/domain/accounts/lockout.ts'
import { nameText } from '@primero/domain/accounts/name.ts'
import type { Door } from '@primero/domain/accounts/state.ts'
import { isTrusted } from '@primero/domain/accounts/ticket.ts'
import { Problem } from '@primero/domain/problem.ts'
import { doorFor, isCodeFresh } from '../accounts/account-state.ts'
import { isRemembered, passwordFits } from '../accounts/password.ts'
import { type AccountRow, accountByName, countWrongCode } from '../accounts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { keyOf } from '../http/secrets.ts'
import { placeOf } from './address.ts'
import { type Counters, countsOf, forgetLock, keepFailures, keepLock, keepWindow, markKnown } from './queries.ts'
import { inTurn, isQuiet } from './queue.ts'

/** `device`: the mark in the browser's cookie, hashed; null where there is none. */
export type Asking = { way: Way; ip: string; device: Buffer | null }

/** As they were sent: anything at all. */
export type Credentials = { name: unknown; password: unknown }

export type Entered<T> = { account: AccountRow; door: Door; admitted: T }

type Try = Asking & {
  account: AccountRow | undefined
  password: string | undefined
  counters: Counters
  counts: Counts
  /** Since when the device need not show the factor. */
  trusted: number | null
}

/**
 * @param admit what the right password leads to, in the transaction that counts it
 * @returns undefined for wrong credentials, whatever is wrong about them
 * @throws Problem too-many-requests
 */
export async function enter<T>(
  house: House,
  asking: Asking,
  credentials: Credentials,
  admit: (tx: Tx, account: AccountRow, door: Door) => Promise<T>,
): Promise<Entered<T> | undefined> {
  const name = nameIn(credentials.name)
  const password = passwordIn(credentials.password)
  const account = name === '' ? undefined : await accountByName(house.db, name)
  const run = async () => {
    const counted = await countsFor(house, asking, name, account)
    return tryIt(house, { ...asking, ...counted, account, password }, admit)
  }
  const [place, person] = [`from ${placeOf(asking.ip)}`, `as ${account?.user_name ?? name}`]
  // A right password that was weighed a moment ago waits for nobody, unless others try at the same door.
  const isSure = asking.way === 'basic' && isRemembered(account?.password_hash ?? null, password ?? '')
  if (isSure && isQuiet(place) && isQuiet(person)) return run()
  return inTurn(place, () => inTurn(person, run) ?? busy()) ?? busy()
}

const busy = (): Promise<never> => Promise.reject(new Problem('too-many-requests', { seconds: 1 }))

const longestName = 254
/** In characters as they were typed; no password is as long (accounts/password.ts in domain). */
const longestPassword = 1024

/** Empty: nobody's. The database has no place for a null character. */
function nameIn(sent: unknown): string {
  if (typeof sent !== 'string' || sent.includes('\0') || sent.length > longestName) return ''
  return nameText(sent)
}

const passwordIn = (sent: unknown): string | undefined =>
  typeof sent === 'string' && sent.length <= longestPassword ? sent : undefined

/** Names are kept hashed: people type passwords into the wrong field. The account's own counts for all its names. */
async function countsFor(
  house: House,
  { ip, device }: Asking,
  name: string,
  account: AccountRow | undefined,
): Promise<Pick<Try, 'counters' | 'counts' | 'trusted'>> {
  const known = device === null ? undefined : await markKnown(house.db, account?.id ?? 0, device)
  const failures = known?.failures ?? null
  const isApart = device !== null && isKnown({ device: failures })
  const who = isApart ? `${account?.id} ${device.toString('hex')}` : name.replaceAll(/\s/g, '')
  const counters = {
    name: keyOf(account?.user_name ?? name),
    calls: `sign-in ${keyOf(who).toString('base64url')}`,
    address: `failed from ${placeOf(ip)}`,
  }
  const { lock = noLock, calls, address } = await countsOf(house.db, counters)
  return {
    counters,
    counts: { lock, device: failures, calls, address },
    trusted: isApart ? (known?.trusted ?? null) : null,
  }
}

async function tryIt<T>(
  house: House,
  one: Try,
  admit: (tx: Tx, account: AccountRow, door: Door) => Promise<T>,
): Promise<Entered<T> | undefined> {
  const now = house.clock()
  const seconds = waitBefore(one.counts, one.way, now.getTime() / 1000)
  if (seconds > 0) throw new Problem('too-many-requests', { seconds: Math.ceil(seconds) })
  const typed = one.account?.must_renew && one.password !== undefined ? codeText(one.password) : one.password
  const fits = typed !== undefined && (await passwordFits(one.account?.password_hash ?? null, typed))
  const trusts = one.trusted !== null && isTrusted(one.trusted, now.getTime() / 1000)
  const door = one.account === undefined ? 'no' : doorAsked(house, one.account, one.way, trusts)
  const isRight = fits && door !== 'no' && door !== 'never'
  const { isIn, counts } = weigh(one.counts, one.way, isRight, now.getTime() / 1000)
  const { account } = one
  return house.db.transaction().execute(async (tx) => {
    await keepCounts(tx, one, counts, now)
    if (isIn && account !== undefined) return { account, door, admitted: await admit(tx, account, door) }
    if (account?.must_renew && !fits) await countWrongCode(tx, account.id)
    await insertAudit(tx, {
      userName: account?.user_name ?? null,
      action: 'failed_login',
      at: now,
      outcome: 'refused',
      recordType: 'user',
      ip: one.ip,
      ...(account === undefined ? {} : { details: { user: account.id } }),
    })
    return undefined
  })
}

/** A machine shows the same on the page as by Basic. A code that was read out is no password. */
function doorAsked(house: House, account: AccountRow, way: Way, trusts: boolean): Door {
  if (account.service_account || way === 'basic') return doorFor(house, account, 'basic')
  if (!account.must_renew) return doorFor(house, account, 'password', { isTrusted: trusts })
  return isCodeFresh(house, account) ? doorFor(house, account, 'code') : 'no'
}

async function keepCounts(tx: Tx, { account, device, counters, counts: before }: Try, after: Counts, now: Date) {
  if (after.lock.failures !== before.lock.failures || after.lock.until !== before.lock.until)
    await (after.lock.failures === 0 ? forgetLock(tx, counters.name) : keepLock(tx, counters.name, after.lock, now))
  if (after.calls !== undefined && after.calls !== before.calls) await keepWindow(tx, counters.calls, after.calls)
  if (after.address !== undefined && after.address !== before.address)
    await keepWindow(tx, counters.address, after.address)
  if (account !== undefined && device !== null && after.device !== null && after.device !== before.device)
    await keepFailures(tx, account.id, device, after.device)
}
