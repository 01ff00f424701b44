// One state of a page in one language and size, seen light and dark.
import type { Browser, Page } from 'playwright-core'
import { audit, sticksOut } from '../../../e2e/axe.ts'
import { type Ground, type State, visitState } from '../../../e2e/ground.ts'
import { type Look, openHouse } from '../../../e2e/house.ts'

export type Place = { browser: Browser; product: { url: string; password: string; data: string }; ground: Ground }
export type Seen = {
  faults: string[]
  /** What the browser said meanwhile; the journeys of `npm test` answer for that. */
  complaints: string[]
  /** Opened for this theme, and not turned into it. */
  fresh: boolean
}

/** Milliseconds in which a page turns from one theme into the other. */
const turning = 2000

/** A theme into which the page does not turn as it stands gets a visit of its own. */
export async function viewedBoth(
  place: Place,
  state: State,
  looks: readonly Look[],
  keep: (look: Look, seen: Seen) => void,
): Promise<void> {
  for (let left = [...looks]; left.length > 0; ) {
    // A machine that does other work may be too slow once.
    const seen = (await visited(place, state, left)) ?? (await visited(place, state, left))
    const [first] = left
    if (seen === undefined && first) keep(first, { faults: ['not reached'], complaints: [], fresh: true })
    for (const [n, one] of (seen ?? []).entries()) keep(left[n] as Look, one)
    left = left.slice(Math.max(1, seen?.length ?? 0))
  }
}

/** What was seen in the first of these looks, and in those that it turned into; undefined: it was not reached. */
async function visited(
  { browser, product, ground }: Place,
  state: State,
  looks: readonly Look[],
): Promise<Seen[] | undefined> {
  const { house, end } = openHouse(browser, product)
  const [first, ...others] = looks
  const seen: Seen[] = []
  try {
    if (first === undefined) return []
    const { page } = await visitState(state, { ...ground, house }, first)
    const before = await page.content()
    seen.push({ faults: await faultsOf(page), complaints: [], fresh: true })
    for (const look of others) {
      if (!(await turns(page, look, before))) break
      seen.push({ faults: await faultsOf(page), complaints: [], fresh: false })
    }
  } catch (error) {
    // The proof is being stopped: nothing was found out about this state.
    if (!browser.isConnected()) throw error
    const said = error instanceof Error ? error.message.split('\n')[0] : 'unknown'
    console.log(`  ${state.name}, ${first?.width}, ${first?.language}: ${said}`)
  }
  const { complaints } = await end()
  const [one] = seen
  if (one) one.complaints.push(...complaints)
  return one && seen
}

async function faultsOf(page: Page): Promise<string[]> {
  const findings = (await audit(page)).map(({ rule, impact, places }) => `${impact} ${rule}: ${places.join(' | ')}`)
  return [...findings, ...(await sticksOut(page)).map((part) => `sticks out: ${part}`)]
}

/** Is it in the other theme now, and otherwise what it was? A note that goes by itself may have gone. */
async function turns(page: Page, { dark = false }: Look, before: string): Promise<boolean> {
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' })
  const isThere = (wanted: boolean): boolean => (document.documentElement.dataset['theme'] === 'dark') === wanted
  try {
    await page.waitForFunction(isThere, dark, { timeout: turning })
  } catch {
    return false
  }
  // What is painted once more is painted by the second frame.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  return bodyOf(await page.content()) === bodyOf(before)
}

const bodyOf = (html: string): string => html.slice(html.indexOf('<body'))
