// Days on a bad line: some of them random, as `npm run proof -- histories` lives hundreds; and what each kind of trouble
// must not do.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DayReport, Step } from '../packages/web/test/day.ts'
import { productHere } from './lane.ts'
import type { Fault } from './fault-proxy.ts'
import { type Ground, openHistories } from './histories/house.ts'
import { judge } from './histories/judge.ts'
import { type History, historyOf, roles } from './histories/plan.ts'

let ground: Ground
beforeAll(async () => {
  ground = await openHistories(productHere())
})
afterAll(() => ground.stop())

// rule: ux 15.2 no-edit-lost
test('six random days: devices converge, every change is accounted for, nothing is overwritten in silence', async () => {
  const wrongs: string[] = []
  for (let seed = 1; seed <= 6; seed++) {
    const history = historyOf(seed, ground.questions)
    const verdict = await judge(ground, history, await ground.live(history))
    wrongs.push(...verdict.wrongs.map((wrong) => `seed ${seed}: ${wrong}`))
    expect(verdict.counts.created).toBeGreaterThan(0)
  }
  expect(wrongs).toEqual([])
})

let told = 0
/** A day of one device that goes as it is written here; `befalls`: what happens to its questions, one after the other. */
async function day(steps: (of: string) => Step[], befalls: Fault[] = []): Promise<DayReport & { wrongs: string[] }> {
  told += 1
  const of = crypto.randomUUID()
  const person = { userName: `told${told}_amal`, role: roles.worker, groups: [`usergroup-told-${told}`] }
  const left = [...befalls]
  const next = () => left.shift()
  const device = { name: `told${told}`, id: crypto.randomUUID(), ahead: 0, person, next }
  const history: History = { seed: told, people: [person], devices: [device], steps: steps(of), cases: [of] }
  const report = await ground.live(history)
  const { wrongs } = await judge(ground, history, report)
  return { ...report, wrongs }
}

const born = (of: string): Step => ({ on: 0, does: 'create', of, data: { sex: 'female', name_nickname: 'Iko' } })
const says = (of: string, name_nickname: string): Step => ({ on: 0, does: 'edit', of, answers: { name_nickname } })
const meet: Step = { on: 0, does: 'meet' }

const strangers: Fault[] = ['401', '403', '404', '409', '413', '422', '500', '503', 'portal', 'redirect', 'stranger']
for (const stranger of strangers) {
  test(`work waits where somebody else answers in the server's place: ${stranger}`, async () => {
    const { devices, created, wrongs } = await day(
      (of) => [born(of), says(of, 'Ilo'), { on: 0, does: 'add-file', of, bytes: 300_000, fill: 7 }, meet],
      Array.from({ length: 4 }, () => stranger),
    )
    expect(wrongs).toEqual([])
    expect(created).toHaveLength(3)
    expect(devices[0]?.entries).toEqual([])
  })
}

const on = 0
const cut: Step = { on, does: 'cut' }
const reload: Step = { on, does: 'reload' }
const look = (of: string): Step => ({ on, does: 'look', of })

test('what was registered here stays here where the line breaks before the next pull', async () => {
  const { wrongs, looks, skipped } = await day((of) => [
    cut,
    born(of),
    { on, does: 'send' },
    cut,
    reload,
    look(of),
    says(of, 'Ilo'),
    says(of, 'Ino'),
  ])
  expect(wrongs).toEqual([])
  expect(looks[0]).toMatchObject({ name_nickname: 'Iko' })
  expect(skipped).toBe(0)
})

test('changes of one case that arrive together all stay on the device', async () => {
  const { wrongs, looks } = await day((of) => [
    born(of),
    meet,
    cut,
    says(of, 'Ilo'),
    { on, does: 'edit', of, answers: { name_other: 'Ino' } },
    { on, does: 'send' },
    cut,
    reload,
    look(of),
  ])
  expect(wrongs).toEqual([])
  expect(looks[0]).toMatchObject({ name_nickname: 'Ilo', name_other: 'Ino' })
})

test('what a full disk did not take goes there as soon as there is room', async () => {
  const { wrongs, looks, reloads } = await day((of) => [
    cut,
    { on, does: 'fill' },
    born(of),
    reload,
    { on, does: 'free' },
    says(of, 'Ilo'),
    reload,
    look(of),
  ])
  expect(wrongs).toEqual([])
  expect(reloads).toBe(1)
  expect(looks[0]).toMatchObject({ name_nickname: 'Ilo' })
})

test('a house that was put back to an earlier day is believed', async () => {
  const { wrongs, looks } = await day((of) => [
    born(of),
    meet,
    says(of, 'Ilo'),
    meet,
    { on, does: 'word', word: `put-back/${of}` },
    meet,
    look(of),
  ])
  expect(wrongs.filter((wrong) => !wrong.includes('nowhere'))).toEqual([])
  expect(looks[0]).toMatchObject({ name_nickname: 'of before' })
})

test('a lock in the middle of a delivery breaks nothing', async () => {
  const { wrongs, devices } = await day((of) => [
    cut,
    born(of),
    { on, does: 'lock' },
    { on, does: 'join' },
    { on, does: 'sync' },
    { on, does: 'rest', ms: 100 },
    { on, does: 'unlock' },
    meet,
  ])
  expect(wrongs).toEqual([])
  expect(devices[0]?.records).toHaveLength(1)
})
