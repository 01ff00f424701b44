// Referrals that nobody answers: its sender is told, then who manages the owner. May be broken off and begun again.
import { decide } from '@primero/domain/access/decide.ts'
import type { RecordFacts } from '@primero/domain/records/record.ts'
import type { Moment } from '@primero/domain/time.ts'
import { isAwaited, isWantedSoon, type Stage, stagesDue } from '@primero/domain/workflow/silence.ts'
import { accountsNamed, type AccountRow, actorOf } from '../accounts/queries.ts'
import { asHouse, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { notify } from '../own-notices/notify.ts'
import { text } from '../records/act.ts'
import { factsFrom } from '../records/held.ts'
import { heldRecords } from '../search/queries.ts'
import { managersOf } from '../workflow-notices/tell.ts'
import { countTold, isLinked, silentFrom, type StoredTransition } from './queries.ts'

const batchSize = 100

export async function tellOfSilence(house: House): Promise<void> {
  const now = house.clock()
  for (let after: number | undefined = 0; after !== undefined; ) {
    const from: number = after
    after = await asHouse(house.db, house.configuration(), async (tx) => {
      const batch = await silentFrom(tx, { now, after: from, most: batchSize })
      for (const one of batch) await tellOf(house, tx, one.share, one.told)
      return batch.length < batchSize ? undefined : batch.at(-1)?.seq
    })
  }
}

/** Nobody is told twice of the same stage, nor tried for ever where nobody hears. */
async function tellOf(house: House, tx: Tx, share: StoredTransition, told: number): Promise<void> {
  const due = share.silence ? stagesDue(share.silence, told, house.clock().toISOString() as Moment) : []
  await countTold(tx, share.id, told + due.length)
  const [row] = await heldRecords(tx, share.record.type, [share.record.id], false)
  if (row === undefined) return
  const isOpen = row.data['status'] !== 'closed' && row.data['record_state'] !== false
  if (!isAwaited(share, { isLinked: await isLinked(tx, share.id, house.clock()), isOpen })) return
  const facts = factsFrom(share.record.type, row)
  const record = { ...share.record, shortId: text(row.data['short_id']) }
  for (const stage of due) {
    const heard = await whoHears(house, tx, stage, share, facts)
    await notify(house, tx, heard, { kind: 'silence', by: null, record, urgent: isWantedSoon(share) })
  }
}

async function whoHears(house: House, tx: Tx, stage: Stage, share: StoredTransition, facts: RecordFacts) {
  if (stage === 'managers')
    return (await managersOf(house, tx, facts)).filter(({ user_name }) => user_name !== share.by)
  const accounts = await accountsNamed(tx, [share.by, facts.ownedBy])
  const named = (name: string) => accounts.find(({ user_name }) => user_name === name)
  const isThere = (account: AccountRow | undefined): account is AccountRow => {
    const role = account && house.configuration().roles.get(account.role)
    if (account === undefined || role === undefined || account.disabled) return false
    return decide(house.configuration(), actorOf(account, role), 'case', 'read', facts) === 'yes'
  }
  return [[named(share.by), named(facts.ownedBy)].find(isThere)].filter((one) => one !== undefined)
}
