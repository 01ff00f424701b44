// Doors of devices: enrolling, the lease, the pull; and the list by which a person, or who manages accounts, ends one.
import type { Actor } from '@primero/domain/access/actor.ts'
import { mayChangeAccount } from '@primero/domain/access/people-reach.ts'
import {
  type EscrowRequest,
  escrowReply,
  escrowRequest,
  type PullRequest,
  deviceReply,
  deviceRequest,
  lease,
  leaseRequest,
  pullReply,
  pullRequest,
} from '@primero/domain/sync/protocol.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { accountById } from '../accounts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import type { Db, Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import type { Parameters } from '../http/query-string.ts'
import { needsActor, refuseForeignOrigin } from '../http/session.ts'
import { keepEscrow, mostEscrow } from './escrow.ts'
import { deviceFor, enrol, renew } from './lease.ts'
import { pull } from './pull.ts'
import { devicesOf, endOtherSessions, endSessionsOf, heldOn, type ListedDevice, markWiped, revoke } from './queries.ts'

const tags = ['devices']

export function deviceRoutes(app: FastifyInstance, house: House): void {
  app.post<{ Body: { device: string; kind: string } }>(
    '/api/sync/devices',
    {
      schema: { tags, summary: 'A device introduces itself', body: deviceRequest, response: { 200: deviceReply } },
    },
    async (request) => {
      const actor = needsActor(request)
      const reply = await enrol(house, actor, request.body, request)
      house.hub.recheck(actor.id)
      return reply
    },
  )

  app.post<{ Body: { device: string } }>(
    '/api/sync/lease',
    { schema: { tags, summary: 'A device renews its lease', body: leaseRequest, response: { 200: lease } } },
    (request) => renew(house, needsActor(request), request.body.device),
  )

  app.post<{ Body: PullRequest }>(
    '/api/sync/pull',
    {
      config: { unaudited: 'has its own row where it sends a record or takes one away' },
      schema: { tags, summary: 'What changed for a device', body: pullRequest, response: { 200: pullReply } },
    },
    (request) => pull(house, needsActor(request), request.body, request.ip),
  )

  app.post<{ Body: EscrowRequest }>(
    '/api/sync/escrow',
    {
      bodyLimit: mostEscrow,
      schema: { tags, summary: 'Sealed work for the help desk', body: escrowRequest, response: { 200: escrowReply } },
    },
    (request) => {
      refuseForeignOrigin(house, request)
      return keepEscrow(house, request.body, request.ip)
    },
  )

  app.get('/api/ext/devices', { schema: { tags, summary: 'Devices of an account' } }, async (request) => {
    const actor = needsActor(request)
    const { user } = request.query as Parameters
    const account = typeof user === 'string' ? Number(user) : actor.id
    if (!(await mayTouch(house, actor)(account))) throw new Problem('not-found', {})
    const devices = await devicesOf(house.db, account)
    await audit(house, request, actor, 'list_devices', { user: account })
    return { devices: devices.map(present) }
  })

  app.get<{ Params: { id: string } }>(
    '/api/ext/devices/:id/records',
    { schema: { tags, summary: 'Ids of records that may be on a device' } },
    async (request) => {
      const actor = needsActor(request)
      const device = await deviceFor(house, request.params.id, mayTouch(house, actor))
      const records = await heldOn(house.db, device.id)
      await audit(house, request, actor, 'device_records', { device: device.id, user: device.account_id })
      return { records: records.map(({ type, id }) => ({ type, id })) }
    },
  )

  app.delete<{ Params: { id: string } }>(
    '/api/ext/devices/:id',
    { schema: { tags, summary: 'Revoke a device: at its next contact it forgets; other sessions of the person end' } },
    async (request, reply) => {
      const actor = needsActor(request)
      const device = await deviceFor(house, request.params.id, mayTouch(house, actor))
      await house.db.transaction().execute(async (tx) => {
        await revoke(tx, device.id, actor.userName, house.clock())
        await endOtherSessions(tx, device, request.sessionKey)
        await audit(house, request, actor, 'revoke_device', { device: device.id, user: device.account_id }, tx)
      })
      house.hub.recheck(device.account_id)
      return reply.code(204).send()
    },
  )

  app.post<{ Params: { id: string } }>(
    '/api/ext/devices/:id/wiped',
    { schema: { tags, summary: 'A revoked device has forgotten everything; its session ends' } },
    async (request, reply) => {
      const actor = needsActor(request)
      const device = await deviceFor(house, request.params.id, async (account) => account === actor.id)
      if (device.revoked_at === null) throw new Problem('wrong-state', { state: 'enrolled' })
      await house.db.transaction().execute(async (tx) => {
        await markWiped(tx, device.id, house.clock())
        await endSessionsOf(tx, device.id)
        await audit(house, request, actor, 'device_wiped', { device: device.id }, tx)
      })
      house.hub.recheck(actor.id)
      return reply.code(204).send()
    },
  )
}

/** One's own, or an account that one may change. */
const mayTouch =
  (house: House, actor: Actor) =>
  async (accountId: number): Promise<boolean> => {
    if (accountId === actor.id) return true
    const account = Number.isSafeInteger(accountId) ? await accountById(house.db, accountId) : undefined
    return account !== undefined && mayChangeAccount(house.configuration(), actor, account)
  }

const present = (d: ListedDevice) => ({
  id: d.id,
  kind: d.kind,
  enrolledAt: d.enrolled_at.toISOString(),
  seenAt: d.seen_at.toISOString(),
  leaseUntil: d.lease_until.toISOString(),
  revokedAt: d.revoked_at?.toISOString() ?? null,
  wipedAt: d.wiped_at?.toISOString() ?? null,
  records: d.records,
})

const audit = (
  house: House,
  request: FastifyRequest,
  actor: Actor,
  action: string,
  details: Record<string, unknown>,
  on: Db | Tx = house.db,
) => insertAudit(on, { userName: actor.userName, action, outcome: 'done', ip: request.ip, details })
