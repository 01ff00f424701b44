// Combinations of rights that an administrator is warned of before he saves a role. Each is allowed: a small office
// may need one, but somebody should have decided it. Codes only; the sentences belong to the translations.
import { type RecordType, type Role, recordTypes } from '../configuration/bundle.ts'
import { listOf } from './giving.ts'
import { approvalTypes } from './keys.ts'
import { peopleReach } from './people-reach.ts'
import { resourceActions } from './resource-actions.ts'
import { holds, may } from './role.ts'

const survivors = 'primeromodule-gbv'

const any = (role: Role, resource: string, actions: readonly string[]): boolean =>
  actions.some((action) => may(role, resource, action))

const readTypes = (role: Role): RecordType[] =>
  role.scope === 'admin_only' ? [] : recordTypes.filter((type) => may(role, type, 'read'))
const readsRecords = (role: Role): boolean => readTypes(role).length > 0
const readsSurvivors = (role: Role): boolean => role.modules.includes(survivors) && readsRecords(role)

const reachesOthers = ({ scope }: Role): boolean => scope === 'group' || scope === 'agency' || scope === 'all'

/** Identity of people whose records are somebody else's, without being asked for a reason. */
const seesNames = (role: Role): boolean => role.identity === 'scope' && reachesOthers(role) && readsRecords(role)

const exports = (role: Role): boolean =>
  recordTypes.some((type) => resourceActions[type]?.some((a) => a.startsWith('export_') && may(role, type, a)))

const makesRoles = (role: Role): boolean => any(role, 'role', ['create', 'write', 'assign', 'copy'])
const makesAccounts = (role: Role): boolean => any(role, 'user', ['create', 'write', 'disable_multiple'])
const administers = (role: Role): boolean =>
  makesRoles(role) ||
  makesAccounts(role) ||
  any(role, 'user_group', ['create', 'write', 'delete']) ||
  any(role, 'agency', ['write']) ||
  any(role, 'metadata', ['manage', 'manage_restricted']) ||
  any(role, 'system', ['manage']) ||
  any(role, 'primero_configuration', ['manage'])

const selfService: ReadonlySet<string> = new Set(['read', 'create', 'write', 'sync_mobile'])
const isSelfService = (role: Role): boolean =>
  role.scope === 'identified' &&
  Object.entries(role.permissions).every(
    ([resource, actions]) =>
      actions.length === 0 ||
      (recordTypes.includes(resource as RecordType) && actions.every((action) => selfService.has(action))),
  )

/** Each danger with what makes it; in the order of the alphabet, as they are told. */
const signs = {
  'approves-himself': (role) =>
    may(role, 'case', 'self_approve') ||
    approvalTypes.some((type) => may(role, 'case', `request_approval_${type}`) && may(role, 'case', `approve_${type}`)),
  // Only who names the right has it: `manage` lifts no scope (records/v2-list.ts).
  'beyond-scope-with-names': (role) =>
    role.identity === 'scope' && recordTypes.some((type) => holds(role, type, 'search_owned_by_others')),
  'leaves-no-trace': (role) =>
    role.scope === 'all' &&
    recordTypes.some(
      (type) => may(role, type, 'import') && may(role, type, 'enable_disable_record') && !may(role, type, 'change_log'),
    ),
  'machine-with-a-face': (role) => (role.integration === true || role.category === 'system') && administers(role),
  'names-everywhere': (role) => seesNames(role) && role.scope === 'all',
  'names-leave': (role) => seesNames(role) && exports(role),
  'no-consent': (role) => may(role, 'case', 'consent_override') && any(role, 'case', ['referral', 'transfer']),
  'numbers-and-names': (role) =>
    readsSurvivors(role) &&
    (role.permissions['managed_report'] ?? []).length > 0 &&
    (role.objects?.managed_report?.scope ?? 'all') === 'all',
  'opens-accounts': (role) => readsRecords(role) && may(role, 'user', 'write') && peopleReach(role) !== 'self',
  'raises-others': (role) => makesRoles(role) && listOf(role) === undefined,
  'self-service-with-staff-rights': (role) =>
    (role.scope === 'identified' || role.category === 'identified') && !isSelfService(role),
  'survivors-and-children': (role) => readsSurvivors(role) && role.modules.some((module) => module !== survivors),
  'survivors-managed-with-accounts': (role) => readsSurvivors(role) && makesAccounts(role),
  'survivors-named-to-many': (role) =>
    readsSurvivors(role) && reachesOthers(role) && (role.identity === 'scope' || role.identity === 'reveal'),
  'watches-the-watcher': (role) => may(role, 'audit_log', 'read') && (makesRoles(role) || makesAccounts(role)),
  'writes-unseen': (role) => recordTypes.some((type) => may(role, type, 'write') && !may(role, type, 'read')),
} satisfies Record<string, (role: Role) => boolean>

export type Danger = keyof typeof signs

/** The dangers of a role, sorted. */
export const dangersOf = (role: Role): Danger[] =>
  (Object.keys(signs) as Danger[]).filter((danger) => signs[danger](role))

/** Those that a change brings: what was there before was decided before. */
export const dangersBrought = (before: Role | undefined, after: Role): Danger[] => {
  const known = before === undefined ? [] : dangersOf(before)
  return dangersOf(after).filter((danger) => !known.includes(danger))
}
