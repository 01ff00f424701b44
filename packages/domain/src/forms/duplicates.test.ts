import fc from 'fast-check'
import { expect, test } from 'vitest'
import { likeness } from './duplicates.ts'

const amina = {
  name: 'Amina Yusuf',
  sex: 'female',
  age: 9,
  date_of_birth: '2017-01-01',
  location_current: 'KE01',
}

test('the same answers are as alike as can be', () => {
  expect(likeness(amina, amina)).toEqual({ score: 1, reasons: ['name', 'birth-date', 'sex', 'location'] })
})

test('another spelling and another order are the same name', () => {
  expect(likeness({ name: 'Youssef Aminah' }, { name: 'Amina Yusuf' }).reasons).toEqual(['name'])
})

test.each([
  [
    'a shared name and a near age',
    { name: 'Amina Ali', age: 10 },
    { name: 'Amina Yusuf', age: 8 },
    ['part-of-name', 'age'],
  ],
  ['a near birth date', { date_of_birth: '2015-03-01' }, { date_of_birth: '2016-01-01' }, ['age']],
  ['nothing in common', { name: 'Amina', age: 4 }, { name: 'Bilal', age: 12 }, []],
  ['nothing told', {}, {}, []],
])('%s', (_title, a, b, reasons) => {
  expect(likeness(a, b).reasons).toEqual(reasons)
})

test('another sex or a very different age speaks against', () => {
  const same = likeness(amina, { ...amina, date_of_birth: null, location_current: null }).score
  expect(likeness(amina, { ...amina, sex: 'male', date_of_birth: null, location_current: null }).score).toBeLessThan(
    same,
  )
  expect(likeness({ name: 'Ana', age: 3 }, { name: 'Ana', age: 16 }).score).toBeLessThan(
    likeness({ name: 'Ana' }, { name: 'Ana' }).score,
  )
})

test('a protected name gives nothing away', () => {
  expect(likeness({ ...amina, hidden_name: true }, amina).reasons).not.toContain('name')
})

const person = fc.record(
  {
    name: fc.constantFrom('Amina Yusuf', 'Amina', 'Bilal', ''),
    sex: fc.constantFrom('male', 'female', null),
    age: fc.option(fc.nat(20)),
    date_of_birth: fc.constantFrom('2017-01-01', '2016-05-05', 'rubbish', null),
    location_current: fc.constantFrom('KE01', 'KE02', null),
  },
  { requiredKeys: [] },
)

test('it reads the same both ways and stays between 0 and 1', () => {
  fc.assert(
    fc.property(person, person, (a, b) => {
      const found = likeness(a, b)
      expect(found).toEqual(likeness(b, a))
      expect(found.score).toBeGreaterThanOrEqual(0)
      expect(found.score).toBeLessThanOrEqual(1)
    }),
  )
})
