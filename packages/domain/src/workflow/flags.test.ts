import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sampleActor, sampleFacts, sampleOccasion, samplePerson, sampleWorld } from '../access/sample.ts'
import { seenBy } from '../access/scope.ts'
import type { Uuid } from '../ids.ts'
import { does, frozen, refusalOf, sampleId } from '../records/sample.ts'
import type { Moment } from '../time.ts'
import { flagListCases, flagRightCases, flagStateCases } from './flags.cases.ts'
import { decideFlag, type Flag, flagFields, flagsAfter, flaggedTypes, isListedFlag, steppedFlag } from './flags.ts'

const config = sampleWorld()
const idOf = (n: number) => `d0000000-0000-4000-8000-00000000000${n}` as Uuid
const flagOf = (n: number, rest: Partial<Flag> = {}): Flag =>
  frozen({
    id: idOf(n),
    message: 'look',
    date: '2024-05-01',
    flagged_by: 'bilal',
    created_at: '2024-05-01T08:00:00.000Z' as Moment,
    removed: false,
    unflag_message: null,
    unflagged_by: null,
    unflagged_date: null,
    ...rest,
  })

const far = sampleFacts('carol', { seenBy: seenBy(samplePerson('carol', { groups: ['south'], agency: 'two' }), []) })

test.each(flagRightCases)('flags: $says', ({ does: deed, rights, inScope, outcome }) => {
  const actor = sampleActor('amal', { permissions: { case: rights } })
  const { decision } = decideFlag(config, actor, 'case', deed, inScope ? sampleFacts('amal') : far)
  expect(decision === 'yes' ? 200 : 403).toBe(outcome)
})

const scene = (flags: Flag[]) => ({
  role: { permissions: { case: ['read', 'flag', 'flag_update'] } },
  known: { flags: frozen(flags) },
  stored: { ...flagFields(flags), last_updated_by: 'bilal' },
})

test.each(flagStateCases)('a flag: $says', ({ before, does: step, flagged, flag_count, history }) => {
  const flags = before.map(({ removed }, n) => flagOf(n, { removed }))
  const carried =
    'add' in step
      ? does(scene(flags), 'flag.add', { flag: idOf(9), message: 'look' })
      : 'resolve' in step
        ? does(scene(flags), 'flag.resolve', { flag: idOf(step.resolve), message: 'seen' })
        : does(scene(flags), 'flag.edit', { flag: idOf(step.edit), message: 'look again' })
  expect(carried.record.data).toMatchObject({ flagged, flag_count })
  expect(carried.record.version).toBe(history === 'none' ? 3 : 4)
  if (history === 'none') return expect([carried.changes, carried.flag]).toEqual([[], undefined])
  expect(carried.action).toBe(history)
  expect(carried.changes.map(({ path }) => path[0])).toContain('flags')
  // A flag is no edit: the record still says who answered last.
  expect(carried.record.data['last_updated_by']).toBe('bilal')
})

test('a flag says who raised it and when; without a day it is for today', () => {
  const { flag } = does(scene([]), 'flag.add', { flag: idOf(1), message: 'look' })
  expect(flag).toEqual(
    flagOf(1, { flagged_by: 'amal', date: '2024-05-10', created_at: '2024-05-10T08:00:00.000Z' as Moment }),
  )
  expect(does(scene([]), 'flag.add', { flag: idOf(1), message: 'look', date: '2024-06-01' }).flag?.date).toBe(
    '2024-06-01',
  )
})

test('a resolved flag says who resolved it, when and how; what is left out of an edit stays', () => {
  const { flag } = does(scene([flagOf(1)]), 'flag.resolve', { flag: idOf(1), message: 'seen' })
  expect(flag).toEqual(
    flagOf(1, { removed: true, unflag_message: 'seen', unflagged_by: 'amal', unflagged_date: '2024-05-10' }),
  )
  expect(does(scene([flagOf(1)]), 'flag.edit', { flag: idOf(1), date: '2024-07-01' }).flag).toEqual(
    flagOf(1, { date: '2024-07-01' }),
  )
})

const wordless = { code: 'rule-broken', attribute: 'message', message: 'errors.models.flag.message' }
test.each([
  ['without a word', 'flag.add', { flag: idOf(2), message: ' ' }, wordless],
  ['emptied', 'flag.edit', { flag: idOf(1), message: '' }, wordless],
  [
    'too long',
    'flag.add',
    { flag: idOf(2), message: 'x'.repeat(256) },
    { code: 'invalid-answers', pointers: ['/message'] },
  ],
  [
    'for no day',
    'flag.add',
    { flag: idOf(2), message: 'x', date: 'soon' },
    { code: 'invalid-answers', pointers: ['/date'] },
  ],
  [
    'with half a character',
    'flag.resolve',
    { flag: idOf(1), message: '\ud800' },
    { code: 'invalid-answers', pointers: ['/message'] },
  ],
  ['with an id that is taken', 'flag.add', { flag: idOf(1), message: 'x' }, { code: 'id-taken', id: idOf(1) }],
  ['unknown', 'flag.resolve', { flag: idOf(5), message: 'x' }, { code: 'not-found', what: 'flag' }],
] as const)('a flag %s is refused', (_says, name, args, problem) => {
  expect(refusalOf(() => does(scene([flagOf(1)]), name, args))).toEqual(problem)
})

test('without the right to flag nothing is said of flags, not even that there is none', () => {
  const role = { permissions: { case: ['read', 'write'] } }
  const resolve = { flag: idOf(5), message: 'x' }
  expect(refusalOf(() => does({ role, known: { flags: [] } }, 'flag.resolve', resolve))).toEqual({
    code: 'forbidden',
    action: 'flag',
  })
})

const owners = {
  amal: samplePerson('amal', { groups: ['north'], agency: 'one' }),
  'of his group': samplePerson('bilal', { groups: ['north'], agency: 'two' }),
  'of his agency': samplePerson('carol', { groups: ['south'], agency: 'one' }),
  far: samplePerson('dawit', { groups: ['south'], agency: 'two' }),
}
const everyType = ['case', 'incident', 'tracing_request', 'registry_record', 'family']

test.each(flagListCases)('listed flags: $says', ({ scope, owner, granted, type, reads, flag, options = {}, lists }) => {
  const grantedTo = granted ? ['amal'] : []
  const person = owners[owner]
  const facts = sampleFacts(person.userName, { type: type ?? 'case', grantedTo, seenBy: seenBy(person, grantedTo) })
  const permissions = Object.fromEntries((reads ?? everyType).map((one) => [one, ['read']]))
  const actor = sampleActor('amal', { scope, permissions }, { groups: ['north'], agency: 'one' })
  const asked = {
    activeOnly: options.active_only === true,
    flaggedByMe: options.flagged_by_me === true,
    types: flaggedTypes(options.record_type),
  }
  expect(
    isListedFlag(actor, facts, flagOf(1, { removed: flag?.removed === true, flagged_by: flag?.by ?? 'bilal' }), asked),
  ).toBe(lists)
})

test('types are listed in the order in which they are asked for', () => {
  expect(flaggedTypes('incidents,cases,incidents,families,constructor')).toEqual(['incident', 'case'])
})

test('after any steps the count is that of the active flags', () => {
  const occasion = sampleOccasion('amal')
  const arbStep = fc.tuple(fc.constantFrom('add', 'edit', 'resolve'), fc.integer({ min: 0, max: 4 }))
  fc.assert(
    fc.property(fc.array(arbStep, { maxLength: 20 }), (steps) => {
      let flags: Flag[] = []
      for (const [deed, n] of steps) {
        const isThere = flags.some(({ id }) => id === idOf(n))
        if ((deed === 'add') === isThere) continue
        const outcome = steppedFlag(frozen(flags), { does: deed, id: idOf(n), message: 'x' } as const, occasion)
        const next = flagsAfter(flags, outcome)
        // Nothing is ever lost, and nothing resolved comes back by itself.
        expect(next.length).toBe(flags.length + (deed === 'add' ? 1 : 0))
        for (const one of flags.filter(({ removed }) => removed))
          expect(next.find(({ id }) => id === one.id)?.removed).toBe(true)
        flags = next
        const active = flags.filter(({ removed }) => !removed).length
        expect(flagFields(flags)).toEqual({ flagged: active > 0, flag_count: active })
      }
    }),
    { numRuns: 200, seed: 53 },
  )
})

test('every record type has flags', () => {
  for (const type of everyType) {
    const actor = sampleActor('amal', { permissions: { [type]: ['read', 'flag'] } })
    const facts = sampleFacts('amal', { type: type as 'case', id: sampleId })
    expect(decideFlag(config, actor, type as 'case', 'add', facts).decision).toBe('yes')
  }
})
