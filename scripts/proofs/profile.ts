// What a look into the browser's profile finds of a day's work: nothing, in no encoding, on the disk or by a script;
// after a lock, after leaving, and after a killed tab neither. With the seal taken out of the build, all of it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConfigReply } from '@primero/domain/sync/protocol.ts'
import { randomOf } from '@primero/server/training/random.ts'
import type { Page } from 'playwright-core'
import { openProfile, type OwnBrowser } from '../../e2e/chromium.ts'
import { serveEngine } from '../../e2e/engine.ts'
import { startProduct } from '../../e2e/product.ts'
import { finallyDo } from './children.ts'
import { commitNow, writeEvidence } from './evidence.ts'
import { numbersFrom } from './options.ts'
import { formsOf, scanFiles } from './profile/scan.ts'

const bounds = { seed: { standard: 1, least: 1, most: 1_000_000_000 } }
const count = 200

/** Markers found, by number: on the disk, and by a script of the page. */
type Look = { when: string; files: number; bytes: number; onDisk: number[]; inside: number[] }

export async function prove(options: string[]): Promise<boolean> {
  const { seed } = numbersFrom(options, bounds)
  const commit = commitNow()
  const product = await startProduct()
  finallyDo(product.stop)
  const role = await roleOf(product)
  const markers = markersOf(seed)
  const looks = await day(true, role, markers)
  const control = await day(false, role, markers)
  const proven = report(seed, commit, looks, control)
  return proven
}

/** Words that stand nowhere else; every fourth in Arabic letters, every fifth a telephone number. */
function markersOf(seed: number): string[] {
  const random = randomOf(seed)
  const letters = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet[random.below(alphabet.length)]).join('')
  return Array.from({ length: count }, (_, n) => {
    if (n % 5 === 4) return `+999${letters('0123456789', 14)}`
    return n % 4 === 3 ? letters('ابتثجحدرسشصطعفقكلمنهوي', 14) : letters('bcdfghjklmnpqrstvwxz', 16)
  })
}

async function roleOf({ url, password }: { url: string; password: string }): Promise<ConfigReply> {
  const authorization = `Basic ${Buffer.from(`primero_cp:${password}`).toString('base64')}`
  const reply = await fetch(`${url}/api/sync/config`, { headers: { authorization } })
  if (!reply.ok) throw new Error(`The configuration did not come: ${reply.status}`)
  return (await reply.json()) as ConfigReply
}

async function day(sealed: boolean, role: ConfigReply, markers: string[]): Promise<Look[]> {
  const profile = mkdtempSync(join(tmpdir(), 'primero-profile-'))
  finallyDo(() => rmSync(profile, { recursive: true, force: true }))
  const served = await serveEngine({ sealed })
  finallyDo(served.stop)
  const looks: Look[] = []
  let browser = await openProfile(profile)
  finallyDo(() => browser.kill())
  const look = async (when: string, page: Page | undefined): Promise<void> => {
    looks.push(await lookFor(when, profile, markers, page))
    console.log(`${sealed ? '' : 'Control: '}${when}: ${told(looks.at(-1))}`)
  }
  const page = await opened(browser, served.url)
  await works(page, role, markers, 'amal')
  await look('after the day', page)
  if (sealed) {
    await page.evaluate(() => window.engine.lockMarked())
    await look('after the lock', page)
    await page.evaluate(() => window.engine.leaveMarked())
    await look('after leaving', page)
    const second = await opened(browser, served.url)
    await works(second, role, markers, 'bilal')
    await crash(second)
    await look('after a killed tab', await opened(browser, served.url))
    await browser.kill()
    await look('after a killed browser', undefined)
    browser = await openProfile(profile)
    await look('when it opens again', await opened(browser, served.url))
  }
  await browser.close()
  await look('when it is closed', undefined)
  return looks
}

async function opened({ context }: OwnBrowser, url: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  await page.waitForFunction(() => window.engine !== undefined)
  return page
}

async function works(page: Page, role: ConfigReply, markers: string[], userName: string): Promise<void> {
  const me = { id: 1, userName, fullName: userName, groups: [] }
  const plan = { name: 'marked', id: crypto.randomUUID(), ahead: 0, role: 'worker', me }
  const written = await page.evaluate(
    ({ role, plan, markers }) => {
      window.engine.learnRole('worker', role)
      return window.engine.markedDay(plan, markers)
    },
    { role, plan, markers },
  )
  if (written !== markers.length) throw new Error(`${written} of ${markers.length} markers were written.`)
}

async function crash(page: Page): Promise<void> {
  const gone = page.waitForEvent('crash')
  const devtools = await page.context().newCDPSession(page)
  void devtools.send('Page.crash').catch(() => undefined)
  await gone
  await page.close()
}

async function lookFor(when: string, profile: string, markers: string[], page: Page | undefined): Promise<Look> {
  const forms = markers.map(formsOf)
  const { files, bytes, found } = scanFiles(profile, forms)
  const needles = forms.flatMap((all, n) => all.map((form) => ({ n, text: form.toString('latin1') })))
  const texts = needles.map(({ text }) => text)
  const hits = (await page?.evaluate((all) => window.engine.foundInside(all), texts)) ?? []
  const inside = [...new Set(hits.map((hit) => needles[hit]?.n ?? -1))]
  return { when, files, bytes, onDisk: [...found], inside }
}

const told = (look: Look | undefined): string =>
  `${look?.onDisk.length} of ${count} on the disk, ${look?.inside.length} by a script (${look?.files} files)`

function report(seed: number, commit: string, looks: Look[], control: Look[]): boolean {
  const numbersOf = (some: Look[]): Set<number> => new Set(some.flatMap(({ onDisk, inside }) => [...onDisk, ...inside]))
  const [found, foundInControl] = [numbersOf(looks).size, numbersOf(control).size]
  const figures = {
    looks: looks.map(({ when, files, bytes, onDisk, inside }) => ({
      when,
      files,
      bytes,
      onDisk: onDisk.length,
      inside: inside.length,
    })),
    control: control.map(({ when, onDisk, inside }) => ({ when, onDisk: onDisk.length, inside: inside.length })),
  }
  const proven = found === 0 && foundInControl === count && looks.length >= 7
  writeEvidence('profile', commit, { proven, seed, counts: { markers: count, found, foundInControl }, figures })
  return proven
}
