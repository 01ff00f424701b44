// A package that waits: somebody lets it go, refuses it, or takes it back. What goes is sent in the same transaction.
import type { Actor } from '@primero/domain/access/actor.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import {
  answerPackage,
  packageAfter,
  type PackageEvent,
  type PackageState,
} from '@primero/domain/workflow/module-package.ts'
import { releaseShare, type Sharing } from '@primero/domain/workflow/share.ts'
import type { Transition } from '@primero/domain/workflow/transition.ts'
import { insertAudit } from '../audit/queries.ts'
import type { Tx } from '../db/database.ts'
import { type House, occasionOf } from '../house.ts'
import { type Held, heldOf } from '../records/held.ts'
import { answer, sharingOf } from '../sharing/share.ts'
import { paceFor } from '../sharing/pace.ts'
import { type By, settleShares } from '../sharing/settled.ts'
import { tellSender } from './make.ts'
import { partyTo } from './party.ts'
import { packageById, packageNamed, type PackageRow, settlePackage } from './queries.ts'
import { waitingIn } from './sealed.ts'

export type Found = { row: PackageRow; held: Held; sharing: Sharing }

/** With its case; the second lock is open. @throws Problem not-found */
export async function foundPackage(house: House, tx: Tx, id: string): Promise<Found> {
  const found = await packageNamed(tx, id)
  const held = found && (await heldOf(tx, 'case', found.record_id))
  const row = held && (await packageById(tx, id))
  if (row === undefined || held === undefined) throw new Problem('not-found', {})
  const sent = waitingIn(house, row)
  const names = { recipient: row.to_user, requester: row.by_user }
  return { row, held, sharing: await sharingOf(house, tx, held, 'Referral', sent?.sender.agency ?? null, names) }
}

/** @throws Problem not-found, where it is none of his business; rule-broken, where it may not go any more */
export async function settleWaiting(
  house: House,
  tx: Tx,
  actor: Actor,
  id: string,
  event: Extract<PackageEvent, 'release' | 'refuse' | 'revoke'>,
  by: By,
): Promise<void> {
  const { row, held, sharing } = await foundPackage(house, tx, id)
  const party = partyTo(house, actor, held, row, sharing.owner)
  const answered = answerPackage(row.state as PackageState, event, party)
  if (answered === 'no') throw new Problem('not-found', {})
  if (answered === 'same') return
  if (event === 'revoke' && row.state === 'released') {
    await answer(house, tx, actor, { type: 'case', id: row.record_id }, id, revoking, by)
    return
  }
  const waiting = waitingIn(house, row)
  if (waiting === undefined) throw new Problem('wrong-state', { state: row.state })
  if (event === 'release') await release(house, tx, actor, { row, held, sharing }, waiting, by)
  await settlePackage(tx, id, { state: packageAfter[event], by: actor.userName, at: house.clock() })
  await insertAudit(tx, {
    userName: actor.userName,
    action: `${event}_package`,
    at: house.clock(),
    outcome: 'done',
    recordType: 'case',
    recordId: row.record_id,
    details: { package: id },
    ...(by.ip === undefined ? {} : { ip: by.ip }),
  })
  if (event !== 'revoke') await tellSender(house, tx, actor, held, row.by_user)
}

const revoking = { event: 'revoke', reason: null, note: null } as const

async function release(
  house: House,
  tx: Tx,
  actor: Actor,
  { held, sharing }: Found,
  waiting: Transition,
  by: By,
): Promise<void> {
  const paced = { ...sharing, pace: await paceFor(house, tx, held, waiting) }
  const done = releaseShare(held, waiting, paced, occasionOf(house, actor.userName))
  await settleShares(house, tx, actor, held, done, paced, { ...by, action: 'refer' })
}

export const newBy = (ip: string): By => ({ intention: crypto.randomUUID() as Uuid, ip })
