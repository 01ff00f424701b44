// Whom to ask for help: the first thing of the configuration that an instance may change (api-admin §5).
import type { Actor } from '@primero/domain/access/actor.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { insertAudit } from '../audit/queries.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { changeConfiguration } from './current.ts'

const keys = [
  'name',
  'organization',
  'phone',
  'location',
  'other_information',
  'support_forum',
  'email',
  'position',
] as const

/** Strings, or null to take one away; other keys are dropped. */
const changes = z.object(Object.fromEntries(keys.map((key) => [key, z.string().max(2000).nullable().optional()])))

export const contactOf = (config: Configuration): Record<string, unknown> => {
  const contact = (config.settings['contact_information'] ?? { name: 'administrator' }) as object
  return Object.fromEntries(Object.entries(contact).filter(([, value]) => value !== null))
}

export function contactRoute(app: FastifyInstance, house: House): void {
  const schema = { tags: ['configuration'], summary: 'Change whom to ask for help' }
  app.patch('/api/v2/contact_information', { schema }, async (request) => {
    const actor = needsActor(request)
    if ((actor.role.permissions['system'] ?? []).length === 0) throw new Problem('forbidden', {})
    await change(house, actor, (request.body as { data?: unknown } | null)?.data ?? {}, request.ip)
    return { data: { id: 1, ...contactOf(house.configuration()) } }
  })
}

async function change(house: House, actor: Actor, sent: unknown, ip: string): Promise<void> {
  const parsed = changes.safeParse(sent)
  if (!parsed.success) {
    throw new Problem('invalid-answers', {
      pointers: parsed.error.issues.map((i) => `/${i.path.map(String).join('/')}`),
    })
  }
  await changeConfiguration(house, actor, async (tx, config) => {
    await insertAudit(tx, {
      userName: actor.userName,
      action: 'update',
      outcome: 'done',
      recordType: 'contact_information',
      ip,
      details: { fields: Object.keys(parsed.data) },
    })
    const value = { ...contactOf(config), ...parsed.data }
    return { edits: [{ path: ['settings', 'contact_information'], value }], answer: undefined }
  })
}
