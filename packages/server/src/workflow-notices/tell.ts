// Who hears of what somebody did about a record: in the caller's transaction, and never what the record says.
import type { Actor } from '@primero/domain/access/actor.ts'
import { decide } from '@primero/domain/access/decide.ts'
import type { RecordFacts, StoredRecord } from '@primero/domain/records/record.ts'
import type { Alert } from '@primero/domain/workflow/alerts.ts'
import { type ApprovalNotice, isManagerOf } from '@primero/domain/workflow/approvals.ts'
import type { Flag } from '@primero/domain/workflow/flags.ts'
import type { NoticeKind } from '@primero/domain/workflow/notices.ts'
import { accountsNamed, accountsOfGroups, type AccountRow, actorOf } from '../accounts/queries.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { notify } from '../own-notices/notify.ts'
import { text } from '../records/act.ts'

export type Telling = {
  by: Actor
  record: StoredRecord
  facts: RecordFacts
  /** An approval was asked for, or answered. */
  notice?: ApprovalNotice
  /** Alerts of which whoever works on the record is told by mail or push. */
  mailed: readonly Alert[]
  /** A flag that was raised or resolved. */
  flag?: Flag
  /** Two answers to one question wait for somebody to choose. */
  isConflict: boolean
  /** One of many at once: it stands in the app, and no hint leaves. */
  isQuiet: boolean
}

export async function tell(house: House, tx: Tx, telling: Telling): Promise<void> {
  const { by, record, facts, isQuiet } = telling
  const about = { type: record.type, id: record.id, shortId: text(record.data['short_id']) }
  for (const { kind, to } of heard(telling)) {
    const accounts = await (to === 'managers' ? accountsOfOwnersGroups(tx, facts) : accountsNamed(tx, to))
    const readers = readersAmong(house, accounts, facts, to === 'managers')
    await notify(house, tx, readers, { kind, by: by.userName, record: about, isQuiet })
  }
}

type Heard = { kind: NoticeKind; to: 'managers' | string[] }

function heard({ facts, notice, mailed, flag, isConflict }: Telling): Heard[] {
  const { ownedBy, grantedTo } = facts
  const told: Heard[] = []
  if (notice?.to === 'managers') told.push({ kind: 'approval_requested', to: 'managers' })
  else if (notice) told.push({ kind: 'approval_answered', to: [ownedBy] })
  if (mailed.length > 0) told.push({ kind: 'field_alert', to: [ownedBy, ...grantedTo] })
  if (flag?.removed) told.push({ kind: 'flag_resolved', to: [...new Set([flag.flagged_by, ownedBy])] })
  else if (flag) told.push({ kind: 'flag_raised', to: [ownedBy] })
  if (isConflict) told.push({ kind: 'conflict', to: [ownedBy] })
  return told
}

const groupsOf = ({ seenBy }: RecordFacts): string[] =>
  seenBy.filter((principal) => principal.startsWith('g:')).map((principal) => principal.slice(2))

function accountsOfOwnersGroups(tx: Tx, facts: RecordFacts): Promise<AccountRow[]> {
  const groups = groupsOf(facts)
  return groups.length === 0 ? Promise.resolve([]) : accountsOfGroups(tx, groups)
}

/** Those who manage the owner and read the record. */
export const managersOf = async (house: House, tx: Tx, facts: RecordFacts): Promise<AccountRow[]> =>
  readersAmong(house, await accountsOfOwnersGroups(tx, facts), facts, true)

/** Those who read the record, and manage its owner where that is asked: of one that is out of his reach nobody hears. */
function readersAmong(house: House, accounts: AccountRow[], facts: RecordFacts, manage: boolean): AccountRow[] {
  const config = house.configuration()
  const groups = groupsOf(facts)
  return accounts.filter((account) => {
    const role = config.roles.get(account.role)
    if (role === undefined) return false
    const reader = actorOf(account, role)
    return (!manage || isManagerOf(reader, groups)) && decide(config, reader, facts.type, 'read', facts) === 'yes'
  })
}
