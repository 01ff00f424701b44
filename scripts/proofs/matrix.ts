// The whole matrix: every shipped role × every route × records in every relation to who asks.
import { readBundles } from '@primero/server/configuration/bundles.ts'
import { join } from 'node:path'
import { playParts } from './by-tests.ts'
import { root, writeEvidence } from './evidence.ts'
import { numbersFrom } from './options.ts'

const file = 'packages/server/test/access/matrix.pg.test.ts'
const title = 'each role, at each door, in each relation to a record, gets what the rules say'

/** Of the shipped roles none may, and a golden cell says so: the row is there for roles to come. */
const openToNone = ['PATCH /api/v2/roles/:id own', 'PATCH /api/v2/roles/:id role-superuser']

/** Roles in one house: more would fill lists with each other's records. */
const atOnce = 4

export async function prove(options: string[]): Promise<boolean> {
  const { minutes } = numbersFrom(options, { minutes: { standard: 30, least: 1, most: 300 } })
  const roles = readBundles(join(root, 'config'), ['core', 'cp', 'gbv']).flatMap((bundle) => bundle.roles)
  const people = [...roles.map(({ id }) => `holder-of-${id}`), 'holder-of-role-archivist', 'nobody']
  const parts = Array.from({ length: Math.ceil(people.length / atOnce) }, (_, i) => ({
    people: people.slice(i * atOnce, (i + 1) * atOnce),
  }))
  const { commit, counts, faults, missed, seconds } = await playParts({
    name: 'matrix',
    file,
    title,
    minutes,
    key: {},
    parts,
  })
  const closed = missed.filter((row) => !openToNone.includes(row))
  for (const row of closed) console.log(`Nobody was let in: ${row}`)
  const proven = faults.length === 0 && closed.length === 0 && (counts['cells'] ?? 0) > 0
  writeEvidence('matrix', commit, {
    proven,
    counts: { roles: roles.length, ...counts, differences: faults.length, rowsThatLetNobodyIn: closed.length },
    figures: { seconds },
  })
  return proven
}
