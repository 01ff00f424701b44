// How soon a referral wants an answer, as the case and its incidents tell when it is sent.
import { rowsOf } from '@primero/domain/access/rows.ts'
import type { Moment } from '@primero/domain/time.ts'
import { isClinical, sinceField } from '@primero/domain/workflow/clinical-care.ts'
import { serviceOf } from '@primero/domain/workflow/consents.ts'
import type { Wish } from '@primero/domain/workflow/share.ts'
import { type Pace, paceOf } from '@primero/domain/workflow/silence.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import type { Held } from '../records/held.ts'
import { childrenOf, heldRecords } from '../search/queries.ts'

/** The second lock is open. */
export async function paceFor(house: House, tx: Tx, { row, record, facts }: Held, wish: Wish): Promise<Pace> {
  const { data } = record
  const service = serviceOf(data, wish)
  const asked = rowsOf(data['services_section']).find(({ unique_id }) => unique_id === wish.serviceRow)
  const isCare = record.type === 'case' && isClinical({ module: facts.module, service })
  return paceOf({
    module: facts.module,
    service,
    timeframe: asked?.['service_response_timeframe'],
    risk: data['risk_level'],
    since: data[sinceField],
    incidents: isCare ? await incidentDays(tx, row.n) : [],
    zone: house.settings.timeZone,
    at: house.clock().toISOString() as Moment,
  })
}

async function incidentDays(tx: Tx, n: number): Promise<unknown[]> {
  const incidents = await childrenOf(tx, 'incident', n)
  const ids = incidents.filter(({ record_state: isThere }) => isThere).map(({ id }) => id)
  return (await heldRecords(tx, 'incident', ids, false)).map(({ data }) => data['incident_date'])
}
