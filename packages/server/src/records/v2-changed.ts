// What a write over v2 answers of the record: what changed, as its author may see it (api-records §7.4).
import type { Actor } from '@primero/domain/access/actor.ts'
import { writable } from '@primero/domain/access/fields.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { asFound, presentRecords } from './reading.ts'
import type { Saved } from './save.ts'

const care = ['current_care_arrangements_type', 'current_name_caregiver', 'current_care_arrangement_started_date']

const ofAlerts = ['alert_count', 'current_alert_types']

/** Names that an answer to a write holds: what changed, and with an action only the keys that are the action's. */
function answered(house: House, actor: Actor, saved: Saved, action: string | undefined): Set<string> {
  const { record, facts, changes, incidentRows, alerts } = saved
  const names = new Set(changes.map((c) => c.path[0] ?? ''))
  if (action !== undefined) {
    const own = writable(house.configuration(), actor, { type: record.type, module: facts.module, facts }, action)
    if (own.size > 0) return new Set([...names].filter((name) => own.has(name)))
  }
  if (saved.previousEditor !== record.data['last_updated_by']) names.add('last_updated_by')
  if (names.has('care_arrangements_section')) for (const name of care) names.add(name)
  if (incidentRows.length > 0) names.add('incident_details')
  if (alerts !== undefined) for (const name of ofAlerts) names.add(name)
  return names
}

/** The permitted fields whose stored value changed in this call (api-records §7.4), and those that are told `also`. */
export async function changed(
  house: House,
  tx: Tx,
  actor: Actor,
  type: RecordType,
  saved: Saved,
  { action, also = [] }: { action?: string | undefined; also?: readonly string[] } = {},
) {
  const { n, record, facts } = saved
  const names = new Set([...answered(house, actor, saved, action), ...also])
  return (await presentRecords(house, tx, actor, type, [asFound(n, record, facts)], names))[0]
}
