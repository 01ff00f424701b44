// Saves through the real server while it and its database are killed at random instants: what was promised with a
// 2xx is there afterwards, and nothing took effect twice.
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Random, randomOf } from '@primero/server/training/random.ts'
import { check, type Findings } from './crash/check.ts'
import { type Ground, work, workers } from './crash/client.ts'
import { kinds, type Log, openLog, type State, stateOf, take } from './crash/log.ts'
import { freePort, pause } from './children.ts'
import { commitNow, median, tenths, writeEvidence } from './evidence.ts'
import { numbersFrom } from './options.ts'
import { adminOf, type Killed, killBoth, type Product, startProduct, stopProduct } from './product.ts'
import { progressOf } from './progress.ts'

const bounds = {
  saves: { standard: 1000, least: 20, most: 100_000 },
  kills: { standard: 10, least: 1, most: 100 },
  seed: { standard: 1, least: 1, most: 1_000_000_000 },
  minutes: { standard: 20, least: 1, most: 240 },
}
const fullSaves = 1000
const fullKills = 10

type Kept = { folder: string; password: string }
type Plan = { saves: number; kills: number; seed: number; minutes: number }

export async function prove(options: string[]): Promise<boolean> {
  const plan = numbersFrom(options, bounds)
  const commit = commitNow()
  const progress = progressOf<Kept>('crash', { commit, ...plan })
  if (progress.stale) rmSync(progress.stale.folder, { recursive: true, force: true })
  const kept = progress.found ?? begin()
  progress.keep(kept)
  const log = openLog(join(kept.folder, 'client.log'))
  const state = stateOf(log.entries)
  console.log(
    `${plan.saves} saves, ${plan.kills} kills, seed ${plan.seed}; data and the client's log in ${kept.folder}`,
  )
  if (state.promised.size > 0)
    console.log(`Carrying on: ${state.promised.size} saves were promised, ${state.kills.length} kills done.`)
  const began = performance.now()
  const port = await freePort()
  const shown = await run(plan, kept, port, log, state)
  log.close()
  const seconds = (performance.now() - began) / 1000
  const proven = report(plan, commit, state, shown, seconds)
  progress.drop()
  if (proven) rmSync(kept.folder, { recursive: true, force: true })
  return proven
}

/** A folder that the database's own user can reach, for data, key and log. */
function begin(): Kept {
  const folder = mkdtempSync(join(tmpdir(), 'primero-crash-'))
  chmodSync(folder, 0o711)
  return { folder, password: randomBytes(12).toString('base64url') }
}

type Shown = {
  findings: Findings
  postgres: string
  fsync: string
  /** Of this run alone, which may have carried on from another. */
  load: { seconds: number; promised: number; downMs: number }
}

async function run(plan: Plan, { folder, password }: Kept, port: number, log: Log, state: State): Promise<Shown> {
  const data = join(folder, 'data')
  const house = new Running({ data, port, password })
  await house.start()
  const { version: postgres, fsync } = await databaseFacts(data)
  const began = performance.now()
  const before = { promised: state.promised.size, kills: state.kills.length }
  const late = setTimeout(
    () => house.giveUp(new Error(`Not done within ${plan.minutes} minutes; the same command carries on.`)),
    plan.minutes * 60_000,
  )
  const marker = `CRASH-${plan.seed}-`
  const random = randomOf(plan.seed + state.saves.size)
  const instants = instantsOf(plan)
  let killing: Promise<void> | undefined
  const ground: Ground = {
    random,
    log,
    state,
    password,
    markerOf: (save) => marker + save.record,
    up: () => house.up(),
    enough: () => state.promised.size >= plan.saves && state.kills.length >= plan.kills,
    promised: () => {
      const next = instants[state.kills.length]
      if (next === undefined || state.promised.size < next || killing !== undefined) return
      killing = kill(house, data, log, state, random).finally(() => {
        killing = undefined
      })
      killing.catch((error: Error) => house.giveUp(error))
    },
  }
  await Promise.all(workers.map((_, number) => work(ground, number)))
  await killing
  clearTimeout(late)
  const load = {
    seconds: (performance.now() - began) / 1000,
    promised: state.promised.size - before.promised,
    downMs: state.kills.slice(before.kills).reduce((sum, { backMs }) => sum + backMs, 0),
  }
  // What was only in memory must not help the answer.
  await house.stop()
  const product = await house.start()
  const admin = await adminOf(data)
  const findings = await check(state, product.origin, password, admin, marker)
  await admin.end()
  await house.stop()
  return { findings, postgres, fsync, load }
}

/** Counts of promised saves after which a kill follows: as many as asked, anywhere between the first and the last save. */
function instantsOf({ saves, kills, seed }: Plan): number[] {
  const random = randomOf(seed)
  return Array.from({ length: kills }, () => 1 + random.below(saves - 1)).sort((a, b) => a - b)
}

async function kill(house: Running, data: string, log: Log, state: State, random: Random): Promise<void> {
  const after = state.promised.size
  const killed: Killed = {
    order: random.pick(['server first', 'database first'] as const),
    gapMs: random.pick([0, 0, random.below(30)]),
  }
  await pause(random.below(40))
  const backMs = await house.killAndRestart(data, killed)
  const entry = { what: 'killed' as const, after, killed, backMs }
  log.write(entry)
  take(state, entry)
  console.log(
    `Kill ${state.kills.length} after ${after} saves, ${killed.order}, ${killed.gapMs} ms apart; ready again after ${Math.round(backMs)} ms`,
  )
}

/** The server now running, or the promise of the next one. */
class Running {
  readonly plan: Parameters<typeof startProduct>[0]
  current: Promise<Product> = Promise.reject(new Error('The server was not started.'))
  trouble: Error | undefined

  constructor(plan: Parameters<typeof startProduct>[0]) {
    this.plan = plan
    this.current.catch(() => {})
  }

  start(): Promise<Product> {
    this.current = startProduct(this.plan)
    return this.current
  }

  async up(): Promise<string> {
    if (this.trouble) throw this.trouble
    return (await this.current).origin
  }

  /** @returns ms from the kill until it was ready again */
  async killAndRestart(data: string, killed: Killed): Promise<number> {
    const product = await this.current
    this.current = killBoth(product, data, killed).then(() => startProduct(this.plan))
    const began = performance.now()
    await this.current
    return performance.now() - began
  }

  async stop(): Promise<void> {
    await stopProduct(await this.current)
  }

  giveUp(error: Error): void {
    this.trouble = error
  }
}

async function databaseFacts(data: string): Promise<{ version: string; fsync: string }> {
  const admin = await adminOf(data)
  const { rows } = await admin.query<{ version: string; fsync: string }>(
    `select current_setting('server_version') as version, current_setting('fsync') || '/' || current_setting('synchronous_commit') as fsync`,
  )
  await admin.end()
  return rows[0] ?? { version: 'unknown', fsync: 'unknown' }
}

function report(
  plan: Plan,
  commit: string,
  state: State,
  { findings, postgres, fsync, load }: Shown,
  seconds: number,
): boolean {
  const saves = [...state.saves.values()]
  const byKind = Object.fromEntries(
    kinds.map((kind) => [kind, saves.filter((save) => save.kind === kind && state.promised.has(save.i)).length]),
  )
  const counts = {
    promised: state.promised.size,
    byKind,
    records: new Set(saves.map((save) => save.record)).size,
    kills: state.kills.length,
    unknownOutcomes: state.unknown,
    foundThereAfterUnknown: state.settled.size - state.promised.size,
    recordsReadBack: findings.recordsRead,
    filesReadBack: findings.filesRead,
    missing: findings.missing.length,
    twice: findings.twice.length,
    strangers: findings.strangers,
  }
  const backs = state.kills.map((kill) => kill.backMs)
  const figures = {
    fsync,
    secondsInAll: tenths(seconds),
    savesPerSecondWhileUp: tenths(load.promised / (load.seconds - load.downMs / 1000)),
    readyAgainMs: { median: Math.round(median(backs)), most: Math.round(Math.max(...backs)) },
    kills: state.kills.map(({ after, killed, backMs }) => ({ after, ...killed, backMs: Math.round(backMs) })),
  }
  console.log(JSON.stringify({ ...counts, ...figures, kills: undefined }, null, 2))
  const isWhole = findings.missing.length === 0 && findings.twice.length === 0 && findings.strangers === 0
  const proven = isWhole && fsync === 'on/on' && state.kills.length >= plan.kills && state.promised.size >= plan.saves
  if (findings.missing.length > 0) console.log(`Missing: ${findings.missing.slice(0, 20).join(', ')}`)
  if (findings.twice.length > 0) console.log(`Twice: ${findings.twice.slice(0, 20).join(', ')}`)
  if (plan.saves >= fullSaves && plan.kills >= fullKills)
    writeEvidence('crash', commit, { proven, seed: plan.seed, postgres, counts, figures })
  else console.log(`Smaller than the proof (${fullSaves} saves, ${fullKills} kills): no evidence is written.`)
  return proven
}
