// Single records: asked once, kept in memory, shown with the person's own unsent changes on top.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { HistoryReply, RecordShape } from '@primero/domain/sync/protocol.ts'
import { useEffect, useMemo } from 'react'
import { fetchHistory, fetchRecords } from '../sync/api.ts'
import { connection } from '../sync/connection.ts'
import { bornFrom } from './born.ts'
import { isUnsent, outbox } from './entries.ts'
import { failureOf } from './failure.ts'
import { type Live, live, useLive } from './live.ts'
import { laidOver } from './overlay.ts'
import { onSettled } from './sending.ts'
import { configNow, onForget, whenSignedIn } from './session.ts'
import type { HistoryRead, ProblemShape, ReadState, RecordRead } from './store.ts'

type Held<T> = { state: ReadState; value: T | undefined; problem: ProblemShape | undefined; at: number }
type Slot<T> = Live<Held<T>> & { asking: boolean }

const slotOf = <T>(slots: Map<string, Slot<T>>, key: string): Slot<T> => {
  const known = slots.get(key)
  if (known) return known
  const made = {
    ...live<Held<T>>({ state: 'loading', value: undefined, problem: undefined, at: 0 }),
    asking: false,
  }
  slots.set(key, made)
  return made
}

async function fill<T>(slot: Slot<T>, ask: () => Promise<T | undefined>): Promise<void> {
  if (slot.asking) return
  slot.asking = true
  try {
    const value = await whenSignedIn(ask)
    const state = value === undefined ? 'denied' : 'ready'
    slot.set({ state, value, problem: undefined, at: Date.now() })
  } catch (e) {
    const { state, problem } = failureOf(e)
    const held = slot.get()
    // A line that broke does not take away what is on the screen.
    const value = state === 'denied' ? undefined : held.value
    slot.set({ state: value === undefined ? state : 'ready', value, problem, at: held.at })
  } finally {
    slot.asking = false
  }
}

const records = new Map<string, Slot<RecordShape>>()
const keyOf = (type: RecordType, id: string): string => `${type}/${id}`
/** A record that was read this recently is not asked for again when a page opens. */
const freshFor = 20_000

const load = (type: RecordType, id: string): Promise<void> =>
  fill(slotOf(records, keyOf(type, id)), async () => {
    const reply = await fetchRecords(type, [id])
    return reply.records.find((r) => r.id === id)
  })

const touched = (args: unknown): { type: RecordType; id: string } | undefined => {
  const { type, id } = args as { type?: RecordType; id?: string }
  return type !== undefined && id !== undefined ? { type, id } : undefined
}

onSettled(async (intention, outcome) => {
  const at = touched(intention.args)
  if (at && outcome.outcome !== 'refused') await load(at.type, at.id)
})
onForget(() => {
  records.clear()
  histories.clear()
})

export function useRecord(type: RecordType, id: string): RecordRead {
  const slot = slotOf(records, keyOf(type, id))
  const held = useLive(slot)
  const entries = useLive(outbox)
  const line = useLive(connection)

  useEffect(() => {
    if (slot.get().value === undefined || Date.now() - slot.get().at > freshFor) void load(type, id)
  }, [type, id, slot])
  useEffect(() => {
    if (line !== 'offline' && slot.get().state === 'offline') void load(type, id)
  }, [line, type, id, slot])

  return useMemo(() => {
    const mine = entries.filter((e) => isUnsent(e) && touched(e.intention.args)?.id === id)
    const birth = mine.find((e) => e.intention.name === 'record.create')
    const config = configNow()
    const ground = held.value ?? (birth && config && bornFrom(config, birth.intention))
    return {
      state: ground ? 'ready' : held.state,
      record: ground && laidOver(ground, mine),
      problem: held.problem,
      pending: mine.length > 0,
      retry: () => {
        if (slot.get().value === undefined) slot.set({ ...slot.get(), state: 'loading', problem: undefined })
        void load(type, id)
      },
    }
  }, [entries, held, id, slot, type])
}

const histories = new Map<string, Slot<HistoryReply>>()

/** The record's history, newest first; `more` asks for the next page and adds it. */
export function useHistory(type: RecordType, id: string): HistoryRead {
  const slot = slotOf(histories, keyOf(type, id))
  const held = useLive(slot)
  const version = useLive(slotOf(records, keyOf(type, id))).value?.version ?? 0

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version has a longer history
  useEffect(() => {
    void fill(slot, () => fetchHistory(type, id, 1))
  }, [type, id, slot, version])

  return useMemo(() => {
    const history = held.value
    const got = history?.entries.length ?? 0
    const more = async (): Promise<HistoryReply | undefined> => {
      const next = await fetchHistory(type, id, Math.floor(got / historyPage) + 1)
      return history && { total: next.total, entries: [...history.entries, ...next.entries] }
    }
    return {
      state: held.state,
      history,
      problem: held.problem,
      retry: () => void fill(slot, () => fetchHistory(type, id, 1)),
      more: history && got > 0 && got < history.total ? () => void fill(slot, more) : undefined,
    }
  }, [held, slot, type, id])
}

/** Entries that one reply of the server holds. */
const historyPage = 20
