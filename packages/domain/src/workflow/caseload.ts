// How a team's open cases lie on its people: how many each has, and how heavy they are. A balance is a hint for whoever
// reassigns; nothing is ever moved by it.
import type { Filter } from '../search/filter.ts'
import type { Tally } from './dashboard-counts.ts'
import { byManaged, is, open } from './dashboard-terms.ts'
import type { DashboardView, Indicator } from './dashboard.ts'

/** A case of high risk takes about as much of a week as three of low risk. */
const weights: ReadonlyMap<string, number> = new Map([
  ['high', 3],
  ['medium', 2],
])
const usual = 1

/** By more than this part of the middle of the team a load stands out. */
const tolerance = 0.5
/** Smaller differences are no hint, however small the team's loads are. */
const leastApart = 3

export type Caseload = {
  userName: string
  open: number
  high: number
  /** Open cases, each counted by its risk. */
  load: number
  balance: 'above' | 'even' | 'below'
}

/** Open cases by owner, and by owner and risk: the second is for whoever may ask by risk. */
export function caseloadIndicators(view: DashboardView): { all: Indicator; byRisk: Indicator } {
  const owner = byManaged('owned_by', view)
  const counted = { type: 'case' as const, filters: [...open] }
  return {
    all: { ...counted, name: 'caseload', by: [owner] },
    byRisk: { ...counted, name: 'caseload_by_risk', by: [owner, { field: 'risk_level' }] },
  }
}

/** The list of somebody's open cases. */
export const openOf = (userName: string): Filter[] => [...open, is('owned_by', userName)]

/** `people`: all among whom the work may be shared, those without a case too. The heaviest load stands first. */
export function caseloads(people: readonly string[], all: readonly Tally[], byRisk: readonly Tally[]): Caseload[] {
  const names = [...new Set([...people, ...all.flatMap(({ keys }) => keys.slice(0, 1))])]
  const lines = names.map((userName) => lineOf(userName, all, byRisk))
  const middle = lines.reduce((sum, { load }) => sum + load, 0) / Math.max(1, lines.length)
  return lines
    .map((line) => ({ ...line, balance: balanceOf(line.load, middle) }))
    .toSorted((a, b) => b.load - a.load || b.open - a.open || (a.userName < b.userName ? -1 : 1))
}

function lineOf(userName: string, all: readonly Tally[], byRisk: readonly Tally[]): Omit<Caseload, 'balance'> {
  const sum = (tallies: readonly Tally[], of: (tally: Tally) => number): number =>
    tallies.filter(({ keys }) => keys[0] === userName).reduce((total, tally) => total + of(tally), 0)
  const open = sum(all, ({ count }) => count)
  const more = sum(byRisk, ({ keys, count }) => ((weights.get(keys[1] ?? '') ?? usual) - usual) * count)
  const high = sum(byRisk, ({ keys, count }) => (keys[1] === 'high' ? count : 0))
  return { userName, open, high, load: open * usual + more }
}

function balanceOf(load: number, middle: number): Caseload['balance'] {
  if (Math.abs(load - middle) < leastApart) return 'even'
  if (load > middle * (1 + tolerance)) return 'above'
  return load < middle * (1 - tolerance) ? 'below' : 'even'
}
