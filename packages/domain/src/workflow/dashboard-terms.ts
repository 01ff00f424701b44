// The words in which dashboards are described.
import { reportingLocationField } from '../access/granted.ts'
import type { RecordType } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { systemOption } from '../configuration/system-option.ts'
import { isObject } from '../forms/answer.ts'
import type { Filter } from '../search/filter.ts'
import type { Moment } from '../time.ts'
import { dayAt, momentFrom, type Week, weekAt } from './clock.ts'
import type { Dashboard, DashboardView, Indicator, Pivot } from './dashboard.ts'

type Value = string | number | boolean

export const is = (field: string, ...any: Value[]): Filter => ({ field, any })

const enabled = is('record_state', true)
/** The sets on which the others stand. */
export const everything: readonly Filter[] = [enabled]
export const open: readonly Filter[] = [enabled, is('status', 'open')]
export const closed: readonly Filter[] = [enabled, is('status', 'closed')]
export const openOrClosed: readonly Filter[] = [enabled, is('status', 'open', 'closed')]

export const mine = ({ actor }: DashboardView): Filter => is('owned_by', actor.userName)
export const ofTeam = ({ actor }: DashboardView): Filter => is('owned_by_groups', ...actor.groups)
export const byOthers: Filter = is('not_edited_by_owner', true)

/** Groups are people whom the reader manages; with scope all, anybody. */
export const byManaged = (field: string, { actor, manages }: DashboardView): Pivot =>
  actor.role.scope === 'all' ? { field } : { field, only: manages }

const beginning = '1970-01-01'
const hour = 3_600_000

/** Between so many hours ago and now. */
export const withinHours = (field: string, hours: number, { now }: DashboardView): Filter => ({
  field,
  from: momentFrom(now, -hours * hour),
  to: now,
})
/** At least so many hours ago. */
export const hoursAgo = (field: string, hours: number, { now }: DashboardView): Filter => ({
  field,
  from: `${beginning}T00:00:00.000Z` as Moment,
  to: momentFrom(now, -hours * hour),
})
/** Days are compared with the day where the instance is: a day has come when its midnight has. */
export const dayHasCome = (field: string, { now, zone }: DashboardView): Filter => ({
  field,
  from: beginning,
  to: dayAt(now, zone),
})

const week = ({ now, zone }: DashboardView, weeks: number): Week => weekAt(now, zone, weeks)
export const createdIn = (view: DashboardView, weeks: number): Filter => {
  const { from, to } = week(view, weeks)
  return { field: 'created_at', from, to }
}
export const closedIn = (view: DashboardView, weeks: number): Filter => {
  const { firstDay, lastDay } = week(view, weeks)
  return { field: 'date_closure', from: firstDay, to: lastDay }
}

/** A number among the settings; anything else counts as not set. */
export function numberOption(config: Configuration, name: string, usual: number): number {
  const value = systemOption(config, name)
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : usual
}

/** The place by which records are reported, at the level of the role or the settings (districts, where nobody says). */
export function byPlace(config: Configuration, type: 'case' | 'incident', { actor }: DashboardView): Pivot {
  const setting = config.settings[type === 'case' ? 'reporting_location_config' : 'incident_reporting_location_config']
  const level = isObject(setting) ? setting['admin_level'] : undefined
  const usual = typeof level === 'number' ? level : 2
  return {
    field: reportingLocationField(config, type) ?? (type === 'case' ? 'owned_by_location' : 'incident_location'),
    // A role says its level for cases; that of incidents is the system's.
    level: type === 'case' ? (actor.role.reportingLocationLevel ?? usual) : usual,
  }
}

/** Modules of the role that have records of the type. */
export const modulesOf = (config: Configuration, { actor }: DashboardView, type: RecordType): string[] =>
  actor.role.modules.filter((id) => config.modules.get(id)?.recordTypes.includes(type) === true)

type More = { by?: Pivot[]; type?: RecordType; module?: string }

/** One indicator; its module filter is that of the role, unless it is of one module. */
export function count(
  config: Configuration,
  view: DashboardView,
  name: string,
  filters: readonly Filter[],
  { by = [], type = 'case', module }: More = {},
): Indicator {
  const modules = module === undefined ? modulesOf(config, view, type) : [module]
  const ofModules = modules.length === 0 ? [] : [is('module_id', ...modules)]
  return { name, type, filters: [...filters, ...ofModules], by }
}

type Describe = (config: Configuration, view: DashboardView, of: Counter) => Indicator[]
export type Counter = (name: string, filters: readonly Filter[], more?: More) => Indicator

/** A board of this name, with what it counts. */
export const board =
  (name: string, describe: Describe) =>
  (config: Configuration, view: DashboardView): Dashboard[] => {
    const of: Counter = (indicator, filters, more) => count(config, view, indicator, filters, more)
    return [{ name, indicators: describe(config, view, of) }]
  }
