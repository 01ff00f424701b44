// Single records: asked once, kept in memory, shown with the person's own unsent changes on top.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { isUuid } from '@primero/domain/ids.ts'
import type { Outcome } from '@primero/domain/sync/intention.ts'
import type { HistoryReply, RecordShape } from '@primero/domain/sync/protocol.ts'
import { useEffect, useMemo } from 'react'
import { fetchHistory, fetchRecords } from '../sync/api.ts'
import { connection } from '../sync/connection.ts'
import { bornFrom } from './born.ts'
import { isUnsent, type OutboxEntry, outbox } from './entries.ts'
import { failureOf } from './failure.ts'
import { type Live, live, useLive } from './live.ts'
import { laidOver } from './overlay.ts'
import { type News, onSettled } from './sending.ts'
import { configNow, onForget, whenSignedIn } from './session.ts'
import type { HistoryRead, ProblemShape, ReadState, RecordRead } from './store.ts'

type Held<T> = { state: ReadState; value: T | undefined; problem: ProblemShape | undefined; at: number }
type Slot<T> = Live<Held<T>> & { asking: Promise<void> | undefined }

const slotOf = <T>(slots: Map<string, Slot<T>>, key: string): Slot<T> => {
  const known = slots.get(key)
  if (known) return known
  const made = {
    ...live<Held<T>>({ state: 'loading', value: undefined, problem: undefined, at: 0 }),
    asking: undefined,
  }
  slots.set(key, made)
  return made
}

function fill<T>(slot: Slot<T>, ask: () => Promise<T | undefined>): Promise<void> {
  slot.asking ??= filled(slot, ask).finally(() => {
    slot.asking = undefined
  })
  return slot.asking
}

async function filled<T>(slot: Slot<T>, ask: () => Promise<T | undefined>): Promise<void> {
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
  }
}

const records = new Map<string, Slot<RecordShape>>()
const keyOf = (type: RecordType, id: string): string => `${type}/${id}`
/** A record that was read this recently is not asked for again when a page opens. */
const freshFor = 20_000

const load = (type: RecordType, id: string): Promise<void> =>
  fill(slotOf(records, keyOf(type, id)), async () => {
    // An address that was typed or cut off names no record.
    if (!isUuid(id)) return undefined
    const reply = await fetchRecords(type, [id])
    return reply.records.find((r) => r.id === id)
  })

const touched = (args: unknown): { type: RecordType; id: string } | undefined => {
  const { type, id } = args as { type?: RecordType; id?: string }
  return type !== undefined && id !== undefined ? { type, id } : undefined
}

const isTaken = ({ outcome }: Outcome): boolean => outcome === 'applied' || outcome === 'merged'

/** What the server took of this tab's own changes is true from now on, whenever the next reply comes. */
function layInto(slot: Slot<RecordShape>, news: News[]): void {
  const config = configNow()
  let { value } = slot.get()
  for (const { intention, outcome } of news) {
    if (!intention || !isTaken(outcome)) continue
    if (intention.name === 'record.create') value ??= config && bornFrom(config, intention)
    else value = value && laidOver(value, [{ intention }])
    const { version } = outcome as { version?: number }
    if (value && version !== undefined) value = { ...value, version }
  }
  if (value !== slot.get().value) slot.set({ ...slot.get(), state: 'ready', value })
}

onSettled((news) => {
  for (const [key, slot] of records) {
    const mine = news.filter((n) => keyOf(n.type, n.id) === key && n.outcome.outcome !== 'refused')
    const [first] = mine
    if (!first) continue
    layInto(slot, mine)
    // An answer that is on its way was given before this change.
    void Promise.resolve(slot.asking).then(() => load(first.type, first.id))
  }
})
onForget(() => {
  records.clear()
  histories.clear()
})

/** The change that makes this record, while the server has not been asked. */
const birthOf = (entries: OutboxEntry[], id: string): OutboxEntry | undefined =>
  entries.find((e) => e.intention.name === 'record.create' && touched(e.intention.args)?.id === id && isUnsent(e))

export function useRecord(type: RecordType, id: string): RecordRead {
  const slot = slotOf(records, keyOf(type, id))
  const held = useLive(slot)
  const entries = useLive(outbox)
  const line = useLive(connection)

  // No server knows yet of what still waits here.
  const unborn = held.value === undefined && birthOf(entries, id) !== undefined
  useEffect(() => {
    if (unborn) return
    if (slot.get().value === undefined || Date.now() - slot.get().at > freshFor) void load(type, id)
  }, [type, id, slot, unborn])
  useEffect(() => {
    if (line !== 'offline' && slot.get().state === 'offline') void load(type, id)
  }, [line, type, id, slot])

  return useMemo(() => {
    const birth = birthOf(entries, id)
    const config = configNow()
    const ground = held.value ?? (birth && config && bornFrom(config, birth.intention))
    const mine = entries.filter((e) => isUnsent(e) && touched(e.intention.args)?.id === id)
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
