// The golden cases of accounts are sound; the rules play them in the tests beside them.
import { expect, test } from 'vitest'
import { addressCases, counters, factorCases, lockCases } from './lockout.cases.ts'
import { everybodysFirst, passwordCases, passwordLength, v2Words } from './passwords.cases.ts'
import { doors, endCases, expiryCases, stepUpCases, ways } from './states.cases.ts'

const lists: Record<string, { says: string }[]> = {
  lockCases,
  addressCases,
  factorCases,
  passwordCases,
  endCases,
  expiryCases,
  stepUpCases,
}

test.each(Object.entries(lists))('%s: no sentence stands twice', (_name, list) => {
  const sentences = list.map(({ says }) => says)
  expect(sentences.filter((says, i) => sentences.indexOf(says) !== i)).toEqual([])
})

test.each(lockCases)('$says: as many answers as tries, in the order of time', ({ tries, answers }) => {
  expect(answers).toHaveLength(tries.length)
  expect(tries.map(({ at }) => at)).toEqual(tries.map(({ at }) => at).toSorted((a, b) => a - b))
})

test('a lock begins with the sixth wrong one, as the numbers say', () => {
  expect(counters.lock).toEqual({ after: 6, lasts: 1800 })
  expect(factorCases.every(({ tries, answers }) => tries.length === answers.length)).toBe(true)
})

test.each(passwordCases)('$says: its length is what its refusals say', ({ password, refusals }) => {
  const count = [...password.normalize('NFKC')].length
  expect(count < passwordLength.least || count > passwordLength.most).toBe(refusals.includes('length'))
  expect(refusals).toEqual(refusals.toSorted())
  expect(refusals.every((refusal) => refusal in v2Words)).toBe(true)
})

test('what everybody tries first is long enough to be tried', () => {
  expect(everybodysFirst.filter((word) => word.length < passwordLength.least)).toEqual([])
})

test.each(Object.entries(doors))('%s: every way has its door', (_state, row) => {
  expect(Object.keys(row)).toEqual([...ways])
  expect(Object.values(row)).not.toContain(undefined)
})

test('no state lets a person in where a provider does, and nobody who is disabled anywhere', () => {
  expect(Object.values(doors['disabled'] ?? {}).filter((door) => door === 'in')).toEqual([])
  expect(doors['where a provider signs people in']?.password).toBe('no')
})
