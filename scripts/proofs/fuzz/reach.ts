// Who may write which record, said once more and in a few lines, by somebody who does not ask the product.
import type { Known, Person } from './world.ts'

const onlyLooks = /^(read|view_|export_|change_log|access_log|display_|search|list_|sync_|receive_|find_)/

/** The record is within this person's scope: by owner, group, agency, a live grant, or being about him. */
export function reaches(person: Person, record: Known, people: Person[]): boolean {
  const { role } = person
  if (!role.modules.includes(record.module)) return false
  if (role.scope === 'admin_only') return false
  if (role.scope === 'all') return true
  if (role.scope === 'identified') return record.identifiedBy === person.userName
  if (record.ownedBy === person.userName || record.grantedTo.includes(person.userName)) return true
  const owner = people.find((other) => other.userName === record.ownedBy)
  if (role.scope === 'group') return owner?.groups.some((group) => person.groups.includes(group)) ?? false
  if (role.scope === 'agency') return owner?.agency != null && owner.agency === person.agency
  return false
}

const writes = (person: Person, type: string): boolean =>
  (person.role.permissions[type] ?? []).some((action) => !onlyLooks.test(action))

/** An upper bound: what this person changes beyond it is a fault, whatever the answer was. */
export function mayWrite(person: Person, record: Known, people: Person[]): boolean {
  // An incident leaves a mark on the case it comes from.
  const isAllowed = writes(person, record.type) || (record.type === 'case' && writes(person, 'incident'))
  return isAllowed && reaches(person, record, people)
}

/** Whoever manages users may change accounts; everybody may change his own. */
export const managesUsers = (person: Person): boolean => writes(person, 'user')

export const managesSystem = (person: Person): boolean =>
  ['system', 'metadata', 'agency', 'role', 'user_group'].some((resource) => writes(person, resource))
