// The list behind a number of the home page: its address says which number, and who is meant stays in memory.
import type { Filter } from '@primero/domain/sync/protocol.ts'
import { live } from '../store/live.ts'
import { onForget } from '../store/presence.ts'

export type CountedList = { words: string; filters: readonly Filter[] }

/** By the word that stands in the address. */
export const countedLists = live<Readonly<Record<string, CountedList>>>({})
onForget(() => countedLists.set({}))

export const keepCounted = (of: string, list: CountedList): void =>
  countedLists.set({ ...countedLists.get(), [of]: list })
