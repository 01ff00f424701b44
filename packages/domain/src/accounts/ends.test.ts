import { expect, test } from 'vitest'
import { type AccountEvent, endsOf, isSessionOver } from './ends.ts'
import { type EndCase, endCases } from './states.cases.ts'

const minute = 60
const now = 1_700_000_000

/** Seconds ago that the session began and was seen, where an event is only the passing of time. */
const passing: Partial<Record<EndCase['event'], { began: number; seen: number }>> = {
  'idle for an hour': { began: 90 * minute, seen: 60 * minute },
  'idle for 59 minutes': { began: 90 * minute, seen: 59 * minute },
  'session of twelve hours': { began: 12 * 60 * minute, seen: 0 },
}

function eventOf({ event }: EndCase): AccountEvent | undefined {
  const ago = passing[event]
  if (ago === undefined) return event as AccountEvent
  return isSessionOver({ began: now - ago.began, seen: now - ago.seen }, now)
}

test.each(endCases)('$says', (kase) => {
  const event = eventOf(kase)
  const { says, event: _event, tag, ...expected } = kase
  expect(event === undefined ? { session: 'goes on' } : endsOf(event)).toMatchObject(expected)
})

test('whatever takes the way in from somebody forgets the devices that were trusted', () => {
  const events = new Set(endCases.flatMap((kase) => eventOf(kase) ?? []))
  for (const event of events) {
    const { session, others, trusted } = endsOf(event)
    if (session === 'ends' && others === 'end' && event !== 'signed in elsewhere') expect(trusted).toBe('forgotten')
  }
})
