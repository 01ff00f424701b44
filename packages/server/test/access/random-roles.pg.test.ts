// The union of all readable bytes, for roles at random: through no door, in no list, number, order, history, error or
// file does anybody see an answer that his rights hide. `npm run proof -- crawl` goes on with more seeds.
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { insertMany } from '../../src/records/insert-many.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { attachEverywhere, change, type Crawled, knocks, leaksIn } from './crawl.ts'
import { bundles, markedCaseload, marksIn, seedOf } from './marks.ts'
import { partAsked, report } from './proof.ts'
import { byFilters, bySearches, inOurApp } from './questions.ts'
import { randomPeople } from './random-roles.ts'

const { seed, count } = partAsked<{ seed: number; count: number }>() ?? { seed: 7, count: 4 }
const holders = randomPeople(seed, count)
// Every second of them was granted the records that are referred.
const granted = holders.filter((_, i) => i % 2 === 0).map(({ person }) => person.userName)
const records = markedCaseload(granted)
let t: TestHouse
let crawled: Crawled

beforeAll(async () => {
  const [last] = bundles.slice(-1)
  const withRoles = bundles.map((bundle) =>
    bundle === last ? { ...bundle, roles: [...bundle.roles, ...holders.map(({ role }) => role)] } : bundle,
  )
  t = await openTestHouse(inject('database'), { bundles: withRoles })
  crawled = { t, records, files: [] }
  const owners = new Set(records.map(({ owner }) => owner))
  const everybody = [...owners, ...holders.map(({ person }) => person)]
  await t.enrol(...everybody.map(({ userName, role, agency, groups }) => ({ userName, role, agency, groups })))
  await insertMany(t.house, records.map(seedOf), true)
  for (const record of records) await attachEverywhere(crawled, record)
  for (const owner of owners) await change(crawled, owner)
}, 120_000)
afterAll(() => t.close())

type Crawl = { faults: string[]; replies: number; marks: number }

async function crawl({ person, role }: (typeof holders)[number]): Promise<Crawl> {
  const faults: string[] = []
  const seen = new Set<string>()
  let replies = 0
  for await (const [door, reply] of knocks(crawled, t.as(person.userName))) {
    replies += 1
    if (reply.status === 401 || reply.status === 429 || reply.status >= 500)
      faults.push(`${door} answered ${reply.status}`)
    faults.push(...leaksIn(person, door, reply))
    for (const { key } of marksIn(reply.text)) seen.add(key)
  }
  for (const type of ['case', 'incident'] as const) {
    faults.push(...(await byFilters(crawled, person, type)))
    faults.push(...(await bySearches(crawled, person, type)))
    faults.push(...(await inOurApp(crawled, person, type)))
  }
  return { faults: [...new Set(faults)].map((fault) => `${role.id}: ${fault}`), replies, marks: seen.size }
}

test('somebody of a role at random sees no byte that his rights hide', { timeout: 1_800_000 }, async () => {
  const crawls: Crawl[] = []
  for (const holder of holders) crawls.push(await crawl(holder))
  const faults = crawls.flatMap((one) => one.faults)
  const sum = (of: (one: Crawl) => number) => crawls.reduce((total, one) => total + of(one), 0)
  const counts = { roles: crawls.length, replies: sum((one) => one.replies), marksSeen: sum((one) => one.marks) }
  report({ counts, faults: faults.map((fault) => `seed ${seed}, ${fault}`) })
  expect(faults).toEqual([])
  // Roles that see nothing show nothing.
  expect(counts.marksSeen).toBeGreaterThan(100)
})
