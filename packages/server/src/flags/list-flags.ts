// Flags on the records that somebody finds (api-records §17.4), type by type, the latest day first.
import type { Actor } from '@primero/domain/access/actor.ts'
import { holds, may } from '@primero/domain/access/role.ts'
import { scopeOf } from '@primero/domain/access/scope.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { Problem } from '@primero/domain/problem.ts'
import { flaggedTypes } from '@primero/domain/workflow/flags.ts'
import type { FastifyRequest } from 'fastify'
import { insertAudit } from '../audit/queries.ts'
import { transaction, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { isTrue, pageOf, type Parameters, textOf } from '../http/query-string.ts'
import { needsActor } from '../http/session.ts'
import { reachables } from '../records/reading.ts'
import { numbersWithin } from '../search/queries.ts'
import { presentFlag } from './present.ts'
import { flagsAmong, type StoredFlag } from './queries.ts'

/** Of each type, where no page is asked for: what fits into one answer. */
const mostUnpaged = 1000

export function listFlags(house: House, request: FastifyRequest) {
  const actor = needsActor(request)
  if (!holds(actor.role, 'dashboard', 'dash_flags')) throw new Problem('forbidden', {})
  const query = request.query as Parameters
  const types = flaggedTypes(textOf(query['record_type'])).filter((type) => may(actor.role, type, 'read'))
  const isPaged = query['page'] !== undefined || query['per'] !== undefined
  const { page, per } = pageOf(query)
  const asked = {
    activeOnly: isTrue(query['active_only']),
    by: isTrue(query['flagged_by_me']) ? actor.userName : null,
    // The whole list, type by type, is cut into pages.
    from: isPaged ? (page - 1) * per : 0,
    most: isPaged ? per : mostUnpaged,
  }
  return transaction(house.db, actor, async (tx) => {
    const { total, flags } = await flagsOfTypes(tx, actor, types, asked)
    const data = await presented(house, tx, actor, flags)
    await insertAudit(tx, {
      userName: actor.userName,
      action: 'index',
      outcome: 'done',
      details: { record_ids: [...new Set(flags.map(({ record }) => record.id))] },
    })
    return { data, metadata: { total, per: isPaged ? per : null, page: isPaged ? page : null } }
  })
}

async function flagsOfTypes(
  tx: Tx,
  actor: Actor,
  types: readonly RecordType[],
  { activeOnly, by, from, most }: { activeOnly: boolean; by: string | null; from: number; most: number },
): Promise<{ total: number; flags: StoredFlag[] }> {
  const flags: StoredFlag[] = []
  let total = 0
  for (const type of types) {
    const among = numbersWithin(type, scopeOf(actor, type))
    const skip = Math.max(0, from - total)
    const found = await flagsAmong(tx, { type, among, activeOnly, by, skip, most: most - flags.length })
    flags.push(...found.flags)
    total += found.total
  }
  return { total, flags }
}

async function presented(house: House, tx: Tx, actor: Actor, flags: readonly StoredFlag[]) {
  const records = new Map(
    (
      await Promise.all(
        [...Map.groupBy(flags, ({ record }) => record.type)].map(([type, some]) =>
          reachables(house, tx, actor, type, [...new Set(some.map(({ record }) => record.id))]),
        ),
      )
    )
      .flat()
      .map((of) => [of.n, of]),
  )
  return flags.flatMap((flag) => {
    const of = records.get(flag.n)
    return of === undefined ? [] : [presentFlag(house, flag, of)]
  })
}
