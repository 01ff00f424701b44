// Random days of two or three devices over a line that loses, cuts and lies: all converge, every change is accounted
// for, nobody's answer is overwritten in silence, and nothing is there twice. `--seed` and `--histories 1` live one again.
import { faults } from '../../e2e/fault-proxy.ts'
import { type Ground, openHistories } from '../../e2e/histories/house.ts'
import { type Counts, endings, judge } from '../../e2e/histories/judge.ts'
import { historyOf } from '../../e2e/histories/plan.ts'
import { startProduct } from '../../e2e/product.ts'
import { finallyDo } from './children.ts'
import { type AppDay, daysInTheApp } from './histories/app.ts'
import { commitNow, median, tenths, writeEvidence } from './evidence.ts'
import { numbersFrom } from './options.ts'
import { progressOf } from './progress.ts'

const full = 500
const fullApp = 20
const bounds = {
  histories: { standard: full, least: 0, most: 10_000 },
  /** In two browsers, at the screens of the app. */
  app: { standard: fullApp, least: 0, most: 1000 },
  seed: { standard: 1, least: 1, most: 1_000_000_000 },
  minutes: { standard: 25, least: 1, most: 240 },
}

type Kept = { lived: Lived[]; app: AppDay[] }
type Lived = {
  seed: number
  devices: number
  people: number
  ms: number
  wrongs: string[]
  counts: Counts
  struck: Record<string, number>
}

export async function prove(options: string[]): Promise<boolean> {
  const plan = numbersFrom(options, bounds)
  const commit = commitNow()
  const progress = progressOf<Kept>('histories', { commit, ...plan })
  const kept: Kept = progress.found ?? { lived: [], app: [] }
  const { lived, app } = kept
  const began = performance.now()
  if (lived.length > 0) console.log(`Carrying on after ${lived.length} histories.`)
  const product = await startProduct()
  finallyDo(product.stop)
  const ground = await openHistories(product)
  finallyDo(ground.stop)
  const late = began + plan.minutes * 60_000
  while (lived.length < plan.histories && performance.now() < late) {
    const one = await livedThrough(ground, plan.seed + lived.length)
    lived.push(one)
    progress.keep(kept)
    for (const wrong of one.wrongs) console.log(`Seed ${one.seed}: ${wrong}`)
    if (lived.length % 25 === 0) console.log(`${lived.length} histories lived.`)
  }
  const seeds = Array.from({ length: plan.app - app.length }, (_, n) => plan.seed + app.length + n)
  await daysInTheApp(
    product,
    ground.admin,
    seeds,
    (day) => {
      app.push(day)
      progress.keep(kept)
      for (const wrong of day.wrongs) console.log(`In the app, seed ${day.seed}: ${wrong}`)
    },
    late,
  )
  const proven = report(plan, commit, kept)
  if (lived.length >= plan.histories && app.length >= plan.app) progress.drop()
  return proven
}

async function livedThrough(ground: Ground, seed: number): Promise<Lived> {
  const began = performance.now()
  const history = historyOf(seed, ground.questions)
  const day = await ground.live(history)
  const { wrongs, counts } = await judge(ground, history, day)
  const struck: Record<string, number> = {}
  for (const { name } of history.devices) {
    for (const [fault, times] of ground.proxy.way(name).struck) struck[fault] = (struck[fault] ?? 0) + times
    ground.proxy.close(name)
  }
  const { people, devices } = history
  return { seed, people: people.length, devices: devices.length, ms: performance.now() - began, wrongs, counts, struck }
}

function report(plan: { histories: number; app: number; seed: number }, commit: string, { lived, app }: Kept): boolean {
  const sum = (of: (one: Lived) => number): number => lived.reduce((total, one) => total + of(one), 0)
  const accounted = sum(({ counts }) => endings.reduce((total, ending) => total + counts[ending], 0))
  const wrong = lived.filter(({ wrongs }) => wrongs.length > 0)
  const counts = {
    histories: lived.length,
    ofThreeDevices: lived.filter(({ devices }) => devices === 3).length,
    ofSeveralPeople: lived.filter(({ people }) => people > 1).length,
    created: sum(({ counts }) => counts.created),
    accounted,
    ...Object.fromEntries(endings.map((ending) => [ending, sum(({ counts }) => counts[ending])])),
    refusedByAFullDiskAndSaid: sum(({ counts }) => counts.told),
    decisions: sum(({ counts }) => counts.decisions),
    decisionsThatCameLate: sum(({ counts }) => counts.late),
    secondTabs: sum(({ counts }) => counts.tabs),
    overwritesThatWereSaid: sum(({ counts }) => counts.overwrites),
    inTheApp: { days: app.length, saves: app.reduce((total, { saves }) => total + saves, 0) },
    wrong: sum(({ wrongs }) => wrongs.length) + app.reduce((total, { wrongs }) => total + wrongs.length, 0),
    faults: Object.fromEntries(faults.map((fault) => [fault, sum(({ struck }) => struck[fault] ?? 0)])),
  }
  const times = lived.map(({ ms }) => ms)
  const figures = {
    msPerHistory: { median: tenths(median(times)), most: tenths(Math.max(...times)) },
    stepsWithoutGround: sum(({ counts }) => counts.skipped),
    wrongSeeds: wrong.map(({ seed }) => seed),
  }
  console.log(JSON.stringify({ ...counts, ...figures }, null, 2))
  const isWhole = lived.length >= plan.histories && app.length >= plan.app
  const proven = counts.wrong === 0 && isWhole && counts.created === accounted
  if (plan.histories >= full && plan.app >= fullApp)
    writeEvidence('histories', commit, { proven, seed: plan.seed, counts, figures })
  else console.log(`Smaller than the proof (${full} histories, ${fullApp} in the app): no evidence is written.`)
  return proven
}
