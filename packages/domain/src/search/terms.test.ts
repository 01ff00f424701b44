import { expect, test } from 'vitest'
import type { Published } from '../configuration/bundle.ts'
import { sampleConfiguration, sampleField, sampleForm, sampleLookup } from '../forms/sample.ts'
import { sortValues, termsOf } from './terms.ts'

const form = sampleForm('basic_identity', [
  sampleField('sex', 'select_box', { options: { lookup: 'lookup-gender' } }),
  sampleField('protection_concerns', 'select_box', { multi: true, options: { lookup: 'lookup-concerns' } }),
  sampleField('urgent_protection_concern', 'tick_box'),
  sampleField('ethnicity', 'select_box', { options: { lookup: 'lookup-ethnicity' }, identifying: true }),
  sampleField('story', 'textarea', { identifying: 'narrative' }),
  sampleField('remark', 'text_field'),
  sampleField('age', 'numeric_field'),
  sampleField('registration_date', 'date_field'),
  sampleField('followup_at', 'date_field', { includeTime: true }),
  sampleField('date_of_birth', 'date_field', { identifying: true }),
])

const later = sampleForm('other_identity_details', [
  sampleField('risk_level', 'select_box', { identifying: false, options: { lookup: 'lookup-risk-level' } }),
  // The same answer, judged more carefully on another page.
  sampleField('sibling_group', 'radio_button', { identifying: true }),
])

const first = sampleForm('first', [sampleField('sibling_group', 'radio_button')], { order: 0 })

const config = (published: Partial<Published>) =>
  sampleConfiguration({
    forms: [first, form, later],
    lookups: [sampleLookup('lookup-gender', 'male', 'female'), sampleLookup('lookup-concerns', 'a b', 'neglect')],
    published: [{ recordType: 'case', filters: [], sort: {}, ...published }],
  })

test('only published choices become terms, choices of several one by one', () => {
  const open = config({ filters: ['sex', 'protection_concerns', 'urgent_protection_concern'] })
  const data = {
    sex: 'female',
    protection_concerns: ['neglect', 'a b', 'neglect'],
    urgent_protection_concern: false,
    risk_level: 'high',
  }
  expect(termsOf(open, 'case', data)).toEqual([
    { field: 'sex', value: 'female' },
    { field: 'protection_concerns', value: 'neglect' },
    { field: 'protection_concerns', value: 'a b' },
    { field: 'urgent_protection_concern', value: 'false' },
  ])
})

test('facts that rules stamp become terms where they are published', () => {
  const data = { status: 'open', workflow: 'case_plan', record_state: true, flagged: null }
  expect(termsOf(config({ filters: ['status', 'record_state', 'flagged'] }), 'case', data)).toEqual([
    { field: 'status', value: 'open' },
    { field: 'record_state', value: 'true' },
  ])
})

test('an option that was taken away since is still found', () => {
  expect(termsOf(config({ filters: ['sex'] }), 'case', { sex: 'other' })).toEqual([{ field: 'sex', value: 'other' }])
})

test.each([
  ['ethnicity', 'x'],
  ['story', 'beaten'],
  ['remark', 'word'],
  ['sibling_group', 'yes'],
  ['name', 'Amina'],
  ['national_id_no', 'NID77'],
  ['telephone_current', '0700'],
])('%s never becomes a term or a sort value, even when published', (field, value) => {
  const open = config({ filters: [field], sort: { [field]: 'text' } })
  expect(termsOf(open, 'case', { [field]: value })).toEqual([])
  expect(sortValues(open, 'case', { [field]: value })).toEqual({ [field]: null })
})

test('a sentence in place of an id is no term', () => {
  expect(termsOf(config({ filters: ['status'] }), 'case', { status: 'her aunt lives there' })).toEqual([])
})

test('sort columns hold days, numbers and texts of their own kind', () => {
  const open = config({
    sort: {
      age: 'number',
      registration_date: 'date',
      followup_at: 'date',
      sex: 'text',
      protection_concerns: 'text',
      date_of_birth: 'date',
      date_closure: 'date',
    },
  })
  const data = {
    age: 9,
    registration_date: '2026-02-03',
    followup_at: '2026-02-03T10:00:00.000Z',
    sex: 'male',
    protection_concerns: ['neglect'],
    date_of_birth: '2015-01-01',
  }
  expect(sortValues(open, 'case', data)).toEqual({
    age: 9,
    registration_date: '2026-02-03',
    followup_at: '2026-02-03',
    sex: 'male',
    protection_concerns: null,
    date_of_birth: null,
    date_closure: null,
  })
  expect(sortValues(open, 'case', { age: '9', registration_date: 'soon' })).toMatchObject({
    age: null,
    registration_date: null,
  })
})

test('a record type that publishes nothing has neither terms nor columns', () => {
  expect(termsOf(config({}), 'family', { status: 'open' })).toEqual([])
  expect(sortValues(config({}), 'family', { status: 'open' })).toEqual({})
})
