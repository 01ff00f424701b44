// Searches that a person keeps for himself (api-records §23).
import { recordTypes } from '@primero/domain/configuration/bundle.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { House } from '../house.ts'
import { pageOf, type Parameters } from '../http/query-string.ts'
import { needsActor } from '../http/session.ts'
import { deleteSavedSearch, insertSavedSearch, type SavedSearch, savedSearch, savedSearchesOf } from './queries.ts'

const filterValue = z.union([
  z.array(z.unknown()),
  z.record(z.string(), z.unknown()),
  z.string(),
  z.number(),
  z.boolean(),
])
const body = z.object({
  name: z.string().min(1).max(200),
  record_type: z.enum(recordTypes),
  module_ids: z.array(z.string()).max(20).default([]),
  filters: z.array(z.object({ name: z.string().max(128), value: filterValue })).max(100),
})

/** Of one person; a list of them is read on a phone. */
const mostSearches = 100

const tags = ['saved searches']
const path = '/api/v2/saved_searches'

export function savedSearchRoutes(app: FastifyInstance, house: House): void {
  app.get(path, { schema: { tags, summary: 'My saved searches' } }, async (request) => {
    const actor = needsActor(request)
    const at = pageOf(request.query as Parameters)
    const { total, rows } = await savedSearchesOf(house.db, actor.id, at)
    return { data: rows.map(present), metadata: { total, ...at } }
  })

  app.post(path, { schema: { tags, summary: 'Keep a search' } }, async (request, reply) => {
    const actor = needsActor(request)
    const data = (request.body as { data?: { id?: unknown } } | null)?.data
    if (data === undefined) throw new Problem('missing-parameter', { name: 'data' })
    const parsed = body.safeParse(data)
    if (!parsed.success)
      throw new Problem('invalid-answers', {
        pointers: parsed.error.issues.map((i) => `/${i.path.map(String).join('/')}`),
      })
    const { name, record_type: recordType, module_ids: moduleIds, filters } = parsed.data
    const search = { accountId: actor.id, name, recordType, moduleIds, filters }
    const made = await insertSavedSearch(house.db, search, mostSearches)
    if (made === undefined) throw new Problem('too-much', { of: 'searches', most: mostSearches })
    return data.id === undefined ? { data: present(made) } : reply.code(204).send()
  })

  app.delete<{ Params: { id: string } }>(
    `${path}/:id`,
    { schema: { tags, summary: 'Forget a search' } },
    async (request) => {
      const actor = needsActor(request)
      const { id } = request.params
      const found = /^\d{1,9}$/.test(id) ? await savedSearch(house.db, Number(id)) : undefined
      if (found === undefined) throw new Problem('not-found', {})
      if (found.account_id !== actor.id) throw new Problem('forbidden', {})
      await deleteSavedSearch(house.db, found.id)
      return { data: { id: found.id } }
    },
  )
}

const present = (s: SavedSearch) => ({
  id: s.id,
  name: s.name,
  record_type: s.record_type,
  filters: s.filters,
  user_id: s.account_id,
})
