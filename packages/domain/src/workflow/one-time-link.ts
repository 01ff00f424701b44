// A provider without an account answers a referral through a link, which opens with a code that travels by another way.
// Pure: what the link is now, which page it shows, and what a code or an answer makes of it.
import type { Moment } from '../time.ts'
import { momentFrom } from './clock.ts'

const day = 86_400_000
export const linkDays = { usual: 7, most: 14 } as const
const daysAccepted = 30
/** Wrong codes in a row that lock it. */
export const mostTries = 5
const visitLasts = 30 * 60_000

export type Link = {
  /** The first moment at which it is over. */
  until: Moment
  /** The same, by its consent. */
  consentUntil: Moment | null
  hasCode: boolean
  /** Wrong codes in a row. */
  wrong: number
  /** Opened with the code that it has now. */
  isOpened: boolean
  isAccepted: boolean
  closed: 'rejected' | 'done' | 'ended' | null
  /** Until when the visit is open that came last. */
  visitUntil: Moment | null
}

export type LinkState = 'made' | 'coded' | 'opened' | 'accepted' | 'locked' | 'rejected' | 'done' | 'expired' | 'ended'
export type LinkPage = 'form' | 'locked' | 'in' | 'over'
export type LinkAnswer = 'accept' | 'reject' | 'done'
/** `ok`: something came of it. `same`: answered as before. A page: that is what he is shown. */
export type LinkStep = { link: Link; is: 'ok' | 'same' | LinkPage }

const earlier = (a: Moment, b: Moment | null): Moment => (b !== null && b < a ? b : a)

/** `isAccepted`: the referral is, over a link before it. */
export const madeLink = (at: Moment, days: number, consentUntil: Moment | null, isAccepted = false): Link => ({
  until: earlier(momentFrom(at, days * day), consentUntil),
  consentUntil,
  hasCode: false,
  wrong: 0,
  isOpened: false,
  isAccepted,
  closed: null,
  visitUntil: null,
})

export function linkState(link: Link, now: Moment): LinkState {
  if (link.closed !== null) return link.closed
  if (now >= link.until) return 'expired'
  if (link.wrong >= mostTries) return 'locked'
  if (link.isAccepted) return 'accepted'
  return link.isOpened ? 'opened' : link.hasCode ? 'coded' : 'made'
}

/** `isVisitor`: this browser came with the right code last. */
const isIn = ({ visitUntil }: Link, isVisitor: boolean, now: Moment): boolean =>
  isVisitor && visitUntil !== null && now < visitUntil

export function linkPage(link: Link, isVisitor: boolean, now: Moment): LinkPage {
  switch (linkState(link, now)) {
    case 'made':
    case 'coded':
      return 'form'
    case 'opened':
    case 'accepted':
      return isIn(link, isVisitor, now) ? 'in' : 'form'
    case 'locked':
      return 'locked'
    default:
      return 'over'
  }
}

/** A new code is the only one, unlocks the link, and ends whatever visit is open. It makes the link live no longer. */
export const recoded = (link: Link): Link => ({
  ...link,
  hasCode: true,
  wrong: 0,
  isOpened: false,
  visitUntil: null,
})

/** May a code be made, or the link be ended, in this state? `same`: it is over already. */
export function mayManage(event: 'code' | 'end', link: Link, now: Moment): 'ok' | 'same' | 'no' {
  if (linkPage(link, false, now) !== 'over') return 'ok'
  return event === 'end' ? 'same' : 'no'
}

/** By who made it, or by what is around it. It stays ended, whatever is opened again; what was over is over as it was. */
export const endedLink = (link: Link, why: NonNullable<Link['closed']> = 'ended'): Link => ({
  ...link,
  closed: link.closed ?? why,
})

/** A code was typed. Without one to compare it with, it is wrong and counts for nothing. */
export function tried(link: Link, isRight: boolean, now: Moment): LinkStep {
  const page = linkPage(link, false, now)
  if (page !== 'form' || !link.hasCode) return { link, is: page }
  if (isRight) {
    const opened = { ...link, wrong: 0, isOpened: true, visitUntil: momentFrom(now, visitLasts) }
    return { link: opened, is: link.isOpened || link.isAccepted ? 'in' : 'ok' }
  }
  const counted = { ...link, wrong: link.wrong + 1 }
  return counted.wrong < mostTries
    ? { link: counted, is: 'form' }
    : { link: { ...counted, visitUntil: null }, is: 'locked' }
}

const closing = { reject: 'rejected', done: 'done' } as const

/** An answer on the page. A phone that lost the reply sends it again. */
export function answeredOver(link: Link, event: LinkAnswer, isVisitor: boolean, now: Moment): LinkStep {
  const page = linkPage(link, isVisitor, now)
  if (page === 'over' && event !== 'accept' && link.closed === closing[event] && isIn(link, isVisitor, now))
    return { link, is: 'same' }
  if (page !== 'in') return { link, is: page }
  if (link.isAccepted !== (event === 'done')) return { link, is: 'same' }
  if (event === 'accept') {
    const until = earlier(momentFrom(now, daysAccepted * day), link.consentUntil)
    return { link: { ...link, isAccepted: true, until }, is: 'ok' }
  }
  return { link: { ...link, closed: closing[event] }, is: 'ok' }
}
