import type { Intention, IntentionName } from '@primero/domain/sync/intention.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { expect, test } from 'vitest'
import { laidOver, withChanges } from './overlay.ts'

const record: RecordShape = {
  id: '5f2c1a34-9b1d-4c1e-8f00-aa12bb34cc56',
  type: 'case',
  version: 4,
  module: 'primeromodule-cp',
  data: { status: 'open', age: 9, services_section: [{ unique_id: 'a', service_type: 'health' }] },
  incomplete: [],
  actions: ['write'],
  writable: ['age'],
  attachments: [],
  nameHidden: false,
}
const entry = (name: IntentionName, args: object): { intention: Intention } => ({
  intention: { id: '', v: 1, device: 'd', user: 'amal', seq: 1, at: '', config: 1, name, args, basedOn: 4 },
})

test('an author sees unsent answers over what the server last said', () => {
  const edit = entry('record.edit', { changes: [{ path: ['age'], from: 9, to: 10 }] })
  const close = entry('record.close', {})
  expect(laidOver(record, [edit, close]).data).toMatchObject({ age: 10, status: 'closed' })
  expect(record.data).toMatchObject({ age: 9, status: 'open' })
})

test('what was closed or reopened here stands at that step until the server says where', () => {
  const seen = { ...record, data: { ...record.data, workflow: 'case_plan' } }
  const close = entry('record.close', { date_closure: '2026-03-04' })
  expect(laidOver(seen, [close]).data).toMatchObject({
    status: 'closed',
    workflow: 'closed',
    date_closure: '2026-03-04',
  })
  expect(laidOver(seen, [close, entry('record.reopen', {})]).data).toMatchObject({
    status: 'open',
    workflow: 'reopened',
  })
  // Whoever is not shown the step is not shown it by this.
  expect(laidOver(record, [close]).data).not.toHaveProperty('workflow')
})

test('rows are changed, added and taken away one by one', () => {
  const data = withChanges(record.data as never, [
    { path: ['services_section', 'a', 'service_type'], to: 'legal' },
    { path: ['services_section', 'b'], to: { unique_id: 'b', service_type: 'shelter' } as never },
  ])
  expect(data['services_section']).toEqual([
    { unique_id: 'a', service_type: 'legal' },
    { unique_id: 'b', service_type: 'shelter' },
  ])
  const less = withChanges(data, [{ path: ['services_section', 'a'], to: null }])
  expect(less['services_section']).toEqual([{ unique_id: 'b', service_type: 'shelter' }])
})

test('a file on its way stands with the record, and one thrown away does not', () => {
  const add = entry('attachment.add', {
    attachment: 'x',
    field: 'other_documents',
    fileName: 'note.pdf',
    size: 12,
  })
  expect(laidOver(record, [add]).attachments).toMatchObject([{ id: 'x', fileName: 'note.pdf', url: '' }])
  expect(laidOver(record, [add, entry('attachment.remove', { attachment: 'x' })]).attachments).toEqual([])
})

const sharing = '7e0c1a34-9b1d-4c1e-8f00-aa12bb34cc56'

test('a share that waits to be sent stands first, and the record is still its author’s', () => {
  const shared = laidOver(record, [entry('transition.make', { transition: sharing, kind: 'Transfer', to: 'reem' })])
  expect(shared.shares).toMatchObject([{ id: sharing, status: 'in_progress', by: 'amal', to: 'reem', may: [] }])
  expect(shared.data).toEqual(record.data)
})

test('who accepts a referral without a line may finish it, and nothing else', () => {
  const make = entry('transition.make', { transition: sharing, kind: 'Referral', to: 'reem' })
  const answered = (answer: string, more = {}) => entry('transition.answer', { transition: sharing, answer, ...more })
  const accepted = laidOver(record, [make, answered('accept')])
  expect(accepted.shares).toMatchObject([{ status: 'accepted', may: ['done'] }])
  const done = laidOver(accepted, [answered('done', { note: 'seen twice' })])
  expect(done.shares).toMatchObject([{ status: 'done', note: 'seen twice', may: [] }])
  const rejected = laidOver(record, [make, answered('reject', { reason: 'no room' })])
  expect(rejected.shares).toMatchObject([{ status: 'rejected', rejectedReason: 'no room', may: [] }])
})

test('a consent that waits stands in the ledger and in the form; what went by it stays until the server hears of its end', () => {
  const terms = { purposes: ['referral'], services: [], agencies: [], givenBy: ['child'], explainedHow: ['spoken'] }
  const give = entry('consent.give', { type: 'case', id: record.id, consent: 'c', ...terms })
  const given = laidOver({ ...record, module: 'primeromodule-cp' }, [give])
  expect(given.consents).toMatchObject([{ id: 'c', by: 'amal', used: false, excluded: [], ends: [] }])
  expect(given.data).toMatchObject({ consent_for_services: true, disclosure_other_orgs: true })
  const gone = laidOver(given, [entry('consent.withdraw', { type: 'case', id: record.id, consent: 'c' })])
  expect(gone.consents).toMatchObject([{ ends: [{ by: 'amal', services: [] }] }])
  expect(gone.data).toMatchObject({ consent_for_services: true })
})
