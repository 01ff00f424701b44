// Who hands over the records of somebody who leaves, and to whom (access §4, §6.4; ux §14).
import type { RecordType } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import type { Actor } from './actor.ts'
import { mayOpen } from './giving.ts'
import { type AccountFacts, mayChangeAccount, maySeeAccount } from './people-reach.ts'
import { may } from './role.ts'

/** What an account needs to be to take anything over. */
export type TakerFacts = AccountFacts & { isInForce: boolean; isService: boolean }

/** Records go over by what they are: one type of one module. */
export type Part = { type: RecordType; module: string }

/**
 * May the actor end somebody's work here? Whoever could open the account could see its records; who could not must
 * not send them where he can. Nobody ends his own.
 */
export function mayEndWork(config: Configuration, actor: Actor, leaver: AccountFacts): boolean {
  if (leaver.id === actor.id || !may(actor.role, 'user', 'write')) return false
  if (!mayChangeAccount(config, actor, leaver)) return false
  return mayOpen(actor.role, { isOneself: false, holds: config.roles.get(leaver.role) })
}

/**
 * May this person take over such records of the leaver? His role must read them in that module, as no list of v2 asks,
 * and who hands over must see him. Beyond the leaver's own team they go only by a right to assign.
 */
export function mayTakeOver(
  config: Configuration,
  actor: Actor,
  leaver: AccountFacts,
  taker: TakerFacts,
  { type, module }: Part,
): boolean {
  const role = config.roles.get(taker.role)
  if (role === undefined || taker.id === leaver.id || !taker.isInForce || taker.isService) return false
  if (role.category === 'system' || role.category === 'maintenance' || role.category === 'identified') return false
  if (!may(role, type, 'read') || !role.modules.includes(module)) return false
  if (role.scope === 'admin_only' || role.scope === 'identified' || !maySeeAccount(config, actor, taker)) return false
  // Nobody takes work to himself because he administers accounts.
  const isNear = taker.id !== actor.id && isOfTheTeam(leaver, taker)
  return isNear || mayAssign(actor, taker, type)
}

/** Of one group; of one agency, where the leaver was in no group. */
function isOfTheTeam(leaver: AccountFacts, taker: AccountFacts): boolean {
  if (leaver.groups.length === 0) return leaver.agency !== null && leaver.agency === taker.agency
  return taker.groups.some((group) => leaver.groups.includes(group))
}

function mayAssign(actor: Actor, taker: AccountFacts, type: RecordType): boolean {
  if (may(actor.role, type, 'assign')) return true
  if (may(actor.role, type, 'assign_within_agency') && taker.agency !== null && taker.agency === actor.agency)
    return true
  return may(actor.role, type, 'assign_within_user_group') && taker.groups.some((group) => actor.groups.includes(group))
}
