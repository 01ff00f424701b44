import type { Actor } from '@primero/domain/access/actor.ts'
import { formRights } from '@primero/domain/access/role.ts'
import { formsToOpen } from '@primero/domain/workflow/referral-forms.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import type { Held } from '../records/held.ts'
import { readersOn } from '../records/reader.ts'

/** The forms that a referral by this person opens, who may have the case by a referral himself. The second lock is open. */
export async function formsGiven(
  house: House,
  tx: Tx,
  actor: Actor,
  { row, facts }: Held,
  asked: readonly string[] | null,
): Promise<readonly string[] | null> {
  const config = house.configuration()
  const of = { n: row.n, facts }
  const { actor: reader, roles } = (await readersOn(house, tx, actor, [of]))(of)
  const forms = [...formRights(config, reader.role).keys()].filter((id) => !config.forms.get(id)?.subform)
  return formsToOpen(asked, roles && forms)
}
