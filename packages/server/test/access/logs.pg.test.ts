// What the process writes to its log: routes, codes and numbers. Run as a program of its own, as an operator would.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { freePort } from '../../src/db/embedded.ts'
import { openTestHouse, testPassword, type TestHouse } from '../house.ts'
import { edits, intend, uuid } from '../sync/device.ts'
import { everybody } from './people.ts'

const mark = 'zqxvy'
const main = join(import.meta.dirname, '../../src/main.ts')

let t: TestHouse
let owner: pg.Client
let folder: string
let server: ChildProcess
let address: string
let written = ''

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...everybody)
  owner = new pg.Client(t.urls.owner)
  await owner.connect()
  folder = mkdtempSync(join(tmpdir(), 'primero-logs-'))
  const port = await freePort()
  address = `http://127.0.0.1:${port}`
  server = spawn(process.execPath, [main], {
    env: {
      PATH: '/usr/bin:/bin',
      PORT: String(port),
      // With the key that stands beside it.
      PRIMERO_DATA: join(folder, 'data'),
      PRIMERO_DEMO: 'off',
      DATABASE_URL: t.urls.app,
      DATABASE_OWNER_URL: t.urls.owner,
      DATABASE_JOB_URL: t.urls.job,
    },
  })
  server.stdout?.on('data', (data: Buffer) => {
    written += data
  })
  server.stderr?.on('data', (data: Buffer) => {
    written += data
  })
  await vi.waitFor(() => expect(written).toContain('Primero is ready at'), { timeout: 50_000 })
})
afterAll(async () => {
  server.kill('SIGTERM')
  if (server.exitCode === null) await new Promise((ended) => server.once('exit', ended))
  await owner.end()
  await t.close()
  rmSync(folder, { recursive: true, force: true })
})

const call = (method: string, path: string, body?: unknown, user = 'amal') =>
  fetch(`${address}${path}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`${user}:${testPassword}`).toString('base64')}`,
      'user-agent': `${mark} phone`,
      'x-request-id': mark,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })

test('no log line holds what people typed, whatever goes wrong', async () => {
  const id = uuid()
  const data = { name_first: `${mark}Aya`, name_last: mark, telephone_current: `555 ${mark}` }
  expect((await call('POST', '/api/v2/cases', { data: { id, ...data } })).status).toBe(204)
  await call('GET', `/api/v2/cases?query=${mark}&name_first=${mark}&${mark}=1`)
  await call('GET', `/api/v2/${mark}?${mark}`)
  await call('PATCH', `/api/v2/cases/${id}`, { data: { age: mark } })
  await call('POST', '/api/v2/cases', `{"${mark}`)
  await call('POST', '/api/sync/push', {
    intentions: [edits({ userName: 'amal' } as never, id, 1, [{ path: [mark], to: mark }])],
  })
  await call('POST', '/api/sync/push', { [mark]: mark })
  await call('GET', '/api/v2/cases', undefined, mark)
  await call('POST', '/api/v2/tokens', { user: { user_name: mark, password: mark } })
  // Faults of ours: the database quotes values in its message.
  await owner.query(
    `create function tell_all() returns trigger language plpgsql as $$ begin raise exception 'cannot keep %', new.data; end $$`,
  )
  await owner.query('create trigger breaks after insert or update on case_doc for each row execute function tell_all()')
  for (const reply of [
    await call('POST', '/api/v2/cases', { data }),
    await call('PATCH', `/api/v2/cases/${id}`, { data: { name_last: `${mark}Nasser` } }),
    await call('POST', '/api/sync/push', {
      intentions: [intend('amal', 'record.create', { type: 'case', id: uuid(), module: 'primeromodule-cp', data })],
    }),
  ]) {
    expect(reply.status).toBe(500)
    expect(await reply.text()).not.toContain(mark)
  }
  await expect.poll(() => written.match(/unexpected error/g)?.length ?? 0).toBe(3)
  expect(written).not.toContain(mark)
  expect(written).not.toContain(testPassword)
})

test('log lines carry listed keys only', () => {
  const lines = written.split('\n').filter((line) => line.startsWith('{'))
  expect(lines.length).toBeGreaterThan(0)
  const keys = new Set(lines.flatMap((line) => Object.keys(JSON.parse(line) as object)))
  const listed = ['level', 'time', 'msg', 'reqId', 'code', 'where', 'route', 'status', 'ms', 'count', 'port', 'version']
  expect([...keys].filter((key) => !listed.includes(key))).toEqual([])
})
