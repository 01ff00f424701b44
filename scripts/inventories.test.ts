import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { taskNames } from '../packages/server/src/jobs/tasks.ts'
import { mendWithin } from './dependencies.ts'
import { sourceTree } from './house-check.ts'
import { algorithmsIn, columnOf, countersIn, cryptographyOf, largeBodiesIn, linesOutOf } from './inventories.ts'

const root = join(import.meta.dirname, '..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const sources = sourceTree(root)
const shipped = ['domain', 'server', 'web'].flatMap((room) =>
  Object.keys((JSON.parse(read(`packages/${room}/package.json`)) as { dependencies: object }).dependencies),
)
const distinct = (words: string[]): string[] => [...new Set(words)].toSorted()
const file = (text: string, path = 'packages/server/src/x.ts') => [{ path, text }]

test('the cryptography of the house is what SECURITY.md lists, by algorithm and by package', () => {
  const heading = '### Cryptography'
  expect(algorithmsIn(sources)).toEqual(distinct(columnOf(read('SECURITY.md'), heading, 1)))
  expect(cryptographyOf(sources, shipped)).toEqual(distinct(columnOf(read('SECURITY.md'), heading, 2)))
})

test.each([
  [`createHash('md5')`, ['MD5']],
  [`createHash('sha1')`, ['SHA-1']],
  [`createCipheriv('aes-256-cbc', key, iv)`, ['AES-256-CBC']],
  [`createCipheriv('des-ede3-cbc', key, iv)`, ['DES-EDE3-CBC']],
  [`deriveKey(a, b, { name: 'AES-GCM', length: 128 })`, ['AES-128-GCM', 'AES-256-GCM']],
  [`pbkdf2Sync(word, salt)`, ['PBKDF2']],
  [`const algorithms = [-7, -65535]`, ['COSE -65535', 'ES256']],
])('%s would be told', (text, found) => {
  expect(algorithmsIn(file(text))).toEqual(found)
})

test.each(['bcryptjs', 'tweetnacl', '@noble/hashes', 'crypto-js', 'jsonwebtoken', 'node-forge'])(
  'the package %s would be told',
  (name) => {
    expect(cryptographyOf([], [name])).toEqual([name])
  },
)

test('whom the server talks to stands in a list, with its settings', () => {
  const page = read('docs/operators/lines.md')
  expect(linesOutOf(sources)).toEqual(distinct(columnOf(page, '## Whom the program talks to', 3)))
  const named = columnOf(page, '## Whom the program talks to', 1)
  expect(named.filter((name) => !read('packages/server/src/config.ts').includes(`${name}:`))).toEqual([])
})

test.each([
  `await fetch(address)`,
  `import { request } from 'node:https'`,
  `import { connect } from 'node:net'`,
  `import axios from 'axios'`,
])('%s would be told', (text) => {
  expect(linesOutOf(file(text))).toHaveLength(1)
  expect(linesOutOf(file(text, 'packages/server/src/x.test.ts'))).toEqual([])
})

test('what costs much, and how it is bounded, stands in a list', () => {
  const listed = columnOf(read('docs/operators/lines.md'), '## What costs much, and how it is bounded', 2)
  expect(distinct([...countersIn(sources), ...largeBodiesIn(sources)])).toEqual(distinct(listed))
})

test('the days within which packages are mended are those that SECURITY.md promises', () => {
  const told = [...read('SECURITY.md').matchAll(/^\| (critical|high|moderate|low) \| (\d+) \|$/gm)]
  expect(Object.fromEntries(told.map(([, severity, days]) => [severity, Number(days)]))).toEqual(mendWithin)
})

test('whoever looks after the site reads each job in words, in the language that was chosen', () => {
  const page = read('packages/web/src/office/jobs/JobsPage.tsx')
  expect(taskNames.filter((name) => !new RegExp(`^  '?${name}'?: msg`, 'm').test(page))).toEqual([])
})

test('operators read of each job when it runs', () => {
  const page = read('docs/operators/health.md')
  expect(taskNames.filter((name) => !new RegExp(`^\\|.*\`${name}\``, 'm').test(page))).toEqual([])
})
