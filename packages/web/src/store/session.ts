// Comings and goings: signing in, unlocking, locking and signing out, with or without a network.
import type { ConfigReply } from '@primero/domain/sync/protocol.ts'
import { endSession, fetchConfig, renewWith, signInWith } from '../sync/api.ts'
import { Refused, Unreachable } from '../sync/http.ts'
import { appConfigOf } from './config.ts'
import {
  deviceLocale,
  hadVault,
  rememberEnding,
  rememberSignedIn,
  tellLoss,
  unfinishedEnding,
  wasSignedIn,
} from './device.ts'
import { languageFound, languageToAsk } from './language.ts'
import { isOwing, owe } from './owing.ts'
import {
  configNow,
  door,
  type Earlier,
  forgetAll,
  greeted,
  leave,
  sealed,
  session,
  setIn,
  visitNow,
  wakeWaiting,
} from './presence.ts'
import { takeStep } from './step.ts'
import type { ProblemShape } from './store.ts'
import type { Person, Secret, Try } from './vault/people.ts'
import { VaultLocked } from './vault/shape.ts'
import { canSeal, hasBucket, isOwn, spaceNow, stepOut, vaultDatabase } from './vault/space.ts'

const problemOf = (e: Refused): ProblemShape => ({ code: e.code, params: e.params })

/**
 * @param mine the visit for which it is asked: whoever left or locked meanwhile is not brought back in
 * @param arriving somebody has just come in
 * @param welcome what is to be done before pages open
 * @throws Refused, Unreachable
 */
async function load(
  mine: number,
  arriving = false,
  welcome?: (reply: ConfigReply) => Promise<Earlier | undefined>,
): Promise<void> {
  if (mine !== visitNow()) return
  const language = deviceLocale()
  const reply = await fetchConfig(languageToAsk(arriving))
  if (mine !== visitNow()) return
  // Another language was chosen while this one was on its way.
  if (deviceLocale() !== language) return load(mine, arriving, welcome)
  const before = configNow()?.me.userName
  if (before !== undefined && before !== reply.me.userName) {
    // The cookie is somebody else's: it must not open pages over the vault of the one who is here.
    if (isOwn()) throw new Refused(401, 'not-signed-in', {})
    forgetAll()
  }
  languageFound(reply.locale)
  const earlier = await welcome?.(reply)
  if (isOwn()) await (await door()).keepConfig(reply)
  if (mine !== visitNow()) {
    if (isOwn() && session.get().state !== 'in') await (await door()).lockVault()
    return
  }
  rememberSignedIn(true)
  letIn(reply, earlier)
  wakeWaiting()
}

function letIn(reply: ConfigReply, earlier?: Earlier): void {
  const config = appConfigOf(reply)
  session.set({ state: 'in', config, lapsed: false, away: false, ...(earlier ? { earlier } : {}) })
}

/** Loads the configuration; the session's state tells how it went. */
export async function enter(): Promise<void> {
  // What asks for news late must not open, nor bring to the door, what was locked meanwhile.
  if (session.get().state === 'locked') return
  const mine = visitNow()
  try {
    await load(mine)
  } catch (e) {
    if (mine !== visitNow() && (e instanceof Refused || e instanceof Unreachable)) return
    if (e instanceof Unreachable) {
      if (session.get().state === 'starting') session.set({ state: 'unreachable' })
    } else if (e instanceof Refused) {
      if (isOwing(e)) return owe(e, enter)
      // Whoever has an own vault open works on; sending and asking find out by themselves.
      if (isOwn() && session.get().state === 'in') return
      if (e.status === 401) session.set({ state: 'out' })
      else session.set({ state: 'failed', problem: problemOf(e) })
    } else throw e
  }
}

/**
 * @param keeps whether this device may keep something of the person
 * @param fresh the password that is set in place of a code that was read out
 * @throws Refused (wrong, too many attempts, a code instead of a password, no password), Unreachable
 */
export async function signIn(userName: string, typed: string, keeps: boolean, fresh?: string): Promise<void> {
  if (unfinishedEnding()) await finishEnding()
  const mine = visitNow()
  const password = fresh ?? typed
  const take = () => (fresh === undefined ? signInWith(userName, typed) : renewWith(userName, typed, fresh))
  await takeSession(mine, take, keeps)
  await arriveOrOwe(mine, userName, password, keeps)
}

/** The session stands already; the password is kept for the device, which seals under it. */
async function arriveOrOwe(mine: number, userName: string, password: string, keeps: boolean): Promise<void> {
  await arrive(mine, password, keeps).catch((e: unknown) => {
    if (!isOwing(e)) throw e
    const again = (keepsThen: boolean) => () => arriveOrOwe(visitNow(), userName, password, keepsThen)
    owe(e, again(keeps), e.params['agreement'] === 'device_contract' ? again(false) : undefined)
  })
}

async function arrive(mine: number, password: string, keeps: boolean): Promise<void> {
  const already = isOwn() ? configNow()?.me.userName : undefined
  // Who gives the password again over a page has a language already.
  await load(mine, session.get().state !== 'in', async ({ me }) => {
    // A weak line that loses this file costs the copy on the device, this time, and not the visit.
    const steps = keeps ? await door().catch(() => undefined) : undefined
    if (!steps) return undefined
    if (already !== undefined && already !== me.userName) await steps.lockVault()
    await followVault()
    const admission = await steps.admit(me, password)
    return admission.state === 'earlier' ? resumed(admission, password) : undefined
  })
}

/** The password is right, and something more is asked. */
const isHalfway = (e: unknown): e is Refused => e instanceof Refused && e.code.startsWith('needs-')

/** A session that comes too late, after a lock, is ended at once. */
async function takeSession(mine: number, take: () => Promise<void>, keeps: boolean): Promise<void> {
  await take().catch((e: unknown) => {
    if (!isHalfway(e)) throw e
    return takeStep(e, keeps)
  })
  const late = mine !== visitNow()
  rememberEnding(late)
  if (late) await finishEnding()
}

/** Once the old password has been given, or given up, the pages begin anew over the own vault. */
const resumed = (earlier: Earlier, password: string): Earlier => ({
  ...earlier,
  async open(old) {
    const result = await earlier.open(old)
    if (result.state === 'open' || result.state === 'destroyed') await begunAnew(password)
    return result
  },
  async startEmpty() {
    await earlier.startEmpty()
    await begunAnew(password)
  },
})

async function begunAnew(password: string): Promise<void> {
  forgetAll()
  session.set({ state: 'starting' })
  await load(visitNow(), false, async ({ me }) => {
    await (await door()).admit(me, password)
    return undefined
  })
}

/** Opens a closed vault, with or without a network. @throws Refused, Unreachable where only the server could help */
export async function unlock(person: Person, secret: Secret): Promise<Try> {
  const mine = visitNow()
  const result = await (await door()).unlockHere(person, secret)
  if (result.state !== 'open') return result
  const reply = await (await door()).keptConfig().catch((e: unknown) => {
    stepOut()
    throw e
  })
  if (mine !== visitNow()) throw new VaultLocked()
  if (reply) letIn(reply)
  else session.set({ state: 'starting' })
  greeted(meet('passphrase' in secret ? secret.passphrase : undefined))
  return result
}

/** After unlocking: the server is asked when it is there. The passphrase is the password, so nobody types it twice. */
async function meet(password: string | undefined): Promise<void> {
  const mine = visitNow()
  const userName = configNow()?.me.userName
  try {
    if (unfinishedEnding() && !(await finishEnding())) return
    try {
      await load(mine, true)
    } catch (e) {
      if (!(e instanceof Refused) || e.status !== 401 || userName === undefined || mine !== visitNow()) throw e
      if (password === undefined) return setIn({ away: true })
      await takeSession(mine, () => signInWith(userName, password), true)
      await load(mine, true)
    }
  } catch (e) {
    if (!(e instanceof Refused || e instanceof Unreachable)) throw e
    // The second step was left for later: whatever the device has is enough until then.
    if (isHalfway(e)) setIn({ away: true })
    if (mine === visitNow() && session.get().state === 'starting') session.set({ state: 'unreachable' })
  }
}

/** What becomes of what this device keeps: it stays locked, or goes, with unsent changes handed to the help desk or not. */
export type Leaving = 'keep' | 'handOver' | 'throwAway'

/** Ends reading at once, with or without a network. The server hears of it now, or before anybody comes in again. */
export async function signOut(how: Leaving = 'keep'): Promise<void> {
  rememberEnding(true)
  if (isOwn()) {
    const space = spaceNow()
    await sealed()
    leave({ state: 'starting' })
    if (how === 'keep') await (await door()).lockVault()
    else await (await door()).eraseVault(space, how === 'handOver')
    session.set({ state: (await (await door()).peopleHere()).length > 0 ? 'locked' : 'out' })
  } else {
    leave({ state: 'out' })
  }
  rememberSignedIn(false)
  tabs.postMessage('out')
  await finishEnding()
}

/** Drops the keys; the passphrase brings them back. Where nothing is kept, it is a sign-out. */
export async function lock(): Promise<void> {
  if (session.get().state !== 'in') return
  if (!isOwn()) return signOut()
  await sealed()
  leave({ state: 'locked' })
  rememberEnding(true)
  await (await door()).lockVault()
  await finishEnding()
}

/** To the sign-in page, past the vaults of this device; and back. */
export const passVaults = (): void => session.set({ state: 'out' })
export const backToVaults = (): void => session.set({ state: 'locked' })

async function finishEnding(): Promise<boolean> {
  try {
    await endSession()
  } catch (e) {
    if (e instanceof Unreachable) return false
    if (!(e instanceof Refused)) throw e
  }
  rememberEnding(false)
  return true
}

/** At the start of the page; who comes back from an identity provider has a session. Whoever left without a network must not find the door open later. */
export async function begin(): Promise<void> {
  const isBack = window.location.hash === '#sign-in=done'
  if (isBack) {
    window.history.replaceState(null, '', '/')
    rememberEnding(false)
  } else if (canSeal && (await mayHaveVault()) && (await beginAtVault())) return
  if (unfinishedEnding()) {
    session.set({ state: 'out' })
    await finishEnding()
    return
  }
  // A device where nobody was signed in shows the door at once, and asks all the same.
  if (!wasSignedIn() && !isBack) session.set({ state: 'out' })
  await enter()
}

/** The browser may have lost its small notes, and the vault is there all the same. */
const mayHaveVault = async (): Promise<boolean> =>
  hadVault() ||
  ((await indexedDB.databases?.())?.some(({ name }) => name === vaultDatabase) ?? false) ||
  (await hasBucket())

/** @returns false where no vault is to be opened */
async function beginAtVault(): Promise<boolean> {
  try {
    await followVault()
    if (await comeAlong()) return true
    const { handIn, lost, peopleHere } = await door()
    void handIn()
    if ((await peopleHere()).length > 0) {
      session.set({ state: 'locked' })
      if (unfinishedEnding()) await finishEnding()
      return true
    }
    if (hadVault()) await lost('evicted')
  } catch {
    // The vault cannot be asked at all: the door is still there.
    if (hadVault()) tellLoss('shut')
  }
  return false
}

/** In with the keys of another tab. */
async function comeAlong(): Promise<boolean> {
  const mine = visitNow()
  if (!(await (await door()).adoptHere())) return false
  const reply = await (await door()).keptConfig().catch(() => undefined)
  if (!reply || mine !== visitNow()) {
    stepOut()
    return false
  }
  letIn(reply)
  greeted(meet(undefined))
  return true
}

/** What was on its way when the keys went is taken up after the next unlocking. */
window.addEventListener('unhandledrejection', (e) => {
  if (e.reason instanceof VaultLocked) e.preventDefault()
})

let following = false
/** The worker tells when keys are gone, whoever dropped them, and when another tab has some. */
async function followVault(): Promise<void> {
  if (following || !canSeal) return
  following = true
  ;(await door()).listenToVault((told) => {
    if (told === 'opened' && session.get().state === 'locked') void comeAlong()
    if (told === 'locked' && isOwn()) void keysAreGone()
  })
}

async function keysAreGone(): Promise<void> {
  await sealed()
  if (!isOwn()) return
  leave({ state: 'locked' })
  stepOut()
  rememberEnding(true)
  await finishEnding()
}

/** What ends in one tab ends in all. */
const tabs = new BroadcastChannel('primero')
tabs.onmessage = ({ data }) => {
  if (data === 'out' && session.get().state === 'in' && !isOwn()) leave({ state: 'out' })
}

/** Nobody is at the device: the vault is locked; where there is none, the page is covered and asks for the password. */
export async function leftAlone(): Promise<void> {
  const now = session.get()
  if (now.state !== 'in') return
  if (isOwn()) return lock()
  if (now.lapsed) return
  setIn({ lapsed: true })
  rememberEnding(true)
  await finishEnding()
}
