import { expect, test } from 'vitest'
import { settledBy } from './settled.ts'

test('a claim that its author chooses is based on what is in force now', () => {
  const claims = [{ path: ['risk_level'], from: 'medium', to: 'low' }]
  expect(settledBy(claims, { risk_level: 'high' })).toEqual([{ path: ['risk_level'], from: 'high', to: 'low' }])
})

test('so is a claim in a row', () => {
  const claims = [{ path: ['family', 'm', 'age'], from: 40, to: 41 }]
  const inForce = { family: [{ unique_id: 'm', age: 44 }] }
  expect(settledBy(claims, inForce)[0]?.from).toBe(44)
})
