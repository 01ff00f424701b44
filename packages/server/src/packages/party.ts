// Who somebody is to a package, as he and the case stand now.
import type { Actor, Person } from '@primero/domain/access/actor.ts'
import { decide } from '@primero/domain/access/decide.ts'
import { may } from '@primero/domain/access/role.ts'
import type { Role } from '@primero/domain/configuration/bundle.ts'
import { inScope, scopeOf } from '@primero/domain/access/scope.ts'
import type { RecordFacts } from '@primero/domain/records/record.ts'
import { withoutGrant } from '@primero/domain/workflow/making.ts'
import type { PackageParty } from '@primero/domain/workflow/module-package.ts'
import { manages } from '@primero/domain/workflow/share.ts'
import type { House } from '../house.ts'
import type { Held } from '../records/held.ts'
import type { PackageRow } from './queries.ts'

/** Of a case's owner. */
type Owner = Pick<Person, 'userName' | 'groups' | 'agency'> | undefined

/** Does this role let packages of such a case go, of those whom its holder manages? */
export const isReleasing = (role: Role, { module }: Pick<RecordFacts, 'module'>): boolean =>
  role.modules.includes(module) && may(role, 'case', 'approve_action_plan')

export const mayRelease = (actor: Actor, { facts }: Held, owner: Owner): boolean =>
  owner !== undefined && isReleasing(actor.role, facts) && manages(actor, owner)

export function partyTo(house: House, actor: Actor, held: Held, row: PackageRow, owner: Owner): PackageParty {
  const { facts } = held
  return {
    isRecipient: row.to_user === actor.userName,
    isSender: row.by_user === actor.userName,
    isOwner: facts.ownedBy === actor.userName,
    isManager: mayRelease(actor, held, owner),
    isRemover:
      may(actor.role, 'case', 'remove_assigned_users') && inScope(scopeOf(actor, 'case'), withoutGrant(actor, facts)),
    isReader: decide(house.configuration(), actor, 'case', 'read', facts) === 'yes',
  }
}
