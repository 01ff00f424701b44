// A record that there is not, as somebody stands to it: to ask what would be (design: access simulator).
import type { RecordType } from '../configuration/bundle.ts'
import type { Uuid } from '../ids.ts'
import type { RecordFacts } from '../records/record.ts'
import type { Actor, Person } from './actor.ts'
import { seenBy } from './scope.ts'

/** Whose the record is, seen from the person: `subject` where it is about him, `given` where it was referred to him. */
export const relations = ['own', 'given', 'group', 'agency', 'other', 'subject'] as const
export type Relation = (typeof relations)[number]

// No user name has a blank, so it is nobody's.
const somebody = 'some body'

/** The facts of such a record; one of a group or an agency that the person does not have is a stranger's. */
export function madeUp(actor: Actor, relation: Relation, type: RecordType, module: string): RecordFacts {
  const owner: Person = {
    userName: relation === 'own' ? actor.userName : somebody,
    fullName: '',
    agency: relation === 'own' || relation === 'agency' ? actor.agency : null,
    groups: relation === 'own' ? actor.groups : relation === 'group' ? actor.groups.slice(0, 1) : [],
    location: null,
    agencyOffice: null,
    code: null,
    category: null,
  }
  const grantedTo = relation === 'given' ? [actor.userName] : []
  return {
    id: '00000000-0000-4000-8000-000000000000' as Uuid,
    type,
    module,
    ownedBy: owner.userName,
    grantedTo,
    seenBy: seenBy(owner, grantedTo, relation === 'subject' ? actor.userName : null),
  }
}

/** Somebody who holds a role and nothing else is known of: with a group and an agency of his own. */
export const somebodyWith = (role: Actor['role']): Actor => ({
  id: 0,
  userName: 'some one',
  fullName: '',
  role,
  agency: 'some agency',
  groups: ['some group'],
  locale: 'en',
  location: null,
  serviceAccount: false,
})
