// Intentions in order, each in its own transaction; a replayed id gets the outcome that was recorded.
import { createHash } from 'node:crypto'
import type { Actor } from '@primero/domain/access/actor.ts'
import { type RecordType, recordTypes } from '@primero/domain/configuration/bundle.ts'
import { isUuid, type Uuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import {
  type Intention,
  type IntentionArgs,
  intentionArgs,
  type IntentionName,
  type Outcome,
  type SharingName,
  sharingNames,
} from '@primero/domain/sync/intention.ts'
import { refuseTooMuch } from '@primero/domain/sync/limits.ts'
import type { ConflictKind } from '@primero/domain/sync/protocol.ts'
import { upgraded } from '@primero/domain/sync/versions.ts'
import { attach, detach } from '../attachments/attach.ts'
import { attachmentByUuid, chunksOf, forgetChunks } from '../attachments/queries.ts'
import { safeName } from '../attachments/routes.ts'
import { chunkKey } from '../attachments/storage.ts'
import { insertAudit } from '../audit/queries.ts'
import { ledgerFromDevice, type Said } from '../consents/ledger.ts'
import { transaction, type Tx } from '../db/database.ts'
import { refuseRevoked } from '../devices/lease.ts'
import type { House } from '../house.ts'
import { reachable } from '../records/reading.ts'
import type { Act } from '../records/act.ts'
import { type Held, heldOf } from '../records/held.ts'
import { propose } from '../records/propose.ts'
import { type Saved, save } from '../records/save.ts'
import { type Sharing, shareFromDevice } from '../sharing/from-device.ts'
import { refuseUnseen } from '../approvals/unseen.ts'
import { type Aside, asideFromDevice, isAside } from './aside.ts'
import { recordOutcome, takeIntention } from './queries.ts'
import { refuseChanged } from './sender.ts'

export type Push = { intentions: Intention[] }

export async function push(house: House, actor: Actor, body: Push, ip: string): Promise<{ outcomes: Outcome[] }> {
  const outcomes: Outcome[] = []
  for (const intention of body.intentions) outcomes.push(await one(house, actor, intention, ip))
  return { outcomes }
}

export type Sending = { ip: string; sessionKey: Buffer | null }

/**
 * The same from devices themselves. Before anything is done, none of those that are named may have been revoked; before
 * each that follows, its own, and its sender is still who he was. Asked in one breath with the intention.
 * @throws Problem device-revoked, not-signed-in, configuration-busy
 */
export async function pushFromDevices(
  house: House,
  actor: Actor,
  { intentions }: Push,
  { ip, sessionKey }: Sending,
): Promise<{ outcomes: Outcome[] }> {
  const outcomes: Outcome[] = []
  for (const [i, intention] of intentions.entries()) {
    const devices = (i === 0 ? intentions : [intention]).map(({ device }) => device)
    const demand = (tx: Tx) =>
      Promise.all([refuseRevoked(tx, devices), i > 0 ? refuseChanged(house, tx, actor, sessionKey) : undefined])
    outcomes.push(await one(house, actor, intention, ip, demand))
  }
  return { outcomes }
}

/** What came of an intention, and the stored pieces of a file that nobody needs once it is committed. */
type Done = { outcome: Outcome; spent?: string[]; isNew?: boolean }

async function one(
  house: House,
  actor: Actor,
  intention: Intention,
  ip: string,
  demand?: (tx: Tx) => Promise<unknown>,
): Promise<Outcome> {
  try {
    const { outcome, spent = [] } = await transaction(
      house.db,
      actor,
      async (tx): Promise<Done> => {
        const allowed = demand?.(tx)
        const taken = takeIntention(tx, actor.id, intention)
        // Hardly any intention comes twice: what it is about is asked for in the same breath.
        const { recordType, recordId } = recordOf(intention)
        const held = recordType && recordId && !locksLater(intention) ? heldOf(tx, recordType, recordId) : undefined
        held?.catch(() => {})
        const [seen] = await Promise.all([taken, allowed])
        if (seen !== undefined) return { outcome: seen, spent: await sentAgain(tx, actor, intention, seen) }
        return { ...(await carry(house, tx, actor, intention, ip, held)), isNew: true }
      },
      (tx, { outcome, isNew }) => (isNew ? recordOutcome(tx, outcome) : undefined),
    )
    // They still hold what the camera wrote beside the picture.
    for (const key of spent) await house.storage.remove(key)
    return outcome
  } catch (error) {
    if (!(error instanceof Problem) || passing.has(error.code)) throw error
    return refuse(house, actor, intention, error, ip)
  }
}

/** Says nothing of the intention itself: it is not remembered as refused, and the device sends it again. */
const passing: ReadonlySet<string> = new Set(['device-revoked', 'not-signed-in', 'configuration-busy'])

/** The pieces of a file that is bound already: the device did not hear so, and sent them once more. */
async function sentAgain(tx: Tx, actor: Actor, { name, args }: Intention, seen: Outcome): Promise<string[]> {
  const blob = (args as { attachment?: unknown } | null)?.attachment
  if (name !== 'attachment.add' || seen.outcome !== 'applied' || !isUuid(blob)) return []
  const chunks = await chunksOf(tx, blob, actor.id)
  await forgetChunks(tx, blob, actor.id)
  return chunks.map((c) => chunkKey(actor.id, blob, c.chunk))
}

/**
 * Nothing of it was done; the refusal itself is remembered, so that a replay hears the same – unless bytes were
 * missing: the device sends them, and then the same intention.
 */
async function refuse(
  house: House,
  actor: Actor,
  intention: Intention,
  problem: Problem,
  ip: string,
): Promise<Outcome> {
  const outcome: Outcome = { id: intention.id, outcome: 'refused', problem: outward(problem) }
  return house.db.transaction().execute(async (tx) => {
    const seen = lacksBytes(problem) ? undefined : await takeIntention(tx, actor.id, intention)
    if (seen !== undefined) return seen
    if (!lacksBytes(problem)) await recordOutcome(tx, outcome)
    await insertAudit(tx, {
      userName: actor.userName,
      action: intention.name,
      outcome: 'refused',
      code: problem.code,
      ip,
      ...recordOf(intention),
    })
    return outcome
  })
}

const lacksBytes = ({ code, params }: Problem): boolean =>
  code === 'attachment-refused' && ['incomplete', 'hash'].includes((params as { reason: string }).reason)

/** The record that an intention names, as far as it is well-formed. */
function recordOf({ args }: Intention): { recordType?: RecordType; recordId?: string } {
  const { type, id } = (args ?? {}) as { type?: unknown; id?: unknown }
  const recordType = recordTypes.find((known) => known === type)
  return { ...(recordType === undefined ? {} : { recordType }), ...(isUuid(id) ? { recordId: id } : {}) }
}

/** Out of scope and unknown look alike from outside (design: 403 or 404). */
const outward = (problem: Problem): { code: string; params: unknown } =>
  problem.code === 'forbidden' && (problem.params as { action?: string }).action === 'out-of-scope'
    ? { code: 'not-found', params: {} }
    : { code: problem.code, params: problem.params }

/** Those about files lock as they go; a link locks its two cases in one order, whichever of them was named. */
const locksLater = ({ name }: Intention): boolean =>
  name === 'attachment.add' || name === 'attachment.remove' || name.startsWith('relationship.')

async function carry(
  house: House,
  tx: Tx,
  actor: Actor,
  sent: Intention,
  ip: string,
  held: Promise<Held | undefined> | undefined,
): Promise<Done> {
  if (sent.user !== actor.userName) throw new Problem('forbidden', { action: sent.name })
  const intention = upgraded(sent)
  const parsed = intentionArgs[intention.name].safeParse(intention.args)
  if (!parsed.success) {
    const issues = parsed.error.issues.map((i) => ({
      pointer: `/${i.path.map(String).join('/')}`,
      keyword: String(i.code),
    }))
    throw new Problem('invalid-request', { issues })
  }
  refuseTooMuch(intention.name, parsed.data)
  refuseUnstorable(intention.name, parsed.data)
  if (intention.name === 'attachment.add')
    return addAttachment(house, tx, actor, intention, parsed.data as IntentionArgs<'attachment.add'>, ip)
  if (intention.name === 'attachment.remove')
    return removeAttachment(house, tx, actor, intention, parsed.data as IntentionArgs<'attachment.remove'>, ip)
  const { name } = intention
  if (isSharing(name)) {
    const shared = { ...intention, args: parsed.data } as Sharing | Said
    const outcome = isLedger(shared)
      ? ledgerFromDevice(house, tx, actor, shared, ip)
      : shareFromDevice(house, tx, actor, shared, ip)
    return { outcome: await outcome.catch((error: unknown) => saysNothing(error, held)) }
  }
  if (isAside(name))
    return { outcome: await asideFromDevice(house, tx, actor, { ...intention, args: parsed.data } as Aside, ip) }
  const by = name === 'record.edit' ? (parsed.data as IntentionArgs<'record.edit'>).as : undefined
  const act: Act = {
    name,
    args: parsed.data as Act['args'],
    basedOn: intention.basedOn,
    config: intention.config,
    intention: intention.id as Uuid,
    strict: true,
    ip,
    ...(by ? { action: by } : {}),
    ...(held ? { held } : {}),
  }
  // Out of reach by now; it may have been his when he typed it.
  if (act.name === 'record.edit' && (await held) === undefined) {
    await propose(house, tx, actor, act)
    return { outcome: { id: intention.id, outcome: 'review' } }
  }
  const before = await held
  const saved = await save(house, tx, actor, act)
  if (before && intention.name === 'approval.answer') {
    const args = parsed.data as IntentionArgs<'approval.answer'>
    await refuseUnseen(house, tx, before, { by: actor.userName, basedOn: intention.basedOn, args })
  }
  return { outcome: outcomeOf(intention.id, saved) }
}

const isSharing = (name: IntentionName): name is SharingName => sharingNames.some((sharing) => sharing === name)

const isLedger = (sent: Sharing | Said): sent is Said =>
  sent.name === 'consent.give' || sent.name === 'consent.withdraw'

/** Shares are decided beyond the sender's reach: of a record that is not in it, no refusal says that it is there. */
async function saysNothing(error: unknown, held: Promise<Held | undefined> | undefined): Promise<never> {
  const tells = error instanceof Problem && error.code === 'forbidden' && (await held) === undefined
  throw tells ? new Problem('not-found', {}) : error
}

/** What is kept as it was sent: words about a share, and beside checked answers paths and what a change was based on. */
function refuseUnstorable(name: IntentionName, args: object): void {
  const { changes = [], choices = [] } = args as {
    changes?: { path: string[]; from?: unknown }[]
    choices?: { path: string[] }[]
  }
  const sent = [...changes.map(({ path, from }) => [path, from]), ...choices.map(({ path }) => path)]
  if (!isStorable(isSharing(name) || isAside(name) ? args : sent))
    throw new Problem('invalid-request', { issues: [{ pointer: '/args', keyword: 'text' }] })
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed()
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, inner]) => isStorable(key) && isStorable(inner))
}

function outcomeOf(id: string, { outcome, record, conflicts, left = [] }: Saved): Outcome {
  const { version } = record
  const pathsOf = (kind: ConflictKind) => conflicts.filter((claim) => claim.kind === kind).map(({ path }) => path)
  if (outcome === 'conflict')
    return { id, outcome, version, paths: distinct([...pathsOf('ask'), ...pathsOf('review'), ...left]) }
  const notice = pathsOf('notice')
  return { id, outcome, version, ...(notice.length === 0 ? {} : { notice }) }
}

const distinct = (paths: string[][]): string[][] => [...new Map(paths.map((path) => [path.join('/'), path])).values()]

async function addAttachment(
  house: House,
  tx: Tx,
  actor: Actor,
  intention: Intention,
  args: IntentionArgs<'attachment.add'>,
  ip: string,
): Promise<Done> {
  const chunks = await chunksOf(tx, args.attachment, actor.id)
  if (chunks.length === 0 || chunks.some((c, i) => c.chunk !== i))
    throw new Problem('attachment-refused', { reason: 'incomplete' })
  const keys = chunks.map((c) => chunkKey(actor.id, args.attachment, c.chunk))
  const parts = await Promise.all(keys.map((key) => house.storage.get(key)))
  const bytes = Buffer.concat(parts.filter((p) => p !== undefined))
  if (bytes.length !== args.size) throw new Problem('attachment-refused', { reason: 'incomplete' })
  if (createHash('sha256').update(bytes).digest('hex') !== args.sha256)
    throw new Problem('attachment-refused', { reason: 'hash' })
  const on = {
    type: args.type,
    id: args.id,
    version: intention.basedOn,
    intention: intention.id as Uuid,
    strict: true,
    ip,
  }
  const { saved } = await attach(house, tx, actor, on, {
    uuid: args.attachment as Uuid,
    field: args.field,
    fileName: safeName(args.fileName),
    bytes,
    description: args.description ?? null,
    date: args.date ?? null,
  })
  await forgetChunks(tx, args.attachment, actor.id)
  return { outcome: { id: intention.id, outcome: 'applied', version: saved.record.version }, spent: keys }
}

async function removeAttachment(
  house: House,
  tx: Tx,
  actor: Actor,
  intention: Intention,
  args: IntentionArgs<'attachment.remove'>,
  ip: string,
): Promise<Done> {
  const { n, record } = await reachable(house, tx, actor, args.type, args.id, 'write')
  const row = await attachmentByUuid(tx, args.type, args.attachment)
  if (row === undefined || row.n !== n) throw new Problem('not-found', {})
  const on = {
    type: args.type,
    id: record.id,
    version: record.version,
    intention: intention.id as Uuid,
    strict: true,
    ip,
  }
  const saved = await detach(house, tx, actor, on, row)
  return { outcome: { id: intention.id, outcome: 'applied', version: saved.record.version } }
}
