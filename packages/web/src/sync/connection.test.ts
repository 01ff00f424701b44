import { afterEach, beforeEach, expect, test, vi } from 'vitest'

type Line = typeof import('./connection.ts')
let line: Line
let health: () => Promise<{ status: number }>

beforeEach(async () => {
  vi.useFakeTimers()
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('window', globalThis)
  health = () => Promise.reject(new Error('nobody'))
  vi.stubGlobal('fetch', () => health())
  vi.resetModules()
  line = await import('./connection.ts')
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

class Nobody extends Error {}
const says = (reached: boolean): Promise<unknown> =>
  line
    .watched(
      () => (reached ? Promise.resolve() : Promise.reject(new Nobody())),
      (e) => e instanceof Nobody,
    )
    .catch(() => undefined)

// rule: ux 15.7 line-is-not-moody
test('one call that fails changes no word, two make the line weak, and the third cuts it', async () => {
  await says(false)
  expect(line.connection.get()).toBe('online')
  await says(false)
  expect(line.connection.get()).toBe('weak')
  await says(false)
  expect(line.connection.get()).toBe('offline')
})

test('a line that was cut is good again after three answers, and not after two', async () => {
  for (let n = 0; n < 3; n++) await says(false)
  await says(true)
  expect(line.connection.get()).toBe('weak')
  await says(true)
  expect(line.connection.get()).toBe('weak')
  await says(true)
  expect(line.connection.get()).toBe('online')
})

test('a page that answers in place of our server does not make a line good', async () => {
  for (let n = 0; n < 3; n++) await says(false)
  health = () => Promise.resolve({ status: 200 })
  await vi.advanceTimersByTimeAsync(120_000)
  expect(line.connection.get()).toBe('offline')
  health = () => Promise.resolve({ status: 204 })
  await vi.advanceTimersByTimeAsync(120_000)
  expect(line.connection.get()).toBe('online')
})

test('after five seconds a call makes the line weak, after twenty somebody may stop waiting', async () => {
  let answer = (): void => undefined
  const call = line.watched(
    () => new Promise<void>((done) => (answer = done)),
    () => false,
  )
  await vi.advanceTimersByTimeAsync(5_100)
  expect([line.connection.get(), line.stuck.get()]).toEqual(['weak', false])
  await vi.advanceTimersByTimeAsync(15_000)
  expect(line.stuck.get()).toBe(true)
  answer()
  await call
  expect([line.connection.get(), line.stuck.get()]).toEqual(['online', false])
})
