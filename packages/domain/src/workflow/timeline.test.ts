import { expect, test } from 'vitest'
import type { Form } from '../configuration/bundle.ts'
import type { Data, Row } from '../records/record.ts'
import { rowDay } from './row-day.ts'
import { timelineOf, type Told } from './timeline.ts'

const column = (name: string, type: string) => ({ name, type, label: { en: name }, identifying: false })
const rows = { id: 'notes_section', fields: [column('note_subject', 'text_field'), column('note_date', 'date_field')] }
const form = { id: 'notes', fields: [{ ...column('notes_section', 'subform'), subform: 'notes_section' }] }
const config = { rowsOf: () => rows as unknown as Form }
const told = (data: object, more: Partial<Told> = {}) =>
  timelineOf(config, [form as unknown as Form], { data: data as Data, ...more }).map(({ kind, at, by }) => [
    kind,
    at,
    by,
  ])

const share = {
  id: 's',
  by: 'amal',
  to: 'bilal',
  at: '2026-03-02T08:00:00.000Z',
  status: 'accepted',
  respondedAt: '2026-03-03T08:00:00.000Z',
  endedAt: null,
}

test('what happened stands with the newest first, whatever it was', () => {
  const data = {
    created_at: '2026-03-01T08:00:00.000Z',
    created_by: 'amal',
    notes_section: [{ unique_id: 'n', note_date: '2026-03-04T08:00:00.000Z', note_created_by: 'carol' }],
    approval_subforms: [
      { unique_id: 'a', approval_requested_for: 'case_plan', approval_date: '2026-03-05', requested_by: 'amal' },
      { unique_id: 'b', approval_response_for: 'case_plan', approval_status: 'rejected', approval_date: '2026-03-06' },
    ],
  }
  expect(told(data, { shares: [share] })).toEqual([
    ['approval-rejected', '2026-03-06', null],
    ['approval-asked', '2026-03-05', 'amal'],
    ['row', '2026-03-04T08:00:00.000Z', 'carol'],
    ['share-answered', '2026-03-03T08:00:00.000Z', 'bilal'],
    ['shared', '2026-03-02T08:00:00.000Z', 'amal'],
    ['registered', '2026-03-01T08:00:00.000Z', 'amal'],
  ])
})

test('a row without a date did not happen at a time, and a form that the reader lacks tells nothing', () => {
  expect(told({ notes_section: [{ unique_id: 'n', note_subject: 'x' }], services: [{ unique_id: 's' }] })).toEqual([])
})

test('what should have been done by a day that is over is still a plan until somebody says that it was done', () => {
  const visits = {
    id: 'visits',
    fields: [column('followup_needed_by_date', 'date_field'), column('followup_date', 'date_field')],
  }
  const services = {
    id: 'services',
    fields: [column('service_response_day_time', 'date_field'), column('service_implemented_day_time', 'date_field')],
  }
  const by = (fields: object) => (row: object) => rowDay((fields as Form).fields, { unique_id: 'r', ...row } as Row)
  const [visit, service, note] = [by(visits), by(services), by(rows)]
  expect(visit({ followup_needed_by_date: '2020-01-01' })).toEqual({ at: '2020-01-01', isPlanned: true })
  expect(visit({ followup_needed_by_date: '2020-01-01', followup_date: '2020-02-01' })).toEqual({
    at: '2020-02-01',
    isPlanned: false,
  })
  expect(service({ service_response_day_time: '2020-01-01' })?.isPlanned).toBe(true)
  expect(service({ service_response_day_time: '2020-01-01', service_implemented: 'implemented' })?.isPlanned).toBe(
    false,
  )
  expect(note({ note_date: '2020-01-01' })?.isPlanned).toBe(false)
})

test('a flag, a consent and their ends are four happenings', () => {
  const flag = { id: 'f', message: 'look', by: 'amal', at: '2026-03-02T08:00:00.000Z' }
  const resolved = { message: 'seen', by: 'bilal', date: '2026-03-05' }
  const consent = {
    id: 'c',
    by: 'amal',
    at: '2026-03-01T08:00:00.000Z',
    ends: [{ at: '2026-03-04T08:00:00.000Z', by: null }],
  }
  expect(told({}, { flags: [{ ...flag, resolved }], consents: [consent] }).map(([kind]) => kind)).toEqual([
    'unflagged',
    'consent-ended',
    'flagged',
    'consented',
  ])
})

test('closed, reopened and open again: the day of the earlier closure is not told as if it still held', () => {
  const reopened_logs = [{ unique_id: 'r', reopened_date: '2026-04-02T08:00:00.000Z', reopened_user: 'amal' }]
  const kinds = (status: string) => told({ status, date_closure: '2026-04-01', reopened_logs }).map(([kind]) => kind)
  expect(kinds('open')).toEqual(['reopened'])
  expect(kinds('closed')).toEqual(['reopened', 'closed'])
})
