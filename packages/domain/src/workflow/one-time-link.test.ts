import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Moment } from '../time.ts'
import { momentFrom, startOf } from './clock.ts'
import { mayKeepLink } from './link-package.ts'
import {
  actors,
  events,
  type Kind,
  linkAnswers,
  linkStories,
  type State,
  states,
  type Step,
} from './one-time-link.cases.ts'
import {
  answeredOver,
  endedLink,
  type Link,
  linkPage,
  linkState,
  madeLink,
  mayManage,
  mostTries,
  recoded,
  tried,
} from './one-time-link.ts'
import type { Party } from './transition.ts'

const madeAt = '2026-03-01T08:00:00.000Z' as Moment
const now = '2026-03-01T09:00:00.000Z' as Moment
const fresh = madeLink(madeAt, 7, null)
const open = tried(recoded(fresh), true, now).link
const taken = answeredOver(open, 'accept', true, now).link
const wrongly = (link: Link, times: number): Link =>
  Array.from({ length: times }).reduce<Link>((next) => tried(next, false, now).link, link)

const inState: Record<State, Link> = {
  made: fresh,
  coded: recoded(fresh),
  opened: open,
  accepted: taken,
  locked: wrongly(open, 5),
  rejected: answeredOver(open, 'reject', true, now).link,
  done: answeredOver(taken, 'done', true, now).link,
  expired: { ...open, until: now },
  ended: endedLink(open),
}

const nobody: Party = { isRecipient: false, isSender: false, isOwner: false, isManager: false, isRemover: false }
/** As the case knows them; whoever holds the link is nobody to it. */
const parties: Partial<Record<Kind, Party>> = {
  sender: { ...nobody, isSender: true },
  owner: { ...nobody, isOwner: true },
  remover: { ...nobody, isRemover: true },
  reader: nobody,
  stranger: nobody,
}

function played(state: State, event: (typeof events)[number], who: Kind): string {
  const link = inState[state]
  const isVisitor = who === 'visitor'
  if (event === 'code' || event === 'end')
    return mayKeepLink(parties[who] ?? nobody, event) ? mayManage(event, link, now) : 'no'
  if (event === 'look') return linkPage(link, isVisitor, now)
  if (event === 'right' || event === 'wrong') return tried(link, event === 'right', now).is
  return answeredOver(link, event, isVisitor, now).is
}

describe('a one-time link', () => {
  test.each(states)('%s answers each event as its table says', (state) => {
    expect(linkState(inState[state], now)).toBe(state)
    for (const event of events)
      for (const who of actors) {
        const is = linkAnswers[state][event][who]
        // A stranger on the page guesses an address: there is no link to ask.
        const isGuess = who === 'stranger' && event !== 'code' && event !== 'end'
        if (is !== '-' && !isGuess)
          expect({ state, event, who, is: played(state, event, who) }).toEqual({ state, event, who, is })
      }
  })

  test.each(linkStories)('$says', ({ days = 7, consentUntil, uncoded, steps, link: becomes }) => {
    const end = consentUntil === undefined ? null : startOf(nextDay(consentUntil), 'UTC')
    let link = madeLink(madeAt, days, end)
    if (!uncoded) link = recoded(link)
    let visitor: 'a' | 'b' | undefined
    let last = madeAt
    for (const step of steps) {
      last = step.at as Moment
      const from = 'from' in step && step.from ? step.from : 'a'
      const [after, is] = stepped(link, step, visitor === from)
      if ((step.event === 'right' || step.event === 'old code') && (is === 'ok' || is === 'in')) visitor = from
      if ('is' in step) expect({ ...step, is }).toEqual(step)
      link = after
    }
    expect(linkState(link, last)).toBe(becomes === 'coded' && uncoded ? 'made' : becomes)
  })
})

const nextDay = (text: string): string => new Date(Date.parse(text) + 86_400_000).toISOString().slice(0, 10)

function stepped(link: Link, { event, at }: Step, isVisitor: boolean): [Link, string] {
  const when = at as Moment
  switch (event) {
    case 'look':
      return [link, linkPage(link, isVisitor, when)]
    case 'right':
    case 'wrong':
    case 'old code': {
      const { link: after, is } = tried(link, event === 'right', when)
      return [after, is]
    }
    case 'accept':
    case 'reject':
    case 'done': {
      const { link: after, is } = answeredOver(link, event, isVisitor, when)
      return [after, is]
    }
    case 'code': {
      const is = mayManage(event, link, when)
      return [is === 'ok' ? recoded(link) : link, is]
    }
    case 'end': {
      const is = mayManage(event, link, when)
      return [is === 'ok' ? endedLink(link) : link, is]
    }
    default:
      return [endedLink(link), 'ok']
  }
}

describe('whatever is done to a link, in whatever order, by whichever browser', () => {
  /** Where each event may lead from each state, time included; nothing leads out of what is over. */
  const over: readonly State[] = ['rejected', 'done', 'expired', 'ended']
  const onward: Record<State, readonly State[]> = {
    made: ['coded'],
    coded: ['opened', 'locked'],
    opened: ['coded', 'accepted', 'rejected', 'locked'],
    accepted: ['done', 'locked'],
    locked: ['coded', 'accepted'],
    rejected: [],
    done: [],
    expired: ['ended'],
    ended: [],
  }
  const moves: Step['event'][] = [...events, 'old code', 'case disabled']
  const steps = fc.array(
    fc.record({
      event: fc.constantFrom(...moves),
      from: fc.constantFrom('a' as const, 'b' as const),
      later: fc.constantFrom(0, 0, 0, 60_000, 31 * 60_000, 3 * 86_400_000, 8 * 86_400_000),
    }),
    { maxLength: 30 },
  )
  const links = fc.record({
    days: fc.integer({ min: 1, max: 14 }),
    consent: fc.constantFrom(null, '2026-03-02', '2026-03-20'),
    isAccepted: fc.boolean(),
  })

  test('it moves along its table, and what is over stays over, counts nothing and shows nothing', () => {
    fc.assert(
      fc.property(links, steps, ({ days, consent, isAccepted }, story) => {
        const consentEnd = consent === null ? null : startOf(nextDay(consent), 'UTC')
        let link = madeLink(madeAt, days, consentEnd, isAccepted)
        let at = madeAt
        let visitor: 'a' | 'b' | undefined
        for (const { event, from, later } of story) {
          at = momentFrom(at, later)
          const before = linkState(link, at)
          const [next, is] = stepped(link, { event, at, from } as Step, visitor === from)
          const after = linkState(next, at)
          if (after !== before && after !== 'ended') expect(onward[before], `${before}: ${event}`).toContain(after)
          if (over.includes(before)) {
            expect(['over', 'same', 'no', 'ok']).toContain(is)
            if (is === 'ok') expect(event).toBe('case disabled')
            expect({ ...next, closed: null }).toEqual({ ...link, closed: null })
            expect(over).toContain(after)
          }
          // Only typing a code on the page that asks for one counts, one by one.
          if (next.wrong > link.wrong) {
            expect(['wrong', 'old code']).toContain(event)
            expect(next.wrong).toBe(link.wrong + 1)
            expect(linkPage(link, false, at)).toBe('form')
          }
          expect(next.wrong).toBeLessThanOrEqual(mostTries)
          if (next.wrong < link.wrong) expect(['right', 'code']).toContain(event)
          // It lives longer by being accepted alone, and never past its consent.
          if (next.until !== link.until) expect([event, is]).toEqual(['accept', 'ok'])
          if (consentEnd !== null) expect(next.until <= consentEnd).toBe(true)
          // What was accepted is not taken again, and stays so.
          if (link.isAccepted) expect([next.isAccepted, event === 'accept' && is === 'ok']).toEqual([true, false])
          // Inside is who typed the right code last, half an hour ago at most.
          if (is === 'in' && event !== 'right') expect(visitor).toBe(from)
          if (event === 'right' && (is === 'ok' || is === 'in')) visitor = from
          if (event === 'code' && is === 'ok') expect(linkPage(next, true, at)).toBe('form')
          link = next
        }
      }),
      { numRuns: 500, seed: 82 },
    )
  })

  test('a code is none before one was made', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 12 }), (tries) => {
        const link = tries.reduce<Link>((next, isRight) => tried(next, isRight, now).link, fresh)
        expect(link).toEqual(fresh)
      }),
    )
  })
})
