// Somebody who never stops writing, so that a tab or a browser can be killed in the middle of it. What was said to be
// safe is told to the test at once; what lies on the disk is looked at afterwards, by another page.
import type { IntentionArgs } from '@primero/domain/sync/intention.ts'
import { newUuid } from '../src/store/clock.ts'
import type { OutboxEntry } from '../src/store/entries.ts'
import { browserSpace } from '../src/store/vault/calls.ts'
import { keepValue } from '../src/store/vault/kept.ts'
import { startVault } from '../src/store/vault/own.ts'
import { canSeal } from '../src/store/vault/space.ts'
import { type Device, type DevicePlan, openDevice } from './device.ts'

/** What a screen would have called saved. */
export type Said =
  | { what: 'draft'; key: string; n: number }
  | { what: 'change'; id: string; n: number }
  | { what: 'file'; id: string; attachment: string; size: number; fill: number }

declare global {
  interface Window {
    said: (what: Said) => Promise<void>
  }
}

const drafts = 12
const of = 'c0ffee00-0000-4000-8000-000000000001'

/** Writes until the end of the page; `from` counts on from the page before. */
export async function scribble(plan: DevicePlan, from: number): Promise<void> {
  if (!canSeal) throw new Error('This page keeps nothing on the disk.')
  const device = await openDevice(plan)
  device.line(false)
  const next = { n: from }
  void Promise.all([draftAfterDraft(next), changeAfterChange(device, next), fileAfterFile(device, next)])
}

const longText = (n: number): string => `draft ${n} `.repeat(1 + (n % 400))

async function draftAfterDraft(next: { n: number }): Promise<never> {
  for (;;) {
    next.n += 1
    const { n } = next
    const key = `draft-${n % drafts}`
    if (await keepValue('draft', key, { n, text: longText(n) })) void window.said({ what: 'draft', key, n })
  }
}

async function changeAfterChange({ engine }: Device, next: { n: number }): Promise<never> {
  for (;;) {
    next.n += 1
    const { n } = next
    const args = { type: 'case', id: of, changes: [{ path: ['name_nickname'], from: n - 1, to: n }] } as const
    const id = await engine().outbox.put('record.edit', args as unknown as IntentionArgs<'record.edit'>, 1)
    void window.said({ what: 'change', id, n })
  }
}

async function fileAfterFile({ engine }: Device, next: { n: number }): Promise<never> {
  for (;;) {
    next.n += 1
    const fill = next.n % 256
    const bytes = new Uint8Array(1 + ((next.n * 7919) % 700_000)).fill(fill)
    const attachment = newUuid()
    const args = {
      type: 'case',
      id: of,
      attachment,
      field: 'photos',
      fileName: 'a.png',
      size: bytes.length,
      sha256: '',
    }
    const put = engine().outbox.put
    const id = await put('attachment.add', args as IntentionArgs<'attachment.add'>, 1, {
      files: new Map([[attachment, bytes]]),
    })
    void window.said({ what: 'file', id, attachment, size: bytes.length, fill })
  }
}

export type Left = {
  drafts: Record<string, number>
  changes: Record<string, number>
  files: Record<string, { size: number; fill: number; whole: boolean }>
  /** Rows on the disk, and those that open. */
  rows: number
  opened: number
  writes: boolean
  /** The browser had damaged its database, and the double stood in. */
  restored: boolean
}

/** What another page finds on the disk, and whether it can write there. */
export async function whatIsLeft(database: string): Promise<Left> {
  const left: Left = { drafts: {}, changes: {}, files: {}, rows: 0, opened: 0, writes: false, restored: false }
  const own = startVault('primero.vault')
  for (const { id, value } of await own.inSpace(browserSpace).readAll('draft')) {
    const { n, text } = value as { n: number; text: string }
    if (text === longText(n)) left.drafts[id] = n
  }
  left.restored = await own.ask('wasRestored')
  own.close()
  const client = startVault(database)
  const vault = client.inSpace(browserSpace)
  const entries = (await vault.readAll('outbox')).map(({ value }) => value as OutboxEntry)
  const blobs = await vault.readAll('blob')
  for (const { intention } of entries) {
    const { changes } = intention.args as Partial<IntentionArgs<'record.edit'>>
    if (changes) left.changes[intention.id] = changes[0]?.to as number
    else left.files[intention.id] = fileOf(intention.args as IntentionArgs<'attachment.add'>, blobs)
  }
  left.opened = entries.length + blobs.length
  left.rows = await rowsIn(database)
  left.writes = await vault.write({ put: [{ room: 'meta', id: 'still', value: 1 }], strict: true }).then(
    () => true,
    () => false,
  )
  client.close()
  return left
}

function fileOf({ attachment }: IntentionArgs<'attachment.add'>, blobs: { id: string; value: unknown }[]) {
  const bytes = blobs.find(({ id }) => id === attachment)?.value as Uint8Array | undefined
  const fill = bytes?.[0] ?? -1
  return { size: bytes?.length ?? 0, fill, whole: bytes?.every((byte) => byte === fill) ?? false }
}

async function rowsIn(database: string): Promise<number> {
  const asked = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const db = await asked(indexedDB.open(database))
  const keys = await asked(db.transaction('object').objectStore('object').getAllKeys())
  db.close()
  return keys.filter((key) => /\/(outbox|blob)\//.test(String(key))).length
}
