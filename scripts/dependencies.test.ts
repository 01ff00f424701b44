import { expect, test } from 'vitest'
import { auditOf, loose, scripted, told, unsound } from './dependencies.ts'

const good = { version: '1.0.0', integrity: 'sha512-abc', license: 'MIT' }
const lock = (entry: object, name = 'a') => ({ packages: { '': {}, [`node_modules/${name}`]: { ...good, ...entry } } })

test.each([
  ['sound', {}, []],
  ['without a hash', { integrity: undefined }, ['a: no sha512 of its bytes']],
  ['by a weak hash', { integrity: 'sha1-abc' }, ['a: no sha512 of its bytes']],
  ['from elsewhere', { resolved: 'git+ssh://elsewhere' }, ['a: from another place than the registry']],
  ['of no licence', { license: undefined }, ['a: the licence that it does not name is not among those that fit']],
  ['of one that does not fit', { license: 'SSPL-1.0' }, ['a: the licence SSPL-1.0 is not among those that fit']],
  ['of two of which one fits', { license: '(SSPL-1.0 OR MIT)' }, []],
])('a package %s is told', (_words, entry, faults) => {
  expect(unsound(lock(entry))).toEqual(faults)
})

test('a version that may move is told', () => {
  expect(
    loose([{ dependencies: { a: '1.2.3', b: '^1.2.3' }, devDependencies: { c: '*', '@primero/domain': '*' } }]),
  ).toEqual(['b: ^1.2.3 is not one version', 'c: * is not one version'])
})

test('a package that runs something when it is installed is named, or told', () => {
  const runs = lock({ hasInstallScript: true })
  expect(scripted(runs, {}, [])).toEqual(['a: runs a script when it is installed, and is not named'])
  expect(scripted(runs, { allowScripts: { a: true } }, [])).toEqual([])
})

test('holes are read from what npm says, and what is no list is skipped', () => {
  expect(auditOf('{"vulnerabilities":{"a":{"severity":"high"}}}')).toEqual({ holes: [{ name: 'a', severity: 'high' }] })
  expect(auditOf('{"message":"405 Method Not Allowed"}')).toEqual({ skipped: '405 Method Not Allowed' })
  expect(auditOf('')).toEqual({ skipped: 'the registry did not answer' })
})

test('a known hole is told with its days, and a serious one stops the build', () => {
  const holes = [
    { name: 'a', severity: 'critical' },
    { name: 'b', severity: 'high' },
    { name: 'c', severity: 'moderate' },
    { name: 'd', severity: 'low' },
  ]
  const { lines, faults } = told(holes)
  expect(lines[2]).toBe('Known hole in c: moderate, to be mended within 30 days')
  expect(faults).toEqual(['a: a known hole', 'b: a known hole'])
})
