// A link as it stands now: it ends with its referral, with the consent, and with the case, whatever it says itself.
import { Problem } from '@primero/domain/problem.ts'
import type { Moment } from '@primero/domain/time.ts'
import { daysFrom, startOf } from '@primero/domain/workflow/clock.ts'
import { isConsented } from '@primero/domain/workflow/consent.ts'
import { type Consent, isOver } from '@primero/domain/workflow/consents.ts'
import { endedLink, type Link } from '@primero/domain/workflow/one-time-link.ts'
import type { Data } from '@primero/domain/records/record.ts'
import { consentsOf } from '../consents/queries.ts'
import type { Tx } from '../db/database.ts'
import { type House, todayOf } from '../house.ts'
import { type Held, heldOf, type readOf } from '../records/held.ts'
import { type StoredTransition, transitionById } from '../sharing/queries.ts'
import { linkOf, type LinkRow } from './queries.ts'

/** A referral that left the house, with its case. */
export type Sent = { share: StoredTransition; held: Held; consent: Consent | undefined }

/**
 * The second lock is open. `look`: at its case, which whoever changes anything keeps locked.
 * @throws Problem not-found
 */
export async function sentOf(tx: Tx, transition: string, look: typeof readOf = heldOf): Promise<Sent> {
  const found = await transitionById(tx, transition)
  const held = found?.remote && found.type === 'Referral' ? await look(tx, 'case', found.record.id) : undefined
  // Once more behind the lock of the case: it may have been answered while this one waited.
  const share = held && (await transitionById(tx, transition))
  if (share === undefined || held === undefined) throw new Problem('not-found', {})
  const consent = (await consentsOf(tx, held.row.n)).find(({ id }) => id === share.consent)
  return { share, held, consent }
}

type Around = Pick<Sent, 'share' | 'consent'> & { module: string; data: Data }

/** Why nothing may be shown any more; null: it may. */
export function endOf(house: House, { share, consent, module, data }: Around): Link['closed'] {
  if (share.status === 'rejected' || share.status === 'done') return share.status
  if (share.status === 'revoked' || data['record_state'] === false || data['status'] === 'closed') return 'ended'
  if (share.consentOverridden) return null
  const stands = isConsented('Referral', module, data)
  return stands && !(consent && isOver(consent, todayOf(house))) ? null : 'ended'
}

export function standingLink(house: House, row: LinkRow, { share, consent, held }: Sent): Link {
  const why = endOf(house, { share, consent, module: held.facts.module, data: held.record.data })
  return why === null ? linkOf(row) : endedLink(linkOf(row), why)
}

/** The first moment after the last day of the consent. */
export const consentEnd = (house: House, { consent }: Sent): Moment | null =>
  consent?.until ? startOf(daysFrom(consent.until, 1), house.settings.timeZone) : null
