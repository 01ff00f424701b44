import { passwordRefusals } from '@primero/domain/accounts/password.ts'
import { passwordCases } from '@primero/domain/accounts/passwords.cases.ts'
import { expect, test } from 'vitest'
import { commonPasswords } from './common-passwords.ts'

test.each(passwordCases)('with all that leaked: $says', ({ password, again, who = {}, refusals }) => {
  expect(passwordRefusals(password, again, who, commonPasswords)).toEqual(refusals)
})

test('what leaked often is refused', () => {
  expect(commonPasswords.size).toBeGreaterThan(15_000)
  for (const password of ['michael1', 'Blink182', 'charlie1'])
    expect(passwordRefusals(password, undefined, {}, commonPasswords)).toEqual(['common'])
})

test('passwords of tests are none that leaked', () => {
  expect(passwordRefusals('river-lantern-quiet-42', undefined, {}, commonPasswords)).toEqual([])
})
