import { expect, test } from 'vitest'
import type { Answer, Data } from '../records/record.ts'
import { enumerated, optionsOf } from './options.ts'
import { sampleConfiguration, sampleField, sampleLookup } from './sample.ts'

const lookup = sampleLookup('lookup-party', 'army', 'police', 'rebels')
const config = sampleConfiguration({
  lookups: [{ ...lookup, values: [...lookup.values, { id: 'militia', label: { en: 'Militia' }, disabled: true }] }],
})
const label = { en: 'x' }
const tagged = sampleField('party', 'select_box', {
  options: {
    values: [
      { id: 'army', label, tags: ['state'] },
      { id: 'rebels', label, tags: ['group'] },
      { id: 'police', label, tags: ['state', 'group', 'unasked'] },
      { id: 'unknown', label },
      { id: 'other', label, tags: ['unasked'] },
    ],
  },
  optionsCondition: { state: { eq: { category: 'state' } }, group: { eq: { category: 'group' } } },
})
const fromLookup = sampleField('party', 'select_box', { options: { lookup: 'lookup-party' } })
const ids = (field = fromLookup, values: Data = {}, stored?: Answer) =>
  optionsOf(config, field, values, stored)?.map((option) => option.id)

test('disabled options are offered only while they are the stored answer', () => {
  expect(ids()).toEqual(['army', 'police', 'rebels'])
  expect(ids(fromLookup, {}, 'militia')).toEqual(['army', 'police', 'rebels', 'militia'])
  expect(ids(fromLookup, {}, ['army', 'militia'])).toEqual(['army', 'police', 'rebels', 'militia'])
})

test.each([
  ['one category', { category: 'state' }, ['army', 'police', 'unknown', 'other']],
  ['another category', { category: 'group' }, ['rebels', 'police', 'unknown', 'other']],
  ['no category', {}, ['unknown', 'other']],
])('tags with a condition limit the options: %s', (_title, values, expected) => {
  expect(ids(tagged, values)).toEqual(expected)
})

test('an option that no longer fits stays while it is the stored answer', () => {
  expect(ids(tagged, { category: 'group' }, 'army')).toContain('army')
})

test('places, people and agencies are not ours to list', () => {
  const place = sampleField('location_current', 'select_box', { options: { source: 'Location' } })
  expect(ids(place)).toBe(undefined)
  expect(enumerated(config, place)).toBe(undefined)
})

test('all ids are accepted, those of disabled options too', () => {
  expect([...(enumerated(config, fromLookup) ?? [])]).toEqual(['army', 'police', 'rebels', 'militia'])
})

test('a tick has no ids, and a lookup that is not there accepts none', () => {
  expect(enumerated(config, sampleField('a', 'tick_box', { options: { lookup: 'lookup-party' } }))).toBe(undefined)
  expect(enumerated(config, sampleField('a', 'select_box', { options: { lookup: 'gone' } }))?.size).toBe(0)
  expect(ids(sampleField('a', 'select_box', { options: { lookup: 'gone' } }))).toEqual([])
})
