// A link ends with its referral, with the consent, and with the case, for good: a case that is opened again, or a consent
// that is given again, opens no link.
import type { Data } from '@primero/domain/records/record.ts'
import { endedLink } from '@primero/domain/workflow/one-time-link.ts'
import { consentsOf } from '../consents/queries.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { transitionsOf } from '../sharing/queries.ts'
import { keepLink, linkOf, openLinks } from './queries.ts'
import { endOf } from './standing.ts'

/** After whatever may have ended them. The second lock is open. */
export async function endLinks(
  house: House,
  tx: Tx,
  { n, module, data }: { n: number; module: string; data: Data },
): Promise<void> {
  const rows = await openLinks(tx, n)
  if (rows.length === 0) return
  const [transitions, consents] = await Promise.all([transitionsOf(tx, n), consentsOf(tx, n)])
  for (const row of rows) {
    const share = transitions.find(({ id }) => id === row.transition)
    const consent = consents.find(({ id }) => id === share?.consent)
    const why = share && endOf(house, { share, consent, module, data })
    if (why) await keepLink(tx, row.id, endedLink(linkOf(row), why))
  }
}
