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

// E1: restore fails once for quota -> fresh keys -> stranded forever
await exp('E1-restore-quota', async () => {
  const c = await browser.newContext(); const p = await c.newPage(); await fresh(p)
  const id = await enrol(p)
  await p.evaluate(async (id) => { const w = window as any
    await w.client.inSpace(id).write({ put: [{ room: 'outbox', id: 'change', value: 'typed' }, { room: 'blob', id: 'photo', value: crypto.getRandomValues(new Uint8Array(60000)) }], strict: true }) }, id)
  await fresh(p); await p.evaluate(() => (window as any).loseIt(false))
  const cdp = await quota(p, 1)
  await fresh(p)
  const during = await p.evaluate(async () => { const w = window as any; const cl = w.engine.startVault('twice'); const out: any = {}
    out.people = (await cl.ask('people').catch((e: any) => e.name)); out.ofUser = await cl.ask('ofUser', 'amal').catch((e: any) => e.name) ?? null; return out })
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: new URL(server.url).origin } as any)
  // someone signs in on the same page / next step when there is room
  const mid = await p.evaluate(async () => { const w = window as any; const cl = w.engine.startVault('twice'); return { people: (await cl.ask('people')).length, of: (await cl.ask('ofUser', 'amal')) ?? null } })
  await fresh(p)
  const after = await p.evaluate(async () => { const w = window as any; const cl = w.engine.startVault('twice'); await cl.ask('ofUser', 'amal'); return { people: (await cl.ask('people')).length, restored: await cl.ask('wasRestored'), beside: (await w.rows(true)).vaults.length } })
  await c.close(); return { during, mid, after }
})
// E1b: same but the failing start is followed, in the same page, by the quota going away before key making
await exp('E1b-transient', async () => {
  const c = await browser.newContext(); const p = await c.newPage(); await fresh(p)
  const id = await enrol(p)
  await p.evaluate(async (id) => { const w = window as any
    await w.client.inSpace(id).write({ put: [{ room: 'outbox', id: 'change', value: 'typed' }, { room: 'blob', id: 'photo', value: crypto.getRandomValues(new Uint8Array(3_000_000)) }], strict: true }) }, id)
  await fresh(p); await p.evaluate(() => (window as any).loseIt(false))
  await new Promise((r) => setTimeout(r, 1500))
  const usage = await p.evaluate(() => navigator.storage.estimate())
  // room for keys, not for the photo
  const cdp = await quota(p, (usage.usage ?? 0) + 600_000)
  await fresh(p)
  const during = await p.evaluate(async ({ passphrase, contact }) => { const w = window as any; const cl = w.engine.startVault('twice'); const out: any = {}
    out.people = await cl.ask('people').then((x: any) => x.length, (e: any) => e.name); out.of = (await cl.ask('ofUser', 'amal').catch((e: any) => e.name)) ?? null
    return out }, { passphrase, contact })
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: new URL(server.url).origin } as any)
  await fresh(p)
  const after = await p.evaluate(async () => { const w = window as any; const cl = w.engine.startVault('twice'); const of = (await cl.ask('ofUser', 'amal')) ?? null; return { of, people: (await cl.ask('people')).length, besideVaults: (await w.rows(true)).vaults.length } })
  await fresh(p)
  const later = await p.evaluate(async ({ passphrase, contact }) => { const w = window as any; const cl = w.engine.startVault('twice')
    const id = await cl.ask('enrol', { userName: 'amal', initials: 'AH', passphrase, device: '11111111-1111-4111-8111-111111111111' }, contact)
    await cl.inSpace(id).write({ put: [{ room: 'outbox', id: 'new', value: 'x' }], strict: true })
    return { newRowsBeside: (await w.rows(true)).keys.filter((k: string) => k.includes(id)).length } }, { passphrase, contact })
  await c.close(); return { usage: usage.usage, during, after, later }
})
// E2: stale row in the double never refreshed
await exp('E2-stale', async () => {
  const c = await browser.newContext(); const p = await c.newPage(); await fresh(p)
  const id = await enrol(p)
  const draft = (v: string) => p.evaluate(async ({ id, v }) => (window as any).client.inSpace(id).write({ put: [{ room: 'draft', id: 'form', value: v }], strict: true }), { id, v })
  await draft('first')
  const old = await p.evaluate(async () => { const w = window as any; const r = await w.rows(true); const n = r.keys.findIndex((k: string) => k.includes('/draft/')); w.old = [r.keys[n], r.vals[n]]; return r.keys[n] })
  await draft('second')
  // killed between main and beside
  await p.evaluate(async () => { const w = window as any; await w.putRow(true, ...w.old) })
  await fresh(p)
  const read = () => p.evaluate(async ({ id, passphrase }) => { const w = window as any; const cl = w.engine.startVault('twice'); await cl.ask('unlock', id, { passphrase }); return cl.inSpace(id).read('draft', 'form') }, { id, passphrase })
  const after1 = await read(); await fresh(p); const after2 = await read()
  await fresh(p); await p.evaluate(() => (window as any).loseIt(false)); await fresh(p)
  const afterLoss = await read(); await c.close(); return { old: !!old, after1, after2, afterLoss }
})
// E3: second tab's mend while the first writes
await exp('E3-race', async () => {
  const c = await browser.newContext(); const p = await c.newPage(); await fresh(p)
  const id = await enrol(p)
  await p.evaluate(async (id) => { const w = window as any; w.stop = false; w.n = 0
    w.run = (async () => { const v = w.client.inSpace(id); while (!w.stop) { w.n++; await v.write({ put: [{ room: 'outbox', id: 'c' + w.n, value: 'typed' }], strict: true }); if (w.n > 3 && w.n % 2) await v.write({ drop: [{ room: 'outbox', id: 'c' + (w.n - 3) }], strict: true }) } })() }, id)
  let missing = 0, extra = 0
  for (let n = 0; n < 25; n++) { const q = await c.newPage(); await fresh(q); await q.evaluate(async () => { const w = window as any; await w.engine.startVault('twice').ask('people') }); await q.close() }
  const res = await p.evaluate(async () => { const w = window as any; w.stop = true; await w.run; const [a, b] = [await w.rows(false), await w.rows(true)]; const A = new Set(a.keys.filter((k: string) => k.includes('/outbox/'))), B = new Set(b.keys); return { written: w.n, main: A.size, missingInDouble: [...A].filter((k) => !B.has(k)).length, ghosts: [...B].filter((k: any) => k.includes('/outbox/') && !A.has(k)).length } })
  await c.close(); return res
})
// E4: copies fill the disk -> double of work dropped
await exp('E4-copies-drop-double', async () => {
  const c = await browser.newContext(); const p = await c.newPage(); await fresh(p)
  const id = await enrol(p)
  await p.evaluate(async (id) => (window as any).client.inSpace(id).write({ put: [{ room: 'outbox', id: 'c', value: 'typed' }], strict: true }), id)
  const before = await p.evaluate(async () => (await (window as any).rows(true)).keys.length)
  const usage = await p.evaluate(() => navigator.storage.estimate())
  const cdp = await quota(p, (usage.usage ?? 0) + 2_000_000)
  const wrote = await p.evaluate(async (id) => (window as any).client.inSpace(id).write({ put: [{ room: 'file', id: 'f', value: crypto.getRandomValues(new Uint8Array(1)) && new Uint8Array(5_000_000) }] }).then(() => 'ok', (e: any) => e.name), id)
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: new URL(server.url).origin } as any)
  await p.evaluate(async (id) => (window as any).client.inSpace(id).write({ put: [{ room: 'outbox', id: 'd', value: 'typed' }], strict: true }), id)
  const after = await p.evaluate(async () => (await (window as any).rows(true).catch((e: any) => ({ keys: [], e: e.name }))).keys.length)
  await c.close(); return { before, wrote, besideRowsAfterRoomIsBack: after }
})
// E5: blocked delete hangs a save
await exp('E5-blocked', async () => {
  const c = await browser.newContext(); const p = await c.newPage(); await fresh(p)
  const id = await enrol(p)
  await p.evaluate(async (id) => (window as any).client.inSpace(id).write({ put: [{ room: 'outbox', id: 'c', value: 'typed' }], strict: true }), id)
  const q = await c.newPage(); await fresh(q)
  await q.evaluate(async () => { const w = window as any; const f = await w.engine.besideFactory(); w.held = await w.req(f.open('twice')) }) // a frozen tab
  const usage = await p.evaluate(() => navigator.storage.estimate())
  const cdp = await quota(p, (usage.usage ?? 0) + 100_000)
  const race = (p: Page, s: string) => p.evaluate(async ({ id }) => { const w = window as any; return Promise.race([w.client.inSpace(id).write({ put: [{ room: 'draft', id: 'f', value: new Uint8Array(5_000_000) }], strict: true }).then(() => 'ok', (e: any) => e.name), new Promise((r) => setTimeout(() => r('HANGS 6s'), 6000))]) }, { id })
  const write = await race(p, '')
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: new URL(server.url).origin } as any)
  const next = await p.evaluate(async ({ id }) => { const w = window as any; return Promise.race([w.client.inSpace(id).read('outbox', 'c'), new Promise((r) => setTimeout(() => r('HANGS 4s'), 4000))]) }, { id })
  const r = await c.newPage(); await fresh(r)
  const start = await r.evaluate(async () => { const w = window as any; return Promise.race([w.engine.startVault('twice').ask('people').then((x: any) => x.length), new Promise((r) => setTimeout(() => r('HANGS 5s'), 5000))]) })
  await c.close(); return { write, next, start }
})
// E6: token in the clear
await exp('E6-token', async () => {
  const c = await browser.newContext(); const p = await c.newPage(); await fresh(p)
  const key = await p.evaluate(async () => { const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']) as CryptoKeyPair; return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)))) })
  const id = await enrol(p, { key, token: 'SECRET-TOKEN' })
  const out = await p.evaluate(async (id) => { const w = window as any; const device = '11111111-1111-4111-8111-111111111111'
    await w.client.inSpace(id).write({ put: [{ room: 'outbox', id: 'x', value: { intention: { id: 'x', device, name: 'record.edit', args: {} } } }], strict: true })
    await w.client.ask('lock')
    const r = await w.rows(false); const n = r.keys.findIndex((k: string) => k.startsWith('escrow/')); return { key: r.keys[n], token: r.vals[n].token, device: r.vals[n].device } }, id)
  // E6b: bad key -> cannot save
  const p2 = await (await browser.newContext()).newPage(); await fresh(p2)
  const id2 = await enrol(p2, { key: btoa('nonsense'), token: 't' })
  const save = await p2.evaluate(async (id) => { const w = window as any; const device = '11111111-1111-4111-8111-111111111111'
    return w.client.inSpace(id).write({ put: [{ room: 'outbox', id: 'x', value: { intention: { id: 'x', device, name: 'record.edit', args: {} } } }], strict: true }).then(() => 'ok', (e: any) => e.name) }, id2)
  await p2.context().close(); await c.close(); return { out, saveWithBadKey: save }
})
// E7: destroy against renew
await exp('E7-destroy-renew', async () => {
  const c = await browser.newContext(); const p = await c.newPage(); await fresh(p)
  let back = 0
  for (let n = 0; n < 40; n++) {
    const id = await enrol(p)
    back += await p.evaluate(async ({ id, contact, n }) => { const w = window as any; const r = w.client.ask('renew', id, contact); await new Promise((r) => setTimeout(r, (n % 8) * 0.3)); await w.client.ask('destroy', id); await r; const left = (await w.client.ask('people')).length; if (left) await w.client.ask('destroy', id); return left }, { id, contact, n })
  }
  await c.close(); return { vaultsBackOutOf40: back }
})
// E8: start with many rows
await exp('E8-perf', async () => {
  const c = await browser.newContext(); const p = await c.newPage(); await fresh(p)
  const id = await enrol(p)
  for (let b = 0; b < 10; b++) await p.evaluate(async ({ id, b }) => (window as any).client.inSpace(id).write({ put: Array.from({ length: 1000 }, (_, n) => ({ room: 'record', id: `r${b}-${n}`, value: 'x'.repeat(3000), tokens: ['a' + n, 'b' + n, 'c'] })) }), { id, b })
  const t: number[] = []
  for (let n = 0; n < 4; n++) { await fresh(p); t.push(await p.evaluate(async () => { const w = window as any; const s = performance.now(); await w.engine.startVault('twice').ask('people'); return Math.round(performance.now() - s) })) }
  await c.close(); return t
})
await browser.close(); server.stop()
