// Notices for who administers all roles: what the others made and gave that goes beyond them (design: superuser).
import type { Actor } from '@primero/domain/access/actor.ts'
import { keepsAllRoles } from '@primero/domain/access/giving.ts'
import { maySeeAccount } from '@primero/domain/access/people-reach.ts'
import { nameIn } from '@primero/domain/configuration/bundle.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { type NoticeRow, noticesFor, putAside } from './queries.ts'

const tags = ['access']
const daysShown = 90
const mostShown = 50

const reply = z.strictObject({
  notices: z.array(
    z.strictObject({
      id: z.string(),
      at: z.string(),
      by: z.string(),
      role: z.strictObject({ id: z.string(), name: z.string() }),
      /** Whom it was given to, where one sees the account. */
      to: z.nullable(z.string()),
      isGiven: z.boolean(),
      beyond: z.array(z.string()),
      dangers: z.array(z.string()),
    }),
  ),
})
const params = z.strictObject({ id: z.string().regex(/^\d{1,15}$/) })

export function noticeRoutes(app: FastifyInstance, house: House): void {
  app.get(
    '/api/ext/notices',
    { schema: { tags, summary: 'Roles that go beyond who made or gave them', response: { 200: reply } } },
    (request) => {
      const actor = administrator(needsActor(request))
      const since = new Date(house.clock().getTime() - daysShown * 86_400_000)
      return transaction(house.db, actor, async (tx) => ({
        notices: (await noticesFor(tx, actor.id, since, mostShown)).map((row) => present(house, actor, row)),
      }))
    },
  )
  app.post<{ Params: z.infer<typeof params> }>(
    '/api/ext/notices/:id/seen',
    { schema: { tags, summary: 'Put a notice aside', params, response: { 204: z.undefined() } } },
    async (request, response) => {
      const actor = administrator(needsActor(request))
      await transaction(house.db, actor, async (tx) => {
        if (!(await putAside(tx, request.params.id, actor.id, house.clock()))) throw new Problem('not-found', {})
      })
      return response.code(204).send()
    },
  )
}

function administrator(actor: Actor): Actor {
  if (!keepsAllRoles(actor.role)) throw new Problem('forbidden', {})
  return actor
}

function present(house: House, actor: Actor, row: NoticeRow) {
  const config = house.configuration()
  const role = config.roles.get(row.role)
  const account = { id: row.to_id ?? 0, role: row.to_role ?? '', agency: row.to_agency, groups: row.to_groups ?? [] }
  const seesAccount = row.to_id !== null && maySeeAccount(config, actor, account)
  return {
    id: row.id,
    at: row.at.toISOString(),
    by: row.by_name,
    role: { id: row.role, name: role ? nameIn(role, actor.locale) : row.role },
    to: seesAccount ? row.to_name : null,
    isGiven: row.to_id !== null,
    beyond: row.beyond,
    dangers: row.dangers,
  }
}
