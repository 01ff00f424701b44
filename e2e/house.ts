// What a journey needs: people who are signed in, pages of a size and a language, and an ear for everything that a
// browser complains about.
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { somebodyLike } from './accounts.ts'
import { type Language, type Say, wordsOf } from './words.ts'

export type Look = { width: number; height: number; language: Language; dark?: boolean }

export const phone = (language: Language): Look => ({ width: 360, height: 740, language })
export const desk = (language: Language): Look => ({ width: 1280, height: 800, language })

export type Visit = {
  page: Page
  context: BrowserContext
  say: Say
  language: Language
  /** Opens an address of the app and waits until the page has its heading. */
  open: (path: string) => Promise<void>
  /** Another tab of the same browser. */
  tab: () => Promise<Page>
  /** Everything that the server sent this browser so far: what it has, somebody can dig out. */
  received: () => Promise<string>
}

type Ask = {
  /** User name of a training account; nobody is signed in without one. */
  as?: string
  look: Look
  /** Where the visit begins; the start page without it. */
  at?: string
  /** HTTP statuses that this journey provokes; the browser reports each as an error. */
  refusals?: number[]
  /** This journey makes files get lost on the way; the browser reports that too. */
  lostFiles?: boolean
  /**
   * With the service worker, so that the app opens without a network. Other journeys go without: what it answers,
   * `page.route` never sees.
   */
  offlineReady?: true
  /** The browser asks pages to be thrifty. */
  saveData?: true
  /**
   * `page.clock` may be turned. It has to stand there before the page does: put under a page that runs, it says 1970
   * for a moment, and a page whose clock was set back asks for the password.
   */
  clockInHand?: true
  /** Another address of the same product, such as one in front of it that breaks. */
  through?: string
}

export type House = {
  url: string
  password: string
  /** Where its database lies, for what has no door. */
  data: string
  visit: (ask: Ask) => Promise<Visit>
  /** What the server answers this person on its wire-compatible door: `GET cases/…`; a body needs another verb. */
  ask: (user: string, line: string, data?: unknown) => Promise<{ status: number; body: unknown }>
  /** Somebody new with the rights and the password of this training account: nobody else counts on their sign-ins. */
  somebodyLike: (user: string) => Promise<string>
  /** Signs this person in on another browser, which ends the sessions of this one. */
  elsewhere: (user: string) => Promise<void>
  /** A text that identifies somebody: it may stand in no address, title or log line of the browser. */
  keepsSecret: (...texts: string[]) => void
}

/** A new session ends the account's others, and sign-ins are counted: one is shared by a file. */
const sessions = new Map<string, Promise<string>>()

const sessionOf = (url: string, user: string, password: string): Promise<string> => {
  const known = sessions.get(user) ?? signIn(url, user, password)
  sessions.set(user, known)
  return known
}

const cookieName = '_app_session'

async function signIn(url: string, user: string, password: string): Promise<string> {
  const reply = await fetch(`${url}/api/v2/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: { user_name: user, password } }),
  })
  const cookie = reply.headers.getSetCookie().find((line) => line.startsWith(`${cookieName}=`))
  const value = cookie?.slice(cookieName.length + 1).split(';')[0]
  if (!reply.ok || value === undefined) throw new Error(`${user} could not sign in: ${reply.status}`)
  return value
}

/** A product that runs, and where its database lies. */
type HouseOf = { url: string; password: string; data: string }

export type Opened = {
  house: House
  /** Every page that was opened and is not closed yet. */
  pages: () => Page[]
  /** Closes all pages. @returns what the browser complained about, and where a secret was told */
  end: () => Promise<{ complaints: string[]; told: string[] }>
}

export function openHouse(browser: Browser, { url, password, data }: HouseOf): Opened {
  const contexts: BrowserContext[] = []
  const complaints: string[] = []
  const traces: string[] = []
  const secrets: string[] = []
  const house: House = {
    url,
    password,
    data,
    visit: async (ask) => {
      const session = ask.as === undefined ? undefined : await sessionOf(url, ask.as, password)
      const origin = ask.through ?? url
      const context = await contextFor(browser, origin, ask, session)
      contexts.push(context)
      const expected = expectedOf(ask)
      context.on('page', (page) => listen(page, expected, complaints, traces))
      return await visitOf(context, origin, ask)
    },
    ask: async (user, line, data) => {
      const [method = '', path] = line.split(' ')
      const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
      const reply = await fetch(`${url}/api/v2/${path}`, {
        method,
        headers: { authorization, 'content-type': 'application/json' },
        ...(data === undefined ? {} : { body: JSON.stringify({ data }) }),
      })
      const text = await reply.text()
      return { status: reply.status, body: text === '' ? undefined : JSON.parse(text) }
    },
    somebodyLike: (user) => somebodyLike(data, user),
    elsewhere: async (user) => {
      sessions.delete(user)
      await sessionOf(url, user, password)
    },
    keepsSecret: (...texts) => secrets.push(...texts),
  }
  return {
    house,
    pages: () => contexts.flatMap((context) => context.pages()),
    end: async () => {
      await Promise.all(contexts.map((context) => context.close()))
      return { complaints, told: traces.filter((trace) => secrets.some((secret) => trace.includes(secret))) }
    },
  }
}

async function contextFor(running: Browser, origin: string, ask: Ask, session: string | undefined) {
  const { look, offlineReady } = ask
  const { width, height, language, dark } = look
  const small = width < 768
  const choices = { 'primero.locale': language, ...(session === undefined ? {} : { 'primero.in': 'yes' }) }
  const context = await running.newContext({
    baseURL: origin,
    viewport: { width, height },
    // A phone has a thumb; that is how the app tells "this phone" from "this computer".
    hasTouch: small,
    isMobile: small,
    locale: language === 'en' ? 'en-GB' : language,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    serviceWorkers: offlineReady ? 'allow' : 'block',
    storageState: {
      cookies: [],
      origins: [{ origin, localStorage: Object.entries(choices).map(([name, value]) => ({ name, value })) }],
    },
  })
  const cookie = { name: cookieName, url: origin, httpOnly: true, sameSite: 'Lax' } as const
  if (ask.saveData) {
    await context.addInitScript(() =>
      Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true }),
    )
  }
  if (ask.clockInHand) await context.clock.install()
  if (session !== undefined) await context.addCookies([{ ...cookie, value: session }])
  context.setDefaultTimeout(20_000)
  return context
}

async function visitOf(context: BrowserContext, url: string, { at = '/', look }: Ask): Promise<Visit> {
  const bodies: Promise<string>[] = []
  context.on('response', (reply) => {
    // The stream of what happens has no end, and says only that something did. A reply to a page that has gone has no text any more.
    const { pathname } = new URL(reply.url())
    if (pathname.startsWith('/api/') && pathname !== events) bodies.push(reply.text().catch(() => ''))
  })
  const page = await context.newPage()
  const open = async (path: string): Promise<void> => {
    await page.goto(url + path)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
  }
  await open(at)
  return {
    page,
    context,
    open,
    say: wordsOf(look.language),
    language: look.language,
    tab: () => context.newPage(),
    received: async () => (await Promise.all(bodies)).join('\n'),
  }
}

/** Where a page hears what happens, for as long as it is open. */
const events = '/api/sync/events'

type IsExpected = (line: string, address: string) => boolean

/** What the browser reports as an error and the journey provoked: not being signed in, being offline, and what it says. */
function expectedOf({ refusals = [], lostFiles = false }: Ask): IsExpected {
  const statuses = new Set([401, ...refusals])
  const network = lostFiles ? /net::ERR_(INTERNET_DISCONNECTED|FAILED)/ : /net::ERR_INTERNET_DISCONNECTED/
  // Chromium's notes to itself: a service worker answered before a preload did, or a busy machine had not yet run what
  // every other script begins with. Any other preload that nobody uses is a fault.
  const preload =
    /^A preload for .* cross-world service worker resource|rolldown-runtime-\S+ was preloaded using link preload but not used/
  // What the server has to say comes on a stream for as long as a page is open: wherever the line breaks, that breaks too.
  const stream = /net::ERR_INCOMPLETE_CHUNKED_ENCODING$/
  return (line, address) =>
    preload.test(line) ||
    (stream.test(line) && address.endsWith(events)) ||
    // Journeys that need no service worker go without.
    line === 'Service Worker registration blocked by Playwright' ||
    network.test(line) ||
    statuses.has(Number(/responded with a status of (\d+)/.exec(line)?.[1]))
}

/** Errors in scripts, refused styles and scripts, and broken calls are failures of the journey, wherever they happen. */
function listen(page: Page, isExpected: IsExpected, complaints: string[], traces: string[]): void {
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`))
  page.on('console', (line) => {
    traces.push(`console: ${line.text()}`)
    if (!['error', 'warning'].includes(line.type()) || isExpected(line.text(), line.location().url)) return
    complaints.push(`${line.type()}: ${line.text()} (${line.location().url})`)
  })
  page.on('request', (request) => traces.push(`address: ${decodeURI(request.url())}`))
  const title = (): void =>
    void page.title().then(
      (text) => traces.push(`title: ${text}`),
      () => undefined,
    )
  page.on('framenavigated', title)
}

/** Until all of the app lies on the device: pages come without a line. For a visit that is `offlineReady`. */
export const keepsApp = async ({ page }: Visit): Promise<void> => {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
}

/** Waits until it is there to be seen. */
export const shows = (what: Locator): Promise<void> => what.first().waitFor()
export const leaves = (what: Locator): Promise<void> => what.first().waitFor({ state: 'hidden' })
