import { expect, test } from 'vitest'
import { emptyProvider, termsOf, valuesOf } from './providerValues.ts'

test('what is left open is nothing, and comes back as it was', () => {
  const terms = termsOf({ ...emptyProvider, name: 'Clinic' })
  expect(terms).toMatchObject({ staff: null, capacity: null, from: null, until: null, agency: null, users: [] })
  expect(valuesOf(terms)).toEqual({ ...emptyProvider, name: 'Clinic' })
})

test('people are written one after the other, however they are parted', () => {
  expect(termsOf({ ...emptyProvider, users: ' amal, bilal\ndina ' }).users).toEqual(['amal', 'bilal', 'dina'])
})
