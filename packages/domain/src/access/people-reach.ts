// Whose accounts somebody sees and changes, and where he may put people (access §4, §6.4; api-admin §6.1).
import type { Role } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import type { Actor } from './actor.ts'
import { may } from './role.ts'
import { isAboveOthers, isAdministrator, isSuperuser } from './superuser.ts'

/** What the rules need of an account; `role` is the unique id, of a role that may be gone. */
export type AccountFacts = { id: number; role: string; agency: string | null; groups: string[] }

export type PeopleReach = 'all' | 'agency' | 'group' | 'self'

/** How far a role reaches among people. `agency_read` narrows every scope to the own agency (access §4). */
export function peopleReach(role: Role): PeopleReach {
  if (role.permissions['user']?.includes('agency_read')) return 'agency'
  if (role.scope === 'all' || role.scope === 'admin_only') return 'all'
  return role.scope === 'group' ? 'group' : 'self'
}

const readsAccounts = (role: Role): boolean => may(role, 'user', 'read') || may(role, 'user', 'agency_read')

/** Superusers are seen by superusers only, administrators by both, everybody else by whoever reaches them. */
function isHidden(viewer: Role, holder: Role): boolean {
  if (isSuperuser(viewer)) return false
  return isAdministrator(viewer) ? isSuperuser(holder) : isAboveOthers(holder)
}

/** Unique ids of roles whose holders this person never sees, in no list and by no id (access §4). */
export const hiddenRoles = (config: Configuration, { role }: Actor): string[] =>
  [...config.roles.values()].filter((holder) => isHidden(role, holder)).map(({ id }) => id)

/** May this person see the account? Everybody sees his own. */
export function maySeeAccount(config: Configuration, actor: Actor, account: AccountFacts): boolean {
  if (account.id === actor.id) return true
  const holder = config.roles.get(account.role)
  if (!readsAccounts(actor.role) || (holder !== undefined && isHidden(actor.role, holder))) return false
  switch (peopleReach(actor.role)) {
    case 'all':
      return true
    case 'agency':
      return account.agency !== null && account.agency === actor.agency
    case 'group':
      return account.groups.some((group) => actor.groups.includes(group))
    case 'self':
      return false
  }
}

/** Whose team is a user group? Everybody's who reaches all; his own for who works by group or agency (api-admin §8). */
export function reachesGroup({ role, groups }: Pick<Actor, 'role' | 'groups'>, group: string): boolean {
  if (role.scope === 'all' || role.scope === 'admin_only') return true
  return (role.scope === 'group' || role.scope === 'agency') && groups.includes(group)
}

/** May this person change the account at all? His own, or with the right to write one that he sees (api-admin §6.1). */
export const mayChangeAccount = (config: Configuration, actor: Actor, account: AccountFacts): boolean =>
  account.id === actor.id || (may(actor.role, 'user', 'write') && maySeeAccount(config, actor, account))

export type Place = { groups: string[]; agency: string | null }

const reachesEverybody = ({ role }: Pick<Actor, 'role'>): boolean => peopleReach(role) === 'all'

/**
 * May this person put an account into these groups and this agency? Each group that is added or taken, and an agency
 * that is left or joined, must be his own; what stays may be anybody's. Nobody puts people out of his own reach.
 * @param before where the account is now; undefined for a new one
 */
export function mayPlace(
  actor: Pick<Actor, 'role' | 'groups' | 'agency'>,
  before: Place | undefined,
  after: Place,
): boolean {
  const moved = [
    ...after.groups.filter((group) => !before?.groups.includes(group)),
    ...(before?.groups ?? []).filter((group) => !after.groups.includes(group)),
  ]
  const staysInAgency = before !== undefined && before.agency === after.agency
  if (moved.length === 0 && staysInAgency) return true
  if (!reachesEverybody(actor) && !moved.every((group) => actor.groups.includes(group))) return false
  if (!staysInAgency && !(isOwnAgency(actor, after.agency) && (!before || isOwnAgency(actor, before.agency)))) {
    return false
  }
  return staysInReach(actor, after)
}

function isOwnAgency(actor: Pick<Actor, 'role' | 'agency'>, agency: string | null): boolean {
  if (reachesEverybody(actor)) return true
  return agency !== null && (agency === actor.agency || actor.role.objects?.agency?.includes(agency) === true)
}

// Scope `agency` without `agency_read` reaches records of the agency, so it may place people there, though it lists none.
function staysInReach(actor: Pick<Actor, 'role' | 'groups'>, after: Place): boolean {
  const reach = actor.role.scope === 'agency' ? 'agency' : peopleReach(actor.role)
  if (reach === 'group') return after.groups.some((group) => actor.groups.includes(group))
  return reach !== 'self'
}
