// Records of one owner go to another, each with its history and its row of the audit, in the caller's transaction.
import type { Actor, Person } from '@primero/domain/access/actor.ts'
import { seenBy } from '@primero/domain/access/scope.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import { handOver } from '@primero/domain/records/hand-over.ts'
import { selfOf } from '../accounts/queries.ts'
import { afterCommit, type Tx } from '../db/database.ts'
import { type House, occasionOf } from '../house.ts'
import { heldRecords } from '../search/queries.ts'
import { text } from './act.ts'
import { factsFrom, type Held, stored } from './held.ts'
import { updateRecord, writeDown } from './written.ts'

/** Records held at once: their statements travel together. */
const atOnce = 50

/** Row-level security must let this transaction see them. @returns how many went over */
export async function handOverRecords(
  house: House,
  tx: Tx,
  by: Actor,
  type: RecordType,
  ids: readonly string[],
  to: Person,
): Promise<number> {
  let count = 0
  for (let i = 0; i < ids.length; i += atOnce) {
    const rows = await heldRecords(tx, type, ids.slice(i, i + atOnce), true)
    const held = rows.map((row): Held => ({ row, record: stored(type, row, row), facts: factsFrom(type, row) }))
    for (const one of held) await handOverOne(house, tx, by, one, to)
    count += held.length
  }
  return count
}

async function handOverOne(house: House, tx: Tx, by: Actor, held: Held, to: Person): Promise<void> {
  const { record: before, facts, row } = held
  const known = { by: selfOf(by), newId: () => crypto.randomUUID() as Uuid }
  const occasion = occasionOf(house, by.userName)
  const carried = handOver(house.configuration(), before, to, known, occasion)
  const grantedTo = facts.grantedTo.filter((user) => user !== to.userName)
  const after = {
    ...facts,
    ownedBy: to.userName,
    grantedTo,
    seenBy: seenBy(to, grantedTo, text(before.data['identified_by'])),
  }
  await updateRecord(house, tx, held, carried, after, row.parent_n)
  await writeDown(house, tx, by, { intention: known.newId() }, row.n, carried, occasion)
  const heard = [...after.seenBy, ...facts.seenBy]
  afterCommit(tx, () => house.hub.changed({ type: before.type, module: facts.module, seenBy: heard }))
}
