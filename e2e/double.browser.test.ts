// What nobody else has lies twice on a device: a browser that loses its database, as Chromium does after some kills, takes
// nothing of it away.
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
  await anew()
  return () => context.close()
})

/** The page ends, and with it its lines to the disk. */
async function anew(): Promise<void> {
  await page.goto(server.url)
  await page.waitForFunction(() => window.engine !== undefined)
}

type Place = 'main' | 'beside'

/** One of the two databases is gone, as after an opening that found it damaged. */
const lose = async (place: Place): Promise<void> => {
  await anew()
  await page.evaluate(async (place) => {
    const factory = place === 'main' ? indexedDB : await window.engine.besideFactory()
    await new Promise<void>((resolve, reject) => {
      const request = factory.deleteDatabase('twice')
      request.onsuccess = () => resolve()
      request.onerror = () => reject(request.error)
    })
  }, place)
}

const passphrase = 'correct horse battery'
const contact = {
  lease: { share: btoa('s'.repeat(32)), until: '2999-01-01T00:00:00.000Z' },
  policy: { types: ['case' as const], records: 10, media: true, days: 7, lockMinutes: 5, attempts: 3 },
  now: '2026-01-01T00:00:00.000Z',
}

/** Somebody works for a while. @returns the id of the vault */
const work = (): Promise<string> =>
  page.evaluate(
    async ({ passphrase, contact }) => {
      const client = window.engine.startVault('twice')
      const who = { userName: 'amal', initials: 'AH', passphrase, device: '11111111-1111-4111-8111-111111111111' }
      const id = await client.ask('enrol', who, contact as never)
      const vault = client.inSpace(id)
      const photo = new Uint8Array(700_000).fill(7)
      await vault.write({ put: [{ room: 'outbox', id: 'sent', value: 'sent' }], strict: true })
      await vault.write({
        put: [
          { room: 'draft', id: 'form', value: 'first' },
          { room: 'outbox', id: 'change', value: 'typed' },
          { room: 'blob', id: 'photo', value: photo },
          { room: 'meta', id: 'config', value: 'forms' },
          { room: 'meta', id: 'cursor', value: 'far' },
          { room: 'record', id: 'copy', value: 'copy' },
        ],
        strict: true,
      })
      await vault.write({ put: [{ room: 'draft', id: 'form', value: 'second' }], strict: true })
      await vault.write({ drop: [{ room: 'outbox', id: 'sent' }], strict: true })
      await client
        .inSpace('browser')
        .write({ put: [{ room: 'draft', id: 'at-the-door', value: 'early' }], strict: true })
      return id
    },
    { passphrase, contact },
  )

type Left = { restored: boolean; outbox: unknown[]; rest: unknown[]; copies: unknown[]; photo: number; door: unknown }
const left = async (id: string): Promise<Left> => {
  await anew()
  return page.evaluate(
    async ({ id, passphrase }) => {
      const client = window.engine.startVault('twice')
      const restored = await client.ask('wasRestored')
      await client.ask('unlock', id, { passphrase })
      const vault = client.inSpace(id)
      return {
        restored,
        outbox: await vault.readAll('outbox'),
        rest: [await vault.read('draft', 'form'), await vault.read('meta', 'config')],
        copies: [await vault.read('meta', 'cursor'), await vault.read('record', 'copy')],
        photo: ((await vault.read('blob', 'photo')) as Uint8Array | undefined)?.length ?? 0,
        door: await client.inSpace('browser').read('draft', 'at-the-door'),
      }
    },
    { id, passphrase },
  )
}

const all = {
  outbox: [{ id: 'change', value: 'typed' }],
  rest: ['second', 'forms'],
  photo: 700_000,
  door: 'early',
}

test('a lost database comes back with all unsent work under the same password, and asks for the copies anew', async () => {
  const id = await work()
  await lose('main')
  expect(await left(id)).toEqual({ ...all, restored: true, copies: [undefined, undefined] })
  expect((await left(id)).restored, 'said once').toBe(false)
})

test('a lost double is made anew, and stands in for the next loss', async () => {
  const id = await work()
  await lose('beside')
  expect(await left(id)).toMatchObject({ ...all, restored: false, copies: ['far', 'copy'] })
  await lose('main')
  expect(await left(id)).toMatchObject({ ...all, rest: ['second', undefined], restored: true })
})

test('what was destroyed stays destroyed when the database is lost afterwards', async () => {
  const id = await work()
  await page.evaluate((id) => window.engine.startVault('twice').ask('destroy', id), id)
  await lose('main')
  await anew()
  expect(await page.evaluate(() => window.engine.startVault('twice').ask('people'))).toEqual([])
  expect(await rowsBeside(id)).toBe(0)
})

test('a draft that only one of the two got is mended at the next start, and the newer one comes back', async () => {
  const id = await work()
  await anew()
  await page.evaluate(
    async ({ id }) => {
      // A kill between the two places, or an older app that knows one only: the double keeps what it had.
      const beside = await window.engine.besideFactory()
      const db = await new Promise<IDBDatabase>((resolve) => {
        const request = beside.open('twice')
        request.onsuccess = () => resolve(request.result)
      })
      const store = () => db.transaction('object', 'readwrite').objectStore('object')
      const rows = await new Promise<[IDBValidKey, object][]>((resolve) => {
        const found: [IDBValidKey, object][] = []
        store().openCursor(IDBKeyRange.bound(`${id}/draft/`, `${id}/draft0`)).onsuccess = (e) => {
          const cursor = (e.target as IDBRequest<IDBCursorWithValue | null>).result
          if (!cursor) return resolve(found)
          found.push([cursor.key, cursor.value])
          cursor.continue()
        }
      })
      for (const [key, row] of rows) store().put({ ...row, edition: 'of yesterday', pieces: [] }, key)
      db.close()
    },
    { id },
  )
  await left(id)
  await lose('main')
  expect(await left(id)).toMatchObject({ ...all, restored: true })
})

test('while the double cannot be asked, nothing begins over what lies there', async () => {
  const id = await work()
  await lose('main')
  await anew()
  const asked = await page.evaluate(async () => {
    // The worker meets a bucket that does not open.
    const Real = window.Worker
    const broken = `navigator.storageBuckets.open = () => Promise.reject(new DOMException('', 'UnknownError'));`
    window.Worker = class extends Real {
      constructor(url: string | URL, how?: WorkerOptions) {
        const early = `const early = []; self.onmessage = (e) => early.push(e);`
        const then = `for (const e of early) self.onmessage(e)`
        const source = `${early} ${broken} await import(${JSON.stringify(new URL(url, location.href).href)}); ${then}`
        super(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })), how)
      }
    }
    const client = window.engine.startVault('twice')
    const said = await client.ask('people').then(
      () => 'answered',
      () => 'refused',
    )
    window.Worker = Real
    return said
  })
  expect(asked).toBe('refused')
  expect(await left(id)).toMatchObject({ ...all, restored: true })
})

test('a vault that somebody erases while the server renews it stays erased', async () => {
  const id = await work()
  const people = await page.evaluate(
    async ({ id, contact }) => {
      const client = window.engine.startVault('twice')
      await Promise.all([
        client.ask('renew', id, contact as never),
        client.ask('destroy', id),
        client.ask('renew', id, contact as never),
      ])
      return client.ask('people')
    },
    { id, contact },
  )
  expect(people).toEqual([])
})

test('wrong tries count on when the database is lost in between', async () => {
  const id = await work()
  const guess = (id: string) =>
    page.evaluate((id) => window.engine.startVault('twice').ask('unlock', id, { passphrase: 'no' }), id)
  await guess(id)
  await lose('main')
  await anew()
  expect(await guess(id)).toMatchObject({ state: 'wrong', left: 1 })
})

test('too many wrong passwords destroy what is kept, but for changes that are sealed for the help desk', async () => {
  const left = await page.evaluate(
    async ({ passphrase, contact }) => {
      const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits'])
      const key = btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))))
      const client = window.engine.startVault('twice')
      const device = '11111111-1111-4111-8111-111111111111'
      const help = { key, token: 'shown' }
      const who = { userName: 'amal', initials: 'AH', passphrase, device }
      const id = await client.ask('enrol', who, { ...contact, help } as never)
      const changeOf = (id: string, name = 'record.edit') => ({ intention: { id, device, name, args: {} } })
      await client.inSpace(id).write({
        put: [
          { room: 'outbox', id: 'sent', value: changeOf('sent') },
          { room: 'outbox', id: 'waits', value: changeOf('waits') },
          { room: 'outbox', id: 'photo', value: changeOf('photo', 'attachment.add') },
        ],
      })
      await client.inSpace(id).write({ drop: [{ room: 'outbox', id: 'sent' }] })
      const whileHere = (await client.ask('left')).length
      for (let n = 0; n < 3; n++) await client.ask('unlock', id, { passphrase: 'no' })
      const after = await client.ask('left')
      await client.ask('letGo', ['waits'])
      return { people: await client.ask('people'), whileHere, after, atLast: await client.ask('left') }
    },
    { passphrase, contact },
  )
  const device = '11111111-1111-4111-8111-111111111111'
  expect(left).toMatchObject({ people: [], whileHere: 0, after: [{ id: 'waits', device, token: 'shown' }], atLast: [] })
})

const rowsBeside = (id: string): Promise<number> =>
  page.evaluate(async (id) => {
    const factory = await window.engine.besideFactory()
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = factory.open('twice')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    return new Promise<number>((resolve, reject) => {
      const request = db.transaction('object').objectStore('object').getAllKeys()
      request.onsuccess = () => resolve(request.result.filter((key) => String(key).includes(id)).length)
      request.onerror = () => reject(request.error)
    })
  }, id)
