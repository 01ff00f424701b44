// Vault workers of several tabs: one that is open gives the next its handles; one that locks, locks all.
import type { Space } from './calls.ts'
import type { Keys } from './objects.ts'

type Held = { space: Space; keys: Keys }
/** Handles travel, never bytes: the browser lets nobody export them on the way. */
type Said = { ask: string } | { give: string; held: Held } | { lock: true } | { opened: true }

/** How long another tab may take to answer, in milliseconds. */
const patience = 400

export function otherTabs(
  database: string,
  own: { keys: () => Held | undefined; lock: () => void; opened: () => void },
) {
  const channel = new BroadcastChannel(`primero/vault/${database}`)
  const waiting = new Map<string, (held: Held) => void>()
  const say = (said: Said): void => channel.postMessage(said)

  channel.onmessage = ({ data }: MessageEvent<Said>) => {
    if ('lock' in data) own.lock()
    if ('opened' in data) own.opened()
    if ('give' in data) waiting.get(data.give)?.(data.held)
    if ('ask' in data) {
      const held = own.keys()
      if (held) say({ give: data.ask, held })
    }
  }
  return {
    lock: () => say({ lock: true }),
    opened: () => say({ opened: true }),
    ask: (): Promise<Held | undefined> => {
      const name = crypto.randomUUID()
      return new Promise<Held | undefined>((resolve) => {
        waiting.set(name, resolve)
        setTimeout(() => resolve(undefined), patience)
        say({ ask: name })
      }).finally(() => waiting.delete(name))
    },
  }
}
