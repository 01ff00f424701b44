import type { ConflictShape } from '@primero/domain/sync/protocol.ts'
import { expect, test } from 'vitest'
import { stillOpen, undecidedIn, waitsAt } from './claims.ts'
import { fresh, type OutboxEntry } from './entries.ts'

const id = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'
const conflict = (more: Partial<ConflictShape>, ...names: string[]): ConflictShape => ({
  conflict: 7,
  type: 'case',
  id,
  kind: 'ask',
  at: '',
  user: 'bilal',
  role: null,
  mine: false,
  maySettle: true,
  paths: names.map((name) => ({ path: [name], forceBy: null, forceAt: null, cautious: false })),
  settledAt: null,
  settledBy: null,
  ...more,
})
const settling = (...names: string[]): OutboxEntry =>
  fresh({
    id: 'i',
    v: 1,
    device: 'd',
    user: 'amal',
    seq: 1,
    at: '',
    config: 1,
    name: 'conflict.settle',
    args: { type: 'case', id, conflict: 7, choices: names.map((name) => ({ path: [name], take: 'claim' })) },
    basedOn: 1,
  })

test('an answer about which a choice is on its way is open no more, others are', () => {
  const open = [conflict({}, 'risk_level', 'status')]
  expect(stillOpen(open, [settling('status')])[0]?.paths.map(({ path }) => path)).toEqual([['risk_level']])
  expect(undecidedIn([settling('status')], open).size).toBe(1)
  expect(undecidedIn([settling('status', 'risk_level')], open).size).toBe(0)
})

test('who only has to know, and who may not write, has nothing to decide', () => {
  expect(
    undecidedIn([], [conflict({ kind: 'notice' }, 'address'), conflict({ maySettle: false }, 'status')]).size,
  ).toBe(0)
  expect(undecidedIn([], [conflict({ kind: 'retired' }, 'gone')]).size).toBe(0)
  expect(undecidedIn([], [conflict({ kind: 'retired', mine: true }, 'gone')]).size).toBe(1)
})

test('a claim of one’s own asks for a decision until the server says that there is none', () => {
  const met: OutboxEntry = { ...settling('status'), state: 'conflict' }
  expect([...undecidedIn([met], [])]).toEqual([`case/${id}`])
})

test('what was said of an incident through its case waits beside the incident', () => {
  const [age, row] = [['age'], ['incident_details', 'i1', 'incident_date']]
  const met = (paths: string[][] | undefined): OutboxEntry => ({ ...settling('status'), state: 'conflict', paths })
  expect(waitsAt(met([row, row]))).toEqual([{ type: 'incident', id: 'i1' }])
  expect([...undecidedIn([met([age, row])], [])]).toEqual([`case/${id}`, 'incident/i1'])
  expect(waitsAt(met(undefined))).toEqual([{ type: 'case', id }])
  expect(waitsAt(settling('status'))).toEqual([])
})
