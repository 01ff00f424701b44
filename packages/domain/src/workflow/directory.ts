// The service directory: who gives which help where, when, and in which language; who keeps it and who reads it; and how
// a provider answered before, in numbers that name nobody.
import type { Actor } from '../access/actor.ts'
import { may } from '../access/role.ts'
import type { Role } from '../configuration/bundle.ts'
import type { Uuid } from '../ids.ts'
import type { Day } from '../time.ts'
import { makingRights } from './making.ts'

export const staffs = ['women', 'men', 'both'] as const

/** Open on these days of the week, 0 is Sunday, from one time of the day to another: `08:00`. */
export type Opening = { days: number[]; from: string; to: string }

export type ProviderTerms = {
  name: string
  /** Ids of the lookup of service types. */
  services: string[]
  /** Codes of places; none: wherever somebody asks. */
  places: string[]
  languages: string[]
  /** Who works there; null: not known. */
  staff: (typeof staffs)[number] | null
  hours: Opening[]
  phone: string
  email: string
  address: string
  note: string
  /** Days on which it is closed beside its week. */
  closedOn: Day[]
  /** Referrals that it takes at once; 0: nobody for now; null: no limit. */
  capacity: number | null
  from: Day | null
  /** Its last day. */
  until: Day | null
  /** Whose people here answer for it; none of the three: it has no account here. */
  agency: string | null
  groups: string[]
  users: string[]
  /** Put aside: it is offered to nobody any more. */
  retired: boolean
}

export type Provider = ProviderTerms & { id: Uuid; version: number }

/** Reached by a link or a call: nobody there has an account. */
export const isOutside = ({ agency, groups, users }: Pick<ProviderTerms, 'agency' | 'groups' | 'users'>): boolean =>
  agency === null && groups.length === 0 && users.length === 0

export const isOffered = ({ retired, from, until }: Pick<ProviderTerms, 'retired' | 'from' | 'until'>, today: string) =>
  !retired && (from === null || from <= today) && (until === null || until >= today)

/** How many more it takes; null: no limit. `open`: referrals to it that wait or go on. */
export const roomOf = ({ capacity }: Pick<ProviderTerms, 'capacity'>, open: number): number | null =>
  capacity === null ? null : Math.max(0, capacity - open)

type Candidate = { userName: string; agency: string | null; groups: readonly string[] }

/** Who of those who may receive a record answers for it: whom it names, whose group, whose agency. */
export const isOf = (
  { agency, groups, users }: Pick<ProviderTerms, 'agency' | 'groups' | 'users'>,
  one: Candidate,
): boolean =>
  users.includes(one.userName) ||
  one.groups.some((group) => groups.includes(group)) ||
  // Named people or groups of an agency stand for it.
  (agency !== null && agency === one.agency && users.length === 0 && groups.length === 0)

/** Who keeps agencies keeps what is written of them; a role that is held to some agencies keeps those alone. */
export function mayKeepProvider(role: Role, of: Pick<ProviderTerms, 'agency'>): boolean {
  const list = role.objects?.agency ?? []
  return may(role, 'agency', 'write') && (list.length === 0 || (of.agency !== null && list.includes(of.agency)))
}

/** Whoever refers or hands over looks for somebody to refer to; and whoever keeps it. */
export const mayReadDirectory = ({ role }: Pick<Actor, 'role'>): boolean =>
  may(role, 'agency', 'write') ||
  (['Referral', 'Transfer'] as const).some((kind) =>
    makingRights({ type: 'case' }, kind, true).some((action) => may(role, 'case', action)),
  )

const time = /^([01]\d|2[0-3]):[0-5]\d$/

/** Is this a week that a clock can follow? */
export const isWeek = (hours: readonly Opening[]): boolean =>
  hours.every(
    ({ days, from, to }) =>
      days.length > 0 &&
      new Set(days).size === days.length &&
      days.every((day) => Number.isInteger(day) && day >= 0 && day <= 6) &&
      time.test(from) &&
      time.test(to) &&
      from < to,
  )

/** Open at that time of that day; undefined where nobody wrote it down. `at`: `HH:MM`. */
export const isOpenAt = (hours: readonly Opening[], day: number, at: string): boolean | undefined =>
  hours.length === 0 ? undefined : hours.some(({ days, from, to }) => days.includes(day) && from <= at && at < to)

/** What was counted of the referrals that went to a provider. */
export type Counted = { sent: number; accepted: number; rejected: number; waiting: number; medianHours: number | null }

/** How it answered before. null: too few to say, or kept back, as a small number tells of one person. */
export type Answering = {
  accepted: number | null
  rejected: number | null
  /** Whole days in which half of them were answered; 0: the same day. */
  days: number | null
}

/** How far back answers are counted. */
export const countedDays = 180
