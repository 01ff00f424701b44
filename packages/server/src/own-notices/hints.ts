// A hint that is about to leave: weighed once more, as the person and the instance want it now.
import { isQuietAt, leavesAt } from '@primero/domain/workflow/leaving.ts'
import { mayLeave, type NoticeKind, type NoticeWay } from '@primero/domain/workflow/notices.ts'
import type { AccountRow } from '../accounts/queries.ts'
import { asOneself, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { duePush } from '../push/queries.ts'
import { deferMail, deferPush, dueByMail, dueByPush, type DueNotice, markMailed, nextByMail } from './queries.ts'
import { hearingOf, instanceFor, momentOf, timesOf } from './times.ts'

/** So many of each kind. */
export type Counted = Partial<Record<NoticeKind, number>>

export type Hint = {
  counted: Counted
  /** Those that it covers, whether it counts them or passes them by. */
  ids: number[]
  /** Of what it covers, the last that fell due. */
  until: Date | null
}

/** What a mail to this account counts now. */
export const hintByMail = (house: House, account: AccountRow): Promise<Hint> =>
  asOneself(house.db, account.id, async (tx) => {
    const { leaving, waiting, until } = weighed(
      house,
      account,
      'send_mail',
      await dueByMail(tx, account.id, house.clock()),
    )
    if (until !== undefined) await deferMail(tx, account.id, waiting, until)
    return hintOf(house, account, 'send_mail', leaving)
  })

/** What a push to a browser of this account counts now, that has heard of all until then. */
export const hintByPush = (house: House, account: AccountRow, after: Date): Promise<Hint> =>
  asOneself(house.db, account.id, async (tx) => {
    const due = await dueByPush(tx, account.id, house.clock(), after)
    const { leaving, waiting, until } = weighed(house, account, 'receive_webpush', due)
    if (until !== undefined) {
      await deferPush(tx, account.id, waiting, until)
      await duePush(tx, account.id, new Date(until))
    }
    return hintOf(house, account, 'receive_webpush', leaving)
  })

/** A mail that came late must not break into the night. */
function weighed(house: House, account: AccountRow, way: NoticeWay, due: DueNotice[]) {
  const [now, times] = [momentOf(house.clock()), timesOf(account)]
  const isNight = isQuietAt(now, times)
  const waits = (one: DueNotice): boolean => isNight && !(one.urgent && !times.urgentWaits)
  const waiting = due.filter(waits).map(({ id }) => id)
  return {
    leaving: due.filter((one) => !waits(one)),
    waiting,
    until: waiting.length === 0 ? undefined : leavesAt(way, now, false, times),
  }
}

function hintOf(house: House, account: AccountRow, way: NoticeWay, due: DueNotice[]): Hint {
  const [instance, hearing] = [instanceFor(house, way), hearingOf(account)]
  const counted: Counted = {}
  for (const { kind, isOpen } of due)
    if (isOpen && mayLeave(way, kind, instance, hearing)) counted[kind] = (counted[kind] ?? 0) + 1
  const moments = due.map((one) => one.due.getTime())
  return { counted, ids: due.map(({ id }) => id), until: moments.length === 0 ? null : new Date(Math.max(...moments)) }
}

/** No other mail counts them. @returns when the next mail is due, where something waits still */
export async function coveredByMail(tx: Tx, account: number, ids: number[], now: Date): Promise<Date | null> {
  if (ids.length > 0) await markMailed(tx, account, ids, now)
  return nextByMail(tx, account)
}
