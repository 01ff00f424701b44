// Who may see and manage whose account (access §4, api-admin §6.1).
import type { Actor } from '@primero/domain/access/actor.ts'
import { may } from '@primero/domain/access/role.ts'
import type { Role } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'

const onlyManage = (role: Role, resources: string[]): boolean =>
  resources.every((r) => role.permissions[r]?.length === 1 && role.permissions[r][0] === 'manage')

const administration = ['role', 'user', 'user_group', 'agency', 'metadata', 'system']

export const isSuper = (role: Role): boolean =>
  role.scope === 'all' && onlyManage(role, ['case', 'incident', ...administration])
export const isAdmin = (role: Role): boolean => role.scope === 'admin_only' && onlyManage(role, administration)

type Account = { id: number; role: string; agency: string | null; groups: string[] }

/** Super users see all, administrators all but super users; nobody else sees either. */
export function mayManage(config: Configuration, actor: Actor, account: Account): boolean {
  const role = config.roles.get(account.role)
  if (!may(actor.role, 'user', 'read') && !may(actor.role, 'user', 'agency_read')) return false
  if (isSuper(actor.role)) return true
  if (role !== undefined && isSuper(role)) return false
  if (isAdmin(actor.role)) return true
  if (role !== undefined && isAdmin(role)) return false
  if (actor.role.permissions['user']?.includes('agency_read'))
    return account.agency !== null && account.agency === actor.agency
  if (actor.role.scope === 'all') return true
  if (actor.role.scope === 'group') return account.groups.some((g) => actor.groups.includes(g))
  return account.id === actor.id
}

/** Everybody changes himself; others only who may write accounts, and within sight (api-admin §6.1). */
export const mayChange = (config: Configuration, actor: Actor, account: Account): boolean =>
  account.id === actor.id || (may(actor.role, 'user', 'write') && mayManage(config, actor, account))
