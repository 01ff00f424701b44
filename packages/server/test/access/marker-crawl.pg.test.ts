// The marker crawl: somebody of every shipped role knocks at every door and asks by every answer. No mark comes out
// that his rights hide, and asking by one changes neither a number nor an order.
import { isServerKey } from '@primero/domain/access/keys.ts'
import { policyOf } from '@primero/domain/sync/policy.ts'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { insertMany } from '../../src/records/insert-many.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { signsIn } from '../devices/browser.ts'
import {
  attachEverywhere,
  change,
  type Crawled,
  fieldsOf,
  flagEverywhere,
  knocks,
  leaksIn,
  linkCases,
  offDevices,
} from './crawl.ts'
import {
  bundles,
  identifies,
  type Mark,
  markedCaseload,
  marks,
  marksBeside,
  marksIn,
  maySee,
  pagesOf,
  people,
  roleOf,
  seedOf,
} from './marks.ts'
import { byFilters, bySearches, inOurApp } from './questions.ts'

const everybody = people.map(({ userName }) => `u:${userName.toLowerCase()}`)

const records = markedCaseload()
const words = records.map(marksBeside)
let t: TestHouse
let crawled: Crawled

beforeAll(async () => {
  t = await openTestHouse(inject('database'), { bundles })
  crawled = { t, records, files: [] }
  await t.enrol(
    ...people.map(({ userName, role, agency, groups }) => ({ userName: userName.toLowerCase(), role, agency, groups })),
  )
  await insertMany(t.house, records.map(seedOf), true)
  for (const [i, record] of records.entries()) {
    await attachEverywhere(crawled, record)
    await flagEverywhere(crawled, record, words[i] ?? { flag: '', unflag: '' })
  }
  await linkCases(crawled)
  for (const owner of new Set(records.map((record) => record.owner))) await change(crawled, owner)
}, 60_000)
afterAll(() => t.close())

/** One of each role knocks; what the others of a role own stands around all the same. */
const knocking = people.filter(({ role }, i) => people.findIndex((person) => person.role === role) === i)

// rule: design 8 every-role-every-door
describe.each(knocking.map((person) => ({ person, name: person.userName, role: person.role })))(
  '$name, $role',
  ({ person }) => {
    const isService = person.serviceAccount === true

    test('is shown no mark that his rights hide', { timeout: 120_000 }, async () => {
      const leaks: string[] = []
      const seen = new Set<Mark>()
      const pulled = new Set<Mark>()
      for await (const [door, reply] of knocks(crawled, t.as(person.userName.toLowerCase()))) {
        expect(
          reply.status === 401 || reply.status === 429 || reply.status >= 500,
          `${door} answered ${reply.status} ${reply.text.slice(0, 200)}`,
        ).toBe(false)
        leaks.push(...leaksIn(person, door, reply))
        for (const mark of marksIn(reply.text)) seen.add(mark)
        if (door === '/api/sync/pull') {
          for (const mark of marksIn(reply.text)) pulled.add(mark)
          leaks.push(...offDevices(reply))
        }
      }
      expect([...new Set(leaks)]).toEqual([])
      // A crawl that saw nothing would find nothing: who owns records sees most of his marks.
      const own = [...marks.values()].filter((mark) => maySee(person, mark))
      if (records.some((record) => record.owner === person)) expect(seen.size / own.length).toBeGreaterThan(0.6)
      if (records.some((record) => record.owner === person) && policyOf(roleOf(person)).records > 0)
        expect(pulled.size / own.length).toBeGreaterThan(0.3)
    })

    test.skipIf(isService)('hears of nothing but that something changed', async () => {
      const { headers } = await signsIn(t.app, person.userName.toLowerCase())
      const reply = await t.app.inject({ url: '/api/sync/events', headers, payloadAsStream: true })
      for (const { type, module } of records) t.house.hub.changed({ type, module, seenBy: everybody })
      t.house.use(t.house.configuration())
      let text = ''
      for await (const chunk of reply.stream()) {
        text += chunk
        if (text.includes('event: config')) break
      }
      expect(text.replace(/^retry: \d+\n/, '').replaceAll(/event: (changed|config)\ndata:\n|:\n|\n/g, '')).toBe('')
    })

    // Service accounts are refused what others are not told of; there is nothing to compare.
    test.skipIf(isService).each(['case', 'incident'] as const)(
      'learns nothing of a %s by asking for what he may not see',
      { timeout: 60_000 },
      async (type) => {
        expect(await byFilters(crawled, person, type)).toEqual([])
      },
    )

    test.skipIf(isService).each(['case', 'incident'] as const)(
      'finds no %s by words that he may not see',
      { timeout: 60_000 },
      async (type) => {
        expect(await bySearches(crawled, person, type)).toEqual([])
      },
    )

    test.each(['case', 'incident'] as const)(
      'hears the same in our app, whatever he guesses of a %s',
      { timeout: 60_000 },
      async (type) => {
        expect(await inOurApp(crawled, person, type)).toEqual([])
      },
    )
  },
)

// What the server makes of answers (the present caregiver, the code) holds their marks by itself.
test('the crawl marks every identifying answer of both modules', () => {
  for (const type of ['case', 'incident'] as const) {
    const marked = new Set(fieldsOf(type))
    const unmarked = ['primeromodule-cp', 'primeromodule-gbv'].flatMap((module) =>
      pagesOf(type, module).flatMap((page) =>
        page.fields
          .filter((field) => identifies(field) && !marked.has(field.name) && !isServerKey(field.name))
          .map((field) => field.name),
      ),
    )
    expect([...new Set(unmarked)]).toEqual([])
  }
  expect(marks.size).toBeGreaterThan(1200)
})
