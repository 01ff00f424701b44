// What of a case goes on with a referral, where whoever refers it may have it by a referral himself.
import type { Actor } from '@primero/domain/access/actor.ts'
import { formRights } from '@primero/domain/access/role.ts'
import { rowsOf } from '@primero/domain/access/rows.ts'
import { saidOfServices, seesRow, servicesField } from '@primero/domain/access/services.ts'
import { formsToOpen } from '@primero/domain/workflow/referral-forms.ts'
import type { Given } from '@primero/domain/workflow/transition.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import type { Held } from '../records/held.ts'
import { readersOn } from '../records/reader.ts'

/** What a referral by this person opens at most: what he sees of the record himself. The second lock is open. */
export async function givenBy(
  house: House,
  tx: Tx,
  actor: Actor,
  { row, record, facts }: Held,
  asked: readonly string[] | null,
): Promise<Required<Given>> {
  const config = house.configuration()
  const of = { n: row.n, facts }
  const { actor: reader, roles } = (await readersOn(house, tx, actor, [of]))(of)
  const forms = [...formRights(config, reader.role).keys()].filter((id) => !config.forms.get(id)?.subform)
  const rows = rowsOf(record.data[servicesField])
  const seen = rows.filter((one) => seesRow(reader, { type: facts.type, facts }, servicesField, one))
  const isPart = reader.services !== undefined || seen.length < rows.length
  return {
    forms: formsToOpen(asked, roles && forms),
    leftOut: [...new Set([...(reader.leftOut ?? []), ...(isPart ? saidOfServices : [])])],
    services: isPart ? seen.map(({ unique_id }) => unique_id) : null,
  }
}
