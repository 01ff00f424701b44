// What lies sealed on a device, in a real browser: who opens it, and what a look at the disk tells.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openBrowser } from './chromium.ts'
import { serveEngine } from './engine.ts'

let browser: Browser
let server: { url: string; stop: () => void }
let page: Page

beforeAll(async () => {
  ;[browser, server] = await Promise.all([openBrowser(), serveEngine()])
})
afterAll(async () => {
  await browser.close()
  server.stop()
})
beforeEach(async () => {
  const context = await browser.newContext()
  page = await context.newPage()
  await page.goto(server.url)
  await page.waitForFunction(() => window.engine !== undefined)
  return () => context.close()
})

test('what was written is found again by another worker, and by its words', async () => {
  const seen = await page.evaluate(async () => {
    const first = window.engine.startVault('one').inSpace('browser')
    await first.write({
      put: [
        { room: 'line', id: 'a', value: { name: 'Amal' }, tokens: ['amal', 'haddad'] },
        { room: 'line', id: 'b', value: { name: 'Bilal' }, tokens: ['bilal', 'haddad'] },
        { room: 'blob', id: 'photo', value: new Uint8Array(700_000).fill(7) },
      ],
      strict: true,
    })
    const second = window.engine.startVault('one').inSpace('browser')
    const photo = (await second.read('blob', 'photo')) as Uint8Array
    return {
      both: (await second.find('line', ['haddad'])).sort(),
      one: await second.find('line', ['haddad', 'amal']),
      elsewhere: await second.find('record', ['haddad']),
      all: (await second.readAll('line')).map(({ id }) => id).sort(),
      photo: [photo.length, photo[0], photo[699_999]],
    }
  })
  expect(seen).toEqual({ both: ['a', 'b'], one: ['a'], elsewhere: [], all: ['a', 'b'], photo: [700_000, 7, 7] })
})

/** Rows as they lie on the disk, and everything in them as text. */
const rawRows = (database: string): Promise<{ keys: string[]; text: string }> =>
  page.evaluate(async (name) => {
    const asked = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const db = await asked(indexedDB.open(name))
    const wordsOf = (value: unknown): string => {
      if (value instanceof ArrayBuffer) return wordsOf(new Uint8Array(value))
      if (ArrayBuffer.isView(value)) {
        const bytes = new Uint8Array(value.buffer)
        return `${new TextDecoder().decode(bytes)} ${new TextDecoder('utf-16le').decode(bytes)}`
      }
      if (value instanceof CryptoKey) return `key ${value.extractable}`
      if (typeof value === 'object' && value !== null) {
        return Object.entries(value)
          .map(([key, inner]) => `${key} ${wordsOf(inner)}`)
          .join(' ')
      }
      return String(value)
    }
    const keys: string[] = []
    let text = ''
    for (const store of db.objectStoreNames) {
      const rows = db.transaction(store).objectStore(store)
      keys.push(...(await asked(rows.getAllKeys())).map(String))
      text += wordsOf(await asked(rows.getAll()))
    }
    db.close()
    return { keys, text }
  }, database)

// rule: ux 15.4 nothing-clear-on-the-disk
test('a look at the disk finds nothing of what was written, nor of the words it is found by', async () => {
  await page.evaluate(() =>
    window.engine
      .startVault('one')
      .inSpace('browser')
      .write({
        put: [
          { room: 'record', id: 'marker-id', value: { name: 'marker-value' }, tokens: ['marker-token'], version: 3 },
          { room: 'blob', id: 'marker-blob', value: new TextEncoder().encode('marker-bytes'.repeat(50_000)) },
        ],
      }),
  )
  const { keys, text } = await rawRows('one')
  expect(keys.join(' ')).toMatch(/browser\/record\/[0-9a-f]{32}/)
  expect(`${keys.join(' ')} ${text}`).not.toContain('marker')
  expect(text).toContain('key false')
  expect(text).not.toContain('key true')
})

// rule: ux 15.4 sealed-to-place-and-version
test('a row put in the place of another, or an older one put back, does not open', async () => {
  const seen = await page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve) => {
        request.onsuccess = () => resolve(request.result)
      })
    const vault = window.engine.startVault('one').inSpace('browser')
    const put = (id: string, value: string, version: number) =>
      vault.write({ put: [{ room: 'record', id, value, version }] })
    await put('a', 'old', 1)
    const rows = async () => {
      const db = await asked(indexedDB.open('one'))
      const store = db.transaction('object', 'readwrite').objectStore('object')
      return {
        store,
        keys: await asked(store.getAllKeys()),
        values: await asked(store.getAll()),
        close: () => db.close(),
      }
    }
    const before = await rows()
    before.close()
    await put('a', 'new', 2)
    const now = await rows()
    const [key = ''] = now.keys
    const [row] = now.values
    const tries: [string, unknown][] = [
      ['older', before.values[0]],
      ['older with the newer number', { ...before.values[0], version: 2 }],
      ['elsewhere', row],
      ['without a piece', { ...row, pieces: [] }],
    ]
    const answers: string[] = []
    now.close()
    for (const [name, value] of tries) {
      const { store, close } = await rows()
      const at = name === 'elsewhere' ? `${String(key).slice(0, -1)}x` : key
      await asked(store.put(value, at))
      const opened = await vault.readAll('record')
      answers.push(`${name}: ${opened.map((one) => one.value)}`)
      await asked(store.transaction.db.transaction('object', 'readwrite').objectStore('object').delete(at))
      close()
      await put('a', 'new', 2)
    }
    return answers
  })
  expect(seen).toEqual(['older: ', 'older with the newer number: ', 'elsewhere: new', 'without a piece: '])
})

test('changes reach the disk in the order in which they were said, all of one or nothing', async () => {
  const seen = await page.evaluate(async () => {
    const vault = window.engine.startVault('one').inSpace('browser')
    const big = 'x'.repeat(900_000)
    void vault.write({ put: [{ room: 'draft', id: 'a', value: big }] })
    void vault.write({ put: [{ room: 'draft', id: 'a', value: 'second' }] })
    await vault.write({ put: [{ room: 'outbox', id: 'b', value: 1 }], drop: [{ room: 'draft', id: 'a' }] })
    return [await vault.readAll('draft'), (await vault.readAll('outbox')).length]
  })
  expect(seen).toEqual([[], 1])
})

test('a full disk is said, and leaves nothing of the change behind', async () => {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(server.url).origin, quotaSize: 100_000 })
  await page.evaluate(() =>
    window.engine
      .startVault('one')
      .inSpace('browser')
      .write({ put: [{ room: 'draft', id: 'a', value: 'kept' }] }),
  )
  const said = await page.evaluate(async () => {
    const vault = window.engine.startVault('one').inSpace('browser')
    const failure = await vault
      .write({
        put: [
          { room: 'draft', id: 'b', value: 'little' },
          { room: 'blob', id: 'c', value: crypto.getRandomValues(new Uint8Array(60_000)).slice() },
          { room: 'blob', id: 'd', value: new Uint8Array(5_000_000) },
        ],
      })
      .then(
        () => 'written',
        (e: Error) => e.name,
      )
    return [failure, (await vault.readAll('draft')).map(({ value }) => value)]
  })
  expect(said).toEqual(['VaultFull', ['kept']])
})

// rule: ux 15.10 older-store-comes-over
test('what the first version of the app kept comes over once, with its files, and leaves the old place', async () => {
  const seen = await page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve) => {
        request.onsuccess = () => resolve(request.result)
      })
    const request = indexedDB.open('primero', 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('key')
      request.result.createObjectStore('sealed')
    }
    // An older tab keeps its line open all the while.
    const db = await asked(request)
    const seal = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    const name = (await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])) as CryptoKey
    await asked(db.transaction('key', 'readwrite').objectStore('key').add({ seal, name }, 'keys'))
    const keep = async (room: string, id: string, bytes: Uint8Array<ArrayBuffer>) => {
      const mac = new Uint8Array(await crypto.subtle.sign('HMAC', name, new TextEncoder().encode(`${room}/${id}`)))
      const key = `${room}/${[...mac.slice(0, 16)].map((b) => b.toString(16).padStart(2, '0')).join('')}`
      const nonce = crypto.getRandomValues(new Uint8Array(12))
      const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: new TextEncoder().encode(key) }
      const sealed = { nonce, bytes: await crypto.subtle.encrypt(algorithm, seal, bytes) }
      await asked(db.transaction('sealed', 'readwrite').objectStore('sealed').put(sealed, key))
    }
    const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
    const draft = { key: 'case/1', user: 'amal', at: '2026-01-01T00:00:00.000Z', page: 'p', config: 1, basedOn: 1 }
    await keep('draft', 'amal\u0000case/1', json({ ...draft, value: 'typed', files: ['f1'] }))
    const intention = { id: 'i1', user: 'amal', name: 'attachment.add', args: { attachment: 'f2' } }
    await keep('outbox', 'i1', json({ intention, state: 'waiting' }))
    await keep('blob', 'f1', new Uint8Array([1, 2, 3]))
    await keep('blob', 'f2', new Uint8Array([4, 5]))

    const vault = window.engine.startVault('primero.vault').inSpace('browser')
    const drafts = await vault.readAll('draft')
    const left = await asked(db.transaction('sealed').objectStore('sealed').count())
    return {
      draft: drafts.map(({ id, value }) => [id, (value as { value: string }).value]),
      outbox: (await vault.readAll('outbox')).map(({ id }) => id),
      files: [await vault.read('blob', 'f1'), await vault.read('blob', 'f2')].map((f) => [...(f as Uint8Array)]),
      left,
    }
  })
  expect(seen).toEqual({
    draft: [['amal\u0000case/1', 'typed']],
    outbox: ['i1'],
    files: [
      [1, 2, 3],
      [4, 5],
    ],
    left: 0,
  })
})
