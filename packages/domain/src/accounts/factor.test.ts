import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FactorAnswer, type FactorCounts, freshFactor, type Shown, showFactor } from './factor.ts'
import { factorCases } from './lockout.cases.ts'

const now = 1_700_000_000
const present = Math.floor(now / 30)

function play(shown: Shown[], at = now): FactorAnswer[] {
  let counts: FactorCounts = freshFactor
  return shown.map((one) => {
    const next = showFactor(counts, one, at)
    counts = next.counts
    return next.answer
  })
}

test.each(factorCases)('$says', ({ tries, answers }) => {
  const shown = tries.map((one) => (typeof one === 'object' && 'step' in one ? { step: present + one.step } : one))
  expect(play(shown)).toEqual(answers)
})

test('an hour after the first wrong one the factor serves again', () => {
  const locked = Array.from({ length: 10 }, () => 'wrong' as const).reduce<FactorCounts>(
    (counts, one) => showFactor(counts, one, now).counts,
    freshFactor,
  )
  const at = (later: number) => showFactor(locked, { step: Math.floor((now + later) / 30) }, now + later).answer
  expect([at(3599), at(3600)]).toEqual(['locked', 'in'])
})

test('no code serves twice, however the tries are mixed', () => {
  const arbShown: fc.Arbitrary<Shown> = fc.oneof(
    fc.integer({ min: -2, max: 2 }).map((step) => ({ step: present + step })),
    fc.integer({ min: 1, max: 3 }).map((recovery) => ({ recovery })),
    fc.constant('wrong' as const),
  )
  fc.assert(
    fc.property(fc.array(arbShown), (shown) => {
      const answers = play(shown)
      const served = shown.filter((_, i) => answers[i] === 'in').map((one) => JSON.stringify(one))
      expect(new Set(served).size).toBe(served.length)
      expect(served).not.toContain('"wrong"')
    }),
  )
})
