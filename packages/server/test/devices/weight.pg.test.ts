// What goes over a thin line is packed, both ways; what arrives packed is weighed unpacked.
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { sql } from 'kysely'
import { asHouse } from '../../src/db/database.ts'
import { cpPeople } from '../access/people.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { intend, type Sent, uuid } from '../sync/device.ts'
import { png } from '../attachments/pictures.ts'
import { attaches, registers } from '../sync/device.ts'
import { type Browser, signsIn } from './browser.ts'

let t: TestHouse
let amal: Browser

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...cpPeople)
  amal = await signsIn(t.app, 'amal')
})
afterAll(() => t.close())

const post = (url: string, payload: unknown, headers: Record<string, string> = {}) =>
  t.app.inject({
    method: 'POST',
    url,
    headers: { ...amal.headers, 'content-type': 'application/json', ...headers },
    payload: (Buffer.isBuffer(payload) ? payload : JSON.stringify(payload)) as NonNullable<InjectOptions['payload']>,
  })

const registration = (): Sent =>
  intend('amal', 'record.create', {
    type: 'case',
    id: uuid(),
    module: 'primeromodule-cp',
    data: { name_first: 'Aya', age: 9, sex: 'female' },
  })

describe('replies', () => {
  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('leave as %s where the browser takes it', async (encoding, unpack) => {
    const device = uuid()
    await amal.post('/api/sync/devices', { device, kind: 'phone' })
    await amal.post('/api/sync/push', { intentions: [registration()] })
    const reply = await post(
      '/api/sync/pull',
      { device, cursor: null, pins: [], limit: 100 },
      { 'accept-encoding': encoding },
    )
    expect(reply.headers['content-encoding']).toBe(encoding)
    const text = unpack(reply.rawPayload).toString()
    expect(JSON.parse(text).records.length).toBeGreaterThan(0)
    expect(reply.rawPayload.length * 2).toBeLessThan(text.length)
  })

  test('that are small leave as they are', async () => {
    const reply = await post('/api/sync/push', { intentions: [registration()] }, { 'accept-encoding': 'br' })
    expect(reply.headers['content-encoding']).toBeUndefined()
  })

  test('files leave as they are', async () => {
    const id = await registers(amal, { name_first: 'Aya', age: 9, sex: 'female' })
    const { blob } = await attaches(t.as('amal'), id, {
      field: 'photos',
      fileName: 'a.png',
      bytes: png('words '.repeat(2000)),
    })
    await asHouse(t.house.db, t.house.configuration(), (tx) =>
      sql`update case_attachment set content_type = 'text/plain' where uuid = ${blob}`.execute(tx),
    )
    const { body } = await t.as('amal').get(`/api/v2/cases/${id}`)
    for (const url of [`/api/sync/attachments/${blob}`, body.data.photo]) {
      const reply = await t.app.inject({ url, headers: { ...amal.headers, 'accept-encoding': 'br, gzip' } })
      expect([reply.statusCode, reply.headers['content-encoding']]).toEqual([200, undefined])
    }
  })
})

describe('requests', () => {
  const push = (body: Buffer, encoding = 'gzip') => post('/api/sync/push', body, { 'content-encoding': encoding })

  // rule: ux 15.7 bodies-may-be-packed
  test('may come packed', async () => {
    const intention = registration()
    const reply = await push(gzipSync(JSON.stringify({ intentions: [intention] })))
    expect([reply.statusCode, reply.json().outcomes]).toEqual([
      200,
      [{ id: intention.id, outcome: 'applied', version: 1 }],
    ])
  })

  test.each([
    ['rubbish', Buffer.from('this is not packed'), 400],
    ['half of a pack', gzipSync(JSON.stringify({ intentions: [] })).subarray(0, 20), 400],
    ['a pack of what is no JSON', gzipSync('{"intentions":'), 400],
    ['a little that unpacks to very much', gzipSync(Buffer.alloc(20 * 1024 * 1024, 'x')), 413],
  ])('refuses %s', async (_what, body, status) => {
    const reply = await push(body)
    expect(reply.statusCode, reply.payload).toBe(status)
    expect(reply.headers['content-type']).toContain('application/problem+json')
    expect(reply.json().code).toMatch(/^(invalid|malformed)-request$/)
  })

  test('refuses a packing that it does not know', async () => {
    const reply = await push(Buffer.from('x'), 'lzma')
    expect([reply.statusCode, reply.json().code]).toEqual([415, 'invalid-request'])
  })
})
