// Browsers that are told that something waits (api-admin §23). Whoever knew where one is reached could write to it: that
// is sealed, and goes to nobody but its person.
import type { Actor } from '@primero/domain/access/actor.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { WebPush } from '../config.ts'
import { transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { type Parameters, textOf } from '../http/query-string.ts'
import { needsActor } from '../http/session.ts'
import { pushAddress } from './address.ts'
import { areBrowserKeys } from './message.ts'
import { ownKeys } from './own-keys.ts'
import {
  endOfOthers,
  endOldest,
  endSubscription,
  keepSubscription,
  refreshSubscription,
  type SubscriptionRow,
  subscriptionsOf,
} from './queries.ts'
import { hashOf, openReached, sealReached } from './subscription.ts'

const tags = ['web push']
const path = '/api/v2/webpush'
/** A person has a few browsers; what is beyond was given up. */
const mostBrowsers = 10

const text = z.string().max(2048)
const made = z.object({
  notification_url: text.optional(),
  auth: z.string().max(100).optional(),
  p256dh: z.string().max(200).optional(),
  disabled: z.boolean().optional(),
})
const pinged = z.object({ notification_url: text, disabled: z.boolean().optional() })

export function pushRoutes(app: FastifyInstance, house: House): void {
  app.get(`${path}/config`, { schema: { tags, summary: 'Whether push notices are on' } }, async (request) => {
    needsActor(request)
    const { webPush } = house.settings
    if (webPush === undefined) return { data: { enabled: false } }
    const { publicKey } = await ownKeys(house)
    return { data: { enabled: true, pause_after: webPush.pauseAfter, vapid_public: publicKey } }
  })

  app.get(`${path}/subscriptions`, { schema: { tags, summary: 'My browsers that are told' } }, (request) => {
    const { actor } = listening(house, request)
    const asked = textOf((request.query as Parameters)['notification_url'])
    return transaction(house.db, actor, async (tx) => {
      const rows = await subscriptionsOf(tx, actor.id)
      const meant = asked === undefined ? rows.filter(({ disabled }) => !disabled) : rows.filter(isAt(asked))
      return { data: meant.map((row) => present(house, actor, row)) }
    })
  })

  app.post(`${path}/subscriptions`, { schema: { tags, summary: 'Tell this browser, too' } }, async (request) => {
    const { actor, webPush } = listening(house, request)
    const { url, keys, disabled } = wanted(webPush, request)
    return transaction(house.db, actor, async (tx) => {
      const hash = hashOf(url)
      await endOfOthers(tx, actor.id, hash)
      const row = await keepSubscription(tx, {
        account: actor.id,
        hash,
        sealed: sealReached(house, actor.id, { url, ...keys }),
        session: request.sessionKey,
        disabled,
        now: house.clock(),
      })
      if (row === undefined) throw new Problem('not-found', {})
      await endOldest(tx, actor.id, mostBrowsers)
      return { data: present(house, actor, row) }
    })
  })

  app.patch(
    `${path}/subscriptions/current`,
    { schema: { tags, summary: 'This browser is open still, or is told no more' } },
    async (request) => {
      const { actor } = listening(house, request)
      const parsed = pinged.safeParse(dataOf(request))
      if (!parsed.success) throw new Problem('not-found', {})
      const { notification_url: url, disabled = false } = parsed.data
      return transaction(house.db, actor, async (tx) => {
        const row = await refreshSubscription(tx, {
          account: actor.id,
          hash: hashOf(url),
          session: request.sessionKey,
          disabled,
          now: house.clock(),
        })
        if (row === undefined) throw new Problem('not-found', {})
        return { data: present(house, actor, row) }
      })
    },
  )

  app.post<{ Body: z.infer<typeof ended> }>(
    '/api/ext/me/push/end',
    { schema: { tags, summary: 'Forget this browser', body: ended, response: { 204: z.undefined() } } },
    async (request, reply) => {
      const actor = needsActor(request)
      await transaction(house.db, actor, (tx) => endSubscription(tx, actor.id, hashOf(request.body.notification_url)))
      return reply.code(204).send()
    },
  )
}

const ended = z.strictObject({ notification_url: text })

/** @throws Problem not-found where the instance sends none */
function listening(house: House, request: FastifyRequest): { actor: Actor; webPush: WebPush } {
  const actor = needsActor(request)
  const { webPush } = house.settings
  if (webPush === undefined) throw new Problem('not-found', {})
  return { actor, webPush }
}

function dataOf(request: FastifyRequest): unknown {
  const data = (request.body as { data?: unknown } | null)?.data
  if (data === undefined) throw new Problem('missing-parameter', { name: 'data' })
  return data
}

const of = 'errors.models.webpush_subscription'

/** @throws Problem rule-broken where we would not write there */
function wanted({ hosts }: WebPush, request: FastifyRequest) {
  const parsed = made.safeParse(dataOf(request))
  const { notification_url: url = '', auth = '', p256dh = '', disabled = false } = parsed.success ? parsed.data : {}
  const faults: [string, string][] = []
  if (url === '') faults.push(['notification_url', 'notification_url_present'])
  else if (pushAddress(url, hosts) === undefined) faults.push(['notification_url', 'notification_url_format'])
  if (auth === '') faults.push(['auth', 'auth_present'])
  if (p256dh === '') faults.push(['p256dh', 'p256dh_present'])
  else if (auth !== '' && !areBrowserKeys({ auth, p256dh })) faults.push(['p256dh', 'p256dh_present'])
  const [first, ...others] = faults.map(([attribute, word]) => ({ attribute, message: `${of}.${word}` }))
  if (first !== undefined) throw new Problem('rule-broken', { ...first, others })
  return { url, keys: { auth, p256dh }, disabled }
}

const isAt =
  (url: string) =>
  ({ address_hash }: SubscriptionRow): boolean =>
    address_hash.equals(hashOf(url))

const present = (house: House, actor: Actor, row: SubscriptionRow) => ({
  id: row.id,
  user_id: actor.id,
  disabled: row.disabled,
  notification_url: openReached(house, actor.id, row.sealed).url,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})
