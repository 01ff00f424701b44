import { configurationOf } from '@primero/domain/configuration/configuration.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { expect, test } from 'vitest'
import type { AppConfig } from '../store.ts'
import { memoryVault } from '../vault/memory.ts'
import { VaultFull } from '../vault/shape.ts'
import { type Copies, copiesOn } from './copies.ts'
import type { Ground, PulledPage } from './ground.ts'

const config = {
  me: { userName: 'amal' },
  lists: {},
  configuration: configurationOf(1, []),
} as unknown as AppConfig

const recordOf = (id: string, version: number, ...writable: string[]): RecordShape =>
  ({ id, type: 'case', version, data: {}, incomplete: [], attachments: [], writable }) as unknown as RecordShape

const pageOf = (...records: RecordShape[]): PulledPage =>
  ({ records, gone: [], conflicts: [], more: false }) as unknown as PulledPage

/** Tabs of one person on one disk. `told`: how often one told the others that it has changed copies. */
function browser() {
  const vault = memoryVault()
  let turn: Promise<unknown> = Promise.resolve()
  const alone = <T>(_name: string, work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work)
    turn = mine.catch(() => undefined)
    return mine
  }
  let told = 0
  const bus = {
    changed: () => {
      told += 1
    },
  }
  const write = vault.write
  /** From now on the disk takes nothing more. */
  const fill = (): void => {
    vault.write = async (change) => {
      if ((change.put ?? []).length > 0) throw new VaultFull()
      await write(change)
    }
  }
  const tab = async (): Promise<Copies> => {
    const copies = copiesOn({ vault, alone, me: () => config, tabs: bus } as unknown as Ground)
    await copies.open()
    return copies
  }
  return { tab, told: () => told, fill }
}

const kase = (id: string) => ({ type: 'case' as const, id })

test('what may be written in a record stays known where two tabs keep records of different kinds', async () => {
  const { tab } = browser()
  const [one, other] = [await tab(), await tab()]
  await one.take(pageOf(recordOf('a', 1, 'name')), '1')
  await other.take(pageOf(recordOf('b', 1, 'risk_level')), '2')
  await one.take(pageOf(recordOf('c', 1, 'sex')), '3')

  const later = await tab()
  const fields = await Promise.all(['a', 'b', 'c'].map(async (id) => (await later.record(kase(id)))?.writable))
  expect(fields).toEqual([['name'], ['risk_level'], ['sex']])
})

test('an answer that was on its way to one tab is not laid over what another has kept meanwhile', async () => {
  const { tab } = browser()
  const one = await tab()
  await one.take(pageOf(recordOf('a', 3, 'name')), '1')
  const other = await tab()
  await one.take(pageOf(recordOf('a', 5, 'name')), '2')
  await other.take(pageOf(recordOf('a', 4, 'name')), '3')

  expect((await one.record(kase('a')))?.version).toBe(5)
  expect((await other.record(kase('a')))?.version).toBe(5)
})

test('a tab that looks again shows what another has kept, and no more what has left', async () => {
  const { tab, told } = browser()
  const [one, other] = [await tab(), await tab()]
  await one.take(pageOf(recordOf('a', 1), recordOf('b', 1)), '1')
  await one.erase(kase('b'))
  expect(told()).toBe(2)
  expect(other.has(kase('a'))).toBe(false)
  await other.again()
  expect([...other.lines.get().keys()]).toEqual(['case/a'])
  expect((await other.record(kase('a')))?.version).toBe(1)
})

test('what has left is erased from a disk that takes nothing more', async () => {
  const { tab, fill } = browser()
  const [one, other] = [await tab(), await tab()]
  await one.take(pageOf(recordOf('a', 1), recordOf('b', 1)), '1')
  fill()
  const page = { ...pageOf(recordOf('c', 1)), gone: [kase('b')] }
  await expect(one.take(page, '2')).rejects.toThrow('vault-full')
  expect([...one.lines.get().keys()]).toEqual(['case/a'])
  await other.again()
  expect([...other.lines.get().keys()]).toEqual(['case/a'])
})
