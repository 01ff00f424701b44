// Who sends many changes at once is asked about with each of them: what he may can end in between.
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { accountByName } from '../../src/accounts/queries.ts'
import { everybody } from '../access/people.ts'
import { type Caller, openTestHouse, type TestHouse } from '../house.ts'
import { binds, child, edits, pulled, push, registers, upload, uuid } from './device.ts'

let t: TestHouse
let bilal: Caller

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...everybody)
  bilal = t.as('bilal')
})
afterAll(() => t.close())

const bytes = Buffer.from('%PDF-1.4 a letter')

/** Sends a file and an edit in one batch; `meanwhile` comes when the first is committed, before the second begins. */
async function sendsTwo(person: Caller, meanwhile: () => Promise<unknown>) {
  const id = await registers(person, child)
  const blob = uuid()
  await upload(person, blob, [bytes])
  const file = binds(person, id, blob, { field: 'other_documents', fileName: 'letter.pdf', bytes })
  const edit = edits(person, id, 1, [{ path: ['age'], from: 9, to: 10 }])
  const { remove } = t.house.storage
  t.house.storage.remove = async (key) => {
    t.house.storage.remove = remove
    await meanwhile()
    await remove(key)
  }
  const reply = await person.post('/api/sync/push', { intentions: [file, edit] })
  return { id, file, edit, reply }
}

const changes = async (userName: string, data: object) => {
  const { id } = (await accountByName(t.house.db, userName)) ?? {}
  const reply = await t.as('root').patch(`/api/v2/users/${id}`, { data })
  if (reply.status !== 200) throw new Error(reply.text)
}

describe('in the middle of a batch', () => {
  test('who is disabled finishes nothing, and what was not done is taken once he is back', async () => {
    await t.enrol({ ...personLike('amal'), userName: 'leaving' })
    const leaving = t.as('leaving')
    const { id, file, edit, reply } = await sendsTwo(leaving, () => changes('leaving', { disabled: true }))
    expect([reply.status, reply.body.code]).toEqual([401, 'not-signed-in'])
    await changes('leaving', { disabled: false })
    expect((await pulled(leaving, 'case', id)).data.age).toBe(9)
    expect((await push(leaving, file, edit)).map(({ outcome }) => outcome)).toEqual(['applied', 'merged'])
    expect((await pulled(leaving, 'case', id)).data.age).toBe(10)
  })

  test('who gets another role goes on as what he is by then', async () => {
    await t.enrol({ ...personLike('amal'), userName: 'falling' })
    const falling = t.as('falling')
    const { file, edit, reply } = await sendsTwo(falling, () =>
      changes('falling', { role_unique_id: 'role-gbv-coordinator' }),
    )
    expect([reply.status, reply.body.code]).toEqual([503, 'configuration-busy'])
    const outcomes = await push(falling, file, edit)
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['applied', 'refused'])
  })

  test('whose rights are as they were is not held up', async () => {
    const { reply } = await sendsTwo(bilal, async () => undefined)
    expect(reply.body.outcomes.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['applied', 'merged'])
  })
})

function personLike(userName: string) {
  const person = everybody.find((one) => one.userName === userName)
  if (person === undefined) throw new Error(`${userName} is nobody`)
  return person
}
