import type { IntentionArgs } from '@primero/domain/sync/intention.ts'
import type { Moment } from '@primero/domain/time.ts'
import { expect, test } from 'vitest'
import { newUuid } from '../clock.ts'
import { memoryVault } from '../vault/memory.ts'
import type { Ground } from './ground.ts'
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
    } as unknown as Ground
  }
  const before = outboxOn(countingFrom(7))
  const first = await before.put('record.edit', args, 1)
  const second = await before.put('record.edit', args, 1)

  const after = outboxOn(countingFrom(3))
  await after.resume()
  const third = await after.put('record.edit', args, 1)
  const fourth = await after.put('record.edit', args, 1)

  const again = outboxOn(countingFrom(0))
  await again.resume()
  expect(again.entries.get().map(({ intention }) => intention.id)).toEqual([first, second, third, fourth])
})
