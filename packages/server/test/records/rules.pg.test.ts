// Rules of records that need a hand in the house or people whom the golden world does not have.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { asHouse } from '../../src/db/database.ts'
import { everybody } from '../access/people.ts'
import { type Caller, openTestHouse, type TestHouse } from '../house.ts'
import { pulled, registers, uuid } from '../sync/device.ts'

const cp = 'primeromodule-cp'
let t: TestHouse
let amal: Caller
let root: Caller

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...everybody)
  ;[amal, root] = ['amal', 'root'].map(t.as) as [Caller, Caller]
})
afterAll(() => t.close())

// rule: api-records 16 download-of-a-lost-file
test('a file whose bytes are lost is answered without a body, and still is on the record', async () => {
  const kase = await registers(amal, { name_first: 'Aya', age: 9 })
  const path = `/api/v2/cases/${kase}/attachments`
  const attached = await amal.post(path, {
    data: {
      field_name: 'other_documents',
      attachment_type: 'document',
      file_name: 'note.txt',
      attachment: Buffer.from('a note').toString('base64'),
    },
  })
  const url = `${path}/${attached.body.data.id}`
  expect((await amal.get(url)).text).toBe('a note')

  const { rows } = await asHouse(t.house.db, t.house.configuration(), (tx) =>
    sql<{ key: string }>`select storage_key as key from case_attachment where id = ${attached.body.data.id}`.execute(
      tx,
    ),
  )
  await t.house.storage.remove(rows[0]?.key ?? '')

  const lost = await amal.get(url)
  expect(lost.status).toBeGreaterThanOrEqual(200)
  expect(lost.status).toBeLessThan(300)
  expect(lost.bytes).toHaveLength(0)
  expect((await amal.get(`/api/v2/cases/${kase}`)).body.data.other_documents).toHaveLength(1)
})

// rule: records 3.1 created-closed-stays-closed
test('who may close registers a closed case over either door, and lists know it as closed', async () => {
  const services = [{ unique_id: uuid(), service_type: 'health_medical_service' }]
  const made = await amal.post('/api/v2/cases', {
    data: { module_id: cp, age: 9, status: 'closed', date_closure: '2024-05-01', services_section: services },
  })
  expect(made.status).toBe(200)
  expect(made.headers['x-primero-ignored']).toBeUndefined()
  expect(made.body.data).toMatchObject({ status: 'closed', workflow: 'closed', date_closure: '2024-05-01' })

  const sent = await registers(amal, { age: 9, status: 'closed' })
  expect((await pulled(amal, 'case', sent)).data).toMatchObject({ status: 'closed', workflow: 'closed' })

  const listed = await amal.get('/api/v2/cases?status=closed&fields=status')
  expect(listed.body.data.map(({ id }: { id: string }) => id).sort()).toEqual([made.body.data.id, sent].sort())
})

// rule: records 4 previous-owner
test('an incident tied to a case of somebody else keeps whose it was', async () => {
  const kase = await registers(amal, { name_first: 'Omar', age: 9 })
  const incident = await root.post('/api/v2/incidents', { data: { module_id: cp, age: 9 } })
  const { id } = incident.body.data
  expect((await root.post(`/api/v2/cases/${kase}/incidents`, { data: { incident_ids: [id] } })).status).toBe(204)
  const { data } = (await root.get(`/api/v2/incidents/${id}`)).body
  expect(data).toMatchObject({
    owned_by: 'amal',
    previously_owned_by: 'root',
    previously_owned_by_agency: 'agency-open-door',
  })
})

test.each(['constructor', 'zzqqq', 'read_all'])('%s is no action by which a record is edited', async (action) => {
  const kase = await registers(amal, { name_first: 'Aya', age: 9 })
  for (const person of [amal, root]) {
    const reply = await person.patch(`/api/v2/cases/${kase}`, { data: { age: 10 }, record_action: action })
    expect(reply.status).toBe(403)
  }
  expect((await pulled(amal, 'case', kase)).data.age).toBe(9)
})
