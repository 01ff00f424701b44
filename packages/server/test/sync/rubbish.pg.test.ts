// Whatever comes through a door, the answer is a refusal or a reply, never a fault of ours.
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { everybody } from '../access/people.ts'
import { type Caller, openTestHouse, type Reply, type TestHouse } from '../house.ts'
import { edits, intend, registers, uuid } from './device.ts'

let t: TestHouse
let amal: Caller
let kase: string

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...everybody)
  amal = t.as('amal')
  kase = await registers(amal, { name_first: 'Aya', name_last: 'Sabah', age: 9, sex: 'female' })
})
afterAll(() => t.close())

const nasty = fc.constantFrom<unknown>(
  '',
  '\u0000',
  '\ud800',
  "'; drop table case_row; --",
  '../../etc/passwd',
  '%',
  '%00',
  '{}',
  '[]',
  'null',
  '\u202e',
  '𓀀'.repeat(200),
  -1,
  0,
  Number.POSITIVE_INFINITY,
  -0,
  1.5,
  2 ** 31,
  2 ** 53,
  2 ** 63,
  Number.MIN_VALUE,
  null,
  true,
  [],
  {},
  [[]],
  [null],
  { a: { a: { a: {} } } },
  '9999999-01-01',
  '2024-02-30',
  'infinity',
  'NaN',
  '{"a":1}',
  '{1,2}',
  'x'.repeat(5000),
  uuid(),
)
const value: fc.Arbitrary<unknown> = fc.oneof({ weight: 3, arbitrary: nasty }, fc.jsonValue({ maxDepth: 3 }))

/** A body that is right but for one place. */
const spoiled = (body: unknown): fc.Arbitrary<unknown> =>
  fc.tuple(fc.nat(), value, fc.boolean()).map(([at, other, removes]) => {
    const places = placesOf(body)
    const path = places[at % places.length] ?? []
    return removes && path.length > 0 ? without(body, path) : replaced(body, path, other)
  })

function placesOf(body: unknown, here: string[] = []): string[][] {
  if (typeof body !== 'object' || body === null) return [here]
  return [here, ...Object.entries(body).flatMap(([key, inner]) => placesOf(inner, [...here, key]))]
}

function replaced(body: unknown, [key, ...rest]: string[], other: unknown): unknown {
  if (key === undefined) return other
  const copy = Array.isArray(body) ? [...body] : { ...(body as object) }
  const bag = copy as Record<string, unknown>
  bag[key] = replaced(bag[key], rest, other)
  return copy
}

function without(body: unknown, path: string[]): unknown {
  const [key = '', ...rest] = path
  const copy = Array.isArray(body) ? [...body] : { ...(body as object) }
  const bag = copy as Record<string, unknown>
  if (rest.length === 0) delete bag[key]
  else bag[key] = without(bag[key], rest)
  return copy
}

const isAnswer = ({ status }: Reply): boolean => status >= 200 && status < 500

async function holds(
  arbitrary: fc.Arbitrary<unknown>,
  send: (body: unknown) => Promise<Reply>,
  numRuns = 150,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(arbitrary, async (body) => {
      const reply = await send(body)
      expect(isAnswer(reply), `${reply.status} ${reply.text.slice(0, 300)}`).toBe(true)
      if (reply.status >= 400)
        expect(reply.text).not.toMatch(/syntax error|invalid input|relation|column|violates|at .*\.ts/)
    }),
    { numRuns, seed: 61 },
  )
}

const create = () =>
  intend('amal', 'record.create', {
    type: 'case',
    id: uuid(),
    module: 'primeromodule-cp',
    data: { name_first: 'A', age: 3, services_section: [{ unique_id: uuid(), service_provider: 'x' }] },
  })
const row = uuid()
const search = {
  type: 'case',
  query: { text: 'abc', by: 'id' },
  filters: [
    { field: 'age', from: 1, to: 9 },
    { field: 'sex', any: ['female'], not: true },
    { field: 'location_current', under: ['DL'] },
  ],
  sort: { field: 'age', descending: true },
  page: 1,
  per: 20,
}
const bodies: [string, unknown][] = [
  ['/api/sync/search', search],
  ['/api/sync/records', { type: 'case', ids: [uuid()] }],
  ['/api/sync/history', { type: 'case', id: uuid(), page: 1 }],
  ['/api/sync/conflicts', { of: { type: 'case', id: uuid() }, settled: true, olderThan: 1, page: 1 }],
  ['/api/sync/push', { intentions: [create()] }],
  [
    '/api/sync/push',
    { intentions: [edits({ userName: 'amal' } as Caller, uuid(), 1, [{ path: ['age'], from: 1, to: 2 }])] },
  ],
  [
    '/api/v2/cases',
    { data: { name_first: 'A', age: 3, services_section: [{ unique_id: row, service_provider: 'x' }] } },
  ],
  ['/api/v2/tokens', { user: { user_name: 'nobody', password: 'x' } }],
  [
    '/api/v2/saved_searches',
    {
      data: {
        name: 'n',
        record_type: 'cases',
        module_ids: ['primeromodule-cp'],
        filters: [{ name: 'age', value: ['1..2'] }],
      },
    },
  ],
]

test.each(bodies)('%s answers bodies that are almost right', async (path, body) => {
  await holds(spoiled(body), (spoilt) => amal.post(path, spoilt))
})

test('edits of a record that is there answer whatever they carry', async () => {
  const changes = fc.array(
    fc.record({
      path: fc.oneof(
        fc.tuple(
          fc.constantFrom(
            'age',
            'name',
            'services_section',
            'date_of_birth',
            'nationality',
            'notes_section',
            'status',
            '__proto__',
            'x',
          ),
        ),
        fc.tuple(fc.constant('services_section'), fc.oneof(fc.constantFrom(row, '__proto__', ''), fc.string())),
        fc.tuple(
          fc.constant('services_section'),
          fc.constant(row),
          fc.constantFrom('service_type', 'unique_id', 'constructor', 'x'),
        ),
        fc.array(fc.string(), { minLength: 1, maxLength: 7 }),
      ),
      from: value,
      to: value,
    }),
    { minLength: 1, maxLength: 3 },
  )
  await holds(
    changes.map((list) => ({
      intentions: [intend('amal', 'record.edit', { type: 'case', id: kase, changes: list }, { basedOn: 1 })],
    })),
    (body) => amal.post('/api/sync/push', body),
    250,
  )
  await holds(
    spoiled({
      data: { age: 1, nationality: ['x'], services_section: [{ unique_id: row, service_type: 'health' }] },
      record_action: 'close',
    }),
    (body) => amal.patch(`/api/v2/cases/${kase}`, body),
  )
}, 120_000)

test('lists answer whatever stands behind the question mark', async () => {
  const names = fc.constantFrom(
    'age',
    'sex',
    'name',
    'date_of_birth',
    'created_at',
    'registration_date',
    'location_current',
    'loc:location_current',
    'loc:location_current2',
    'or',
    'not',
    'or[age]',
    'or[0][age]',
    'not[sex]',
    'id',
    'short_id',
    'services_section',
    'nationality',
    'record_state',
    'status',
    'order',
    'order_by',
    'page',
    'per',
    'fields',
    'query',
    'phonetic',
    'phone_number',
    'id_search',
    'last_updated_at',
    '__proto__',
    'a[b][c][d][e][f][g][h][i][j]',
    'or[__proto__]',
    'constructor',
  )
  const words = fc.oneof(
    fc.constantFrom(
      '1..2',
      '2024-01-01..2024-02-30',
      '..',
      'a..b',
      '1..',
      '-5..5',
      'true',
      'null',
      '0',
      '99999999999999999999',
      '2024-01-01..x',
      '%',
      '\\',
      "'",
    ),
    fc.string(),
    nasty.map(String),
  )
  const questions = fc.array(fc.tuple(names, words), { minLength: 1, maxLength: 5 })
  for (const path of [
    '/api/v2/cases',
    '/api/v2/incidents',
    `/api/v2/cases/${kase}`,
    `/api/v2/cases/${kase}/record_history`,
    `/api/v2/cases/${kase}/access_log`,
  ]) {
    await holds(
      questions,
      (list) =>
        amal.get(`${path}?${(list as [string, string][]).map(([k, v]) => `${encoded(k)}=${encoded(v)}`).join('&')}`),
      80,
    )
  }
})

// A lone half of a character has no encoding.
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed())

test('addresses answer whatever they name', async () => {
  const part = fc.oneof(
    fc.constantFrom(
      kase,
      uuid(),
      'new',
      '0',
      '-1',
      '%00',
      '..',
      '%2e%2e',
      'x'.repeat(300),
      '9'.repeat(30),
      'identified',
    ),
    fc.string({ minLength: 1 }).map(encoded),
  )
  for (const pattern of [
    '/api/v2/cases/:',
    '/api/v2/incidents/:',
    '/api/v2/cases/:/incidents',
    '/api/v2/cases/:/attachments/:',
    '/api/v2/cases/:/record_history',
    '/api/sync/attachments/:',
    '/api/v2/users/:',
    '/api/v2/forms/:',
    '/api/v2/:',
  ]) {
    await holds(
      fc.array(part, { minLength: 2, maxLength: 2 }),
      (parts) => {
        const names = [...(parts as string[])]
        return amal.get(pattern.replaceAll(':', () => names.shift() ?? ''))
      },
      40,
    )
  }
})

test('bodies that are no JSON, or too large, are refused', async () => {
  const send = (payload: string | Buffer, type: string) =>
    t.app.inject({
      method: 'POST',
      url: '/api/sync/push',
      payload,
      headers: {
        'content-type': type,
        authorization: `Basic ${Buffer.from('amal:a-password-for-tests-only').toString('base64')}`,
      },
    })
  const statuses = [
    await send('{"intentions": [', 'application/json'),
    await send(Buffer.from([0xff, 0xfe, 0x00]), 'application/json'),
    await send('<a/>', 'text/xml'),
    await send('{"intentions":[]}', 'text/plain'),
    await send(`{"intentions":[${'['.repeat(100_000)}`, 'application/json'),
    await send(`{"intentions":"${'x'.repeat(3 * 1024 * 1024)}"}`, 'application/json'),
  ].map((reply) => reply.statusCode)
  expect(
    statuses.every((status) => status >= 400 && status < 500),
    statuses.join(),
  ).toBe(true)
})
