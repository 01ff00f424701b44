import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isKeyed, isSame } from '../access/rows.ts'
import { apply, diff, mergePatch, revert, withRowIds } from './changes.ts'
import { says } from './meeting.ts'
import type { Answer, Change, Data, Row } from './record.ts'
import { frozen } from './sample.ts'

const ids = () => {
  let n = 0
  return () => `new-${++n}`
}
const row = (unique_id: string, rest: Data = {}): Row => ({ unique_id, ...rest }) as Row
const asAnswer = (r: Row): Answer => r as unknown as Answer

test.each([
  ['a changed answer', { age: 9 }, { age: 10 }, [{ path: ['age'], from: 9, to: 10 }]],
  ['a new answer', {}, { age: 10 }, [{ path: ['age'], from: undefined, to: 10 }]],
  ['an answer taken away', { age: 9 }, {}, [{ path: ['age'], from: 9, to: undefined }]],
  ['the same choices', { a: ['x', 'y'] }, { a: ['x', 'y'] }, []],
  ['a new row', {}, { s: [row('1', { c: 1 })] }, [{ path: ['s', '1'], from: undefined, to: row('1', { c: 1 }) }]],
  ['a removed row', { s: [row('1')] }, { s: [] }, [{ path: ['s', '1'], from: row('1'), to: null }]],
  ['a column', { s: [row('1', { c: 1 })] }, { s: [row('1', { c: 2 })] }, [{ path: ['s', '1', 'c'], from: 1, to: 2 }]],
  [
    'a column of a row in a row',
    { s: [row('1', { t: [row('2', { c: 1 })] })] },
    { s: [row('1', { t: [row('2', { c: 2 })] })] },
    [{ path: ['s', '1', 't', '2', 'c'], from: 1, to: 2 }],
  ],
] as [string, Data, Data, Change[]][])('diff tells %s', (_title, before, after, changes) => {
  expect(diff(before, after)).toEqual(changes)
})

const applied: [string, Data, Change, Data, boolean][] = [
  ['a change of what is still there is made', { age: 9 }, { path: ['age'], from: 9, to: 10 }, { age: 10 }, false],
  ['the same change twice is one', { age: 10 }, { path: ['age'], from: 9, to: 10 }, { age: 10 }, false],
  [
    'a change of what somebody else changed is kept aside',
    { age: 11 },
    { path: ['age'], from: 9, to: 10 },
    { age: 11 },
    true,
  ],
  ['empty is empty, however it is written', { a: null }, { path: ['a'], from: '', to: 'x' }, { a: 'x' }, false],
  ['choices compare in depth', { a: ['x'] }, { path: ['a'], from: ['x'], to: ['x', 'y'] }, { a: ['x', 'y'] }, false],
  [
    'a new row goes to the end',
    { s: [row('1')] },
    { path: ['s', '2'], from: undefined, to: asAnswer(row('2', { c: 1 })) },
    { s: [row('1'), row('2', { c: 1 })] },
    false,
  ],
  [
    'a row that nobody touched is removed',
    { s: [row('1')] },
    { path: ['s', '1'], from: asAnswer(row('1')), to: null },
    { s: [] },
    false,
  ],
  [
    'a row that somebody else edited stays',
    { s: [row('1', { c: 2 })] },
    { path: ['s', '1'], from: asAnswer(row('1', { c: 1 })), to: null },
    { s: [row('1', { c: 2 })] },
    true,
  ],
  [
    'a row that is gone already is gone',
    { s: [] },
    { path: ['s', '1'], from: asAnswer(row('1')), to: null },
    { s: [] },
    false,
  ],
  [
    'an edit of a row that is gone is kept aside',
    { s: [] },
    { path: ['s', '1', 'c'], from: 1, to: 2 },
    { s: [] },
    true,
  ],
  [
    'an edited row that is gone does not come back by itself',
    { s: [] },
    { path: ['s', '1'], from: asAnswer(row('1', { c: 1 })), to: asAnswer(row('1', { c: 2 })) },
    { s: [] },
    true,
  ],
  [
    'a row where an answer of another kind stands is kept aside',
    { s: 'text' },
    { path: ['s', '1', 'c'], from: 1, to: 2 },
    { s: 'text' },
    true,
  ],
]

test.each(applied)('%s', (_title, stored, change, data, isConflict) => {
  expect(apply(stored, [change])).toEqual({ data, conflicts: isConflict ? [{ ...change, kind: 'ask' }] : [] })
})

test('a subform sent as a whole merges with rows that others added', () => {
  const change: Change = { path: ['s'], from: [row('1', { c: 1 })], to: [row('1', { c: 2 }), row('3')] }
  expect(apply({ s: [row('1', { c: 1 }), row('2')] }, [change])).toEqual({
    data: { s: [row('1', { c: 2 }), row('2'), row('3')] },
    conflicts: [],
  })
})

test('a row sent again after somebody edited it fills what is empty and keeps the rest', () => {
  const change: Change = { path: ['s', '1'], from: undefined, to: asAnswer(row('1', { c: 1, d: 2 })) }
  const { data, conflicts } = apply({ s: [row('1', { c: 9 })] }, [change])
  expect(data).toEqual({ s: [row('1', { c: 9, d: 2 })] })
  expect(conflicts.map(({ path }) => path)).toEqual([['s', '1', 'c']])
})

test('names of the prototype are names like others', () => {
  const change: Change = { path: ['__proto__'], from: undefined, to: 'x' }
  const { data } = apply({}, [change])
  expect(Object.hasOwn(data, '__proto__')).toBe(true)
  expect(Object.getPrototypeOf(data)).toBe(Object.prototype)
})

const merges: [string, Data, Data, Data][] = [
  ['scalars replace', { a: 1, b: 2 }, { a: 3 }, { a: 3, b: 2 }],
  ['null empties a scalar', { a: 1 }, { a: null }, { a: null }],
  ['lists of choices replace', { a: ['x', 'y'] }, { a: ['y'] }, { a: ['y'] }],
  ['an empty list clears choices', { a: ['x'] }, { a: [] }, { a: [] }],
  ['null for choices changes nothing', { a: ['x'] }, { a: null }, { a: ['x'] }],
  ['tallies merge by key', { t: { boys: 1, girls: 2 } }, { t: { boys: 3 } }, { t: { boys: 3, girls: 2 } }],
  ['null for a tally changes nothing', { t: { boys: 1 } }, { t: null }, { t: { boys: 1 } }],
  [
    'rows merge by id',
    { s: [row('1', { a: 1, b: 2 })] },
    { s: [row('1', { a: 3 })] },
    { s: [row('1', { a: 3, b: 2 })] },
  ],
  [
    'rows that are not mentioned stay',
    { s: [row('1'), row('2')] },
    { s: [row('2', { a: 1 })] },
    { s: [row('1'), row('2', { a: 1 })] },
  ],
  ['new rows go to the end', { s: [row('1')] }, { s: [row('0')] }, { s: [row('1'), row('0')] }],
  ['an empty list removes no rows', { s: [row('1')] }, { s: [] }, { s: [row('1')] }],
  ['null removes no rows', { s: [row('1')] }, { s: null }, { s: [row('1')] }],
  ['_destroy removes a row', { s: [row('1'), row('2')] }, { s: [row('1', { _destroy: true })] }, { s: [row('2')] }],
  [
    '_destroy of an unknown row is nothing',
    { s: [row('1')] },
    { s: [row('9', { _destroy: true })] },
    { s: [row('1')] },
  ],
  [
    '_destroy: false keeps a row',
    { s: [row('1')] },
    { s: [row('1', { _destroy: false, a: 1 })] },
    { s: [row('1', { a: 1 })] },
  ],
  [
    'a row without an id gets one',
    { s: [row('1')] },
    { s: [{ a: 1 } as unknown as Row] },
    { s: [row('1'), row('new-1', { a: 1 })] },
  ],
  [
    'rows in rows merge alike',
    { s: [row('1', { t: [row('2', { a: 1 })] })] },
    { s: [row('1', { t: [row('2', { b: 2 }), row('3')] })] },
    { s: [row('1', { t: [row('2', { a: 1, b: 2 }), row('3')] })] },
  ],
]

// rule: records 15 order-of-rows
test.each(merges)('patch: %s', (_title, stored, patch, expected) => {
  expect(mergePatch(stored, patch, ids())).toEqual(expected)
})

test('rows in new rows get ids too', () => {
  const nested = { s: [{ t: [{ a: 1 }] }] } as unknown as Data
  expect(withRowIds(nested, ids())).toEqual({ s: [{ unique_id: 'new-1', t: [{ unique_id: 'new-2', a: 1 }] }] })
})

// Random records: two subforms, one with rows in its rows, over few ids, so that changes meet.
const arbScalar = fc.oneof(
  fc.constantFrom('a', 'b', 'c'),
  fc.integer({ min: 0, max: 3 }),
  fc.boolean(),
  fc.constant(null),
)
const arbAnswer: fc.Arbitrary<Answer> = fc.oneof(arbScalar, fc.subarray(['x', 'y', 'z'], { minLength: 1 }))
const rowsOfArb = (columns: fc.Arbitrary<Data>): fc.Arbitrary<Row[]> =>
  fc.uniqueArray(
    fc.tuple(fc.constantFrom('1', '2', '3', '4'), columns).map(([unique_id, rest]) => row(unique_id, rest)),
    { selector: (r) => r.unique_id, minLength: 1, maxLength: 4 },
  )
const arbInner: fc.Arbitrary<Data> = fc.dictionary(fc.constantFrom('p', 'q'), arbAnswer, { noNullPrototype: true })
const arbRowData: fc.Arbitrary<Data> = fc
  .tuple(arbInner, fc.option(rowsOfArb(arbInner), { nil: undefined }))
  .map(([rest, inner]) => (inner ? { ...rest, inner } : rest))
const arbData: fc.Arbitrary<Data> = fc
  .tuple(
    fc.dictionary(fc.constantFrom('name', 'age', 'needs', '__proto__', 'sex'), arbAnswer, { noNullPrototype: true }),
    fc.option(rowsOfArb(arbRowData), { nil: undefined }),
    fc.option(rowsOfArb(arbInner), { nil: undefined }),
  )
  .map(([rest, services, notes]) => ({ ...rest, ...(services ? { services } : {}), ...(notes ? { notes } : {}) }))

const runs = { numRuns: 1000, seed: 21 }

/** Equal but for the order of rows: kept rows stay where they were, new ones follow. */
function sorted(value: unknown): unknown {
  if (!Array.isArray(value)) {
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, sorted(v)]))
  }
  const items = value.map(sorted)
  return items.every((item) => typeof item === 'object')
    ? items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    : items
}
/** Rows that are all gone are an empty list, where another version had none to begin with. */
const withoutEmpty = (data: Data): unknown =>
  JSON.parse(JSON.stringify(data, (_k, v) => (Array.isArray(v) && v.length === 0 ? undefined : v)))
const same = (a: Data, b: Data) => isSame(sorted(withoutEmpty(a)), sorted(withoutEmpty(b)))

test('applying the difference leads to the new data', () => {
  fc.assert(
    fc.property(arbData, arbData, (before, after) => {
      const { data, conflicts } = apply(before, diff(before, after))
      expect(conflicts).toEqual([])
      expect(same(data, after)).toBe(true)
    }),
    runs,
  )
})

test('reverting leads back', () => {
  fc.assert(
    fc.property(arbData, arbData, (before, after) => {
      const changes = diff(before, after)
      const { data, conflicts } = apply(apply(before, changes).data, revert(changes))
      expect(conflicts).toEqual([])
      expect(same(data, before)).toBe(true)
    }),
    runs,
  )
})

const touches = (a: string[], b: string[]) => a.every((step, i) => i >= b.length || step === b[i])
const areDisjoint = (a: Change[], b: Change[]) => a.every((x) => b.every((y) => !touches(x.path, y.path)))

test('changes of different answers come together in any order', () => {
  fc.assert(
    fc.property(arbData, arbData, arbData, (base, mine, theirs) => {
      const theirChanges = diff(base, theirs)
      const myChanges = diff(base, mine).filter((change) => areDisjoint([change], theirChanges))
      const one = apply(apply(base, myChanges).data, theirChanges)
      const other = apply(apply(base, theirChanges).data, myChanges)
      expect([...one.conflicts, ...other.conflicts]).toEqual([])
      expect(same(one.data, other.data)).toBe(true)
    }),
    runs,
  )
})

const answerAt = (data: Data | Row, [name, id, ...rest]: string[]): unknown => {
  const answer = name !== undefined && Object.hasOwn(data, name) ? data[name] : undefined
  if (id === undefined) return answer
  const found = Array.isArray(answer) ? (answer as Row[]).find((r) => r.unique_id === id) : undefined
  return rest.length === 0 || !found ? found : answerAt(found, rest)
}

/** Is everything that was typed there? A row may have got more columns from somebody else. */
function contains(now: unknown, typed: unknown): boolean {
  if (isKeyed(typed))
    return (
      isKeyed(now) &&
      typed.every((r) =>
        contains(
          now.find((n) => n.unique_id === r.unique_id),
          r,
        ),
      )
    )
  if (typeof typed !== 'object' || typed === null || Array.isArray(typed)) return isSame(now ?? null, typed ?? null)
  return (
    typeof now === 'object' &&
    now !== null &&
    Object.entries(typed).every(([k, v]) => v === null || contains((now as Data)[k], v))
  )
}

test('nothing typed vanishes: every change stands in the record or among the conflicts', () => {
  fc.assert(
    fc.property(arbData, arbData, arbData, (base, mine, theirs) => {
      const stored = apply(base, diff(base, theirs)).data
      const changes = diff(base, mine)
      const { data, conflicts } = apply(stored, changes)
      for (const change of changes.filter(({ from, to }) => !says(from, to))) {
        const now = answerAt(data, change.path)
        const isAside = conflicts.some(({ path }) => isSame(path.slice(0, change.path.length), change.path))
        const isIn = contains(now, change.to)
        expect(isIn || isAside).toBe(true)
      }
    }),
    runs,
  )
})

// rule: records 15 order-of-rows
test('rows that stay keep their order', () => {
  fc.assert(
    fc.property(arbData, arbData, (before, after) => {
      const { data } = apply(before, diff(before, after))
      const order = (d: Data) => (Array.isArray(d['services']) ? (d['services'] as Row[]).map((r) => r.unique_id) : [])
      const kept = order(before).filter((id) => order(data).includes(id))
      expect(order(data).slice(0, kept.length)).toEqual(kept)
    }),
    runs,
  )
})

test('inputs are never changed', () => {
  fc.assert(
    fc.property(arbData, arbData, (before, after) => {
      frozen([before, after])
      apply(before, diff(before, after))
      mergePatch(before, after, ids())
    }),
    { numRuns: 300, seed: 22 },
  )
})
