import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { readBundle, readBundles } from './bundles.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function folder(files: Record<string, unknown>): string {
  const root = mkdtempSync(join(tmpdir(), 'bundle-'))
  folders.push(root)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), typeof content === 'string' ? content : JSON.stringify(content))
  }
  return root
}

const place = (code: string) => ({ code, parent: null, type: 'country', name: { en: code } })
const lookup = { id: 'lookup-colour', name: { en: 'Colour' }, values: [{ id: 'red', label: { en: 'Red' } }] }
const field = { name: 'colour', type: 'select_box', label: { en: 'Colour' }, identifying: false }
const form = {
  id: 'page',
  name: { en: 'Page' },
  recordType: 'case',
  modules: [],
  groupOrder: 1,
  order: 1,
  subformOrder: 0,
  subform: false,
  mobile: true,
  visible: true,
  fields: [field],
}

test('a bundle that only has a name is complete', () => {
  const bundle = readBundle(folder({ 'bundle.json': { id: 'small' } }))
  expect(bundle).toMatchObject({
    id: 'small',
    forms: [],
    lookups: [],
    roles: [],
    settings: {},
    trainingUsers: [],
  })
})

test('parts come from the bundle file and from files of their own', () => {
  const bundle = readBundle(
    folder({
      'bundle.json': { id: 'large', locations: [place('AA')], settings: { show: true } },
      'locations.json': [place('BB')],
      'lookups/lookup-colour.json': lookup,
      'forms/page.json': [form, { ...form, id: 'rows', subform: true }],
      'forms/notes.txt': 'not a form',
    }),
  )
  expect(bundle.locations.map((l) => l.code)).toEqual(['AA', 'BB'])
  expect(bundle.lookups.map((l) => l.id)).toEqual(['lookup-colour'])
  expect(bundle.forms.map((f) => f.id)).toEqual(['page', 'rows'])
  expect(bundle.settings).toEqual({ show: true })
})

test('bundles are read in the order in which they are laid over each other', () => {
  const root = folder({ 'one/bundle.json': { id: 'one' }, 'two/bundle.json': { id: 'two' } })
  expect(readBundles(root, ['two', 'one']).map((b) => b.id)).toEqual(['two', 'one'])
})

test.each([
  [
    'a field of an unknown type',
    [{ ...form, fields: [{ ...field, type: 'dial' }] }],
    /page\.json: page\/fields\/0\/type: /,
  ],
  [
    'a field that is undecided',
    [{ ...form, fields: [{ ...field, identifying: undefined }] }],
    /page\/fields\/0\/identifying: /,
  ],
  ['a key that does not exist', [{ ...form, colour: 'red' }], /page\.json: page: unknown colour/],
  ['a form outside a list', form, /page\.json: root: not a list/],
  ['broken JSON', '[{', /page\.json: /],
])('%s is named with its file', (_, content, message) => {
  const root = folder({ 'bundle.json': { id: 'broken' }, 'forms/page.json': content })
  expect(() => readBundle(root)).toThrow(message)
})

test('a faulty part of the bundle file is named with its path', () => {
  const root = folder({ 'bundle.json': { id: 'broken', locations: [{ ...place('AA'), type: 7 }] } })
  expect(() => readBundle(root)).toThrow(/bundle\.json: AA\/type: expected string/)
})

test('a folder without a bundle is refused', () => {
  expect(() => readBundle(folder({}))).toThrow(/bundle\.json/)
})
