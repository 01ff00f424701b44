// What a journey needs: people who are signed in, pages of a size and a language, and an ear for everything that a
// browser complains about.
import { join } from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { test as base, expect, inject } from 'vitest'
import { openBrowser } from './chromium.ts'
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
}

type Ask = {
  /** User name of a training account; nobody is signed in without one. */
  as?: string
  look: Look
  /** Where the visit begins; the start page without it. */
  at?: string
  /** HTTP statuses that this journey provokes; the browser reports each as an error. */
  refusals?: number[]
}

export type House = {
  url: string
  password: string
  visit: (ask: Ask) => Promise<Visit>
  /** What the server answers this person on its wire-compatible door. */
  read: (user: string, path: string) => Promise<{ status: number; body: unknown }>
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

const pictures = join(import.meta.dirname, '../.test/browser')

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

let browser: Promise<Browser> | undefined

export const test = base.extend<{ house: House }>({
  house: async ({ task }, use) => {
    const { url, password } = inject('product')
    browser ??= openBrowser()
    const running = await browser
    const contexts: BrowserContext[] = []
    const complaints: string[] = []
    const traces: string[] = []
    const secrets: string[] = []
    await use({
      url,
      password,
      visit: async (ask) => {
        const session = ask.as === undefined ? undefined : await sessionOf(url, ask.as, password)
        const context = await contextFor(running, url, ask.look, session)
        contexts.push(context)
        context.on('page', (page) => listen(page, new Set([401, ...(ask.refusals ?? [])]), complaints, traces))
        return await visitOf(context, url, ask)
      },
      read: async (user, path) => {
        const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
        const reply = await fetch(`${url}/api/v2/${path}`, { headers: { authorization } })
        return { status: reply.status, body: await reply.json() }
      },
      keepsSecret: (...texts) => secrets.push(...texts),
    })
    if (complaints.length > 0 || (task.result?.errors?.length ?? 0) > 0) await keepPictures(contexts, task.id)
    await Promise.all(contexts.map((context) => context.close()))
    expect(complaints, 'what the browser complained about').toEqual([])
    const told = traces.filter((trace) => secrets.some((secret) => trace.includes(secret)))
    expect(told, 'addresses, titles and log lines that tell who it is').toEqual([])
  },
})

/** What the pages showed when the journey failed, for whoever mends it. */
async function keepPictures(contexts: BrowserContext[], name: string): Promise<void> {
  const pages = contexts.flatMap((context) => context.pages())
  const picture = (page: Page, n: number) =>
    page.screenshot({ path: join(pictures, `${name}-${n}.png`), timeout: 5_000 })
  const taken = await Promise.allSettled(pages.map(picture))
  console.log(
    `${taken.filter((one) => one.status === 'fulfilled').length} pictures of the failure: .test/browser/${name}-*.png`,
  )
}

async function contextFor(running: Browser, origin: string, look: Look, session: string | undefined) {
  const { width, height, language, dark } = look
  const small = width < 768
  const choices = { 'primero.locale': language, ...(session === undefined ? {} : { 'primero.in': 'yes' }) }
  const context = await running.newContext({
    baseURL: origin,
    viewport: { width, height },
    // A phone has a thumb; that is how the app tells "this phone" from "this computer".
    hasTouch: small,
    isMobile: small,
    locale: language === 'ar' ? 'ar' : 'en-GB',
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    storageState: {
      cookies: [],
      origins: [{ origin, localStorage: Object.entries(choices).map(([name, value]) => ({ name, value })) }],
    },
  })
  const cookie = { name: cookieName, url: origin, httpOnly: true, sameSite: 'Lax' } as const
  if (session !== undefined) await context.addCookies([{ ...cookie, value: session }])
  context.setDefaultTimeout(20_000)
  return context
}

async function visitOf(context: BrowserContext, url: string, { at = '/', look }: Ask): Promise<Visit> {
  const page = await context.newPage()
  const open = async (path: string): Promise<void> => {
    await page.goto(url + path)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
  }
  await open(at)
  return { page, context, open, say: wordsOf(look.language), language: look.language, tab: () => context.newPage() }
}

/** Errors in scripts, refused styles and scripts, and broken calls are failures of the journey, wherever they happen. */
function listen(page: Page, expected: ReadonlySet<number>, complaints: string[], traces: string[]): void {
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`))
  page.on('console', (line) => {
    traces.push(`console: ${line.text()}`)
    if (line.type() !== 'error' && line.type() !== 'warning') return
    const status = Number(/responded with a status of (\d+)/.exec(line.text())?.[1])
    // A journey that goes offline hears it from the browser too.
    if (expected.has(status) || /net::ERR_INTERNET_DISCONNECTED/.test(line.text())) return
    complaints.push(`${line.type()}: ${line.text()} (${line.location().url})`)
  })
  page.on('request', (request) => traces.push(`address: ${decodeURI(request.url())}`))
  page.on(
    'framenavigated',
    () =>
      void page.title().then(
        (title) => traces.push(`title: ${title}`),
        () => undefined,
      ),
  )
}

/** Closes the browser of this file; once, at its end. */
export async function closeBrowser(): Promise<void> {
  const open = await browser
  browser = undefined
  await open?.close()
}

/** Waits until it is there to be seen. */
export const shows = (what: Locator): Promise<void> => what.first().waitFor()
export const leaves = (what: Locator): Promise<void> => what.first().waitFor({ state: 'hidden' })
