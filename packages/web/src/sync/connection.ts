// How the line to the server is, as the last calls found it. The browser's own flag only says "no" reliably.
import { live } from '../store/live.ts'

export type Connection = 'online' | 'weak' | 'offline'

export const connection = live<Connection>(navigator.onLine === false ? 'offline' : 'online')

/** A call that takes longer than this makes the line "weak". */
const slow = 5_000

let slowCalls = 0
const probes = [3_000, 8_000, 20_000, 60_000]
let probe: { step: number; timer: number } | undefined

const settled = (): Connection => (slowCalls > 0 ? 'weak' : 'online')

/** Watches one call: the line is what it turns out to be. */
export async function watched<T>(call: () => Promise<T>, unreachable: (e: unknown) => boolean): Promise<T> {
  let counted = false
  const timer = window.setTimeout(() => {
    counted = true
    slowCalls += 1
    if (connection.get() === 'online') connection.set('weak')
  }, slow)
  const finish = (): void => {
    window.clearTimeout(timer)
    if (counted) slowCalls -= 1
    counted = false
  }
  try {
    const reply = await call()
    finish()
    reached()
    return reply
  } catch (e) {
    finish()
    if (unreachable(e)) lost()
    else if (!(e instanceof DOMException)) reached()
    throw e
  }
}

function reached(): void {
  if (probe) window.clearTimeout(probe.timer)
  probe = undefined
  connection.set(settled())
}

/** From now on one small question with growing pauses, until somebody answers. */
function lost(): void {
  connection.set('offline')
  if (probe) return
  const ask = (step: number): void => {
    const wait = probes[Math.min(step, probes.length - 1)] ?? 60_000
    probe = { step, timer: window.setTimeout(() => void knock(step), wait) }
  }
  const knock = async (step: number): Promise<void> => {
    const answered = await fetch('/health', { cache: 'no-store' }).then(
      (reply) => reply.ok,
      () => false,
    )
    if (answered) reached()
    else ask(step + 1)
  }
  ask(0)
}

/** Once, when the page starts: what the browser itself notices. */
export function watchLine(): void {
  window.addEventListener('offline', () => lost())
  window.addEventListener('online', () => {
    if (connection.get() !== 'offline') return
    void fetch('/health', { cache: 'no-store' }).then(
      (reply) => reply.ok && reached(),
      () => undefined,
    )
  })
}
