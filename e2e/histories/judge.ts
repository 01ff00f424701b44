// What became of a history, asked of the database and of each device: every change accounted for, nobody's answer
// overwritten in silence, nothing twice, and every device the same as the server.
import { isDeepStrictEqual } from 'node:util'
import type { Created, DayReport } from '../../packages/web/test/day.ts'
import { differences } from './alike.ts'
import { decisions } from './claims.ts'
import type { Ground } from './house.ts'
import type { History } from './plan.ts'
import { isJoined, partsOf } from './together.ts'
import {
  type Change,
  isBlank,
  isRow,
  keyOf,
  meantBy,
  meets,
  named,
  type Path,
  plain,
  same,
  type Truth,
  truthOf,
  valueAt,
} from './truth.ts'

export const endings = ['applied', 'merged', 'conflict', 'review', 'refused', 'held'] as const
export type Counts = Record<(typeof endings)[number], number> & {
  created: number
  told: number
  skipped: number
  overwrites: number
  /** Decisions about claims, and those that came too late for a part of theirs. */
  decisions: number
  late: number
  /** Tabs beside others. */
  tabs: number
}
export type Verdict = { wrongs: string[]; counts: Counts }

export async function judge(ground: Ground, history: History, report: DayReport): Promise<Verdict> {
  const truth = await truthOf(ground.admin, history, report)
  const counts = Object.fromEntries(endings.map((one) => [one, 0])) as Counts
  const { created, told, skipped, tabs } = report
  const decided = created.filter(({ name }) => name === 'conflict.settle')
  const late = decided.filter(({ id }) => truth.outcomes.get(id)?.outcome === 'conflict').length
  const some = { created: created.length, told, skipped, tabs, overwrites: 0, decisions: decided.length, late }
  Object.assign(counts, some)
  const wrongs = [
    ...report.restless.map((name) => `restless: ${name}`),
    ...report.uncaught.map((what) => `uncaught: ${what}`),
    ...report.created.flatMap((one) => ending(truth, report, one, counts)),
    ...overwrites(truth, report, counts),
    ...report.created.flatMap((one) => lost(truth, report, one)),
    ...doubles(truth, report),
    ...decisions(truth, report),
    ...report.apart,
    ...(await Promise.all(history.devices.map((_, on) => differences(ground, history, truth, report, on)))).flat(),
  ]
  return { wrongs, counts }
}

const aboutOf = ({ args }: Created): { id: string } => args as { id: string }

/** Where a change has ended up; anything else is a loss. */
function ending(truth: Truth, { devices, discarded }: DayReport, one: Created, counts: Counts): string[] {
  const outcome = truth.outcomes.get(one.id)?.outcome
  const entry = devices[one.on]?.entries.find(({ intention }) => intention.id === one.id)
  if (entry && !isDeepStrictEqual(plain(entry.intention.args), plain(one.args)))
    return [`${named(one)} lies in the outbox with other values`]
  if (outcome !== undefined && outcome !== 'refused') {
    counts[outcome] += 1
    if (outcome === 'conflict' && !entry && !discarded.includes(one.id))
      return [`${named(one)} waits for a decision, but its author has it no more`]
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

/** An answer that was in force and that its successor had not seen must have been said to somebody. */
function overwrites(truth: Truth, { created }: DayReport, counts: Counts): string[] {
  const by = new Map(created.map((one) => [one.id, one]))
  return truth.history.flatMap((entry) => {
    const one = entry.intention === null ? undefined : by.get(entry.intention)
    if (one === undefined) return []
    return entry.changes.flatMap((done) => {
      const meant = meantBy(one).find(({ path }) => keyOf(path) === keyOf(done.path))
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
  return meantBy(one).flatMap((change) => {
    // Somebody else's answer stood there by then: the claim is open still, and this choice was made anew.
    if (isLeft(truth, one, change)) return []
    const now = valueAt(record.data, change.path)
    const isFound =
      fits(now, change.to) ||
      entries.some(({ changes }) => changes.some((done) => holds(done, change))) ||
      claims.some(({ changes }) => changes.some((done) => holds(done, change)))
    return isFound || isMerged(entries, truth, one, change, now)
      ? []
      : [`${named(one)}: ${keyOf(change.path)} = ${JSON.stringify(change.to)} is nowhere after ${outcome}`]
  })
}

/** A list or a tally went in among what others said; whatever else of its edit met somebody's answer. */
function isMerged(entries: Truth['history'], truth: Truth, { id }: Created, change: Change, now: unknown): boolean {
  const outcome = truth.outcomes.get(id)
  if (outcome?.outcome !== 'conflict' && outcome?.outcome !== 'merged') return false
  if ('paths' in outcome && outcome.paths.some((one) => meets(change.path, one))) return false
  return isJoined(entries, now, { intention: id, version: outcome.version }, change)
}

function isLeft(truth: Truth, { id, name }: Created, { path }: Change): boolean {
  const outcome = truth.outcomes.get(id)
  if (name !== 'conflict.settle' || outcome?.outcome !== 'conflict') return false
  return outcome.paths.some((one) => keyOf(one) === keyOf(path))
}

function holds(done: Change, { path, to }: Change): boolean {
  if (!meets(path, done.path)) return meets(done.path, path) && isRow(to)
  const rest = path.slice(done.path.length)
  return [done.to, done.from].some((value) => fits(rest.length === 0 ? value : valueAt(value, rest), to))
}

/** A row may hold more than its author said: what follows from the answers stands beside them. */
const fits = (there: unknown, meant: unknown): boolean =>
  isRow(there) && isRow(meant)
    ? Object.entries(meant as object).every(([name, value]) => same((there as Record<string, unknown>)[name], value))
    : same(there, meant)

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
