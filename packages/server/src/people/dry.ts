// A dry run does what the real one does, and then takes it back: what it tells is what would happen.
import type { Actor } from '@primero/domain/access/actor.ts'
import { transaction, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'

class TakenBack extends Error {}

/** The row of the audit goes too: whoever takes back writes down that it was tried. */
export async function keptOrTakenBack<T>(
  house: House,
  actor: Actor,
  work: (tx: Tx) => Promise<{ answer: T; isKept: boolean }>,
): Promise<T> {
  let told: { answer: T } | undefined
  try {
    return await transaction(house.db, actor, async (tx) => {
      const { answer, isKept } = await work(tx)
      told = { answer }
      if (!isKept) throw new TakenBack()
      return answer
    })
  } catch (e) {
    if (!(e instanceof TakenBack) || told === undefined) throw e
    return told.answer
  }
}
