import { expect, test } from 'vitest'
import { byTurns, timingOf } from './measure.ts'

test('the middle and the slow end are read off the sorted times', () => {
  const timing = timingOf(Array.from({ length: 100 }, (_, i) => 100 - i))
  expect(timing).toEqual({ runs: 100, p50: 51, p95: 96 })
})

test('contenders take turns, and both are warm before anything counts', async () => {
  const order: string[] = []
  const note = (name: string) => async () => void order.push(name)
  const timings = await byTurns([note('ours'), note('by hand')], { runs: 20, seconds: 5 })
  expect(timings.map((timing) => timing.runs)).toEqual([20, 20])
  const repeated = (times: number) => [...Array(times).fill('ours'), ...Array(times).fill('by hand')]
  expect(order.slice(0, 100)).toEqual(repeated(50))
  expect(order.slice(100, 120)).toEqual(repeated(10))
})

test('a slow contender ends when its time is up, after twenty runs at least', async () => {
  const [timing] = await byTurns([async () => {}], { runs: 200, seconds: 0 })
  expect(timing?.runs).toBe(20)
})
