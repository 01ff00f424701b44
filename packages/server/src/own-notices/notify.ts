// Tells people something, in the transaction of what it tells of: a notice in the app, and hints of it that leave.
import { leavesAt } from '@primero/domain/workflow/leaving.ts'
import { isUrgent, mayLeave, type NoticeWay } from '@primero/domain/workflow/notices.ts'
import type { Moment } from '@primero/domain/time.ts'
import type { AccountRow } from '../accounts/queries.ts'
import { beforeCommit, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { queueHint } from '../mail/outbox.ts'
import { duePush } from '../push/queries.ts'
import { enqueue } from '../jobs/queries.ts'
import { insertNotice, type NewNotice } from './queries.ts'
import { hearingOf, instanceFor, momentOf, timesOf } from './times.ts'

export type Tidings = Pick<NewNotice, 'kind' | 'by' | 'record' | 'agreement' | 'many'> & {
  /** An answer is wanted within a day, or for clinical care within three. */
  urgent?: boolean
  /** It stands in the app alone, as when many things happen at once. */
  isQuiet?: boolean
}

/** Nobody hears of what he did himself, and no program or closed account hears anything. */
export async function notify(
  house: House,
  tx: Tx,
  accounts: readonly AccountRow[],
  { urgent = false, isQuiet = false, ...told }: Tidings,
): Promise<void> {
  const at = house.clock()
  const people = accounts.filter(
    (a) => a.user_name !== told.by && !a.disabled && !a.unverified && !a.service_account && !a.removed_at,
  )
  for (const account of people) {
    const isSo = isUrgent(told.kind, urgent)
    const due = (way: NoticeWay): Moment | null => (isQuiet ? null : dueFor(house, account, way, told.kind, at, isSo))
    const [mailDue, pushDue] = [due('send_mail'), due('receive_webpush')]
    await insertNotice(tx, account.id, { ...told, at, urgent: isSo, mailDue, pushDue })
    await hint(house, tx, account.id, mailDue, pushDue)
  }
}

/**
 * At last, and in one order: one hint of a person waits at a time, and one run of each job, and whoever adds to them holds
 * them until the commit.
 */
async function hint(house: House, tx: Tx, account: number, mailDue: Moment | null, pushDue: Moment | null) {
  const now = momentOf(house.clock())
  if (mailDue !== null) {
    await beforeCommit(tx, [0, account], () => queueHint(house, tx, account, new Date(mailDue)))
    if (mailDue <= now) await beforeCommit(tx, [2, 0], () => enqueue(tx, 'send-mail'))
  }
  if (pushDue !== null) {
    await beforeCommit(tx, [1, account], () => duePush(tx, account, new Date(pushDue)))
    if (pushDue <= now) await beforeCommit(tx, [2, 1], () => enqueue(tx, 'send-push'))
  }
}

/** What leaves later is weighed then; what would leave now and may not, never does. */
function dueFor(
  house: House,
  account: AccountRow,
  way: NoticeWay,
  kind: Tidings['kind'],
  at: Date,
  urgent: boolean,
): Moment | null {
  const instance = instanceFor(house, way)
  if (instance === undefined) return null
  const due = leavesAt(way, momentOf(at), urgent, timesOf(account))
  return due > momentOf(at) || mayLeave(way, kind, instance, hearingOf(account)) ? due : null
}
