// The union of all readable bytes for many roles at random: each seed is a house of its own.
import { playParts } from './by-tests.ts'
import { writeEvidence } from './evidence.ts'
import { numbersFrom } from './options.ts'

const file = 'packages/server/test/access/random-roles.pg.test.ts'
const title = 'somebody of a role at random sees no byte that his rights hide'
const rolesPerSeed = 8

const bounds = {
  roles: { standard: 96, least: 8, most: 4000 },
  seed: { standard: 1, least: 1, most: 1_000_000 },
  minutes: { standard: 45, least: 1, most: 600 },
}

export async function prove(options: string[]): Promise<boolean> {
  const { roles, seed, minutes } = numbersFrom(options, bounds)
  const parts = Array.from({ length: Math.ceil(roles / rolesPerSeed) }, (_, i) => ({
    seed: seed * 1000 + i,
    count: rolesPerSeed,
  }))
  const key = { roles, seed }
  const { commit, counts, faults, seconds } = await playParts({ name: 'crawl', file, title, minutes, key, parts })
  const proven = faults.length === 0 && (counts['marksSeen'] ?? 0) > roles * 10
  const shown = { proven, seed, counts: { ...counts, leaks: faults.length }, figures: { seconds } }
  if (roles >= bounds.roles.standard) writeEvidence('crawl', commit, shown)
  else console.log(`Smaller than the proof (${bounds.roles.standard} roles): no evidence is written.`)
  return proven
}
