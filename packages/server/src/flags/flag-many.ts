// All records that a search finds are flagged (api-records §17.3): in one transaction, all of them or none.
import type { Actor } from '@primero/domain/access/actor.ts'
import { demand } from '@primero/domain/access/decide.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import { decideFlag } from '@primero/domain/workflow/flags.ts'
import * as z from 'zod'
import { insertAudit } from '../audit/queries.ts'
import { transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { save } from '../records/save.ts'
import { askedOfMany, idsMeant, meantShape } from '../records/v2-many.ts'

const shape = meantShape.extend({ message: z.unknown().optional(), date: z.unknown().optional() })

/** @returns what is repeated to who asked */
export async function flagMany(
  house: House,
  actor: Actor,
  type: RecordType,
  raw: Record<string, unknown>,
  ip: string,
): Promise<{ message: unknown; filters: Record<string, unknown> }> {
  const asked = askedOfMany(shape, raw)
  const { message, date, filters } = asked
  const { decision, action } = decideFlag(house.configuration(), actor, type, 'add many')
  demand(decision, action)
  await transaction(house.db, actor, async (tx) => {
    const ids = await idsMeant(house, tx, actor, type, asked, 'case.messages.bulk_flag_limit')
    const flagged: string[] = []
    for (const id of ids) {
      const done = await save(house, tx, actor, {
        name: 'flag.add',
        args: { type, id, flag: crypto.randomUUID(), message, date },
        basedOn: 0,
        intention: crypto.randomUUID() as Uuid,
        strict: false,
        many: true,
        ip,
      }).catch(leftOut)
      if (done) flagged.push(id)
    }
    await insertAudit(tx, {
      userName: actor.userName,
      action: 'bulk_flag',
      outcome: 'done',
      recordType: type,
      details: { record_ids: flagged },
    })
  })
  return { message, filters }
}

/** Refused before anything was written of it: the others are flagged all the same. */
function leftOut(error: unknown): undefined {
  if (error instanceof Problem && (error.code === 'forbidden' || error.code === 'not-found')) return undefined
  throw error
}
