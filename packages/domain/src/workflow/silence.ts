// A referral that nobody answers: its sender is told, then who manages the owner. Pure: a function of what was asked for
// and of the clock.
import { timeframeOf } from '../cases/due.ts'
import { instantOf } from '../forms/answer.ts'
import type { Moment } from '../time.ts'
import { type CareFrom, careOf, isClinical } from './clinical-care.ts'
import { momentFrom } from './clock.ts'
import type { Transition } from './transition.ts'

const day = 24 * 3_600_000
const byRisk: Record<string, number> = { high: day, medium: 3 * day }
const usual = 7 * day

/** What a referral asks for, when it is sent. */
export type Asking = {
  module: string
  service: string | null
  /** Timeframe of its service, and risk of the case, as they were answered. */
  timeframe: unknown
  risk: unknown
  /** When the incidents of the case happened. */
  incidents: readonly unknown[]
  /** When what needs care happened, as the case says it. */
  since?: unknown
  zone: string
  at: Moment
}

/** When each is told that nobody answered. */
export type Pace = { sender: Moment; managers: Moment; deadline: Moment | null; from: CareFrom }

/** The answer is wanted within a length; as much time again later, at most a day, the managers hear. */
export function paceOf(asking: Asking): Pace {
  const { at, timeframe, risk, incidents, zone } = asking
  const wanted = timeframeOf(timeframe)
  const isCare = isClinical(asking)
  const length = isCare ? Math.min(wanted ?? day, day) : (wanted ?? byRisk[String(risk)] ?? usual)
  const care = isCare ? careOf(at, asking.since, incidents, zone) : null
  const deadline = care?.by ?? null
  const left = deadline === null ? 0 : (instantOf(deadline) ?? 0) - (instantOf(at) ?? 0)
  const [quarter, half] = left > 0 ? [Math.floor(left / 4), Math.floor(left / 2)] : [Infinity, Infinity]
  return {
    sender: momentFrom(at, Math.min(length, quarter)),
    managers: momentFrom(at, Math.min(length + Math.min(length, day), half)),
    deadline,
    from: care?.from ?? null,
  }
}

/** Was an answer to it wanted within a day? For clinical care it always is: that counts by the hour. */
export const isWantedSoon = ({ silence, createdAt }: Pick<Transition, 'silence' | 'createdAt'>): boolean =>
  silence != null && (instantOf(silence.sender) ?? 0) - (instantOf(createdAt) ?? 0) <= day

type Waiting = Pick<Transition, 'type' | 'status' | 'remote'>

/** Can anybody still answer it here, in the app or over a one-time link? */
export const isAwaited = (
  { type, status, remote }: Waiting,
  { isLinked, isOpen }: { isLinked: boolean; isOpen: boolean },
): boolean => type === 'Referral' && status === 'in_progress' && (!remote || isLinked) && isOpen

export const stages = ['sender', 'managers'] as const
export type Stage = (typeof stages)[number]

/** Who is told now, in this order. `told`: how many stages were told already. */
export const stagesDue = (pace: Pick<Pace, Stage>, told: number, now: Moment): Stage[] =>
  stages.filter((stage, at) => at >= told && pace[stage] <= now)
