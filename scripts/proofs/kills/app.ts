// The app itself, killed while somebody saves without a line: what it called saved reaches the server afterwards.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Random } from '@primero/server/training/random.ts'
import type { Page } from 'playwright-core'
import { openProfile, type OwnBrowser } from '../../../e2e/chromium.ts'
import { photo, questionOf } from '../../../e2e/fill.ts'
import { wordsOf } from '../../../e2e/words.ts'
import type { ConfigReply } from '@primero/domain/sync/protocol.ts'
import { finallyDo, pause } from '../children.ts'

export type AppKills = { saved: number; photos: number; tabs: number; browsers: number; wrongs: string[] }

type Job = {
  product: { url: string; password: string }
  random: Random
  kills: number
  done: AppKills
  keep: () => void
  late: number
}

/** Sign-ins are counted, so several people take turns, each with a profile of their own. */
const people = ['primero_cp', 'primero_cp_2', 'primero_cp_3', 'primero_cp_fam']
const say = wordsOf('en')

export async function killsInTheApp({ product, random, kills, done, keep, late }: Job): Promise<void> {
  const left = (): number => kills - done.tabs - done.browsers
  const seats = new Map<string, Seat>()
  while (left() > 0 && performance.now() < late) {
    const user = people[left() % people.length] as string
    const seat = seats.get(user) ?? new Seat(product, user)
    seats.set(user, seat)
    await seat.killOnce(random, done)
    keep()
    if (left() % 10 === 0) console.log(`${done.tabs + done.browsers} kills in the app.`)
  }
}

class Seat {
  readonly profile = mkdtempSync(join(tmpdir(), 'primero-kills-'))
  readonly url: string
  readonly password: string
  readonly user: string
  browser: OwnBrowser | undefined

  constructor({ url, password }: Job['product'], user: string) {
    this.url = url
    this.password = password
    this.user = user
    finallyDo(async () => {
      await this.browser?.kill()
      rmSync(this.profile, { recursive: true, force: true })
    })
  }

  async killOnce(random: Random, done: AppKills): Promise<void> {
    const id = await this.registers()
    const texts = [`kept ${random.below(1e9)}`, `perhaps ${random.below(1e9)}`] as const
    const isPhoto = random.chance(0.3)
    const page = await this.comesIn()
    const config = await this.config()
    await (isPhoto ? takesPhoto(page, id, config) : saves(page, id, config, texts))
    await pause(random.between(0, 300))
    if (random.chance(0.4)) {
      await crash(page)
      done.tabs += 1
    } else {
      await this.browser?.kill()
      this.browser = undefined
      done.browsers += 1
    }
    if (isPhoto) done.photos += 1
    else done.saved += 1
    const again = await this.comesIn()
    const arrived = await until(async () => this.isThere(id, isPhoto ? undefined : texts))
    if (!arrived) done.wrongs.push(`${isPhoto ? 'a photo' : texts[0]} of ${this.user} did not arrive`)
    await again.close()
  }

  async isThere(id: string, texts: readonly string[] | undefined): Promise<boolean> {
    const { data } = (await this.ask('GET', `cases/${id}`)) as { data: Record<string, unknown> }
    if (texts === undefined) return (data['photos'] as unknown[] | undefined)?.length === 1
    return texts.includes(String(data['name_nickname']))
  }

  async registers(): Promise<string> {
    const known = { name_first: 'Ilan', name_last: 'Morrow', sex: 'male', age: 9, module_id: 'primeromodule-cp' }
    const { data } = (await this.ask('POST', 'cases', { data: known })) as { data: { id: string } }
    return data.id
  }

  async ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const reply = await fetch(`${this.url}/api/v2/${path}`, {
      method,
      headers: this.headers(),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!reply.ok) throw new Error(`${method} ${path} answered ${reply.status}`)
    return await reply.json()
  }

  async config(): Promise<ConfigReply> {
    const reply = await fetch(`${this.url}/api/sync/config?locale=en`, { headers: this.headers() })
    return (await reply.json()) as ConfigReply
  }

  headers(): Record<string, string> {
    const authorization = `Basic ${Buffer.from(`${this.user}:${this.password}`).toString('base64')}`
    return { authorization, 'content-type': 'application/json' }
  }

  /** Opens the app, with the password where it is asked for. */
  async comesIn(): Promise<Page> {
    this.browser ??= await openProfile(this.profile)
    const page = await this.browser.context.newPage()
    await page.addInitScript(() => localStorage.setItem('primero.locale', 'en'))
    await page.goto(this.url)
    const secret = page.getByLabel(say('Password'), { exact: true })
    const home = page.getByRole('heading', { name: say('Cases') })
    await secret.or(home).first().waitFor()
    if (!(await secret.isVisible())) return page
    const name = page.getByLabel(say('User name'))
    if (await name.isVisible()) await name.fill(this.user)
    await secret.fill(this.password)
    await secret.press('Enter')
    await home.waitFor()
    return page
  }
}

/** The first text is called saved; the second is on its way to the disk when the end comes. */
async function saves(
  page: Page,
  id: string,
  config: ConfigReply,
  [kept, perhaps]: readonly [string, string],
): Promise<void> {
  await opens(page, `/cases/${id}/basic_identity?edit=1`)
  const box = page.getByRole('textbox', { name: questionOf(config, 'name_nickname') })
  const save = page.getByRole('button', { name: say('Save'), exact: true })
  await box.fill(kept)
  await cutLine(page)
  await save.click()
  await page.getByText(say('Saved on this computer, not yet received')).waitFor()
  await box.fill(perhaps)
  await save.click({ noWaitAfter: true })
}

/** For this page alone: the next one has a line. */
async function cutLine(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  const none = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 }
  await devtools.send('Network.emulateNetworkConditions', { offline: true, ...none })
}

async function takesPhoto(page: Page, id: string, config: ConfigReply): Promise<void> {
  await opens(page, `/cases/${id}/photos_and_audio?edit=1`)
  const photos = page.getByRole('region', { name: questionOf(config, 'photos'), exact: true })
  await cutLine(page)
  await photos.getByLabel(say('Choose photo')).setInputFiles(photo)
  await photos.getByRole('listitem').first().waitFor()
}

/** By a link of the page: an address typed anew is a new page. */
async function opens(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
}

async function crash(page: Page): Promise<void> {
  const gone = page.waitForEvent('crash')
  const devtools = await page.context().newCDPSession(page)
  void devtools.send('Page.crash').catch(() => undefined)
  await gone
  await page.close()
}

async function until(test: () => Promise<boolean>): Promise<boolean> {
  for (const end = performance.now() + 30_000; performance.now() < end; await pause(250)) if (await test()) return true
  return false
}
