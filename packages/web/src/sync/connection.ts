// How the line to the server is, as the last calls found it. The browser's own flag only says "no" reliably. A word is
// not changed for a single call: three that get through make the line good, two that do not make it weak (ux §15.7).
import { live } from '../store/live.ts'

export type Connection = 'online' | 'weak' | 'offline'

export const connection = live<Connection>(navigator.onLine === false ? 'offline' : 'online')

/** Has a call been under way for so long that somebody may not want to wait any more? */
export const stuck = live(false)

/** A call that takes longer than this makes the line "weak". */
const slow = 5_000
const verySlow = 20_000
const enoughToTrust = 3
const enoughToDoubt = 2

let slowCalls = 0
let stuckCalls = 0
let got = enoughToTrust
let missed = 0
const recent: number[] = []

const pauses = [300, 1_500, 5_000, 15_000, 60_000]
let probe: number | undefined

/** As long as the slowest of the last calls took, four times over: a thin line needs patience, a broken one no waiting. */
export const patience = (): number => Math.min(90_000, Math.max(30_000, 4 * Math.max(0, ...recent)))

/** Watches one call: the line is what it turns out to be. */
export async function watched<T>(call: () => Promise<T>, unreachable: (e: unknown) => boolean): Promise<T> {
  let counted = false
  const began = performance.now()
  const timer = window.setTimeout(() => {
    counted = true
    slowCalls += 1
    tell()
  }, slow)
  let isStuck = false
  const later = window.setTimeout(() => {
    isStuck = true
    stuckCalls += 1
    stuck.set(true)
  }, verySlow)
  const finish = (): void => {
    window.clearTimeout(timer)
    window.clearTimeout(later)
    if (counted) slowCalls -= 1
    counted = false
    if (isStuck) stuckCalls -= 1
    stuck.set(stuckCalls > 0)
  }
  try {
    const reply = await call()
    finish()
    recent.push(performance.now() - began)
    recent.splice(0, recent.length - 8)
    reached()
    return reply
  } catch (e) {
    finish()
    if (unreachable(e)) lost()
    else if (!(e instanceof DOMException)) reached()
    throw e
  }
}

function tell(): void {
  const cut = navigator.onLine === false || missed > enoughToDoubt
  const doubtful = missed >= enoughToDoubt || got < enoughToTrust || slowCalls > 0
  const wasCut = connection.get() === 'offline' && got === 0
  connection.set(cut || wasCut ? 'offline' : doubtful ? 'weak' : 'online')
}

function reached(): void {
  missed = 0
  got = Math.min(enoughToTrust, got + 1)
  window.clearTimeout(probe)
  probe = undefined
  tell()
  if (got < enoughToTrust) ask(0)
}

/** From now on one small question with growing pauses, until somebody answers. */
function lost(): void {
  missed += 1
  if (missed >= enoughToDoubt || navigator.onLine === false) got = 0
  tell()
  if (probe === undefined) ask(missed - 1)
}

function ask(step: number): void {
  window.clearTimeout(probe)
  probe = window.setTimeout(() => void knock(step), pauses[Math.min(step, pauses.length - 1)])
}

async function knock(step: number): Promise<void> {
  const answered = await fetch('/health', { cache: 'no-store' }).then(
    // A captive portal answers everything with a page of its own.
    (reply) => reply.status === 204,
    () => false,
  )
  probe = undefined
  if (answered) return reached()
  missed += 1
  got = 0
  tell()
  ask(step + 1)
}

/** Once, when the page starts: what the browser itself notices. */
export function watchLine(): void {
  window.addEventListener('offline', () => lost())
  window.addEventListener('online', () => {
    if (connection.get() !== 'online') void knock(0)
  })
}
