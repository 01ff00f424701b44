import { configurationOf } from '@primero/domain/configuration/configuration.ts'
import type { Moment } from '@primero/domain/time.ts'
import { expect, test } from 'vitest'
import { live } from '../live.ts'
import type { AppConfig } from '../store.ts'
import { memoryVault } from '../vault/memory.ts'
import type { Copies } from './copies.ts'
import type { Ground, PulledPage } from './ground.ts'
import { pullerOn } from './pulling.ts'

const now = '2026-03-04T09:10:00.000Z'

// rule: ux 15.7 many-ask-once
test('what happens while an answer is on its way is asked for after it, once for all who ask', async () => {
  const answers: (() => void)[] = []
  const page = { cursor: 'c', more: false, records: [], gone: [], conflicts: [], counts: {}, now }
  const config = { me: { userName: 'amal' }, configuration: configurationOf(1, []) } as unknown as AppConfig
  const ground = {
    vault: memoryVault(),
    wire: {
      pull: () =>
        new Promise<PulledPage>((answer) => {
          answers.push(() => answer(page as unknown as PulledPage))
        }),
    },
    line: live('online'),
    me: () => config,
    isEnrolled: () => true,
    device: () => 'd',
    signedIn: (ask: () => Promise<unknown>) => ask(),
    alone: (_name: string, work: () => Promise<unknown>) => work(),
    now: () => now as Moment,
  } as unknown as Ground
  const puller = pullerOn(ground, { take: async () => undefined } as unknown as Copies)

  const first = puller.pull()
  await expect.poll(() => answers.length).toBe(1)
  const later = [puller.pull(), puller.pull()]
  answers[0]?.()
  expect(await first).toBe(true)
  await expect.poll(() => answers.length).toBe(2)
  answers[1]?.()
  expect(await Promise.all(later)).toEqual([true, true])
  expect(answers).toHaveLength(2)
})
