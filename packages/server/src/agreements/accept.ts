// Accepting: by oneself, what is in force, at the server's moment.
import type { Actor } from '@primero/domain/access/actor.ts'
import { type AgreementKind, inForce } from '@primero/domain/accounts/agreements.ts'
import type { Day } from '@primero/domain/time.ts'
import { insertAudit } from '../audit/queries.ts'
import type { Tx } from '../db/database.ts'
import { type House, todayOf } from '../house.ts'
import { insertAcceptance, noteConduct, noteTerms, versionsOf } from './queries.ts'

/** Number of the version in force for this person; undefined: there is none. */
export async function numberInForce(
  house: House,
  tx: Tx,
  actor: Actor,
  kind: AgreementKind,
): Promise<number | undefined> {
  return inForce(await versionsOf(tx), kind, actor.agency, todayOf(house) as Day)?.id
}

/** A version accepted a second time keeps the moment of the first. */
export async function accept(
  house: House,
  tx: Tx,
  actor: Actor,
  agreement: { id: number; kind: AgreementKind },
  locale: string,
): Promise<void> {
  const at = house.clock()
  const isNew = await insertAcceptance(tx, { agreement: agreement.id, account: actor.id, at, locale })
  if (!isNew) return
  if (agreement.kind === 'code_of_conduct') await noteConduct(tx, actor.id, agreement.id, at)
  if (agreement.kind === 'terms_of_use') await noteTerms(tx, actor.id, at)
  await insertAudit(tx, {
    userName: actor.userName,
    action: 'accept',
    at,
    outcome: 'done',
    recordType: 'agreement',
    details: { agreement: agreement.id, kind: agreement.kind, locale },
  })
}
