// Who takes over what, before it is sent.
import { isDay } from '@primero/domain/time.ts'
import type { Candidate, Part, WhatIsLeft } from '../api.ts'

export type Plan = {
  /** One person for everything, or one for each part. */
  isOneForAll: boolean
  all: string
  byPart: Record<string, string>
  /** '' closes the account now. */
  on: string
  isLater: boolean
}

export const partKey = ({ type, module }: Part): string => `${type} ${module}`

export const takersOf = ({ candidates }: WhatIsLeft, part: Part): Candidate[] =>
  candidates.filter(({ takes }) => takes.some((one) => partKey(one) === partKey(part)))

/** Those who may take over all of it. */
export const takersOfAll = (left: WhatIsLeft): Candidate[] =>
  left.candidates.filter(({ takes }) => takes.length === left.parts.length)

export const startOf = (left: WhatIsLeft): Plan => ({
  isOneForAll: takersOfAll(left).length > 0,
  all: '',
  byPart: {},
  on: '',
  isLater: false,
})

const takerOf = (plan: Plan, part: Part): string => (plan.isOneForAll ? plan.all : (plan.byPart[partKey(part)] ?? ''))

export const isComplete = (plan: Plan, { parts }: WhatIsLeft): boolean =>
  parts.every((part) => takerOf(plan, part) !== '') && (!plan.isLater || isDay(plan.on))

export const leavingOf = (plan: Plan, { parts }: WhatIsLeft) => ({
  to: parts.map((part) => ({ type: part.type, module: part.module, user: Number(takerOf(plan, part)) })),
  on: plan.isLater && isDay(plan.on) ? plan.on : null,
})
