// How a provider answered before, in numbers that name nobody.
import type { Answering, Counted } from './directory.ts'
import { smallestTold, withoutSmall } from './small-numbers.ts'

/** What is told of it; null where so little was sent that numbers would tell of single people. */
export function answeringOf({ sent, accepted, rejected, waiting, medianHours }: Counted): Answering | null {
  if (sent < smallestTold) return null
  const tallies = { accepted, rejected, waiting }
  const told = withoutSmall(Object.entries(tallies).map(([key, count]) => ({ keys: [key], count })))
  const of = (key: string) => told.find(({ keys }) => keys[0] === key)?.count ?? null
  const isAnswered = accepted + rejected >= smallestTold
  return {
    accepted: of('accepted'),
    rejected: of('rejected'),
    days: isAnswered && medianHours !== null ? Math.floor(medianHours / 24) : null,
  }
}
