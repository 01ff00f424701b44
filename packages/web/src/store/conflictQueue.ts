// Decisions that have waited too long, for whoever answers for a team. Asked of the server only.
import type { ConflictsReply, RecordShape } from '@primero/domain/sync/protocol.ts'
import { useEffect, useMemo } from 'react'
import { fetchRecords } from '../sync/api.ts'
import { fetchConflicts } from '../sync/conflicts.ts'
import { keyOf } from './engine/ground.ts'
import { useLive } from './live.ts'
import { onForget } from './presence.ts'
import { fill, type Slot, slotOf } from './slots.ts'
import type { Read } from './store.ts'

/** A page of the queue, with the records that it is about. */
export type Queue = ConflictsReply & { records: ReadonlyMap<string, RecordShape> }
/** Hours after which a supervisor is told. */
export const tooOld = 48

const queues = new Map<string, Slot<Queue>>()
onForget(() => queues.clear())

async function queueOf(olderThan: number, page: number): Promise<Queue> {
  const reply = await fetchConflicts({ olderThan, page })
  const types = [...new Set(reply.conflicts.map(({ type }) => type))]
  const found = await Promise.all(
    types.map((type) => {
      const ids = reply.conflicts.filter((c) => c.type === type).map(({ id }) => id)
      return fetchRecords(type, [...new Set(ids)])
    }),
  )
  const records = found.flatMap((one) => one.records.map((record) => [keyOf(record), record] as const))
  return { ...reply, records: new Map(records) }
}

/** Decisions in this person's reach that have waited longer than so many hours, oldest first. */
export function useConflictQueue(olderThan: number, page: number): Read<Queue> {
  const slot = slotOf(queues, `${olderThan}/${page}`)
  const held = useLive(slot)
  const ask = useMemo(() => () => void fill(slot, () => queueOf(olderThan, page)), [slot, olderThan, page])
  useEffect(ask, [ask])
  return { state: held.state, value: held.value, problem: held.problem, retry: ask }
}
