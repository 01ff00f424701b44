// What changed for a device since it last said what it keeps: its download set (ux §15.3) beside what it was sent.
import type { Actor } from '@primero/domain/access/actor.ts'
import { keptAnswers, mayKeep } from '@primero/domain/access/offline.ts'
import { may } from '@primero/domain/access/role.ts'
import { type RecordType, recordTypes } from '@primero/domain/configuration/bundle.ts'
import { oldestNotice } from '@primero/domain/records/notice.ts'
import type { Data } from '@primero/domain/records/record.ts'
import { keptTypes } from '@primero/domain/access/offline.ts'
import { policyOf } from '@primero/domain/sync/policy.ts'
import type { PullReply, PullRequest } from '@primero/domain/sync/protocol.ts'
import { insertAudit } from '../audit/queries.ts'
import { reading, type Tx } from '../db/database.ts'
import { type House, occasionOf } from '../house.ts'
import { type Readable, reachables } from '../records/reading.ts'
import { type Downloadable, downloadSet, reachOf, type SetRow } from '../search/download.ts'
import { stampOf } from '../sync/config-for.ts'
import { conflictsForDevice } from '../sync/conflicts.ts'
import { type Hanging, hangingOn, shapes } from '../sync/shapes.ts'
import { type Due, dueFor } from './due.ts'
import { leaseEnd, leaseOf, newFill, ownDevice } from './lease.ts'
import { type DeviceRow, heldOn, writePulled } from './queries.ts'

/** Closed records stay on a device for this many days. */
const daysAfterClosure = 14

type Found = {
  device: DeviceRow
  /** Of the configuration in force and the person's rights. */
  stamp: string
  cursor: { text: string; fill: string; pull: number; isUnknown: boolean }
  due: Due
  set: Downloadable[]
  reach: { type: RecordType; reach?: number }[]
  found: Map<RecordType, { readables: Readable[]; hanging: Hanging }>
  conflicts: PullReply['conflicts']
}

export function pull(house: House, actor: Actor, asked: PullRequest, ip: string): Promise<PullReply> {
  const until = leaseEnd(house, actor)
  return reading(
    house.db,
    actor,
    (tx) => find(house, tx, actor, asked),
    (tx, found) => writeDown(house, tx, actor, found, until, ip),
    (found) => present(house, actor, found, until),
  )
}

async function find(house: House, tx: Tx, actor: Actor, asked: PullRequest): Promise<Found> {
  const types = keptTypes(actor.role)
  const readable = recordTypes.filter((type) => may(actor.role, type, 'read'))
  const { today } = occasionOf(house, actor.userName)
  // Asked in one breath; the lock on the device comes first, so that the rest is seen as it is by then.
  const [device, held, set, reach] = await Promise.all([
    ownDevice(tx, actor, asked.device),
    heldOn(tx, asked.device),
    downloadSet(tx, house.configuration(), actor, {
      types,
      pins: asked.pins,
      most: policyOf(actor.role).records,
      closedSince: dayBefore(today, daysAfterClosure),
      noticesSince: new Date(oldestNotice(house.clock().getTime())),
    }),
    // Counting all that somebody may reach takes long where that is much, and needs no exactness: once for each filling.
    asked.cursor === null ? reachOf(tx, actor, readable) : readable.map((type) => ({ type })),
  ])
  const cursor = cursorFor(device, asked.cursor)
  const stamp = stampOf(house.configuration(), actor)
  const isSameView = device.stamp === stamp
  const limit = Math.min(Math.max(0, Math.trunc(asked.limit)), 100)
  const due = dueFor(set, held, isSameView ? cursor.heard : undefined, limit)
  const [found, conflicts] = await Promise.all([
    recordsOf(house, tx, actor, due.send),
    openConflicts(house, tx, actor, set),
  ])
  return { device, stamp, cursor, due, set, reach, found, conflicts }
}

/** Where claims met and nobody decided yet, of the records in the set. */
async function openConflicts(
  house: House,
  tx: Tx,
  actor: Actor,
  set: readonly Downloadable[],
): Promise<PullReply['conflicts']> {
  const disputed = set.filter(({ isDisputed }) => isDisputed)
  const byType = [...Map.groupBy(disputed, ({ type }) => type)]
  const found = await Promise.all(
    byType.map(([type, rows]) =>
      conflictsForDevice(
        house,
        tx,
        actor,
        type,
        rows.map(({ id }) => id),
      ),
    ),
  )
  return found.flat()
}

const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * 24 * 3600 * 1000).toISOString().slice(0, 10)

/**
 * `heard`: the pull that the sent cursor names. One of another epoch, of an earlier filling, or ahead of what the house
 * remembers is of another life of this house: nothing that the device holds by it counts.
 */
function cursorFor(device: DeviceRow & { epoch: string }, sent: string | null) {
  const { epoch } = device
  const [sentEpoch, sentFill, number] = sent?.split('.') ?? []
  const heard = Number(number)
  const isKnown = sentEpoch === epoch && sentFill === device.fill && heard <= device.pull
  const fill = isKnown ? device.fill : newFill()
  const pull = device.pull + 1
  return {
    text: `${epoch}.${fill}.${pull}`,
    fill,
    pull,
    heard: isKnown ? heard : undefined,
    isUnknown: sent !== null && !isKnown,
  }
}

async function recordsOf(house: House, tx: Tx, actor: Actor, rows: SetRow[]): Promise<Found['found']> {
  const byType = [...Map.groupBy(rows, ({ type }) => type)]
  return new Map(
    await Promise.all(
      byType.map(async ([type, some]): Promise<[RecordType, { readables: Readable[]; hanging: Hanging }]> => {
        const ids = some.map(({ id }) => id)
        const [readables, hanging] = await Promise.all([
          reachables(house, tx, actor, type, ids),
          hangingOn(tx, type, ids),
        ])
        return [type, { readables, hanging }]
      }),
    ),
  )
}

/** A record that went out of reach between two statements was not sent. */
function sentOf({ due, found }: Found): SetRow[] {
  const there = new Set([...found.values()].flatMap(({ readables }) => readables.map(({ n }) => n)))
  return due.send.filter(({ n }) => there.has(n))
}

function writeDown(house: House, tx: Tx, actor: Actor, found: Found, until: Date, ip: string): Promise<unknown> {
  const { device, stamp, cursor, due } = found
  const sent = sentOf(found)
  const written = writePulled(tx, {
    device: device.id,
    pull: cursor.pull,
    fill: cursor.fill,
    stamp,
    now: house.clock(),
    until,
    sent,
    gone: due.gone,
    erased: due.erased,
    unsure: due.unsure,
  })
  if (sent.length === 0 && due.gone.length === 0) return written
  const audited = insertAudit(tx, {
    userName: actor.userName,
    action: 'download',
    outcome: 'done',
    ip,
    details: { device: device.id, record_ids: sent.map(({ id }) => id), gone_ids: due.gone.map(({ id }) => id) },
  })
  return Promise.all([written, audited])
}

function present(house: House, actor: Actor, found: Found, until: Date): PullReply {
  const { device, stamp, cursor, due, set, reach } = found
  const counts = reach.map(({ type, ...all }): [string, { set: number; reach?: number }] => [
    type,
    { set: set.filter((row) => row.type === type).length, ...(all.reach === undefined ? {} : { reach: all.reach }) },
  ])
  return {
    cursor: cursor.text,
    ...(cursor.isUnknown ? { anew: true } : {}),
    more: due.more,
    ...recordsFor(house, found),
    gone: due.gone.map(({ type, id }) => ({ type, id })),
    conflicts: found.conflicts,
    counts: Object.fromEntries(counts),
    config: stamp,
    policy: policyOf(actor.role),
    lease: leaseOf(house, device, until),
    now: house.clock().toISOString(),
  }
}

/** Records as their reader may see them, without what stays off devices. */
function recordsFor(house: House, { found, due }: Found): Pick<PullReply, 'records' | 'writable'> {
  const config = house.configuration()
  const places = new Map(due.send.map(({ id }, place) => [id, place]))
  const writable: string[][] = []
  const records = [...found].flatMap(([type, { readables, hanging }]) => {
    const files = hanging.files.filter((file) => mayKeep(config, type, [file.field]))
    const shaped = shapes(house, readables, { ...hanging, files })
    const before = writable.length
    writable.push(...shaped.writable.map((names) => names.filter((name) => mayKeep(config, type, [name]))))
    return shaped.records.map((record) => ({
      ...record,
      writable: before + record.writable,
      data: keptAnswers(config, type, record.data as Data),
      incomplete: record.incomplete.filter((path) => mayKeep(config, type, path.split('/'))),
    }))
  })
  const placeOf = ({ id }: { id: string }): number => places.get(id) ?? 0
  return { records: records.sort((a, b) => placeOf(a) - placeOf(b)), writable }
}
