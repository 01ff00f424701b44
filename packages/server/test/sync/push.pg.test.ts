// What a device sends is done once, told truly, and never lost.
import { mostCharacters, mostPaths } from '@primero/domain/sync/limits.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { asHouse } from '../../src/db/database.ts'
import { everybody } from '../access/people.ts'
import { type Caller, openTestHouse, type TestHouse } from '../house.ts'
import { type Edit, edits, intend, pulled, push, registers, sha256, type Told, uuid } from './device.ts'

let t: TestHouse
let amal: Caller
let bilal: Caller
let dina: Caller

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...everybody)
  ;[amal, bilal, dina] = ['amal', 'bilal', 'dina'].map(t.as) as [Caller, Caller, Caller]
})
afterAll(() => t.close())

const child = { name_first: 'Aya', name_last: 'Sabah', age: 9, sex: 'female' }

/** Rows of a table of ours, whoever may see them. */
const house = <T>(statement: ReturnType<typeof sql<T>>): Promise<T[]> =>
  asHouse(t.house.db, t.house.configuration(), async (tx) => (await statement.execute(tx)).rows)

const versions = async (id: string): Promise<number> => {
  const rows = await house(
    sql<{ n: number }>`select count(*)::int as n from case_history h join case_row r using (n) where r.id = ${id}`,
  )
  return rows[0]?.n ?? 0
}

describe('outcomes', () => {
  test('a new case is applied at version 1 and stands as it was typed', async () => {
    const id = uuid()
    const [outcome] = await push(
      amal,
      intend('amal', 'record.create', { type: 'case', id, module: 'primeromodule-cp', data: child }),
    )
    expect(outcome).toEqual({ id: expect.any(String), outcome: 'applied', version: 1 })
    expect(await pulled(amal, 'case', id)).toMatchObject({ id, version: 1, data: { ...child, owned_by: 'amal' } })
  })

  test('an edit of what one saw last is applied', async () => {
    const id = await registers(amal, child)
    const [outcome] = await push(amal, edits(amal, id, 1, [{ path: ['age'], from: 9, to: 10 }]))
    expect(outcome).toMatchObject({ outcome: 'applied', version: 2 })
  })

  // rule: ux 15.5 different-answers-merge
  test('two devices that edit different answers are merged, and both stand', async () => {
    const id = await registers(amal, child)
    await push(amal, edits(amal, id, 1, [{ path: ['age'], from: 9, to: 10 }]))
    const [outcome] = await push(amal, edits(amal, id, 1, [{ path: ['occupation'], to: 'pupil' }]))
    expect(outcome).toMatchObject({ outcome: 'merged', version: 3 })
    expect((await pulled(amal, 'case', id)).data).toMatchObject({ age: 10, occupation: 'pupil' })
  })

  // rule: ux 15.2 nobody-overwritten-in-silence
  test('two devices that edit the same answer meet in a conflict that keeps both', async () => {
    const id = await registers(amal, child)
    await push(amal, edits(amal, id, 1, [{ path: ['age'], from: 9, to: 10 }]))
    const late = edits(amal, id, 1, [
      { path: ['age'], from: 9, to: 11 },
      { path: ['occupation'], to: 'pupil' },
    ])
    const [outcome] = await push(amal, late)
    expect(outcome).toEqual({ id: late.id, outcome: 'conflict', version: 3, paths: [['age']] })
    expect((await pulled(amal, 'case', id)).data).toMatchObject({ age: 10, occupation: 'pupil' })
    const kept = await house(sql<Told>`
      select c.intention, c.user_name, c.changes, c.settled_at from case_conflict c join case_row r using (n) where r.id = ${id}`)
    expect(kept).toEqual([
      {
        intention: late.id,
        user_name: 'amal',
        changes: [{ path: ['age'], from: 9, to: 11, kind: 'ask' }],
        settled_at: null,
      },
    ])
  })

  // rule: ux 15.5 equal-is-no-conflict
  test('the same answer from two devices is no conflict', async () => {
    const id = await registers(amal, child)
    await push(amal, edits(amal, id, 1, [{ path: ['age'], from: 9, to: 10 }]))
    const [outcome] = await push(amal, edits(amal, id, 1, [{ path: ['age'], from: 9, to: 10 }]))
    expect(['applied', 'merged']).toContain(outcome.outcome)
    expect((await pulled(amal, 'case', id)).version).toBe(2)
  })

  test('a refusal says why and leaves nothing', async () => {
    const id = await registers(amal, child)
    const [outcome] = await push(
      amal,
      edits(amal, id, 1, [
        { path: ['age'], from: 9, to: 'old' },
        { path: ['occupation'], to: 'x' },
      ]),
    )
    expect(outcome).toMatchObject({ outcome: 'refused', problem: { code: 'invalid-answers' } })
    expect(await pulled(amal, 'case', id)).toMatchObject({ version: 1, data: { age: 9 } })
    expect(await versions(id)).toBe(1)
  })

  test('one bad intention spoils none of those around it', async () => {
    const [first, last] = [uuid(), uuid()]
    const begin = (id: string) =>
      intend('amal', 'record.create', { type: 'case', id, module: 'primeromodule-cp', data: child })
    const outcomes = await push(amal, begin(first), edits(amal, uuid(), 1, [{ path: ['age'], to: 1 }]), begin(last))
    expect(outcomes.map((o) => o.outcome)).toEqual(['applied', 'refused', 'applied'])
    expect(await pulled(amal, 'case', last)).toBeDefined()
  })

  test('closing, reopening, disabling and enabling are steps of their own', async () => {
    const id = await registers(amal, child)
    const step = (name: Parameters<typeof intend>[1], more = {}) =>
      intend('amal', name, { type: 'case', id, ...more }, { basedOn: 1 })
    const outcomes = await push(
      amal,
      step('record.close', { date_closure: '2024-05-11' }),
      step('record.reopen'),
      step('record.disable'),
      step('record.enable'),
      step('record.hide-name', { hidden: true }),
    )
    expect(outcomes.map((o) => o.version)).toEqual([2, 3, 4, 5, 6])
    expect(await pulled(amal, 'case', id)).toMatchObject({
      data: { status: 'open', record_state: true, name_first: 'Aya' },
      nameHidden: true,
    })
  })
})

describe('rows', () => {
  const service = (id: string, provider: string) => ({ unique_id: id, service_provider: provider })

  // rule: ux 15.5 rows-join
  test('rows that two devices add both stand', async () => {
    const id = await registers(amal, child)
    const [one, two] = [uuid(), uuid()]
    await push(amal, edits(amal, id, 1, [{ path: ['services_section', one], to: service(one, 'clinic') }]))
    const [outcome] = await push(
      amal,
      edits(amal, id, 1, [{ path: ['services_section', two], to: service(two, 'school') }]),
    )
    expect(outcome.outcome).toBe('merged')
    const rows = (await pulled(amal, 'case', id)).data.services_section
    expect(rows.map((r: Told) => r.service_provider)).toEqual(['clinic', 'school'])
  })

  test('different answers of one row are merged, the same answer is a conflict', async () => {
    const row = uuid()
    const id = await registers(amal, { ...child, services_section: [service(row, 'clinic')] })
    const at = (column: string) => ['services_section', row, column]
    await push(amal, edits(amal, id, 1, [{ path: at('service_provider'), from: 'clinic', to: 'ward' }]))
    const [outcome] = await push(
      amal,
      edits(amal, id, 1, [
        { path: at('service_location'), to: 'north' },
        { path: at('service_provider'), from: 'clinic', to: 'tent' },
      ]),
    )
    expect(outcome).toMatchObject({ outcome: 'conflict', paths: [at('service_provider')] })
    expect((await pulled(amal, 'case', id)).data.services_section).toMatchObject([
      { service_provider: 'ward', service_location: 'north' },
    ])
  })

  // rule: ux 15.5 removing-meets-editing
  test('a row that another device edited is not removed', async () => {
    const row = uuid()
    const id = await registers(amal, { ...child, services_section: [service(row, 'clinic')] })
    await push(
      amal,
      edits(amal, id, 1, [{ path: ['services_section', row, 'service_provider'], from: 'clinic', to: 'ward' }]),
    )
    const [outcome] = await push(
      amal,
      edits(amal, id, 1, [{ path: ['services_section', row], from: service(row, 'clinic'), to: null }]),
    )
    expect(outcome.outcome).toBe('conflict')
    expect((await pulled(amal, 'case', id)).data.services_section).toHaveLength(1)
  })
})

describe('an id that was here before', () => {
  // rule: ux 15.5 sent-twice-done-once
  test('answers what was recorded and changes nothing', async () => {
    const id = await registers(amal, child)
    const edit = edits(amal, id, 1, [{ path: ['age'], from: 9, to: 10 }])
    const [first] = await push(amal, edit)
    await push(amal, edits(amal, id, 2, [{ path: ['age'], from: 10, to: 11 }]))
    expect(await push(amal, edit)).toEqual([first])
    expect(await push(amal, edit, edit)).toEqual([first, first])
    expect(await pulled(amal, 'case', id)).toMatchObject({ version: 3, data: { age: 11 } })
    expect(await versions(id)).toBe(3)
  })

  test('answers the refusal again, even when it would be taken by now', async () => {
    const id = uuid()
    const early = edits(amal, id, 1, [{ path: ['age'], to: 10 }])
    const [refused] = await push(amal, early)
    await push(amal, intend('amal', 'record.create', { type: 'case', id, module: 'primeromodule-cp', data: child }))
    expect(await push(amal, early)).toEqual([refused])
    expect((await pulled(amal, 'case', id)).data.age).toBe(9)
  })

  // rule: ux 15.5 sent-twice-done-once
  test('is applied once when it comes twice at the same moment', async () => {
    const id = await registers(amal, child)
    const edit = edits(amal, id, 1, [{ path: ['occupation'], to: 'pupil' }])
    const told = await Promise.all([push(amal, edit), push(amal, edit), push(amal, edit)])
    expect(new Set(told.map((o) => JSON.stringify(o))).size).toBe(1)
    expect(await versions(id)).toBe(2)
  })

  test('makes one record when a creation comes twice at the same moment', async () => {
    const id = uuid()
    const create = intend('amal', 'record.create', { type: 'case', id, module: 'primeromodule-cp', data: child })
    const told = await Promise.all([push(amal, create), push(amal, create)])
    expect(told[0]).toEqual(told[1])
    expect(told[0]?.[0]).toMatchObject({ outcome: 'applied', version: 1 })
    expect(await versions(id)).toBe(1)
  })

  test('of somebody else is refused, tells nothing and does nothing', async () => {
    const theirs = edits(amal, await registers(amal, child), 1, [{ path: ['age'], from: 9, to: 10 }])
    await push(amal, theirs)
    const id = await registers(bilal, child)
    const [outcome] = await push(bilal, { ...edits(bilal, id, 1, [{ path: ['age'], from: 9, to: 3 }]), id: theirs.id })
    expect(outcome).toEqual({
      id: theirs.id,
      outcome: 'refused',
      problem: { code: 'id-taken', params: { id: theirs.id } },
    })
    expect((await pulled(bilal, 'case', id)).data.age).toBe(9)
  })
})

describe('two people at once', () => {
  test('whose edits meet in one record are done one after the other', async () => {
    const id = await registers(amal, child)
    const told = await Promise.all([
      push(amal, edits(amal, id, 1, [{ path: ['occupation'], to: 'pupil' }])),
      push(dina, intend('dina', 'record.close', { type: 'case', id }, { basedOn: 1 })),
      push(amal, edits(amal, id, 1, [{ path: ['age'], from: 9, to: 10 }])),
    ])
    expect(
      told
        .flat()
        .map((o) => o.version)
        .sort(),
    ).toEqual([2, 3, 4])
    expect((await pulled(amal, 'case', id)).data).toMatchObject({ occupation: 'pupil', age: 10, status: 'closed' })
  })

  test('who create under one id get one record', async () => {
    const id = uuid()
    const create = (person: Caller) =>
      push(
        person,
        intend(person.userName, 'record.create', { type: 'case', id, module: 'primeromodule-cp', data: child }),
      )
    const told = (await Promise.all([create(amal), create(bilal)])).flat()
    expect(told.map((o) => o.outcome).sort()).toEqual(['applied', 'refused'])
    expect(told.find((o) => o.outcome === 'refused').problem.code).toBe('id-taken')
    expect(await versions(id)).toBe(1)
  })
})

describe('refused', () => {
  const codes = (told: Told[]) => told.map((o) => o.problem?.code)

  test('what another person typed on this device', async () => {
    const id = await registers(amal, child)
    expect(
      codes(await push(amal, { ...edits(amal, id, 1, [{ path: ['age'], from: 9, to: 10 }]), user: 'bilal' })),
    ).toEqual(['forbidden'])
    expect((await pulled(amal, 'case', id)).version).toBe(1)
  })

  test('a version of an intention that this server does not know', async () => {
    const id = await registers(amal, child)
    expect(codes(await push(amal, { ...edits(amal, id, 1, []), v: 2 }))).toEqual(['unknown-intention'])
  })

  test('keys that nobody knows, that the server keeps, or that are not his to write', async () => {
    const id = await registers(amal, child)
    const to = (name: string, value: unknown) => edits(amal, id, 1, [{ path: [name], to: value }])
    const told = await push(
      amal,
      to('no_such_field', 1),
      to('owned_by', 'bilal'),
      to('module_id', 'primeromodule-gbv'),
      to('created_at', '2020-01-01T00:00:00.000Z'),
      to('short_id', 'abcdefg'),
      to('assigned_user_names', ['bilal']),
      to('approval_status_case_plan', 'approved'),
      to('photos', 'x'),
      to('__proto__', { polluted: true }),
      to('constructor', 1),
    )
    expect(codes(told)).toEqual(told.map(() => 'unknown-keys'))
    expect(({} as Told).polluted).toBeUndefined()
    const extra = intend('amal', 'record.create', {
      type: 'case',
      id: uuid(),
      module: 'primeromodule-cp',
      data: { ...child, no_such_field: 1 },
    })
    expect(codes(await push(amal, extra))).toEqual(['unknown-keys'])
  })

  test('keys beside the arguments, and arguments of another intention', async () => {
    const id = await registers(amal, child)
    const told = await push(
      amal,
      intend('amal', 'record.close', { type: 'case', id, force: true }, { basedOn: 1 }),
      intend('amal', 'record.edit', { type: 'case', id }, { basedOn: 1 }),
      intend('amal', 'record.edit', { type: 'case', id, changes: [{ path: [], to: 1 }] }, { basedOn: 1 }),
      intend('amal', 'record.hide-name', { type: 'case', id, hidden: 'yes' }, { basedOn: 1 }),
      intend('amal', 'record.close', null),
    )
    expect(codes(told)).toEqual(told.map(() => 'invalid-request'))
  })

  test('a module that is not the person’s, or is none', async () => {
    const begin = (module: string) => intend('amal', 'record.create', { type: 'case', id: uuid(), module, data: child })
    expect(codes(await push(amal, begin('primeromodule-gbv'), begin('no-module')))).toEqual([
      'forbidden',
      'invalid-answers',
    ])
  })

  test('an edit of more answers, or longer ones, than one may hold', async () => {
    const id = await registers(amal, child)
    const many = Array.from({ length: mostPaths + 1 }, (_, i): Edit => ({ path: [`f${i}`], to: i }))
    const long: Edit[] = [{ path: ['case_plan_notes'], to: 'x'.repeat(mostCharacters) }]
    const outcomes = await push(amal, edits(amal, id, 1, many), edits(amal, id, 1, long))
    expect(outcomes.map(({ problem }) => problem)).toEqual([
      { code: 'too-much', params: { of: 'paths', most: mostPaths } },
      { code: 'too-much', params: { of: 'characters', most: mostCharacters } },
    ])
  })

  test('text that no database can hold, and nothing around it is lost', async () => {
    const id = await registers(amal, child)
    const outcomes = await push(
      amal,
      edits(amal, id, 1, [{ path: ['occupation'], to: 'pu\u0000pil' }]),
      edits(amal, id, 1, [{ path: ['services_section', uuid()], to: { service_provider: '\u0000' } }]),
      edits(amal, id, 1, [{ path: ['occupation'], to: 'lone \ud800 half' }]),
      edits(amal, id, 1, [{ path: ['age'], from: 9, to: 1e308 }]),
      edits(amal, id, 1, [{ path: ['address_current'], to: 'x' }]),
    )
    expect(outcomes.map((o) => o.outcome).slice(0, 2)).toEqual(['refused', 'refused'])
    expect(outcomes.at(-1).outcome).not.toBe('refused')
    expect((await pulled(amal, 'case', id)).data.address_current).toBe('x')
  })
})

test('records of which one may write the same name one list of it', async () => {
  const [one, other, disabled] = [
    await registers(amal, child),
    await registers(amal, child),
    await registers(amal, child),
  ]
  await push(amal, intend('amal', 'record.disable', { type: 'case', id: disabled }, { basedOn: 1 }))
  const { body } = await amal.post('/api/sync/records', { type: 'case', ids: [one, other, disabled] })
  const listOf = (id: string) => body.records.find((record: { id: string }) => record.id === id).writable
  expect(body.writable).toHaveLength(2)
  expect(body.writable[listOf(one)]).toContain('name_first')
  expect(listOf(other)).toBe(listOf(one))
  expect(body.writable[listOf(disabled)]).toEqual([])
})

describe('a record out of reach', () => {
  const steps = (person: string, id: string) => {
    const on = (name: Parameters<typeof intend>[1], more = {}) =>
      intend(person, name, { type: 'case', id, ...more }, { basedOn: 1 })
    return [
      on('record.edit', { changes: [{ path: ['age'], from: 9, to: 10 }] }),
      on('record.close'),
      on('record.reopen'),
      on('record.disable'),
      on('record.enable'),
      on('record.hide-name', { hidden: true }),
      on('attachment.remove', { attachment: uuid() }),
    ]
  }

  test.each(['carol', 'desk', 'selam', 'gul', 'cora', 'ines'])(
    'looks to %s like one that is not there, whatever the step',
    async (userName) => {
      const person = t.as(userName)
      const there = await registers(amal, child)
      const problems = async (id: string) => (await push(person, ...steps(userName, id))).map((o) => o.problem)
      const refusals = await problems(there)
      expect(refusals).toEqual(await problems(uuid()))
      expect(refusals.every((p) => p.code === 'not-found')).toBe(true)
      expect((await pulled(amal, 'case', there)).version).toBe(1)
    },
  )

  test('takes no file, and refuses it as if it were not there', async () => {
    const there = await registers(amal, child)
    const carol = t.as('carol')
    const bind = async (id: string) => {
      const blob = uuid()
      const bytes = Buffer.from('a note')
      await carol.put(`/api/sync/blobs/${blob}/0`, bytes)
      const args = {
        type: 'case',
        id,
        attachment: blob,
        field: 'other_documents',
        fileName: 'n.txt',
        size: bytes.length,
        sha256: sha256(bytes),
      }
      return (await push(carol, intend('carol', 'attachment.add', args)))[0].problem
    }
    expect(await bind(there)).toEqual(await bind(uuid()))
    expect((await bind(there)).code).toBe('not-found')
  })

  test('gives no incident, and takes none', async () => {
    const there = await registers(amal, child)
    const begin = async (incident_case_id: string) =>
      (
        await push(
          t.as('carol'),
          intend('carol', 'record.create', {
            type: 'incident',
            id: uuid(),
            module: 'primeromodule-cp',
            data: { incident_case_id },
          }),
        )
      )[0].problem
    expect(await begin(there)).toEqual(await begin(uuid()))
  })

  test('is gone for its reader, and so is one that never was', async () => {
    const there = await registers(amal, child)
    const never = uuid()
    const reply = await t.as('carol').post('/api/sync/records', { type: 'case', ids: [there, never] })
    expect(reply.body).toEqual({ records: [], writable: [], gone: [there, never] })
    const history = (id: string) => t.as('carol').post('/api/sync/history', { type: 'case', id, page: 1 })
    const [one, other] = [await history(there), await history(never)]
    expect([one.status, one.body]).toEqual([other.status, other.body])
    expect(one.status).toBe(404)
  })
})
