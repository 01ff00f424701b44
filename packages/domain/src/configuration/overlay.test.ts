import { expect, test } from 'vitest'
import type { Bundle } from './bundle.ts'
import { type Edit, editsOf, overlaid, withEdit } from './overlay.ts'

const base = (label: string): Bundle => ({
  id: 'base',
  modules: [],
  forms: [
    {
      id: 'basic_identity',
      name: { en: 'Basic identity' },
      recordType: 'case',
      modules: ['primeromodule-cp'],
      groupOrder: 1,
      order: 1,
      subformOrder: 0,
      subform: false,
      mobile: true,
      visible: true,
      fields: [{ name: 'age', type: 'numeric_field', label: { en: label }, identifying: false }],
    },
  ],
  lookups: [{ id: 'lookup-sex', name: { en: 'Sex' }, values: [{ id: 'male', label: { en: 'Male' } }] }],
  locations: [],
  agencies: [],
  userGroups: [],
  roles: [],
  published: [],
  settings: { default_locale: 'en' },
  trainingUsers: [],
})

const required = { path: ['forms', 'basic_identity', 'fields', 'age', 'required'], value: true }

test('an edit stays in force when the base below it changes', () => {
  const { document } = overlaid(base('Years of age'), [required])
  expect(document.forms[0]?.fields[0]).toMatchObject({ label: { en: 'Years of age' }, required: true })
})

test('an edit reaches items of lists by their id and settings by their key', () => {
  const { document } = overlaid(base('Age'), [
    { path: ['lookups', 'lookup-sex', 'values', 'male', 'disabled'], value: true },
    { path: ['settings', 'contact_information', 'name'], value: 'Help desk' },
  ])
  expect(document.lookups[0]?.values[0]?.disabled).toBe(true)
  expect(document.settings['contact_information']).toEqual({ name: 'Help desk' })
})

test('an edit of what the base no longer has is named, and the others hold', () => {
  const gone = { path: ['forms', 'retired', 'visible'], value: false }
  const { document, lost } = overlaid(base('Age'), [gone, required])
  expect(lost).toEqual([gone.path])
  expect(document.forms[0]?.fields[0]?.required).toBe(true)
})

test('a later edit replaces the earlier one, and none at all goes back to the base', () => {
  const off = { ...required, value: false }
  expect(withEdit([required], off)).toEqual([off])
  expect(withEdit([off], { path: required.path })).toEqual([])
})

test('an edit that makes no configuration is refused, and the base is never touched', () => {
  const untouched = base('Age')
  expect(() => overlaid(untouched, [{ ...required, value: 'perhaps' }])).toThrow()
  overlaid(untouched, [required])
  expect(untouched).toEqual(base('Age'))
})

test('no path leads out of the document', () => {
  const { lost } = overlaid(base('Age'), [{ path: ['settings', '__proto__', 'polluted'], value: true }])
  expect(lost).toHaveLength(1)
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

const team = { id: 'team', name: 'Team' }
const added = { path: ['userGroups', 'team'], value: team }

test('an instance adds items of its own, and changes them', () => {
  const renamed = { path: ['userGroups', 'team', 'name'], value: 'River team' }
  const { document, lost } = overlaid(base('Age'), [added, renamed])
  expect(document.userGroups).toEqual([{ id: 'team', name: 'River team' }])
  expect(lost).toEqual([])
})

test('an item under another name than its own is not added', () => {
  const { document, lost } = overlaid(base('Age'), [{ path: ['userGroups', 'other'], value: team }])
  expect(document.userGroups).toEqual([])
  expect(lost).toHaveLength(1)
})

test('an item that calls itself as another is called is not taken for it', () => {
  const two = { ...base('Age'), userGroups: [{ id: 'a', name: 'b' }, team, { id: 'b', name: 'B' }] }
  const { document } = overlaid(two, [{ path: ['userGroups', 'b', 'name'], value: 'Changed' }])
  expect(document.userGroups.map(({ name }) => name)).toEqual(['b', 'Team', 'Changed'])
})

test('an item that an instance adds is not there twice when the base brings it, too', () => {
  const next = { ...base('Age'), userGroups: [{ id: 'team', name: 'Shipped team' }] }
  expect(overlaid(next, [added]).document.userGroups).toEqual([team])
})

test('an item that an instance takes away stays away, whatever the base brings', () => {
  const gone: Edit = { path: ['lookups', 'lookup-sex'], gone: true }
  expect(overlaid(base('Age'), [gone])).toMatchObject({ document: { lookups: [] }, lost: [] })
  expect(overlaid({ ...base('Age'), lookups: [] }, [gone]).lost).toEqual([])
})

test('to replace or to take away an item ends the earlier edits inside it', () => {
  const inside = { path: ['userGroups', 'team', 'name'], value: 'River team' }
  const gone: Edit = { path: ['userGroups', 'team'], gone: true }
  expect(withEdit([required, added, inside], gone)).toEqual([required, gone])
  expect(withEdit([added, inside], added)).toEqual([added])
})

test('one item becomes another key by key, and a key can be taken away', () => {
  const before: { id: string; name: string; description?: string } = { ...team, description: 'By the river' }
  const edits = editsOf('userGroups', 'team', before, { id: 'team', name: 'Hill team' })
  expect(edits).toHaveLength(2)
  const there = { ...base('Age'), userGroups: [before] }
  expect(overlaid(there, edits).document.userGroups).toEqual([{ id: 'team', name: 'Hill team' }])
  expect(editsOf('userGroups', 'team', before, before)).toEqual([])
})
