// Whom our own app offers when a record is handed over: the people whom v2 names too, by their full names, so that nobody
// sends a child's case to another of a like user name; and the roles that are made for referrals.
import { nameIn, recordTypes } from '@primero/domain/configuration/bundle.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { reportingCode } from '../accounts/present-user.ts'
import { candidates } from '../accounts/recipient-routes.ts'
import { reachOf } from '../accounts/recipients.ts'
import { insertAudit } from '../audit/queries.ts'
import { shownForms } from '../configuration/present.ts'
import { transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'

const tags = ['transitions']
const handings = { 'assign-to': 'assign', 'transfer-to': 'transfer', 'refer-to': 'refer' } as const
const query = z.strictObject({
  handing: z.enum(['assign-to', 'transfer-to', 'refer-to']),
  type: z.enum(recordTypes),
  module: z.string().max(255).optional(),
})
const people = z.strictObject({
  people: z.array(
    z.strictObject({
      userName: z.string(),
      fullName: z.string(),
      /** In the reader's language. */
      role: z.string(),
      agency: z.string().nullable(),
      location: z.string().nullable(),
      services: z.array(z.string()),
    }),
  ),
})
const roles = z.strictObject({
  roles: z.array(
    z.strictObject({ id: z.string(), name: z.string(), modules: z.array(z.string()), forms: z.array(z.string()) }),
  ),
})

export function recipientRoutes(app: FastifyInstance, house: House): void {
  app.get<{ Querystring: z.infer<typeof query> }>(
    '/api/ext/recipients',
    { schema: { tags, summary: 'To whom I may hand a record', querystring: query, response: { 200: people } } },
    async (request) => {
      const actor = needsActor(request)
      const { type, module, handing: action } = request.query
      const handing = handings[action]
      const within = reachOf(actor, type, handing)
      if (within === 'nobody') throw new Problem('forbidden', {})
      const config = house.configuration()
      const found = await candidates(house, actor, { type, module, handing, within })
      await transaction(house.db, actor, (tx) =>
        insertAudit(tx, { userName: actor.userName, action, outcome: 'done', recordType: 'user', ip: request.ip }),
      )
      return {
        people: found.map((account) => {
          const role = config.roles.get(account.role)
          return {
            userName: account.user_name,
            fullName: account.full_name,
            role: role ? nameIn(role, actor.locale) : '',
            agency: account.agency,
            location: reportingCode(house, account, role),
            services: account.services,
          }
        }),
      }
    },
  )

  // Whoever refers has to name a role; of these the list tells nothing that v2 keeps back.
  app.get(
    '/api/ext/recipients/roles',
    { schema: { tags, summary: 'Roles by which a referral may be shown', response: { 200: roles } } },
    (request) => {
      const actor = needsActor(request)
      const config = house.configuration()
      const made = [...config.roles.values()].filter((role) => !role.disabled && role.referralAuthorization)
      return {
        roles: made.map((role) => ({
          id: role.id,
          name: nameIn(role, actor.locale),
          modules: role.modules,
          forms: Object.keys(shownForms(config, role)),
        })),
      }
    },
  )
}
