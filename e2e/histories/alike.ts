// Is every device the same as the server?
import { isDeepStrictEqual } from 'node:util'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { ConflictShape, ConflictsReply, RecordShape, RecordsReply } from '@primero/domain/sync/protocol.ts'
import type { DayReport } from '../../packages/web/test/day.ts'
import type { Ground } from './house.ts'
import type { History } from './plan.ts'
import { isRow, plain, type Truth } from './truth.ts'

/** What a device keeps beside what the server would tell its person now. */
export async function differences(
  { proxy, neverOffline }: Ground,
  { devices, cases }: History,
  truth: Truth,
  report: DayReport,
  on: number,
): Promise<string[]> {
  const device = devices[on]
  const found = report.devices[on]
  if (device === undefined || found === undefined) return [`device ${on} said nothing`]
  const types = Map.groupBy(found.records, ({ type }) => type)
  const told = new Map<string, RecordShape>()
  for (const type of new Set(['case', ...types.keys()])) {
    const ids = type === 'case' ? cases : (types.get(type as RecordType) ?? []).map(({ id }) => id)
    const { status, body } = await proxy.ask(device.name, 'POST', '/api/sync/records', { type, ids })
    if (status !== 200) return [`${device.name} may not ask: ${status}`]
    const { records, writable } = body as RecordsReply
    for (const one of records) told.set(one.id, { ...one, writable: writable[one.writable] ?? [] })
  }
  const must = [...truth.records.values()].filter(
    ({ seen_by, record_state }) => record_state && seen_by.includes(`u:${device.person.userName}`),
  )
  const kept = new Set(found.records.map(({ id }) => id))
  const asking = found.records.filter(({ type }) => type === 'case' || type === 'incident')
  const open = (await Promise.all(asking.map(({ type, id }) => openClaims(proxy, device.name, { type, id })))).flat()
  const [shown, asked] = [claimsOf(found.conflicts, neverOffline), claimsOf(open, neverOffline)]
  return [
    ...[...asked].filter((one) => !shown.has(one)).map((one) => `${device.name} does not know of open claim ${one}`),
    ...[...shown].filter((one) => !asked.has(one)).map((one) => `${device.name} still has claim ${one} open`),
    ...(found.copies === found.records.length
      ? []
      : [`${device.name}: ${found.copies} copies, ${found.records.length} lines`]),
    ...must.filter(({ id }) => !kept.has(id)).map(({ id }) => `${device.name} lacks ${id}`),
    ...found.records.flatMap((record) => unlike(device.name, record, told.get(record.id), neverOffline)),
  ]
}

/** What a device would be told of this record's claims, page by page. */
async function openClaims(
  proxy: Ground['proxy'],
  name: string,
  of: { type: RecordType; id: string },
): Promise<ConflictShape[]> {
  const all: ConflictShape[] = []
  for (let page = 1; ; page++) {
    const { status, body } = await proxy.ask(name, 'POST', '/api/sync/conflicts', { of, page })
    if (status !== 200) return all
    const { total, conflicts } = body as ConflictsReply
    all.push(...conflicts)
    if (conflicts.length === 0 || all.length >= total) return all
  }
}

const claimsOf = (conflicts: readonly ConflictShape[], never: ReadonlySet<string>): Set<string> =>
  new Set(
    conflicts
      .filter(({ type }) => type === 'case' || type === 'incident')
      .flatMap(({ type, conflict, kind, mine, maySettle, paths }) =>
        paths
          .filter(({ path }) => !path.some((part) => never.has(part)))
          .map(({ path }) => [type, conflict, kind, mine, maySettle, ...path].join(' ')),
      ),
  )

function unlike(name: string, kept: RecordShape, told: RecordShape | undefined, never: ReadonlySet<string>): string[] {
  if (told === undefined) return [`${name} keeps ${kept.id}, which its person may not see`]
  const without = (record: RecordShape) => ({
    ...record,
    data: opened(record.data, never),
    writable: record.writable.filter((field) => !never.has(field)),
    incomplete: record.incomplete.filter((path) => !path.split('/').some((part) => never.has(part))),
    attachments: record.attachments.filter(({ field }) => !never.has(field)),
  })
  const [mine, theirs] = [plain(without(kept)), plain(without(told))] as [
    Record<string, unknown>,
    Record<string, unknown>,
  ]
  return Object.keys(theirs)
    .filter((key) => !isDeepStrictEqual(mine[key], theirs[key]))
    .map((key) => `${name}: ${key} of ${kept.id} differs: ${firstDifference(mine[key], theirs[key])}`)
}

function opened(value: unknown, never: ReadonlySet<string>): Record<string, unknown> {
  const entries = Object.entries((value ?? {}) as Record<string, unknown>).filter(([name]) => !never.has(name))
  return Object.fromEntries(
    entries.map(([name, inner]) => [
      name,
      Array.isArray(inner) && inner.every(isRow) ? inner.map((row) => opened(row, never)) : inner,
    ]),
  )
}

function firstDifference(mine: unknown, theirs: unknown): string {
  if (typeof mine !== 'object' || typeof theirs !== 'object' || mine === null || theirs === null)
    return `${JSON.stringify(mine)} ≠ ${JSON.stringify(theirs)}`
  const [a, b] = [mine, theirs] as Record<string, unknown>[]
  const key = [...new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])].find(
    (one) => !isDeepStrictEqual(a?.[one], b?.[one]),
  )
  return key === undefined ? 'order' : `${key}: ${JSON.stringify(a?.[key])} ≠ ${JSON.stringify(b?.[key])}`
}
