// All records that a search finds go to somebody else (api-records §20.3): in one transaction, without those that may
// not go. Doing it twice does nothing twice: what is his already is left out.
import type { Actor } from '@primero/domain/access/actor.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import * as z from 'zod'
import { insertAudit } from '../audit/queries.ts'
import { asHouseMeanwhile, transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { askedOfMany, idsMeant, meantShape } from '../records/v2-many.ts'
import { factsOf } from '../search/queries.ts'
import { shareAsHouse } from './share.ts'

const shape = meantShape.extend({ transitioned_to: z.string().max(500), notes: z.string().max(10_000).nullish() })

/** @returns what is repeated to who asked */
export async function assignMany(
  house: House,
  actor: Actor,
  type: RecordType,
  raw: Record<string, unknown>,
  ip: string,
): Promise<{ transitioned_to: string; filters: Record<string, unknown> }> {
  const asked = askedOfMany(shape, raw)
  const { transitioned_to: to, filters, notes } = asked
  await transaction(house.db, actor, async (tx) => {
    const ids = await idsMeant(house, tx, actor, type, asked, 'case.messages.bulk_assign_limit')
    const assigned: string[] = []
    await asHouseMeanwhile(tx, house.configuration(), actor, async () => {
      const rows = await factsOf(tx, type, ids)
      // Incidents follow their case, and what is his already is.
      const own = rows.filter((row) => row.owned_by !== to && (type !== 'incident' || row.parent_n === null))
      // In one order again, as all that lock many.
      for (const id of own.map((row) => row.id).toSorted()) {
        const by = { intention: crypto.randomUUID() as Uuid, ip, isQuiet: true }
        const done = await shareAsHouse(
          house,
          tx,
          actor,
          { type, id },
          { ...assignment(), notes: notes ?? null },
          to,
          by,
        ).catch(leftOut)
        if (done) assigned.push(id)
      }
    })
    await insertAudit(tx, {
      userName: actor.userName,
      action: 'bulk_assign',
      outcome: 'done',
      recordType: type,
      details: { record_ids: assigned },
    })
  })
  return { transitioned_to: to, filters }
}

/** Refused before anything was written: the others go all the same. */
function leftOut(error: unknown): undefined {
  if (error instanceof Problem && (error.code === 'forbidden' || error.code === 'rule-broken')) return undefined
  throw error
}

const assignment = () => ({
  id: crypto.randomUUID() as Uuid,
  type: 'Assign' as const,
  remote: false,
  service: null,
  serviceRow: null,
  toAgency: null,
  toRemote: null,
  exportType: null,
  consentOverridden: false,
  consentIndividual: false,
  override: null,
  authorizedRole: null,
  allowCaseCreation: false,
})
