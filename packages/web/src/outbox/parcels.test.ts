import type { IntentionName } from '@primero/domain/sync/intention.ts'
import { expect, test } from 'vitest'
import type { OutboxEntry, OutboxState } from '../store/entries.ts'
import { isOnItsWay, isStuck, parcelsOf, sizeOf, touchedAnswers } from './parcels.ts'

const entry = (
  id: string,
  record: string,
  name: IntentionName,
  state: OutboxState,
  changes: string[][] = [],
): OutboxEntry => ({
  intention: {
    id,
    v: 1,
    device: 'd',
    user: 'amal',
    seq: 1,
    at: '',
    config: 1,
    name,
    args: { type: 'case', id: record, changes: changes.map((path) => ({ path })) },
    basedOn: 1,
  },
  state,
  problem: undefined,
  paths: undefined,
  settledAt: undefined,
})

test('what one record has to send stands together, in the order it was written', () => {
  const entries = [
    entry('1', 'a', 'record.create', 'waiting'),
    entry('2', 'b', 'record.edit', 'waiting'),
    entry('3', 'a', 'attachment.add', 'sending'),
    entry('4', 'a', 'record.edit', 'applied'),
  ]
  const parcels = parcelsOf(entries, (e) => e.state !== 'applied')
  expect(parcels.map((p) => [p.id, p.entries.map((e) => e.intention.id)])).toEqual([
    ['a', ['1', '3']],
    ['b', ['2']],
  ])
})

test('answers are counted by question: three changes in one row of services are one', () => {
  const paths = [['age'], ['services_section', 'r', 'service_type'], ['services_section', 'r', 'service_provider']]
  expect(touchedAnswers(entry('1', 'a', 'record.edit', 'waiting', paths))).toBe(2)
  expect(touchedAnswers(entry('1', 'a', 'record.close', 'waiting'))).toBeUndefined()
})

test('what waits for a record that was refused stands with the refusal, not among what is on its way', () => {
  const entries = [
    entry('1', 'a', 'record.create', 'refused'),
    entry('2', 'a', 'record.edit', 'waiting'),
    entry('3', 'b', 'record.edit', 'waiting'),
  ]
  expect(parcelsOf(entries, isStuck(entries)).map((p) => p.entries.map((e) => e.intention.id))).toEqual([['1', '2']])
  expect(parcelsOf(entries, isOnItsWay(entries)).map((p) => p.id)).toEqual(['b'])
})

test('a record with claims to decide about stands among them without a change of one’s own', () => {
  expect(parcelsOf([], () => true, ['case/x'])).toEqual([{ id: 'x', type: 'case', entries: [] }])
})

test('of a file only the pieces count that are still to go', () => {
  const file = entry('1', 'a', 'attachment.add', 'waiting')
  const whole = { ...file, intention: { ...file.intention, args: { type: 'case', id: 'a', size: 300 * 1024 } } }
  expect(sizeOf(whole) - sizeOf({ ...whole, piecesSent: 1 })).toBe(256 * 1024)
})
