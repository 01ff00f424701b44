// A day whose every word is a marker, kept as the app keeps it under a person's own keys; and a look through everything
// that a script of this origin can reach.
import type { Answer } from '@primero/domain/records/record.ts'
import type { IntentionArgs } from '@primero/domain/sync/intention.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { newUuid } from '../src/store/clock.ts'
import type { PulledPage } from '../src/store/engine/ground.ts'
import { besideFactory } from '../src/store/vault/double.ts'
import { startVault } from '../src/store/vault/own.ts'
import { configFor, type DevicePlan, openDeviceIn } from './device.ts'

const database = 'primero.vault'
const vault = startVault(database)
let space = ''

/** What is typed, registered, photographed and pulled in a day. @returns how many markers were written */
export async function markedDay(plan: DevicePlan, markers: string[]): Promise<number> {
  const year = 365 * 24 * 3_600_000
  const until = new Date(Date.now() + year).toISOString()
  const who = { userName: plan.me.userName, initials: 'A', passphrase: 'a passphrase of the test', device: newUuid() }
  space = await vault.ask('enrol', who, await contactOf(plan, until))
  const device = await openDeviceIn({ ...plan, name: database }, vault, space)
  device.line(false)
  const { outbox, copies } = device.engine()
  const left = [...markers]
  const take = (count: number): string[] => left.splice(0, count)

  await copies.take(pageOf(plan, chunked(take(60), 6).map(recordOf)), 'cursor')
  for (const [name = '', note = '', phone = ''] of chunked(take(60), 3)) {
    const data = {
      unique_identifier: newUuid(),
      name_first: name,
      name,
      address_current: note,
      telephone_current: phone,
    }
    await outbox.put('record.create', { type: 'case', id: newUuid(), module: 'primeromodule-cp', data }, 0)
  }
  for (const [key = '', text = ''] of chunked(take(40), 2)) {
    const value = { key: `case/${key}`, user: plan.me.userName, value: { data: { notes: text } } }
    await vault.inSpace(space).write({ put: [{ room: 'draft', id: key, value }], strict: true })
  }
  for (const [fileName = '', inside = ''] of chunked(take(40), 2)) {
    const attachment = newUuid()
    const bytes = new TextEncoder().encode(inside.repeat(400))
    const about = { type: 'case', id: newUuid(), attachment, field: 'photos', fileName, size: bytes.length, sha256: '' }
    const files = new Map([[attachment, bytes]])
    await outbox.put('attachment.add', about as IntentionArgs<'attachment.add'>, 0, { files })
  }
  return markers.length - left.length
}

const chunked = (all: string[], size: number): string[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size))

function recordOf([first = '', nick = '', note = '', phone = '', row = '', code = '']: string[]): RecordShape {
  const services = [{ unique_id: newUuid(), service_type: row }] as unknown as Answer
  const data = {
    name: first,
    name_nickname: nick,
    address_current: note,
    telephone_current: phone,
    national_id_no: code,
  }
  return {
    id: newUuid(),
    type: 'case',
    version: 1,
    module: 'primeromodule-cp',
    data: { ...data, services_section: services },
    incomplete: [],
    actions: ['write'],
    writable: ['name'],
    attachments: [],
    nameHidden: false,
  }
}

function pageOf(plan: DevicePlan, records: RecordShape[]): PulledPage {
  const { policy, stamp } = configFor(plan)
  const lease = { share: '', until: new Date().toISOString() }
  const now = new Date().toISOString()
  return { cursor: 'c', more: false, records, gone: [], conflicts: [], counts: {}, config: stamp, policy, lease, now }
}

async function contactOf(plan: DevicePlan, until: string) {
  const { policy } = configFor(plan)
  const share = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits'])
  const key = btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))))
  const help = { key, token: 'shown at the door' }
  return { lease: { share, until }, policy, help, now: new Date().toISOString() }
}

export const lockMarked = (): Promise<void> => vault.ask('lock')
export const leaveMarked = (): Promise<void> => vault.ask('destroy', space)

/** Which needles a script finds in databases, caches and stores of this origin. Needles are bytes, a character each. */
export async function foundInside(needles: string[]): Promise<number[]> {
  const kept = await Promise.all([indexedDB, await besideFactory()].map(databases))
  const hay = [...kept.flat(), ...(await cached()), ...stores()].join('\n')
  return needles.flatMap((needle, n) => (hay.includes(needle) ? [n] : []))
}

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

async function databases(factory: IDBFactory): Promise<string[]> {
  const texts: string[] = []
  for (const { name = '' } of await factory.databases()) {
    const db = await asked(factory.open(name))
    texts.push(name, ...db.objectStoreNames)
    for (const store of db.objectStoreNames) {
      const rows = db.transaction(store).objectStore(store)
      const keys = await asked(rows.getAllKeys())
      const values = await asked(db.transaction(store).objectStore(store).getAll())
      texts.push(...keys.map(bytesIn), ...values.map(bytesIn))
    }
    db.close()
  }
  return texts
}

/** Everything in a value, each byte as a character. */
function bytesIn(value: unknown): string {
  if (value instanceof ArrayBuffer) return latin(new Uint8Array(value))
  if (ArrayBuffer.isView(value)) return latin(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
  if (typeof value === 'string') return latin(new TextEncoder().encode(value))
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.entries(value)
    .map(([key, inner]) => `${bytesIn(key)} ${bytesIn(inner)}`)
    .join(' ')
}

function latin(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return text
}

async function cached(): Promise<string[]> {
  const texts: string[] = []
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) {
      const reply = await cache.match(request)
      texts.push(bytesIn(request.url), reply ? latin(new Uint8Array(await reply.arrayBuffer())) : '')
    }
  }
  return texts
}

const stores = (): string[] =>
  [localStorage, sessionStorage].map((store) => bytesIn({ ...store })).concat(bytesIn(document.cookie))
