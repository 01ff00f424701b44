// Somebody leaves: his cases go over with what waits on them, and what others shared with him ends, since nobody would
// answer it. In the caller's transaction, the second lock open; or hour by hour, after last days.
import type { Actor } from '@primero/domain/access/actor.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import { endedByLeaving, handedOver } from '@primero/domain/workflow/new-owner.ts'
import type { Receiver } from '@primero/domain/workflow/recipients.ts'
import type { ShareDone } from '@primero/domain/workflow/share.ts'
import type { Transition } from '@primero/domain/workflow/transition.ts'
import { accountsHeld } from '../accounts/queries.ts'
import { nobody } from '../accounts/nobody.ts'
import { asHouse, type Tx } from '../db/database.ts'
import { type House, occasionOf, todayOf } from '../house.ts'
import { handOverRecords } from '../records/hand-over.ts'
import { heldOf } from '../records/held.ts'
import { casesOnOffer, pastTheirLastDay, recordsSharedWith, type SharedRecord, transitionsOf } from './queries.ts'
import { settleShares } from './settled.ts'
import { receiverOf } from './share.ts'

type Going = { ids: readonly string[]; leaver: string; to: Receiver }

const newId = () => crypto.randomUUID() as Uuid

/** Incidents go over as parts of their own, perhaps to somebody else. @returns how many went over */
export async function handOverCases(house: House, tx: Tx, by: Actor, { ids, leaver, to }: Going): Promise<number> {
  const onOffer = await casesOnOffer(tx, ids)
  const plain = ids.filter((id) => !onOffer.has(id))
  const count = await handOverRecords(house, tx, by, 'case', plain, to)
  for (const id of onOffer) {
    const held = await heldOf(tx, 'case', id)
    if (held === undefined) continue
    const transitions = await transitionsOf(tx, held.row.n)
    const done = { ...handedOver(held, to, transitions, occasionOf(house, by.userName)), ignored: [] }
    const writing = { intention: newId(), leaver, action: 'assign' }
    await settleShares(house, tx, by, held, done, { transitions, owner: to, newId }, writing)
  }
  return count + onOffer.size
}

/** What somebody was asked for, took, or asked for himself. */
export async function endSharesOf(
  house: House,
  tx: Tx,
  by: Actor,
  leaver: string,
  shared: readonly SharedRecord[],
): Promise<void> {
  for (const { type, id } of shared) {
    const held = await heldOf(tx, type, id)
    if (held === undefined) continue
    const transitions = await transitionsOf(tx, held.row.n)
    const done: ShareDone = {
      ...endedByLeaving(held, leaver, transitions, occasionOf(house, by.userName)),
      ignored: [],
    }
    const [first] = done.changed
    if (first === undefined) continue
    const [account] = await accountsHeld(tx, [held.facts.ownedBy])
    const sharing = { transitions, owner: account && receiverOf(house, account), newId }
    const writing = { intention: newId(), leaver, action: actionOf(first), isUnstamped: true }
    await settleShares(house, tx, by, held, done, sharing, writing)
  }
}

const actionOf = ({ type, status }: Transition): string =>
  type === 'Referral' ? `refer_${status === 'revoked' ? 'revoke' : status}` : `transfer_${status}`

const batchSize = 100

/** Those whose last day is over. May be broken off and begun again; what fails holds up nobody else. */
export async function endWork(house: House): Promise<void> {
  const config = house.configuration()
  const failed: unknown[] = []
  for (let after: string | undefined = ''; after !== undefined; ) {
    const from: string = after
    const due = await asHouse(house.db, config, (tx) =>
      pastTheirLastDay(tx, { today: todayOf(house), after: from, most: batchSize }),
    )
    for (const name of due)
      await asHouse(house.db, config, async (tx) =>
        endSharesOf(house, tx, nobody, name, await recordsSharedWith(tx, name)),
      ).catch((error: unknown) => failed.push(error))
    after = due.length < batchSize ? undefined : due.at(-1)
  }
  if (failed.length > 0) throw failed[0]
}
