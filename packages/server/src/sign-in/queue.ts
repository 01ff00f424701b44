// Tries at the same door come one after the other: many at once would all be weighed before the first is counted.
// Within this process; two processes let through at most one try more each.

const last = new Map<string, Promise<unknown>>()
const waiting = new Map<string, number>()

/** More than these wait for nothing: a whole region behind one address may be fewer, who sends more does not type. */
const mostWaiting = 1000

/** Runs `work` when all that came before under this key has ended; undefined: too many wait. */
export function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> | undefined {
  const ahead = waiting.get(key) ?? 0
  if (ahead >= mostWaiting) return undefined
  waiting.set(key, ahead + 1)
  const before = last.get(key) ?? Promise.resolve()
  const mine = before.then(work, work)
  const done = mine.then(
    () => leave(key),
    () => leave(key),
  )
  last.set(key, done)
  return mine
}

/** Does nobody try there now? */
export const isQuiet = (key: string): boolean => !waiting.has(key)

function leave(key: string): void {
  const left = (waiting.get(key) ?? 1) - 1
  if (left > 0) {
    waiting.set(key, left)
    return
  }
  waiting.delete(key)
  last.delete(key)
}
