import { configurationOf } from '@primero/domain/configuration/configuration.ts'
import { expect, test } from 'vitest'
import { countryOf } from './country.ts'
import { shippedBundles } from './house.ts'

const shipped = configurationOf(0, shippedBundles())

test('the same seed makes the same country, so that a half-seeded database can be carried on with', () => {
  expect(countryOf(3, 20_000, shipped)).toEqual(countryOf(3, 20_000, shipped))
})

test('a country has thousands of places in five levels and staff in proportion to its cases', () => {
  const { bundle, workers, dwellings } = countryOf(1, 100_000, shipped)
  expect(bundle.locations.length).toBeGreaterThan(7000)
  expect(workers.length).toBe(602)
  const config = configurationOf(1, [...shippedBundles(), bundle])
  expect(new Set(dwellings.map((code) => config.locations.get(code)?.level))).toEqual(new Set([4]))
})

test('the largest agency holds about a tenth of the staff and has several groups', () => {
  const { workers, people } = countryOf(1, 500_000, shipped)
  const sizes = Map.groupBy(workers, (worker) => worker.agency)
  const largest = sizes.get('bench-agency-1') ?? []
  expect(largest.length / workers.length).toBeGreaterThan(0.07)
  expect(largest.length / workers.length).toBeLessThan(0.14)
  expect(people.find((person) => person.userName === 'bench_group')?.groups.length).toBe(2)
})
