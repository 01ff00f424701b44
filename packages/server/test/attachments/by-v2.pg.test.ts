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
