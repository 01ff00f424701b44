// Numbers of the home page over v2 (api-admin §17).
import type { Moment } from '@primero/domain/time.ts'
import type { Indicator } from '@primero/domain/workflow/dashboard.ts'
import { shown, type Tally } from '@primero/domain/workflow/dashboard-counts.ts'
import { seesOnlyNumbers } from '@primero/domain/workflow/dashboard-rights.ts'
import { withoutSmall } from '@primero/domain/workflow/small-numbers.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { glance } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { countedFor } from './count.ts'

export function dashboardRoutes(app: FastifyInstance, house: House): void {
  app.get('/api/v2/dashboards', { schema: { tags: ['dashboards'], summary: 'Numbers of my role' } }, (request) => {
    const actor = needsActor(request)
    const now = house.clock().toISOString() as Moment
    const isSuppressed = seesOnlyNumbers(actor)
    const tell = (one: Indicator, found: Tally[]) =>
      isSuppressed ? shown(one, withoutSmall(found), false) : shown(one, found)
    return glance(house.db, actor, async (tx) => {
      const { boards, tallies } = await countedFor(house, tx, actor, { now, names: namesAsked(request) })
      const data = boards.map(({ name, indicators }) => ({
        name,
        type: 'indicator',
        indicators: Object.fromEntries(indicators.map((one) => [one.name, tell(one, tallies.get(one) ?? [])])),
      }))
      return { data }
    })
  })
}

/** `names[0]=…` alone names boards; in any other form all are asked for (api-admin §17.1). */
function namesAsked({ url }: FastifyRequest): string[] | undefined {
  const names = [...new URLSearchParams(url.split('?')[1] ?? '')]
    .filter(([key]) => /^names\[\d{1,3}\]$/.test(key))
    .map(([, name]) => name)
  return names.length === 0 ? undefined : names
}
