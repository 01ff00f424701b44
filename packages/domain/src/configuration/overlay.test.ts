import { expect, test } from 'vitest'
import type { Bundle } from './bundle.ts'
import { overlaid, withEdit } from './overlay.ts'

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
