import { join } from 'node:path'
import { configurationOf } from '@primero/domain/configuration/configuration.ts'
import { expect, test } from 'vitest'
import { readBundles } from '../configuration/bundles.ts'
import { trainingCases } from './cases.ts'
import { caseWorkers, dwellings } from './workers.ts'

const bundles = readBundles(join(import.meta.dirname, '../../../../config'), ['core', 'cp', 'gbv', 'training'])
const config = configurationOf(1, bundles)
const users = bundles.flatMap((bundle) => bundle.trainingUsers)

test('case workers of both modules hold the training caseload, managers and administrators do not', () => {
  const workers = caseWorkers(config, users)
  expect(workers.map(({ userName }) => userName)).toContain('primero_cp')
  expect(new Set(workers.map(({ module }) => module))).toEqual(new Set(['primeromodule-cp', 'primeromodule-gbv']))
  const roles = workers.map(({ userName }) => users.find((user) => user.userName === userName)?.role ?? '')
  expect(roles.filter((role) => /manager|administrator|superuser/.test(role))).toEqual([])
})

test('people live at the lowest level of enabled places', () => {
  const codes = dwellings(config)
  expect(codes.length).toBeGreaterThan(10)
  expect(codes.filter((code) => code.startsWith('XX'))).toEqual([])
  const parents = new Set([...config.locations.values()].map(({ parent }) => parent))
  expect(codes.filter((code) => parents.has(code))).toEqual([])
})

test('the shipped configuration carries a training caseload', () => {
  const input = {
    seed: 1,
    today: '2026-01-31',
    workers: caseWorkers(config, users),
    locations: dwellings(config),
    config,
  }
  expect([...trainingCases({ ...input, count: 50 })].length).toBeGreaterThan(50)
})
