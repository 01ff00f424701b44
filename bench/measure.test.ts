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
  expect(order.slice(0, 6)).toEqual(['ours', 'ours', 'ours', 'by hand', 'by hand', 'by hand'])
  expect(order.slice(6, 26)).toEqual([...Array(10).fill('ours'), ...Array(10).fill('by hand')])
})

test('a slow contender ends when its time is up, after twenty runs at least', async () => {
  const [timing] = await byTurns([async () => {}], { runs: 200, seconds: 0 })
  expect(timing?.runs).toBe(20)
})
