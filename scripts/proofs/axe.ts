// Every page in every state and every language: axe finds nothing and nothing sticks out. English in all sizes, and dark
// where it is most used; the others on a phone, Arabic at a desk, too: colours know no language. `--looks 32` takes all
// there are. A state is visited once for both themes where the page turns from one into the other as it stands.
import type { Browser } from 'playwright-core'
import { languageCodes } from '@primero/domain/configuration/languages.ts'
import { adminOf } from '../../e2e/accounts.ts'
import { openBrowser } from '../../e2e/chromium.ts'
import { layGround } from '../../e2e/ground.ts'
import { type Look, openHouse } from '../../e2e/house.ts'
import { startProduct } from '../../e2e/product.ts'
import { states } from '../../e2e/states.ts'
import { type Place, type Seen, viewedBoth } from './axe/views.ts'
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

const every: Look[] = languageCodes.flatMap((language) =>
  sizes.flatMap(([width, height]) => [false, true].map((dark) => ({ width, height, language, dark }))),
)
const isWoven = ({ language, width, dark = false }: Look): boolean => {
  if (language === 'en') return width === 360 || width === 1280 || !dark
  return !dark && (width === 360 || (language === 'ar' && width === 1280))
}
const woven = every.filter(isWoven)
const looks: Look[] = [...woven, ...every.filter((look) => !isWoven(look))]

const bounds = {
  /** The first so many, to try. */
  states: { standard: states.length, least: 1, most: states.length },
  looks: { standard: woven.length, least: 1, most: looks.length },
  /** So many beside each other: a second core has time while the first page waits. */
  pages: { standard: 1, least: 1, most: 4 },
  minutes: { standard: 300, least: 1, most: 600 },
}

type Done = Seen & { key: string }
type State = (typeof states)[number]
/** A state in one language and size, with the themes in which it was not seen yet. */
type Visit = { state: State; looks: Look[] }

export async function prove(options: string[]): Promise<boolean> {
  const plan = numbersFrom(options, bounds)
  const began = performance.now()
  const commit = commitNow()
  const { pages: _beside, minutes: _late, ...what } = plan
  const progress = progressOf<Done[]>('axe', { commit, ...what })
  const done = progress.found ?? []
  const known = new Set(done.map(({ key }) => key))
  const all = looks
    .slice(0, plan.looks)
    .flatMap((look) => states.slice(0, plan.states).map((state) => ({ look, state })))
  const views = all.filter(({ look, state }) => !known.has(keyOf(state, look)))
  console.log(`${all.length} views: ${plan.states} states in ${plan.looks} looks; ${known.size} of them seen before`)
  const product = await startProduct()
  finallyDo(product.stop)
  const admin = await adminOf(product.data)
  finallyDo(() => admin.end())
  const browser = await openBrowser()
  finallyDo(() => browser.close())
  const left = visitsFor(views)
  let visits = 0
  const keep = (state: State, look: Look, seen: Seen): void => {
    const key = keyOf(state, look)
    done.push({ key, ...seen })
    if (seen.fresh) visits += 1
    progress.keep(done)
    if (seen.faults.length > 0) console.log(`✗ ${key}\n  ${seen.faults.join('\n  ')}`)
    for (const complaint of seen.complaints) console.log(`  ${key}, the browser said: ${complaint}`)
    if (done.length % 50 === 0) console.log(`${done.length} of ${all.length}`)
  }
  const begun = performance.now()
  const walk = async (): Promise<void> => {
    // Records of its own: what one page does to them, another does not see.
    const place = await placeIn(browser, product)
    for (let next = left.shift(); next; next = left.shift()) {
      if (performance.now() - began > plan.minutes * 60_000) {
        throw new Error(`Not done within ${plan.minutes} minutes; the same command carries on.`)
      }
      const { state, looks } = next
      // A proof of who acts is over after ten minutes, and the walk takes longer.
      await admin.query('update session set proved_at = now()')
      await viewedBoth(place, state, looks, (look, seen) => keep(state, look, seen))
    }
  }
  await Promise.all(Array.from({ length: plan.pages }, walk))
  const now = performance.now()
  console.log(
    `${visits} visits for ${views.length} views, ${Math.round((now - begun) / Math.max(1, views.length))} ms a view`,
  )
  const proven = report(plan, commit, done, browser.version(), (now - began) / 1000)
  progress.drop()
  return proven
}

const keyOf = (state: State, { width, language, dark }: Look): string =>
  `${state.name}, ${width}, ${language}, ${dark ? 'dark' : 'light'}`

function visitsFor(views: { state: State; look: Look }[]): Visit[] {
  const together = Map.groupBy(views, ({ state, look }) => `${look.language} ${look.width} ${state.name}`)
  return [...together.values()].map((some) => {
    const [{ state }] = some as [(typeof some)[number]]
    return { state, looks: some.map(({ look }) => look) }
  })
}

async function placeIn(browser: Browser, product: Place['product']): Promise<Place> {
  return { browser, product, ground: await layGround(openHouse(browser, product).house) }
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
  if (plan.states === states.length && plan.looks >= woven.length) {
    writeEvidence('axe', commit, { proven, counts, figures })
  } else console.log('Smaller than the full product: no evidence is written.')
  return proven
}
