// Single records: from this device at once where it keeps them, from the server where it answers, shown with the
// person's own unsent changes on top.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { isUuid } from '@primero/domain/ids.ts'
import { keptAnswers, mayKeep } from '@primero/domain/access/offline.ts'
import type { Data, Row } from '@primero/domain/records/record.ts'
import type { Outcome } from '@primero/domain/sync/intention.ts'
import type { HistoryReply, RecordShape } from '@primero/domain/sync/protocol.ts'
import { useEffect, useMemo } from 'react'
import { fetchHistory, fetchRecords } from '../sync/api.ts'
import { connection } from '../sync/connection.ts'
import { bornFrom } from './born.ts'
import type { Engine } from './engine/engine.ts'
import { keyOf, type RecordName, recordOf } from './engine/ground.ts'
import type { News } from './engine/sending.ts'
import { isUnsent, type OutboxEntry } from './entries.ts'
import { engineNow, onEngine, useEngine } from './here.ts'
import { useLive } from './live.ts'
import { laidOver } from './overlay.ts'
import { configNow, onForget } from './presence.ts'
import { fill, type Slot, slotOf } from './slots.ts'
import type { HistoryRead, RecordRead } from './store.ts'
import { vaultNow } from './vault/own.ts'

const records = new Map<string, Slot<RecordShape>>()
/** A record that was read this recently is not asked for again when a page opens. */
const freshFor = 20_000

const load = (type: RecordType, id: string): Promise<void> =>
  fill(
    slotOf(records, keyOf({ type, id })),
    async () => {
      // An address that was typed or cut off names no record.
      if (!isUuid(id)) return undefined
      const reply = await fetchRecords(type, [id])
      const found = reply.records.find((r) => r.id === id)
      // Out of reach: nothing of it stays here either.
      if (!found && engineNow().copies.has({ type, id })) await engineNow().copies.erase({ type, id })
      return found
    },
    () => engineNow().copies.record({ type, id }),
  )

/** Something changed: an answer that is on its way was given before. */
const askAnew = (of: RecordName): void =>
  void Promise.resolve(records.get(keyOf(of))?.asking).then(() => load(of.type, of.id))

const touches = (entry: OutboxEntry, id: string): boolean => recordOf(entry.intention).id === id

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

onEngine((engine: Engine) => {
  engine.sender.onSettled((news) => {
    for (const [key, slot] of records) {
      const mine = news.filter((n) => keyOf(n) === key && n.outcome.outcome !== 'refused')
      const [first] = mine
      if (!first) continue
      layInto(slot, mine)
      askAnew(first)
    }
  })
  engine.puller.onPage((page) => {
    for (const of of page.gone) {
      records.get(keyOf(of))?.set({ state: 'denied', value: undefined, problem: undefined, at: 0 })
      if (records.get(keyOf(of))?.asking) askAnew(of)
    }
    for (const record of page.records) {
      const slot = records.get(keyOf(record))
      if (!slot || (slot.get().value?.version ?? 0) >= record.version) continue
      // On the page stands what the server shows online, which may be more than a device keeps.
      askAnew(record)
    }
  })
})

/** Records on the screen, each as often as somebody looks at it there. */
const open = new Set<RecordName>()

/** Something changed: what somebody was let in to may be shut to him while he looks. */
export function lookAgain(): void {
  for (const of of open) if (isGuest(of)) askAnew(of)
}

function isGuest(of: RecordName): boolean {
  const names = records.get(keyOf(of))?.get().value?.data['assigned_user_names']
  return Array.isArray(names) && names.includes(configNow()?.me.userName)
}

onForget(() => {
  records.clear()
  histories.clear()
})

/** The change that makes this record, while the server has not been asked. */
const birthOf = (entries: OutboxEntry[], id: string): OutboxEntry | undefined =>
  entries.find((e) => e.intention.name === 'record.create' && touches(e, id) && isUnsent(e))

export function useRecord(type: RecordType, id: string): RecordRead {
  const slot = slotOf(records, keyOf({ type, id }))
  const held = useLive(slot)
  const entries = useLive(useEngine().outbox.entries)
  const line = useLive(connection)

  // No server knows yet of what still waits here.
  const unborn = held.value === undefined && birthOf(entries, id) !== undefined
  useEffect(() => {
    if (unborn) return
    if (slot.get().value === undefined || Date.now() - slot.get().at > freshFor) void load(type, id)
  }, [type, id, slot, unborn])
  useEffect(() => {
    const of = { type, id }
    open.add(of)
    return () => void open.delete(of)
  }, [type, id])
  useEffect(() => {
    if (line !== 'offline' && slot.get().state === 'offline') void load(type, id)
  }, [line, type, id, slot])

  return useMemo(() => {
    const birth = birthOf(entries, id)
    const config = configNow()
    const ground = held.value ?? (birth && config && bornFrom(config, birth.intention))
    const mine = entries.filter((e) => isUnsent(e) && touches(e, id))
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

/** The first page of a history is kept with its record, for the days without a network. */
const loadHistory = (type: RecordType, id: string): Promise<void> => {
  const of = { type, id }
  const vault = vaultNow()
  return fill(
    slotOf(histories, keyOf(of)),
    async () => {
      const reply = await fetchHistory(type, id, 1)
      if (engineNow().copies.has(of)) {
        const value = keepable(type, reply)
        await vault.write({ put: [{ room: 'history', id: keyOf(of), value }] }).catch(() => undefined)
      }
      return reply
    },
    async () => (engineNow().copies.has(of) ? ((await vault.read('history', keyOf(of))) as HistoryReply) : undefined),
  )
}

type Step = HistoryReply['entries'][number]['changes'][number]

function keepable(type: RecordType, reply: HistoryReply): HistoryReply {
  const config = configNow()?.configuration
  if (!config) return { total: 0, entries: [] }
  /** A row as a whole, without the columns that no device keeps. */
  const open = (field: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (keptAnswers(config, type, { [field]: [value as Row] } as Data)[field] as Row[])[0]
      : value
  const kept = (step: Step): Step[] => {
    const [field = '', , ...deeper] = step.path
    if (!mayKeep(config, type, step.path)) return []
    if (deeper.length > 0) return deeper.length % 2 === 1 ? [step] : []
    return [{ ...step, from: open(field, step.from), to: open(field, step.to) }]
  }
  return { ...reply, entries: reply.entries.map((entry) => ({ ...entry, changes: entry.changes.flatMap(kept) })) }
}

/** The record's history, newest first; `more` asks for the next page and adds it. */
export function useHistory(type: RecordType, id: string): HistoryRead {
  const key = keyOf({ type, id })
  const slot = slotOf(histories, key)
  const held = useLive(slot)
  const version = useLive(slotOf(records, key)).value?.version ?? 0

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version has a longer history
  useEffect(() => {
    void loadHistory(type, id)
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
      retry: () => void loadHistory(type, id),
      more: history && got > 0 && got < history.total ? () => void fill(slot, more) : undefined,
    }
  }, [held, slot, type, id])
}

/** Entries that one reply of the server holds. */
const historyPage = 20
