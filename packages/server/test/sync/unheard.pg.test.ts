// What stays in force where somebody typed twice before he heard of what the other had typed.
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { cpPeople } from '../access/people.ts'
import { type Caller, openTestHouse, type TestHouse } from '../house.ts'
import { edits, pulled, push, registers, type Sent, type Told } from './device.ts'

let t: TestHouse
let ada: Caller
let amal: Caller

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...cpPeople)
  ada = t.as('ada')
  amal = t.as('amal')
})
afterAll(() => t.close())

const child = { name_first: 'Aya', name_last: 'Sabah', age: 9, sex: 'female' }

const stored = async (id: string): Promise<Told> => (await pulled(amal, 'case', id)).data

const open = async (id: string): Promise<Told[]> =>
  (await amal.post('/api/sync/conflicts', { of: { type: 'case', id }, page: 1 })).body.conflicts.flatMap(
    (claim: Told) => claim.paths,
  )

/** Typed over the first version, whatever has come since. */
const says = (person: Caller, id: string, field: string, from: unknown, to: unknown): Sent =>
  edits(person, id, 1, [{ path: [field], from, to }])

test.each([
  ['between the two', [0, 2, 1]],
  ['before both', [2, 0, 1]],
])('the risk that the other saw, which arrived %s', async (_when, order) => {
  const id = await registers(amal, { ...child, risk_level: 'low' })
  const sent: [Caller, Sent][] = [
    [amal, says(amal, id, 'risk_level', 'low', 'high')],
    [amal, says(amal, id, 'risk_level', 'high', 'low')],
    [ada, says(ada, id, 'risk_level', 'low', 'medium')],
  ]
  for (const i of order) await push(...(sent[i] as [Caller, Sent]))
  expect((await stored(id)).risk_level).toBe('medium')
  expect(await open(id)).toMatchObject([{ path: ['risk_level'], claim: 'low', force: 'medium', cautious: true }])
})

test('the withdrawal of consent, which both typed and one took back', async () => {
  const id = await registers(amal, { ...child, consent_for_services: true })
  await push(ada, says(ada, id, 'consent_for_services', true, false))
  await push(amal, says(amal, id, 'consent_for_services', true, false))
  const [last] = await push(amal, says(amal, id, 'consent_for_services', false, true))
  expect(last).toMatchObject({ outcome: 'conflict', paths: [['consent_for_services']] })
  expect((await stored(id)).consent_for_services).toBe(false)
})

test('his last word, where the other said nothing more careful', async () => {
  const id = await registers(amal, { ...child, risk_level: 'medium' })
  await push(ada, says(ada, id, 'age', 9, 10))
  await push(amal, says(amal, id, 'risk_level', 'medium', 'high'))
  const [last] = await push(amal, says(amal, id, 'risk_level', 'high', 'low'))
  expect(last.outcome).toBe('merged')
  expect((await stored(id)).risk_level).toBe('low')
  expect(await open(id)).toEqual([])
})

test('what an edit of the present version says, whatever was said before', async () => {
  const id = await registers(amal, { ...child, risk_level: 'high' })
  await push(ada, says(ada, id, 'risk_level', 'high', 'medium'))
  const [known] = await push(amal, { ...says(amal, id, 'risk_level', 'medium', 'low'), basedOn: 2 })
  expect(known).toMatchObject({ outcome: 'applied', version: 3 })
  expect((await stored(id)).risk_level).toBe('low')
})

test.each([
  ['joins what others chose', ['algeria'], ['albania', 'algeria']],
  ['stands there among what others chose', ['albania'], ['albania', 'andorra']],
])('a choice that %s is called merged, though its author knew the version', async (_how, to, after) => {
  const there = after.filter((id) => id === 'albania' || !to.includes(id))
  const id = await registers(amal, { ...child, nationality: there })
  const [outcome] = await push(amal, edits(amal, id, 1, [{ path: ['nationality'], from: [], to }]))
  expect(outcome.outcome).toBe('merged')
  expect((await stored(id)).nationality).toEqual(after)
})
