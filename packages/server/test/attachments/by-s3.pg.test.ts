// Files in a bucket instead of a folder: the same doors, and a store that can read none of them.
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { s3Storage } from '../../src/attachments/s3.ts'
import { everybody } from '../access/people.ts'
import { type Caller, openTestHouse, type TestHouse } from '../house.ts'
import { registers } from '../sync/device.ts'
import { png } from './pictures.ts'

// What the store comes with for whoever tries it.
const login = { accessKey: 'S3RVER', secretKey: 'S3RVER' }

let t: TestHouse
let amal: Caller
let store: S3rver
let folder: string
let endpoint: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'primero-s3-'))
  store = new S3rver({ port: 0, silent: true, directory: folder, configureBuckets: [{ name: 'files', configs: [] }] })
  const { port } = (await store.run()) as unknown as AddressInfo
  endpoint = `http://127.0.0.1:${port}`
  t = await openTestHouse(inject('database'))
  t.house.storage = await s3Storage({ endpoint, bucket: 'files', region: 'us-east-1', ...login }, t.house.keys)
  await t.enrol(...everybody)
  amal = t.as('amal')
})
afterAll(async () => {
  await t.close()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const filesIn = (at: string): string[] =>
  readdirSync(at).flatMap((name) => {
    const path = join(at, name)
    return statSync(path).isDirectory() ? filesIn(path) : [path]
  })

test('a photo goes into the bucket sealed, comes out as it was, and leaves with its record’s entry', async () => {
  const kase = await registers(amal, { name_first: 'Aya' })
  const data = {
    field_name: 'photos',
    attachment_type: 'image',
    file_name: 'a.png',
    attachment: png().toString('base64'),
  }
  const { body, status } = await amal.post(`/api/v2/cases/${kase}/attachments`, { data })
  expect(status).toBe(200)
  const kept = filesIn(folder).filter((path) => !path.endsWith('.json'))
  expect(kept.length).toBeGreaterThan(0)
  for (const path of kept) expect(readFileSync(path).includes(png().subarray(0, 8))).toBe(false)

  const { status: found, bytes } = await amal.get(body.data.attachment_url)
  expect([found, bytes.subarray(1, 4).toString()]).toEqual([200, 'PNG'])

  expect((await amal.delete(`/api/v2/cases/${kase}/attachments/${body.data.id}`)).status).toBe(204)
  expect(await t.house.storage.get('nothing-lies-here')).toBeUndefined()
})

test('a bucket that is not there, or not for us, is said in words an operator can act on', async () => {
  const settings = { endpoint, bucket: 'files', region: 'us-east-1', ...login }
  await expect(s3Storage({ ...settings, bucket: 'none' }, t.house.keys)).rejects.toThrow(
    /"none".*answers 404.*S3_BUCKET/,
  )
  await expect(s3Storage({ ...settings, accessKey: 'nobody' }, t.house.keys)).rejects.toThrow(/answers 403/)
})

test('a file that somebody swapped in the bucket does not open', async () => {
  await t.house.storage.put('one', Buffer.from('first'))
  await t.house.storage.put('two', Buffer.from('second'))
  const [one, two] = ['one', 'two'].map((name) =>
    filesIn(folder).find((path) => path.includes(`${name}._S3rver_object`)),
  )
  copyFileSync(String(two), String(one))
  await expect(t.house.storage.get('one')).rejects.toThrow()
})
