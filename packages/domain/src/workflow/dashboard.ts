// What a dashboard counts, as data: filters that a list understands, and by what the records are told apart. Counts in
// memory, addresses of v2 and statements of the server are made from the one description (workflow §7, api-admin §17).
import type { Actor } from '../access/actor.ts'
import type { RecordType } from '../configuration/bundle.ts'
import type { Filter } from '../search/filter.ts'
import type { Moment } from '../time.ts'

/** By what records are told apart: each answer of a field, or the place at `level` that the answer lies in. */
export type Pivot = {
  field: string
  level?: number
  /** Other answers are left out. */
  only?: readonly string[]
}

export type Indicator = {
  /** Key on the wire. */
  name: string
  type: RecordType
  filters: Filter[]
  /** None: one number. One: a number for each. Two: one for each pair. */
  by: Pivot[]
}

export type Dashboard = { name: string; indicators: Indicator[] }

/** Who looks, when, and where the instance is. */
export type DashboardView = {
  actor: Actor
  now: Moment
  zone: string
  /** Users whom he manages, himself among them. Not asked for where his scope is all. */
  manages: readonly string[]
}
