// People hear of their tasks: on the day of each, and once when it is late. On each day, where they are, they are gone over
// once; may be broken off and begun again.
import { may } from '@primero/domain/access/role.ts'
import { minuteAt } from '@primero/domain/workflow/leaving.ts'
import { tasksToTell } from '@primero/domain/workflow/notices.ts'
import { type AccountRow, actorOf, peopleAfter } from '../accounts/queries.ts'
import { transaction, type Tx } from '../db/database.ts'
import { dayIn, type House } from '../house.ts'
import { notify } from '../own-notices/notify.ts'
import { momentOf, zoneOf } from '../own-notices/times.ts'
import { tasksFor } from './find.ts'
import { keepTold, tasksGoneOver, toldOf } from './queries.ts'

const batchSize = 200
/** Before that, a day has not begun for who works. */
const morning = 6

export async function tellTasks(house: House): Promise<void> {
  for (let after: number | undefined = 0; after !== undefined; ) {
    const batch: AccountRow[] = await peopleAfter(house.db, after, batchSize)
    for (const account of batch) await tellTo(house, account)
    after = batch.length < batchSize ? undefined : batch.at(-1)?.id
  }
}

async function tellTo(house: House, account: AccountRow): Promise<void> {
  const role = house.configuration().roles.get(account.role)
  if (role === undefined || !may(role, 'case', 'read')) return
  const zone = zoneOf(house, account)
  const now = house.clock()
  const today = dayIn(zone, now)
  if (account.tasks_told_on === today || minuteAt(momentOf(now), zone) < morning * 60) return
  const actor = actorOf(account, role)
  await transaction(house.db, actor, async (tx) => {
    const found = await tasksFor(house, tx, actor)
    const tasks = found.map(({ id, type, detail, due }) => ({ key: JSON.stringify([id, type, detail]), due }))
    const { task_due, task_overdue } = tasksToTell(today, tasks, await toldOf(tx, account.id))
    await tellOf(house, tx, account, 'task_due', task_due)
    await tellOf(house, tx, account, 'task_overdue', task_overdue)
    await tasksGoneOver(tx, account.id, today)
  })
}

async function tellOf(
  house: House,
  tx: Tx,
  account: AccountRow,
  kind: 'task_due' | 'task_overdue',
  tasks: readonly { key: string; due: string }[],
): Promise<void> {
  const many = await keepTold(tx, account.id, kind, tasks, house.clock())
  if (many > 0) await notify(house, tx, [account], { kind, by: null, many })
}
