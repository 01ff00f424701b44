import { expect, test } from 'vitest'
import { isCodeOpen, isLinkOpen, isPending, isTrusted } from './ticket.ts'

const at = 1_700_000_000
const ticket = (rest = {}) => ({ at, wrong: 0, uses: 0, ...rest })

test.each([
  ['a link for a day', isLinkOpen, 86_400],
  ['a code for an hour', isCodeOpen, 3600],
] as const)('%s, and once', (_says, isOpen, lasts) => {
  expect([0, lasts - 1, lasts].map((later) => isOpen(ticket(), at + later))).toEqual([true, true, false])
  expect(isOpen(ticket({ uses: 1 }), at)).toBe(false)
  expect(isOpen(ticket(), at - 1)).toBe(false)
})

test('five wrong tries spend a code', () => {
  expect([4, 5].map((wrong) => isCodeOpen(ticket({ wrong }), at))).toEqual([true, false])
})

test('a factor is waited for five minutes, a device is trusted for thirty days', () => {
  expect([299, 300].map((later) => isPending(at, at + later))).toEqual([true, false])
  expect([30 * 86_400 - 1, 30 * 86_400].map((later) => isTrusted(at, at + later))).toEqual([true, false])
})
