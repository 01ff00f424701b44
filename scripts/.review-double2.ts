import { openBrowser } from '../e2e/chromium.ts'
import { serveEngine } from '../e2e/engine.ts'
import type { Page } from 'playwright-core'
const [browser, server] = await Promise.all([openBrowser(), serveEngine()])
const passphrase = 'correct horse battery'
const contact = {
  lease: { share: btoa('s'.repeat(32)), until: '2999-01-01T00:00:00.000Z' },
  policy: { types: ['case'], records: 10, media: true, days: 7, lockMinutes: 5, attempts: 3 },
  now: '2026-01-01T00:00:00.000Z',
}
const helpers = () => {
  const w = window as any
  w.req = (r: any) => new Promise((a, b) => { r.onsuccess = () => a(r.result); r.onerror = () => b(r.error) })
  w.rows = async (beside: boolean) => {
    const f = beside ? await w.engine.besideFactory() : indexedDB
    const db = await w.req(f.open('twice'))
    const keys = await w.req(db.transaction('object').objectStore('object').getAllKeys())
    const vals = await w.req(db.transaction('object').objectStore('object').getAll())
    const vaults = db.objectStoreNames.contains('vault') ? await w.req(db.transaction('vault').objectStore('vault').getAllKeys()) : []
    db.close()
    return { keys: keys.map(String), vals, vaults }
  }
  w.putRow = async (beside: boolean, key: string, val: any) => {
    const f = beside ? await w.engine.besideFactory() : indexedDB
    const db = await w.req(f.open('twice'))
    const tx = db.transaction('object', 'readwrite'); tx.objectStore('object').put(val, key)
    await new Promise((r) => (tx.oncomplete = r)); db.close()
  }
  w.loseIt = async (beside: boolean) => {
    const f = beside ? await w.engine.besideFactory() : indexedDB
    await w.req(f.deleteDatabase('twice'))
  }
}
const fresh = async (p: Page) => { await p.goto(server.url); await p.waitForFunction(() => (window as any).engine !== undefined); await p.evaluate(helpers) }
const enrol = (p: Page, help?: any) => p.evaluate(async ({ passphrase, contact, help }) => {
  const w = window as any
  w.client = w.engine.startVault('twice')
  return w.client.ask('enrol', { userName: 'amal', initials: 'AH', passphrase, device: '11111111-1111-4111-8111-111111111111' }, help ? { ...contact, help } : contact)
}, { passphrase, contact, help })
const exp = async (name: string, f: () => Promise<unknown>) => {
  if (process.argv[2] && !process.argv[2].split(',').includes(name)) return
  const t = Date.now()
  try { console.log(name, JSON.stringify(await Promise.race([f(), new Promise((r) => setTimeout(() => r('TIMEOUT 40s'), 40000))])), `${Date.now() - t}ms`) } catch (e) { console.log(name, 'ERR', String(e).slice(0, 400)) }
}
const quota = async (p: Page, q?: number) => {
  const cdp = await p.context().newCDPSession(p)
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: new URL(server.url).origin, ...(q === undefined ? {} : { quotaSize: q }) } as any)
  return cdp
}


let prefix = ''
const patched = async (c: any) => { await c.route('**/*.js', async (route: any) => { const r = await route.fetch(); const body = await r.text(); if (!route.request().url().includes('worker') || !prefix) return route.fulfill({ response: r, body }); return route.fulfill({ response: r, body: prefix + body }) }) }
const setup = async () => { prefix = ''; const c = await browser.newContext(); await patched(c); const p = await c.newPage(); await fresh(p); const id = await enrol(p)
  await p.evaluate(async (id) => { const w = window as any
    await w.client.inSpace(id).write({ put: [{ room: 'outbox', id: 'change', value: 'typed' }, { room: 'blob', id: 'photo', value: new Uint8Array(3_000_000) }], strict: true }) }, id)
  return { c, p, id } }
const look = (p: Page) => p.evaluate(async () => { const w = window as any; const cl = w.engine.startVault('twice'); const of = (await cl.ask('ofUser', 'amal').catch((e: any) => 'ERR ' + e.name)) ?? null; return { vaultOfAmal: of, people: await cl.ask('people').then((x: any) => x.length, (e: any) => e.name), besideVaults: (await w.rows(true)).vaults.length } })
const later = (p: Page) => p.evaluate(async ({ passphrase, contact }) => { const w = window as any; const cl = w.engine.startVault('twice')
    const id = await cl.ask('enrol', { userName: 'amal', initials: 'AH', passphrase, device: '11111111-1111-4111-8111-111111111111' }, contact)
    await cl.inSpace(id).write({ put: [{ room: 'outbox', id: 'new', value: 'x' }], strict: true })
    return { newRowsBeside: (await w.rows(true)).keys.filter((k: string) => k.includes(id)).length } }, { passphrase, contact })
for (const [name, pre] of [
  ['F1-restore-quota', `{const P=IDBObjectStore.prototype.put;IDBObjectStore.prototype.put=function(v,k){if(v&&v.pieces&&v.pieces.reduce((s,p)=>s+p.bytes.byteLength,0)>1e6)throw new DOMException('x','QuotaExceededError');return P.call(this,v,k)}}\n`],
  ['F2-bucket-open-fails', `Object.defineProperty(navigator,'storageBuckets',{value:{open:async()=>{throw new DOMException('x','UnknownError')}}});\n`],
] as const) await exp(name, async () => {
  const { c, p } = await setup()
  await fresh(p); await p.evaluate(() => (window as any).loseIt(false))
  prefix = pre; await fresh(p); const during = await look(p)
  prefix = ''; await fresh(p); const after = await look(p); await fresh(p); const l = await later(p); await c.close(); return { during, after, later: l } })
// follow fails halfway: the stale double stays
await exp('F3-follow-fails', async () => {
  const { c, p, id } = await setup()
  prefix = `{const P=IDBObjectStore.prototype.clear;IDBObjectStore.prototype.clear=function(){throw new DOMException('x','QuotaExceededError')}}\n`
  await fresh(p)
  await p.evaluate(async (id) => { const w = window as any; const cl = w.engine.startVault('twice'); await cl.ask('people'); await cl.ask('destroy', id) }, id)
  const beside = await p.evaluate(async () => { const r = await (window as any).rows(true); return { vaults: r.vaults.length, rows: r.keys.length } })
  prefix = ''
  await fresh(p); await p.evaluate(() => (window as any).loseIt(false)); await fresh(p)
  const back = await p.evaluate(async ({ id, passphrase }) => { const w = window as any; const cl = w.engine.startVault('twice'); const n = (await cl.ask('people')).length; const u = await cl.ask('unlock', id, { passphrase }); return { people: n, unlock: u.state, outbox: u.state === 'open' ? await cl.inSpace(id).readAll('outbox') : null } }, { id, passphrase })
  await c.close(); return { besideAfterDestroy: beside, afterLossOfMain: back }
})
// E5b: disk full while another tab cannot answer versionchange
await exp('F5-blocked', async () => {
  const { c, p, id } = await setup()
  const q = await c.newPage(); await fresh(q)
  await q.evaluate(async () => { const w = window as any; const f = await w.engine.besideFactory(); w.held = await w.req(f.open('twice')) })
  prefix = `{const P=IDBObjectStore.prototype.put;IDBObjectStore.prototype.put=function(v,k){if(v&&v.pieces&&v.pieces.reduce((s,p)=>s+p.bytes.byteLength,0)>1e6)throw new DOMException('x','QuotaExceededError');return P.call(this,v,k)}}\n`
  await fresh(p)
  const write = await p.evaluate(async ({ id, passphrase }) => { const w = window as any; w.client = w.engine.startVault('twice'); await w.client.ask('unlock', id, { passphrase }); return Promise.race([w.client.inSpace(id).write({ put: [{ room: 'file', id: 'f', value: new Uint8Array(5_000_000) }] }).then(() => 'ok', (e: any) => e.name), new Promise((r) => setTimeout(() => r('HANGS 6s'), 6000))]) }, { id, passphrase })
  const next = await p.evaluate(async ({ id }) => { const w = window as any; return Promise.race([w.client.inSpace(id).write({ put: [{ room: 'draft', id: 'd', value: 'typed' }], strict: true }).then(() => 'ok', (e: any) => e.name), new Promise((r) => setTimeout(() => r('HANGS 4s'), 4000))]) }, { id })
  prefix = ''
  const r = await c.newPage(); await fresh(r)
  const start = await r.evaluate(async () => { const w = window as any; return Promise.race([w.engine.startVault('twice').ask('people').then((x: any) => x.length), new Promise((r) => setTimeout(() => r('HANGS 5s'), 5000))]) })
  await c.close(); return { write, nextSave: next, newTabStart: start }
})
// copies that do not fit take the double
await exp('F4-copies', async () => {
  const { c, p, id } = await setup()
  prefix = `{const P=IDBObjectStore.prototype.put;IDBObjectStore.prototype.put=function(v,k){if(v&&v.pieces&&v.pieces.reduce((s,p)=>s+p.bytes.byteLength,0)>4e6)throw new DOMException('x','QuotaExceededError');return P.call(this,v,k)}}\n`
  await fresh(p)
  const out = await p.evaluate(async ({ id, passphrase }) => { const w = window as any; const cl = w.engine.startVault('twice'); await cl.ask('unlock', id, { passphrase }); const before = (await w.rows(true)).keys.length
    const wrote = await cl.inSpace(id).write({ put: [{ room: 'file', id: 'f', value: new Uint8Array(5_000_000) }] }).then(() => 'ok', (e: any) => e.name)
    await cl.inSpace(id).write({ put: [{ room: 'outbox', id: 'after', value: 'typed' }], strict: true })
    return { before, wrote, besideDatabases: (await (await w.engine.besideFactory()).databases()).length } }, { id, passphrase })
  await c.close(); return out
})
await exp('F6-race', async () => {
  const { c, p, id } = await setup()
  const res = await p.evaluate(async (id) => { const w = window as any; const v = w.client.inSpace(id); let miss = 0, ghosts = 0, n = 0, rounds = 0
    const end = performance.now() + 25000
    while (performance.now() < end) { rounds++
      let stop = false
      const runs = [0].map(async () => { while (!stop) { n++; await v.write({ put: [{ room: 'outbox', id: 'c' + n, value: 'typed' }] }); if (n > 2) await v.write({ drop: [{ room: 'outbox', id: 'c' + (n - 2) }] }) } })
      const b = w.engine.startVault('twice'); await b.ask('people'); stop = true; await Promise.all(runs); b.close()
      const A = new Set((await w.rows(false)).keys.filter((k: string) => k.includes('/outbox/'))), B = new Set((await w.rows(true)).keys.filter((k: string) => k.includes('/outbox/')))
      if ([...A].some((k) => !B.has(k))) miss++; if ([...B].some((k) => !A.has(k))) ghosts++
    }
    return { rounds, startsWithRowMissingInDouble: miss, startsWithGhost: ghosts } }, id)
  await c.close(); return res
})
await browser.close(); server.stop()
