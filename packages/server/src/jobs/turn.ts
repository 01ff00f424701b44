// One run of a job: alone, whatever other programs work on the same database, and written down with how it went.
import { Problem } from '@primero/domain/problem.ts'
import type { ClientBase } from 'pg'
import { accountsOfRoles } from '../accounts/queries.ts'
import { asHouse } from '../db/database.ts'
import type { House } from '../house.ts'
import { keepsSystem } from '../http/keeper.ts'
import { notify } from '../own-notices/notify.ts'
import { endTurn, noteBegun, noteEnded, takeTurn } from './queries.ts'
import type { TaskName } from './tasks.ts'

/** Once may be chance, and is tried again. */
const failuresThatAlarm = 3

/** Runs for one record each go beside each other. */
const ofOneRecord: ReadonlySet<TaskName> = new Set<TaskName>(['find-duplicates'])

export async function inTurn(
  house: House,
  client: ClientBase,
  task: TaskName,
  work: () => Promise<unknown>,
): Promise<void> {
  const isAlone = !ofOneRecord.has(task)
  if (isAlone) await takeTurn(client, task)
  try {
    await noteBegun(client, task, house.clock())
    try {
      await work()
    } catch (error) {
      const failures = await noteEnded(client, task, house.clock(), codeOf(error))
      if (failures === failuresThatAlarm) await alarm(house)
      throw error
    }
    await noteEnded(client, task, house.clock())
  } finally {
    if (isAlone) await endTurn(client, task)
  }
}

/** A word or a number; what an error says may quote what it was about. */
function codeOf(error: unknown): string {
  if (error instanceof Problem) return error.code
  const { code } = (error ?? {}) as { code?: unknown }
  return typeof code === 'string' && /^[\w-]{1,40}$/.test(code) ? code : 'unknown'
}

/** Whoever looks after the instance is told once that something there does not work; what, its page says. */
async function alarm(house: House): Promise<void> {
  const config = house.configuration()
  const roles = [...config.roles.values()].filter(keepsSystem).map(({ id }) => id)
  await asHouse(house.db, config, async (tx) =>
    notify(house, tx, await accountsOfRoles(tx, roles), { kind: 'alarm', by: null }),
  )
}
