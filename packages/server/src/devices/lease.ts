// A device enrols, and renews its lease at each contact: the share without which its vault does not open.
import { randomBytes } from 'node:crypto'
import type { Actor } from '@primero/domain/access/actor.ts'
import { Problem } from '@primero/domain/problem.ts'
import { policyOf } from '@primero/domain/sync/policy.ts'
import type { DeviceReply, Lease } from '@primero/domain/sync/protocol.ts'
import { refuseWithoutContract } from '../agreements/standing.ts'
import { countAttempt } from '../accounts/queries.ts'
import { seal, unseal } from '../attachments/seal.ts'
import { insertAudit } from '../audit/queries.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { escrowToken } from './escrow-token.ts'
import { anyRevoked, bindSession, deviceById, deviceOf, type DeviceRow, insertDevice, renewLease } from './queries.ts'
import { recoveryKey } from './recovery.ts'

const day = 24 * 3600 * 1000
const enrolmentsPerMinute = 20

/** Names everything that a device was told since it began anew. */
export const newFill = (): string => randomBytes(6).toString('hex')

const sealName = (device: string): string => `device ${device}`

/** Until when the lease runs that is given now. */
export const leaseEnd = (house: House, actor: Actor): Date =>
  new Date(house.clock().getTime() + policyOf(actor.role).days * day)

export const leaseOf = (house: House, device: Pick<DeviceRow, 'id' | 'share'>, until: Date): Lease => ({
  share: unseal(house.keys, sealName(device.id), device.share).toString('base64'),
  until: until.toISOString(),
})

/** The device of this person. Somebody else's is as unknown as one that never enrolled; a revoked one has to forget. */
export async function ownDevice(tx: Tx, actor: Actor, id: string): Promise<DeviceRow & { epoch: string }> {
  const device = await deviceOf(tx, id, actor.id)
  if (device === undefined) throw new Problem('not-found', {})
  if (device.revoked_at !== null) throw new Problem('device-revoked', {})
  return device
}

export type Asking = { sessionKey: Buffer | null; ip: string }

export async function enrol(
  house: House,
  actor: Actor,
  { device: id, kind }: { device: string; kind: string },
  { sessionKey, ip }: Asking,
): Promise<DeviceReply> {
  if ((await countAttempt(house.db, `enrol ${actor.id}`, house.clock())) > enrolmentsPerMinute)
    throw new Problem('too-many-requests', { seconds: 60 })
  const until = leaseEnd(house, actor)
  const now = house.clock()
  const key = await recoveryKey(house)
  const device = await house.db.transaction().execute(async (tx) => {
    // One that keeps records already goes on: its person is asked at the next enrolment, and told of the change.
    if ((await deviceOf(tx, id, actor.id)) === undefined) await refuseWithoutContract(house, tx, actor)
    const share = seal(house.keys, sealName(id), randomBytes(32))
    const inserted = await insertDevice(tx, { id, accountId: actor.id, kind, share, now, until, fill: newFill() })
    const own = await ownDevice(tx, actor, id)
    await renewLease(tx, id, now, until)
    if (sessionKey !== null) await bindSession(tx, sessionKey, id)
    if (inserted.numAffectedRows === 1n)
      await insertAudit(tx, {
        userName: actor.userName,
        action: 'enrol_device',
        outcome: 'done',
        ip,
        details: { device: id, kind },
      })
    return own
  })
  return {
    policy: policyOf(actor.role),
    lease: leaseOf(house, device, until),
    recoveryKey: key,
    escrowToken: escrowToken(house.keys, id),
  }
}

export const renew = (house: House, actor: Actor, id: string): Promise<Lease> =>
  house.db.transaction().execute(async (tx) => {
    const device = await ownDevice(tx, actor, id)
    const until = leaseEnd(house, actor)
    await renewLease(tx, id, house.clock(), until)
    return leaseOf(house, device, until)
  })

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Work of a revoked device is not taken by the ordinary door: its finder may hold the session. */
export async function refuseRevoked(tx: Tx, devices: Iterable<string>): Promise<void> {
  const ids = [...new Set(devices)].filter((id) => uuid.test(id))
  if (ids.length > 0 && (await anyRevoked(tx, ids))) throw new Problem('device-revoked', {})
}

/** Own, or of an account that the person may change; another's is unknown. */
export async function deviceFor(
  house: House,
  id: string,
  mayTouch: (accountId: number) => Promise<boolean>,
): Promise<DeviceRow> {
  const device = uuid.test(id) ? await deviceById(house.db, id) : undefined
  if (device === undefined || !(await mayTouch(device.account_id))) throw new Problem('not-found', {})
  return device
}
