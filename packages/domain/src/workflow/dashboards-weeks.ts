// Dashboards by week, place and concern, and those of grave violations.
import type { Configuration } from '../configuration/configuration.ts'
import { board, byPlace, closed, closedIn, type Counter, createdIn, everything, open } from './dashboard-terms.ts'
import type { DashboardView, Pivot } from './dashboard.ts'

const thisWeek = 0
const lastWeek = -1

const ofIncidents = (by: (config: Configuration, view: DashboardView) => Pivot[], name: string) =>
  board(`dash_${name}`, (config, view, of) => [of(name, open, { type: 'incident', by: by(config, view) })])

const violation: Pivot = { field: 'violation_with_verification_status' }

export const weekBoards = {
  dash_national_admin_summary: board('dash_national_admin_summary', (_config, view, of) => [
    of('open', open),
    of('new_last_week', [...open, createdIn(view, lastWeek)]),
    of('new_this_week', [...open, createdIn(view, thisWeek)]),
    of('closed_last_week', [...closed, closedIn(view, lastWeek)]),
    of('closed_this_week', [...closed, closedIn(view, thisWeek)]),
  ]),
  dash_protection_concerns: board('dash_protection_concerns', (_config, view, all) => {
    const of: Counter = (name, filters) =>
      all(`protection_concerns_${name}`, filters, { by: [{ field: 'protection_concerns' }] })
    return [
      of('open_cases', open),
      of('new_this_week', [...open, createdIn(view, thisWeek)]),
      of('all_cases', everything),
      of('closed_this_week', [...closed, closedIn(view, thisWeek)]),
    ]
  }),
  dash_reporting_location: board('reporting_location', (config, view, all) => {
    const by = [byPlace(config, 'case', view)]
    const of: Counter = (name, filters) => all(`reporting_location_${name}`, filters, { by })
    return [
      of('open', open),
      of('open_last_week', [...open, createdIn(view, lastWeek)]),
      of('open_this_week', [...open, createdIn(view, thisWeek)]),
      of('closed_last_week', [...closed, closedIn(view, lastWeek)]),
      of('closed_this_week', [...closed, closedIn(view, thisWeek)]),
    ]
  }),
  dash_violations_category_verification_status: ofIncidents(
    () => [violation],
    'violations_category_verification_status',
  ),
  dash_violations_category_region: ofIncidents(
    (config, view) => [byPlace(config, 'incident', view), violation],
    'violations_category_region',
  ),
  dash_perpetrator_armed_force_group_party_names: ofIncidents(
    () => [{ field: 'armed_force_group_party_names' }],
    'perpetrator_armed_force_group_party_names',
  ),
}
