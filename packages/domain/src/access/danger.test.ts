import { expect, test } from 'vitest'
import { dangerCases, dangers } from './danger.cases.ts'
import { dangersBrought, dangersOf } from './danger.ts'
import { sampleRole } from './sample.ts'

const plain = { scope: 'self', forms: 'all', identity: 'none', permissions: {} } as const

test.each(dangerCases)('$says', ({ role, dangers: expected }) => {
  expect(dangersOf(sampleRole({ ...plain, ...role }))).toEqual(expected)
})

test('no other danger is known, and none is forgotten', () => {
  const shown = dangerCases.flatMap(({ role }) => dangersOf(sampleRole({ ...plain, ...role })))
  expect(new Set<string>(shown)).toEqual(new Set<string>(dangers))
})

test('a change is warned of for what it brings', () => {
  const before = sampleRole({ ...plain, permissions: { case: ['write'] } })
  const after = { ...before, permissions: { case: ['write', 'referral', 'consent_override'] } }
  expect(dangersBrought(before, after)).toEqual(['no-consent'])
  expect(dangersBrought(undefined, after)).toEqual(['no-consent', 'writes-unseen'])
})
