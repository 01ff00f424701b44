// The numbers of a person's home page, by one description for both doors.
import type { Actor } from '@primero/domain/access/actor.ts'
import type { Moment } from '@primero/domain/time.ts'
import type { Dashboard, DashboardView, Indicator } from '@primero/domain/workflow/dashboard.ts'
import type { Tally } from '@primero/domain/workflow/dashboard-counts.ts'
import { countedScope, permitted } from '@primero/domain/workflow/dashboard-rights.ts'
import { dashboardsOf, namesOfReader } from '@primero/domain/workflow/dashboards.ts'
import type { Glance } from '../db/database.ts'
import type { House } from '../house.ts'
import { referredTo } from '../search/referred.ts'
import { tallies } from '../search/tally.ts'
import { managedBy } from './queries.ts'

export type Counted = { boards: Dashboard[]; tallies: Map<Indicator, Tally[]> }

/** `part`: of the numbers only those that all who hold the role share, or only those that differ from reader to reader. */
type Asked = { now: Moment; names?: readonly string[] | undefined; part?: 'shared' | 'own' | undefined }

/** The boards of this person, or those named among them, with their numbers. */
export async function countedFor(
  house: House,
  tx: Glance,
  actor: Actor,
  { now, names, part }: Asked,
): Promise<Counted> {
  const config = house.configuration()
  const view: DashboardView = { actor, now, zone: house.settings.timeZone, manages: await managedBy(tx, actor) }
  const boards = permitted(config, actor, dashboardsOf(config, view, names))
  const counting = {
    actor,
    scopeOf: (type: Indicator['type']) => countedScope(actor, type),
    // What is told to others, too, holds nothing back from one of them.
    referred: part === 'shared' ? undefined : await referredTo(tx, config, actor, 'case'),
  }
  const ofReader = part === undefined ? undefined : namesOfReader(config, view)
  const indicators = boards.flatMap(({ name, indicators }) =>
    indicators.filter((one) => part === undefined || ofReader?.has(`${name} ${one.name}`) === (part === 'own')),
  )
  return { boards, tallies: await tallies(tx, config, counting, indicators) }
}
