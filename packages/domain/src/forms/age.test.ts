import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, isDay } from '../time.ts'
import { ageAt, agePairs, agesDue, bornFrom, bornInFuture, syncAge } from './age.ts'
import { sampleConfiguration, sampleField, sampleForm, sampleRows } from './sample.ts'

const day = (text: string) => text as Day
const today = day('2026-06-15')

// rule: records 5 age-of-leap-day-children
test.each([
  ['2017-06-15', '2026-06-15', 9],
  ['2017-06-16', '2026-06-15', 8],
  ['2016-02-29', '2025-02-28', 8],
  ['2016-02-29', '2025-03-01', 9],
  ['2016-02-29', '2024-02-29', 8],
  ['2026-06-15', '2026-06-15', 0],
  ['2026-12-01', '2026-06-15', 0],
])('born %s, on %s one is %i', (born, on, years) => {
  expect(ageAt(day(born), day(on))).toBe(years)
})

test('an age gives the first of January', () => {
  expect(bornFrom(9, today)).toBe('2017-01-01')
})

const days = fc
  .record({
    year: fc.integer({ min: 1900, max: 2200 }),
    month: fc.integer({ min: 1, max: 12 }),
    date: fc.integer({ min: 1, max: 31 }),
  })
  .map(({ year, month, date }) => `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`)
  .filter(isDay)

test('an age that became a birth date is that age again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 130 }), days, (age, on) => {
      expect(isDay(bornFrom(age, on))).toBe(true)
      expect(ageAt(bornFrom(age, on), on)).toBe(age)
    }),
  )
})

const identity = sampleForm('basic_identity', [
  sampleField('age', 'numeric_field'),
  sampleField('date_of_birth', 'date_field'),
  sampleField('language', 'select_box'),
  sampleField('percentage', 'numeric_field'),
  sampleField('caregiver_age', 'numeric_field'),
])
const relatives = sampleRows('family_details_section', [
  sampleField('relation_age', 'numeric_field'),
  sampleField('relation_date_of_birth', 'date_field', { showIfRow: { eq: { alive: true } } }),
])

test('an age goes with the birth date of the same prefix', () => {
  expect(agePairs(identity)).toEqual([{ age: 'age', born: 'date_of_birth' }])
  expect(agePairs(relatives)).toEqual([{ age: 'relation_age', born: 'relation_date_of_birth' }])
})

test.each([
  ['a birth date sets the age', {}, { date_of_birth: '2017-06-16' }, { date_of_birth: '2017-06-16', age: 8 }],
  ['an age sets the birth date', {}, { age: 9 }, { age: 9, date_of_birth: '2017-01-01' }],
  ['age 0 sets it too', {}, { age: 0 }, { age: 0, date_of_birth: '2026-01-01' }],
  [
    'where both were typed, the birth date speaks',
    {},
    { age: 3, date_of_birth: '2017-01-01' },
    { age: 9, date_of_birth: '2017-01-01' },
  ],
  [
    'an age that fits the birth date leaves it alone',
    { age: 8, date_of_birth: '2017-03-04' },
    { age: 9, date_of_birth: '2017-03-04' },
    { age: 9, date_of_birth: '2017-03-04' },
  ],
  [
    'a birth date taken back leaves the age',
    { age: 9, date_of_birth: '2017-01-01' },
    { age: 9, date_of_birth: null },
    { age: 9, date_of_birth: null },
  ],
  [
    'an age taken back leaves the birth date',
    { age: 9, date_of_birth: '2017-01-01' },
    { age: null, date_of_birth: '2017-01-01' },
    { age: null, date_of_birth: '2017-01-01' },
  ],
  ['an age nobody has sets nothing', {}, { age: 131 }, { age: 131 }],
  ['half a date sets nothing', {}, { date_of_birth: '2017-06' }, { date_of_birth: '2017-06' }],
  ['a birth date of next year sets nothing', {}, { date_of_birth: '2027-01-01' }, { date_of_birth: '2027-01-01' }],
])('%s', (_title, before, after, expected) => {
  expect(syncAge(identity, before, after, today)).toEqual(expected)
})

test('nothing typed, nothing changed: the same object', () => {
  const data = { age: 3, date_of_birth: '2017-01-01', sex: 'male' }
  expect(syncAge(identity, data, data, today)).toBe(data)
})

test('in a row the pair follows only where both show', () => {
  const row = { unique_id: '1', relation_age: 40 }
  expect(syncAge(relatives, {}, { ...row, alive: true }, today)).toMatchObject({
    relation_date_of_birth: '1986-01-01',
  })
  expect(syncAge(relatives, {}, row, today)).toBe(row)
})

test('a form that does not show the birth date leaves it alone', () => {
  const hidden = sampleForm('x', [
    sampleField('age', 'numeric_field'),
    sampleField('date_of_birth', 'date_field', { visible: false }),
  ])
  const after = { age: 9 }
  expect(syncAge(hidden, {}, after, today)).toBe(after)
})

const config = sampleConfiguration({
  forms: [identity, relatives, sampleForm('incident', identity.fields, { recordType: 'incident' })],
})

test.each([
  ['a birthday has passed', { age: 8, date_of_birth: '2017-06-15' }, { age: 9 }],
  ['missed for years', { age: 2, date_of_birth: '2017-06-15' }, { age: 9 }],
  ['never worked out', { date_of_birth: '2017-06-15' }, { age: 9 }],
  ['up to date', { age: 9, date_of_birth: '2017-06-15' }, {}],
  ['no birth date', { age: 8 }, {}],
  ['no date at all', { age: 8, date_of_birth: 'soon' }, {}],
  ['a form of another module', { module_id: 'primeromodule-gbv', age: 8, date_of_birth: '2017-06-15' }, {}],
])('ages due: %s', (_title, data, due) => {
  expect(agesDue(config, 'case', data, today)).toEqual(due)
})

test('an incident keeps the age at which it happened', () => {
  expect(agesDue(config, 'incident', { age: 8, date_of_birth: '2010-01-01' }, today)).toEqual({})
})

test('nothing is due after the due ages were set', () => {
  fc.assert(
    fc.property(days, days, fc.option(fc.nat(150)), (born, on, age) => {
      const data = { age, date_of_birth: born }
      expect(agesDue(config, 'case', { ...data, ...agesDue(config, 'case', data, on) }, on)).toEqual({})
    }),
  )
})

test('only a birth date in a later year is refused', () => {
  expect(bornInFuture({ date_of_birth: '2026-12-31' }, today)).toBe(false)
  expect(bornInFuture({ date_of_birth: '2027-01-01' }, today)).toBe(true)
  expect(bornInFuture({}, today)).toBe(false)
})
