import { describe, expect, test } from 'vitest'
import type { Role } from '../configuration/bundle.ts'
import { cast } from './giving.cases.ts'
import { mayEndWork, mayTakeOver, type TakerFacts } from './leaving.ts'
import { sampleActor, sampleRole, sampleWorld } from './sample.ts'

const cp = 'primeromodule-cp'
const worker = sampleRole({
  ...cast.caseworker,
  modules: [cp],
  permissions: { case: ['read', 'write'] },
  scope: 'self',
})
const roleOf = (id: string, rest: Partial<Role>): Role => sampleRole({ ...worker, id, ...rest })
const roles = [
  worker,
  cast.superuser,
  roleOf('no-cases', { permissions: {} }),
  roleOf('other-module', { modules: ['primeromodule-gbv'] }),
  roleOf('machine', { category: 'system' }),
  roleOf('subject', { scope: 'identified', category: 'identified' }),
  roleOf('admin', { scope: 'admin_only' }),
]
const config = sampleWorld({ roles })

const keeper = (rest: Partial<Role> = {}) =>
  sampleActor(
    'uma',
    {
      scope: 'group',
      permissions: { user: ['read', 'write'], role: ['assign'] },
      objects: { role: roles.map(({ id }) => id) },
      ...rest,
    },
    { id: 1, agency: 'west', groups: ['lake', 'hill'] },
  )

const taker = (rest: Partial<TakerFacts> = {}): TakerFacts => ({
  id: 3,
  role: worker.id,
  agency: 'west',
  groups: ['lake'],
  isInForce: true,
  isService: false,
  ...rest,
})
const leaver = { id: 2, role: worker.id, agency: 'west', groups: ['lake'] }
const part = { type: 'case', module: cp } as const

describe('work is ended', () => {
  test('by who may write the account and could give its role, and never by oneself', () => {
    expect(mayEndWork(config, keeper(), leaver)).toBe(true)
    expect(mayEndWork(config, keeper(), { ...leaver, id: 1 })).toBe(false)
    expect(mayEndWork(config, keeper({ permissions: { user: ['read'], role: ['assign'] } }), leaver)).toBe(false)
    expect(mayEndWork(config, keeper({ permissions: { user: ['read', 'write'] } }), leaver)).toBe(false)
    expect(mayEndWork(config, keeper(), { ...leaver, groups: ['river'] })).toBe(false)
    expect(mayEndWork(config, keeper(), { ...leaver, role: cast.superuser.id })).toBe(false)
  })
})

describe('records go', () => {
  const takes = (who: TakerFacts, actor = keeper(), of = leaver) => mayTakeOver(config, actor, of, who, part)

  test('to somebody of the team whose role reads them', () => {
    expect(takes(taker())).toBe(true)
    for (const role of ['no-cases', 'other-module', 'machine', 'subject', 'admin', 'gone'])
      expect(takes(taker({ role })), role).toBe(false)
  })

  test('to nobody who is not there, to no machine, and not back to who leaves', () => {
    expect(takes(taker({ isInForce: false }))).toBe(false)
    expect(takes(taker({ isService: true }))).toBe(false)
    expect(takes(taker({ id: leaver.id }))).toBe(false)
  })

  test('beyond the team only by a right to assign that reaches so far, and only within sight', () => {
    const hill = taker({ groups: ['hill'] })
    const may = (action: string) =>
      keeper({ permissions: { user: ['read', 'write'], role: ['assign'], case: [action] } })
    expect(takes(hill)).toBe(false)
    for (const action of ['assign', 'assign_within_agency', 'assign_within_user_group'])
      expect(takes(hill, may(action)), action).toBe(true)
    expect(takes(taker({ groups: ['hill'], agency: 'north' }), may('assign_within_agency'))).toBe(false)
    expect(takes(taker({ groups: ['river'] }), may('assign'))).toBe(false)
  })

  test('never to oneself because one administers accounts', () => {
    const self = taker({ id: 1 })
    expect(takes(self)).toBe(false)
    const assigning = keeper({ permissions: { user: ['read', 'write'], role: ['assign'], case: ['assign'] } })
    expect(takes(self, assigning)).toBe(true)
  })

  test('within the agency where who leaves was in no group', () => {
    const alone = { ...leaver, groups: [] }
    expect(takes(taker(), keeper(), alone)).toBe(true)
    expect(takes(taker({ agency: 'north' }), keeper(), alone)).toBe(false)
  })
})
