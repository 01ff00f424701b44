import { expect, test } from 'vitest'
import type { Carried } from './carried.ts'
import type { Kept } from './changes.ts'
import type { Answer } from './record.ts'
import { does, refusalOf } from './sample.ts'

test('nobody puts aside a claim about a service that he does not see', () => {
  const row = (who: string) => ({
    unique_id: who,
    service_implementing_agency_individual: who,
    service_response_type: 'clinic',
  })
  const path = (who: string) => ['services_section', who, 'service_response_type']
  const puts = (who: string) =>
    does(
      {
        user: 'bilal',
        role: { permissions: { case: ['read', 'write', 'service_own_entries_only'] } },
        stored: { services_section: [row('amal'), row('bilal')] },
        facts: { seenBy: ['u:amal', 'u:bilal'] },
        known: {
          conflict: {
            kind: 'ask',
            changes: ['amal', 'bilal'].map((of) => ({
              path: path(of),
              from: 'clinic',
              to: 'ward',
              kind: 'ask' as const,
            })),
            removed: [],
          },
        },
      },
      'conflict.settle',
      { conflict: 1, choices: [{ path: path(who), take: 'force', ...(who === 'bilal' ? { seen: 'clinic' } : {}) }] },
    )
  expect(puts('bilal').settles).toEqual([{ path: path('bilal'), take: 'force' }])
  expect(refusalOf(() => puts('amal'))).toEqual({ code: 'unknown-keys', keys: [path('amal').join('/')] })
})

const rowId = '5b1c7a52-8f7e-4c0a-9d0e-3f1f5a7c2b01'
const family = (rest: object) => ({
  unique_id: rowId,
  relation_name: 'Rana',
  relation: 'mother',
  relation_age: 40,
  ...rest,
})
const at = ['family_details_section', rowId]

/** Somebody without identity settles claims about a row that was removed. */
const restores = (changes: Kept[], choices: object[], row: object = family({}), id = rowId) =>
  does(
    {
      user: 'root',
      role: { identity: 'none', scope: 'all' },
      stored: { family_details_section: [] },
      known: {
        conflict: {
          kind: 'ask',
          changes,
          removed: [{ path: ['family_details_section', id], from: row as unknown as Answer, to: null }],
        },
      },
    },
    'conflict.settle',
    { conflict: 1, choices },
  )
const claim = (path: string[], from: unknown, to: unknown): Kept => ({
  path,
  from: from as Answer,
  to: to as Answer,
  kind: 'ask',
})
const rowsAfter = (carried: Carried): unknown => carried.record.data['family_details_section']

test('a row comes back as it was, with all that was chosen of it', () => {
  const [kin, age] = [claim([...at, 'relation'], 'mother', 'aunt'), claim([...at, 'relation_age'], 40, 41)]
  const choices = [kin, age].map(({ path }) => ({ path, take: 'claim' }))
  const carried = restores([kin, age], choices)
  expect(rowsAfter(carried)).toEqual([family({ relation: 'aunt', relation_age: 41 })])
  expect(carried).toMatchObject({ outcome: 'applied', auditAction: 'settle_conflict' })
})

test('what is asked no more, and what was stamped, comes back too', () => {
  const kin = claim([...at, 'relation'], 'mother', 'aunt')
  const row = family({ asked_once: 'yes' })
  expect(rowsAfter(restores([kin], [{ path: kin.path, take: 'claim' }], row))).toEqual([{ ...row, relation: 'aunt' }])
})

test('an answer that the claim takes away stays away', () => {
  const gone = claim([...at, 'relation'], 'mother', null)
  const age = claim([...at, 'relation_age'], 40, 41)
  const carried = restores(
    [gone, age],
    [
      { path: age.path, take: 'claim' },
      { path: gone.path, take: 'other', value: 'x' },
    ],
  )
  expect(rowsAfter(carried)).toEqual([family({ relation: 'x', relation_age: 41 })])
})

test('a row that was edited as a whole says what its author said, but for what is hidden from who settles', () => {
  const { relation_name: _hidden, ...seen } = family({})
  const whole = [{ path: at, take: 'claim' }]
  const byOneWithout = claim(at, seen, { ...seen, relation: 'aunt' })
  expect(rowsAfter(restores([byOneWithout], whole))).toEqual([family({ relation: 'aunt' })])
  const byOneWith = claim(at, family({}), family({ relation_name: 'Rania', relation: 'aunt' }))
  expect(rowsAfter(restores([byOneWith], whole))).toEqual([family({ relation: 'aunt' })])
  const cleared = claim(at, family({}), { unique_id: rowId, relation: 'mother' })
  const { relation_age: _age, ...left } = family({})
  expect(rowsAfter(restores([cleared], whole))).toEqual([left])
})

test('where nothing is known of the row, all of the claim comes back', () => {
  const byOneWith = claim(at, family({}), family({ relation: 'aunt' }))
  const elsewhere = { ...family({}), unique_id: '5b1c7a52-8f7e-4c0a-9d0e-3f1f5a7c2b02' }
  const carried = restores([byOneWith], [{ path: at, take: 'claim' }], elsewhere, elsewhere.unique_id)
  expect(rowsAfter(carried)).toEqual([family({ relation: 'aunt' })])
})

test('who writes the row anew leaves what is hidden from him, and may not say what it holds', () => {
  const kept = claim(at, family({}), family({ relation: 'aunt' }))
  const writes = (value: object) => restores([kept], [{ path: at, take: 'other', value }])
  const value = { unique_id: rowId, relation: 'cousin' }
  expect(rowsAfter(writes(value))).toEqual([{ ...value, relation_name: 'Rana' }])
  expect(refusalOf(() => writes({ ...value, relation_name: 'Guess' }))).toEqual({
    code: 'unknown-keys',
    keys: ['family_details_section/relation_name'],
  })
})

test('nobody brings back a service of somebody else that he never saw', () => {
  const row = { unique_id: 's1', service_implementing_agency_individual: 'amal', service_response_type: 'clinic' }
  const path = ['services_section', 's1', 'service_response_type']
  const brings = () =>
    does(
      {
        user: 'bilal',
        role: { permissions: { case: ['read', 'write', 'service_own_entries_only'] } },
        stored: { services_section: [] },
        facts: { seenBy: ['u:amal', 'u:bilal'] },
        known: {
          conflict: {
            kind: 'ask',
            changes: [claim(path, 'clinic', 'ward')],
            removed: [{ path: path.slice(0, 2), from: row as unknown as Answer, to: null }],
          },
        },
      },
      'conflict.settle',
      { conflict: 1, choices: [{ path, take: 'claim' }] },
    )
  expect(refusalOf(brings)).toEqual({ code: 'unknown-keys', keys: [path.join('/')] })
})
