// What the schema cannot see in a set of bundles: names that lead nowhere, fields that disagree, missing languages.
import type { Bundle, Role } from './bundle.ts'
import { formsFaults } from './check-forms.ts'
import { identifierFaults } from './check-identifiers.ts'
import {
  chosen,
  fieldNames,
  type Known,
  knownOf,
  type Rules,
  repeated,
  rowsOf,
  topFields,
  unknown,
} from './check-known.ts'
import { labelFaults } from './check-labels.ts'

export type { Rules } from './check-known.ts'

/**
 * Faults of bundles that are loaded together, one sentence each; none means that they may ship.
 * `identifiers`: the lines of config/checks/identifiers.txt that must be there (empty: not asked).
 */
export function checkBundles(bundles: Bundle[], identifiers: string[], rules: Rules): string[] {
  const known = knownOf(bundles, rules)
  return [
    ...uniqueness(bundles),
    ...formsFaults(known),
    ...bundles.flatMap((b) =>
      b.lookups.flatMap((l) =>
        repeated(
          `lookups/${l.id}`,
          l.values.map((v) => v.id),
        ),
      ),
    ),
    ...bundles.flatMap((b) => b.modules.flatMap((m) => fieldMapFaults(m, known))),
    ...bundles.flatMap((b) => b.roles.flatMap((r) => roleFaults(r, known))),
    ...bundles.flatMap((b) => b.published.flatMap((p) => publishedFaults(p, known))),
    ...locationFaults(known),
    ...peopleFaults(known),
    ...labelFaults(bundles, rules.languages),
    ...identifierFaults(bundles, identifiers),
  ]
}

/** A later bundle may replace a place, an agency or a group; a form, lookup or role with a used id is a mistake. */
const uniqueness = (bundles: Bundle[]): string[] => [
  ...repeated(
    'bundles',
    bundles.map((b) => b.id),
  ),
  ...repeated(
    'forms',
    bundles.flatMap((b) => b.forms.map((f) => f.id)),
  ),
  ...repeated(
    'lookups',
    bundles.flatMap((b) => b.lookups.map((l) => l.id)),
  ),
  ...repeated(
    'roles',
    bundles.flatMap((b) => b.roles.map((r) => r.id)),
  ),
  ...repeated(
    'modules',
    bundles.flatMap((b) => b.modules.map((m) => m.id)),
  ),
  ...repeated(
    'trainingUsers',
    bundles.flatMap((b) => b.trainingUsers.map((u) => u.userName)),
  ),
  ...bundles.flatMap((b) =>
    repeated(
      `${b.id}/locations`,
      b.locations.map((l) => l.code),
    ),
  ),
]

/**
 * What is copied must find its place. A case may still hold answers that are no longer asked, so the source needs
 * no form, but rows must have the column.
 */
function fieldMapFaults(module: Bundle['modules'][number], known: Known): string[] {
  const cases = topFields(known, 'case')
  const incidents = fieldNames(known, 'incident')
  const at = `modules/${module.id}`
  const map = module.fieldMap
  if (map === undefined) return []
  return [
    ...unknown(at, 'module', [map.mapTo], known.modules),
    ...map.fields.flatMap(({ source, target }) => {
      const rows = rowsOf(
        cases.find((f) => f.name === source[0]),
        known,
      )
      const columns = new Set(rows?.fields.map((f) => f.name))
      return [
        ...unknown(at, 'mapped column', source.slice(1), columns),
        ...unknown(at, 'mapped field', [target], incidents),
      ]
    }),
  ]
}

function roleFaults(role: Role, known: Known): string[] {
  const at = `roles/${role.id}`
  const { actions } = known.rules
  const forms = role.forms === 'all' ? [] : Object.keys(role.forms)
  const foreign = forms.filter((id) => known.forms.get(id)?.modules.every((m) => !role.modules.includes(m)))
  return [
    ...unknown(at, 'module', role.modules, known.modules),
    ...unknown(at, 'form', forms, known.forms),
    ...foreign.map((id) => `${at}: form ${id} belongs to none of its modules`),
    ...unknown(at, 'role', role.objects?.role ?? [], known.roles),
    ...unknown(at, 'agency', role.objects?.agency ?? [], known.agencies),
    ...Object.entries(role.permissions).flatMap(([resource, list]) => [
      ...repeated(`${at}/${resource}`, list),
      ...unknown(at, `${resource} action`, list, new Set(actions[resource] ?? [])),
    ]),
  ]
}

function publishedFaults(list: Bundle['published'][number], known: Known): string[] {
  const at = `published/${list.recordType}`
  const names = [...list.filters, ...Object.keys(list.sort), ...(list.location ? [list.location] : [])]
  const asked = names.filter((name) => !known.rules.isStamped(name))
  const fields = topFields(known, list.recordType)
  const telling = fields.filter((f) => names.includes(f.name) && f.identifying !== false)
  const typed = fields.filter((f) => list.filters.includes(f.name) && ![...chosen, 'tick_box'].includes(f.type))
  return [
    ...unknown(at, 'field', asked, fieldNames(known, list.recordType)),
    ...telling.map((f) => `${at}: ${f.name} may tell who it is about`),
    ...typed.map((f) => `${at}: filter ${f.name} has no options`),
  ]
}

function locationFaults(known: Known): string[] {
  const types = known.lookups.get('lookup-location-type')
  const isLost = (code: string, way: string[] = []): boolean => {
    const parent = known.locations.get(code)
    return parent !== null && (parent === undefined || way.includes(code) || isLost(parent, [...way, code]))
  }
  return known.bundles
    .flatMap((b) => b.locations)
    .flatMap((l) => [
      ...(isLost(l.code) ? [`locations/${l.code}: its parents lead to no country`] : []),
      ...(types?.has(l.type) === false ? [`locations/${l.code}: type ${l.type} is not there`] : []),
    ])
}

function peopleFaults(known: Known): string[] {
  const users = known.bundles.flatMap((b) => b.trainingUsers)
  const groups = known.bundles.flatMap((b) => b.userGroups)
  return [
    ...groups.flatMap((g) => unknown(`userGroups/${g.id}`, 'agency', g.agencies ?? [], known.agencies)),
    ...users.flatMap((u) => {
      const at = `trainingUsers/${u.userName}`
      return [
        ...unknown(at, 'role', [u.role], known.roles),
        ...unknown(at, 'agency', [u.agency], known.agencies),
        ...unknown(at, 'group', u.groups, known.groups),
        ...unknown(at, 'location', u.location === undefined ? [] : [u.location], known.locations),
        ...unknown(at, 'service', u.services ?? [], known.lookups.get('lookup-service-type') ?? new Set()),
      ]
    }),
  ]
}
