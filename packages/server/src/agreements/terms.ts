// The terms that an agency shows as a document: each document is a version in the register.
import type { Actor } from '@primero/domain/access/actor.ts'
import { inForce } from '@primero/domain/accounts/agreements.ts'
import type { Agency } from '@primero/domain/configuration/bundle.ts'
import type { Day } from '@primero/domain/time.ts'
import type { Tx } from '../db/database.ts'
import { type House, todayOf } from '../house.ts'
import { publish } from './publish.ts'
import { agreementsNumbered, setValidity, versionsOf } from './queries.ts'

/** A document that came, though it be the same again, asks anew; one that was taken away asks nobody any more. */
export async function followTerms(
  house: House,
  tx: Tx,
  actor: Actor,
  before: Agency | undefined,
  after: Agency,
): Promise<void> {
  const [old, file] = [before?.termsOfUse, after.termsOfUse]
  if (old?.key === file?.key) return
  if (file !== undefined) {
    await publish(house, tx, actor, { kind: 'terms_of_use', agency: after.id, texts: {}, file: file.hash })
    return
  }
  const today = todayOf(house) as Day
  const version = inForce(await versionsOf(tx), 'terms_of_use', after.id, today)
  const row = version && (await agreementsNumbered(tx, [version.id]))[0]
  if (row && row.file !== null) await setValidity(tx, row.id, { until: dayBefore(today), signatories: row.signatories })
}

const dayBefore = (day: Day): Day => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10) as Day
