// Every door leaves a row in the audit, or says why it need not.
import type { FastifyInstance, RouteOptions } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { openTestHouse, testPassword, type TestHouse } from '../house.ts'
import { registers } from '../sync/device.ts'
import { everybody } from './people.ts'

/** Doors whose answers need no row; each says why where it is made. */
const unaudited = [
  'DELETE /api/v2/tokens',
  'GET /api/ext/door',
  'GET /api/ext/sign-in/factor',
  'GET /api/sync/events',
  'GET /api/v2/identity_providers',
  'GET /api/v2/primero',
  'POST /api/ext/sign-in/enrolment',
  'POST /api/ext/sign-in/factor/passkey',
  'POST /api/sync/pull',
  'POST /api/v2/tokens',
]

/** Outside the API: the app's own files, the same for everybody, and whether the server is up. */
const beside = /^\/(?!api\/)/

type Door = { method: string; url: string; reason: string | undefined }

let t: TestHouse
let app: FastifyInstance
let kase: string
const doors: Door[] = []

const listed = ({ method, url, config }: RouteOptions) => {
  for (const one of [method].flat()) if (one !== 'HEAD') doors.push({ method: one, url, reason: config?.unaudited })
}

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...everybody)
  app = await createApp(t.house, false, listed)
  kase = await registers(t.as('amal'), { name_first: 'Aya', age: 9 })
})
afterAll(async () => {
  await app.close()
  await t.close()
})

const lastRow = async (): Promise<number> => {
  const { rows } = await sql<{ id: number }>`select coalesce(max(id), 0) as id from audit`.execute(t.house.db)
  return rows[0]?.id ?? 0
}

type Row = { method: string; resource: string; ip: string | null; user_name: string | null; outcome: string }

async function call(door: Door, as: string | null): Promise<{ status: number; rows: Row[] }> {
  const before = await lastRow()
  const url = door.url
    // A code takes away the password of whom it is for.
    .replace('users/:id/code', 'users/999999/code')
    .replace(':type', 'case')
    .replace(':id', door.url.includes('cases') || door.url.includes('records') ? kase : '1')
    .replaceAll(/:\w+/g, '1')
  const authorization = `Basic ${Buffer.from(`${as}:${testPassword}`).toString('base64')}`
  const reply = await app.inject({
    method: door.method as 'GET',
    url,
    headers: as === null ? {} : { authorization },
    ...(['POST', 'PUT', 'PATCH'].includes(door.method) ? { payload: {} } : {}),
  })
  const { rows } = await sql<Row>`
    select method, resource, ip, user_name, outcome from audit where id > ${before} order by id`.execute(t.house.db)
  return { status: reply.statusCode, rows }
}

test('every door of the API, whoever knocks, leaves a row with its route, its method and who it was', async () => {
  const silent: string[] = []
  const inside = doors.filter(({ url }) => url.startsWith('/api/'))
  expect(inside.length).toBeGreaterThan(60)
  for (const door of inside) {
    for (const as of [null, 'amal', 'root']) {
      const { status, rows } = await call(door, as)
      const own = rows.filter((row) => row.resource === door.url && row.method === door.method && row.ip !== null)
      const isTold = own.length > 0 && own.every((row) => as === null || row.user_name === as)
      expect(status, `${door.method} ${door.url}`).toBeLessThan(500)
      if (!isTold && (door.reason === undefined || status >= 400))
        silent.push(`${door.method} ${door.url} by ${as}: ${status}`)
    }
  }
  expect(silent).toEqual([])
}, 120_000)

test('those that need none are known by name', () => {
  const names = doors.filter(({ reason }) => reason !== undefined).map(({ method, url }) => `${method} ${url}`)
  expect(names.toSorted()).toEqual(unaudited)
})

/** Files of the built app: everybody's. */
const ofTheApp = /^\/[\w-]+\.(?:svg|png|html|txt|json)(?:\.br)?$/

// The pages of one-time links write rows of their own: links.pg.test.ts reads them.
test('what lies beside the API shows nothing of anybody', () => {
  const names = [...new Set(doors.filter(({ url }) => beside.test(url)).map(({ url }) => url))].toSorted()
  expect(
    names.filter(
      (url) =>
        !/^\/(?:l\/|health|openapi\.json|v2|assets|rails|service-worker|push-worker|manifest|\*|$)/.test(url) &&
        !ofTheApp.test(url),
    ),
  ).toEqual([])
})

test('what is refused before a body is read has its row, too', async () => {
  const before = await lastRow()
  await app.inject({
    method: 'POST',
    url: '/api/v2/cases',
    headers: { 'content-type': 'application/json' },
    payload: '{"broken',
  })
  const { rows } = await sql<Row>`select method, resource, ip, outcome from audit where id > ${before}`.execute(
    t.house.db,
  )
  expect(rows).toEqual([{ method: 'POST', resource: '/api/v2/cases', ip: '127.0.0.1', outcome: 'refused' }])
})

test('a call that breaks leaves a row, too: who, where, and nothing of what was sent', async () => {
  const { put } = t.house.storage
  t.house.storage.put = async () => {
    throw new Error('no room for Yasmin')
  }
  const before = await lastRow()
  const reply = await t.as('amal').put(`/api/sync/blobs/${crypto.randomUUID()}/0`, Buffer.from('a picture'))
  t.house.storage.put = put
  expect(reply.status).toBe(500)
  const { rows } = await sql<Row & { code: string; all: string }>`
    select method, resource, user_name, outcome, code, a::text as all from audit a where id > ${before}`.execute(
    t.house.db,
  )
  expect(rows).toMatchObject([
    { method: 'PUT', resource: '/api/sync/blobs/:id/:chunk', user_name: 'amal', outcome: 'refused', code: 'bug' },
  ])
  expect(rows[0]?.all).not.toContain('Yasmin')
})
