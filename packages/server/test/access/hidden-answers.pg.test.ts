// Answers that stand in a record which one may read, and that one may not see: a protected name, a column of a row.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { asHouse } from '../../src/db/database.ts'
import { type Caller, openTestHouse, type Reply, type TestHouse } from '../house.ts'
import { edits, intend, pulled, push, registers, type Told, uuid } from '../sync/device.ts'
import { everybody } from './people.ts'

let t: TestHouse
let amal: Caller

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...everybody)
  amal = t.as('amal')
  await registers(amal, { name_first: 'Abla', name_last: 'Nasser', name_nickname: 'Bibi' })
})
afterAll(() => t.close())

/** Everything that a list says: how many, and which, in order. */
const answer = ({ status, body }: Reply) => ({
  status,
  total: body?.metadata?.total,
  ids: body?.data?.map((r: Told) => r.id),
})

describe('a protected name', () => {
  let hidden: string
  let file: number
  beforeAll(async () => {
    hidden = await registers(amal, { name_first: 'Zarifa', name_last: 'Btoush', name_nickname: 'Zuzu', age: 4 })
    await push(amal, intend('amal', 'record.hide-name', { type: 'case', id: hidden, hidden: true }))
    await push(amal, edits(amal, hidden, 2, [{ path: ['name_nickname'], from: 'Zuzu', to: 'Zizi' }]))
    const paper = { field: 'other_documents', fileName: 'Zarifa Btoush birth.txt', bytes: Buffer.from('born') }
    const { body } = await amal.post(`/api/v2/cases/${hidden}/attachments`, {
      data: {
        field_name: paper.field,
        attachment_type: 'document',
        file_name: paper.fileName,
        attachment: paper.bytes.toString('base64'),
        description: 'Birth certificate of Zarifa',
        comments: 'Zuzu has the other copy',
      },
    })
    file = body.data.id
  })
  const names = /Zarifa|Btoush|Zuzu|Zizi/

  test('is shown to the owner in our app, and to nobody else anywhere', async () => {
    expect((await pulled(amal, 'case', hidden)).data).toMatchObject({ name: 'Zarifa Btoush', name_nickname: 'Zizi' })
    for (const person of [t.as('dina'), t.as('root')]) {
      for (const reply of [
        await person.get(`/api/v2/cases/${hidden}`),
        await person.get('/api/v2/cases?per=100'),
        await person.get('/api/v2/cases?per=100&fields=name,name_first,name_last,name_nickname,name_other'),
        await person.get(`/api/v2/cases/${hidden}/record_history`),
        await person.post('/api/sync/records', { type: 'case', ids: [hidden] }),
        await person.post('/api/sync/search', { type: 'case', filters: [], page: 1, per: 100 }),
        await person.post('/api/sync/history', { type: 'case', id: hidden, page: 1 }),
      ]) {
        expect(reply.text).not.toMatch(names)
      }
    }
  })

  test('is not in the names of files, nor in what was written about them, but for the owner', async () => {
    const at = `/api/v2/cases/${hidden}/attachments/${file}`
    expect((await amal.get(at)).headers['content-disposition']).toContain('Zarifa')
    const shown = await t.as('dina').get(at)
    expect([shown.text, shown.headers['content-disposition']]).toEqual([
      'born',
      `inline; filename="file.txt"; filename*=UTF-8''file.txt`,
    ])
    const [paper] = (await pulled(amal, 'case', hidden)).attachments
    expect(paper).toMatchObject({ fileName: 'Zarifa Btoush birth.txt', description: 'Birth certificate of Zarifa' })
    expect((await pulled(t.as('dina'), 'case', hidden)).attachments).toMatchObject([{ fileName: 'file.txt' }])
  })

  test('is not found, filtered or sorted by', async () => {
    const dina = t.as('dina')
    const ids = async (query: string) => answer(await dina.get(`/api/v2/cases?per=100&${query}`)).ids
    for (const query of [
      'name=Zarifa Btoush',
      'name_first=Zarifa',
      'name_nickname=Zizi',
      'or[name_first]=Zarifa',
      'phonetic=true&query=Zarifa',
    ]) {
      expect(await ids(query), query).not.toContain(hidden)
    }
    expect(await ids('not[name_first]=Zarifa')).toContain(hidden)
    for (const field of ['name', 'name_first', 'name_last', 'name_nickname']) {
      for (const order of ['asc', 'desc'])
        expect((await ids(`order_by=${field}&order=${order}`)).at(-1), `${field} ${order}`).toBeDefined()
    }
    const first = (
      await dina.post('/api/sync/search', {
        type: 'case',
        filters: [{ field: 'name_first', from: 'Z', to: 'Zz' }],
        page: 1,
        per: 20,
      })
    ).body
    expect(first.total).toBe(0)
  })

  test('its place in an order is that of no name', async () => {
    const dina = t.as('dina')
    for (const field of ['name', 'name_first', 'name_last']) {
      for (const order of ['asc', 'desc']) {
        const { ids } = answer(await dina.get(`/api/v2/cases?per=100&order_by=${field}&order=${order}&owned_by=amal`))
        const named = (await Promise.all((ids as string[]).map((id) => pulled(amal, 'case', id)))).map(
          (r) => r.nameHidden,
        )
        expect(named.lastIndexOf(false), `${field} ${order}`).toBeLessThan(named.indexOf(true))
      }
    }
  })
})

describe('rows with answers that one may not see', () => {
  let one: string
  let two: string
  beforeAll(async () => {
    const family = (name: string) => ({
      family_details_section: [{ unique_id: uuid(), relation_name: name, relation: 'mother' }],
    })
    one = await registers(amal, { name_first: 'One', ...family('Aaaa') })
    two = await registers(amal, { name_first: 'Two', ...family('Zzzz') })
  })

  test('are no filter and no order for who sees a part of them', async () => {
    const root = t.as('root')
    expect(JSON.stringify((await pulled(root, 'case', one)).data.family_details_section)).toContain('mother')
    const all = answer(await root.get('/api/v2/cases?per=100&order=asc'))
    expect(all.ids).toEqual(expect.arrayContaining([one, two]))
    for (const order of ['asc', 'desc']) {
      const plain = answer(await root.get(`/api/v2/cases?per=100&order=${order}`))
      expect(answer(await root.get(`/api/v2/cases?per=100&order_by=family_details_section&order=${order}`))).toEqual(
        plain,
      )
    }
    const search = {
      type: 'case',
      filters: [{ field: 'family_details_section', from: '{"relation": "m' }],
      page: 1,
      per: 100,
    }
    expect((await root.post('/api/sync/search', search)).status).toBe(422)
  })
})

describe('the history', () => {
  test('does not tell how often a hidden answer changed', async () => {
    // A manager who reads identities and change logs, and one who reads no identities.
    const id = await registers(amal, { name_first: 'Rana', name_last: 'Saleh' })
    await push(amal, edits(amal, id, 1, [{ path: ['telephone_current'], to: '555' }]))
    const total = async (userName: string, field: string) =>
      (await t.as(userName).get(`/api/v2/cases/${id}/record_history?filters[field_names][0]=${field}`)).body.metadata
        ?.total
    expect(await total('dina', 'telephone_current')).toBe(1)
    expect(await total('root', 'telephone_current')).toBe(await total('root', 'no_such_field'))
    expect(await total('root', 'age')).toBeDefined()
  })
})

test('the history of a case names the incidents that its reader may see, and no others', async () => {
  const kase = await registers(amal, { name_first: 'Abla', name_last: 'Nasser' })
  const begin = async (person: Caller): Promise<string> => {
    const id = uuid()
    const args = { type: 'incident', id, module: 'primeromodule-cp', data: { incident_case_id: kase } }
    const [told] = await push(person, intend(person.userName, 'record.create', args))
    expect(told.outcome).toBe('applied')
    return id
  }
  const incident = await begin(amal)
  const history = (person: Caller, query = '') => person.get(`/api/v2/cases/${kase}/record_history${query}`)
  expect((await history(amal)).text).toContain(incident)
  // Hers no more: she still owns the case.
  await asHouse(t.house.db, t.house.configuration(), (tx) =>
    sql`update incident_row set owned_by = 'carol', seen_by = '{u:carol}' where id = ${incident}`.execute(tx),
  )
  expect((await history(amal)).text).not.toContain(incident)
  const asked = (await history(amal, '?filters[field_names]=incidents')).body
  expect([asked.metadata.total, asked.data]).toEqual([0, []])
})

describe('answers of a case', () => {
  const gbv = 'primeromodule-gbv'
  const answers = { gbv_ethnicity: 'ethnicity1', sex: 'female', age: 31 }
  const made = ['ethnicity', 'sex', 'age']

  const takesOver = async (person: Caller, kase: string) => {
    const id = uuid()
    const intention = intend(person.userName, 'record.create', {
      type: 'incident',
      id,
      module: gbv,
      data: { incident_case_id: kase },
    })
    const [outcome] = await push(person, intention)
    expect(outcome).toMatchObject({ outcome: 'applied' })
    const { data } = (await person.get(`/api/v2/incidents/${id}`)).body
    return made.filter((name) => data[name] !== undefined && data[name] !== null)
  }

  test('are not read in an incident that somebody makes of it, by whom may not read them there', async () => {
    const { house } = t
    const worker = house.configuration().roles.get('role-gbv-caseworker')
    const incidentForms = house
      .configuration()
      .formsOf('incident')
      .map(({ id }) => [id, 'rw'] as const)
    const role = { ...worker, name: 'Makes incidents', scope: 'group', forms: Object.fromEntries(incidentForms) }
    const { id: _id, ...draft } = role
    const reply = await t.as('root').post('/api/ext/roles', { role: draft })
    expect(reply.status).toBe(201)
    await t.enrol({
      userName: 'maker',
      role: reply.body.role.id,
      agency: 'agency-dawn-centre',
      groups: ['usergroup-primero-gbv'],
    })
    const kase = await registers(t.as('gul'), answers, gbv)
    expect(await takesOver(t.as('gul'), kase)).toEqual(made)
    expect(await takesOver(t.as('maker'), kase)).toEqual([])
  })
})
