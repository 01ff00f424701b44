// Who is here, and under which configuration: at the door, before a closed vault, or in. A session that ends while
// someone works asks for the password over the page; the work waits and goes on.
import { Refused } from '../sync/http.ts'
import { languageLeft } from './language.ts'
import { live, useLive } from './live.ts'
import { isOwing, oweHere } from './owing.ts'
import type { AppConfig, ProblemShape } from './store.ts'
import type { Admission } from './vault/door.ts'
import { isOwn } from './vault/space.ts'

/** Comes with the core; the sign-in page does without it. */
export const door = () => import('./vault/door.ts')

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

/** A page of the door's room is open, whoever is in. */
export const atDoor = live(window.location.pathname.startsWith('/door/'))

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
export function forgetAll(): void {
  for (const forget of forgetters) forget()
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
export const sealed = (): Promise<unknown> =>
  Promise.race([
    Promise.allSettled([...sealers].map((seal) => seal())),
    new Promise((resolve) => window.setTimeout(resolve, patience)),
  ])

/** Grows whenever somebody leaves: what was on its way for the one before changes nothing any more. */
let visit = 0
export const visitNow = (): number => visit

export const setIn = (change: Partial<Extract<Session, { state: 'in' }>>): void => {
  const now = session.get()
  if (now.state === 'in') session.set({ ...now, ...change })
}

export function leave(to: Session): void {
  visit += 1
  languageLeft()
  forgetAll()
  session.set(to)
  dropWaiting()
}

type Waiting = { go: () => void; giveUp: () => void }
let waiting: Waiting[] = []

export const wakeWaiting = (): void => {
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

let arriving: Promise<void> | undefined
/** Whoever has unlocked is made known to the server: until then nobody else asks it. */
export function greeted(meeting: Promise<void>): void {
  arriving = meeting.finally(() => {
    arriving = undefined
  })
}

/** Asks the server; where the session has ended, waits for the password and asks again. */
export async function whenSignedIn<T>(ask: () => Promise<T>): Promise<T> {
  await arriving
  try {
    return await ask()
  } catch (e) {
    if (e instanceof Refused && e.code === 'device-revoked') await obeyRevoking()
    if (isOwing(e)) oweHere(e)
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
