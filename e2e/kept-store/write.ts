// node e2e/kept-store/write.ts NUMBER: writes a store as today's app does, once for each format, into store-NUMBER.json.
// A file that stands there is never written anew: it is what phones in the field hold.
import { randomBytes } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openBrowser } from '../chromium.ts'
import { serveEngine } from '../engine.ts'
import { bytes, copy, draft, intentions, made, person } from './content.ts'
import { type Carried, carry, lay } from './disk.ts'

const file = join(import.meta.dirname, `store-${Number(process.argv[2])}.json`)
if (existsSync(file)) throw new Error('This format has been written down already.')
const stores: Carried['stores'] = [
  { name: 'key', keyPath: null, indexes: [] },
  { name: 'vault', keyPath: 'id', indexes: [] },
  { name: 'object', keyPath: null, indexes: [{ name: 'tokens', keyPath: 'tokens', multiEntry: true }] },
]
const secret = (): string => randomBytes(32).toString('base64')
const keys = { seal: secret(), name: secret(), token: secret(), device: secret() }
const lease = { share: secret(), until: '2099-01-01T00:00:00.000Z' }

const [browser, server] = await Promise.all([openBrowser(), serveEngine()])
try {
  const page = await browser.newPage()
  await page.goto(server.url)
  await page.waitForFunction(() => window.engine !== undefined)
  await lay(page, 'kept', { version: 1, stores, keys, rows: {} })
  await page.evaluate(
    async ({ person, lease, intentions, draft, copy, image, file }) => {
      const client = window.engine.startVault('kept')
      const policy = { records: 200, days: 7, lockMinutes: 5, hiddenMinutes: 2, attempts: 10, media: true }
      const id = await client.ask('enrol', person, { lease, policy, now: new Date().toISOString() })
      const vault = client.inSpace(id)
      const entries = intentions.map((intention) => ({
        intention,
        state: 'waiting',
        problem: undefined,
        paths: undefined,
        settledAt: undefined,
      }))
      await vault.write({
        put: [
          ...entries.map((value) => ({ room: 'outbox' as const, id: value.intention.id, value })),
          { room: 'blob', id: file, value: Uint8Array.from(atob(image), (c) => c.charCodeAt(0)) },
          { room: 'draft', id: draft.key, value: draft },
          { room: 'record', id: copy.id, version: copy.version, value: copy.value, tokens: copy.words },
        ],
        strict: true,
      })
      client.close()
    },
    { person, lease, intentions, draft, copy, image: bytes.toString('base64'), file: made.file },
  )
  const carried = await carry(page, 'kept')
  writeFileSync(file, `${JSON.stringify({ share: lease.share, ...carried, keys })}\n`)
  console.log(`Written: ${file}`)
} finally {
  await browser.close()
  server.stop()
}
