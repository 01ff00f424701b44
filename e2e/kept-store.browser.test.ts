// Phones in the field hold stores that earlier apps wrote. Each format that ever was lies here as bytes; today's app
// opens it, finds everything, and today's server takes what was not sent.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { productHere } from './lane.ts'
import { openBrowser } from './chromium.ts'
import { serveEngine } from './engine.ts'
import { bytes, copy, draft, intentions, made, person } from './kept-store/content.ts'
import { type Carried, lay } from './kept-store/disk.ts'

const folder = join(import.meta.dirname, 'kept-store')
const formats = readdirSync(folder).filter((name) => /^store-\d+\.json$/.test(name))

let browser: Browser
let server: Awaited<ReturnType<typeof serveEngine>>
beforeAll(async () => {
  ;[browser, server] = await Promise.all([openBrowser(), serveEngine()])
})
afterAll(async () => {
  await browser.close()
  server.stop()
})

/** What today's app finds in a store that was carried here. */
async function opened(carried: Carried & { share: string }) {
  const page = await browser.newPage()
  await page.goto(server.url)
  await page.waitForFunction(() => window.engine !== undefined)
  await lay(page, 'kept', carried)
  return page.evaluate(
    async ({ passphrase, share, file, copy, draftKey }) => {
      const client = window.engine.startVault('kept')
      const [owner] = (await client.ask('people')) as { id: string; initials: string }[]
      const result = await client.ask('unlock', owner?.id ?? '', { passphrase, share })
      const vault = client.inSpace(owner?.id ?? '')
      const blob = (await vault.read('blob', file)) as Uint8Array
      const found = {
        initials: owner?.initials,
        state: result.state,
        outbox: (await vault.readAll('outbox')).map(({ value }) => (value as { intention: unknown }).intention),
        draft: await vault.read('draft', draftKey),
        copy: await vault.read('record', copy.id),
        byWords: await vault.find('record', copy.words),
        blob: btoa(Array.from(blob, (b) => String.fromCharCode(b)).join('')),
      }
      client.close()
      return found
    },
    { passphrase: person.passphrase, share: carried.share, file: made.file, copy, draftKey: draft.key },
  )
}

type Sent = { id: string; seq: number; name: string }

test.each(formats)('a store of the format %s still opens, and what was unsent still arrives', async (name) => {
  const found = await opened(JSON.parse(readFileSync(join(folder, name), 'utf8')))
  expect(found).toMatchObject({ initials: person.initials, state: 'open', copy: copy.value, byWords: [copy.id], draft })
  const outbox = (found.outbox as Sent[]).sort((a, b) => a.seq - b.seq)
  expect(outbox).toEqual(intentions)
  expect(found.blob).toBe(bytes.toString('base64'))

  const product = productHere()
  const authorization = `Basic ${Buffer.from(`${person.userName}:${product.password}`).toString('base64')}`
  const call = (method: string, path: string, body: Uint8Array<ArrayBuffer> | string, type: string) =>
    fetch(product.url + path, { method, headers: { authorization, 'content-type': type }, body })
  await call(
    'PUT',
    `/api/sync/blobs/${made.file}/0`,
    Uint8Array.from(Buffer.from(found.blob, 'base64')),
    'application/octet-stream',
  )
  const push = async () => {
    const reply = await call('POST', '/api/sync/push', JSON.stringify({ intentions: outbox }), 'application/json')
    return ((await reply.json()) as { outcomes: { id: string; outcome: string }[] }).outcomes
  }
  const outcomes = await push()
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['applied', 'merged', 'applied', 'applied'])
  expect(await push()).toEqual(outcomes)
})
