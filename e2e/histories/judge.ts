// What became of a history, asked of the database and of each device: every change accounted for, nobody's answer
// overwritten in silence, nothing twice, and every device the same as the server.
import { isDeepStrictEqual } from 'node:util'
import type pg from 'pg'
import type { Outcome } from '@primero/domain/sync/intention.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { RecordShape, RecordsReply } from '@primero/domain/sync/protocol.ts'
import type { Created, DayReport } from '../../packages/web/test/day.ts'
import type { Ground } from './house.ts'
import type { History } from './plan.ts'

export const endings = ['applied', 'merged', 'conflict', 'review', 'refused', 'held'] as const
export type Counts = Record<(typeof endings)[number], number> & {
  created: number
  told: number
  skipped: number
  overwrites: number
}
export type Verdict = { wrongs: string[]; counts: Counts }

type Path = string[]
type Change = { path: Path; from?: unknown; to?: unknown }
type Stored = {
  id: string
  n: string
  owned_by: string
  version: number
  data: Record<string, unknown>
  seen_by: string[]
  record_state: boolean
}
type Entry = { n: string; version: number; intention: string | null; changes: Change[] }
type Truth = {
  records: Map<string, Stored>
  history: Entry[]
  outcomes: Map<string, Outcome>
  claims: { intention: string; changes: Change[] }[]
  files: { uuid: string; n: string; removed: boolean }[]
  all: number
}

export async function judge(ground: Ground, history: History, report: DayReport): Promise<Verdict> {
  const truth = await truthOf(ground.admin, history, report)
  const counts = Object.fromEntries(endings.map((one) => [one, 0])) as Counts
  Object.assign(counts, { created: report.created.length, told: report.told, skipped: report.skipped, overwrites: 0 })
  const wrongs = [
    ...report.restless.map((name) => `restless: ${name}`),
    ...report.uncaught.map((what) => `uncaught: ${what}`),
    ...report.created.flatMap((one) => ending(truth, report, one, counts)),
    ...overwrites(truth, report, counts),
    ...report.created.flatMap((one) => lost(truth, report, one)),
    ...doubles(truth, report),
    ...(await Promise.all(history.devices.map((_, on) => differences(ground, history, truth, report, on)))).flat(),
  ]
  return { wrongs, counts }
}

async function truthOf(admin: pg.Client, { people, cases }: History, { created }: DayReport): Promise<Truth> {
  const names = people.map(({ userName }) => userName)
  const { rows: records } = await admin.query<Stored>(
    `select r.id, r.n::text, r.owned_by, r.seen_by, r.record_state, d.version, d.data
     from case_row r join case_doc d using (n) where r.id = any ($1::uuid[])`,
    [cases],
  )
  const ns = records.map(({ n }) => n)
  // Rows of this field are incidents of their own, with a history of their own.
  const { rows: incidents } = await admin.query<Entry & { id: string }>(
    `select i.parent_n::text as n, i.id::text, h.version, h.intention::text, h.changes
     from incident_row i join incident_history h using (n) where i.parent_n = any ($1::bigint[]) order by h.version, h.id`,
    [ns],
  )
  const ofIncidents = incidents.map(
    ({ id, changes, ...entry }): Entry => ({
      ...entry,
      changes: changes.map((change) => ({ ...change, path: ['incident_details', id, ...change.path] })),
    }),
  )
  const [history, outcomes, claims, files, all] = [
    await admin.query<Entry>(
      `select n::text, version, intention::text, changes from case_history where n = any ($1::bigint[]) order by version, id`,
      [ns],
    ),
    await admin.query<{ id: string; outcome: Outcome }>(
      `select id::text, outcome from intention where id = any ($1::uuid[])`,
      [created.map(({ id }) => id)],
    ),
    await admin.query<Truth['claims'][number]>(
      `select intention::text, changes from case_conflict where n = any ($1::bigint[])`,
      [ns],
    ),
    await admin.query<Truth['files'][number]>(
      `select uuid::text, n::text, removed_at is not null as removed from case_attachment where n = any ($1::bigint[])`,
      [ns],
    ),
    await admin.query<{ count: number }>(
      `select count(*)::int from case_row r join case_doc d using (n) where d.data ->> 'created_by' = any ($1)`,
      [names],
    ),
  ]
  return {
    records: new Map(records.map((record) => [record.id, record])),
    history: [...history.rows, ...ofIncidents],
    outcomes: new Map(outcomes.rows.map(({ id, outcome }) => [id, outcome])),
    claims: claims.rows,
    files: files.rows,
    all: all.rows[0]?.count ?? 0,
  }
}

const aboutOf = ({ args }: Created): { id: string } => args as { id: string }
const changesOf = ({ name, args }: Created): Change[] =>
  name === 'record.edit' ? (args as { changes: Change[] }).changes : []
const named = ({ name, id, on }: Created): string => `${name} ${id} of device ${on}`

/** Where a change has ended up; anything else is a loss. */
function ending(truth: Truth, { devices }: DayReport, one: Created, counts: Counts): string[] {
  const outcome = truth.outcomes.get(one.id)?.outcome
  const entry = devices[one.on]?.entries.find(({ intention }) => intention.id === one.id)
  if (entry && !isDeepStrictEqual(plain(entry.intention.args), plain(one.args)))
    return [`${named(one)} lies in the outbox with other values`]
  if (outcome !== undefined && outcome !== 'refused') {
    counts[outcome] += 1
    return entry && entry.state !== outcome ? [`${named(one)} is ${outcome}, but ${entry.state} on its device`] : []
  }
  if (entry?.state === 'refused') {
    counts.refused += 1
    return outcome === 'refused' ? [] : [`${named(one)} was refused by nobody: ${JSON.stringify(entry.problem)}`]
  }
  const isHeld = devices[one.on]?.entries.some(
    ({ intention, state }) =>
      intention.name === 'record.create' &&
      state === 'refused' &&
      (intention.args as { id: string }).id === aboutOf(one).id,
  )
  if (entry?.state === 'waiting' && isHeld) {
    counts.held += 1
    return []
  }
  return [`${named(one)} is lost: ${outcome ?? 'unknown to the server'}, ${entry?.state ?? 'not in the outbox'}`]
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null))
const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
const same = (a: unknown, b: unknown): boolean => (isBlank(a) && isBlank(b)) || isDeepStrictEqual(plain(a), plain(b))
const keyOf = (path: Path): string => path.join('/')
/** Is `b` the same place, or one that holds it? */
const meets = (a: Path, b: Path): boolean => b.length <= a.length && b.every((part, i) => part === a[i])

/** An answer that was in force and that its successor had not seen must have been said to somebody. */
function overwrites(truth: Truth, { created }: DayReport, counts: Counts): string[] {
  const by = new Map(created.map((one) => [one.id, one]))
  return truth.history.flatMap((entry) => {
    const one = entry.intention === null ? undefined : by.get(entry.intention)
    if (one === undefined) return []
    return entry.changes.flatMap((done) => {
      const meant = changesOf(one).find(({ path }) => keyOf(path) === keyOf(done.path))
      if (meant === undefined || isBlank(done.from) || same(meant.from, done.from) || keepsAll(meant, done)) return []
      counts.overwrites += 1
      return isSaid(truth, one, done.path) ? [] : [`${named(one)} overwrote ${keyOf(done.path)} in silence`]
    })
  })
}

/** Of a list of choices or a tally nothing went that its author did not take away. */
function keepsAll(meant: Change, done: Change): boolean {
  const [before, after, base, wish] = [done.from, done.to, meant.from, meant.to].map(partsOf)
  if (!before || !after) return false
  return [...before].every((part) => after.has(part) || (base?.has(part) === true && wish?.has(part) !== true))
}

function partsOf(value: unknown): Set<string> | undefined {
  if (Array.isArray(value)) return new Set(value.map((part) => JSON.stringify(part)))
  if (typeof value !== 'object' || value === null) return isBlank(value) ? new Set() : undefined
  return new Set(Object.entries(value).map(([key, part]) => `${key}=${JSON.stringify(part)}`))
}

function isSaid(truth: Truth, { id }: Created, path: Path): boolean {
  const outcome = truth.outcomes.get(id)
  const told = outcome && ('paths' in outcome ? outcome.paths : 'notice' in outcome ? (outcome.notice ?? []) : [])
  return (
    told?.some((one) => meets(one, path) || meets(path, one)) === true ||
    truth.claims.some((claim) => claim.changes.some((one) => meets(one.path, path) || meets(path, one.path)))
  )
}

/** Each value that somebody gave is in force, in the history, kept as a claim, or in its author's hands. */
function lost(truth: Truth, { devices }: DayReport, one: Created): string[] {
  const record = truth.records.get(aboutOf(one).id)
  const outcome = truth.outcomes.get(one.id)?.outcome
  const inHand = devices[one.on]?.entries.some(({ intention }) => intention.id === one.id)
  if (inHand || record === undefined || outcome === undefined || outcome === 'refused') return []
  const entries = truth.history.filter(({ n }) => n === record.n)
  const claims = truth.claims.filter(({ intention }) => intention === one.id)
  return changesOf(one).flatMap((change) => {
    const isFound =
      fits(at(record.data, change.path), change.to) ||
      entries.some(({ changes }) => changes.some((done) => holds(done, change))) ||
      claims.some(({ changes }) => changes.some((done) => holds(done, change)))
    const isTogether = partsOf(change.to) !== undefined && outcome === 'merged'
    return isFound || isTogether
      ? []
      : [`${named(one)}: ${keyOf(change.path)} = ${JSON.stringify(change.to)} is nowhere after ${outcome}`]
  })
}

function holds(done: Change, { path, to }: Change): boolean {
  if (!meets(path, done.path)) return meets(done.path, path) && isRow(to)
  const rest = path.slice(done.path.length)
  return [done.to, done.from].some((value) => fits(rest.length === 0 ? value : at(value, rest), to))
}

/** A row may hold more than its author said: what follows from the answers stands beside them. */
const fits = (there: unknown, meant: unknown): boolean =>
  isRow(there) && isRow(meant)
    ? Object.entries(meant as object).every(([name, value]) => same((there as Record<string, unknown>)[name], value))
    : same(there, meant)

const isRow = (value: unknown): boolean => typeof value === 'object' && value !== null && 'unique_id' in value

/** The answer at this path: names and ids of rows in turn. */
function at(value: unknown, path: Path): unknown {
  let here = value
  for (const step of path) {
    if (Array.isArray(here)) here = here.find((row) => (row as { unique_id?: string }).unique_id === step)
    else here = (here as Record<string, unknown> | undefined | null)?.[step]
  }
  return isRow(here) ? { ...(here as object) } : here
}

function doubles({ records, history, files, all }: Truth, { created }: DayReport): string[] {
  const wrongs: string[] = []
  if (all !== records.size) wrongs.push(`${all} cases where ${records.size} were made`)
  const seen = new Set<string>()
  for (const { n, intention, changes } of history) {
    if (intention === null) continue
    // A row that is an incident of its own changes its case once more, by itself.
    const key = JSON.stringify([n, intention, changes])
    if (seen.has(key)) wrongs.push(`${intention} stands twice in the history`)
    seen.add(key)
  }
  const added = new Set(created.map(({ args }) => (args as { attachment?: string }).attachment))
  for (const { uuid } of files) if (!added.has(uuid)) wrongs.push(`a file that nobody added: ${uuid}`)
  for (const { id, data } of records.values())
    for (const [field, value] of Object.entries(data)) {
      const ids = Array.isArray(value) ? value.filter(isRow).map((row) => (row as { unique_id: string }).unique_id) : []
      if (new Set(ids).size < ids.length) wrongs.push(`${id}: a row of ${field} stands twice`)
    }
  return wrongs
}

/** What a device keeps beside what the server would tell its person now. */
async function differences(
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
  return [
    ...(found.copies === found.records.length
      ? []
      : [`${device.name}: ${found.copies} copies, ${found.records.length} lines`]),
    ...must.filter(({ id }) => !kept.has(id)).map(({ id }) => `${device.name} lacks ${id}`),
    ...found.records.flatMap((record) => unlike(device.name, record, told.get(record.id), neverOffline)),
  ]
}

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
