// Claims that are kept beside records: from this device at once where it keeps the record, from the server where it
// answers. A claim of one's own leaves the outbox once the server says that nobody has to decide about it any more.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { ConflictShape, ConflictsReply } from '@primero/domain/sync/protocol.ts'
import { useEffect, useMemo } from 'react'
import { fetchConflicts } from '../sync/conflicts.ts'
import { stillOpen, waitsAt } from './claims.ts'
import { keyOf, type RecordName } from './engine/ground.ts'
import type { OutboxEntry } from './entries.ts'
import { engineNow, onEngine, useEngine } from './here.ts'
import { useLive } from './live.ts'
import { onForget } from './presence.ts'
import { fill, type Slot, slotOf } from './slots.ts'
import type { ReadState } from './store.ts'

export type ConflictsRead = {
  state: ReadState
  /** Without those about which this person's choice is on its way. */
  open: ConflictShape[]
  /** Kept values that gave way, and can be taken back. */
  settled: ConflictShape[]
  retry: () => void
}

const slots = new Map<string, Slot<ConflictsReply>>()

const isAbout =
  (of: RecordName) =>
  ({ id, type }: RecordName): boolean =>
    id === of.id && type === of.type

/** Entries of one's own that wait for a decision about this record. */
const waitingAt = (of: RecordName): OutboxEntry[] =>
  engineNow()
    .outbox.entries.get()
    .filter((e) => waitsAt(e).some(isAbout(of)))

const isAsked = ({ settledAt, kind }: ConflictShape): boolean => settledAt === null && kind !== 'notice'

/** As far as this device knows: somebody asked about it, or it keeps the record. */
function isDecided(of: RecordName): boolean {
  const { copies } = engineNow()
  const told = slots.get(keyOf(of))?.get().value?.conflicts
  const kept = copies.has(of) ? copies.conflicts.get().filter(isAbout(of)) : undefined
  return (told ?? kept)?.some(isAsked) === false
}

/** Nobody decides here about these any more; what waits beside another record too waits on. */
async function letGo(entries: readonly OutboxEntry[], decided: (of: RecordName) => boolean): Promise<void> {
  for (const entry of entries)
    if (waitsAt(entry).every((of) => decided(of) || isDecided(of))) await engineNow().outbox.discard(entry.intention.id)
}

const load = (of: RecordName): Promise<void> =>
  fill(
    slotOf(slots, keyOf(of)),
    async () => {
      const before = waitingAt(of)
      const reply = await fetchConflicts({ of, settled: true, page: 1 })
      if (!reply.conflicts.some(isAsked)) await letGo(before, isAbout(of))
      return reply
    },
    async () => {
      const kept = engineNow().copies.conflicts.get().filter(isAbout(of))
      return engineNow().copies.has(of) ? { total: kept.length, conflicts: kept } : undefined
    },
  )

onForget(() => slots.clear())
onEngine((engine) => {
  const { sender, puller, copies, outbox } = engine
  const renew = (names: readonly RecordName[]): void => {
    for (const of of new Map(names.map((name) => [keyOf(name), name])).values()) {
      const slot = slots.get(keyOf(of))
      // An answer that is on its way was given before this change.
      if (slot) void Promise.resolve(slot.asking).then(() => load({ type: of.type, id: of.id }))
    }
  }
  sender.onSettled((news) => renew(news.filter(({ outcome }) => outcome.outcome !== 'refused')))
  // What a pull has named as open and names no more has been decided.
  let seen: readonly ConflictShape[] = copies.conflicts.get()
  copies.conflicts.subscribe(() => {
    const [before, now] = [seen, copies.conflicts.get()]
    seen = now
    // A record that has left this device says nothing about its claims.
    const gone = before.filter((c) => copies.has(c) && !now.some(isAbout(c)))
    renew(gone)
    const hasGone = (of: RecordName): boolean => gone.some(isAbout(of))
    const mine = outbox.entries.get().filter((e) => waitsAt(e).some(hasGone))
    if (mine.length > 0) void letGo(mine, hasGone)
  })
  puller.onPage(({ conflicts }) => renew(conflicts))
})

/** Open and settled claims of one record. `asks`: whether the server is asked; a record that was never sent has none. */
export function useConflicts(type: RecordType, id: string, asks = true): ConflictsRead {
  const { outbox, copies } = useEngine()
  const entries = useLive(outbox.entries)
  const kept = useLive(copies.conflicts)
  const slot = slotOf(slots, keyOf({ type, id }))
  const held = useLive(slot)
  useEffect(() => {
    if (asks) void load({ type, id })
  }, [type, id, asks])
  return useMemo(() => {
    const all = held.value?.conflicts ?? kept.filter(isAbout({ type, id }))
    return {
      state: held.value || kept.some(isAbout({ type, id })) ? 'ready' : held.state,
      open: stillOpen(
        all.filter((c) => c.settledAt === null),
        entries,
      ),
      settled: all.filter((c) => c.settledAt !== null),
      retry: () => void load({ type, id }),
    }
  }, [held, kept, entries, type, id])
}
