// What is written in a dialog: it outlives a tap beside it, a lock and a closed tab, and leaves the dialog once it is
// sealed in the outbox.
import type { Data } from '@primero/domain/records/record.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { useRef } from 'react'
import type { PushOutcome } from '../store/entries.ts'
import { settled } from '../store/store.ts'
import { codeOf } from './person.ts'
import { useKept } from './useKept.ts'

export type Writing<T> = {
  /** False until what was begun before was looked for. */
  isReady: boolean
  said: T
  set: (change: Partial<T>) => void
  /** `put` says it, once; `told` hears what became of it. */
  send: (put: () => Promise<string>, told: (outcome: PushOutcome) => void) => Promise<void>
}

/** `place`: the tab where it is written, and what it is about. */
export function useWriting<T extends object>(
  record: Pick<RecordShape, 'type' | 'id' | 'version' | 'data'>,
  place: string,
  start: T,
  onDone: () => void,
): Writing<T> {
  const { value, set, drop } = useKept<T>(record, place, codeOf(record.data as Data))
  const isSaid = useRef(false)
  return {
    isReady: value !== undefined,
    said: { ...start, ...value },
    set,
    send: async (put, told) => {
      if (isSaid.current) return
      isSaid.current = true
      const id = await put().catch((e: unknown) => {
        // The device did not take it: it still stands in the dialog, to be said again.
        isSaid.current = false
        throw e
      })
      await drop()
      onDone()
      told(await settled(id))
    },
  }
}
