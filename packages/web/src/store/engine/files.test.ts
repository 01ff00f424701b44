import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { configurationOf } from '@primero/domain/configuration/configuration.ts'
import type { Moment } from '@primero/domain/time.ts'
import { expect, test } from 'vitest'
import type { ShortRow } from '@primero/domain/sync/protocol.ts'
import { live } from '../live.ts'
import type { AppConfig } from '../store.ts'
import { memoryVault } from '../vault/memory.ts'
import type { Copies } from './copies.ts'
import { filesOn } from './files.ts'
import type { Ground, PulledPage } from './ground.ts'

const kilo = 1024

const recordWith = (id: string, ...sizes: number[]): RecordShape =>
  ({
    id,
    type: 'case',
    attachments: sizes.map((size) => ({ id: `${id}-${size}`, field: 'photos', size, url: `/${id}-${size}` })),
  }) as unknown as RecordShape

const pageOf = (...records: RecordShape[]) => ({ records, more: false }) as unknown as PulledPage

function device({ media = true, thrifty = false } = {}) {
  const asked: string[] = []
  const lines = live<ReadonlyMap<string, ShortRow>>(new Map())
  const config = { policy: { media }, configuration: configurationOf(1, []) } as unknown as AppConfig
  const ground = {
    vault: memoryVault(),
    wire: {
      file: (url: string) => {
        asked.push(url)
        return Promise.resolve(new Uint8Array(Number(/\d+$/.exec(url))))
      },
    },
    line: live('online'),
    me: () => config,
    signedIn: (ask: () => Promise<unknown>) => ask(),
    mayTravel: () => !thrifty,
    alone: (_name: string, work: () => Promise<unknown>) => work(),
    now: () => '2026-03-04T09:10:00.000Z' as Moment,
  } as unknown as Ground
  const files = filesOn(ground, { lines } as unknown as Copies)
  const keeps = (...ids: string[]) => lines.set(new Map(ids.map((id) => [`case/${id}`, {} as ShortRow])))
  return { files, asked, keeps, vault: ground.vault }
}

// rule: ux 15.3 media-by-role
test('the smallest files come first, and those above a megabyte not at all', async () => {
  const { files, asked, keeps } = device()
  await files.open()
  keeps('a')
  await files.note(pageOf(recordWith('a', 900 * kilo, 2000 * kilo, 10 * kilo)))
  await files.fill()
  expect(asked).toEqual([`/a-${10 * kilo}`, `/a-${900 * kilo}`])
  expect([...files.here.get()]).toHaveLength(2)
})

test('never more than forty megabytes lie on the device', async () => {
  const { files, asked, keeps } = device()
  await files.open()
  keeps('a')
  await files.note(pageOf(recordWith('a', ...Array.from({ length: 60 }, (_, n) => 1000 * kilo + n))))
  await files.fill()
  expect(asked.length).toBe(40)
})

test('what belongs to a record that left the device goes with it', async () => {
  const { files, keeps, vault } = device()
  await files.open()
  keeps('a', 'b')
  await files.note(pageOf(recordWith('a', kilo), recordWith('b', 2 * kilo)))
  await files.fill()
  keeps('b')
  await expect.poll(() => vault.read('file', `a-${kilo}`)).toBeUndefined()
  expect(await vault.read('file', `b-${2 * kilo}`)).toBeDefined()
  expect([...files.here.get()]).toEqual([`b-${2 * kilo}`])
})

// rule: ux 15.3 media-by-role
test('a role without media keeps none, and nobody who saves data fetches any', async () => {
  const bare = device({ media: false })
  await bare.files.open()
  bare.keeps('a')
  await bare.files.note(pageOf(recordWith('a', kilo)))
  await bare.files.fill()
  expect(bare.asked).toEqual([])
  const thrifty = device({ thrifty: true })
  await thrifty.files.open()
  thrifty.keeps('a')
  await thrifty.files.note(pageOf(recordWith('a', kilo)))
  await thrifty.files.fill()
  expect(thrifty.asked).toEqual([])
})
