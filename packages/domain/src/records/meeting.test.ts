// What holds of every meeting, whatever the answers are. Single ones stand in the table, `meet.cases.ts`.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSame } from '../access/rows.ts'
import { apply, diff, type Kept } from './changes.ts'
import { meet, type Rule, says } from './meeting.ts'
import type { Answer, Change, Data } from './record.ts'
import { frozen } from './sample.ts'

const ranks: Rule = { kind: 'ask', caution: (answer) => ['low', 'medium', 'high'].indexOf(String(answer)) }
const ofField: Record<string, Rule> = {
  set: { kind: 'set' },
  permissions: { kind: 'permissions' },
  counts: { kind: 'counts' },
  later: { kind: 'later' },
  ask: { kind: 'ask' },
  risk: ranks,
}
const rules = ([name, , column]: string[]): Rule => ofField[column ?? name ?? ''] ?? { kind: 'ask' }

const arbChoices: fc.Arbitrary<Answer> = fc.subarray(['a', 'b', 'c', 'd'])
const arbCounts: fc.Arbitrary<Answer> = fc.record(
  { girls: fc.integer({ min: 0, max: 9 }), boys: fc.integer({ min: 0, max: 9 }) },
  { requiredKeys: [], noNullPrototype: true },
)
const arbText: fc.Arbitrary<Answer> = fc.constantFrom('x', 'y', 'z', '')
const arbRisk: fc.Arbitrary<Answer> = fc.constantFrom('low', 'medium', 'high')
const blank = fc.constantFrom<Answer | undefined>(undefined, null)
const arbOf: Record<string, fc.Arbitrary<Answer | undefined>> = {
  set: fc.oneof(arbChoices, blank),
  permissions: fc.oneof(arbChoices, blank),
  counts: fc.oneof(arbCounts, blank),
  later: fc.oneof(arbText, blank),
  ask: fc.oneof(arbText, blank),
  risk: fc.oneof(arbRisk, blank),
}
const arbMeeting = fc
  .constantFrom(...Object.keys(arbOf))
  .chain((name) => fc.tuple(fc.constant(name), ...three(arbOf[name] as fc.Arbitrary<Answer | undefined>)))

const three = <T>(of: fc.Arbitrary<T>) => [of, of, of] as const

const arbData: fc.Arbitrary<Data> = fc
  .record(arbOf as { [name: string]: fc.Arbitrary<Answer | undefined> }, { requiredKeys: [], noNullPrototype: true })
  .chain((plain) =>
    fc
      .uniqueArray(
        fc.tuple(fc.constantFrom('1', '2', '3'), fc.record({ ask: arbText, set: arbChoices, risk: arbRisk })),
        {
          selector: ([id]) => id,
        },
      )
      .map((rows): Data => ({ ...plain, rows: rows.map(([unique_id, row]) => ({ unique_id, ...row })) })),
  )

const runs = { numRuns: 1000, seed: 41 }
const inAnyOrder = (value: unknown): unknown => {
  if (Array.isArray(value))
    return value.map(inAnyOrder).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inAnyOrder(inner)]))
}
const alike = (a: unknown, b: unknown): boolean =>
  isSame(inAnyOrder(a), inAnyOrder(b)) || says(a as Answer, b as Answer)

// rule: ux 15.5 choices-and-counts-join
test('choices and counts come together alike whoever was first, and so does what is allowed', () => {
  fc.assert(
    fc.property(arbMeeting, ([name, base, one, other]) => {
      if (!['set', 'permissions', 'counts'].includes(name)) return
      const rule = ofField[name] as Rule
      const [first, second] = [meet(rule, base, one, other), meet(rule, base, other, one)]
      if (first.kept.length > 0 && name === 'counts') return
      expect(alike(first.force, second.force)).toBe(true)
    }),
    runs,
  )
})

test('the more careful of two answers is in force, whoever was first', () => {
  fc.assert(
    fc.property(arbOf['risk'] as fc.Arbitrary<Answer | undefined>, arbRisk, arbRisk, (base, one, other) => {
      if (says(base, one) || says(base, other)) return
      expect(meet(ranks, base, one, other).force).toBe(meet(ranks, base, other, one).force)
    }),
    runs,
  )
})

test('every claim is in force, joined or kept', () => {
  fc.assert(
    fc.property(arbMeeting, ([name, base, mine, now]) => {
      const { force, kept } = meet(ofField[name] as Rule, base, mine, now)
      const isKept = (claim: Answer | undefined) => kept.some((k) => isSame(k.claim, claim))
      const isJoined = kept.length === 0 && ['set', 'permissions', 'counts'].includes(name)
      const claimsNothing = (claim: Answer | undefined) => says(base, claim)
      expect(isJoined || claimsNothing(mine) || alike(force, mine) || isKept(mine)).toBe(true)
      expect(isJoined || claimsNothing(now) || alike(force, now) || isKept(now)).toBe(true)
    }),
    runs,
  )
})

/** What one device sends: it typed all of it over the same version. */
const sends = (stored: Data, changes: readonly Change[]) => apply(stored, changes, rules)
const touches = (a: string[], b: string[]) => a.every((step, i) => i >= b.length || step === b[i])

test('edits of different answers end the same in every interleaving of two devices', () => {
  fc.assert(
    fc.property(arbData, arbData, arbData, fc.array(fc.boolean(), { maxLength: 40 }), (base, mine, theirs, order) => {
      const others = diff(base, theirs)
      const ours = diff(base, mine).filter((change) => !others.some((other) => touches(change.path, other.path)))
      const [left, right] = [[...ours], [...others]]
      let data = base
      const kept: Kept[] = []
      for (const isLeft of [...order, ...Array.from({ length: 80 }, (_, i) => i % 2 === 0)]) {
        const change = (isLeft ? left : right).shift()
        if (change === undefined) continue
        const result = sends(data, [change])
        data = result.data
        kept.push(...result.conflicts)
      }
      expect(kept).toEqual([])
      expect(alike(data, sends(sends(base, ours).data, others).data)).toBe(true)
    }),
    runs,
  )
})

// rule: ux 15.2 no-edit-lost
test('nothing typed is lost where two devices meet: it stands in the record, joined, or beside it', () => {
  fc.assert(
    fc.property(arbData, arbData, arbData, (base, mine, theirs) => {
      const stored = sends(base, diff(base, theirs)).data
      const changes = diff(base, mine)
      const { data, conflicts } = sends(stored, changes)
      for (const { path, from, to } of changes) {
        if (path.length !== 1 || says(from, to)) continue
        const [name = ''] = path
        const isJoined = ['set', 'permissions', 'counts'].includes(name)
        const own = conflicts.filter((kept) => isSame(kept.path, path))
        expect(alike(data[name], to) || (isJoined && own.length === 0) || own.some((k) => isSame(k.to, to))).toBe(true)
      }
      // What was there before and is not any more is kept as a claim of who made it.
      for (const kept of conflicts.filter(({ path, isTheirs }) => isTheirs && path.length === 1)) {
        expect(isSame(kept.to, stored[kept.path[0] ?? ''])).toBe(true)
      }
    }),
    runs,
  )
})

test('what was sent and stands is no change when it comes again', () => {
  fc.assert(
    fc.property(arbData, arbData, (base, mine) => {
      const changes = diff(base, mine)
      const once = sends(base, changes).data
      const twice = sends(once, changes)
      expect(twice.conflicts).toEqual([])
      expect(twice.data).toEqual(once)
    }),
    runs,
  )
})

test('inputs are never changed', () => {
  fc.assert(
    fc.property(arbData, arbData, arbData, (base, mine, theirs) => {
      frozen([base, mine, theirs])
      sends(sends(base, diff(base, theirs)).data, diff(base, mine))
    }),
    { numRuns: 300, seed: 42 },
  )
})

test('what was typed over one’s own answer undoes no care that others took meanwhile', () => {
  const said = (from: Answer, to: Answer): Change[] => [{ path: ['x'], from, to }]
  const over = (rule: Rule, from: Answer, to: Answer, unheard: Change[]) =>
    apply({ x: from }, [{ path: ['x'], from, to }], () => ({ ...rule, unheard }))
  expect(over(ranks, 'high', 'low', said('low', 'medium'))).toEqual({
    data: { x: 'medium' },
    conflicts: [{ path: ['x'], from: 'high', to: 'low', kind: 'ask', isCautious: true }],
  })
  expect(over(ranks, 'high', 'low', said('medium', 'low'))).toEqual({ data: { x: 'low' }, conflicts: [] })
  const allows: Rule = { kind: 'permissions' }
  expect(over(allows, ['a'], ['a', 'b', 'c'], said(['a', 'b'], ['a']))).toMatchObject({
    data: { x: ['a', 'c'] },
    conflicts: [{ to: ['a', 'b', 'c'], kind: 'ask' }],
  })
  expect(over(allows, ['a'], ['a', 'b'], said(['a'], ['a', 'c'])).conflicts).toEqual([])
  expect(over({ kind: 'later' }, 'x', 'y', said('x', 'z'))).toEqual({ data: { x: 'y' }, conflicts: [] })
})
