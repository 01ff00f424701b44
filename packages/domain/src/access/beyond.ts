// What one role may that another may not (access §3, §6.4). Nobody makes or gives a role that is beyond his own,
// unless he administers all of them; then he sees this list before he saves.
import { type Role, recordTypes } from '../configuration/bundle.ts'
import { keepsMore } from './offline.ts'
import { peopleReach } from './people-reach.ts'
import { may } from './role.ts'

// An action that takes something away: who is not bound by it may more.
const restriction = 'service_own_entries_only'

/**
 * What `other` has beyond `own`, sorted; empty where it is within. Words: `case.write` for an action, `scope`,
 * `module <id>`, `form <id> rw`, `forms` for all of them, `identity`, `list role` for a list that is wider or absent,
 * `case without service_own_entries_only`, and the marks `integration`, `category` and `offline`. They are kept in the audit; sentences belong to the translations.
 */
export function beyond(own: Role, other: Role): string[] {
  return [
    ...actionsBeyond(own, other),
    ...(isFreeOf(own, other) ? [`case without ${restriction}`] : []),
    ...(reachesFurther(own, other) ? ['scope'] : []),
    ...other.modules.filter((module) => !own.modules.includes(module)).map((module) => `module ${module}`),
    ...formsBeyond(own, other),
    ...(identityWithin[own.identity].includes(other.identity) ? [] : ['identity']),
    ...listsBeyond(own, other),
    ...marksBeyond(own, other),
  ].sort()
}

const touches = (role: Role, resource: string): boolean => (role.permissions[resource] ?? []).length > 0

const actionsBeyond = (own: Role, other: Role): string[] =>
  Object.entries(other.permissions).flatMap(([resource, actions]) =>
    [...new Set(actions)]
      .filter((action) => action !== restriction && !may(own, resource, action))
      .map((action) => `${resource}.${action}`),
  )

const isBound = (role: Role): boolean => role.permissions['case']?.includes(restriction) === true
const isFreeOf = (own: Role, other: Role): boolean => isBound(own) && touches(other, 'case') && !isBound(other)

type Scope = Role['scope']

/** Scopes whose records are among those of a scope. A group may have people of several agencies, and the other way round. */
const recordsWithin: Record<Scope, readonly Scope[]> = {
  all: ['all', 'agency', 'group', 'self', 'identified', 'admin_only'],
  agency: ['agency', 'self', 'admin_only'],
  group: ['group', 'self', 'admin_only'],
  self: ['self', 'admin_only'],
  identified: ['identified', 'admin_only'],
  admin_only: ['admin_only'],
}

type Reach = ReturnType<typeof peopleReach>
const reachesWithin = (own: Reach, other: Reach): boolean => own === 'all' || other === 'self' || own === other

const groupsReached = ({ scope }: Role): Reach =>
  scope === 'all' || scope === 'admin_only' ? 'all' : scope === 'group' || scope === 'agency' ? 'group' : 'self'

/** Resources that the scope of a role limits to records. */
const aboutRecords = [...recordTypes, 'potential_match', 'duplicate', 'report', 'dashboard', 'kpi', 'activity_log']

function reachesFurther(own: Role, other: Role): boolean {
  const some = (resources: readonly string[]): boolean => resources.some((resource) => touches(other, resource))
  return (
    (some(aboutRecords) && !recordsWithin[own.scope].includes(other.scope)) ||
    (some(['user']) && !reachesWithin(peopleReach(own), peopleReach(other))) ||
    (some(['user_group']) && !reachesWithin(groupsReached(own), groupsReached(other)))
  )
}

function formsBeyond({ forms: own }: Role, { forms: other }: Role): string[] {
  if (own === 'all') return []
  if (other === 'all') return ['forms']
  return Object.entries(other)
    .filter(([form, right]) => own[form] !== right && own[form] !== 'rw')
    .map(([form, right]) => `form ${form} ${right}`)
}

/** Revealing covers no own records: it asks for a reason each time, and tells others. */
const identityWithin: Record<Role['identity'], readonly Role['identity'][]> = {
  scope: ['scope', 'own', 'reveal', 'none'],
  own: ['own', 'none'],
  reveal: ['reveal', 'none'],
  none: ['none'],
}

function listsBeyond(own: Role, other: Role): string[] {
  const lists = (['role', 'agency'] as const).filter((resource) => {
    const [mine, theirs] = [own.objects?.[resource] ?? [], other.objects?.[resource] ?? []]
    if (mine.length === 0 || !touches(other, resource)) return false
    return theirs.length === 0 || theirs.some((id) => !mine.includes(id))
  })
  const isWider = touches(other, 'managed_report') && !numbersWithin(own, other)
  return [...lists, ...(isWider ? ['managed_report'] : [])].map((resource) => `list ${resource}`)
}

/** Numbers without a reach are numbers of all (modules-roles §2). */
function numbersWithin(own: Role, other: Role): boolean {
  const [mine, theirs] = [own, other].map((role) => role.objects?.managed_report?.scope ?? 'all')
  return mine === theirs || mine === 'all' || theirs === 'self'
}

/** Marks that open something, or spare something that others are held to; `manager` only arranges lists. */
function marksBeyond(own: Role, other: Role): string[] {
  const isMachine = other.integration === true && own.integration !== true
  const isOfOtherKind = other.category !== undefined && other.category !== own.category
  return [
    ...(isMachine ? ['integration'] : []),
    ...(isOfOtherKind ? ['category'] : []),
    ...(keepsMore(other, own) ? ['offline'] : []),
  ]
}
