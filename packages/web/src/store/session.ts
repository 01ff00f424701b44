// Who is here, and under which configuration: at the door, before a closed vault, or in. A session that ends while
// someone works asks for the password over the page; the work waits and goes on.
import type { ConfigReply } from '@primero/domain/sync/protocol.ts'
import { endSession, fetchConfig, signInWith } from '../sync/api.ts'
import { Refused, Unreachable } from '../sync/http.ts'
import { appConfigOf } from './config.ts'
import {
  deviceLocale,
  hadVault,
  helpOwed,
  rememberEnding,
  rememberSignedIn,
  unfinishedEnding,
  wasSignedIn,
} from './device.ts'
import { languageFound, languageLeft, languageToAsk } from './language.ts'
import { live, useLive } from './live.ts'
import type { AppConfig, ProblemShape } from './store.ts'
import type { Admission } from './vault/door.ts'
import type { Person, Secret, Try } from './vault/people.ts'
import { VaultLocked } from './vault/shape.ts'
import { canSeal, isOwn, spaceNow, stepOut } from './vault/space.ts'

/** Comes with the core; the sign-in page does without it. */
const door = () => import('./vault/door.ts')

export type Earlier = Extract<Admission, { state: 'earlier' }>

export type Session =
  | { state: 'starting' }
  | { state: 'out' }
  /** Vaults are on this device, and closed. */
  | { state: 'locked' }
  | { state: 'unreachable' }
  | { state: 'failed'; problem: ProblemShape }
  | {
      state: 'in'
      config: AppConfig
      /** Reads and writes wait for the password. */
      lapsed: boolean
      /** The server does not know us, and the person works on with what the device has. */
      away: boolean
      /** What this device keeps of the person is still under the password before. */
      earlier?: Earlier
    }

export const session = live<Session>({ state: 'starting' })

/** The configuration of the signed-in person. Only for screens behind the sign-in page. */
export function useConfig(): AppConfig {
  const now = useLive(session)
  if (now.state !== 'in') throw new Error('no configuration: nobody is signed in')
  return now.config
}

export function configNow(): AppConfig | undefined {
  const now = session.get()
  return now.state === 'in' ? now.config : undefined
}

/** What rooms of the store do when the person changes: forget. */
const forgetters = new Set<() => void>()
export const onForget = (forget: () => void): void => {
  forgetters.add(forget)
}

/** What open pages do before the keys go: seal what is typed. */
const sealers = new Set<() => Promise<unknown>>()
export function onLeaving(seal: () => Promise<unknown>): () => void {
  sealers.add(seal)
  return () => {
    sealers.delete(seal)
  }
}
/** No longer than this: a disk that hangs must not keep a screen open. Milliseconds. */
const patience = 1_500
const sealed = (): Promise<unknown> =>
  Promise.race([
    Promise.allSettled([...sealers].map((seal) => seal())),
    new Promise((resolve) => window.setTimeout(resolve, patience)),
  ])

const problemOf = (e: Refused): ProblemShape => ({ code: e.code, params: e.params })

/** Grows whenever somebody leaves: what was on its way for the one before changes nothing any more. */
let visit = 0

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
  if (mine !== visit) return
  const language = deviceLocale()
  const reply = await fetchConfig(languageToAsk(arriving))
  if (mine !== visit) return
  // Another language was chosen while this one was on its way.
  if (deviceLocale() !== language) return load(mine, arriving, welcome)
  const before = configNow()?.me.userName
  if (before !== undefined && before !== reply.me.userName) {
    // The cookie is somebody else's: it must not open pages over the vault of the one who is here.
    if (isOwn()) throw new Refused(401, 'not-signed-in', {})
    for (const forget of forgetters) forget()
  }
  languageFound(reply.locale)
  const earlier = await welcome?.(reply)
  if (isOwn()) await (await door()).keepConfig(reply)
  if (mine !== visit) {
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
  const mine = visit
  try {
    await load(mine)
  } catch (e) {
    if (mine !== visit && (e instanceof Refused || e instanceof Unreachable)) return
    if (e instanceof Unreachable) {
      if (session.get().state === 'starting') session.set({ state: 'unreachable' })
    } else if (e instanceof Refused) {
      // Whoever has an own vault open works on; sending and asking find out by themselves.
      if (isOwn() && session.get().state === 'in') return
      if (e.status === 401) session.set({ state: 'out' })
      else session.set({ state: 'failed', problem: problemOf(e) })
    } else throw e
  }
}

/**
 * @param keeps whether this device may keep something of the person
 * @throws Refused (wrong, too many attempts), Unreachable
 */
export async function signIn(userName: string, password: string, keeps: boolean): Promise<void> {
  if (unfinishedEnding()) await finishEnding()
  const mine = visit
  await takeSession(mine, userName, password)
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

/** A session that comes too late, after a lock, is ended at once. */
async function takeSession(mine: number, userName: string, password: string): Promise<void> {
  await signInWith(userName, password)
  const late = mine !== visit
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
  for (const forget of forgetters) forget()
  session.set({ state: 'starting' })
  await load(visit, false, async ({ me }) => {
    await (await door()).admit(me, password)
    return undefined
  })
}

/** Opens a closed vault, with or without a network. @throws Refused, Unreachable where only the server could help */
export async function unlock(person: Person, secret: Secret): Promise<Try> {
  const mine = visit
  const result = await (await door()).unlockHere(person, secret)
  if (result.state !== 'open') return result
  const reply = await (await door()).keptConfig().catch((e: unknown) => {
    stepOut()
    throw e
  })
  if (mine !== visit) throw new VaultLocked()
  if (reply) letIn(reply)
  else session.set({ state: 'starting' })
  greet('passphrase' in secret ? secret.passphrase : undefined)
  return result
}

let greeting: Promise<void> | undefined
function greet(password: string | undefined): void {
  greeting = meet(password).finally(() => {
    greeting = undefined
  })
}

/** After unlocking: the server is asked when it is there. The passphrase is the password, so nobody types it twice. */
async function meet(password: string | undefined): Promise<void> {
  const mine = visit
  const userName = configNow()?.me.userName
  try {
    if (unfinishedEnding() && !(await finishEnding())) return
    try {
      await load(mine, true)
    } catch (e) {
      if (!(e instanceof Refused) || e.status !== 401 || userName === undefined || mine !== visit) throw e
      if (password === undefined) return setIn({ away: true })
      await takeSession(mine, userName, password)
      await load(mine, true)
    }
  } catch (e) {
    if (!(e instanceof Refused || e instanceof Unreachable)) throw e
    if (mine === visit && session.get().state === 'starting') session.set({ state: 'unreachable' })
  }
}

const setIn = (change: Partial<Extract<Session, { state: 'in' }>>): void => {
  const now = session.get()
  if (now.state === 'in') session.set({ ...now, ...change })
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

/** At the start of the page. Whoever left without a network must not find the door open later. */
export async function begin(): Promise<void> {
  if (helpOwed() > 0) void door().then(({ handIn }) => handIn())
  if (canSeal && hadVault() && (await beginAtVault())) return
  if (unfinishedEnding()) {
    session.set({ state: 'out' })
    await finishEnding()
    return
  }
  // A device where nobody was signed in shows the door at once, and asks all the same.
  if (!wasSignedIn()) session.set({ state: 'out' })
  await enter()
}

/** @returns false where no vault is to be opened */
async function beginAtVault(): Promise<boolean> {
  try {
    await followVault()
    if (await comeAlong()) return true
    if ((await (await door()).peopleHere()).length > 0) {
      session.set({ state: 'locked' })
      if (unfinishedEnding()) await finishEnding()
      return true
    }
    await (await door()).lost('evicted')
  } catch {
    // The vault cannot be asked at all: the door is still there.
  }
  return false
}

/** In with the keys of another tab. */
async function comeAlong(): Promise<boolean> {
  const mine = visit
  if (!(await (await door()).adoptHere())) return false
  const reply = await (await door()).keptConfig().catch(() => undefined)
  if (!reply || mine !== visit) {
    stepOut()
    return false
  }
  letIn(reply)
  greet(undefined)
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

function leave(to: Session): void {
  visit += 1
  languageLeft()
  for (const forget of forgetters) forget()
  session.set(to)
  dropWaiting()
}

type Waiting = { go: () => void; giveUp: () => void }
let waiting: Waiting[] = []

const wakeWaiting = (): void => {
  const woken = waiting
  waiting = []
  for (const one of woken) one.go()
}
const dropWaiting = (): void => {
  const dropped = waiting
  waiting = []
  for (const one of dropped) one.giveUp()
}

/** The person does not give the password now: whatever the device has is enough. And later, perhaps, does. */
export function workAway(): void {
  setIn({ lapsed: false, away: true })
  dropWaiting()
}
export const askPassword = (): void => setIn({ lapsed: true })

/** Asks the server; where the session has ended, waits for the password and asks again. */
export async function whenSignedIn<T>(ask: () => Promise<T>): Promise<T> {
  await greeting
  try {
    return await ask()
  } catch (e) {
    if (e instanceof Refused && e.code === 'device-revoked') await obeyRevoking()
    if (!(e instanceof Refused) || e.status !== 401) throw e
    const now = session.get()
    if (now.state !== 'in' || now.away) throw e
    if (!now.lapsed) setIn({ lapsed: true })
    await new Promise<void>((go, giveUp) => {
      waiting.push({ go, giveUp: () => giveUp(e) })
    })
    return ask()
  }
}

/** This device must forget, before anything else. */
async function obeyRevoking(): Promise<void> {
  if (!isOwn()) return
  const { forgetRevoked } = await door()
  const forgotten = forgetRevoked()
  leave({ state: 'starting' })
  await forgotten
  session.set({ state: 'out' })
}
