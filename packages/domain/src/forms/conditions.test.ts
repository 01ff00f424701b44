import { expect, test } from 'vitest'
import { fieldShows, formShows } from './conditions.ts'
import { sampleField, sampleForm, sampleRows } from './sample.ts'

const girlsOnly = { eq: { sex: 'female' } }

test('a form shows unless it is kept off the page or its condition fails', () => {
  expect(formShows(sampleForm('a', []), {})).toBe(true)
  expect(formShows(sampleForm('a', [], { visible: false }), {})).toBe(false)
  expect(formShows(sampleForm('a', [], { showIf: girlsOnly }), { sex: 'male' })).toBe(false)
  expect(formShows(sampleForm('a', [], { showIf: girlsOnly }), { sex: 'female' })).toBe(true)
})

test('rows show with their field, though the form of rows is never on the page by itself', () => {
  expect(formShows(sampleRows('a', []), {})).toBe(true)
  expect(formShows(sampleRows('a', [], { showIf: girlsOnly }), {})).toBe(false)
})

test('a field shows unless it is kept off the page or its condition fails', () => {
  expect(fieldShows(sampleField('a', 'text_field'), {})).toBe(true)
  expect(fieldShows(sampleField('a', 'text_field', { visible: false }), {})).toBe(false)
  expect(fieldShows(sampleField('a', 'text_field', { showIf: girlsOnly }), { sex: 'male' })).toBe(false)
})

test('in a row the one condition looks at the record, the other at the row', () => {
  const field = sampleField('a', 'text_field', {
    showIf: girlsOnly,
    showIfRow: { eq: { relation: 'mother' } },
  })
  const row = { unique_id: '1', relation: 'mother', sex: 'male' }
  expect(fieldShows(field, { sex: 'female' }, row)).toBe(true)
  expect(fieldShows(field, { sex: 'female' }, { ...row, relation: 'father' })).toBe(false)
  expect(fieldShows(field, { sex: 'male' }, row)).toBe(false)
})

test('a condition that is switched off hides nothing', () => {
  expect(fieldShows(sampleField('a', 'text_field', { showIf: { disabled: true, ...girlsOnly } }), {})).toBe(true)
})
