// A tab or the whole browser killed at random instants while somebody writes: what was said to be safe is there when
// it opens again, whole, and the store takes more. Most instants at the engine, the rest in the app as people have it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConfigReply } from '@primero/domain/sync/protocol.ts'
import { type Random, randomOf } from '@primero/server/training/random.ts'
import type { Page } from 'playwright-core'
import { openProfile, type OwnBrowser } from '../../e2e/chromium.ts'
import { serveEngine } from '../../e2e/engine.ts'
import { startProduct } from '../../e2e/product.ts'
import type { Left, Said } from '../../packages/web/test/scribe.ts'
import { finallyDo, pause } from './children.ts'
import { commitNow, tenths, writeEvidence } from './evidence.ts'
import { type AppKills, killsInTheApp } from './kills/app.ts'
import { numbersFrom } from './options.ts'
import { progressOf } from './progress.ts'

const full = { engine: 160, app: 40 }
const bounds = {
  engine: { standard: full.engine, least: 0, most: 10_000 },
  app: { standard: full.app, least: 0, most: 1000 },
  seed: { standard: 1, least: 1, most: 1_000_000_000 },
  minutes: { standard: 25, least: 1, most: 240 },
}
type Plan = { engine: number; app: number; seed: number; minutes: number }
type Kind = 'tab' | 'browser'
type Done = { kind: Kind; said: number; afterMs: number; restored: boolean; wrongs: string[] }
type Kept = { engine: Done[]; app: AppKills }

export async function prove(options: string[]): Promise<boolean> {
  const plan = numbersFrom(options, bounds)
  const commit = commitNow()
  const progress = progressOf<Kept>('kills', { commit, ...plan })
  const kept: Kept = progress.found ?? { engine: [], app: { saved: 0, photos: 0, tabs: 0, browsers: 0, wrongs: [] } }
  const late = performance.now() + plan.minutes * 60_000
  const product = await startProduct()
  finallyDo(product.stop)
  const keep = (): void => progress.keep(kept)
  if (kept.engine.length < plan.engine) await killsAtTheEngine(plan, product, kept.engine, keep, late)
  await killsInTheApp({ product, random: randomOf(plan.seed + 7), kills: plan.app, done: kept.app, keep, late })
  const proven = report(plan, commit, kept)
  progress.drop()
  return proven
}

/** A store grows while somebody never stops; after so many kills another begins. */
const killsPerStore = 8

async function killsAtTheEngine(
  plan: Plan,
  product: { url: string; password: string },
  done: Done[],
  keep: () => void,
  late: number,
): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'primero-kills-'))
  finallyDo(() => rmSync(profile, { recursive: true, force: true }))
  const served = await serveEngine()
  finallyDo(served.stop)
  const site = new Site(profile, served.url, await roleOf(product))
  finallyDo(() => site.end())
  while (done.length < plan.engine && performance.now() < late) {
    const random = randomOf(plan.seed * 1000 + done.length)
    const store = `kills-${plan.seed}-${Math.floor(done.length / killsPerStore)}`
    const one = await site.killOnce(store, random)
    done.push(one)
    keep()
    for (const wrong of one.wrongs) console.log(`Kill ${done.length}: ${wrong}`)
    if (done.length % 20 === 0) console.log(`${done.length} kills at the engine.`)
  }
}

async function roleOf({ url, password }: { url: string; password: string }): Promise<ConfigReply> {
  const authorization = `Basic ${Buffer.from(`primero_cp:${password}`).toString('base64')}`
  const reply = await fetch(`${url}/api/sync/config`, { headers: { authorization } })
  if (!reply.ok) throw new Error(`The configuration did not come: ${reply.status}`)
  return (await reply.json()) as ConfigReply
}

/** One profile, and the browser that has it open now. */
class Site {
  readonly profile: string
  readonly url: string
  readonly role: ConfigReply
  browser: OwnBrowser | undefined
  /** Promises about the store that is written now; drafts live as long as the profile. */
  store = ''
  changes = new Map<string, Exclude<Said, { what: 'draft' }>>()
  drafts = new Map<string, number>()
  said = 0
  last = 0

  constructor(profile: string, url: string, role: ConfigReply) {
    this.profile = profile
    this.url = url
    this.role = role
  }

  async killOnce(store: string, random: Random): Promise<Done> {
    if (store !== this.store) this.changes.clear()
    this.store = store
    const page = await this.open()
    const before = this.said
    const plan = {
      name: store,
      id: '',
      ahead: 0,
      role: 'worker',
      me: { id: 1, userName: 'amal', fullName: '', groups: [] },
    }
    await page.evaluate(
      async ({ role, plan, from }) => {
        window.engine.learnRole('worker', role)
        await window.engine.scribble(plan, from)
      },
      { role: this.role, plan, from: this.last + 1000 },
    )
    const afterMs = random.between(5, 600)
    await pause(afterMs)
    const kind: Kind = random.chance(0.4) ? 'tab' : 'browser'
    await (kind === 'tab' ? crash(page) : this.killBrowser())
    const look = await this.open()
    const left = await look.evaluate((name) => window.engine.whatIsLeft(name), store)
    await look.close()
    return { kind, said: this.said - before, afterMs, restored: left.restored, wrongs: this.missing(left) }
  }

  async open(): Promise<Page> {
    this.browser ??= await this.start()
    const page = await this.browser.context.newPage()
    await page.goto(this.url)
    await page.waitForFunction(() => window.engine !== undefined)
    return page
  }

  async start(): Promise<OwnBrowser> {
    const browser = await openProfile(this.profile)
    await browser.context.exposeBinding('said', (_source, said: Said) => this.hear(said))
    return browser
  }

  hear(said: Said): void {
    this.said += 1
    if (said.what === 'draft') {
      this.drafts.set(said.key, said.n)
      this.last = said.n
    } else this.changes.set(said.id, said)
  }

  async killBrowser(): Promise<void> {
    await this.browser?.kill()
    this.browser = undefined
  }

  async end(): Promise<void> {
    await this.killBrowser()
  }

  missing(left: Left): string[] {
    const drafts = [...this.drafts].filter(([key, n]) => (left.drafts[key] ?? -1) < n)
    const changes = [...this.changes.values()].filter((said) =>
      said.what === 'change' ? left.changes[said.id] !== said.n : !isWhole(said, left.files[said.id]),
    )
    return [
      ...drafts.map(([key, n]) => `${key} was said to hold ${n} and holds ${left.drafts[key]}`),
      ...changes.map(
        (said) =>
          `a ${said.what} that was said to be safe is not there: ${said.what === 'change' ? said.n : said.size}`,
      ),
      ...(left.rows === left.opened ? [] : [`${left.rows} rows on the disk, ${left.opened} open`]),
      ...(left.writes ? [] : ['the store takes nothing more']),
    ]
  }
}

type SaidFile = Extract<Said, { what: 'file' }>
const isWhole = (said: SaidFile, file: Left['files'][string] | undefined): boolean =>
  file?.whole === true && file.size === said.size && file.fill === said.fill

/** The tab's process ends in the middle of everything. */
async function crash(page: Page): Promise<void> {
  const gone = page.waitForEvent('crash')
  const devtools = await page.context().newCDPSession(page)
  void devtools.send('Page.crash').catch(() => undefined)
  await gone
  await page.close()
}

function report(plan: Plan, commit: string, { engine, app }: Kept): boolean {
  const wrongs = [...engine.flatMap((one) => one.wrongs), ...app.wrongs]
  const byKind = (kind: Kind): number => engine.filter((one) => one.kind === kind).length
  const counts = {
    kills: engine.length + app.tabs + app.browsers,
    atTheEngine: { tabs: byKind('tab'), browsers: byKind('browser') },
    inTheApp: { tabs: app.tabs, browsers: app.browsers, saved: app.saved, photos: app.photos },
    /** After so many of them the browser found its database damaged, and the double stood in. */
    damaged: engine.filter((one) => one.restored).length,
    saidToBeSafe: engine.reduce((sum, { said }) => sum + said, 0) + app.saved + app.photos,
    wrong: wrongs.length,
  }
  const figures = {
    saidPerInstant: tenths(engine.reduce((sum, { said }) => sum + said, 0) / Math.max(1, engine.length)),
    instantsAfterMs: {
      least: Math.min(...engine.map((one) => one.afterMs)),
      most: Math.max(...engine.map((one) => one.afterMs)),
    },
  }
  console.log(JSON.stringify({ ...counts, ...figures }, null, 2))
  for (const wrong of wrongs.slice(0, 20)) console.log(wrong)
  const isWhole = engine.length >= plan.engine && app.tabs + app.browsers >= plan.app
  const proven = wrongs.length === 0 && isWhole && counts.saidToBeSafe > 0
  if (plan.engine >= full.engine && plan.app >= full.app)
    writeEvidence('kills', commit, { proven, seed: plan.seed, counts, figures })
  else console.log(`Smaller than the proof (${full.engine} and ${full.app} kills): no evidence is written.`)
  return proven
}
