// Another version of an agreement: whoever accepted one before hears of it, and is asked anew.
import type { Actor } from '@primero/domain/access/actor.ts'
import type { Day } from '@primero/domain/time.ts'
import { insertAudit } from '../audit/queries.ts'
import type { Tx } from '../db/database.ts'
import { type House, todayOf } from '../house.ts'
import { accountsById } from '../accounts/queries.ts'
import { notify } from '../own-notices/notify.ts'
import { acceptedBefore, type AgreementRow, insertAgreement, lockAgreements, type NewVersion } from './queries.ts'

type Draft = Pick<NewVersion, 'kind' | 'agency' | 'texts'> &
  Partial<Pick<NewVersion, 'signatories' | 'valid_from' | 'valid_until' | 'file'>>

export async function publish(house: House, tx: Tx, actor: Actor, draft: Draft): Promise<AgreementRow> {
  await lockAgreements(tx)
  const now = house.clock()
  const begun = { signatories: [], valid_from: todayOf(house) as Day, valid_until: null, file: null }
  const row = await insertAgreement(tx, { ...begun, ...draft }, actor.userName, now)
  const before = await accountsById(tx, await acceptedBefore(tx, row))
  await notify(house, tx, before, { kind: 'agreement', by: null, agreement: row.id })
  await insertAudit(tx, {
    userName: actor.userName,
    action: 'create',
    at: now,
    outcome: 'done',
    recordType: 'agreement',
    details: { agreement: row.id, kind: row.kind, ...(row.agency === null ? {} : { agency: row.agency }) },
  })
  return row
}
