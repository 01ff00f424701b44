import { expect, test } from 'vitest'
import { faultsOf } from './config-check.ts'

test('the configuration that ships has no faults', () => {
  expect(faultsOf(['core', 'cp', 'gbv', 'training'], true)).toEqual([])
})

test('the bundle that tests use has no faults', () => {
  expect(faultsOf(['core', 'cp', 'gbv', 'test'], false)).toEqual([])
})
