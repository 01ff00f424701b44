// How the open cases of a team lie on its people.
import type { Actor } from '@primero/domain/access/actor.ts'
import { scopeOf } from '@primero/domain/access/scope.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { CaseloadReply } from '@primero/domain/sync/team.ts'
import type { Moment } from '@primero/domain/time.ts'
import { mayCount } from '@primero/domain/workflow/dashboard-rights.ts'
import { caseloadIndicators, caseloads, openOf } from '@primero/domain/workflow/caseload.ts'
import { managedBy, withRoles } from '../dashboards/queries.ts'
import type { Glance } from '../db/database.ts'
import type { House } from '../house.ts'
import { referredTo } from '../search/referred.ts'
import { tallies } from '../search/tally.ts'

const givesWork: ReadonlySet<string> = new Set(['create', 'manage'])

export async function caseloadFor(house: House, tx: Glance, actor: Actor): Promise<CaseloadReply> {
  const config = house.configuration()
  const now = house.clock().toISOString() as Moment
  const manages = await managedBy(tx, actor)
  const { all, byRisk } = caseloadIndicators({ actor, now, zone: house.settings.timeZone, manages })
  const counting = {
    actor,
    scopeOf: (type: RecordType) => scopeOf(actor, type),
    referred: await referredTo(tx, config, actor, 'case'),
  }
  const asked = [all, byRisk].filter((one) => mayCount(config, actor, one))
  const found = await tallies(tx, config, counting, asked)
  // Work is given to whoever works on cases of his own.
  const roles = [...config.roles.values()].filter(
    ({ scope, permissions }) => scope === 'self' && permissions['case']?.some((action) => givesWork.has(action)),
  )
  const people = await withRoles(
    tx,
    manages,
    roles.map(({ id }) => id),
  )
  return {
    asOf: now,
    people: caseloads(people, found.get(all) ?? [], found.get(byRisk) ?? []).map((line) => ({
      ...line,
      filters: openOf(line.userName),
    })),
  }
}
