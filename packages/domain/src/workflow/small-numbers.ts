// Small numbers name people: for who may not list the records, numbers under five are kept back, and where a single one is
// missing among its neighbours, the next smallest with it, so that no sum tells it.
import type { Tally } from './dashboard-counts.ts'

/** The smallest number that is told. */
export const smallestTold = 5

export type ToldTally = { keys: string[]; count: number | null }

/** The same numbers; null for what is kept back. Of pairs, each row and each column is a sum that somebody may know. */
export function withoutSmall(tallies: readonly Tally[]): ToldTally[] {
  const hidden = new Set(tallies.filter(({ count }) => count < smallestTold))
  const lines = linesOf(tallies)
  for (let lone = loneIn(lines, hidden); lone !== undefined; lone = loneIn(lines, hidden)) hidden.add(lone)
  return tallies.map((tally) => ({ keys: tally.keys, count: hidden.has(tally) ? null : tally.count }))
}

/** Numbers that have a sum together: all, where there is one key; those that share one of two keys. */
function linesOf(tallies: readonly Tally[]): Tally[][] {
  const pivots = tallies[0]?.keys.length ?? 0
  if (pivots < 2) return [[...tallies]]
  return Array.from({ length: pivots }, (_, at) => [...Map.groupBy(tallies, ({ keys }) => keys[at]).values()]).flat()
}

/** Where a line misses a single number, the smallest of its others. */
function loneIn(lines: readonly Tally[][], hidden: ReadonlySet<Tally>): Tally | undefined {
  const line = lines.find((one) => one.length > 1 && one.filter((tally) => hidden.has(tally)).length === 1)
  return line?.filter((tally) => !hidden.has(tally)).toSorted((a, b) => a.count - b.count)[0]
}
