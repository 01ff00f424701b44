// A device answers lists by itself: what it finds among records that it keeps is what the server would have found.
import { configurationOf } from '@primero/domain/configuration/configuration.ts'
import type { Data } from '@primero/domain/records/record.ts'
import type { Filter } from '@primero/domain/search/filter.ts'
import { findIn, findingWords, isFoundBy, wordsToFind } from '@primero/domain/search/local.ts'
import type { ConfigReply, SearchRequest } from '@primero/domain/sync/protocol.ts'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { everybody } from '../access/people.ts'
import { type Caller, openTestHouse, type TestHouse } from '../house.ts'
import { registers } from './device.ts'

let t: TestHouse
let amal: Caller
let config: ConfigReply
let configuration: ReturnType<typeof configurationOf>
let lines: { id: string; data: Data }[]

const names = ['Aya Dahal', 'Aya Mori', 'Issa Dahal', 'Nour', 'محمد علي', undefined]
const answers = fc.record({
  name: fc.constantFrom(...names),
  sex: fc.constantFrom('male', 'female', undefined),
  age: fc.option(fc.integer({ min: 0, max: 17 }), { nil: undefined }),
  risk_level: fc.constantFrom('high', 'medium', 'low', undefined),
  protection_concerns: fc.constantFrom(['sexually_exploited'], ['gbv_survivor', 'trafficked_smuggled'], undefined),
  registration_date: fc.constantFrom('2026-01-02', '2026-03-04', '2025-12-31'),
  telephone_current: fc.constantFrom('+249 91', '55', undefined),
  ration_card_no: fc.constantFrom('RC-1234', 'rc-99', undefined),
  hidden_name: fc.constantFrom(false, false, true),
})

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...everybody)
  amal = t.as('amal')
  config = (await amal.get('/api/sync/config')).body
  configuration = configurationOf(config.version, [config.bundle])
  const ids: string[] = []
  for (const { hidden_name, ...data } of fc.sample(answers, { numRuns: 40, seed: 11 })) {
    const id = await registers(amal, JSON.parse(JSON.stringify(data)))
    if (hidden_name) await amal.patch(`/api/v2/cases/${id}`, { data: { hidden_name: true } })
    ids.push(id)
  }
  for (const id of ids.slice(0, 5)) await amal.patch(`/api/v2/cases/${id}`, { data: { status: 'closed' } })
  const { body } = await amal.post('/api/sync/records', { type: 'case', ids })
  lines = body.records
})
afterAll(() => t.close())

const asked = async (request: Partial<SearchRequest>): Promise<{ total: number; ids: string[] }> => {
  const { body } = await amal.post('/api/sync/search', { type: 'case', filters: [], page: 1, per: 100, ...request })
  return { total: body.total, ids: body.rows.map((row: { id: string }) => row.id) }
}

/** What stands under a field anywhere, and what stands nowhere. */
function filtersOn(field: string): Filter[] {
  const values = [...new Set(lines.flatMap(({ data }) => [data[field]].flat()))].filter(
    (v) => typeof v === 'string' || typeof v === 'number' || typeof v === 'boolean',
  ) as (string | number | boolean)[]
  const [first, second] = values
  const ranges =
    typeof first === 'number' || typeof first === 'string'
      ? [
          { field, from: first },
          { field, to: first },
        ]
      : []
  const kind = configuration.published.get('case')?.sort[field]
  const isRanged = (kind === 'date' && typeof first === 'string') || (kind === 'number' && typeof first === 'number')
  return [
    ...(first === undefined
      ? []
      : [
          { field, any: [first] },
          { field, any: [first], not: true },
        ]),
    ...(first === undefined || second === undefined ? [] : [{ field, any: [first, second] }]),
    { field, any: [true] },
    { field, any: [false] },
    ...(isRanged ? ranges : []),
  ]
}

test('filters find on the device what the server finds', async () => {
  for (const field of config.lists['case']?.filters ?? []) {
    if (field.startsWith('loc:')) continue
    for (const filter of filtersOn(field)) {
      const there = await asked({ filters: [filter as SearchRequest['filters'][number]] })
      const here = findIn(configuration, 'case', lines, { filters: [filter], page: 1, per: 100 })
      expect({ filter, total: here.total, ids: here.rows.map((r) => r.id).sort() }).toEqual({
        filter,
        total: there.total,
        ids: there.ids.sort(),
      })
    }
  }
})

test('lists run on the device in the order of the server', async () => {
  for (const field of config.lists['case']?.sortable ?? []) {
    for (const descending of [true, false]) {
      const sort = { field, descending }
      const there = await asked({ sort })
      const here = findIn(configuration, 'case', lines, { filters: [], sort, page: 1, per: 100 })
      expect({ sort, ids: here.rows.map((r) => r.id) }).toEqual({ sort, ids: there.ids })
    }
  }
})

test('pages on the device follow each other as on the server', async () => {
  const there = await asked({ page: 2, per: 7 })
  const here = findIn(configuration, 'case', lines, { filters: [], page: 2, per: 7 })
  expect(here.rows.map((r) => r.id)).toEqual(there.ids)
})

test('names by sound, phones and parts of codes are found on the device as on the server', async () => {
  const code = String(lines[0]?.data['short_id'])
  for (const query of [
    { text: 'Aia', by: 'name' },
    { text: 'dahal nour', by: 'name' },
    { text: 'محمد', by: 'name' },
    { text: '55', by: 'phone' },
    { text: 'rc-12', by: 'id' },
    { text: code.slice(0, 4), by: 'id' },
  ] as const) {
    const there = await asked({ query })
    const byWords = lines.filter(({ data }) => {
      const words = new Set(findingWords('case', data))
      return wordsToFind(query).some((group) => group.length > 0 && group.every((word) => words.has(word)))
    })
    const here = lines.filter(({ data }) => isFoundBy('case', data, query))
    expect({ query, ids: here.map((r) => r.id).sort() }).toEqual({ query, ids: there.ids.sort() })
    if (query.text !== code.slice(0, 4)) expect(byWords.map((r) => r.id).sort()).toEqual(there.ids)
  }
})
