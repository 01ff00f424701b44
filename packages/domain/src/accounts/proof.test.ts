import { expect, test } from 'vitest'
import { isProved, needsProof, provedActs } from './proof.ts'
import { stepUpCases } from './states.cases.ts'

const now = 1_700_000_000

test.each(stepUpCases)('$says', ({ act, needs, provedAgo, answer }) => {
  const provedAt = provedAgo === undefined ? null : now - provedAgo * 60
  expect(needsProof(act)).toBe(needs)
  expect(!needsProof(act) || isProved(provedAt, now) ? 'go' : 'ask').toBe(answer)
})

test('every act that needs a proof has a case', () => {
  expect(new Set(stepUpCases.filter(({ needs }) => needs).map(({ act }) => act))).toEqual(new Set(provedActs))
})

test('a proof of a moment that has not come is none', () => {
  expect(isProved(now + 1, now)).toBe(false)
})
