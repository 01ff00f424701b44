import { expect, test } from 'vitest'
import { bondOf, type Claims, markOf, nameIn, subjectIn } from './provider.ts'

test.each<[Claims, string | undefined, string | undefined]>([
  [{ email: ' Amal@Example.org ' }, undefined, 'amal@example.org'],
  [{ emails: ['First@example.org', 'second@example.org'], email: 'other@example.org' }, undefined, 'first@example.org'],
  [{ emails: [], email: 'amal@example.org' }, undefined, 'amal@example.org'],
  [{ upn: 'AMAL', email: 'other@example.org' }, 'upn', 'amal'],
  [{ email: 'other@example.org' }, 'upn', undefined],
  [{ email: 'amal@example.org', email_verified: true }, undefined, 'amal@example.org'],
  [{ email: 'amal@example.org', email_verified: false }, undefined, undefined],
  [{ email: 'amal@example.org', email_verified: 'false' }, 'email', undefined],
  [{ upn: 'amal', email_verified: false }, 'upn', 'amal'],
  [{ email: { $ne: '' } }, undefined, undefined],
  [{ email: 'am\0al' }, undefined, undefined],
  [{ email: '  ' }, undefined, undefined],
  [{}, undefined, undefined],
])('%j with the claim %s names %s', (claims, claim, name) => {
  expect(nameIn(claims, claim)).toBe(name)
})

// rule: departure sub-alone-shuts-nobody-out
test.each<[Claims, string | undefined]>([
  [{ jti: 'a', nonce: 'b', sub: 'c', iat: 1 }, 'jti a'],
  [{ nonce: 'b', sub: 'c', iat: 1 }, 'nonce b'],
  [{ sub: 'c', iat: 1 }, 'sub 1 c'],
  [{ sub: 'c' }, undefined],
  [{}, undefined],
])('%j is known by %s', (claims, mark) => {
  expect(markOf(claims)).toBe(mark)
})

test('an account is the person’s whom its issuer calls the same', () => {
  const person = { issuer: 'https://one.example', subject: 'a' }
  expect(bondOf(undefined, person)).toBe('new')
  expect(bondOf(person, { ...person })).toBe('same')
  expect(bondOf(person, { ...person, subject: 'b' })).toBe('other')
  // An administrator let another organisation sign this person in.
  expect(bondOf(person, { issuer: 'https://two.example', subject: 'a' })).toBe('new')
})

test.each([
  [{ sub: 'a' }, 'a'],
  [{ sub: '' }, undefined],
  [{ sub: 1 }, undefined],
  [{}, undefined],
])('%j is said of %s', (claims, subject) => {
  expect(subjectIn(claims)).toBe(subject)
})
