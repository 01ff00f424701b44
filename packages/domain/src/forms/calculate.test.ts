import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Row } from '../records/record.ts'
import { calculate } from './calculate.ts'
import { sampleConfiguration, sampleField, sampleForm, sampleRows } from './sample.ts'

const cp = 'primeromodule-cp'
const label = { en: 'x' }
const tally = {
  tally: [
    { id: 'boys', label },
    { id: 'girls', label },
  ],
  autosumTotal: true,
}
const sessions = sampleRows('sessions', [
  sampleField('held_on', 'date_field'),
  sampleField('mood', 'numeric_field'),
  sampleField('sleep', 'numeric_field'),
  sampleField('points', 'calculated', { calculation: { sum: ['mood', 'sleep'] } }),
  sampleField('present', 'tally_field', tally),
  sampleField('parts', 'subform', { subform: 'parts' }),
])
const parts = sampleRows('parts', [
  sampleField('a', 'numeric_field'),
  sampleField('twice', 'calculated', { calculation: { sum: ['a', 'a'] } }),
])
const newest = {
  subform: 'sessions',
  pick: 'first',
  field: 'points',
  orderBy: 'held_on',
  order: 'desc',
} as const
const page = sampleForm('page', [
  // Named before what it needs.
  sampleField('grand', 'calculated', { calculation: { sum: ['total', 1] } }),
  sampleField('total', 'calculated', { calculation: { sum: ['a', 'b'] } }),
  sampleField('mean', 'calculated', {
    calculation: { avg: { data: ['a', 'b'], extra: { decimalPlaces: 1 } } },
  }),
  sampleField('a', 'numeric_field'),
  sampleField('b', 'numeric_field'),
  sampleField('broken', 'calculated', { calculation: { max: ['a'] } }),
  sampleField('open', 'calculated'),
  sampleField('egg', 'calculated', { calculation: { sum: ['hen', 'a'] } }),
  sampleField('hen', 'calculated', { calculation: { sum: ['egg', 'a'] } }),
  sampleField('victims', 'tally_field', tally),
  sampleField('uncounted', 'tally_field', { ...tally, autosumTotal: false }),
  sampleField('sessions', 'subform', { subform: 'sessions' }),
  sampleField('points_now', 'numeric_field', { subformSummary: newest }),
  sampleField('points_first', 'numeric_field', {
    subformSummary: { subform: 'sessions', pick: 'first', field: 'points' },
  }),
  sampleField('points_kept', 'numeric_field', { visible: false, subformSummary: newest }),
  sampleField('improved', 'calculated', { calculation: { sum: ['points_now', 100] } }),
])
const other = sampleForm('other', [sampleField('other_total', 'calculated', { calculation: { sum: ['a'] } })], {
  modules: ['x'],
})
const config = sampleConfiguration({ forms: [page, sessions, parts, other] })
const worked = (data: Record<string, unknown>) => calculate(config, 'case', cp, data as never)

test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
  ['results follow their answers, one from another', { a: 2, b: 3 }, { a: 2, b: 3, total: 5, grand: 6, mean: 2.5 }],
  ['a result that was sent is made anew', { a: 2, total: 99 }, { a: 2, total: 2, grand: 3, mean: 2 }],
  [
    'answers taken back leave no result',
    { a: null, b: null, total: 5, mean: 2, grand: 6 },
    { a: null, b: null, total: null, mean: null, grand: null },
  ],
  ['a tally has its total', { victims: { boys: 2, girls: 3, total: 1 } }, { victims: { boys: 2, girls: 3, total: 5 } }],
  ['a tally without counts has none', { victims: { boys: null, total: 4 } }, { victims: { boys: null, total: null } }],
  ['a tally counts its own entries only', { victims: { boys: 2, men: 9 } }, { victims: { boys: 2, men: 9, total: 2 } }],
])('%s', (_title, data, expected) => {
  expect(worked(data)).toMatchObject(expected)
})

// rule: records 9 subform-summaries
test('a summary shows the newest row, and results may read it', () => {
  const rows = [
    { unique_id: '1', held_on: '2026-01-01', mood: 1 },
    { unique_id: '2', held_on: '2026-03-01', mood: 3, sleep: 1 },
    { unique_id: '3', mood: 9 },
  ]
  const data = worked({ sessions: rows })
  expect(data).toMatchObject({ points_now: 4, points_first: 1, improved: 104 })
  expect(data['points_kept']).toBe(undefined)
  expect((data['sessions'] as Row[]).map((r) => r['points'])).toEqual([1, 4, 9])
})

// rule: records 9 subform-summaries
test.each([
  ['first', { orderBy: 'held_on' }, 1],
  ['last', { orderBy: 'held_on' }, 3],
  ['first', { orderBy: 'held_on', order: 'desc' }, 3],
  ['last', { orderBy: 'held_on', order: 'desc' }, 1],
  ['first', {}, 2],
  ['last', {}, 3],
] as const)('the %s row by %j speaks', (pick, order, mood) => {
  const summary = { subform: 'sessions', pick, field: 'mood', ...order }
  const summed = sampleForm('page', [
    sampleField('sessions', 'subform', { subform: 'sessions' }),
    sampleField('mood_told', 'numeric_field', { subformSummary: summary }),
  ])
  const held = [
    { unique_id: '1', held_on: '2026-02-01', mood: 2 },
    { unique_id: '2', held_on: '2026-01-01', mood: 1 },
    { unique_id: '3', held_on: '2026-03-01', mood: 3 },
  ]
  const told = calculate(sampleConfiguration({ forms: [summed, sessions, parts] }), 'case', cp, { sessions: held })
  expect(told['mood_told']).toBe(mood)
})

test('of two rows of one day the later one is the newest', () => {
  const rows = [
    { unique_id: '1', held_on: '2026-01-01', mood: 1 },
    { unique_id: '2', held_on: '2026-01-01', mood: 2 },
  ]
  expect(worked({ sessions: rows })).toMatchObject({ points_now: 2 })
})

test('a row marked to go is not summed up, and no rows leave no summary', () => {
  expect(worked({ sessions: [{ unique_id: '1', mood: 5, _destroy: true }], points_now: 5 })).toMatchObject({
    points_now: null,
  })
  expect(worked({ sessions: [], points_now: 5 })).toMatchObject({ points_now: null })
})

test('a device that holds no rows leaves the summary as it came', () => {
  const data = { points_now: 5, improved: 105 }
  expect(worked(data)).toBe(data)
})

test('rows and rows within rows are worked out, too', () => {
  const rows = [{ unique_id: '1', mood: 1, present: { boys: 1, girls: 1 }, parts: [{ unique_id: '2', a: 4 }] }]
  expect(worked({ sessions: rows })['sessions']).toEqual([
    {
      unique_id: '1',
      mood: 1,
      points: 1,
      present: { boys: 1, girls: 1, total: 2 },
      parts: [{ unique_id: '2', a: 4, twice: 8 }],
    },
  ])
})

test.each<[string, Record<string, unknown>]>([
  ['nothing was answered', {}],
  ['nothing concerns it', { name: 'Ana', unheard: [1] }],
  ['all is up to date', { a: 2, total: 2, mean: 2, grand: 3, victims: { boys: 1, total: 1 }, uncounted: { boys: 1 } }],
  ['an expression that cannot be read leaves what is stored', { broken: 7, open: 8 }],
  ['results that read each other are left as they are', { egg: 1, hen: 2 }],
  [
    'rows are not worth a new list',
    { sessions: [{ unique_id: '1', mood: 1, points: 1 }], points_now: 1, points_first: 1, improved: 101 },
  ],
  ['rubbish is left to the checks', { victims: 'x', sessions: 'x', points_now: null, points_first: null }],
])('the same object: %s', (_title, data) => {
  expect(worked(data)).toBe(data)
})

test('another module works out its own fields only', () => {
  expect(calculate(config, 'case', 'x', { a: 2 })).toEqual({ a: 2, other_total: 2 })
})

test('what was given is not changed', () => {
  const data = { a: 1, sessions: [{ unique_id: '1', mood: 1 }], victims: { boys: 1 } }
  const before = JSON.parse(JSON.stringify(data))
  worked(data)
  expect(data).toEqual(before)
})

const number = fc.constantFrom(0, 1, -3, 2.5, null, '4', 'x', true)
const row = fc.record(
  {
    unique_id: fc.constantFrom('1', '2'),
    held_on: fc.constantFrom('2026-01-01', '2026-03-01', null),
    mood: number,
  },
  { requiredKeys: ['unique_id'] },
)
const answers = fc.record(
  {
    a: number,
    b: number,
    total: number,
    grand: number,
    egg: number,
    points_now: number,
    victims: fc.oneof(fc.dictionary(fc.constantFrom('boys', 'girls', 'total'), number), fc.anything()),
    sessions: fc.oneof(fc.array(row), fc.anything()),
  },
  { requiredKeys: [] },
)

test('what is no number at all is left as it is, and not taken for another answer', () => {
  for (const data of [{ victims: Number.NaN }, { sessions: [Number.NaN] }, { victims: { boys: Number.NaN } }]) {
    const once = worked(data as never)
    expect(worked(once)).toBe(once)
  }
})

test('working it out twice changes nothing more', () => {
  fc.assert(
    fc.property(answers, (data) => {
      const once = worked(data)
      expect(worked(once)).toBe(once)
    }),
    { numRuns: 500 },
  )
})
