// Codes that a device made while it had no network stay, and no other record ever gets the same.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { asHouse } from '../../src/db/database.ts'
import { everybody } from '../access/people.ts'
import { type Caller, openTestHouse, type TestHouse } from '../house.ts'
import { intend, pulled, push, registers, uuid } from './device.ts'

let t: TestHouse
let amal: Caller
let bilal: Caller

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...everybody)
  ;[amal, bilal] = ['amal', 'bilal'].map(t.as) as [Caller, Caller]
})
afterAll(() => t.close())

const child = { name_first: 'Aya', name_last: 'Sabah', age: 9, sex: 'female' }

test('the code that the device made stays, and the short one with it', async () => {
  const code = uuid()
  const id = await registers(amal, { ...child, unique_identifier: code })
  const { data } = await pulled(amal, 'case', id)
  expect(data.short_id).toBe(code.slice(-7))
  expect(data.case_id_display).toContain(code.slice(-7))
  const { rows } = await asHouse(t.house.db, t.house.configuration(), (tx) =>
    sql`select data ->> 'unique_identifier' as code from case_doc join case_row r using (n) where r.id = ${id}`.execute(
      tx,
    ),
  )
  expect(rows).toEqual([{ code }])
})

test('a code that another record has is refused, and so is an id', async () => {
  const code = uuid()
  const id = await registers(amal, { ...child, unique_identifier: code })
  const again = (person: Caller, given: string, unique_identifier: string) =>
    push(
      person,
      intend(person.userName, 'record.create', {
        type: 'case',
        id: given,
        module: 'primeromodule-cp',
        data: { ...child, unique_identifier },
      }),
    )
  for (const person of [amal, bilal]) {
    expect(await again(person, uuid(), code)).toMatchObject([{ outcome: 'refused', problem: { code: 'id-taken' } }])
    expect(await again(person, id, uuid())).toMatchObject([{ outcome: 'refused', problem: { code: 'id-taken' } }])
  }
})

test('codes of incidents are taken once, too', async () => {
  const code = uuid()
  const begin = () =>
    intend('amal', 'record.create', {
      type: 'incident',
      id: uuid(),
      module: 'primeromodule-cp',
      data: { unique_identifier: code },
    })
  const told = await push(amal, begin(), begin())
  expect(told.map((o) => o.outcome)).toEqual(['applied', 'refused'])
})

test('a code that comes twice at the same moment is taken once', async () => {
  const code = uuid()
  const begin = () =>
    push(
      amal,
      intend('amal', 'record.create', {
        type: 'case',
        id: uuid(),
        module: 'primeromodule-cp',
        data: { ...child, unique_identifier: code },
      }),
    )
  const told = (await Promise.all([begin(), begin(), begin()])).flat()
  expect(told.map((o) => o.outcome).sort()).toEqual(['applied', 'refused', 'refused'])
})

test.each([
  ['of another version', '6ba7b810-9dad-11d1-80b4-00c04fd430c8'],
  ['in capitals', uuid().toUpperCase()],
  ['that is none', 'A-1'],
])('an identifier %s is refused', async (_title, code) => {
  const create = (id: string, data: object) =>
    intend('amal', 'record.create', { type: 'case', id, module: 'primeromodule-cp', data: { ...child, ...data } })
  const told = await push(amal, create(uuid(), { unique_identifier: code }), create(code, {}))
  expect(told.map((o) => o.outcome)).toEqual(['refused', 'refused'])
})
