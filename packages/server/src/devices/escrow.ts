// Work of somebody who can no longer send it: left sealed by the device, opened by an operator, carried out as theirs.
import { Problem } from '@primero/domain/problem.ts'
import { type Intention, intention, type Outcome } from '@primero/domain/sync/intention.ts'
import type { EscrowRequest, LockedCopy } from '@primero/domain/sync/protocol.ts'
import { accountById, actorOf, countAttempt } from '../accounts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import type { House } from '../house.ts'
import { placeOf } from '../sign-in/address.ts'
import { push } from '../sync/push.ts'
import { isEscrowToken } from './escrow-token.ts'
import { deviceById, type EscrowRow, escrowBytes, escrowed, insertEscrow, noteOpened } from './queries.ts'
import { opener } from './recovery.ts'

/** Largest body of the door, which needs no session, and what one device may leave altogether. */
export const mostEscrow = 8 * 1024 * 1024
const mostOfDevice = 32 * 1024 * 1024
const perMinute = 30

/** Keeps sealed work of a known device, revoked or not. Nothing is told of it. */
export async function keepEscrow(
  house: House,
  { device: id, token, entries }: EscrowRequest,
  ip: string,
): Promise<{ kept: string[] }> {
  await count(house, `escrow from ${placeOf(ip)}`)
  if (!isEscrowToken(house.keys, id, token)) throw new Problem('not-found', {})
  // Counted for itself only now: who has no token cannot use up what the device may do.
  await count(house, `escrow ${id}`)
  return keepSealed(house, id, entries, { ip, again: true })
}

/** What somebody brings in a file: without the device's word it takes the place of nothing that the device left. */
export const keepFile = (house: House, { device, entries }: LockedCopy): Promise<{ kept: string[] }> =>
  keepSealed(house, device, entries, { ip: null, again: false })

async function keepSealed(
  house: House,
  id: string,
  entries: EscrowRequest['entries'],
  { ip, again }: { ip: string | null; again: boolean },
): Promise<{ kept: string[] }> {
  const device = await deviceById(house.db, id)
  if (device === undefined) throw new Problem('not-found', {})
  const sealed = entries.map((entry) => ({ id: entry.id, sealed: Buffer.from(entry.sealed, 'base64') }))
  const bytes = sealed.reduce((sum, entry) => sum + entry.sealed.length, 0)
  const lying = await escrowBytes(
    house.db,
    id,
    sealed.map((entry) => entry.id),
  )
  if (lying + bytes > mostOfDevice) throw new Problem('attachment-refused', { reason: 'size' })
  const kept = await house.db.transaction().execute(async (tx) => {
    const lying = await insertEscrow(tx, id, sealed, house.clock(), again)
    await insertAudit(tx, {
      userName: null,
      action: 'escrow',
      outcome: 'done',
      ...(ip === null ? {} : { ip }),
      details: { device: id, user: device.account_id, intentions: lying },
    })
    return lying
  })
  return { kept }
}

async function count(house: House, key: string): Promise<void> {
  if ((await countAttempt(house.db, key, house.clock())) > perMinute)
    throw new Problem('too-many-requests', { seconds: 60 })
}

type Opened = { row: EscrowRow; intention: Intention } | { row: EscrowRow; fault: Problem }

/**
 * Opens what waits of one device and carries it out as its owner, who may be disabled, in the order of the device.
 * Whoever opened the device's vault could have left it: so an operator decides device by device, having asked its owner.
 */
export async function openEscrow(house: House, device: string): Promise<Outcome[]> {
  const open = await opener(house)
  const waiting = (await escrowed(house.db, device)).filter((row) => row.opened_at === null)
  const opened = waiting.map((row) => unsealed(open, row))
  const seqOf = (one: Opened): number => ('intention' in one ? one.intention.seq : 0)
  const outcomes: Outcome[] = []
  for (const one of opened.sort((a, b) => seqOf(a) - seqOf(b))) outcomes.push(await carryOut(house, one))
  return outcomes
}

function unsealed(open: (name: string, sealed: Buffer) => string, row: EscrowRow): Opened {
  try {
    const read = intention.safeParse(JSON.parse(open(`${row.device} ${row.id}`, row.sealed)))
    if (read.success && read.data.id === row.id && read.data.device === row.device) return { row, intention: read.data }
    return { row, fault: new Problem('invalid-request', { issues: [{ pointer: '/', keyword: 'intention' }] }) }
  } catch {
    return { row, fault: new Problem('malformed-request', {}) }
  }
}

async function carryOut(house: House, one: Opened): Promise<Outcome> {
  const { row } = one
  const outcome: Outcome =
    'fault' in one
      ? { id: row.id, outcome: 'refused', problem: { code: one.fault.code, params: one.fault.params } }
      : await asOwner(house, row, one.intention)
  await insertAudit(house.db, {
    userName: null,
    action: 'open_escrow',
    outcome: 'done',
    details: { device: row.device, user: row.account_id, intention: row.id, came_of_it: outcome.outcome },
  })
  await noteOpened(house.db, row.id, outcome, house.clock())
  return outcome
}

async function asOwner(house: House, row: EscrowRow, intended: Intention): Promise<Outcome> {
  const account = await accountById(house.db, row.account_id)
  const role = account && house.configuration().roles.get(account.role)
  const refused = new Problem('not-signed-in', {})
  const [outcome] =
    account && role ? (await push(house, actorOf(account, role), { intentions: [intended] }, '')).outcomes : []
  return outcome ?? { id: row.id, outcome: 'refused', problem: { code: refused.code, params: refused.params } }
}

export type EscrowSummary = { device: string; userName: string; waiting: number; opened: number; last: Date }

/** What lies there, by device; nothing of what it says. */
export async function listEscrow(house: House): Promise<EscrowSummary[]> {
  const byDevice = Map.groupBy(await escrowed(house.db, undefined), (row) => row.device)
  return [...byDevice].map(([device, rows]) => ({
    device,
    userName: rows[0]?.user_name ?? '',
    waiting: rows.filter((row) => row.opened_at === null).length,
    opened: rows.filter((row) => row.opened_at !== null).length,
    last: rows.at(-1)?.at ?? new Date(0),
  }))
}
