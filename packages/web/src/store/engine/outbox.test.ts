import { configurationOf } from '@primero/domain/configuration/configuration.ts'
import type { Intention, IntentionArgs } from '@primero/domain/sync/intention.ts'
import type { Moment } from '@primero/domain/time.ts'
import { expect, test } from 'vitest'
import { newUuid } from '../clock.ts'
import { live } from '../live.ts'
import { memoryVault } from '../vault/memory.ts'
import { type Engine, openEngine } from './engine.ts'
import type { Ground, OnDisk } from './ground.ts'
import { outboxOn } from './outbox.ts'

const args = { type: 'case', id: newUuid(), changes: [] } as unknown as IntentionArgs<'record.edit'>

test('after a killed browser that forgot its count, later changes still come after those that wait', async () => {
  const vault = memoryVault()
  const countingFrom = (start: number): Ground => {
    let count = start
    return {
      vault,
      me: () => ({ me: { userName: 'amal' }, version: 1 }),
      device: newUuid,
      nextSeq: () => {
        count += 1
        return count
      },
      now: () => '2026-03-04T09:10:00.000Z' as Moment,
      newId: newUuid,
      tabs: { changed: () => undefined },
    } as unknown as Ground
  }
  const before = outboxOn(countingFrom(7))
  const first = await before.put('record.edit', args, 1)
  const second = await before.put('record.edit', args, 1)

  const after = outboxOn(countingFrom(3))
  await after.again()
  const third = await after.put('record.edit', args, 1)
  const fourth = await after.put('record.edit', args, 1)

  const again = outboxOn(countingFrom(0))
  await again.again()
  expect(again.entries.get().map(({ intention }) => intention.id)).toEqual([first, second, third, fourth])
})

/** Two tabs of one person: one disk, and each hears when the other has changed the outbox. */
function twoTabs() {
  const vault = memoryVault()
  let count = 0
  const pushed: string[] = []
  const waits: (() => void)[] = []
  const hearers: ((what: OnDisk) => void)[] = []
  const open = (): Engine => {
    const me = hearers.length
    const ground = {
      vault,
      wire: {
        push: async (intentions: Intention[]) => {
          pushed.push(...intentions.map(({ id }) => id))
          const refused = { outcome: 'refused', problem: { code: 'forbidden', params: {} } }
          return { outcomes: intentions.map(({ id }) => ({ id, ...refused })) }
        },
      },
      line: live('online'),
      me: () => ({ me: { userName: 'amal' }, version: 1, lists: {}, configuration: configurationOf(1, []) }),
      device: newUuid,
      isEnrolled: () => false,
      nextSeq: () => {
        count += 1
        return count
      },
      now: () => '2026-03-04T09:10:00.000Z' as Moment,
      newId: newUuid,
      mayTravel: () => false,
      alone: (_name: string, work: () => Promise<unknown>) => work(),
      signedIn: (ask: () => Promise<unknown>) => ask(),
      later: (_wait: number, work: () => void) => {
        waits.push(work)
        return () => waits.splice(waits.indexOf(work) >>> 0, 1)
      },
      tabs: {
        post: () => undefined,
        listen: () => undefined,
        changed: (what: OnDisk) => {
          for (const [n, hear] of hearers.entries()) if (n !== me) hear(what)
        },
        onChanged: (hear: (what: OnDisk) => void) => {
          hearers[me] = hear
        },
      },
    } as unknown as Ground
    return openEngine(ground)
  }
  /** Time goes by, in both. */
  const later = async (): Promise<void> => {
    for (const work of waits.splice(0)) work()
    await new Promise((done) => setTimeout(done))
  }
  return { one: open(), other: open(), later, pushed }
}

const states = ({ outbox }: Engine): string[] => outbox.entries.get().map(({ state }) => state)

test('what one tab wrote waits in the other too, and goes out from there when the first is closed before', async () => {
  const { one, other, later, pushed } = twoTabs()
  const id = await one.outbox.put('record.edit', args, 1)
  await later()
  expect(states(other)).toEqual(['waiting'])
  expect(pushed).toEqual([])
  await later()
  expect(pushed).toEqual([id])
})

test('what one tab was told the other knows, and sends no more', async () => {
  const { one, other, later, pushed } = twoTabs()
  const id = await one.outbox.put('record.edit', args, 1)
  await later()
  await one.sender.drain()
  expect(pushed).toEqual([id])
  await other.sender.drain()
  expect(pushed).toEqual([id])
  expect([states(one), states(other)]).toEqual([['refused'], ['refused']])
  await one.outbox.discard(id)
  await later()
  expect(states(other)).toEqual([])
})
