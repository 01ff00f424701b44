import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { presentProvider, readProviders } from './provider.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'primero-providers-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (content: unknown): string => {
  const path = join(folder, 'providers.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
const least = { unique_id: 'org', name: 'Our organisation', issuer: 'https://issuer.example/', client_id: 'primero' }

test('without a file nobody but us signs people in', () => {
  expect(readProviders(undefined)).toEqual([])
})

test('what is not said follows from the issuer', () => {
  expect(readProviders(file([least]))).toMatchObject([
    {
      id: 1,
      uniqueId: 'org',
      issuer: 'https://issuer.example/',
      discoveryUrl: 'https://issuer.example/.well-known/openid-configuration',
      scope: ['openid', 'email'],
    },
  ])
})

test('the secret may lie in a file of its own, and is told to nobody', () => {
  const secret = join(folder, 'secret')
  writeFileSync(secret, 'between-us\n')
  const [provider] = readProviders(file([{ ...least, client_secret_file: secret }]))
  expect(provider?.clientSecret).toBe('between-us')
  expect(JSON.stringify(provider && presentProvider(provider))).not.toMatch(/between-us|issuer/)
})

test.each<[unknown, string]>([
  ['{', 'is no JSON'],
  [[], 'not right'],
  [[{ ...least, issuer: 'http://issuer.example' }], 'must begin with https:'],
  [[{ ...least, unique_id: 'Two words' }], 'unique_id'],
  [[{ ...least, client_secert: 'hush-hush' }], 'not right'],
  [[least, least], 'two providers'],
  [[{ ...least, client_secret_file: '/nowhere/at/all' }], 'cannot be read'],
])('%j stops the start with a sentence that tells no secret', (content, says) => {
  expect(() => readProviders(file(content))).toThrow(says)
  expect(() => readProviders(file(content))).not.toThrow('hush-hush')
})

test('a provider on this machine may do without https', () => {
  expect(readProviders(file([{ ...least, issuer: 'http://localhost:4000' }]))).toHaveLength(1)
})
