// The audit as our page asks it: filters, a file, and how the chain stands.
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../house.ts'
import { registers } from '../sync/device.ts'
import { child, everybody, told } from './people.ts'

let t: TestHouse
let kase: string

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...everybody, { userName: '=cmd', role: 'role-cp-case-worker', agency: 'agency-open-door' })
  kase = await registers(t.as('amal'), child)
  await t.as('amal').get(`/api/v2/cases/${kase}`)
  await t.as('carol').get(`/api/v2/cases/${kase}`)
  await t.as('=cmd').get('/api/v2/roles')
})
afterAll(() => t.close())

type Row = { action: string; userName: string; outcome: string; recordId: string | null; at: string; id: string }
const search = (body: object, who = 'root') => t.as(who).post('/api/ext/audit/search', body)
const rows = async (body: object): Promise<Row[]> => (await search(body)).body.rows

describe('the audit', () => {
  test('is found by person, outcome, record and action, newest first', async () => {
    expect((await rows({ userName: 'Carol' })).every(({ userName }) => userName === 'carol')).toBe(true)
    const refused = await rows({ outcome: 'refused', recordId: kase })
    expect(refused.map(({ userName, outcome }) => [userName, outcome])).toEqual([['carol', 'refused']])
    const seen = await rows({ recordId: kase, actions: ['show'], outcome: 'done' })
    expect(seen.map(({ userName }) => userName)).toEqual(['amal'])
    const times = (await rows({})).map(({ at }) => at)
    expect(times).toEqual(times.toSorted().reverse())
    expect(await rows({ from: '2000-01-01T00:00:00Z', to: '2000-01-02T00:00:00Z' })).toEqual([])
  })

  test('comes by pages, each row once', async () => {
    const total = (await search({ per: 1 })).body.total
    expect(total).toBeGreaterThan(3)
    const to = new Date().toISOString()
    const pages = await Promise.all([1, 2].map((page) => rows({ per: 2, page, to })))
    expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(pages.flat().length)
  })

  test('names records by their code and says nothing of what stands in them', async () => {
    const { text, body } = await search({ recordId: kase })
    expect(text).not.toMatch(told)
    expect(body.rows[0].about).toMatch(/^[0-9a-f]{7}$/)
  })

  test('leaves as a file that a spreadsheet does not carry out, and that is written down', async () => {
    const reply = await t.as('root').post('/api/ext/audit/export', {})
    expect(reply.status).toBe(200)
    expect(reply.headers['content-type']).toContain('text/csv')
    expect(reply.headers['content-disposition']).toContain('attachment')
    expect(reply.text).toContain(`"'=cmd"`)
    expect(reply.text).not.toMatch(/(^|,)"[=+@-]/m)
    expect(reply.text).not.toMatch(told)
    const [last] = await rows({ actions: ['export'] })
    expect(last).toMatchObject({ userName: 'root', outcome: 'done', kind: 'audit_log' })
  })

  test.each(['amal', 'dina', 'uma'])('is no page for %s', async (who) => {
    expect((await search({}, who)).status).toBe(403)
    expect((await t.as(who).post('/api/ext/audit/export', {})).status).toBe(403)
    expect((await t.as(who).get('/api/ext/audit/chain')).status).toBe(403)
    expect((await t.as(who).get('/api/ext/audit/words')).status).toBe(403)
  })

  test.each([
    { from: 'yesterday' },
    { page: 0 },
    { per: 100_000 },
    { outcome: 'maybe' },
    { recordId: 'abc' },
    { actions: 'show' },
    { sort: 'id' },
    { userName: 1 },
  ])('refuses %j', async (body) => {
    expect((await search(body)).status).toBe(422)
  })

  test('says how its chain stands', async () => {
    const { status, body } = await t.as('root').get('/api/ext/audit/chain')
    expect(status).toBe(200)
    expect(body).toMatchObject({ seals: 0, lastSeal: null, verified: null, keepMonths: null })
    expect(body.waiting).toBeGreaterThan(0)
    expect(body.oldestWaiting).toMatch(/^\d{4}-/)
  })
})
