// What our pages of rights ask: roles as a whole, what a change would do, why somebody may or may not (ux §14).
import { listOf } from '@primero/domain/access/giving.ts'
import { may } from '@primero/domain/access/role.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { found, refuseUnless } from '../administration/body.ts'
import { levelsOf } from '../administration/wire-role.ts'
import { transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { effectFor } from './effect.ts'
import { explainDoor } from './explaining.ts'
import { draft, draftOf, roleDoors } from './roles.ts'
import { said } from './words.ts'

const tags = ['access']
const change = z.strictObject({
  /** Absent: a role that is not there yet. */
  id: z.optional(z.string().max(200)),
  role: draft,
})

export function accessRoutes(app: FastifyInstance, house: House): void {
  roleDoors(app, house)
  explainDoor(app, house)
  app.get('/api/ext/access/choices', { schema: { tags, summary: 'What a role may be made of here' } }, (request) => {
    const actor = needsActor(request)
    refuseUnless(may(actor.role, 'role', 'read'))
    const config = house.configuration()
    const words = { locale: actor.locale }
    return {
      modules: [...config.modules.values()].map(({ id, name, recordTypes }) => ({ id, name, types: recordTypes })),
      forms: [...config.forms.values()]
        .filter(({ subform }) => !subform)
        .map((form) => ({
          id: form.id,
          label: said(form.name, words.locale),
          type: form.recordType,
          modules: form.modules,
          fields: form.fields.filter(({ type }) => type !== 'separator').length,
        })),
      agencies: [...config.agencies.values()].map(({ id, name }) => ({ id, name: said(name, words.locale) })),
      levels: Object.entries(levelsOf(config)).map(([level, names]) => ({
        level: Number(level),
        names: [names].flat().map(String),
      })),
    }
  })
  app.post<{ Body: z.infer<typeof change> }>(
    '/api/ext/access/effect',
    { schema: { tags, summary: 'What a change of a role would do, before it is saved', body: change } },
    (request) => {
      const actor = needsActor(request)
      const { id, role } = request.body
      refuseUnless(may(actor.role, 'role', id === undefined ? 'create' : 'write'))
      const config = house.configuration()
      const before = id === undefined ? undefined : found(config.roles.get(id))
      if (before !== undefined && !(listOf(actor.role)?.includes(before.id) ?? true)) throw new Problem('forbidden', {})
      const after = draftOf(config, role, id ?? 'draft')
      return transaction(house.db, actor, (tx) => effectFor(tx, config, actor, before, after, actor.locale))
    },
  )
}
