import type { Field, Form } from '@primero/domain/configuration/bundle.ts'
import { expect, test } from 'vitest'
import { inOrder, isEmptyRow, summaryOf } from './rows.ts'

const field = (name: string, type: Field['type'] = 'text_field'): Field => ({
  name,
  type,
  label: { en: name },
  identifying: false,
})
const form = (collapsedFields?: string[]): Form => ({
  id: 'family_details_section',
  name: { en: 'Family' },
  recordType: 'case',
  modules: [],
  groupOrder: 0,
  order: 0,
  subformOrder: 0,
  subform: true,
  mobile: true,
  visible: false,
  fields: [
    field('relation'),
    field('relation_child_is_in_contact', 'tick_box'),
    field('relation_age', 'numeric_field'),
  ],
  ...(collapsedFields ? { collapsedFields } : {}),
})
const words = (f: Field, row: { [name: string]: unknown }) => String(row[f.name])

test('a row is told by the fields that the configuration names', () => {
  const row = { unique_id: 'a', relation: 'aunt', relation_age: 35, relation_child_is_in_contact: true }
  expect(summaryOf(form(['relation_age', 'relation']), row, words)).toEqual({ title: '35', rest: ['aunt'] })
})

test('without named fields, or while these are empty, the first answers tell a row; ticks do not', () => {
  const row = { unique_id: 'a', relation_child_is_in_contact: true, relation_age: 35 }
  expect(summaryOf(form(), row, words)).toEqual({ title: '35', rest: [] })
  expect(summaryOf(form(['relation']), row, words)).toEqual({ title: '35', rest: [] })
  expect(summaryOf(form(), { unique_id: 'a' }, words)).toEqual({ title: '', rest: [] })
})

test('rows stand newest first where the field sorts by a date, those without one last', () => {
  const rows = [{ unique_id: 'none' }, { unique_id: 'old', on: '2024-01-01' }, { unique_id: 'new', on: '2025-01-01' }]
  const ids = (list: typeof rows) => list.map((r) => r.unique_id)
  expect(ids(inOrder({ ...field('visits', 'subform'), subformSortBy: 'on' }, rows, 'en') as typeof rows)).toEqual([
    'new',
    'old',
    'none',
  ])
  expect(ids(inOrder(field('visits', 'subform'), rows, 'en') as typeof rows)).toEqual(['none', 'old', 'new'])
})

test('a row with an id and nothing else is empty', () => {
  expect(isEmptyRow({ unique_id: 'a', relation: '  ', languages: [] })).toBe(true)
  expect(isEmptyRow({ unique_id: 'a', relation_alive: false })).toBe(false)
})
