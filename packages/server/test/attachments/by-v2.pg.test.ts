// Files over v2: bound to the record in the address, changed by whoever may write their field, in the shape agreed.
import type { Role } from '@primero/domain/configuration/bundle.ts'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { everybody } from '../access/people.ts'
import { type Caller, openTestHouse, shippedBundles, type TestHouse } from '../house.ts'
import { registers } from '../sync/device.ts'
import { jpeg, orientationOf, png } from './pictures.ts'

/** Writes cases, but may only look at their photos. */
const looker: Role = {
  id: 'role-looks-at-photos',
  name: 'Looks at photos',
  scope: 'group',
  modules: ['primeromodule-cp'],
  permissions: { case: ['read', 'write'] },
  forms: { basic_identity: 'rw', photos_and_audio: 'r' },
  identity: 'scope',
}

let t: TestHouse
let amal: Caller
let luna: Caller
let kase: string

beforeAll(async () => {
  const [core, ...others] = shippedBundles()
  if (core === undefined) throw new Error('No bundle is there.')
  t = await openTestHouse(inject('database'), { bundles: [{ ...core, roles: [...core.roles, looker] }, ...others] })
  await t.enrol(...everybody, {
    userName: 'luna',
    role: looker.id,
    agency: 'agency-open-door',
    groups: ['usergroup-primero-cp'],
  })
  ;[amal, luna] = ['amal', 'luna'].map(t.as) as [Caller, Caller]
  kase = await registers(amal, { name_first: 'Aya', name_last: 'Sabah' })
})
afterAll(() => t.close())

const files = `/api/v2/cases`
const upload = (person: Caller, id: string, bytes: Buffer, more: object = {}) =>
  person.post(`${files}/${id}/attachments`, {
    data: {
      field_name: 'photos',
      attachment_type: 'image',
      file_name: 'a.png',
      attachment: bytes.toString('base64'),
      ...more,
    },
  })

test('who is not signed in is told so before a file is read', async () => {
  const { statusCode } = await t.app.inject({
    method: 'POST',
    url: `${files}/${kase}/attachments`,
    headers: { 'content-type': 'application/json' },
    payload: '{ not even JSON',
  })
  expect(statusCode).toBe(401)
})

test('who may only look at a file neither adds, changes nor removes one', async () => {
  const { id } = (await upload(amal, kase, png(), { description: 'first day' })).body.data
  const at = `${files}/${kase}/attachments/${id}`
  expect((await luna.get(at)).status).toBe(200)
  expect((await upload(luna, kase, png())).status).toBe(403)
  expect((await luna.patch(at, { data: { description: 'mine' } })).status).toBe(403)
  expect((await luna.delete(at)).status).toBe(403)
  expect((await amal.get(`${files}/${kase}`)).body.data.photos).toMatchObject([{ description: 'first day' }])
})

test('what is said about a file has its shape', async () => {
  const { id } = (await upload(amal, kase, png())).body.data
  const at = `${files}/${kase}/attachments/${id}`
  for (const data of [
    { description: { a: 1 } },
    { comments: 5 },
    { date: '2024-02-30' },
    { date: 20240101 },
    { is_current: 'yes' },
    { description: 'a\u0000b' },
  ]) {
    expect((await amal.patch(at, { data })).status, JSON.stringify(data)).toBe(422)
  }
  expect((await amal.patch(at, { data: { attachment: 'AAAA' } })).status).toBe(422)
  expect(
    (await amal.patch(at, { data: { description: 'sea', date: '2024-02-01', is_current: true } })).body.data,
  ).toMatchObject({ description: 'sea', date: '2024-02-01' })
})

test('a file is found on its own record only', async () => {
  const { id } = (await upload(amal, kase, png())).body.data
  const other = await registers(amal, { name_first: 'Omar', name_last: 'Sabah' })
  for (const path of [
    `${files}/${other}/attachments/${id}`,
    `/api/v2/incidents/${kase}/attachments/${id}`,
    `${files}/${kase}/attachments/${id}x`,
  ]) {
    expect((await amal.get(path)).status, path).toBe(404)
  }
  expect((await amal.delete(`${files}/${other}/attachments/${id}`)).status).toBe(404)
})

test('pictures lose what the camera wrote through this door, too', async () => {
  const taken = jpeg({ orientation: 6, place: 'N 12.34 E 56.78' })
  const { attachment_url } = (await upload(amal, kase, taken, { file_name: 'a.jpg' })).body.data
  const { bytes, headers } = await amal.get(attachment_url)
  expect(bytes.includes('N 12.34')).toBe(false)
  expect(orientationOf(bytes)).toBe(6)
  expect(String(headers['content-security-policy'])).toContain('sandbox')
})

test('a page that calls itself a picture is refused', async () => {
  expect((await upload(amal, kase, Buffer.from('<html><script>1</script>'))).status).toBe(422)
})

test('the history says which file came, how it was described, and that it went', async () => {
  const id = await registers(amal, { name_first: 'Aya', name_last: 'Sabah' })
  const file = (await upload(amal, id, png(), { description: 'first day' })).body.data
  const at = `${files}/${id}/attachments/${file.id}`
  await amal.patch(at, { data: { description: 'at the well' } })
  await amal.delete(at)
  const { body } = await t.as('dina').post('/api/sync/history', { type: 'case', id, page: 1 })
  const told = body.entries.slice(0, 3).map((entry: { user: string; changes: { path: string[] }[] }) => ({
    user: entry.user,
    ...entry.changes.find((change) => change.path[0] === 'photos'),
  }))
  const path = ['photos', expect.any(String)]
  const first = { unique_id: told[0].path[1], file_name: 'a.png', description: 'first day' }
  const then = { ...first, description: 'at the well' }
  expect(told).toEqual([
    { user: 'amal', path, from: then },
    { user: 'amal', path, from: first, to: then },
    { user: 'amal', path, to: first },
  ])
  const versions = await amal.post('/api/sync/records', { type: 'case', ids: [id] })
  expect(versions.body.records[0].version).toBe(4)
})

test('who may not see the photos does not hear of them from the history', async () => {
  const id = await registers(amal, { name_first: 'Aya', name_last: 'Sabah' })
  await upload(amal, id, png(), { file_name: 'aya-sabah.png' })
  const { text } = await t.as('dina').post('/api/sync/history', { type: 'case', id, page: 1 })
  expect(text).toContain('aya-sabah.png')
  for (const person of ['selam', 'carol', 'sana']) {
    expect((await t.as(person).post('/api/sync/history', { type: 'case', id, page: 1 })).text).not.toContain(
      'aya-sabah',
    )
  }
})

test('two people who change one file at once: nothing is lost, nothing breaks, and it goes once', async () => {
  const id = await registers(amal, { name_first: 'Aya', name_last: 'Sabah' })
  const describes = (at: string, data: object) => amal.patch(at, { data })
  for (let round = 0; round < 5; round++) {
    const at = `${files}/${id}/attachments/${(await upload(amal, id, png())).body.data.id}`
    const both = await Promise.all([describes(at, { description: 'sea' }), describes(at, { comments: 'blue' })])
    expect(both.map((reply) => reply.status)).toEqual([200, 200])
    const { body } = await amal.get(`${files}/${id}`)
    expect(body.data.photos[0]).toMatchObject({ description: 'sea', comments: 'blue' })
    const [said, ...gone] = await Promise.all([
      describes(at, { description: 'hill' }),
      amal.delete(at),
      amal.delete(at),
    ])
    expect([200, 404]).toContain(said.status)
    expect(gone.map((reply) => reply.status).sort()).toEqual([204, 404])
  }
})

test('what is said about a file is no document', async () => {
  const words = 'sea '.repeat(3000)
  const { status, body } = await upload(amal, kase, png(), { description: words, comments: 'blue' })
  expect({ status, told: body.errors[0].detail }).toEqual({ status: 422, told: ['/description'] })
  const { id } = (await upload(amal, kase, png())).body.data
  expect((await amal.patch(`${files}/${kase}/attachments/${id}`, { data: { comments: words } })).status).toBe(422)
})

test('to say what is said already changes nothing', async () => {
  const id = await registers(amal, { name_first: 'Aya', name_last: 'Sabah' })
  const at = `${files}/${id}/attachments/${(await upload(amal, id, png(), { description: 'sea' })).body.data.id}`
  const version = async () =>
    (await amal.post('/api/sync/records', { type: 'case', ids: [id] })).body.records[0].version
  const before = await version()
  expect((await amal.patch(at, { data: { description: 'sea' } })).status).toBe(200)
  expect(await version()).toBe(before)
})

test('a file whose record was not written leaves no bytes behind', async () => {
  const { put } = t.house.storage
  let key = ''
  t.house.storage.put = async (name, bytes) => {
    await put(name, bytes)
    key = name
    throw new Error('the machine stumbles')
  }
  const reply = await upload(amal, kase, png())
  t.house.storage.put = put
  expect(reply.status).toBe(500)
  expect(key).not.toBe('')
  expect(await t.house.storage.get(key)).toBeUndefined()
})
