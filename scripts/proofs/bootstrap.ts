// How sure is a difference of medians? By drawing again and again from what was measured.
import type { Random } from '@primero/server/training/random.ts'
import { median } from './evidence.ts'

export type Interval = { low: number; high: number }

const drawn = (values: readonly number[], random: Random): number[] =>
  values.map(() => values[random.below(values.length)] as number)

/** The 95 % interval of (median of a − median of b), as a share of the median of b. */
export function differenceOfMedians(
  a: readonly number[],
  b: readonly number[],
  random: Random,
  draws = 4000,
): Interval {
  const whole = median([...b])
  const found = Array.from({ length: draws }, () => (median(drawn(a, random)) - median(drawn(b, random))) / whole)
  found.sort((x, y) => x - y)
  const at = (share: number): number => found[Math.min(draws - 1, Math.floor(share * draws))] ?? 0
  return { low: at(0.025), high: at(0.975) }
}

export const isWithin = ({ low, high }: Interval, share: number): boolean => low >= -share && high <= share
