// The page's end of the line to its vault worker.
import type { Answered, CallName, Calls, Space, Told } from './calls.ts'
import { type Vault, VaultFull, VaultLocked } from './shape.ts'

export type VaultClient = {
  ask: <N extends CallName>(name: N, ...args: Parameters<Calls[N]>) => ReturnType<Calls[N]>
  /** The rows of one space; calls fail with VaultLocked while its keys are away. */
  inSpace: (space: Space) => Vault
  /** What the worker tells unasked. */
  listen: (hear: (told: Told['told']) => void) => void
  /** Ends the worker and with it every key. */
  close: () => void
}

const failureOf = (name: string): Error => {
  if (name === 'VaultFull') return new VaultFull()
  if (name === 'VaultLocked') return new VaultLocked()
  const error = new Error('the vault could not')
  error.name = name
  return error
}

type Waiter = { resolve: (value: unknown) => void; reject: (e: Error) => void }

/** @param worker a `vault.worker.ts` whose name is the name of its database */
export function vaultClient(worker: Worker): VaultClient {
  const waiting = new Map<number, Waiter>()
  let last = 0
  let broken = false

  let hear: (told: Told['told']) => void = () => undefined
  worker.onmessage = ({ data }: MessageEvent<Answered | Told>) => {
    if ('told' in data) return hear(data.told)
    const waiter = waiting.get(data.n)
    waiting.delete(data.n)
    if ('failure' in data) waiter?.reject(failureOf(data.failure))
    else waiter?.resolve(data.value)
  }
  // Its script did not come, or it died: whoever waits must not wait for ever.
  worker.onerror = () => {
    broken = true
    for (const { reject } of waiting.values()) reject(new VaultFull())
    waiting.clear()
  }

  const ask = <N extends CallName>(name: N, ...args: Parameters<Calls[N]>): ReturnType<Calls[N]> =>
    new Promise((resolve, reject) => {
      if (broken) return reject(new VaultFull())
      last += 1
      waiting.set(last, { resolve, reject })
      worker.postMessage({ n: last, name, args })
    }) as ReturnType<Calls[N]>

  return {
    ask,
    inSpace: (space) => ({
      write: (change) => ask('write', space, change),
      read: (room, id) => ask('read', space, room, id),
      readAll: (room) => ask('readAll', space, room),
      find: (room, tokens) => ask('find', space, room, tokens),
      clear: (rooms) => ask('clear', space, rooms),
    }),
    listen: (listener) => {
      hear = listener
    },
    close: () => worker.terminate(),
  }
}
