// Which dashboards a role sees, in its order (workflow §7, api-admin §17).
import type { Actor } from '../access/actor.ts'
import type { RecordType, Role } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import type { Moment } from '../time.ts'
import type { Dashboard, DashboardView } from './dashboard.ts'
import { approvalBoards } from './dashboards-approvals.ts'
import { ownBoards } from './dashboards-own.ts'
import { teamBoards } from './dashboards-team.ts'
import { weekBoards } from './dashboards-weeks.ts'

/** An action of a role, as a board or as one for each of its modules. */
type Board = (config: Configuration, view: DashboardView) => Dashboard[]

const boards: Readonly<Record<string, Board>> = { ...ownBoards, ...teamBoards, ...weekBoards, ...approvalBoards }

/** Names on the wire and in calls: `dash_reporting_location` is `reporting_location` there (api-admin §17.2). */
const prefix = 'dashboard.'

/**
 * The dashboards of the role, in the order of its actions; `names`: only these, by action or by name. Rights without
 * numbers and unknown ones are passed over, and `manage` grants none.
 */
export function dashboardsOf(config: Configuration, view: DashboardView, names?: readonly string[]): Dashboard[] {
  return actionsOn(view.actor.role).flatMap((action) => {
    const board = Object.hasOwn(boards, action) ? boards[action] : undefined
    const found = board?.(config, view) ?? []
    return found
      .filter(({ name }) => names === undefined || names.includes(action) || names.includes(name))
      .map((dashboard) => ({ ...dashboard, name: `${prefix}${dashboard.name}` }))
  })
}

/**
 * Board and name of the numbers that differ from reader to reader of this role, since they ask for him, for his groups or
 * for his people: described for two strangers they are not the same.
 */
export function namesOfReader(config: Configuration, view: DashboardView): ReadonlySet<string> {
  const [ones = [], others = []] = ['1', '2'].map((id) => {
    const actor = { ...view.actor, userName: id, groups: [id], agency: id }
    return dashboardsOf(config, { ...view, actor, manages: [id] }).flatMap(({ name, indicators }) =>
      indicators.map((one) => ({ name: `${name} ${one.name}`, says: JSON.stringify(one) })),
    )
  })
  return new Set(ones.filter(({ says }, i) => others[i]?.says !== says).map(({ name }) => name))
}

/** Fields of this type that some board asks for, or tells records apart by. */
export function countedFields(config: Configuration, type: RecordType): ReadonlySet<string> {
  const permissions = { dashboard: Object.keys(boards) }
  const role: Role = { ...nobody.role, modules: [...config.modules.keys()], permissions }
  const view = { actor: { ...nobody, role }, now: '1970-01-01T00:00:00.000Z' as Moment, zone: 'UTC', manages: [] }
  const indicators = dashboardsOf(config, view).flatMap((board) => board.indicators)
  return new Set(
    indicators
      .filter((one) => one.type === type)
      .flatMap(({ filters, by }) => [...filters, ...by].map(({ field }) => field)),
  )
}

const nobody: Actor = {
  id: 0,
  userName: '',
  fullName: '',
  role: { id: '', name: '', scope: 'all', modules: [], permissions: {}, forms: {}, identity: 'none' },
  agency: null,
  groups: [],
  locale: 'en',
  location: null,
  serviceAccount: false,
}

const actionsOn = ({ permissions }: Role): string[] =>
  Object.hasOwn(permissions, 'dashboard') ? [...new Set(permissions['dashboard'])] : []
