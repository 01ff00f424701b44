// Who shares what with whom, and with which consent: against the tables.
import { describe, expect, test } from 'vitest'
import type { Actor } from '../access/actor.ts'
import { seenBy } from '../access/scope.ts'
import type { RecordType, Role } from '../configuration/bundle.ts'
import type { Uuid } from '../ids.ts'
import type { RecordFacts } from '../records/record.ts'
import { consents, modules, needed } from './consent.cases.ts'
import { isConsented } from './consent.ts'
import { makingCases } from './making.cases.ts'
import { mayMake } from './making.ts'
import { recipientCases, usual } from './recipients.cases.ts'
import { mayReceive, type Receiver } from './recipients.ts'
import { transitionTypes } from './transition.ts'

const cp = 'primeromodule-cp'

/** `family.read` names another resource than the record's. */
function permissions(rights: readonly string[], type: RecordType): Role['permissions'] {
  const found: Record<string, string[]> = {}
  for (const right of rights) {
    const [resource, action] = right.includes('.') ? (right.split('.') as [string, string]) : [type, right]
    found[resource] = [...(found[resource] ?? []), action]
  }
  return found
}

const role = (rights: readonly string[], type: RecordType, more: Partial<Role> = {}): Role => ({
  id: 'role-some',
  name: 'Some',
  scope: 'self',
  modules: [cp],
  permissions: permissions(rights, type),
  forms: 'all',
  identity: 'own',
  ...more,
})

const person = { fullName: '', location: null, agencyOffice: null, code: null, category: null }
const actor = (role: Role): Actor => ({
  ...person,
  id: 1,
  userName: 'amal',
  role,
  agency: 'one',
  groups: ['north'],
  locale: 'en',
  serviceAccount: false,
})

describe('who may be given a record', () => {
  test.each(recipientCases.filter((line) => line.remote === undefined))('$says: $eligible', (line) => {
    const { type, recordType = 'case', module = cp, to = {}, eligible } = line
    if (to.unknown === true) return
    const rights = to.rights ?? usual[type].recipient
    const receiver: Receiver = {
      ...person,
      userName: to.userName ?? 'bilal',
      agency: to.agency ?? 'two',
      groups: to.groups ?? ['south'],
      isInForce: to.disabled !== true && to.unverified !== true,
      role: role(rights, 'case', {
        modules: to.modules ?? [cp],
        ...(to.category ? { category: to.category } : {}),
        ...(to.roleDisabled ? { disabled: true } : {}),
      }),
    }
    const sender = actor(role(line.rights ?? usual[type].sender, recordType))
    expect(mayReceive(sender, type, { type: recordType, module }, receiver)).toBe(eligible)
  })
})

describe('who may share', () => {
  test.each(makingCases)('$says: $allowed', ({ type, recordType = 'case', rights, by, ofService = false, allowed }) => {
    const scope = by === 'all' ? 'all' : by === 'group' ? 'group' : 'self'
    const isGiven = by === 'referral' || by === 'transfer'
    const owner = {
      ...person,
      userName: by === 'owner' ? 'amal' : 'olga',
      agency: 'one',
      groups: by === 'group' ? ['north'] : ['south'],
    }
    const grantedTo = isGiven ? ['amal'] : []
    const facts: RecordFacts = {
      id: '00000000-0000-4000-8000-000000000000' as Uuid,
      type: recordType,
      module: cp,
      ownedBy: owner.userName,
      grantedTo,
      seenBy: seenBy(owner, grantedTo),
    }
    expect(mayMake(actor(role(rights, recordType, { scope })), facts, type, ofService) === 'yes').toBe(allowed)
  })
})

test('consent is asked of each kind in each module as the table says', () => {
  for (const type of transitionTypes)
    for (const module of modules)
      for (const consent of consents)
        expect({ type, module, consent, given: isConsented(type, module, consent) }).toEqual({
          type,
          module,
          consent,
          given: needed[type][module].every((field) => consent[field] === true),
        })
})
