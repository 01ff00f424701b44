// Who is signed in, and under which configuration. A session that ends while someone works asks for the
// password over the page; the work waits and goes on.
import { endSession, fetchConfig, signInWith } from '../sync/api.ts'
import { Refused, Unreachable } from '../sync/http.ts'
import { appConfigOf } from './config.ts'
import { deviceLocale, rememberEnding, rememberSignedIn, unfinishedEnding, wasSignedIn } from './device.ts'
import { languageFound, languageLeft, languageToAsk } from './language.ts'
import { live, useLive } from './live.ts'
import type { AppConfig, ProblemShape } from './store.ts'

export type Session =
  | { state: 'starting' }
  | { state: 'out' }
  | { state: 'unreachable' }
  | { state: 'failed'; problem: ProblemShape }
  /** `lapsed`: reads and writes wait for the password. */
  | { state: 'in'; config: AppConfig; lapsed: boolean }

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
const forgetAll = (): void => {
  for (const forget of forgetters) forget()
}

const problemOf = (e: Refused): ProblemShape => ({ code: e.code, params: e.params })

/**
 * @param arriving somebody has just signed in
 * @throws Refused, Unreachable
 */
async function load(arriving = false): Promise<void> {
  const language = deviceLocale()
  const reply = await fetchConfig(languageToAsk(arriving))
  // Another language was chosen while this one was on its way.
  if (deviceLocale() !== language) return load(arriving)
  const config = appConfigOf(reply)
  languageFound(reply.locale)
  const before = configNow()
  if (before && before.me.userName !== config.me.userName) forgetAll()
  rememberSignedIn(true)
  session.set({ state: 'in', config, lapsed: false })
  wakeWaiting()
}

/** Loads the configuration; the session's state tells how it went. */
export async function enter(): Promise<void> {
  try {
    await load()
  } catch (e) {
    if (e instanceof Unreachable) {
      if (session.get().state === 'starting') session.set({ state: 'unreachable' })
    } else if (e instanceof Refused) {
      if (e.status === 401) session.set({ state: 'out' })
      else session.set({ state: 'failed', problem: problemOf(e) })
    } else throw e
  }
}

/** @throws Refused (wrong, too many attempts), Unreachable */
export async function signIn(userName: string, password: string): Promise<void> {
  if (unfinishedEnding()) await finishEnding()
  await signInWith(userName, password)
  rememberEnding(false)
  // Who gives the password again over a page has a language already.
  await load(session.get().state !== 'in')
}

/** Ends reading at once, with or without a network. The server hears of it now, or before anybody comes in again. */
export async function signOut(): Promise<void> {
  rememberEnding(true)
  rememberSignedIn(false)
  leave()
  tabs.postMessage('out')
  await finishEnding()
}

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
  if (unfinishedEnding()) {
    session.set({ state: 'out' })
    await finishEnding()
    return
  }
  // A device where nobody was signed in shows the door at once, and asks all the same.
  if (!wasSignedIn()) session.set({ state: 'out' })
  await enter()
}

/** What ends in one tab ends in all. */
const tabs = new BroadcastChannel('primero')
tabs.onmessage = ({ data }) => {
  if (data === 'out' && session.get().state === 'in') leave()
  if (data === 'here') restartIdle()
}

/** Without a touch or a key for this long, the page is covered and asks for the password. Milliseconds. */
const idleAfter = 15 * 60_000
/** Other tabs hear of a busy one this often at most. Milliseconds. */
const everyHere = 30_000
let idle: number | undefined
let toldAt = 0

function restartIdle(): void {
  window.clearTimeout(idle)
  idle = window.setTimeout(() => void lapseByIdling(), idleAfter)
}

async function lapseByIdling(): Promise<void> {
  const now = session.get()
  if (now.state !== 'in' || now.lapsed) return
  session.set({ ...now, lapsed: true })
  rememberEnding(true)
  await finishEnding()
}

/** While somebody is signed in: notices hands that left. Gives back how to stop. */
export function watchIdle(): () => void {
  const here = (): void => {
    restartIdle()
    if (Date.now() - toldAt < everyHere) return
    toldAt = Date.now()
    tabs.postMessage('here')
  }
  const signs = ['pointerdown', 'keydown', 'wheel'] as const
  for (const sign of signs) window.addEventListener(sign, here, { passive: true })
  restartIdle()
  return () => {
    window.clearTimeout(idle)
    for (const sign of signs) window.removeEventListener(sign, here)
  }
}

function leave(): void {
  languageLeft()
  forgetAll()
  session.set({ state: 'out' })
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

/** Asks the server; where the session has ended, waits for the password and asks again. */
export async function whenSignedIn<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (e) {
    if (!(e instanceof Refused) || e.status !== 401) throw e
    const now = session.get()
    if (now.state !== 'in') throw e
    if (!now.lapsed) session.set({ ...now, lapsed: true })
    await new Promise<void>((go, giveUp) => {
      waiting.push({ go, giveUp: () => giveUp(e) })
    })
    return ask()
  }
}
