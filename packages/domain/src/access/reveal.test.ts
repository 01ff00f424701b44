import { expect, test } from 'vitest'
import type { Role } from '../configuration/bundle.ts'
import type { Uuid } from '../ids.ts'
import {
  hiddenNameCases,
  reasonLength as lengths,
  type RevealCase,
  revealCases,
  type RevealedCase,
  revealedCases,
  revealMinutes,
} from './reveal.cases.ts'
import { isRevealed, mayReveal, type Place, reasonLength, type Reveal, revealLasts, shownName } from './reveal.ts'
import { sampleActor, sampleFacts } from './sample.ts'

const amal = (role: Partial<Role>) => sampleActor('amal', { scope: 'group', ...role })
const factsOf = (record: RevealCase['record']) =>
  record === 'out of reach'
    ? sampleFacts('bilal', { seenBy: ['u:bilal'] })
    : sampleFacts(record === 'own' ? 'amal' : 'bilal')

test('it lasts as long, and asks for as much, as was decided', () => {
  expect(revealLasts).toBe(revealMinutes * 60)
  expect(reasonLength).toEqual(lengths)
})

test.each(revealCases)('$says', ({ identity, record, reason, provedAgo, answer }) => {
  const isProved = provedAgo !== undefined && provedAgo <= 10
  expect(mayReveal(amal({ identity }), factsOf(record), reason, isProved)).toBe(answer)
})

test('a reason is no essay', () => {
  const reason = (length: number) =>
    mayReveal(amal({ identity: 'reveal' }), factsOf('in reach'), 'x'.repeat(length), true)
  expect(reason(500)).toBe('shown')
  expect(reason(501)).toBe('needs-reason')
})

const here = 'session-one'
const minute = 60

/** Does the name show, by what became of the reveal since? */
function shows({ after, since, where }: RevealedCase): boolean {
  const facts = sampleFacts('bilal', since === 'out of reach' ? { seenBy: ['u:bilal'] } : {})
  const record = where === 'another record' ? ('a0000000-0000-4000-8000-000000000002' as Uuid) : facts.id
  const reveal: Reveal = { record, session: here, at: 1000 }
  const isElsewhere = since === 'signed out' || since === 'session ended' || since === 'another device'
  const seesIdentity = isRevealed(amal({ identity: since === 'role changed' ? 'none' : 'reveal' }), facts, reveal, {
    session: isElsewhere ? 'session-two' : here,
    now: 1000 + after * minute,
    place: (where === 'another record' ? 'show' : where) satisfies Place,
  })
  const isHidden = since === 'owner hid the name'
  return seesIdentity && shownName('v2', { isHidden, seesIdentity, isOwner: false }) === 'name'
}

test.each(revealedCases)('a reveal: $says', (kase) => {
  expect(shows(kase)).toBe(kase.shown)
})

const told = { name: 'the name', mask: '*******', nothing: 'nothing' } as const

test.each(hiddenNameCases)('a protected name: $says', ({ hidden, identity, isOwner, where, name }) => {
  const seesIdentity = identity === 'scope' || (identity === 'own' && isOwner)
  expect(told[shownName(where, { isHidden: hidden, seesIdentity, isOwner })]).toBe(name)
})
