// What sharing changed is written down: the record with its history and audit, the transitions, whom they let in from
// now on, and who is told.
import type { Actor } from '@primero/domain/access/actor.ts'
import { seenBy } from '@primero/domain/access/scope.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import { type Carried, settled, type Settling, withAlerts } from '@primero/domain/records/carried.ts'
import type { RecordFacts } from '@primero/domain/records/record.ts'
import { requestsWaiting } from '@primero/domain/workflow/new-owner.ts'
import type { ShareDone, Sharing } from '@primero/domain/workflow/share.ts'
import { alertsOfStep } from '@primero/domain/workflow/shared-alerts.ts'
import type { Transition } from '@primero/domain/workflow/transition.ts'
import { selfOf } from '../accounts/queries.ts'
import { alertsOf, keepAlerts } from '../alerts/queries.ts'
import { afterCommit, type Tx } from '../db/database.ts'
import { type House, occasionOf } from '../house.ts'
import { endLinks } from '../links/ending.ts'
import { settlePackages } from '../packages/ending.ts'
import { text } from '../records/act.ts'
import { handOverRecords } from '../records/hand-over.ts'
import type { Held } from '../records/held.ts'
import { updateRecord, writeDown } from '../records/written.ts'
import { childrenOf } from '../search/queries.ts'
import { grantedNow, insertTransition, type StoredTransition, transitionsOf, updateTransition } from './queries.ts'
import { keepLetIn } from './let-in.ts'
import { tellOfShares } from './tell.ts'

/** `isQuiet`: nobody gets a mail, as when many go at once. */
export type By = {
  intention: Uuid
  ip?: string
  isQuiet?: boolean
  /** Where the same share stands already, nothing is made. */
  isOnce?: boolean
  /** Shares end because this person leaves: whoever hears of it, hears of him. */
  leaver?: string
}

export type SettledShares = { carried: Carried; n: number; facts: RecordFacts; all: StoredTransition[] }

type Writing = By & { action: string } & Pick<Settling, 'beside' | 'isUnstamped'>

export async function settleShares(
  house: House,
  tx: Tx,
  actor: Actor,
  held: Held,
  done: ShareDone,
  sharing: Pick<Sharing, 'transitions' | 'owner' | 'newId'>,
  { action, beside = [], isUnstamped = false, ...by }: Writing,
): Promise<SettledShares> {
  const { row, record, facts: before } = held
  const config = house.configuration()
  const occasion = occasionOf(house, actor.userName)
  const known = { person: selfOf(actor), strict: true, newId: sharing.newId }
  const written = settled(config, known, record, done.data, occasion, {
    auditAction: action,
    beside,
    isUnstamped,
  })
  await keepTransitions(tx, held, done.changed, sharing)
  const [all, standing] = await Promise.all([transitionsOf(tx, row.n), alertsOf(tx, row.n)])
  const change = alertsOfStep(done.changed, all, standing)
  const carried = withAlerts(written, standing, change)
  await keepAlerts(tx, { n: row.n, type: record.type }, change, occasion.today)
  await keepLetIn(tx, row.n, all, { module: before.module, data: done.data }, occasion.now)
  const owner = done.newOwner ?? sharing.owner ?? null
  const grantedTo = (await grantedNow(tx, row.n)).filter((name) => name !== owner?.userName)
  const facts: RecordFacts = {
    ...before,
    ownedBy: owner?.userName ?? before.ownedBy,
    grantedTo,
    seenBy: seenBy(owner, grantedTo, text(done.data['identified_by'])),
  }
  await updateRecord(house, tx, held, carried, facts, row.parent_n)
  await writeDown(house, tx, actor, by, row.n, carried, occasion)
  if (done.newOwner !== undefined && record.type === 'case') {
    const incidents = await childrenOf(tx, 'incident', row.n)
    await handOverRecords(
      house,
      tx,
      actor,
      'incident',
      incidents.map((one) => one.id),
      done.newOwner,
    )
  }
  const heard = [...before.seenBy, ...facts.seenBy]
  afterCommit(tx, () => house.hub.changed({ type: record.type, module: facts.module, seenBy: heard }))
  const isKnown = new Set(sharing.transitions.map((one) => one.id))
  const asked = facts.ownedBy === before.ownedBy ? [] : askedAnew(all, facts.ownedBy)
  const told = [...done.changed.map((one) => ({ transition: one, isNew: !isKnown.has(one.id) })), ...asked]
  const source = { n: row.n, module: facts.module, data: done.data }
  await settlePackages(house, tx, actor, source, all)
  await endLinks(house, tx, source)
  await tellOfShares(house, tx, actor, carried.record, told, by)
  return { carried, n: row.n, facts, all }
}

/** Whoever asked the owner before, asks this one from now on. */
const askedAnew = (all: readonly Transition[], owner: string) =>
  requestsWaiting(all).map((one) => ({ transition: { ...one, to: owner }, isNew: true }))

async function keepTransitions(
  tx: Tx,
  { row, record }: Held,
  changed: readonly Transition[],
  { transitions }: Pick<Sharing, 'transitions'>,
) {
  const known = new Set(transitions.map(({ id }) => id))
  for (const one of changed) {
    if (known.has(one.id)) await updateTransition(tx, one)
    else if (!(await insertTransition(tx, { n: row.n, id: record.id, type: record.type }, one)))
      throw new Problem('id-taken', { id: one.id })
  }
}
