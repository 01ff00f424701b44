// Kept claims as their reader may see them: path by path, like records and histories.
import type { Actor } from '@primero/domain/access/actor.ts'
import { decide } from '@primero/domain/access/decide.ts'
import { keptValue, mayKeep } from '@primero/domain/access/offline.ts'
import { may } from '@primero/domain/access/role.ts'
import { scopeOf } from '@primero/domain/access/scope.ts'
import { nameIn, type RecordType, recordTypes } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import type { Kept } from '@primero/domain/records/changes.ts'
import { valueAt } from '@primero/domain/records/edit.ts'
import { says } from '@primero/domain/records/meeting.ts'
import { noticeEnd, oldestNotice } from '@primero/domain/records/notice.ts'
import type { Answer, Change, RecordFacts, StoredRecord } from '@primero/domain/records/record.ts'
import { formerly } from '@primero/domain/records/retired.ts'
import { settleableBy } from '@primero/domain/records/settle.ts'
import { Problem } from '@primero/domain/problem.ts'
import { type ConflictKind, type ConflictShape, conflictKinds } from '@primero/domain/sync/protocol.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { typedUnder } from '../records/claims.ts'
import { factsFrom, stored } from '../records/held.ts'
import { type Hand, lastHands, type SettledPath } from '../records/queries.ts'
import { readersOn } from '../records/reader.ts'
import { reachables } from '../records/reading.ts'
import { visiblePaths } from '../records/visible-paths.ts'
import { type ConflictQuestion, type ConflictRow, conflictsWithin } from '../search/conflicts.ts'

/** What is open on these records, as far as this person may see it and a device may keep it; oldest first. */
export const conflictsForDevice = (
  house: House,
  tx: Tx,
  actor: Actor,
  type: RecordType,
  ids: readonly string[],
): Promise<ConflictShape[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : seen(house, tx, actor, [type], { ids, kinds: conflictKinds, noticesSince: oldest(house) }, true).then((halves) =>
        withHands(tx, halves),
      )

const oldest = (house: House): Date => new Date(oldestNotice(house.clock().getTime()))

/** Who only has to know needs no queue. */
const decisions: readonly ConflictKind[] = conflictKinds.filter((kind) => kind !== 'notice')

const per = 20

/** Further back than any claim. */
const hours = (asked: number): number => Math.min(Math.max(0, asked), 24 * 366 * 50)

/** A page of them: of one record, or all decisions that wait within this person's reach. */
export async function conflictsPage(
  house: House,
  tx: Tx,
  actor: Actor,
  asked: { of?: { type: RecordType; id: string }; settled?: boolean; olderThan?: number; page: number },
): Promise<{ total: number; conflicts: ConflictShape[] }> {
  const { of, settled = false, olderThan } = asked
  if (of !== undefined && (await reachables(house, tx, actor, of.type, [of.id])).length === 0) {
    throw new Problem('not-found', {})
  }
  const before = olderThan === undefined ? undefined : house.clock().getTime() - hours(olderThan) * 3_600_000
  const all = await seen(house, tx, actor, of === undefined ? recordTypes : [of.type], {
    kinds: of === undefined ? decisions : conflictKinds,
    settled,
    noticesSince: oldest(house),
    ...(of === undefined ? {} : { ids: [of.id] }),
    ...(before === undefined ? {} : { before: new Date(before).toISOString() }),
  })
  const from = (Math.max(1, Math.trunc(asked.page)) - 1) * per
  return { total: all.length, conflicts: await withHands(tx, all.slice(from, from + per)) }
}

async function seen(
  house: House,
  tx: Tx,
  actor: Actor,
  types: readonly RecordType[],
  question: ConflictQuestion,
  isForDevice = false,
): Promise<Half[]> {
  const found: Half[] = []
  for (const type of types) {
    const rows = await conflictsWithin(tx, type, scopeOf(actor, type), question)
    const views = await Promise.all(rows.map((row) => viewOf(house, tx, actor, type, row, isForDevice)))
    found.push(...views.flatMap((view) => (view === undefined ? [] : halvesOf(house, view, question.settled === true))))
  }
  return found.sort((a, b) => a.row.met_at.getTime() - b.row.met_at.getTime())
}

/** Whose the answers in force are is asked for those that are shown only. */
async function withHands(tx: Tx, halves: Half[]): Promise<ConflictShape[]> {
  const hands = new Map<Path, Hand | undefined>()
  for (const [type, some] of Map.groupBy(halves, ({ shape }) => shape.type)) {
    const places = some.flatMap(({ row, paths }) => paths.map((at) => ({ n: row.n, at })))
    const found = await lastHands(
      tx,
      type,
      places.map(({ n, at: { path } }) => ({ n, path })),
    )
    for (const [i, { at }] of places.entries()) hands.set(at, found[i])
  }
  return halves.map(({ shape, paths }) => ({
    ...shape,
    paths: paths.map((path) => ({ ...path, ...handOf(hands.get(path)) })),
  }))
}

const handOf = (hand: Hand | undefined) => ({
  forceBy: hand?.user_name ?? null,
  forceAt: hand?.at.toISOString() ?? null,
})

type Path = Omit<ConflictShape['paths'][number], 'forceBy' | 'forceAt'>
type Half = { row: ConflictRow; shape: Omit<ConflictShape, 'paths'>; paths: Path[] }
type View = {
  row: ConflictRow
  shape: Omit<ConflictShape, 'paths' | 'settledAt' | 'settledBy'>
  paths: (Path & { settled: SettledPath | undefined; isMoot: boolean; endedAt: number | undefined })[]
}

/** The claim as this person sees it; undefined where he may see nothing of it. */
async function viewOf(
  house: House,
  tx: Tx,
  actor: Actor,
  type: RecordType,
  row: ConflictRow,
  isForDevice: boolean,
): Promise<View | undefined> {
  const facts = factsFrom(type, row)
  const record = stored(type, row, row)
  const config = house.configuration()
  if (decide(config, actor, type, 'read', facts) !== 'yes') return undefined
  const older = await typedUnder(house, tx, row)
  if (row.kind === 'retired' && older === undefined) return undefined
  const { actor: reader } = (await readersOn(house, tx, actor, [{ n: row.n, facts }]))({ n: row.n, facts })
  const sees = (change: Change) =>
    older === undefined
      ? visiblePaths(config, reader, facts, [change], record)
      : visiblePaths(older, formerly(config, older, reader), facts, [change], record)
  const seen = row.changes.flatMap((change) => pathsOf(change, record, sees, row, house.clock().getTime()))
  // What is asked no more stays off devices as it did while it was asked.
  const paths = isForDevice ? [config, older ?? config].reduce((left, by) => keptOn(by, type, left), seen) : seen
  if (paths.length === 0) return undefined
  const role = config.roles.get(row.role ?? '')
  return {
    row,
    paths,
    shape: {
      conflict: row.conflict,
      type,
      id: record.id,
      kind: row.kind,
      at: row.at.toISOString(),
      user: row.user_name,
      role: role ? nameIn(role, actor.locale) : null,
      mine: row.user_name === actor.userName,
      maySettle: maySettle(house, actor, { record, facts }, { kind: row.kind, ...(older ? { older } : {}) }, paths),
    },
  }
}

function pathsOf(
  change: Kept,
  { data }: StoredRecord,
  sees: (change: Change) => { from?: unknown; to?: unknown }[],
  row: ConflictRow,
  now: number,
): View['paths'] {
  const { path } = change
  const [claim] = sees(change)
  if (claim === undefined) return []
  const standing = valueAt(data, path)
  const force = sees({ path, from: standing, to: undefined })[0]?.from
  return [
    {
      path,
      ...(claim.from === undefined ? {} : { from: claim.from }),
      ...(claim.to === undefined ? {} : { claim: claim.to }),
      ...(force === undefined ? {} : { force }),
      cautious: change.isCautious === true,
      settled: row.settled.find((s) => s.path.join('/') === path.join('/')),
      // Somebody has put there by now what it claims.
      isMoot: says(standing, change.to),
      endedAt: row.kind === 'notice' ? noticeEnd({ path, metAt: row.met_at.getTime() }, row.changed, now) : undefined,
    },
  ]
}

const keptOn = (config: Configuration, type: RecordType, paths: View['paths']): View['paths'] =>
  paths
    .filter(({ path }) => mayKeep(config, type, path))
    .map((met) => {
      const values = Object.entries(met).filter(([name]) => name === 'from' || name === 'claim' || name === 'force')
      return {
        ...met,
        ...Object.fromEntries(values.map(([name, value]) => [name, keptValue(config, type, met.path, value)])),
      }
    })

/** What waits, and where it is asked for what was decided, each with its own paths. */
function halvesOf(house: House, { row, shape, paths }: View, withSettled: boolean): Half[] {
  const plain = (of: View['paths']): Path[] =>
    of.map(({ settled: _settled, isMoot: _isMoot, endedAt: _endedAt, ...path }) => path)
  const isOpen = ({ settled, isMoot, endedAt }: View['paths'][number]): boolean =>
    settled === undefined && !isMoot && endedAt === undefined
  const open = paths.filter(isOpen)
  const done = paths.filter((path) => !isOpen(path))
  const last = done.flatMap(({ settled }) => settled ?? []).at(-1)
  const ended = done.flatMap(({ endedAt }) => endedAt ?? []).at(-1)
  const settledAt = row.settled_at?.toISOString() ?? last?.at ?? (ended ? new Date(ended) : house.clock()).toISOString()
  return [
    ...(open.length === 0 ? [] : [{ row, paths: plain(open), shape: { ...shape, settledAt: null, settledBy: null } }]),
    ...(!withSettled || done.length === 0
      ? []
      : [{ row, paths: plain(done), shape: { ...shape, settledAt, settledBy: row.settled_by ?? last?.by ?? null } }]),
  ]
}

/** May he write this record, and each of these answers? */
function maySettle(
  house: House,
  actor: Actor,
  held: { record: StoredRecord; facts: RecordFacts },
  claim: { kind: ConflictKind; older?: Configuration },
  paths: Path[],
): boolean {
  if (!may(actor.role, held.facts.type, 'write') || held.record.data['record_state'] === false) return false
  const isHis = settleableBy(house.configuration(), actor, held, claim)
  return paths.every(({ path, from, claim: to }) =>
    isHis({ path, from: from as Answer | undefined, to: to as Answer | undefined }),
  )
}
