// Previews of files: small, without what a camera wrote, and opened to nobody who may not open the file.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { everybody } from '../../test/access/people.ts'
import { turnedBy, wide } from '../../test/attachments/pictures.ts'
import { type Caller, openTestHouse, type TestHouse } from '../../test/house.ts'
import { attaches, registers } from '../../test/sync/device.ts'
import { forgetRemoved } from '../attachments/forget.ts'
import { asHouse } from '../db/database.ts'
import { drawn } from './make.ts'
import { pdfOf } from './pdf.ts'
import { sizeIn } from './pixels.ts'

let t: TestHouse
let amal: Caller
let kase: string

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...everybody)
  amal = t.as('amal')
  kase = await registers(amal, { name_first: 'Aya', age: 9 })
})
afterAll(() => t.close())

const hung = async (field: string, fileName: string, bytes: Buffer): Promise<string> => {
  const { blob, outcome } = await attaches(amal, kase, { field, fileName, bytes })
  expect(outcome.outcome).toBe('applied')
  return blob
}
const photo = (bytes: Buffer, fileName = 'photo.png') => hung('photos', fileName, bytes)
const paper = (bytes: Buffer, fileName: string) => hung('other_documents', fileName, bytes)
const previewOf = (blob: string, person = amal) => person.get(`/api/sync/attachments/${blob}/preview`)
const numberOf = (blob: string): Promise<number> =>
  asHouse(t.house.db, t.house.configuration(), async (tx) => {
    const { rows } = await sql<{ id: number }>`select id from case_attachment where uuid = ${blob}`.execute(tx)
    return rows[0]?.id ?? 0
  })
const filesIn = (at: string): string[] =>
  readdirSync(at).flatMap((name) => {
    const path = join(at, name)
    return statSync(path).isDirectory() ? filesIn(path) : [path]
  })

test('a picture is shrunk to what a phone shows', async () => {
  const { status, headers, bytes } = await previewOf(await photo(wide(2000, 100)))
  expect([status, headers['content-type'], sizeIn(bytes, 'image/jpeg')]).toEqual([
    200,
    'image/jpeg',
    { width: 1280, height: 64 },
  ])
})

test('a photo stands upright, and tells neither place nor camera', async () => {
  const upright = await drawn({ bytes: wide(60, 20), contentType: 'image/png' })
  const blob = await photo(turnedBy(upright ?? Buffer.alloc(0), 6, 'N 12.3456 E 45.6789'), 'photo.jpg')
  const { bytes } = await previewOf(blob)
  expect(sizeIn(bytes, 'image/jpeg')).toEqual({ width: 20, height: 60 })
  expect(bytes.includes('Exif')).toBe(false)
  expect(bytes.includes('12.3456')).toBe(false)
})

test('of a PDF the first page is shown as a picture: what it would run does not come along', async () => {
  const page = await drawn({ bytes: wide(60, 20), contentType: 'image/png' })
  const plain = pdfOf(page ?? Buffer.alloc(0), { width: 60, height: 20 }).toString('latin1')
  const script = '/OpenAction << /S /JavaScript /JS (app.alert("here")) >>'
  const { status, headers, bytes } = await previewOf(
    await paper(Buffer.from(plain.replace('/Type /Catalog', `/Type /Catalog ${script}`), 'latin1'), 'scan.pdf'),
  )
  expect([status, headers['content-type']]).toEqual([200, 'image/jpeg'])
  expect(bytes.includes('JavaScript')).toBe(false)
  expect(sizeIn(bytes, 'image/jpeg')).toEqual({ width: 1280, height: 427 })
})

test('other papers, broken files and those that claim to be enormous have none, and the server goes on', async () => {
  for (const blob of [
    await paper(Buffer.from('words'), 'note.txt'),
    await paper(Buffer.from('%PDF-1.4\nnothing of it is true\n%%EOF'), 'broken.pdf'),
    await photo(wide(10, 10, { width: 60_000, height: 60_000 })),
  ])
    for (const _again of [1, 2]) expect((await previewOf(blob)).status).toBe(404)
})

test('it is shown as what it is and nothing else, under no name, and in the access log', async () => {
  const blob = await photo(wide(30, 30), 'aya sabah.png')
  const { headers } = await previewOf(blob)
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': 'inline; filename="preview.jpg"',
    'cache-control': 'no-store',
  })
  const { rows } = await sql<{ action: string; user_name: string }>`
    select action, user_name from audit order by id desc limit 1`.execute(t.house.db)
  expect(rows).toEqual([{ action: 'show_attachment', user_name: 'amal' }])
})

test('whoever may not open the file gets none, nor hears whether there is one', async () => {
  const blob = await photo(wide(30, 30))
  await previewOf(blob)
  const unknown = await previewOf(crypto.randomUUID(), t.as('bilal'))
  const closed = await previewOf(blob, t.as('bilal'))
  expect([closed.status, closed.body]).toEqual([unknown.status, unknown.body])
  expect(closed.status).toBe(404)
  expect((await t.app.inject(`/api/sync/attachments/${blob}/preview`)).statusCode).toBe(401)
  expect((await previewOf('x')).status).toBe(404)
})

test('it lies sealed beside the file, is made once, and goes with it', async () => {
  const before = new Set(filesIn(t.house.settings.dataFolder))
  const blob = await photo(wide(40, 40))
  const [first, again] = await Promise.all([previewOf(blob), previewOf(blob)])
  expect(first?.bytes.equals(again?.bytes ?? Buffer.alloc(0))).toBe(true)
  const kept = () => filesIn(t.house.settings.dataFolder).filter((path) => !before.has(path))
  expect(kept().filter((path) => path.endsWith('.preview'))).toHaveLength(1)
  for (const path of kept()) expect(readFileSync(path).includes(Buffer.from([0xff, 0xd8, 0xff]))).toBe(false)
  expect((await amal.delete(`/api/v2/cases/${kase}/attachments/${await numberOf(blob)}`)).status).toBe(204)
  expect((await previewOf(blob)).status).toBe(404)
  t.pass(32 * 24 * 60)
  await forgetRemoved(t.house)
  expect(kept()).toEqual([])
})

// rule: api-records 16 preview
test('over v2 a picture comes as a PDF of one page, where the file may be opened [api-records 16 preview]', async () => {
  const blob = await paper(wide(300, 200), 'letter.png')
  const path = `/api/v2/cases/${kase}/attachments/${await numberOf(blob)}/pdf`
  const { status, headers, bytes } = await amal.get(path)
  expect([status, headers['content-type'], headers['content-disposition']]).toEqual([
    200,
    'application/pdf',
    'attachment; filename="preview.pdf"',
  ])
  expect(bytes.toString('latin1', 0, 8)).toBe('%PDF-1.4')
  expect((await drawn({ bytes, contentType: 'application/pdf' }))?.length).toBeGreaterThan(0)
  expect((await t.as('bilal').get(path)).status).toBe(403)
  const text = await paper(Buffer.from('words'), 'more.txt')
  expect((await amal.get(`/api/v2/cases/${kase}/attachments/${await numberOf(text)}/pdf`)).status).toBe(404)
})
