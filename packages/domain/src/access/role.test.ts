import { expect, test } from 'vitest'
import { resourceActions } from './resource-actions.ts'
import { formRights, holds, may } from './role.ts'
import { sampleRole, sampleWorld } from './sample.ts'

const granting = (...actions: string[]) => sampleRole({ permissions: { case: actions } })

// rule: access 1 action-aliases
test.each([
  [['read'], 'show', true],
  [['read'], 'index', true],
  [['read'], 'view', true],
  [['read'], 'list', true],
  [['read'], 'export', true],
  [['read'], 'write', false],
  [['write'], 'edit', true],
  [['write'], 'update', true],
  [['write'], 'destroy', true],
  [['write'], 'disable', true],
  [['write'], 'read', false],
  [['create'], 'new', true],
  [['manage'], 'close', true],
  [['manage'], 'anything at all', true],
  [[], 'read', false],
] as [string[], string, boolean][])('a role with %j may %s: %s', (actions, action, expected) => {
  expect(may(granting(...actions), 'case', action)).toBe(expected)
})

test('rights on one resource say nothing about another', () => {
  expect(may(granting('manage'), 'incident', 'read')).toBe(false)
})

test('holding an action means naming it: manage does not', () => {
  expect(holds(granting('manage'), 'case', 'close')).toBe(false)
  expect(holds(granting('close'), 'case', 'close')).toBe(true)
})

test('the wire lists 24 resources, each action once, manage last on cases', () => {
  expect(Object.keys(resourceActions)).toHaveLength(24)
  expect(resourceActions['case']?.at(-1)).toBe('manage')
  for (const actions of Object.values(resourceActions)) expect(new Set(actions).size).toBe(actions.length)
})

test('a role for all forms gets those of its modules, with their rows', () => {
  const rights = formRights(sampleWorld(), sampleRole())
  expect(rights.get('basic_identity')).toBe('rw')
  expect(rights.get('services_section')).toBe('rw')
  expect(rights.has('survivor')).toBe(false)
})

test('rows follow their form; forms of foreign modules are dropped', () => {
  const rights = formRights(sampleWorld(), sampleRole({ forms: { services: 'r', survivor: 'rw' } }))
  expect([...rights]).toEqual([
    ['services', 'r'],
    ['services_section', 'r'],
  ])
})
