// What a device does when the server answers again, in which order.
import { configurationOf } from '@primero/domain/configuration/configuration.ts'
import type { Intention, IntentionArgs } from '@primero/domain/sync/intention.ts'
import type { PullRequest, RecordShape } from '@primero/domain/sync/protocol.ts'
import type { Moment } from '@primero/domain/time.ts'
import { expect, test } from 'vitest'
import type { Connection } from '../../sync/connection.ts'
import { Refused, Unreachable } from '../../sync/http.ts'
import { newUuid } from '../clock.ts'
import { live } from '../live.ts'
import { memoryVault } from '../vault/memory.ts'
import { openEngine } from './engine.ts'
import type { Ground, PulledPage } from './ground.ts'

const kase = (id: string) => ({ type: 'case' as const, id })
const copyOf = (id: string): RecordShape =>
  ({ ...kase(id), version: 1, data: {}, incomplete: [], attachments: [], writable: [] }) as unknown as RecordShape
const writes = (id: string) => ({ ...kase(id), changes: [] }) as unknown as IntentionArgs<'record.edit'>
const minutes = (count: number): number => count * 60_000

/** A phone that keeps two cases; while it was away the consent for one was withdrawn, and a third became its person's. */
async function phone() {
  const told: string[] = []
  let now = Date.parse('2026-03-04T09:10:00.000Z')
  let trouble: Error | undefined
  let news = { gone: [kase('shared')], records: [copyOf('new')] }
  const line = live<Connection>('online')
  const vault = memoryVault()
  const { write } = vault
  vault.write = async (change) => {
    for (const { room, id } of change.drop ?? []) if (room === 'record') told.push(`erases ${id}`)
    for (const { room, id } of change.put ?? []) if (room === 'record') told.push(`keeps ${id}`)
    await write(change)
  }
  const ground = {
    vault,
    wire: {
      pull: async ({ limit, cursor }: PullRequest) => {
        if (trouble) throw trouble
        const { gone, records } = cursor === null ? { gone: [], records: ['own', 'shared'].map(copyOf) } : news
        const sent = records.slice(0, limit)
        const page = { cursor: 'c', more: sent.length < records.length, records: sent, gone, conflicts: [], counts: {} }
        return { ...page, now: new Date(now).toISOString() } as unknown as PulledPage
      },
      push: async (intentions: Intention[]) => {
        told.push(`sends ${intentions.length}`)
        const outcomes = intentions.map(({ id }) => ({ id, outcome: 'applied', version: 1, ignored: [] }))
        return { outcomes }
      },
    },
    line,
    me: () => ({
      me: { userName: 'amal', role: { permissions: {} } },
      ...{ version: 1, lists: {}, policy: { media: false, records: 50 }, configuration: configurationOf(1, []) },
    }),
    device: newUuid,
    isEnrolled: () => true,
    nextSeq: () => told.length + 1,
    now: () => new Date(now).toISOString() as Moment,
    newId: newUuid,
    mayTravel: () => false,
    alone: (_name: string, work: () => Promise<unknown>) => work(),
    signedIn: (ask: () => Promise<unknown>) => ask(),
    later: () => () => undefined,
    tabs: { post: () => undefined, listen: () => undefined, changed: () => undefined, onChanged: () => undefined },
  } as unknown as Ground
  const engine = openEngine(ground)
  await engine.puller.pull()
  told.length = 0
  return {
    engine,
    told,
    line,
    pass: (time: number) => {
      now += time
    },
    fails: (error: Error | undefined) => {
      trouble = error
    },
    nothingNew: () => {
      news = { gone: [], records: [] }
    },
  }
}

test('a record whose consent was withdrawn is erased before anything is sent, and before others come', async () => {
  const { engine, told, pass } = await phone()
  pass(minutes(90))
  await engine.outbox.put('record.edit', writes('own'), 1)
  await engine.sync()
  expect(told.slice(0, 2)).toEqual(['erases case/shared', 'sends 1'])
  expect(told.indexOf('keeps case/new')).toBeGreaterThan(1)
  expect(engine.copies.has(kase('shared'))).toBe(false)
})

test('so it is when the line comes back after a moment, and for a change that is sent by itself', async () => {
  const { engine, told, line } = await phone()
  line.set('offline')
  await engine.outbox.put('record.edit', writes('own'), 1)
  line.set('online')
  await engine.sender.drain()
  expect(told.slice(0, 2)).toEqual(['erases case/shared', 'sends 1'])
})

test('while the server answers all the time, nobody asks it before each change', async () => {
  const { engine, told, pass, fails } = await phone()
  pass(minutes(0.5))
  fails(new Unreachable())
  await engine.outbox.put('record.edit', writes('own'), 1)
  await engine.sender.drain()
  expect(told).toEqual(['sends 1'])
})

test('where nobody says what has left nothing is sent, and it waits', async () => {
  const { engine, told, pass, fails } = await phone()
  pass(minutes(90))
  fails(new Unreachable())
  await engine.outbox.put('record.edit', writes('own'), 1)
  await engine.sender.drain()
  expect([told, engine.outbox.entries.get().map(({ state }) => state)]).toEqual([[], ['waiting']])
  fails(undefined)
  await engine.sender.drain()
  expect(told.slice(0, 2)).toEqual(['erases case/shared', 'sends 1'])
})

test('a device that may keep nothing any more still sends what its person wrote', async () => {
  const { engine, told, pass, fails, nothingNew } = await phone()
  pass(minutes(90))
  nothingNew()
  fails(new Refused(403, 'device-revoked', {}))
  await engine.outbox.put('record.edit', writes('own'), 1)
  await engine.sender.drain()
  expect(told).toEqual(['sends 1'])
})

test('what became of a change is told also where the server was quicker than the question', async () => {
  const { engine } = await phone()
  const id = await engine.outbox.put('record.edit', writes('own'), 1)
  await engine.sender.drain()
  expect(await engine.sender.settled(id)).toMatchObject({ id, outcome: 'applied' })
})
