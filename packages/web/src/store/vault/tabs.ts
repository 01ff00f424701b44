// Vault workers of several tabs: one that is open gives the next its handles; one that locks, locks all.
import type { Space } from './calls.ts'
import type { Keys } from './keys.ts'

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

  // A lock of the browser, held by each open tab: where nobody holds it, nobody need be waited for.
  const sign = `primero/vault/${database}/open`
  let letGo = (): void => undefined
  const hold = (): void => {
    letGo()
    void navigator.locks.request(sign, { mode: 'shared' }, () => new Promise<void>((done) => (letGo = done)))
  }
  const isAnyOpen = async (): Promise<boolean> =>
    (await navigator.locks.query()).held?.some(({ name }) => name === sign) ?? true

  channel.onmessage = ({ data }: MessageEvent<Said>) => {
    if ('lock' in data) {
      letGo()
      own.lock()
    }
    if ('opened' in data) own.opened()
    if ('give' in data) waiting.get(data.give)?.(data.held)
    if ('ask' in data) {
      const held = own.keys()
      if (held) say({ give: data.ask, held })
    }
  }
  return {
    lock: () => {
      letGo()
      say({ lock: true })
    },
    opened: () => {
      hold()
      say({ opened: true })
    },
    ask: async (): Promise<Held | undefined> => {
      if (!(await isAnyOpen())) return undefined
      const name = crypto.randomUUID()
      const held = await new Promise<Held | undefined>((resolve) => {
        waiting.set(name, resolve)
        setTimeout(() => resolve(undefined), patience)
        say({ ask: name })
      })
      waiting.delete(name)
      if (held) hold()
      return held
    },
  }
}
