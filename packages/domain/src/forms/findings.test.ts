import { expect, test } from 'vitest'
import type { Field } from '../configuration/bundle.ts'
import type { Data } from '../records/record.ts'
import { findings, incompleteOf } from './findings.ts'
import { sampleConfiguration, sampleField, sampleForm, sampleRows } from './sample.ts'

const today = '2026-06-15'
const cp = 'primeromodule-cp'
const required = { required: true }
const found = (field: Field, data: Data, module = cp) =>
  findings(
    sampleConfiguration({ forms: [sampleForm('page', [field], { modules: [module] })] }),
    'case',
    module,
    data,
    today,
  ).map(({ kind, severity }) => `${kind} ${severity}`)

const label = { en: 'x' }
const choice = {
  options: {
    values: [
      { id: 'a', label },
      { id: 'b', label },
    ],
  },
}
const tally = { tally: [{ id: 'boys', label }] }

test.each<[string, Field, unknown, boolean]>([
  ['a text', sampleField('q', 'text_field', required), undefined, true],
  ['white space', sampleField('q', 'text_field', required), '  ', true],
  ['an answered text', sampleField('q', 'text_field', required), 'x', false],
  ['a number', sampleField('q', 'numeric_field', required), null, true],
  ['zero', sampleField('q', 'numeric_field', required), 0, false],
  ['a tick that is not set', sampleField('q', 'tick_box', required), false, true],
  ['a tick that is set', sampleField('q', 'tick_box', required), true, false],
  ['a choice of several, none made', sampleField('q', 'select_box', { ...required, ...choice, multi: true }), [], true],
  [
    'a choice of several, one made',
    sampleField('q', 'select_box', { ...required, ...choice, multi: true }),
    ['a'],
    false,
  ],
  [
    'a tally without counts',
    sampleField('q', 'tally_field', { ...required, ...tally }),
    { boys: null, total: null },
    true,
  ],
  ['a tally of none', sampleField('q', 'tally_field', { ...required, ...tally }), { boys: 0, total: 0 }, false],
  ['a subform without rows', sampleField('q', 'subform', { ...required, subform: 'x' }), [], true],
  [
    'a subform whose row goes',
    sampleField('q', 'subform', { ...required, subform: 'x' }),
    [{ unique_id: '1', _destroy: true }],
    true,
  ],
  ['a subform with a row', sampleField('q', 'subform', { ...required, subform: 'x' }), [{ unique_id: '1' }], false],
  ['what is not required', sampleField('q', 'text_field'), undefined, false],
  ['what is off the page', sampleField('q', 'text_field', { ...required, visible: false }), undefined, false],
  [
    'what its condition hides',
    sampleField('q', 'text_field', { ...required, showIf: { eq: { sex: 'male' } } }),
    undefined,
    false,
  ],
  ['what nobody can type', sampleField('q', 'text_field', { ...required, disabled: true }), undefined, false],
  ['what is worked out', sampleField('q', 'calculated', required), undefined, false],
  ['a photo, which is no answer', sampleField('q', 'photo_upload_box', required), undefined, false],
  ['a heading', sampleField('q', 'separator', required), undefined, false],
])('missing: %s', (_title, field, answer, missing) => {
  expect(found(field, { q: answer as never })).toEqual(missing ? ['required required'] : [])
})

test.each<[string, Field, unknown, string[]]>([
  ['a text as long as it may be', sampleField('q', 'text_field', { maxLength: 3 }), 'abc', []],
  ['a text too long', sampleField('q', 'textarea', { maxLength: 3 }), 'abcd', ['too-long error']],
  ['less than nothing', sampleField('q', 'numeric_field'), -1, ['out-of-range error']],
  ['a big number', sampleField('q', 'numeric_field'), 5000, []],
  ['an age', sampleField('relation_age', 'numeric_field'), 130, []],
  ['an age nobody has', sampleField('relation_age', 'numeric_field'), 131, ['out-of-range error']],
  ['a number that only ends like an age', sampleField('percentage', 'numeric_field'), 131, []],
  ['a count below nothing', sampleField('q', 'tally_field', tally), { boys: -1 }, ['out-of-range error']],
  ['today', sampleField('q', 'date_field', { dateValidation: 'not_future_date' }), '2026-06-15', []],
  [
    'tomorrow, where it may have begun',
    sampleField('q', 'date_field', { dateValidation: 'not_future_date' }),
    '2026-06-16',
    [],
  ],
  [
    'after tomorrow',
    sampleField('q', 'date_field', { dateValidation: 'not_future_date' }),
    '2026-06-17',
    ['future-date error'],
  ],
  [
    'after tomorrow, by the clock',
    sampleField('q', 'date_field', { dateValidation: 'not_future_date', includeTime: true }),
    '2026-06-17T00:00:00Z',
    ['future-date error'],
  ],
  [
    'an appointment ahead',
    sampleField('q', 'date_field', { dateValidation: 'default_date_validation' }),
    '2026-07-01',
    [],
  ],
  [
    'not a date',
    sampleField('q', 'date_field', { dateValidation: 'default_date_validation' }),
    '2026-02-30',
    ['wrong-type error'],
  ],
  ['a slip of the year', sampleField('q', 'date_field'), '0208-02-03', ['out-of-range warning']],
  ['a day too far ahead', sampleField('q', 'date_field'), '2620-02-03', ['out-of-range warning']],
  ['born later this year', sampleField('date_of_birth', 'date_field'), '2026-12-01', ['future-date warning']],
  ['born in a later year', sampleField('date_of_birth', 'date_field'), '2027-01-01', ['future-date error']],
  ['a number as text', sampleField('q', 'numeric_field'), '12', ['wrong-type error']],
  ['a tick as text', sampleField('q', 'tick_box'), 'yes', ['wrong-type error']],
  ['rows that are none', sampleField('q', 'subform', { subform: 'x' }), 'x', ['wrong-type error']],
  ['an option that was taken away', sampleField('q', 'select_box', choice), 'z', ['unknown-option warning']],
  [
    'one of several that was taken away',
    sampleField('q', 'select_box', { ...choice, multi: true }),
    ['a', 'z'],
    ['unknown-option warning'],
  ],
])('to look at: %s', (_title, field, answer, expected) => {
  expect(found(field, { [field.name]: answer as never })).toEqual(expected)
})

test('a grown-up in a child protection case is worth a second look, not a refusal', () => {
  const age = sampleField('age', 'numeric_field')
  expect(found(age, { age: 18 })).toEqual([])
  expect(found(age, { age: 19 })).toEqual(['out-of-range warning'])
  expect(found(age, { age: 40 }, 'primeromodule-gbv')).toEqual([])
})

const steps = sampleRows('steps', [sampleField('what', 'text_field', required)])
const services = sampleRows('services', [
  sampleField('kind', 'text_field', required),
  sampleField('why', 'text_field', { ...required, showIfRow: { eq: { kind: 'other' } } }),
  sampleField('steps', 'subform', { subform: 'steps' }),
])
const config = sampleConfiguration({
  forms: [
    sampleForm('first', [sampleField('name', 'text_field', required)]),
    sampleForm('again', [
      sampleField('name', 'text_field', required),
      sampleField('services_section', 'subform', { subform: 'services' }),
    ]),
    sampleForm('girls', [sampleField('only_girls', 'text_field', required)], {
      showIf: { eq: { sex: 'female' } },
    }),
    sampleForm('kept', [sampleField('kept', 'text_field', required)], { visible: false }),
    sampleForm('elsewhere', [sampleField('elsewhere', 'text_field', required)], {
      modules: ['primeromodule-gbv'],
    }),
    services,
    steps,
  ],
})

test('rows are named by their id, and a question on two pages is one answer', () => {
  const data = {
    services_section: [{ unique_id: 'r1', kind: 'other', steps: [{ unique_id: 's1' }] }, { unique_id: 'r2' }],
  }
  expect(findings(config, 'case', cp, data, today).map((f) => [f.form, ...f.path].join(' '))).toEqual([
    'first name',
    'again services_section r1 why',
    'again services_section r1 steps s1 what',
    'again services_section r2 kind',
  ])
})

test('only pages of the module that show are asked', () => {
  expect(incompleteOf(config, 'case', cp, { sex: 'female' })).toEqual([['name'], ['only_girls']])
  expect(incompleteOf(config, 'case', cp, { sex: 'male' })).toEqual([['name']])
  expect(incompleteOf(config, 'case', 'primeromodule-gbv', {})).toEqual([['elsewhere']])
  expect(incompleteOf(config, 'case', 'unknown', {})).toEqual([])
  expect(incompleteOf(config, 'incident', cp, {})).toEqual([])
})

test('only what is missing makes a record incomplete', () => {
  expect(incompleteOf(config, 'case', cp, { name: 5 })).toEqual([])
})

test('a form of rows that contains itself comes to an end', () => {
  const loop = sampleRows('loop', [
    sampleField('q', 'text_field', required),
    sampleField('more', 'subform', { subform: 'loop' }),
  ])
  const looping = sampleConfiguration({
    forms: [sampleForm('page', [sampleField('more', 'subform', { subform: 'loop' })]), loop],
  })
  let row: Data = { unique_id: 'x' }
  for (let i = 0; i < 50; i++) row = { unique_id: 'x', more: [row as never] }
  expect(incompleteOf(looping, 'case', cp, { more: [row as never] })).toHaveLength(3)
})
