// A link as it stands now: it ends with its referral, with the consent, and with the case, whatever it says itself.
import { Problem } from '@primero/domain/problem.ts'
import type { Moment } from '@primero/domain/time.ts'
import { daysFrom, startOf } from '@primero/domain/workflow/clock.ts'
import { isConsented } from '@primero/domain/workflow/consent.ts'
import { type Consent, isOver } from '@primero/domain/workflow/consents.ts'
import type { Link } from '@primero/domain/workflow/one-time-link.ts'
import { consentsOf } from '../consents/queries.ts'
import type { Tx } from '../db/database.ts'
import { type House, todayOf } from '../house.ts'
import { type Held, heldOf } from '../records/held.ts'
import { type StoredTransition, transitionById } from '../sharing/queries.ts'
import { linkOf, type LinkRow } from './queries.ts'

/** A referral that left the house, with its case. */
export type Sent = { share: StoredTransition; held: Held; consent: Consent | undefined }

/** The second lock is open. @throws Problem not-found */
export async function sentOf(tx: Tx, transition: string): Promise<Sent> {
  const share = await transitionById(tx, transition)
  const held = share?.remote && share.type === 'Referral' ? await heldOf(tx, 'case', share.record.id) : undefined
  if (share === undefined || held === undefined) throw new Problem('not-found', {})
  const consent = (await consentsOf(tx, held.row.n)).find(({ id }) => id === share.consent)
  return { share, held, consent }
}

/** Why nothing may be shown any more; undefined: it may. */
function endOf(house: House, { share, held, consent }: Sent): Link['closed'] {
  const { data } = held.record
  if (share.status === 'rejected' || share.status === 'done') return share.status
  if (share.status === 'revoked' || data['record_state'] === false || data['status'] === 'closed') return 'ended'
  if (share.consentOverridden) return null
  const stands = isConsented('Referral', held.facts.module, data)
  return stands && !(consent && isOver(consent, todayOf(house))) ? null : 'ended'
}

export const standingLink = (house: House, row: LinkRow, sent: Sent): Link => {
  const link = linkOf(row)
  return { ...link, closed: link.closed ?? endOf(house, sent) }
}

/** The first moment after the last day of the consent. */
export const consentEnd = (house: House, { consent }: Sent): Moment | null =>
  consent?.until ? startOf(daysFrom(consent.until, 1), house.settings.timeZone) : null
