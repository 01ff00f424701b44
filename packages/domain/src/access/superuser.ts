// The two shapes of role that stand above all others: a superuser's and an administrator's (access §3).
import type { Role } from '../configuration/bundle.ts'

const administration = ['role', 'user', 'user_group', 'agency', 'metadata', 'system']
const everything = ['case', 'incident', 'report', ...administration]

const onlyManages = (role: Role, resources: string[]): boolean =>
  resources.every((resource) => role.permissions[resource]?.length === 1 && role.permissions[resource][0] === 'manage')

/** `manage` and no other action on each of these resources, and scope `all`. */
export const isSuperuser = (role: Role): boolean => role.scope === 'all' && onlyManages(role, everything)

/** The same of administration alone, and scope `admin_only`. */
export const isAdministrator = (role: Role): boolean => role.scope === 'admin_only' && onlyManages(role, administration)

const standingOf = (role: Role): number => (isSuperuser(role) ? 2 : isAdministrator(role) ? 1 : 0)

/** Roles that only who administers all roles gives, takes or changes. */
export const isAboveOthers = (role: Role): boolean => standingOf(role) > 0

/** To be a superuser, or an administrator, is more than its actions: accounts of either are hidden from those below. */
export const standsAbove = (role: Role, own: Role): boolean => standingOf(role) > standingOf(own)
