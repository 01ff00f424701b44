// A role as clients send it, and as the configuration keeps it (api-admin §7; access §3).
import { isDeepStrictEqual } from 'node:util'
import { isActionOn } from '@primero/domain/access/resource-actions.ts'
import { type Role, scopeKinds } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import * as z from 'zod'
import { shownForms } from '../configuration/present.ts'
import { broken, listOfWords, longWords, type Sent, uniqueId, wireNumber, words } from './body.ts'

const objects = z.object({
  role: listOfWords.optional(),
  agency: listOfWords.optional(),
  managed_report: z.object({ scope: z.enum(['self', 'group', 'agency', 'all']) }).optional(),
})

export const roleShape = z.object({
  id: wireNumber.nullish(),
  unique_id: uniqueId.nullish(),
  name: words.nullish(),
  description: longWords.nullish(),
  group_permission: z.enum(scopeKinds).optional(),
  referral: z.boolean().optional(),
  transfer: z.boolean().optional(),
  referral_authorization: z.boolean().optional(),
  disabled: z.boolean().optional(),
  is_manager: z.boolean().optional(),
  reporting_location_level: z.int().nullish(),
  module_unique_ids: listOfWords.optional(),
  form_section_read_write: z.record(z.string(), z.enum(['r', 'rw'])).optional(),
  permissions: z.record(z.string(), z.unknown()).optional(),
})
export type SentRole = z.infer<typeof roleShape>

/** v2 has no key for identity: a role that it makes sees none until somebody decides it. */
const begun = (id: string): Role => ({
  id,
  name: '',
  scope: 'self',
  modules: [],
  permissions: {},
  forms: {},
  identity: 'none',
})

/** The role after what was sent is laid over it; what cannot be taken is dropped and named. */
export function roleAfter(
  config: Configuration,
  before: Role | undefined,
  id: string,
  { data, ignored }: Sent<SentRole>,
) {
  const dropped = new Set(ignored)
  const role = { ...(before ?? begun(id)) }
  if (data.name !== undefined) role.name = (data.name ?? '').trim()
  if (data.group_permission !== undefined) role.scope = data.group_permission
  if (data.module_unique_ids !== undefined) {
    role.modules = data.module_unique_ids.filter((module) => config.modules.has(module))
    if (role.modules.length < data.module_unique_ids.length) dropped.add('module_unique_ids')
  }
  if (data.permissions !== undefined) setPermissions(role, data.permissions, dropped)
  if (data.form_section_read_write !== undefined) setForms(config, before, role, data.form_section_read_write, dropped)
  setMarks(role, data)
  refuseBroken(config, role)
  return { role, ignored: [...dropped] }
}

const marks = [
  ['referral', 'referral'],
  ['transfer', 'transfer'],
  ['referral_authorization', 'referralAuthorization'],
  ['disabled', 'disabled'],
  ['is_manager', 'manager'],
] as const

function setMarks(role: Role, data: SentRole): void {
  for (const [wire, key] of marks) {
    const sent = data[wire]
    // What was never said is `false` on the wire: sent back as it was shown it is still not said.
    if (sent !== undefined && sent !== (role[key] ?? false)) role[key] = sent
  }
  if (data.description === null || data.description === '') delete role.description
  else if (data.description !== undefined) role.description = data.description
  if (data.reporting_location_level === null) delete role.reportingLocationLevel
  else if (data.reporting_location_level !== undefined) role.reportingLocationLevel = data.reporting_location_level
}

/** A replacement as a whole: resources and actions that there are, and what they are limited to. */
function setPermissions(role: Role, sent: Record<string, unknown>, dropped: Set<string>): void {
  const { objects: limits, ...resources } = sent
  const kept = Object.entries(resources).map(([resource, actions]) => {
    const all: unknown[] = Array.isArray(actions) ? actions : []
    const known = all.filter((action) => typeof action === 'string' && isActionOn(resource, action)) as string[]
    if (known.length < all.length || !Array.isArray(actions)) dropped.add('permissions')
    return { resource, actions: [...new Set(known)] }
  })
  role.permissions = Object.fromEntries(
    kept.filter(({ actions }) => actions.length > 0).map(({ resource, actions }) => [resource, actions]),
  )
  delete role.objects
  if (limits === undefined || limits === null) return
  // A limit that cannot be read must not become none.
  const parsed = objects.safeParse(limits)
  if (!parsed.success) throw broken('permissions', 'errors.models.role.permission_presence')
  if (Object.keys(parsed.data).length > 0) role.objects = parsed.data as NonNullable<Role['objects']>
}

/** Forms of the role's modules; a role sent back as it was shown keeps its word for all of them. */
function setForms(
  config: Configuration,
  before: Role | undefined,
  role: Role,
  sent: Record<string, 'r' | 'rw'>,
  dropped: Set<string>,
): void {
  if (before !== undefined && isDeepStrictEqual(sent, shownForms(config, before))) return
  const isOfRole = (id: string): boolean => config.forms.get(id)?.modules.some((m) => role.modules.includes(m)) === true
  const entries = Object.entries(sent)
  if (entries.some(([id]) => !isOfRole(id))) dropped.add('form_section_read_write')
  // Rows have the right of the form whose field they fill.
  role.forms = Object.fromEntries(entries.filter(([id]) => isOfRole(id) && config.forms.get(id)?.subform === false))
}

/** @throws `rule-broken` for a name that is missing or taken, no rights at all, a level that there is not */
export function refuseBroken(config: Configuration, role: Role): void {
  if (role.name === '') throw broken('name', "can't be blank")
  const isTaken = [...config.roles.values()].some(
    (other) => other.id !== role.id && other.name.toLowerCase() === role.name.toLowerCase(),
  )
  if (isTaken) throw broken('name', 'errors.models.role.unique_name')
  if (Object.keys(role.permissions).length === 0) throw broken('permissions', 'errors.models.role.permission_presence')
  const { reportingLocationLevel: level } = role
  if (level !== undefined && !Object.hasOwn(levelsOf(config), level))
    throw broken('reporting_location_level', 'errors.models.role.reporting_location_level')
}

export function levelsOf({ settings }: Configuration): Record<string, unknown> {
  const place = (settings['reporting_location_config'] ?? {}) as { admin_level_map?: Record<string, unknown> }
  return place.admin_level_map ?? { 1: ['province'], 2: ['district'] }
}
