import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkExpression, evaluate, holds, namesIn } from './expression.ts'

const girl = {
  sex: 'female',
  age: 9,
  risk_level: 'high',
  protection_concerns: ['neglect', 'labour'],
  registration_date: '2026-02-03',
  service_implemented_day_time: '2026-02-03T10:00:00.000Z',
  urgent: true,
  refused: false,
  emptied: null,
}

// rule: records 14 expressions
test.each<[string, unknown, boolean]>([
  ['eq: the same text', { eq: { sex: 'female' } }, true],
  ['eq: another text', { eq: { sex: 'male' } }, false],
  ['eq: a digit text is not the number', { eq: { age: '9' } }, false],
  ['eq: the same list in the same order', { eq: { protection_concerns: ['neglect', 'labour'] } }, true],
  ['eq: the same list in another order', { eq: { protection_concerns: ['labour', 'neglect'] } }, false],
  ['eq: false is what nobody ticked', { eq: { never_asked: false } }, true],
  ['eq: false is what was emptied', { eq: { emptied: false } }, true],
  ['eq: false is what was refused', { eq: { refused: false } }, true],
  ['eq: false is not what was ticked', { eq: { urgent: false } }, false],
  ['eq: null is what nobody answered', { eq: { never_asked: null } }, true],
  ['eq: null is not an answer', { eq: { sex: null } }, false],
  ['eq: one day, written in two ways', { eq: { registration_date: '2026-02-03T00:00:00Z' } }, true],
  ['eq: one moment in two zones', { eq: { service_implemented_day_time: '2026-02-03T13:00:00+03:00' } }, true],
  ['in: one of the list', { in: { risk_level: ['high', 'medium'] } }, true],
  ['in: none of the list', { in: { risk_level: ['low'] } }, false],
  ['in: every listed value is among the answers', { in: { protection_concerns: ['labour'] } }, true],
  ['in: one listed value is missing', { in: { protection_concerns: ['labour', 'trafficking'] } }, false],
  ['in: unanswered', { in: { never_asked: ['a'] } }, false],
  ['in: an empty list has nothing', { in: { risk_level: [] } }, false],
  ['gt', { gt: { age: 8 } }, true],
  ['gt: equal', { gt: { age: 9 } }, false],
  ['ge: equal', { ge: { age: 9 } }, true],
  ['lt', { lt: { age: 9 } }, false],
  ['le: equal', { le: { age: 9 } }, true],
  ['gt: an earlier day', { gt: { registration_date: '2025-12-31' } }, true],
  ['lt: a moment against a day', { lt: { service_implemented_day_time: '2026-02-04' } }, true],
  ['gt: unanswered has no order', { gt: { never_asked: 1 } }, false],
  ['lt: unanswered has no order', { lt: { never_asked: 1 } }, false],
  ['gt: several answers have no order', { gt: { protection_concerns: 'a' } }, false],
  ['gt: a number against a day', { gt: { age: '2020-01-01' } }, false],
  ['not', { not: { eq: { sex: 'male' } } }, true],
  ['and', { and: [{ eq: { sex: 'female' } }, { gt: { age: 5 } }] }, true],
  ['and: one does not hold', { and: [{ eq: { sex: 'female' } }, { gt: { age: 50 } }] }, false],
  ['or', { or: [{ eq: { sex: 'male' } }, { gt: { age: 5 } }] }, true],
  ['and of nothing holds', { and: [] }, true],
  ['or of nothing does not hold', { or: [] }, false],
  ['nothing in particular holds', {}, true],
  ['short-hand: equality', { sex: 'female' }, true],
  ['short-hand: several keys are all meant', { sex: 'female', risk_level: 'low' }, false],
  ['short-hand: a list is any of', { risk_level: ['low', 'high'] }, true],
  ['short-hand: a list of objects is any of', [{ sex: 'male' }, { risk_level: 'high' }], true],
  ['short-hand: operators side by side are all meant', { eq: { sex: 'female' }, gt: { age: 20 } }, false],
  [
    'nested as in the specification',
    {
      or: [{ eq: { sex: 'male' } }, { and: [{ eq: { sex: 'female' } }, { in: { risk_level: ['high', 'medium'] } }] }],
    },
    true,
  ],
  ['switched off', { disabled: true, eq: { sex: 'male' } }, true],
  ['not switched off', { disabled: false, eq: { sex: 'male' } }, false],
])('%s', (_title, condition, expected) => {
  expect(checkExpression(condition, 'condition')).toEqual([])
  expect(holds(condition, girl)).toBe(expected)
})

test('no condition holds', () => {
  expect(holds(undefined, {})).toBe(true)
  expect(holds(null, {})).toBe(true)
})

test('what only a prototype knows is unanswered', () => {
  expect(holds({ eq: { constructor: null } }, {})).toBe(true)
  expect(holds({ in: { constructor: ['Object'] } }, {})).toBe(false)
})

test.each<[string, unknown, string[]]>([
  ['an unknown operator', { xor: [{ eq: { a: 1 } }] }, ['/xor unknown-operator']],
  ['an unknown operator deep down', { and: [{ matches: { a: 'b' } }] }, ['/and/0/matches unknown-operator']],
  ['not of a list', { not: [{ eq: { a: 1 } }] }, ['/not not-a-condition']],
  ['and of one thing', { and: { eq: { a: 1 } } }, ['/and not-a-list']],
  ['gt of a list', { gt: { a: [1] } }, ['/gt/a not-comparable']],
  ['gt of nothing', { gt: { a: null } }, ['/gt/a not-comparable']],
  ['in without a list', { in: { a: 'b' } }, ['/in/a not-comparable']],
  ['eq of an object', { eq: { a: { b: 1 } } }, ['/eq/a not-comparable']],
  ['eq of two fields', { eq: { a: 1, b: 2 } }, ['/eq not-one-field']],
  ['eq of no field', { eq: {} }, ['/eq not-one-field']],
  ['a name that is no field', { eq: { __proto: 1 } }, ['/eq/__proto not-a-field-name']],
  ['a switch inside', { and: [{ disabled: true, a: 1 }] }, ['/and/0/disabled disabled-only-at-root']],
  ['a sum where a condition belongs', { and: [{ sum: ['a'] }] }, ['/and/0/sum not-a-condition']],
  ['a text', 'sex = female', ['/ not-a-condition']],
  ['sum of one field', { sum: 'a' }, ['/sum not-a-list-of-terms']],
  ['a term that is no number', { sum: ['a', true] }, ['/sum/1 not-a-calculation']],
  ['an unknown calculation', { sum: [{ max: ['a'] }] }, ['/sum/0/max unknown-operator']],
  ['two calculations', { sum: ['a'], avg: ['b'] }, ['/ not-one-operator']],
  ['half a place', { avg: { data: ['a'], extra: { decimalPlaces: 1.5 } } }, ['/avg not-a-list-of-terms']],
])('%s is a fault', (_title, e, faults) => {
  expect(checkExpression(e)).toEqual(faults)
})

test('a condition and a calculation are not taken for each other', () => {
  expect(checkExpression({ sum: ['a'] }, 'condition')).not.toEqual([])
  expect(checkExpression({ eq: { a: 1 } }, 'calculation')).not.toEqual([])
})

test('what cannot be read is not executed and hides nothing', () => {
  expect(holds({ xor: [{ eq: { sex: 'male' } }] }, girl)).toBe(true)
  expect(holds({ not: { xor: [{ a: 1 }] } }, girl)).toBe(true)
  expect(holds({ and: [{ xor: [{ a: 1 }] }, { eq: { sex: 'male' } }] }, girl)).toBe(false)
  expect(holds({ or: [{ xor: [{ a: 1 }] }, { eq: { sex: 'female' } }] }, girl)).toBe(true)
})

const score = { a: 3, b: 4, c: null, d: 'much', e: '5', list: ['1'] }

// rule: records 14 expressions
test.each<[string, unknown, number]>([
  ['sum', { sum: ['a', 'b'] }, 7],
  ['sum: what is missing or no number counts nothing', { sum: ['a', 'c', 'd', 'list', 'unheard'] }, 3],
  ['sum: literals', { sum: ['a', 5] }, 8],
  ['sum: nested', { sum: ['a', { sum: ['b', 1] }] }, 8],
  ['sum: option ids that are digits', { sum: ['a', 'e'] }, 8],
  ['sum of nothing', { sum: [] }, 0],
  ['sum: with places', { sum: { data: [0.125, 0.1], extra: { decimalPlaces: 2 } } }, 0.23],
  ['avg: floors', { avg: ['a', 'b'] }, 3],
  ['avg: divides by what was answered', { avg: ['a', 'b', 'c', 'unheard'] }, 3],
  ['avg: with places', { avg: { data: ['a', 'b'], extra: { decimalPlaces: 2 } } }, 3.5],
  ['avg: half goes up', { avg: { data: [1.005], extra: { decimalPlaces: 2 } } }, 1.01],
  ['avg: half goes away from zero', { avg: { data: [-2.5], extra: { decimalPlaces: 0 } } }, -3],
  ['avg: floors below zero, too', { avg: [-3, -4] }, -4],
  ['avg of nothing', { avg: [] }, 0],
  ['avg of unanswered', { avg: ['c', 'unheard'] }, 0],
  ['avg: without extra', { avg: { data: ['a', 'b'] } }, 3],
])('%s', (_title, calculation, expected) => {
  expect(checkExpression(calculation, 'calculation')).toEqual([])
  expect(evaluate(calculation, score)).toBe(expected)
})

test.each<[string, unknown]>([
  ['a condition', { eq: { a: 3 } }],
  ['an unknown operator', { max: ['a'] }],
  ['nothing', undefined],
  ['more than a number can hold', { sum: [1e308, 1e308] }],
])('%s gives no number', (_title, e) => {
  expect(evaluate(e, score)).toBe(null)
})

test('a calculation names the fields that it reads, once each', () => {
  expect(namesIn({ sum: ['a', 'b', 1, { avg: { data: ['a', 'c'] } }] })).toEqual(['a', 'b', 'c'])
})

test('a tree too deep to walk is a fault and stays undecided', () => {
  let deep: unknown = { eq: { sex: 'male' } }
  let sums: unknown = { sum: ['a'] }
  for (let i = 0; i < 5000; i++) [deep, sums] = [{ not: deep }, { sum: [sums] }]
  expect(checkExpression(deep).join()).toMatch(/too-deep$/)
  expect(holds(deep, girl)).toBe(true)
  expect(evaluate(sums, score)).toBe(null)
})

const operators = [
  'eq',
  'gt',
  'ge',
  'lt',
  'le',
  'in',
  'and',
  'or',
  'not',
  'sum',
  'avg',
  'xor',
  'disabled',
  '__proto__',
  'sex',
]
const leaf = fc.oneof(fc.constantFrom('sex', 'age', '2020-01-01', 'constructor'), fc.anything({ maxDepth: 1 }))
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    leaf,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...operators), tie('tree'), { maxKeys: 2 }),
  ),
}))

test('rubbish is answered, never thrown at', () => {
  fc.assert(
    fc.property(tree, fc.dictionary(fc.constantFrom('sex', 'age', 'a'), fc.anything()), (e, values) => {
      expect(typeof holds(e, values as never)).toBe('boolean')
      const number = evaluate(e, values as never)
      expect(number === null || Number.isFinite(number)).toBe(true)
      expect(Array.isArray(checkExpression(e))).toBe(true)
    }),
    { numRuns: 500 },
  )
})
