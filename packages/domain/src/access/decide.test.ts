import { expect, test } from 'vitest'
import { actionsOn, decide, demand, isOutOfScope, mayCreateIn } from './decide.ts'
import { sampleActor, sampleFacts, sampleWorld } from './sample.ts'

const config = sampleWorld()
const amals = sampleFacts('amal')

test.each([
  ['amal', ['read', 'write'], 'write', 'yes'],
  ['amal', ['read'], 'write', 'forbidden'],
  ['bilal', ['read', 'write'], 'write', 'out-of-scope'],
  ['bilal', ['read'], 'write', 'forbidden'],
  ['amal', ['read', 'close'], 'close', 'yes'],
  ['amal', ['read', 'write'], 'close', 'forbidden'],
  ['amal', ['manage'], 'reopen', 'yes'],
  ['amal', ['read', 'write'], 'enable_disable_record', 'forbidden'],
  ['amal', ['read'], 'change_log', 'forbidden'],
  ['amal', ['write', 'close'], 'close', 'out-of-scope'],
] as const)('%s with %j may %s on amal’s case: %s', (user, actions, action, expected) => {
  const actor = sampleActor(user, { permissions: { case: [...actions] } })
  expect(decide(config, actor, 'case', action, amals)).toBe(expected)
})

test('incidents may be created with the right on cases', () => {
  const actor = sampleActor('amal', { permissions: { case: ['read', 'incident_from_case'] } })
  expect(decide(config, actor, 'incident', 'create')).toBe('yes')
  expect(decide(config, actor, 'incident', 'read')).toBe('forbidden')
})

test('a record begins only in a module of the role that has its type', () => {
  const actor = sampleActor('amal', {
    modules: ['primeromodule-gbv'],
    permissions: { case: ['create'], family: ['create'] },
  })
  expect(mayCreateIn(config, actor, 'case', 'primeromodule-gbv')).toBe('yes')
  expect(mayCreateIn(config, actor, 'case', 'primeromodule-cp')).toBe('forbidden')
  expect(mayCreateIn(config, actor, 'family', 'primeromodule-gbv')).toBe('forbidden')
})

const refusal = (act: () => void): unknown => {
  try {
    act()
  } catch (problem) {
    return problem
  }
  return undefined
}

test('doors tell a record out of reach from a right that is missing', () => {
  expect(isOutOfScope(refusal(() => demand('out-of-scope', 'write')))).toBe(true)
  expect(isOutOfScope(refusal(() => demand('forbidden', 'write')))).toBe(false)
  expect(refusal(() => demand('yes', 'write'))).toBeUndefined()
})

test('buttons follow rights and the state of the record', () => {
  const actor = sampleActor('amal', {
    permissions: { case: ['read', 'write', 'close', 'reopen', 'enable_disable_record', 'change_log'] },
  })
  const on = (state: object) => actionsOn(config, actor, amals, state).sort()
  expect(on({ status: 'open', record_state: true })).toEqual([
    'change_log',
    'close',
    'enable_disable_record',
    'read',
    'write',
  ])
  expect(on({ status: 'closed', record_state: true })).toEqual([
    'change_log',
    'enable_disable_record',
    'read',
    'reopen',
    'write',
  ])
  expect(on({ status: 'open', record_state: false })).toEqual(['change_log', 'enable_disable_record', 'read'])
})

test('a record out of reach has no buttons', () => {
  expect(actionsOn(config, sampleActor('bilal'), amals, { status: 'open' })).toEqual([])
})
