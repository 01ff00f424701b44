// When a hint of a notice leaves: not in somebody's quiet hours, and gathered as they wish (ux §6.5).
import { instantOf } from '../forms/answer.ts'
import type { Moment } from '../time.ts'
import { momentFrom } from './clock.ts'
import type { NoticeWay } from './notices.ts'

export const digests = ['at_once', 'hourly', 'daily'] as const
export type Digest = (typeof digests)[number]

/** `HH:MM` on clocks where somebody is: from included, to excluded, over midnight where from is later. */
export type Quiet = { from: string; to: string }

/** `urgentWaits`: urgent ones keep to it, too. */
export type NoticeTimes = { zone: string; quiet: Quiet | null; digest: Digest; urgentWaits: boolean }

const timeShape = /^(?:[01]\d|2[0-3]):[0-5]\d$/
export const isTimeOfDay = (text: string): boolean => timeShape.test(text)

const minute = 60_000
const day = 24 * 60
/** A daily digest comes then. */
const morning = '07:00'

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known) return known
  const shape = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  let clock: Intl.DateTimeFormat
  try {
    clock = new Intl.DateTimeFormat('en-GB', { ...shape, timeZone: zone })
  } catch {
    clock = new Intl.DateTimeFormat('en-GB', { ...shape, timeZone: 'UTC' })
  }
  clocks.set(zone, clock)
  return clock
}

/** Minutes since midnight, as clocks in the zone show them; of a zone that nobody knows, as in UTC. */
export const minuteAt = (moment: Moment, zone: string): number => minuteOf(clockOf(zone).format(instantOf(moment) ?? 0))

export function isQuietAt(now: Moment, { quiet, zone }: Pick<NoticeTimes, 'quiet' | 'zone'>): boolean {
  if (quiet === null) return false
  const [from, to, shown] = [minuteOf(quiet.from), minuteOf(quiet.to), minuteAt(now, zone)]
  return from <= to ? shown >= from && shown < to : shown >= from || shown < to
}

/** When what arose at this moment leaves by this way. Push knows no digest: it is gone when it comes late. */
export function leavesAt(way: NoticeWay, at: Moment, urgent: boolean, times: NoticeTimes): Moment {
  if (urgent && !times.urgentWaits) return at
  const gathered = way === 'send_mail' ? gatheredAt(at, times) : at
  return times.quiet !== null && isQuietAt(gathered, times) ? nextTime(times.quiet.to, gathered, times.zone) : gathered
}

function gatheredAt(at: Moment, { digest, zone }: NoticeTimes): Moment {
  if (digest === 'at_once') return at
  if (digest === 'daily') return nextTime(morning, at, zone)
  const from = wholeMinute(at)
  return momentFrom(from, ((60 - (minuteAt(from, zone) % 60)) % 60) * minute)
}

/** This minute where it has just begun, else the next. */
function wholeMinute(at: Moment): Moment {
  const over = (instantOf(at) ?? 0) % minute
  return over === 0 ? at : momentFrom(at, minute - over)
}

/** The next time that clocks there show this. Where they leap over it: the moment after the leap. */
function nextTime(time: string, at: Moment, zone: string): Moment {
  const wanted = minuteOf(time)
  const from = wholeMinute(at)
  let found = momentFrom(from, forward(minuteAt(from, zone), wanted) * minute)
  const off = forward(minuteAt(found, zone), wanted)
  if (off === 0) return found
  // Clocks went back meanwhile.
  if (off < day / 2) return momentFrom(found, off * minute)
  found = momentFrom(found, (off - day) * minute)
  while (forward(minuteAt(found, zone), wanted) > 0 && forward(minuteAt(found, zone), wanted) < day / 2)
    found = momentFrom(found, minute)
  return found
}

const forward = (from: number, to: number): number => (to - from + day) % day
