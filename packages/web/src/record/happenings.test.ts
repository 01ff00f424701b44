import type { Field, Form } from '@primero/domain/configuration/bundle.ts'
import { expect, test } from 'vitest'
import { happenings } from './happenings.ts'

const field = (name: string, type: Field['type'], more: Partial<Field> = {}): Field => ({
  name,
  type,
  label: { en: name },
  identifying: false,
  ...more,
})
const form = (id: string, fields: Field[]): Form => ({
  id,
  name: { en: id },
  recordType: 'case',
  modules: [],
  groupOrder: 0,
  order: 0,
  subformOrder: 0,
  subform: false,
  mobile: true,
  visible: true,
  fields,
})
const visitRows = form('visit_rows', [field('visited_on', 'date_field'), field('what', 'text_field')])
const visits = form('visits', [field('visit', 'subform', { subform: 'visit_rows' })])
const config = { rowsOf: (f: Field) => (f.subform === 'visit_rows' ? visitRows : undefined) }

test('dated rows stand newest first, whichever form holds them; undated ones happened at no time', () => {
  const data = {
    visit: [
      { unique_id: 'a', visited_on: '2025-01-01', what: 'home' },
      { unique_id: 'b', visited_on: '2025-03-01T08:00:00.000Z', what: 'school' },
      { unique_id: 'c', what: 'later' },
    ],
  }
  const found = happenings(config, [visits], data, (f, row) => String(row[f.name]))
  expect(found.map((h) => [h.form, h.row, h.day, h.words])).toEqual([
    ['visits', 'b', '2025-03-01', 'school'],
    ['visits', 'a', '2025-01-01', 'home'],
  ])
})
