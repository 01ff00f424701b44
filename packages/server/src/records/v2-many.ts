// A step on all records that a search finds (api-records §17.3, §20.3): at most a hundred, and never without saying which.
import type { Actor } from '@primero/domain/access/actor.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { Problem } from '@primero/domain/problem.ts'
import * as z from 'zod'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { saysSomething } from '../http/query-string.ts'
import { idsThatFit } from './v2-list.ts'

const most = 100

/** Which records are meant; what becomes of them is added. */
export const meantShape = z.object({
  query: z.string().max(200).nullish(),
  filters: z.record(z.string(), z.unknown()),
})
type Meant = z.infer<typeof meantShape>

/** @throws Problem invalid-answers; missing-parameter where all records would be meant */
export function askedOfMany<T extends Meant>(shape: z.ZodType<T>, raw: Record<string, unknown>): T {
  const parsed = shape.safeParse({ ...raw, filters: raw['filters'] ?? {} })
  if (!parsed.success)
    throw new Problem('invalid-answers', {
      pointers: parsed.error.issues.map(({ path }) => `/${path.map(String).join('/')}`),
    })
  // How a text is compared says of no record that it is meant.
  const { phonetic: _how, ...which } = parsed.data.filters
  if (!saysSomething(which)) throw new Problem('missing-parameter', { name: 'filters' })
  return parsed.data
}

/** In the order of their ids: two who lock the same records wait for each other and no longer. @throws Problem rule-broken */
export async function idsMeant(
  house: House,
  tx: Tx,
  actor: Actor,
  type: RecordType,
  { filters, query }: Meant,
  beyondLimit: string,
): Promise<string[]> {
  const { phonetic, ...conditions } = filters
  const text = { query: query ?? undefined, phonetic }
  const ids = await idsThatFit(house, tx, actor, type, { filters: conditions, text, most })
  if (ids.length > most) throw new Problem('rule-broken', { attribute: 'filters', message: beyondLimit })
  return ids.toSorted()
}
