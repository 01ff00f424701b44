import type { ConflictShape } from '@primero/domain/sync/protocol.ts'
import { expect, test } from 'vitest'
import { bothTexts, questionsIn, settlementsOf } from './settling.ts'

const id = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'
const conflict = (
  number: number,
  kind: ConflictShape['kind'],
  ...paths: [string, unknown, unknown][]
): ConflictShape => ({
  conflict: number,
  type: 'case',
  id,
  kind,
  at: '2026-03-04T09:10:00.000Z',
  user: 'amal',
  role: 'Caseworker',
  mine: true,
  maySettle: true,
  paths: paths.map(([name, claim, force]) => ({
    path: [name],
    claim,
    ...(force === undefined ? {} : { force }),
    forceBy: 'bilal',
    forceAt: null,
    cautious: false,
  })),
  settledAt: null,
  settledBy: null,
})

test('what is chosen is sent per conflict, with what was seen in force; what is not chosen stays open', () => {
  const open = [
    conflict(1, 'ask', ['risk_level', 'low', 'high'], ['status', 'closed', 'open']),
    conflict(2, 'notice', ['a', 1, 2]),
  ]
  const questions = questionsIn(open, 'ask')
  expect(questions.map((q) => q.key)).toEqual(['1/risk_level', '1/status'])
  expect(settlementsOf(questions, { '1/risk_level': { take: 'claim' } })).toEqual([
    { type: 'case', id, conflict: 1, choices: [{ path: ['risk_level'], take: 'claim', seen: 'high', value: 'low' }] },
  ])
})

test('both texts stand in one answer, and a new one is no choice before it says something', () => {
  const questions = questionsIn([conflict(3, 'ask', ['where', 'With an aunt.', 'In Camp 2.'])], 'ask')
  expect(settlementsOf(questions, { '3/where': { take: 'both' } })[0]?.choices[0]).toMatchObject({
    take: 'other',
    value: 'In Camp 2.\nWith an aunt.',
  })
  expect(settlementsOf(questions, { '3/where': { take: 'text', text: '  ' } })).toEqual([])
})

test('a text that says what the other says is not said twice', () => {
  expect(bothTexts('In Camp 2, with an aunt.', 'with an aunt')).toBe('In Camp 2, with an aunt.')
  expect(bothTexts(undefined, 'with an aunt')).toBe('with an aunt')
})
