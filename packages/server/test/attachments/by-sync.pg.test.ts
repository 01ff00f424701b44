// Files that come from devices in pieces: whole or not at all, without what the camera wrote, unreadable at rest.
import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { everybody } from '../access/people.ts'
import { type Caller, openTestHouse, type TestHouse } from '../house.ts'
import { forgetRemoved } from '../../src/attachments/forget.ts'
import { asHouse } from '../../src/db/database.ts'
import { attaches, binds, chunksOf, intend, pulled, push, registers, type Told, upload, uuid } from '../sync/device.ts'
import { chunksIn, jpeg, orientationOf, png } from './pictures.ts'

let t: TestHouse
let amal: Caller
let bilal: Caller
let kase: string

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...everybody)
  ;[amal, bilal] = ['amal', 'bilal'].map(t.as) as [Caller, Caller]
  kase = await registers(amal, { name_first: 'Aya', name_last: 'Sabah', age: 9, sex: 'female' })
})
afterAll(() => t.close())

const bytesOf = (person: Caller, blob: string) => person.get(`/api/sync/attachments/${blob}`)
const note = (text: string) => ({ field: 'other_documents', fileName: 'note.txt', bytes: Buffer.from(text) })
const long = Buffer.from(Array.from({ length: 600_000 }, (_, i) => 97 + (i % 26)))
const report = { field: 'other_documents', fileName: 'report.txt', bytes: long }

describe('pieces', () => {
  // rule: ux 15.7 files-in-pieces
  test('are put together by their numbers, whatever the order they came in', async () => {
    const blob = uuid()
    const chunks = chunksOf(long)
    for (const i of [2, 0, 1])
      expect((await amal.put(`/api/sync/blobs/${blob}/${i}`, chunks[i] ?? Buffer.alloc(0))).status).toBe(204)
    const [outcome] = await push(amal, binds(amal, kase, blob, report))
    expect(outcome.outcome).toBe('applied')
    expect((await bytesOf(amal, blob)).bytes.equals(long)).toBe(true)
  })

  test('that come again replace themselves', async () => {
    const blob = uuid()
    const [first = long, second = long, third = long] = chunksOf(long)
    await upload(amal, blob, [Buffer.from('cut off'), second, third])
    await upload(amal, blob, [first])
    expect((await push(amal, binds(amal, kase, blob, report)))[0].outcome).toBe('applied')
    expect((await bytesOf(amal, blob)).bytes.equals(long)).toBe(true)
  })

  // rule: ux 15.7 files-in-pieces
  test('that are missing are asked for, and the same intention succeeds once they are there', async () => {
    const blob = uuid()
    const chunks = chunksOf(long)
    await amal.put(`/api/sync/blobs/${blob}/0`, chunks[0] ?? long)
    await amal.put(`/api/sync/blobs/${blob}/2`, chunks[2] ?? long)
    const intention = binds(amal, kase, blob, report)
    expect(await push(amal, intention)).toMatchObject([
      { outcome: 'refused', problem: { code: 'attachment-refused', params: { reason: 'incomplete' } } },
    ])
    await amal.put(`/api/sync/blobs/${blob}/1`, chunks[1] ?? long)
    expect((await push(amal, intention))[0].outcome).toBe('applied')
  })

  test('that are not what was announced are refused', async () => {
    const blob = uuid()
    await upload(amal, blob, [Buffer.from('one thing')])
    expect((await push(amal, binds(amal, kase, blob, note('one thinG'))))[0].problem).toEqual({
      code: 'attachment-refused',
      params: { reason: 'hash' },
    })
    expect((await push(amal, binds(amal, kase, blob, note('one thing more'))))[0].problem).toEqual({
      code: 'attachment-refused',
      params: { reason: 'incomplete' },
    })
    expect((await bytesOf(amal, blob)).status).toBe(404)
  })

  test('that never came are no file', async () => {
    expect((await push(amal, binds(amal, kase, uuid(), note('x'))))[0].problem.params).toEqual({ reason: 'incomplete' })
  })

  test.each([
    ['too large', `${uuid()}/0`, Buffer.alloc(256 * 1024 + 1)],
    ['empty', `${uuid()}/0`, Buffer.alloc(0)],
    ['under no id', `../x/0`, Buffer.from('x')],
    ['under a malformed id', `abc/0`, Buffer.from('x')],
    ['with a negative number', `${uuid()}/-1`, Buffer.from('x')],
    ['with a number too high', `${uuid()}/100`, Buffer.from('x')],
    ['with no number', `${uuid()}/one`, Buffer.from('x')],
  ])('%s are refused', async (_title, at, bytes) => {
    const { status } = await amal.put(`/api/sync/blobs/${at}`, bytes)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
  })

  test('leave nothing behind once the file is whole', async () => {
    const { blob } = await attaches(amal, kase, note('whole'))
    expect(filesOf(blob)).toEqual([])
    const { rows } = await sql`select from upload where blob = ${blob}`.execute(t.house.db)
    expect(rows).toEqual([])
  })

  test('cannot fill the disk', async () => {
    const { id } = (await t.house.db
      .selectFrom('account')
      .select('id')
      .where('user_name', '=', 'carol')
      .executeTakeFirstOrThrow()) as { id: number }
    await sql`insert into upload (blob, chunk, account_id, size) select gen_random_uuid(), 0, ${id}, 20000000 from generate_series(1, 11)`.execute(
      t.house.db,
    )
    expect((await t.as('carol').put(`/api/sync/blobs/${uuid()}/0`, Buffer.from('x'))).status).toBe(422)
  })
})

/** Every file under the data folder whose name holds this. */
const filesOf = (name: string): string[] =>
  (readdirSync(t.house.settings.dataFolder, { recursive: true }) as string[]).filter((path) => path.includes(name))

const storageKeyOf = async (blob: string): Promise<string> => {
  const rows = await asHouse(
    t.house.db,
    t.house.configuration(),
    async (tx) =>
      (await sql<{ storage_key: string }>`select storage_key from case_attachment where uuid = ${blob}`.execute(tx))
        .rows,
  )
  return rows[0]?.storage_key ?? ''
}
const pathOf = (key: string): string => join(t.house.settings.dataFolder, filesOf(key)[0] ?? 'nowhere')

describe('what a file is', () => {
  const refusal = async (file: Parameters<typeof attaches>[2]) => (await attaches(amal, kase, file)).outcome.problem

  test.each([
    ['a page that calls itself a picture', 'photos', 'me.jpg', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a page that calls itself text', 'other_documents', 'me.txt', Buffer.from('  <html><body onload=alert(1)>')],
    [
      'a drawing with a script',
      'photos',
      'me.png',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    ],
    [
      'a drawing with a script as a document',
      'other_documents',
      'me.txt',
      Buffer.from('\ufeff<?xml version="1.0"?><svg onload="alert(1)"/>'),
    ],
    ['a program', 'other_documents', 'me.pdf', Buffer.from('4d5a90000300000004000000ffff0000', 'hex')],
    ['a picture in a place for voices', 'recorded_audio', 'me.mp3', png()],
    ['a text in a place for pictures', 'photos', 'me.png', Buffer.from('plain words')],
    ['a picture that breaks off', 'photos', 'me.jpg', Buffer.concat([jpeg().subarray(0, 40)])],
    ['a picture of a kind that we do not take', 'photos', 'me.gif', Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1')],
    ['text under a name of no kind', 'other_documents', 'me', Buffer.from('words')],
  ])('%s is refused', async (_title, field, fileName, bytes) => {
    expect(await refusal({ field, fileName, bytes })).toEqual({
      code: 'attachment-refused',
      params: { reason: 'type' },
    })
  })

  test.each(['name', 'no_such_field', 'services_section', 'owned_by', '__proto__'])(
    'nothing is attached to %s',
    async (field) => {
      expect((await refusal({ field, fileName: 'a.png', bytes: png() })).code).toBe('forbidden')
    },
  )

  test('its name is bare, and comes back as it was written', async () => {
    const { blob } = await attaches(amal, kase, {
      field: 'other_documents',
      fileName: '../../صورة "x"\r\nSet-Cookie: a=b.txt',
      bytes: Buffer.from('x'),
    })
    const reply = await bytesOf(amal, blob)
    expect(reply.status).toBe(200)
    expect(reply.headers['set-cookie']?.toString() ?? '').not.toContain('a=b')
    expect(String(reply.headers['content-disposition'])).not.toMatch(/[\r\n]|\.\.\//)
  })

  test('it is served as what it is, in a box of its own, and never kept by a cache', async () => {
    const { blob } = await attaches(amal, kase, { field: 'photos', fileName: 'a.jpg', bytes: jpeg() })
    const { headers } = await bytesOf(amal, blob)
    expect(headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    expect(String(headers['content-security-policy'])).toContain('sandbox')
  })
})

describe('what the camera wrote beside the picture', () => {
  test.each([
    [6, 'MM' as const],
    [3, 'II' as const],
    [8, 'MM' as const],
  ])('goes, and the picture stays upright (orientation %i, %s)', async (orientation, order) => {
    const place = 'N 12.3456 E 45.6789'
    const taken = jpeg({ orientation, order, place, trailer: `after the end ${place}` })
    expect(taken.includes(place)).toBe(true)
    const { blob } = await attaches(amal, kase, { field: 'photos', fileName: 'a.jpg', bytes: taken })
    const { bytes } = await bytesOf(amal, blob)
    for (const trace of [place, 'xmpmeta', 'house 12', 'Photoshop', 'after the end'])
      expect(bytes.includes(trace), trace).toBe(false)
    expect(orientationOf(bytes)).toBe(orientation)
    expect(bytes.subarray(0, 2).toString('hex')).toBe('ffd8')
    expect(bytes.subarray(-2).toString('hex')).toBe('ffd9')
    // The picture itself is as it was: tables, frame and scan.
    const scan = taken.subarray(
      taken.indexOf(Buffer.from([0xff, 0xdb])),
      taken.lastIndexOf(Buffer.from([0xff, 0xd9])) + 2,
    )
    expect(bytes.includes(scan)).toBe(true)
  })

  test('a picture that lies right needs no word about it', async () => {
    const { blob } = await attaches(amal, kase, { field: 'photos', fileName: 'a.jpg', bytes: jpeg({ orientation: 1 }) })
    expect(orientationOf((await bytesOf(amal, blob)).bytes)).toBeUndefined()
  })

  test('goes from a PNG, too', async () => {
    const { blob } = await attaches(amal, kase, {
      field: 'photos',
      fileName: 'a.png',
      bytes: png('the girl from house 12'),
    })
    const { bytes } = await bytesOf(amal, blob)
    expect(chunksIn(bytes)).toEqual(['IHDR', 'IDAT', 'IEND'])
    expect(bytes.includes('house 12')).toBe(false)
  })

  test('goes where a picture is attached as a document', async () => {
    const { blob } = await attaches(amal, kase, {
      field: 'other_documents',
      fileName: 'a.jpg',
      bytes: jpeg({ place: 'N 9.99 E 1.11' }),
    })
    expect((await bytesOf(amal, blob)).bytes.includes('N 9.99')).toBe(false)
  })

  test('lies nowhere on the disk of the server, not even sealed', async () => {
    const { blob } = await attaches(amal, kase, { field: 'photos', fileName: 'a.jpg', bytes: jpeg() })
    expect(filesOf(blob)).toEqual([])
  })
})

describe('at rest', () => {
  test('neither a file nor a piece of one can be read from the disk', async () => {
    const secret = 'Aya Sabah lives in house 12'
    const { blob } = await attaches(amal, kase, note(secret))
    const pending = uuid()
    await upload(amal, pending, [Buffer.from(secret)])
    for (const path of [
      pathOf(await storageKeyOf(blob)),
      join(t.house.settings.dataFolder, filesOf(pending)[0] ?? ''),
    ]) {
      expect(readFileSync(path).includes(secret)).toBe(false)
      expect(readFileSync(path).includes('Aya')).toBe(false)
    }
  })

  test('the same file twice looks different, and its stored hash tells nothing across records', async () => {
    const other = await registers(amal, { name_first: 'Omar', name_last: 'Sabah' })
    const [one, two] = [await attaches(amal, kase, note('same')), await attaches(amal, other, note('same'))]
    const [a, b] = [
      readFileSync(pathOf(await storageKeyOf(one.blob))),
      readFileSync(pathOf(await storageKeyOf(two.blob))),
    ]
    expect(a.equals(b)).toBe(false)
    const hashes = await asHouse(
      t.house.db,
      t.house.configuration(),
      async (tx) =>
        (
          await sql<{
            hash: Buffer
          }>`select hash from case_attachment where uuid = any (${[one.blob, two.blob]}::uuid[])`.execute(tx)
        ).rows,
    )
    expect(hashes[0]?.hash.equals(hashes[1]?.hash ?? Buffer.alloc(0))).toBe(false)
  })

  test('files that somebody swapped do not open', async () => {
    const [one, two] = [await attaches(amal, kase, note('one')), await attaches(amal, kase, note('two'))]
    const [a, b] = [pathOf(await storageKeyOf(one.blob)), pathOf(await storageKeyOf(two.blob))]
    renameSync(a, `${a}.away`)
    renameSync(b, a)
    renameSync(`${a}.away`, b)
    for (const { blob } of [one, two]) {
      const reply = await bytesOf(amal, blob)
      expect(reply.status).toBeGreaterThanOrEqual(400)
      expect(reply.text).not.toMatch(/one|two/)
    }
  })
})

describe('whose it is', () => {
  test('nobody binds what another has sent', async () => {
    const blob = uuid()
    const file = note('for Amal only')
    await upload(amal, blob, chunksOf(file.bytes))
    const mine = await registers(bilal, { name_first: 'Omar', name_last: 'Nasser' })
    expect((await push(bilal, binds(bilal, mine, blob, file)))[0].problem).toEqual({
      code: 'attachment-refused',
      params: { reason: 'incomplete' },
    })
    expect((await push(amal, binds(amal, kase, blob, file)))[0].outcome).toBe('applied')
  })

  test('nobody spoils what another is sending', async () => {
    const blob = uuid()
    const file = note('from Amal')
    await upload(amal, blob, chunksOf(file.bytes))
    await bilal.put(`/api/sync/blobs/${blob}/0`, Buffer.from('from Bilal'))
    expect((await push(amal, binds(amal, kase, blob, file)))[0].outcome).toBe('applied')
    expect((await bytesOf(amal, blob)).text).toBe('from Amal')
  })

  test('another’s file looks like none: by id, by its record, to read and to remove', async () => {
    const { blob } = await attaches(amal, kase, note('private'))
    const [there, never] = [await bytesOf(bilal, blob), await bytesOf(bilal, uuid())]
    expect([there.status, there.body]).toEqual([never.status, never.body])
    const mine = await registers(bilal, { name_first: 'Omar', name_last: 'Nasser' })
    const remove = (id: string, attachment: string) =>
      intend('bilal', 'attachment.remove', { type: 'case', id, attachment }, { basedOn: 1 })
    const told = await push(bilal, remove(kase, blob), remove(mine, blob), remove(mine, uuid()), remove(uuid(), blob))
    expect(new Set(told.map((o: Told) => JSON.stringify(o.problem)))).toEqual(
      new Set([JSON.stringify({ code: 'not-found', params: {} })]),
    )
    expect((await bytesOf(amal, blob)).text).toBe('private')
  })

  test('an id that a file has is not given to another', async () => {
    const { blob } = await attaches(amal, kase, note('first'))
    const mine = await registers(bilal, { name_first: 'Omar', name_last: 'Nasser' })
    const file = note('second')
    await upload(bilal, blob, chunksOf(file.bytes))
    expect((await push(bilal, binds(bilal, mine, blob, file)))[0].problem.code).toBe('id-taken')
    expect((await bytesOf(amal, blob)).text).toBe('first')
  })

  test('a reader without the field has neither the bytes nor their names', async () => {
    const gul = t.as('gul')
    const survivor = await registers(gul, { survivor_code_no: 'S-1' }, 'primeromodule-gbv')
    const { blob, outcome } = await attaches(gul, survivor, {
      ...note('what she told'),
      fileName: 'her-name.txt',
      description: 'her story',
    })
    expect(outcome.outcome).toBe('applied')
    expect((await pulled(gul, 'case', survivor)).attachments).toHaveLength(1)
    for (const reader of ['sana', 'mona', 'fola']) {
      const record = await pulled(t.as(reader), 'case', survivor)
      expect(record.id).toBe(survivor)
      expect(JSON.stringify(record)).not.toMatch(/her-name|her story/)
      expect((await bytesOf(t.as(reader), blob)).status).toBe(404)
    }
  })
})

describe('coming and going', () => {
  test('a replay attaches nothing twice', async () => {
    const file = note('once')
    const blob = uuid()
    await upload(amal, blob, chunksOf(file.bytes))
    const intention = binds(amal, kase, blob, file)
    const [first] = await push(amal, intention)
    const before = (await pulled(amal, 'case', kase)).attachments.length
    await upload(amal, blob, chunksOf(file.bytes))
    expect(await push(amal, intention)).toEqual([first])
    const told = await Promise.all([push(amal, intention), push(amal, intention)])
    expect(told).toEqual([[first], [first]])
    expect((await pulled(amal, 'case', kase)).attachments).toHaveLength(before)
    expect(filesOf(blob)).toEqual([])
  })

  test('what is removed is gone for everybody, and its record says so', async () => {
    const mine = await registers(amal, { name_first: 'Huda', name_last: 'Saleh' })
    const { blob } = await attaches(amal, mine, { field: 'photos', fileName: 'a.png', bytes: png() })
    expect((await pulled(amal, 'case', mine)).attachments).toMatchObject([
      { id: blob, field: 'photos', fileName: 'a.png', contentType: 'image/png' },
    ])
    const remove = intend('amal', 'attachment.remove', { type: 'case', id: mine, attachment: blob }, { basedOn: 2 })
    const [first] = await push(amal, remove)
    expect(first.outcome).toBe('applied')
    expect(await push(amal, remove)).toEqual([first])
    expect((await pulled(amal, 'case', mine)).attachments).toEqual([])
    expect((await bytesOf(amal, blob)).status).toBe(404)
    expect(
      (await push(amal, intend('amal', 'attachment.remove', { type: 'case', id: mine, attachment: blob })))[0].problem
        .code,
    ).toBe('not-found')
  })

  test('the bytes of a removed file lie there for a month, in case it was a slip, and then no more', async () => {
    const [gone, kept] = [await attaches(amal, kase, note('away')), await attaches(amal, kase, note('here'))]
    const [away, here] = [pathOf(await storageKeyOf(gone.blob)), pathOf(await storageKeyOf(kept.blob))]
    await push(amal, intend('amal', 'attachment.remove', { type: 'case', id: kase, attachment: gone.blob }))
    await forgetRemoved(t.house)
    expect([existsSync(away), existsSync(here)]).toEqual([true, true])
    t.pass(31 * 24 * 60)
    await forgetRemoved(t.house)
    await forgetRemoved(t.house)
    expect([existsSync(away), existsSync(here)]).toEqual([false, true])
    expect((await bytesOf(amal, kept.blob)).text).toBe('here')
  })

  test('who may only read a record attaches and removes nothing', async () => {
    const { blob } = await attaches(amal, kase, note('stays'))
    const dina = t.as('dina')
    const file = note('from Dina')
    const own = uuid()
    await upload(dina, own, chunksOf(file.bytes))
    const told = await push(
      dina,
      binds(dina, kase, own, file),
      intend('dina', 'attachment.remove', { type: 'case', id: kase, attachment: blob }),
    )
    expect(told.map((o: Told) => o.problem.code)).toEqual(['forbidden', 'forbidden'])
    expect((await bytesOf(amal, blob)).status).toBe(200)
  })

  test('a record takes so many files and no more', async () => {
    const config = t.house.configuration()
    const before = t.house.configuration
    t.house.configuration = () => ({
      ...config,
      settings: { ...config.settings, system_options: { maximum_attachments_per_record: 1 } },
    })
    try {
      const mine = await registers(amal, { name_first: 'Lina', name_last: 'Saleh' })
      await attaches(amal, mine, note('one'))
      const { blob, outcome } = await attaches(amal, mine, note('two'))
      expect(outcome.problem).toEqual({ code: 'attachment-refused', params: { reason: 'count' } })
      expect((await bytesOf(amal, blob)).status).toBe(404)
      expect((await pulled(amal, 'case', mine)).attachments).toHaveLength(1)
    } finally {
      t.house.configuration = before
    }
  })
})
