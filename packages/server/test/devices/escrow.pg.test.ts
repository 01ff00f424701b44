// Unsent work of somebody who was disabled: sealed by the browser's own means, opened by the operator.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { listEscrow, openEscrow } from '../../src/devices/escrow.ts'
import { cpPeople } from '../access/people.ts'
import { type Caller, openTestHouse, type TestHouse } from '../house.ts'
import { intend, pulled, push, type Sent, type Told, uuid } from '../sync/device.ts'

let t: TestHouse
let carol: Caller
let device: string
let recoveryKey: string
let token: string

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...cpPeople)
  carol = t.as('carol')
})
afterAll(() => t.close())
beforeEach(async () => {
  await sql`update account set disabled = false where user_name = 'carol'`.execute(t.house.db)
  device = uuid()
  const { body } = await carol.post('/api/sync/devices', { device, kind: 'phone' })
  recoveryKey = body.recoveryKey
  token = body.escrowToken
  t.pass(2)
})

/** As an app seals it (see `escrowRequest`). */
async function sealed(text: string, name: string): Promise<string> {
  const { subtle } = crypto
  const ec = { name: 'ECDH', namedCurve: 'P-256' }
  const theirs = await subtle.importKey('raw', Buffer.from(recoveryKey, 'base64'), ec, true, [])
  const ours = await subtle.generateKey(ec, true, ['deriveBits'])
  const secret = await subtle.deriveBits({ name: 'ECDH', public: theirs }, ours.privateKey, 256)
  const base = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: Buffer.from('primero escrow 1') }
  const key = await subtle.deriveKey(hkdf, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt'])
  const iv = randomBytes(12)
  const data = await subtle.encrypt({ name: 'AES-GCM', iv, additionalData: Buffer.from(name) }, key, Buffer.from(text))
  const raw = await subtle.exportKey('raw', ours.publicKey)
  return Buffer.concat([Buffer.from(raw), iv, Buffer.from(data)]).toString('base64')
}

const sealedIntention = async (i: Sent) => ({ id: i.id, sealed: await sealed(JSON.stringify(i), `${device} ${i.id}`) })
const leaves = (entries: unknown, of = device, shown: unknown = token) =>
  t.app.inject({ method: 'POST', url: '/api/sync/escrow', payload: { device: of, token: shown, entries } as object })
const registration = (rest: Partial<Sent> = {}): Sent =>
  intend(
    'carol',
    'record.create',
    { type: 'case', id: uuid(), module: 'primeromodule-cp', data: { name_first: 'Aya', age: 9, sex: 'female' } },
    { device, ...rest },
  )
const disable = () => sql`update account set disabled = true where user_name = 'carol'`.execute(t.house.db)

// rule: ux 15.9 escrow
test('what was left without a session is carried out as its author, once, in the order of the device', async () => {
  const first = registration()
  const { id } = first.args as { id: string }
  const changes = [{ path: ['age'], from: 9, to: 10 }]
  const second = intend('carol', 'record.edit', { type: 'case', id, changes }, { device, basedOn: 1 })
  await disable()
  const entries = [await sealedIntention(second), await sealedIntention(first)]
  expect(new Set((await leaves(entries)).json().kept)).toEqual(new Set([first.id, second.id]))
  expect((await leaves(entries)).statusCode).toBe(200)
  expect(await listEscrow(t.house)).toContainEqual(
    expect.objectContaining({ device, userName: 'carol', waiting: 2, opened: 0 }),
  )
  const outcomes = await openEscrow(t.house, device)
  expect(outcomes.map((o) => [o.id, o.outcome])).toEqual([
    [first.id, 'applied'],
    [second.id, 'applied'],
  ])
  expect(await openEscrow(t.house, device)).toEqual([])
  await sql`update account set disabled = false where user_name = 'carol'`.execute(t.house.db)
  expect((await pulled(carol, 'case', id)).data).toMatchObject({ age: 10, owned_by: 'carol' })
  const { rows } = await sql<Told>`
    select action, count(*)::int as n from audit where action in ('escrow', 'open_escrow') and details ->> 'device' = ${device}
    group by action order by action`.execute(t.house.db)
  expect(rows).toEqual([
    { action: 'escrow', n: 2 },
    { action: 'open_escrow', n: 2 },
  ])
})

test('what had arrived by the ordinary way meanwhile is answered again, not repeated', async () => {
  const intention = registration()
  await leaves([await sealedIntention(intention)])
  const [outcome] = await push(carol, intention)
  expect(await openEscrow(t.house, device)).toEqual([outcome])
})

test('what is not what it says is refused and stays to be looked at', async () => {
  const [mine, other, moved] = [registration(), registration({ user: 'amal' }), registration()]
  const entries = [
    { id: uuid(), sealed: randomBytes(200).toString('base64') },
    { id: uuid(), sealed: await sealed('{"no":"intention"}', 'x') },
    { ...(await sealedIntention(mine)), id: uuid() },
    await sealedIntention(other),
    { id: moved.id, sealed: await sealed(JSON.stringify({ ...moved, device: uuid() }), `${device} ${moved.id}`) },
  ]
  await leaves(entries)
  const outcomes = await openEscrow(t.house, device)
  expect(outcomes.map((o) => o.outcome)).toEqual(entries.map(() => 'refused'))
  const { rows } = await sql<Told>`select count(*)::int as n from escrow where device = ${device}`.execute(t.house.db)
  expect(rows[0].n).toBe(entries.length)
})

test('only who holds the token of the device may leave something for it, and nobody learns which devices there are', async () => {
  const entries = [await sealedIntention(registration())]
  const other = uuid()
  const others = (await carol.post('/api/sync/devices', { device: other, kind: 'phone' })).body.escrowToken
  expect(others).not.toBe(token)
  const answers = [
    await leaves(entries, device, others),
    await leaves(entries, device, ''),
    await leaves(entries, uuid()),
  ]
  for (const answer of answers) expect([answer.statusCode, answer.json().code]).toEqual([404, 'not-found'])
  expect(new Set(answers.map(({ body }) => JSON.stringify({ ...JSON.parse(body), instance: '' }))).size).toBe(1)
  expect((await leaves(entries, device, 7)).statusCode).toBe(422)
  expect((await leaves(entries)).statusCode).toBe(200)
  expect((await carol.post('/api/sync/devices', { device, kind: 'phone' })).body.escrowToken).toBe(token)
  for (let i = 0; i < 40; i++) await leaves(entries, device, 'guessed')
  expect((await leaves(entries, device, 'guessed')).statusCode).toBe(429)
})

test('guessing from elsewhere does not use up what the device itself may leave', async () => {
  const entries = [await sealedIntention(registration())]
  const payload = { device, token: 'guessed', entries }
  for (let i = 0; i < 40; i++)
    await t.app.inject({ method: 'POST', url: '/api/sync/escrow', payload, remoteAddress: '203.0.113.7' })
  expect((await leaves(entries)).statusCode).toBe(200)
})

test('who has a whole range of addresses guesses no more often', async () => {
  const payload = { device, token: 'guessed', entries: [await sealedIntention(registration())] }
  const guess = async (remoteAddress: string) =>
    (await t.app.inject({ method: 'POST', url: '/api/sync/escrow', payload, remoteAddress })).statusCode
  for (let i = 1; i <= 30; i++) expect(await guess(`2001:db8:1:2::${i}`)).toBe(404)
  expect(await guess('2001:db8:1:2::ffff')).toBe(429)
  expect(await guess('2001:db8:1:3::1')).toBe(404)
})

test('a token that was given under an older house key still counts', async () => {
  const { house } = t
  const before = house.keys
  house.keys = { current: 2, keys: new Map([...before.keys, [2, randomBytes(32)]]) }
  try {
    expect((await leaves([await sealedIntention(registration())])).statusCode).toBe(200)
  } finally {
    house.keys = before
  }
})

test('a revoked device may still leave its work; an unknown one, or too much of it, not', async () => {
  await carol.delete(`/api/ext/devices/${device}`)
  expect((await leaves([await sealedIntention(registration())])).statusCode).toBe(200)
  expect((await leaves([await sealedIntention(registration())], uuid())).json().code).toBe('not-found')
  expect((await leaves([])).statusCode).toBe(422)
  expect((await leaves([{ id: uuid(), sealed: '*' }])).statusCode).toBe(422)
  expect((await leaves([{ id: uuid(), sealed: 'A'.repeat(400_000) }])).statusCode).toBe(422)
  for (let i = 0; i < 40; i++) await leaves([await sealedIntention(registration())])
  expect((await leaves([await sealedIntention(registration())])).statusCode).toBe(429)
})
