// Nobody reaches a record that is not his: not by its id, not by its code, not by asking around it.
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { png } from '../attachments/pictures.ts'
import { type Caller, openTestHouse, type Reply, type TestHouse } from '../house.ts'
import { attaches, edits, intend, pulled, push, registers, type Told, upload, uuid } from '../sync/device.ts'
import { child, everybody, told } from './people.ts'

let t: TestHouse
let amal: Caller
let carol: Caller
/** Amal's case, an incident of it, a photo of it; and a case of Carol's own. */
let kase: string
let incident: string
let photo: { blob: string; id: number }
let code: string
let own: string

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...everybody)
  ;[amal, carol] = ['amal', 'carol'].map(t.as) as [Caller, Caller]
  code = uuid()
  kase = await registers(amal, { ...child, unique_identifier: code })
  own = await registers(carol, { name_first: 'Omar', name_last: 'Nasser' })
  incident = uuid()
  await push(
    amal,
    intend('amal', 'record.create', {
      type: 'incident',
      id: incident,
      module: 'primeromodule-cp',
      data: { incident_case_id: kase, cp_incident_abuser_name: 'Yasmin’s uncle' },
    }),
  )
  const { blob } = await attaches(amal, kase, {
    field: 'photos',
    fileName: 'Yasmin.png',
    bytes: png(),
    description: 'Yasmin',
  })
  const { photos } = (await amal.get(`/api/v2/cases/${kase}`)).body.data
  photo = { blob, id: photos[0].id }
})
afterAll(() => t.close())

const outside = ['carol', 'desk', 'selam', 'gul', 'hawa', 'sana', 'mona', 'fola', 'cora', 'pia', 'ines', 'uma', 'aida']

describe.each(outside)('%s, who has nothing to do with the case', (userName) => {
  test('opens neither it nor what hangs on it', async () => {
    const person = t.as(userName)
    const code4xx: Reply[] = []
    for (const path of [
      `/api/v2/cases/${kase}`,
      `/api/v2/cases/${kase}?fields=short`,
      `/api/v2/cases/${kase}?fields=id`,
      `/api/v2/cases/${kase}/record_history`,
      `/api/v2/cases/${kase}/access_log`,
      `/api/v2/cases/${kase}/incidents`,
      `/api/v2/cases/${kase}/incidents/new`,
      `/api/v2/cases/${kase}/traces`,
      `/api/v2/cases/${kase}/attachments/${photo.id}`,
      `/api/v2/cases/${own}/attachments/${photo.id}`,
      `/api/v2/incidents/${incident}`,
      `/api/v2/incidents/${incident}/record_history`,
      `/api/v2/incidents/${kase}`,
      `/api/v2/cases/${incident}`,
      `/api/v2/families/${kase}`,
      `/api/sync/attachments/${photo.blob}`,
      `/api/sync/attachments/${kase}`,
    ]) {
      code4xx.push(await person.get(path))
    }
    for (const type of ['case', 'incident'] as const) {
      code4xx.push(await person.post('/api/sync/history', { type, id: type === 'case' ? kase : incident, page: 1 }))
    }
    for (const reply of code4xx) {
      // A photo of another's case looked for on one's own is not there.
      expect([403, 404]).toContain(reply.status)
      expect(JSON.stringify(reply.headers) + reply.text).not.toMatch(told)
    }
    const records = await person.post('/api/sync/records', { type: 'case', ids: [kase] })
    expect(records.body).toEqual({ records: [], writable: [], gone: [kase] })
  })

  test('changes nothing of it', async () => {
    const person = t.as(userName)
    const before = await pulled(amal, 'case', kase)
    for (const reply of [
      await person.patch(`/api/v2/cases/${kase}`, { data: { age: 1 } }),
      await person.patch(`/api/v2/cases/${kase}`, {
        data: { notes_section: [{ note_text: 'x' }] },
        record_action: 'add_note',
      }),
      await person.patch(`/api/v2/cases/${kase}`, { data: { status: 'closed' }, record_action: 'close' }),
      await person.delete(`/api/v2/cases/${kase}`),
      await person.delete(`/api/v2/cases/${kase}/attachments/${photo.id}`),
      await person.patch(`/api/v2/cases/${kase}/attachments/${photo.id}`, { data: { description: 'x' } }),
      await person.post(`/api/v2/cases/${kase}/attachments`, {
        data: {
          field_name: 'photos',
          attachment_type: 'image',
          file_name: 'a.png',
          attachment: png().toString('base64'),
        },
      }),
      await person.post(`/api/v2/cases/${kase}/incidents`, { data: { incident_ids: [uuid()] } }),
      await person.post('/api/v2/incidents', { data: { incident_case_id: kase } }),
    ]) {
      expect([403, 404, 422]).toContain(reply.status)
      expect(reply.text).not.toMatch(told)
    }
    expect(await pulled(amal, 'case', kase)).toEqual(before)
  })

  test('creates nothing in its place, and learns nothing from the refusal', async () => {
    const reply = await t.as(userName).post('/api/v2/cases', { data: { id: kase, ...child } })
    expect([403, 409, 422]).toContain(reply.status)
    expect((await pulled(amal, 'case', kase)).data.owned_by).toBe('amal')
  })
})

/** Everything that a list says: how many, and which, in order. */
const answer = ({ status, body }: Reply) => ({
  status,
  total: body?.metadata?.total ?? body?.total,
  ids: (body?.data ?? body?.rows)?.map((r: Told) => r.id),
})

describe('Carol, asking around it', () => {
  // Each question with the true value, and the same with a value that no record has.
  const pairs: [string, string, string][] = [
    ['its code', `query=${'CODE'}`, `query=${uuid()}`],
    ['its short code', 'query=SHORT', 'query=0000000'],
    ['a part of its code', 'query=PART', 'query=zzzzz'],
    ['its code as an identifier', 'id_search=true&query=CODE', `id_search=true&query=${uuid()}`],
    ['its national id', 'id_search=true&query=NID-77-1234567', 'id_search=true&query=NID-88-0000000'],
    ['its name', 'phonetic=true&query=Yasmin%20Alhadidi', 'phonetic=true&query=Wilma%20Xerxes'],
    ['its phone', 'phone_number=true&query=555-0100-4242', 'phone_number=true&query=555-0100-0000'],
    ['its id', 'id=ID', `id=${uuid()}`],
    ['its owner', 'owned_by=amal', 'owned_by=nobody'],
    ['its owner among the associated', 'associated_user_names=amal', 'associated_user_names=nobody'],
    ['its group', 'owned_by_groups=usergroup-primero-cp', 'owned_by_groups=no-group'],
    ['its agency', 'owned_by_agency_id=agency-open-door', 'owned_by_agency_id=no-agency'],
    ['its answers', 'age=9&sex=female', 'age=119&sex=other'],
    ['its birthday', 'date_of_birth=2015-03-04', 'date_of_birth=1899-03-04'],
    ['a range around its birthday', 'date_of_birth=2015-03-04..2015-03-04', 'date_of_birth=1899-03-04..1899-03-04'],
    ['its name as a filter', 'name_first=Yasmin', 'name_first=Wilma'],
    ['what it is not', 'not[name_first]=Yasmin', 'not[name_first]=Wilma'],
    ['one of two', 'or[name_first]=Yasmin&or[short_id]=SHORT', 'or[name_first]=Wilma&or[short_id]=0000000'],
    ['all modules', 'module_id=primeromodule-cp,primeromodule-gbv', 'module_id=primeromodule-cp'],
    ['a scope of her own making', 'query_scope[case]=all&record_in_scope=false&scope=all', 'page=1'],
  ]
  test.each(pairs)('by %s finds what she would find by a value that nobody has', async (_title, asked, control) => {
    const real = (q: string) =>
      q
        .replaceAll('CODE', code)
        .replaceAll('SHORT', code.slice(-7))
        .replaceAll('PART', code.slice(9, 18))
        .replaceAll('ID', kase)
    const [one, other] = [await carol.get(`/api/v2/cases?${real(asked)}`), await carol.get(`/api/v2/cases?${control}`)]
    expect(answer(one)).toEqual(answer(other))
    expect(one.text).not.toMatch(told)
  })

  test.each([
    ['identifier', { query: { text: 'SHORT', by: 'id' } }],
    ['name', { query: { text: 'Yasmin Alhadidi', by: 'name' } }],
    ['phone', { query: { text: '555-0100-4242', by: 'phone' } }],
    ['filter', { filters: [{ field: 'name_first', any: ['Yasmin'] }] }],
    ['its absence', { filters: [{ field: 'national_id_no', from: 'NID-77', to: 'NID-78' }] }],
  ])('in our app, by %s, finds nothing of it', async (_title, asked) => {
    const body = JSON.parse(
      JSON.stringify({ type: 'case', filters: [], page: 1, per: 20, ...asked }).replaceAll('SHORT', code.slice(-7)),
    )
    const reply = await carol.post('/api/sync/search', body)
    expect(reply.body).toMatchObject({ total: 0, rows: [] })
  })

  test('sees no difference in the order of her own cases', async () => {
    await registers(carol, { name_first: 'Abla', name_last: 'Nasser', age: 3 })
    for (const field of ['name', 'age', 'name_first', 'national_id_no', 'created_at']) {
      const ids = answer(await carol.get(`/api/v2/cases?order_by=${field}&order=asc&per=100`)).ids
      expect(ids).toHaveLength(2)
      expect(ids).not.toContain(kase)
    }
  })
})

describe('administrators', () => {
  test.each(['root', 'ada', 'ines', 'uma', 'aida'])('%s reaches no GBV record', async (userName) => {
    const gul = t.as('gul')
    const survivor = await registers(gul, { survivor_code_no: 'SRV-0042', name: 'Yasmin' }, 'primeromodule-gbv')
    const event = uuid()
    await push(
      gul,
      intend('gul', 'record.create', {
        type: 'incident',
        id: event,
        module: 'primeromodule-gbv',
        data: { incident_case_id: survivor },
      }),
    )
    const person = t.as(userName)
    expect([403, 404]).toContain((await person.get(`/api/v2/cases/${survivor}`)).status)
    expect([403, 404]).toContain((await person.get(`/api/v2/incidents/${event}`)).status)
    for (const path of [
      '/api/v2/cases?per=1000',
      '/api/v2/cases?query=SRV-0042',
      '/api/v2/cases?module_id=primeromodule-gbv',
      '/api/v2/incidents?per=1000',
    ]) {
      const reply = await person.get(path)
      expect(reply.text).not.toContain(survivor)
      expect(reply.text).not.toContain(event)
      expect(reply.text).not.toContain('SRV-0042')
    }
    const config = (await person.get('/api/sync/config')).body
    if (['root', 'ada'].includes(userName))
      expect(config.bundle.modules.map((m: Told) => m.id)).toEqual(['primeromodule-cp'])
  })

  test.each(['root', 'ada'])('%s sees records of child protection without identities', async (userName) => {
    const person = t.as(userName)
    const replies = [
      await person.get(`/api/v2/cases/${kase}`),
      await person.get('/api/v2/cases?per=100'),
      await person.get(
        '/api/v2/cases?per=100&fields=name,name_first,national_id_no,telephone_current,date_of_birth,address_current,photos',
      ),
      await person.get(`/api/v2/cases/${kase}/record_history`),
      await person.post('/api/sync/records', { type: 'case', ids: [kase] }),
      await person.post('/api/sync/search', { type: 'case', filters: [], page: 1, per: 100 }),
    ]
    expect(replies[0]?.body.data.age).toBe(9)
    for (const reply of replies) expect(reply.text).not.toMatch(told)
    expect((await person.get(`/api/sync/attachments/${photo.blob}`)).status).toBe(404)
    expect((await person.get(`/api/v2/cases/${kase}/attachments/${photo.id}`)).status).toBe(403)
  })
})

describe('those who steer by numbers', () => {
  test.each(['cora', 'pia'])('%s has no record: no list, no search, no file', async (userName) => {
    const person = t.as(userName)
    for (const path of ['/api/v2/cases', '/api/v2/cases?query=a', '/api/v2/incidents', '/api/v2/cases/identified']) {
      expect((await person.get(path)).status, path).toBe(403)
    }
    for (const type of ['case', 'incident', 'family', 'registry_record', 'tracing_request']) {
      expect((await person.post('/api/sync/search', { type, filters: [], page: 1, per: 20 })).status).toBe(403)
    }
    expect((await person.post('/api/v2/cases', { data: {} })).status).toBe(403)
    const begin = intend(userName, 'record.create', { type: 'case', id: uuid(), module: 'primeromodule-gbv', data: {} })
    expect((await push(person, begin))[0].problem.code).toBe('forbidden')
  })
})

describe('who supervises GBV', () => {
  const survivor = {
    name: 'Yasmin Alhadidi',
    date_of_birth: '1990-03-04',
    survivor_code_no: 'SRV-0077',
    age: 34,
    dependents_no: 'two boys',
  }
  let id: string
  let event: string

  beforeAll(async () => {
    const gul = t.as('gul')
    id = await registers(gul, survivor, 'primeromodule-gbv')
    event = uuid()
    await push(
      gul,
      intend('gul', 'record.create', {
        type: 'incident',
        id: event,
        module: 'primeromodule-gbv',
        data: { incident_case_id: id, incident_description: 'on the way home' },
      }),
    )
    await push(gul, edits(gul, id, 2, [{ path: ['name'], from: survivor.name, to: 'Yasmin Alhadidi-Nasser' }]))
  })

  test.each(['sana', 'mona', 'fola'])('%s works with the record and never sees whose it is', async (userName) => {
    const person = t.as(userName)
    const replies = [
      await person.get(`/api/v2/cases/${id}`),
      await person.get('/api/v2/cases?per=100'),
      await person.get('/api/v2/cases?per=100&fields=name,date_of_birth,survivor_code_no'),
      await person.get(`/api/v2/cases/${id}/incidents`),
      await person.get(`/api/v2/cases/${id}/incidents/new`),
      await person.get(`/api/v2/incidents/${event}`),
      await person.get(`/api/v2/cases/${id}/record_history`),
      await person.get(`/api/v2/cases/${id}/access_log`),
      await person.post('/api/sync/records', { type: 'case', ids: [id] }),
      await person.post('/api/sync/records', { type: 'incident', ids: [event] }),
      await person.post('/api/sync/search', { type: 'case', filters: [], page: 1, per: 100 }),
      await person.post('/api/sync/history', { type: 'case', id, page: 1 }),
    ]
    expect(replies[0]?.body.data).toMatchObject({ survivor_code_no: 'SRV-0077', age: 34 })
    for (const reply of replies) expect(reply.text).not.toMatch(/Yasmin|Alhadidi|1990-03-04/)
  })

  test.each(['sana', 'mona', 'fola'])('%s cannot find out by asking', async (userName) => {
    const person = t.as(userName)
    const all = answer(await person.get('/api/v2/cases?per=100'))
    expect(all.ids).toContain(id)
    for (const query of [
      'name=Yasmin Alhadidi-Nasser',
      'date_of_birth=1990-03-04',
      'not[date_of_birth]=1990-03-04',
      'or[name]=nobody',
      'date_of_birth=1800-01-01..1801-01-01',
      'order_by=date_of_birth',
      'order_by=name&order=desc',
    ]) {
      expect(answer(await person.get(`/api/v2/cases?per=100&${query}`)), query).toEqual(all)
    }
    expect(answer(await person.get('/api/v2/cases?query=Yasmin&phonetic=true')).total).toBe(0)
    for (const filters of [[{ field: 'name', any: ['Yasmin'] }], [{ field: 'date_of_birth', from: '1990-01-01' }]]) {
      expect((await person.post('/api/sync/search', { type: 'case', filters, page: 1, per: 20 })).status).toBe(422)
    }
  })
})

test('pieces of a file of another are no way to his record', async () => {
  const blob = uuid()
  await upload(carol, blob, [Buffer.from('x')])
  expect((await t.as('amal').get(`/api/sync/attachments/${blob}`)).status).toBe(404)
})
