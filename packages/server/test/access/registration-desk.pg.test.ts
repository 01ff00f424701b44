// The one door beyond the own scope: a whole identifier or a full name, a preview without identity, and a line in the audit.
import { beyondScopeCases } from '@primero/domain/access/scope.cases.ts'
import type { Role } from '@primero/domain/configuration/bundle.ts'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Caller, openTestHouse, type Reply, shippedBundles, type TestHouse } from '../house.ts'
import { intend, pulled, push, registers, type Told, uuid } from '../sync/device.ts'
import { child, everybody, told } from './people.ts'

let t: TestHouse
let amal: Caller
/** Amal's case, and its code. */
let kase: string
let code: string

const searcherOf = (actions: readonly string[]): string => `may-${actions.join('-')}`.replaceAll('_', '')

beforeAll(async () => {
  const bundles = structuredClone(shippedBundles())
  const desk = bundles.flatMap(({ roles }) => roles).find(({ id }) => id === 'role-registration-desk') as Role
  const sets = [...new Map(beyondScopeCases.map(({ actions }) => [searcherOf(actions), actions])).entries()]
  for (const [id, actions] of sets) bundles[0]?.roles.push({ ...desk, id, name: id, permissions: { case: actions } })
  t = await openTestHouse(inject('database'), { bundles })
  await t.enrol(
    ...everybody,
    ...sets.map(([userName]) => ({
      userName,
      role: userName,
      agency: 'agency-open-door',
      groups: ['usergroup-training-registration'],
    })),
  )
  amal = t.as('amal')
  code = uuid()
  kase = await registers(amal, { ...child, unique_identifier: code })
})
afterAll(() => t.close())

/** Everything that a list says: how many, and which, in order. */
const answer = ({ status, body }: Reply) => ({
  status,
  total: body?.metadata?.total,
  ids: body?.data?.map((r: Told) => r.id),
})

/** What is typed of amal's case. */
const typed = {
  'exact identifier': 'NID-77-1234567',
  'part of an identifier': 'NID-77-',
  'full name': 'Yasmin%20Alhadidi',
  'first name': 'Yasmin',
  'phone number': '555-0100-4242',
  nothing: '',
}

test.each(beyondScopeCases)('beyond one’s own cases, $says: $finds', async ({ actions, by, query, finds }) => {
  const way = by === 'text' ? '' : `&${by}=true`
  const reply = await t.as(searcherOf(actions)).get(`/api/v2/cases?query=${typed[query]}${way}`)
  expect((answer(reply).ids ?? []).includes(kase)).toBe(finds)
})

describe('the registration desk', () => {
  const search = (query: string) => t.as('desk').get(`/api/v2/cases?${query}`)
  const found = async (query: string) => answer(await search(query)).ids

  test('finds another’s case by a whole identifier, and sees a preview of it', async () => {
    for (const query of [code, code.toUpperCase(), code.slice(-7), 'NID-77-1234567', 'nid-77-1234567']) {
      const reply = await search(`id_search=true&query=${query}`)
      expect(answer(reply), query).toMatchObject({ total: 1, ids: [kase] })
      const [hit] = reply.body.data
      expect(hit).toMatchObject({ age: 9, sex: 'female', owned_by: 'amal', record_in_scope: false })
      expect(reply.text).not.toMatch(told)
      expect(Object.keys(hit)).not.toEqual(expect.arrayContaining(['occupation']))
    }
  })

  test('finds it by a full name, and sees no name', async () => {
    const reply = await search('phonetic=true&query=Yasmin%20Alhadidi')
    expect(answer(reply)).toMatchObject({ total: 1, ids: [kase] })
    expect(reply.text).not.toMatch(told)
  })

  test('finds it by nothing less', async () => {
    const parts = [
      code.slice(0, 7),
      code.slice(0, 35),
      code.slice(9, 23),
      code.slice(-6),
      'NID-77-',
      'NID-77-123456',
      '1234567',
      '-77-1234567',
      '%25%25%25%25%25%25%25',
      '_______',
    ]
    for (const part of parts) expect(await found(`id_search=true&query=${part}`), part).toEqual([])
    for (const part of parts) expect(await found(`query=${part}`), part).toEqual([])
    for (const name of ['Yasmin', 'Alhadidi', 'Yasmin%20Xerxes', 'Yasmin%20Yasmin', 'Yasmin%20Y', 'Yasmin%20.']) {
      expect(await found(`phonetic=true&query=${name}`), name).toEqual([])
    }
    expect(await found('phone_number=true&query=555-0100-4242')).toEqual([])
    expect(await found(`query=${code}`)).toEqual([])
    expect(await found('national_id_no=NID-77-1234567')).toEqual([])
    expect(await found(`short_id=${code.slice(-7)}`)).toEqual([])
  })

  test('asks nothing more of a hit than its preview shows', async () => {
    const hit = `id_search=true&query=${code}`
    for (const [right, wrong] of [
      ['date_of_birth=2015-03-04', 'date_of_birth=2014-01-01'],
      ['name_first=Yasmin', 'name_first=Wilma'],
      ['occupation=pupil', 'occupation=baker'],
      ['address_current=house 12, third street', 'address_current=x'],
      ['not[telephone_current]=555-0100-4242', 'not[telephone_current]=1'],
      ['or[name_last]=Alhadidi', 'or[name_last]=Nobody'],
    ]) {
      expect(await found(`${hit}&${right}`), right).toEqual(await found(`${hit}&${wrong}`))
    }
  })

  test('does not open it, and its search is written down as one beyond scope', async () => {
    const desk = t.as('desk')
    await search(`id_search=true&query=${code}`)
    expect((await desk.get(`/api/v2/cases/${kase}`)).status).toBe(403)
    expect(await pulled(desk, 'case', kase)).toBeUndefined()
    const { rows } = await t.house.db
      .selectFrom('audit')
      .select(['details', 'action'])
      .where('user_name', '=', 'desk')
      .where('record_type', '=', 'case')
      .orderBy('id', 'desc')
      .limit(50)
      .execute()
      .then((all) => ({ rows: all.filter((row) => (row.details as Told)?.beyond_scope) }))
    expect(rows[0]).toMatchObject({ action: 'index', details: { beyond_scope: true, record_ids: [kase] } })
    expect(JSON.stringify(rows)).not.toContain(code)
  })

  test('still finds its own by a part', async () => {
    const mine = await registers(t.as('desk'), {
      name_first: 'Basma',
      name_last: 'Odeh',
      national_id_no: 'NID-99-7654321',
    })
    expect(await found('id_search=true&query=NID-99-7')).toEqual([mine])
    expect(await found('phonetic=true&query=Basma')).toEqual([mine])
    expect(await found('id_search=true&query=NID-')).toEqual([mine])
  })

  test('finds no survivor, and no name that is protected', async () => {
    const gul = t.as('gul')
    const theirs = uuid()
    await registers(gul, { unique_identifier: theirs, name: 'Yasmin Alhadidi' }, 'primeromodule-gbv')
    expect(await found(`id_search=true&query=${theirs}`)).toEqual([])
    const hidden = await registers(amal, { name_first: 'Salma', name_last: 'Quraan' })
    await push(amal, intend('amal', 'record.hide-name', { type: 'case', id: hidden, hidden: true }))
    expect(await found('phonetic=true&query=Salma%20Quraan')).toEqual([])
  })

  test('nobody else’s search goes beyond the own scope', async () => {
    for (const userName of ['carol', 'selam', 'hawa', 'gul']) {
      expect(answer(await t.as(userName).get(`/api/v2/cases?id_search=true&query=${code}`)).total ?? 0, userName).toBe(
        0,
      )
    }
  })
})
