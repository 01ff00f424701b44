import { describe, expect, test } from 'vitest'
import type { Moment } from '../time.ts'
import { startOf } from './clock.ts'
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
import { answeredOver, type Link, linkPage, linkState, madeLink, mayManage, recoded, tried } from './one-time-link.ts'

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
  ended: { ...open, closed: 'ended' },
}

function played(state: State, event: (typeof events)[number], who: Kind): string {
  const link = inState[state]
  const isVisitor = who === 'visitor'
  if (event === 'code' || event === 'end') return mayManage(event, link, now)
  if (event === 'look') return linkPage(link, isVisitor, now)
  if (event === 'right' || event === 'wrong') return tried(link, event === 'right', now).is
  return answeredOver(link, event, isVisitor, now).is
}

describe('a one-time link', () => {
  test.each(states)('%s answers each event as its table says', (state) => {
    expect(linkState(inState[state], now)).toBe(state)
    // Who may make a code or end a link is asked where people are known; strangers hold no link at all.
    for (const event of events)
      for (const who of actors.filter((one) => ['holder', 'visitor', 'owner'].includes(one))) {
        const is = linkAnswers[state][event][who]
        if (is !== '-') expect({ state, event, who, is: played(state, event, who) }).toEqual({ state, event, who, is })
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
      return [is === 'ok' ? { ...link, closed: 'ended' } : link, is]
    }
    default:
      return [link.closed === null ? { ...link, closed: 'ended' } : link, 'ok']
  }
}
