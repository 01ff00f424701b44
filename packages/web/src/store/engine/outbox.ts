// Changes on their way to the server. Each is sealed on the disk before the screen says "saved"; it leaves the disk when
// the server has it, or when its author throws it away.
import { isUuidV4 } from '@primero/domain/ids.ts'
import type { Intention, IntentionArgs, IntentionName } from '@primero/domain/sync/intention.ts'
import { fresh, isUnsent, needsAuthor, type OutboxEntry } from '../entries.ts'
import { type Live, live } from '../live.ts'
import { type Name, VaultLocked } from '../vault/shape.ts'
import { type Ground, keyOf, recordOf } from './ground.ts'

export type Beside = {
  /** Files by the id of their attachment. */
  files?: ReadonlyMap<string, Uint8Array<ArrayBuffer>>
  /** Version of the forms under which it was typed, where that is not the one in force. */
  config?: number
}

export type Outbox = {
  entries: Live<OutboxEntry[]>
  /** Seals what the person meant, with the files that belong to it; resolves with its id: from then on it is safe. */
  put: <N extends IntentionName>(name: N, args: IntentionArgs<N>, basedOn: number, more?: Beside) => Promise<string>
  /** Throws away what was refused, or what its author no longer wants to send. */
  discard: (id: string) => Promise<void>
  /** Takes up what another page of this person left behind or wrote meanwhile, and lets go of what it has sent. */
  again: () => Promise<void>
  change: (id: string, change: Partial<OutboxEntry>) => void
  /** Lets go of entries whose fate the page still shows, or, with `forget`, of all that it shows. */
  forget: () => void
}

/** Where an intention and its bytes lie. */
export const placesOf = (intention: Intention): Name[] => [
  { room: 'outbox', id: intention.id },
  ...(intention.name === 'attachment.add'
    ? [{ room: 'blob' as const, id: (intention.args as IntentionArgs<'attachment.add'>).attachment }]
    : []),
]

/** What waits for a record that the server refused to make: its author decides about that one first. */
export function isHeld(entries: readonly OutboxEntry[], { intention }: OutboxEntry): boolean {
  const key = keyOf(recordOf(intention))
  return entries.some(
    (e) => e.intention.name === 'record.create' && e.state === 'refused' && keyOf(recordOf(e.intention)) === key,
  )
}

export function outboxOn(ground: Ground): Outbox {
  const entries = live<OutboxEntry[]>([])
  const add = (entry: OutboxEntry): void => entries.set([...entries.get(), entry])
  /** Highest place taken here. The device's own count is written late: after a killed browser it stands too low. */
  let last = 0
  const nextSeq = (): number => {
    last = Math.max(ground.nextSeq(), last + 1)
    return last
  }

  return {
    entries,
    async put(name, args, basedOn, { files = new Map(), config: typedUnder } = {}) {
      const config = ground.me()
      if (!config) throw new Error('nobody is signed in')
      const intention: Intention = {
        id: ground.newId(),
        v: 1,
        device: ground.device(),
        user: config.me.userName,
        seq: nextSeq(),
        at: ground.now(),
        config: typedUnder ?? config.version,
        name,
        args,
        basedOn,
      }
      const blobs = [...files].map(([id, value]) => ({ room: 'blob' as const, id, value }))
      const entry = fresh(intention)
      await ground.vault.write({ put: [...blobs, { room: 'outbox', id: intention.id, value: entry }], strict: true })
      add(entry)
      ground.tabs.changed('outbox')
      return intention.id
    },
    async discard(id) {
      const entry = entries.get().find((e) => e.intention.id === id)
      if (!entry || entry.state === 'sending') return
      await ground.vault.write({ drop: placesOf(entry.intention), strict: true })
      entries.set(entries.get().filter((e) => e.intention.id !== id))
      ground.tabs.changed('outbox')
    },
    async again() {
      const user = ground.me()?.me.userName
      // What is written while the disk is read stays.
      const before = entries.get()
      const all = await ground.vault.readAll('outbox').catch(unlessLocked)
      if (!all) return
      const kept = all.map(({ value }) => value as OutboxEntry)
      const mine = kept.filter((e) => e.intention?.user === user && isUuidV4(e.intention.id))
      last = Math.max(last, ...mine.map((e) => e.intention.seq))
      const there = new Map(mine.map((e) => [e.intention.id, e]))
      const isOnDisk = (e: OutboxEntry): boolean => e.state === 'waiting' || needsAuthor(e)
      const gone = new Set(before.filter((e) => isOnDisk(e) && !there.has(e.intention.id)))
      const stays = entries.get().filter((e) => !gone.has(e))
      const known = new Set(stays.map((e) => e.intention.id))
      const added = mine
        .filter((e) => !known.has(e.intention.id))
        .map((e) => (isUnsent(e) ? { ...e, state: 'waiting' as const } : e))
      // Another page was told what became of it.
      const answered = stays.filter((e) => e.state === 'waiting' && needsAuthor(there.get(e.intention.id) ?? e))
      if (gone.size + added.length + answered.length === 0) return
      const now = stays.map((e) => (answered.includes(e) ? (there.get(e.intention.id) ?? e) : e))
      entries.set([...now, ...added].sort((a, b) => a.intention.seq - b.intention.seq))
    },
    change: (id, change) =>
      entries.set(entries.get().map((entry) => (entry.intention.id === id ? { ...entry, ...change } : entry))),
    forget: () => entries.set([]),
  }
}

/** The keys went in between: whoever comes in next takes it up. */
function unlessLocked(e: unknown): undefined {
  if (!(e instanceof VaultLocked)) throw e
}
