import { expect, test } from 'vitest'
import { contextOf } from '../access/decide.ts'
import { sampleActor, sampleFacts, sampleWorld } from '../access/sample.ts'
import type { Role } from '../configuration/bundle.ts'
import { presentFields } from './present.ts'
import type { Data } from './record.ts'
import { sampleStored } from './sample.ts'

const config = sampleWorld()
const extras = { inScope: true }
const shows = (data: Data, role: Partial<Role> = {}, more = {}, only?: ReadonlySet<string>, user = 'amal') =>
  presentFields(
    config,
    sampleActor(user, role),
    contextOf(sampleFacts('amal')),
    sampleStored(data),
    { ...extras, ...more },
    only,
  )

test('a record shows id, enabled and its last update, whatever is asked', () => {
  expect(shows({ last_updated_at: 'x', age: 9 }, {}, {}, new Set())).toEqual({
    id: sampleStored().id,
    enabled: true,
    last_updated_at: 'x',
  })
  expect(shows({ record_state: false }, {}, {}, new Set())['enabled']).toBe(false)
})

test('a hidden name is masked for everybody; our own app shows it to the owner', () => {
  const data = { name: 'Layla', hidden_name: true }
  expect(shows(data)['name']).toBe('*******')
  expect(shows(data, {}, { ownerSeesName: true })['name']).toBe('Layla')
  expect(shows(data, { identity: 'scope', scope: 'all' }, { ownerSeesName: true }, undefined, 'bilal')['name']).toBe(
    '*******',
  )
  expect(shows({ name: 'Layla' })['name']).toBe('Layla')
})

test('parts of a protected name are left out', () => {
  const data = { name: 'Layla Haddad', name_nickname: 'Lulu', hidden_name: true }
  expect(shows(data)).not.toHaveProperty('name_nickname')
  expect(shows(data, {}, { ownerSeesName: true })['name_nickname']).toBe('Lulu')
})

test('a case that may be linked says that it is not', () => {
  expect(shows({})).not.toHaveProperty('registry_record_id')
  expect(shows({}, { permissions: { case: ['read', 'view_registry_record'] } })['registry_record_id']).toBeNull()
})

test('who sees no identity gets no mask either', () => {
  expect(shows({ name: 'Layla', hidden_name: true }, { identity: 'none' })).not.toHaveProperty('name')
})

test('counts come with their rights', () => {
  const data = { alert_count: 1, flag_count: 2 }
  expect(shows(data)).toMatchObject({ alert_count: 1, record_in_scope: true })
  expect(shows(data)).not.toHaveProperty('flag_count')
  expect(shows(data, { permissions: { case: ['read', 'flag'] } })['flag_count']).toBe(2)
  expect(shows({}, { permissions: { case: ['read', 'flag'] } })).toMatchObject({ alert_count: 0, flag_count: 0 })
})

test('only what is asked for and may be seen is shown', () => {
  expect(Object.keys(shows({ age: 9, sex: 'female', secret: 1 }, {}, {}, new Set(['age', 'secret']))).sort()).toEqual([
    'age',
    'enabled',
    'id',
  ])
})
