import { expect, test } from 'vitest'
import { faultsOf } from './config-check.ts'

test('the configuration that ships has no faults', () => {
  expect(faultsOf(['core', 'cp', 'gbv', 'training'], true)).toEqual([])
})

test('the bundle that tests use has no faults', () => {
  expect(faultsOf(['core', 'cp', 'gbv', 'test'], false)).toEqual([])
})

test.each([['cp'], ['gbv']])('%s stands without the other module', (name) => {
  const shared = /^forms\/[a-z_]+: module primeromodule-(cp|gbv) is not there$/
  const faults = faultsOf(['core', name], false).filter((fault) => !shared.test(fault))
  expect(faults.filter((fault) => !fault.startsWith('roles/'))).toEqual([])
})
