import { expect, test } from 'vitest'
import { type AutoPopulate, autoPopulated, autoPopulateFaults, autoPopulateOf } from './autopopulate.ts'
import { sampleConfiguration } from './sample.ts'

const place = (code: string, parent: string | null, type: string) => ({
  code,
  parent,
  type,
  name: { en: code },
})
const config = sampleConfiguration({
  agencies: [{ id: 'agency-unicef', code: 'UN', name: { en: 'Agency' } }],
  locations: [place('KE', null, 'country'), place('KE01', 'KE', 'province'), place('KE0102', 'KE01', 'district')],
})
const creator = {
  userName: 'amal',
  fullName: 'Amal B',
  code: 'A7',
  agency: 'agency-unicef',
  location: 'KE0102',
}
const facts = { creator, agencies: config.agencies, locations: config.locations }
const rule = (format: string[], rest: Partial<AutoPopulate> = {}): AutoPopulate => ({
  field_key: 'case_id_code',
  format,
  separator: '-',
  auto_populated: true,
  ...rest,
})
const data = {
  name_first: ' Ana ',
  name_last: 'Lopez',
  age: 9,
  registration_date: '2026-02-03',
  seen_at: '2026-02-04T23:00:00.000Z',
  tags: ['a'],
}

// rule: records 2.1 case-code-by-expression
test.each<[string[], string | undefined]>([
  [['name_first', 'name_middle', 'name_last'], 'Ana-Lopez'],
  [['name_middle'], undefined],
  [['age'], '9'],
  [['registration_date'], '20260203'],
  [['seen_at'], '20260204'],
  [['registration_date.strftime(%Y/%m)'], '2026/02'],
  [['created_by_user.user_name', 'created_by_user.full_name'], 'amal-Amal B'],
  [['created_by_user.code'], 'A7'],
  [['created_by_user.agency.agency_code'], 'UN'],
  [['created_by_user.agency'], 'agency-unicef'],
  [['created_by_user.location'], 'KE0102'],
  [['created_by_user.location.location_code'], 'KE0102'],
  [['created_by_user.location.ancestor_by_type(province).location_code'], 'KE01'],
  [['created_by_user.location.ancestor_by_admin_level(0)', 'created_by_user.agency.agency_code'], 'KE-UN'],
  [['created_by_user.location.ancestor_by_type(village)'], undefined],
  [['tags'], undefined],
])('%j gives %s', (format, expected) => {
  expect(autoPopulateFaults(rule(format))).toEqual([])
  expect(autoPopulated(rule(format), data, facts)).toBe(expected)
})

test.each([
  ['a rule that is off', rule(['age'], { auto_populated: false })],
  ['a rule that was never switched on', { field_key: 'name', format: ['age'] }],
  ['a rule without parts', rule([])],
])('%s gives nothing', (_title, off) => {
  expect(autoPopulated(off, data, facts)).toBe(undefined)
})

test('without a separator the parts stand together', () => {
  const { separator: _, ...bare } = rule(['age', 'name_last'])
  expect(autoPopulated(bare, data, facts)).toBe('9Lopez')
})

// rule: records 2.1 case-code-by-expression
test.each([
  'created_by_user',
  'created_by_user.password',
  'created_by_user.agency.constructor',
  'created_by_user.location.ancestor_by_type',
  'created_by_user.location.destroy(now)',
  'name_first.delete',
  'name_first(x)',
  'name first',
  'registration_date.strftime(%s)',
  'registration_date.strftime(%Y).strftime(%m)',
  '',
])('%j is not on the list of what may be asked', (expression) => {
  expect(autoPopulateFaults(rule([expression]))).toEqual([expression])
  expect(autoPopulated(rule([expression]), data, facts)).toBe(undefined)
})

test('properties of the language are no answers', () => {
  expect(autoPopulated(rule(['constructor', '__proto__']), data, facts)).toBe(undefined)
})

test('somebody unknown gives no parts', () => {
  expect(autoPopulated(rule(['created_by_user.code', 'age']), data, { ...facts, creator: null })).toBe('9')
  const stranger = { ...creator, code: null, agency: null, location: 'gone' }
  const format = [
    'created_by_user.code',
    'created_by_user.agency',
    'created_by_user.location.ancestor_by_admin_level(0)',
  ]
  expect(autoPopulated(rule(format), data, { ...facts, creator: stranger })).toBe(undefined)
})

test('the rule for a field comes from the settings, if it has the right shape', () => {
  const name = { field_key: 'name', format: ['name_first'], separator: ' ', auto_populated: true }
  const list = (value: unknown) =>
    autoPopulateOf(sampleConfiguration({ settings: { auto_populate_list: value } }), 'name')
  expect(list([{ field_key: 'case_id_code', format: [] }, name])).toEqual(name)
  expect(list([{ ...name, format: 'name_first' }])).toBe(undefined)
  expect(list('name')).toBe(undefined)
  expect(autoPopulateOf(sampleConfiguration(), 'name')).toBe(undefined)
})
