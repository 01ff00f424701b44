import { sampleActor, sampleWorld } from '@primero/domain/access/sample.ts'
import type { Role } from '@primero/domain/configuration/bundle.ts'
import { sampleField, sampleForm, sampleLookup } from '@primero/domain/forms/sample.ts'
import { expect, test } from 'vitest'
import type { Presenting } from '../configuration/present-forms.ts'
import { listFilters, listHeaders } from './lists.ts'

const columns = ['id', 'short_id', 'name', 'complete', 'survivor_code_no', 'age', 'photo', 'owned_by', 'flag_count']
const filters = [
  'flagged',
  'owned_by',
  'my_cases',
  'workflow',
  'owned_by_agency_id',
  'age',
  'approval_status_closure',
  'risk',
  'place',
  'switch',
  'owned_by_groups',
  'cases_by_date',
  'has_photo',
  'module_id',
]
const config = sampleWorld({
  modules: [
    {
      id: 'primeromodule-cp',
      name: 'CP',
      recordTypes: ['case'],
      options: { workflow_status_indicator: true },
      listHeaders: { cases: columns },
      listFilters: { cases: filters },
    },
  ],
  forms: [
    sampleForm('page', [
      sampleField('name', 'text_field', { identifying: true }),
      sampleField('age', 'numeric_field'),
      sampleField('survivor_code_no', 'text_field'),
      sampleField('risk', 'select_box', { options: { lookup: 'lookup-risk' } }),
      sampleField('place', 'select_box', { options: { source: 'Location' } }),
      sampleField('switch', 'select_box', { options: { lookup: 'lookup-switch' } }),
    ]),
    sampleForm('photos_and_audio', [sampleField('photos', 'photo_upload_box', { identifying: true })]),
  ],
  lookups: [sampleLookup('lookup-risk', 'high', 'medium', 'low'), sampleLookup('lookup-switch', 'on')],
  settings: { age_ranges: { primero: ['0 - 5', '18+'] } },
})
const p: Presenting = { config, ids: { idOf: () => 1, keyOf: () => undefined }, locales: ['en'] }

const who = (actions: string[], role: Partial<Role> = {}) =>
  sampleActor('ana', { permissions: { case: actions }, ...role })
const columnsFor = (actor: ReturnType<typeof who>) => listHeaders(p, actor)['cases']?.map((c) => c.field_name)
const filtersFor = (actor: ReturnType<typeof who>) => listFilters(p, actor, [])['cases']?.map((f) => f.unique_id)

test('a case worker sees names and survivors’ codes, and not whose case it is', () => {
  expect(columnsFor(who(['read']))).toEqual(['short_id', 'name', 'survivor_code_no', 'age'])
})

test('a manager sees whose case it is, and names only with the right to', () => {
  const manager = { manager: true, scope: 'group', identity: 'scope' } as const
  expect(columnsFor(who(['read', 'flag'], manager))).toEqual(['short_id', 'age', 'owned_by', 'flag_count'])
  expect(columnsFor(who(['read', 'list_case_names'], manager))).toContain('name')
})

test('who works without identity has no column with a name, whatever else he may', () => {
  expect(columnsFor(who(['read', 'view_photo', 'sync_mobile'], { identity: 'none' }))).toEqual([
    'short_id',
    'complete',
    'survivor_code_no',
    'age',
  ])
})

test('who reads no cases has no columns and no filters of cases, but those of other lists', () => {
  const headers = listHeaders(p, who([]))
  expect(headers['cases']).toEqual([])
  expect(headers['users']?.map((c) => c.name)).toEqual(['full_name', 'user_name', 'role', 'agency'])
  expect(filtersFor(who([]))).toEqual([])
})

test('columns by which one finds are marked', () => {
  const marked = listHeaders(p, who(['read']))['cases']?.filter((c) => c.id_search)
  expect(marked?.map(({ name, field_name }) => [name, field_name])).toEqual([
    ['id', 'short_id'],
    ['age', 'age'],
  ])
})

test('each filter comes with its own condition', () => {
  const common = ['my_cases', 'workflow', 'age', 'risk', 'place', 'switch', 'cases_by_date', 'has_photo']
  expect(filtersFor(who(['read']))).toEqual(common)
  expect(filtersFor(who(['read', 'request_approval_closure']))).toContain('approval_status_closure')
  expect(filtersFor(who(['read'], { manager: true }))).toContain('owned_by')
  expect(filtersFor(who(['read'], { scope: 'all' }))).toContain('owned_by_agency_id')
  expect(filtersFor(who(['read'], { forms: { page: 'r' } }))).not.toContain('has_photo')
  expect(filtersFor(who(['read'], { forms: {} }))).not.toContain('risk')
})

test('a filter says how it is asked, by the number of its options', () => {
  const found = listFilters(p, who(['read'], { manager: true }), [{ userName: 'bilal', fullName: 'Bilal' }])['cases']
  const filter = (id: string) => found?.find((f) => f.unique_id === id)
  expect(filter('risk')).toMatchObject({ type: 'multi_toggle', option_strings_source: 'lookup lookup-risk' })
  expect(filter('switch')).toMatchObject({ type: 'toggle' })
  expect(filter('place')).toMatchObject({ type: 'checkbox', field_name: 'loc:place' })
  expect(filter('cases_by_date')).toMatchObject({ type: 'dates' })
  expect(filter('owned_by')).toMatchObject({ options: [{ id: 'bilal', display_name: 'Bilal', enabled: true }] })
  expect(filter('age')).toMatchObject({
    options: [
      { id: '0..5', display_name: '0 - 5' },
      { id: '18..', display_name: '18+' },
    ],
  })
  expect(filter('workflow')?.options).toMatchObject({
    'primeromodule-cp': { en: [{ id: 'new' }, { id: 'reopened' }, { id: 'closed' }] },
  })
})
