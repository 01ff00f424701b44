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
import { saysSomething } from '../http/query-string.ts'
import { save } from '../records/save.ts'
import { idsThatFit } from '../records/v2-list.ts'

const most = 100

const shape = z.object({
  message: z.unknown().optional(),
  date: z.unknown().optional(),
  query: z.string().max(200).nullish(),
  filters: z.record(z.string(), z.unknown()),
})

/** @returns what is repeated to who asked */
export async function flagMany(
  house: House,
  actor: Actor,
  type: RecordType,
  raw: Record<string, unknown>,
  ip: string,
): Promise<{ message: unknown; filters: Record<string, unknown> }> {
  const parsed = shape.safeParse({ ...raw, filters: raw['filters'] ?? {} })
  if (!parsed.success)
    throw new Problem('invalid-answers', {
      pointers: parsed.error.issues.map(({ path }) => `/${path.map(String).join('/')}`),
    })
  const { message, date, query, filters } = parsed.data
  // Without a filter all records would be meant.
  if (!saysSomething(filters)) throw new Problem('missing-parameter', { name: 'filters' })
  const { decision, action } = decideFlag(house.configuration(), actor, type, 'add many')
  demand(decision, action)
  await transaction(house.db, actor, async (tx) => {
    const { phonetic, ...conditions } = filters
    const text = { query: query ?? undefined, phonetic }
    const ids = await idsThatFit(house, tx, actor, type, { filters: conditions, text, most })
    if (ids.length > most)
      throw new Problem('rule-broken', { attribute: 'filters', message: 'case.messages.bulk_flag_limit' })
    const flagged: string[] = []
    // In one order, as all that lock many.
    for (const id of ids.toSorted()) {
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
