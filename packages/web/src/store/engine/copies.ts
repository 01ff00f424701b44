// Records that this device keeps: whole under their own seal, and one line each for lists. Screens ask here first when
// nobody answers; what the person has not sent yet lies over it.
import {
  isFoundBy,
  findIn,
  findingWords,
  sharedWords,
  type TextQuestion,
  wordsToFind,
} from '@primero/domain/search/local.ts'
import type { Data } from '@primero/domain/records/record.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { keptAnswers } from '@primero/domain/access/offline.ts'
import { keptTypes } from '@primero/domain/access/offline.ts'
import type { ConflictShape, RecordShape, SearchReply, SearchRequest, ShortRow } from '@primero/domain/sync/protocol.ts'
import { bornFrom } from '../born.ts'
import { isUnsent, type OutboxEntry } from '../entries.ts'
import { type Live, live } from '../live.ts'
import { laidOver } from '../overlay.ts'
import type { AppConfig } from '../store.ts'
import { type Item, type Name, VaultFull, VaultLocked } from '../vault/shape.ts'
import { type Ground, keyOf, type PulledPage, type RecordName, recordOf } from './ground.ts'
import { linesOf } from './lines.ts'

/** A record on the disk: the fields that may be written are kept once for many. */
type KeptRecord = Omit<RecordShape, 'writable'> & { writable: number }

export type Taken = { entry: OutboxEntry; version: number | undefined }

export type Copies = {
  /** Lines by `type/id`; another map whenever one of them changes. */
  lines: Live<ReadonlyMap<string, ShortRow>>
  conflicts: Live<readonly ConflictShape[]>
  open: () => Promise<void>
  /** As `open`, where another page of this person has written since. */
  again: () => Promise<void>
  has: (of: RecordName) => boolean
  record: (of: RecordName) => Promise<RecordShape | undefined>
  /** Erases what has left, then keeps a page of a pull and its cursor, in one transaction. */
  take: (page: PulledPage, cursor: string) => Promise<void>
  /** What the server has taken, laid into the copies until the next pull brings the whole. `write` keeps them. */
  taken: (entries: readonly Taken[], write: (copies: Item[]) => Promise<void>) => Promise<void>
  erase: (of: RecordName) => Promise<void>
  /** The answer to a list from what is kept and what is still unsent. */
  find: (request: SearchRequest, unsent: readonly OutboxEntry[]) => Promise<SearchReply>
  forget: () => void
}

export function copiesOn(ground: Ground): Copies {
  const { vault } = ground
  const lines = live<ReadonlyMap<string, ShortRow>>(new Map())
  const conflicts = live<readonly ConflictShape[]>([])
  let writables: string[][] = []
  /** Records made here that no pull has brought yet, and how many went by since. */
  let born: Record<string, number> = {}
  /** How often copies on the disk had been changed, by any page, when this one last looked. */
  let written: number | undefined

  const placeOf = (fields: string[]): number => {
    const text = JSON.stringify(fields)
    const at = writables.findIndex((known) => JSON.stringify(known) === text)
    if (at >= 0) return at
    writables = [...writables, fields]
    return writables.length - 1
  }
  const itemsOf = (config: AppConfig, records: readonly RecordShape[]): { items: Item[]; lines: ShortRow[] } => {
    const made = linesOf(config, records)
    const items = records.flatMap((record, i): Item[] => {
      const [id, { version }] = [keyOf(record), record]
      const kept: KeptRecord = { ...record, writable: placeOf(record.writable) }
      const tokens = findingWords(record.type, record.data as Data)
      return [
        { room: 'record', id, version, value: kept, tokens },
        { room: 'line', id, version, value: made[i] },
      ]
    })
    return { items: [...items, { room: 'meta', id: 'writables', value: writables }], lines: made }
  }
  const show = (more: readonly ShortRow[], gone: readonly RecordName[]): void => {
    const next = new Map(lines.get())
    for (const line of more) next.set(keyOf(line), line)
    for (const of of gone) next.delete(keyOf(of))
    lines.set(next)
  }
  const record = async (of: RecordName): Promise<RecordShape | undefined> => {
    const kept = lines.get().has(keyOf(of))
      ? ((await vault.read('record', keyOf(of))) as KeptRecord | undefined)
      : undefined
    return kept && { ...kept, writable: writables[kept.writable] ?? (await placesNow())[kept.writable] ?? [] }
  }
  /** Another page may have kept a record of a kind that this one has not met. */
  const placesNow = async (): Promise<string[][]> => ((await vault.read('meta', 'writables')) as string[][]) ?? []
  async function opened(): Promise<void> {
    // First, so that it is never newer than what is read after it.
    const count = (await vault.read('meta', 'copies')) as number | undefined
    const [kept, places, open, made] = await Promise.all([
      vault.readAll('line'),
      placesNow(),
      vault.read('conflict', 'open'),
      vault.read('meta', 'born'),
    ])
    written = count
    born = (made as typeof born | undefined) ?? {}
    writables = places
    conflicts.set((open as ConflictShape[] | undefined) ?? [])
    lines.set(new Map(kept.map(({ id, value }) => [id, value as ShortRow])))
  }
  /** Nothing is put: a full disk must not keep what has left. */
  async function erase(gone: readonly RecordName[]): Promise<void> {
    await vault.write({ drop: gone.flatMap(copyOf) })
    show([], gone)
    ground.tabs.changed('copies')
  }
  /**
   * One page of this person at a time changes copies, and on what the others left: by its memory alone it would lay an
   * older copy over a newer one. `work` puts `next` on the disk with what it changes, if it changes anything.
   */
  async function changing(work: (next: Item) => Promise<boolean>): Promise<void> {
    await ground.alone('copies', async () => {
      if ((await vault.read('meta', 'copies')) !== written) await opened()
      const count = (written ?? 0) + 1
      if (!(await work({ room: 'meta', id: 'copies', value: count }))) return
      written = count
      ground.tabs.changed('copies')
    })
  }

  return {
    lines,
    conflicts,
    record,
    has: (of) => lines.get().has(keyOf(of)),
    open: opened,
    async again() {
      if (!ground.me()) return
      try {
        await ground.alone('copies', opened)
      } catch (e) {
        // A lock came in between, or the disk is gone: whoever comes in next opens them.
        if (!(e instanceof VaultLocked || e instanceof VaultFull)) throw e
      }
    },
    take: (page, cursor) => changing((next) => take(page, cursor, next)),
    taken: (news, write) => changing((next) => taken(news, write, next)),
    erase: (of) => erase([of]),
    async find(request, unsent) {
      const config = ground.me()
      if (!config) return { total: 0, page: request.page, per: request.per, rows: [] }
      const whole = await pendingRecords(config, request.type, unsent, record)
      const pending = new Map(linesOf(config, [...whole.values()]).map((line) => [keyOf(line), line]))
      const all = [...lines.get().values()].filter((line) => line.type === request.type && !pending.has(keyOf(line)))
      const candidates = [...all, ...pending.values()]
      const { query } = request
      if (!query || query.text.trim() === '') return reply(config, request, candidates)
      const found = await foundByText(request.type, query, candidates, whole)
      return reply(config, request, found)
    },
    forget() {
      lines.set(new Map())
      conflicts.set([])
      writables = []
      born = {}
      written = undefined
    },
  }

  async function take(page: PulledPage, cursor: string, next: Item): Promise<boolean> {
    const config = ground.me()
    if (!config) return false
    // A change that was taken while this reply was on its way is newer than the reply; of a house that was put back to
    // an earlier day, nothing is.
    const newer = page.records.filter((r) => page.anew || r.version >= (lines.get().get(keyOf(r))?.version ?? 0))
    const { items, lines: made } = itemsOf(config, newer)
    const comes = new Set(page.records.map(keyOf))
    const awaited = page.more ? born : goneBy(born, comes)
    // The second pull without it says that the server would not keep it here.
    const strange = Object.keys(awaited).filter((key) => (awaited[key] ?? 0) > 1)
    const left = [...lines.get()].filter(([key]) => strange.includes(key) || (page.anew && !comes.has(key)))
    const gone = [...page.gone, ...left.map(([, line]) => line)]
    const stillBorn = Object.fromEntries(Object.entries(awaited).filter(([key]) => !strange.includes(key)))
    const put: Item[] = [
      ...items,
      next,
      { room: 'conflict', id: 'open', value: page.conflicts },
      { room: 'meta', id: 'cursor', value: cursor },
      { room: 'meta', id: 'born', value: stillBorn },
    ]
    // Until the cursor is kept it is named again.
    if (gone.length > 0) await erase(gone)
    await vault.write({ put })
    born = stillBorn
    show(made, [])
    conflicts.set(page.conflicts)
    return true
  }

  async function taken(news: readonly Taken[], write: (copies: Item[]) => Promise<void>, next: Item): Promise<boolean> {
    const config = ground.me()
    // Several changes of one record may have arrived together: each lies over the one before.
    const whole = new Map<string, RecordShape>()
    for (const { entry, version } of config ? news : []) {
      const of = recordOf(entry.intention)
      const copy = whole.get(keyOf(of)) ?? (await record(of)) ?? (config && ownBirth(config, entry))
      if (!config || !copy || version === undefined || copy.version >= version) continue
      const changed = laidOver(copy, [entry])
      const data = keptAnswers(config.configuration, of.type, changed.data as Data)
      whole.set(keyOf(of), { ...changed, version, data })
    }
    if (!config || whole.size === 0) {
      await write([])
      return false
    }
    const { items, lines: made } = itemsOf(config, [...whole.values()])
    const unknown = [...whole.keys()].filter((key) => !lines.get().has(key))
    const withNew = { ...born, ...Object.fromEntries(unknown.map((key) => [key, 0])) }
    await write([...items, next, { room: 'meta', id: 'born', value: withNew }])
    born = withNew
    show(made, [])
    return true
  }

  /** What was registered here stays here, also where the line breaks before the next pull brings it. */
  function ownBirth(config: AppConfig, { intention }: OutboxEntry): RecordShape | undefined {
    if (intention.name !== 'record.create' || !ground.isEnrolled() || config.policy.records === 0) return undefined
    return keptTypes(config.me.role).includes(recordOf(intention).type) ? bornFrom(config, intention) : undefined
  }

  async function foundByText(
    type: RecordType,
    query: TextQuestion,
    candidates: ShortRow[],
    pending: ReadonlyMap<string, RecordShape>,
  ): Promise<ShortRow[]> {
    const groups = wordsToFind(query).filter((words) => words.length > 0)
    const hits = (await Promise.all(groups.map((words) => vault.find('record', words)))).map((ids) => new Set(ids))
    /** How much of it a kept record is found by: words of a name one by one, parts of an identifier as a whole. */
    const weigh = async (line: ShortRow): Promise<number> => {
      const waiting = pending.get(keyOf(line))?.data as Data | undefined
      if (waiting) return isFoundBy(type, waiting, query) ? Math.max(1, sharedWords(type, waiting, query.text)) : 0
      if (query.by === 'id' && isFoundBy(type, line.data as Data, query)) return 1
      const count = hits.filter((ids) => ids.has(keyOf(line))).length
      if (count === 0 || query.by !== 'id') return count
      // Its threes are all there, but perhaps not one after the other.
      const data = (await record(line))?.data
      return data && isFoundBy(type, data as Data, query) ? 1 : 0
    }
    const found = (await Promise.all(candidates.map(async (line) => ({ line, shared: await weigh(line) })))).filter(
      ({ shared }) => shared > 0,
    )
    if (query.by === 'name') found.sort((a, b) => b.shared - a.shared)
    return found.map(({ line }) => line)
  }
}

const goneBy = (born: Readonly<Record<string, number>>, comes: ReadonlySet<string>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(born)
      .filter(([key]) => !comes.has(key))
      .map(([key, pulls]) => [key, pulls + 1]),
  )

const copyOf = (of: RecordName): Name[] =>
  (['record', 'line', 'history'] as const).map((room) => ({ room, id: keyOf(of) }))

function reply(config: AppConfig, request: SearchRequest, candidates: ShortRow[]): SearchReply {
  const { page, per, query } = request
  // The most alike stand first already.
  const isRanked = query?.by === 'name'
  const { total, rows } = findIn(
    config.configuration,
    request.type,
    candidates,
    isRanked ? { ...request, page: 1, per: candidates.length } : request,
  )
  if (!isRanked) return { total, page, per, rows }
  const fitting = new Set(rows.map((row) => row.id))
  const ranked = candidates.filter((row) => fitting.has(row.id))
  return { total, page, per, rows: ranked.slice((page - 1) * per, page * per) }
}

/** Records with changes that the server has not received, and those that it does not know at all. */
async function pendingRecords(
  config: AppConfig,
  type: RecordType,
  unsent: readonly OutboxEntry[],
  kept: (of: RecordName) => Promise<RecordShape | undefined>,
): Promise<Map<string, RecordShape>> {
  const mine = unsent.filter((e) => isUnsent(e) && recordOf(e.intention).type === type)
  const found = new Map<string, RecordShape>()
  for (const [key, entries] of byRecord(mine)) {
    const [first] = entries
    if (!first) continue
    const birth = entries.find((e) => e.intention.name === 'record.create')
    const ground = (await kept(recordOf(first.intention))) ?? (birth && bornFrom(config, birth.intention))
    if (ground) found.set(key, laidOver(ground, entries))
  }
  return found
}

// Phones of the floor know no Map.groupBy.
function byRecord(entries: readonly OutboxEntry[]): Map<string, OutboxEntry[]> {
  const groups = new Map<string, OutboxEntry[]>()
  for (const entry of entries) {
    const key = keyOf(recordOf(entry.intention))
    groups.set(key, [...(groups.get(key) ?? []), entry])
  }
  return groups
}
