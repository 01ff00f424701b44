// Every page in every state, in every language, size and theme: axe finds nothing and nothing sticks out.
import type { Browser } from 'playwright-core'
import { languageCodes } from '@primero/domain/configuration/languages.ts'
import { audit, sticksOut } from '../../e2e/axe.ts'
import { openBrowser } from '../../e2e/chromium.ts'
import { layGround, visitState } from '../../e2e/ground.ts'
import { type Look, openHouse } from '../../e2e/house.ts'
import { startProduct } from '../../e2e/product.ts'
import { states } from '../../e2e/states.ts'
import { finallyDo } from './children.ts'
import { commitNow, writeEvidence } from './evidence.ts'
import { numbersFrom } from './options.ts'
import { progressOf } from './progress.ts'

const sizes = [
  [320, 640],
  [360, 740],
  [768, 1024],
  [1280, 800],
] as const

const looks: Look[] = languageCodes.flatMap((language) =>
  sizes.flatMap(([width, height]) => [false, true].map((dark) => ({ width, height, language, dark }))),
)

const bounds = {
  /** The first so many, to try. */
  states: { standard: states.length, least: 1, most: states.length },
  looks: { standard: looks.length, least: 1, most: looks.length },
  minutes: { standard: 300, least: 1, most: 600 },
}

type Done = {
  key: string
  faults: string[]
  /** What the browser said meanwhile; the journeys of `npm test` answer for that. */
  complaints: string[]
}
type Ground = Awaited<ReturnType<typeof layGround>>
type Place = { browser: Browser; product: { url: string; password: string; data: string }; ground: Ground }

export async function prove(options: string[]): Promise<boolean> {
  const plan = numbersFrom(options, bounds)
  const began = performance.now()
  const commit = commitNow()
  const progress = progressOf<Done[]>('axe', { commit, ...plan })
  const done = progress.found ?? []
  const known = new Set(done.map(({ key }) => key))
  const all = looks
    .slice(0, plan.looks)
    .flatMap((look) => states.slice(0, plan.states).map((state) => ({ look, state, key: keyOf(state, look) })))
  console.log(`${all.length} views: ${plan.states} states in ${plan.looks} looks; ${known.size} of them seen before`)
  const product = await startProduct()
  finallyDo(product.stop)
  const browser = await openBrowser()
  finallyDo(() => browser.close())
  const place = { browser, product, ground: await layGround(openHouse(browser, product).house) }
  for (const { look, state, key } of all.filter((view) => !known.has(view.key))) {
    if (performance.now() - began > plan.minutes * 60_000) {
      throw new Error(`Not done within ${plan.minutes} minutes; the same command carries on.`)
    }
    // A machine that does other work may be too slow once.
    const seen = (await viewed(place, state, look)) ?? (await viewed(place, state, look))
    const faults = seen?.faults ?? ['not reached']
    done.push({ key, faults, complaints: seen?.complaints ?? [] })
    progress.keep(done)
    if (faults.length > 0) console.log(`✗ ${key}\n  ${faults.join('\n  ')}`)
    if (done.length % 50 === 0) console.log(`${done.length} of ${all.length}`)
  }
  const proven = report(plan, commit, done, browser.version(), (performance.now() - began) / 1000)
  progress.drop()
  return proven
}

const keyOf = (state: (typeof states)[number], { width, language, dark }: Look): string =>
  `${state.name}, ${width}, ${language}, ${dark ? 'dark' : 'light'}`

/** undefined: the page did not come to this state. */
async function viewed(
  { browser, product, ground }: Place,
  state: (typeof states)[number],
  look: Look,
): Promise<Omit<Done, 'key'> | undefined> {
  const { house, end } = openHouse(browser, product)
  try {
    const { page } = await visitState(state, { ...ground, house }, look)
    const findings = (await audit(page)).map(({ rule, impact, places }) => `${impact} ${rule}: ${places.join(' | ')}`)
    const outside = (await sticksOut(page)).map((part) => `sticks out: ${part}`)
    const { complaints } = await end()
    return { faults: [...findings, ...outside], complaints }
  } catch (error) {
    console.log(`  ${keyOf(state, look)}: ${error instanceof Error ? error.message.split('\n')[0] : 'unknown'}`)
    await end()
    return undefined
  }
}

function report(
  plan: { states: number; looks: number },
  commit: string,
  done: Done[],
  browser: string,
  seconds: number,
): boolean {
  const faulty = done.filter(({ faults }) => faults.length > 0)
  const of = (start: string) => done.flatMap(({ faults }) => faults).filter((fault) => fault.startsWith(start)).length
  const counts = {
    views: done.length,
    states: plan.states,
    looks: plan.looks,
    critical: of('critical'),
    serious: of('serious'),
    moderate: of('moderate'),
    minor: of('minor'),
    sticksOut: of('sticks out'),
    notReached: of('not reached'),
    complaints: done.reduce((sum, { complaints }) => sum + complaints.length, 0),
  }
  console.log(JSON.stringify(counts, null, 2))
  const proven = faulty.length === 0
  const figures = { browser: `Chromium ${browser}`, seconds: Math.round(seconds), faults: faulty.slice(0, 50) }
  if (plan.states === states.length && plan.looks === looks.length) {
    writeEvidence('axe', commit, { proven, counts, figures })
  } else console.log('Smaller than the full product: no evidence is written.')
  return proven
}
