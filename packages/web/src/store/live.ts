// A value that tells who looks at it when it changes.
import { useSyncExternalStore } from 'react'

export type Live<T> = {
  get: () => T
  set: (next: T) => void
  subscribe: (look: () => void) => () => void
}

export function live<T>(first: T): Live<T> {
  let value = first
  const lookers = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const look of [...lookers]) look()
    },
    subscribe(look) {
      lookers.add(look)
      return () => {
        lookers.delete(look)
      }
    },
  }
}

export const useLive = <T>(source: Live<T>): T => useSyncExternalStore(source.subscribe, source.get)
