// What the app costs a phone of the floor (ux §16.2, design §8): a thin line in front of the real product, a sixth of
// this processor for the page. Medians of five. What the wire needs before HTTP begins – a name, a connection, TLS 1.3,
// together three round trips – is added by arithmetic, because a proxy on the same machine has none of it.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { somebodyLike } from '../../e2e/accounts.ts'
import { openBrowser } from '../../e2e/chromium.ts'
import { serveEngine } from '../../e2e/engine.ts'
import { startProduct } from '../../e2e/product.ts'
import { wordsOf } from '../../e2e/words.ts'
import { finallyDo } from './children.ts'
import { commitNow, median, tenths, writeEvidence } from './evidence.ts'
import { heavyCase } from './heavy-case.ts'
import { numbersFrom } from './options.ts'
import { type SlowLine, slowLine } from './slow-line.ts'
import { wireOf } from './wire.ts'

const line = { bitsPerSecond: 400_000, roundTripMs: 400 }
const handshakesMs = 3 * line.roundTripMs
const say = wordsOf('en')
const worker = 'primero_cp'

/** Milliseconds, and bytes. */
const limits = { signIn: 5_000, core: 8_000, repeat: 2_000, openCase: 800, search: 300 }
const bytes = { edits: 150_000, cases: 1_500_000 }

type Measured = Record<keyof typeof limits, number[]>

export async function prove(options: string[]): Promise<boolean> {
  const { runs } = numbersFrom(options, { runs: { standard: 5, least: 1, most: 20 } })
  const commit = commitNow()
  const product = await startProduct()
  finallyDo(product.stop)
  const slow = await slowLine(product.url, line)
  finallyDo(slow.close)
  const fast = await slowLine(product.url, undefined)
  finallyDo(fast.close)
  const heavy = await heavyCase(product, worker)
  const browser = await openBrowser()
  finallyDo(() => browser.close())
  const measured: Measured = { signIn: [], core: [], repeat: [], openCase: [], search: [] }
  for (let run = 0; run < runs; run++) await entering(browser, slow, product.password, measured)
  await opening(browser, fast.url, product.password, heavy, runs, measured.openCase)
  const carried = await wireOf(product, await somebodyLike(product.data, worker))
  measured.search.push(...(await searching(browser, carried, runs)))
  const times = Object.fromEntries(
    Object.entries(measured).map(([name, ms]) => {
      // The shell of a later visit comes from the device.
      const added = name === 'signIn' ? handshakesMs : 0
      const limit = limits[name as keyof typeof limits]
      const total = median(ms) + added
      return [
        name,
        { median: tenths(median(ms)), added, total: tenths(total), limit, within: total <= limit, all: ms.map(tenths) },
      ]
    }),
  )
  const sizes = Object.fromEntries(
    Object.entries(bytes).map(([name, limit]) => {
      const size = carried[name as keyof typeof bytes]
      return [name, { bytes: size, limit, within: size <= limit }]
    }),
  )
  const figures = { ...times, ...sizes }
  console.log(JSON.stringify(figures, null, 2))
  const proven = Object.values(figures).every(({ within }) => within)
  const counts = { runs, answers: heavy.answers, rows: heavy.rows }
  if (runs >= 5)
    writeEvidence('weight', commit, { proven, counts, figures: { ...figures, browser: browser.version() } })
  return proven
}

/** The slowest kind of question among a thousand kept records, each asked several times. */
async function searching(browser: Browser, { like, config }: Awaited<ReturnType<typeof wireOf>>, runs: number) {
  const engine = await serveEngine()
  const context = await browser.newContext()
  try {
    const page = await throttled(context)
    await page.goto(engine.url)
    await page.waitForFunction(() => window.engine !== undefined)
    const times = await page.evaluate(
      async ({ like, config, runs }) => {
        window.engine.learnRole(config.me.role.id, config)
        return window.engine.searchThousand(config.me.userName, config.me.role.id, like, runs)
      },
      { like, config, runs },
    )
    return times.toSorted((a, b) => median(b) - median(a))[0] ?? []
  } finally {
    await context.close()
    engine.stop()
  }
}

async function throttled(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  return page
}

const painted = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))))

/** A first visit, signing in, and the same address once more. */
async function entering(browser: Browser, { url }: SlowLine, password: string, into: Measured): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true })
  context.setDefaultTimeout(90_000)
  try {
    const page = await throttled(context)
    const timed = async (list: number[], work: () => Promise<void>): Promise<void> => {
      const began = performance.now()
      await work()
      await painted(page)
      list.push(performance.now() - began)
    }
    await timed(into.signIn, async () => {
      await page.goto(url, { waitUntil: 'commit' })
      await page.getByLabel(say('Password'), { exact: true }).waitFor()
    })
    await page.getByLabel(say('User name')).fill(worker)
    await page.getByLabel(say('Password'), { exact: true }).fill(password)
    await timed(into.core, async () => {
      await page.getByRole('button', { name: say('Sign in'), exact: true }).click()
      await page.getByRole('heading', { level: 1, name: say('My day') }).waitFor()
    })
    // The shell is kept for the next visit once it has come whole.
    await page.evaluate(() => navigator.serviceWorker?.ready.then(() => undefined))
    await timed(into.repeat, async () => {
      await page.reload({ waitUntil: 'commit' })
      await page.getByRole('heading', { level: 1 }).waitFor()
    })
  } finally {
    await context.close()
  }
}

type Heavy = Awaited<ReturnType<typeof heavyCase>>

/** A downloaded case, from the tap in the list to its answers, without a network. */
async function opening(
  browser: Browser,
  url: string,
  password: string,
  heavy: Heavy,
  runs: number,
  into: number[],
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true })
  try {
    const page = await throttled(context)
    await page.goto(url)
    await page.getByLabel(say('User name')).fill(worker)
    await page.getByLabel(say('Password'), { exact: true }).fill(password)
    const kept = page.waitForResponse((reply) => reply.url().endsWith('/api/sync/pull'))
    await page.getByRole('button', { name: say('Sign in'), exact: true }).click()
    await kept
    await page.getByRole('heading', { level: 1, name: say('My day') }).waitFor()
    await page.waitForLoadState('networkidle')
    await context.setOffline(true)
    for (let run = 0; run < runs; run++) {
      await page
        .getByRole('navigation')
        .getByRole('link', { name: say('Cases'), exact: true })
        .first()
        .click()
      const link = page.locator('main').getByRole('link', { name: heavy.code }).first()
      await link.waitFor()
      await painted(page)
      into.push(await page.evaluate(timeToAnswers, heavy.code))
    }
  } finally {
    await context.close()
  }
}

/** In the page: from the tap until the answers of the first form stand there. */
function timeToAnswers(code: string): Promise<number> {
  const link = [...document.querySelectorAll<HTMLAnchorElement>('main a')].find((a) => a.textContent?.includes(code))
  return new Promise((done) => {
    const began = performance.now()
    const look = (): void => {
      const stands = document.querySelectorAll('main .record dl dd, main form input, main dl dd').length >= 5
      if (!stands) return void requestAnimationFrame(look)
      requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began)))
    }
    link?.click()
    look()
  })
}
