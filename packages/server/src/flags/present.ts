// A flag on the wire (api-records §17.1), and as our own app shows it.
import type { Actor } from '@primero/domain/access/actor.ts'
import type { RecordFacts } from '@primero/domain/records/record.ts'
import type { FlagShape } from '@primero/domain/sync/protocol.ts'
import { decideFlag } from '@primero/domain/workflow/flags.ts'
import { collectionOf } from '../configuration/present-settings.ts'
import type { House } from '../house.ts'
import { type Readable, shownAlone } from '../records/reading.ts'
import type { StoredFlag } from './queries.ts'

/** What a flag says of its record: no name that its reader may not know. */
const ofRecord = ['name', 'short_id', 'owned_by', 'owned_by_agency_id'] as const

export function presentFlag(
  house: House,
  flag: StoredFlag,
  { reader, record, facts }: Pick<Readable, 'reader' | 'record' | 'facts'>,
): Record<string, unknown> {
  const shown = shownAlone(house, reader, { record, facts }, new Set(ofRecord))
  return {
    id: flag.wireId,
    record_id: flag.record.id,
    record_type: collectionOf(flag.record.type),
    date: flag.date,
    message: flag.message,
    flagged_by: flag.flagged_by,
    removed: flag.removed,
    created_at: flag.created_at,
    unflag_message: flag.unflag_message,
    unflagged_by: flag.unflagged_by,
    unflagged_date: flag.unflagged_date,
    system_generated_followup: flag.systemGenerated,
    record_uuid: null,
    ...Object.fromEntries(ofRecord.map((name) => [name, shown[name] ?? null])),
    record_access_denied: false,
  }
}

/** The newest first; undefined where the reader may not know of flags. @param flags of the record, the oldest first */
export function flagShapes(
  house: House,
  actor: Actor,
  facts: RecordFacts,
  flags: readonly StoredFlag[],
): FlagShape[] | undefined {
  const may = (does: 'list' | 'edit' | 'resolve'): boolean =>
    decideFlag(house.configuration(), actor, facts.type, does, facts).decision === 'yes'
  if (!may('list')) return undefined
  const steps = (['edit', 'resolve'] as const).filter(may)
  return flags
    .map((flag) => ({
      id: flag.id,
      message: flag.message,
      date: flag.date,
      by: flag.flagged_by,
      at: flag.created_at,
      resolved: flag.removed
        ? { message: flag.unflag_message ?? '', by: flag.unflagged_by ?? '', date: flag.unflagged_date ?? '' }
        : null,
      may: steps.filter((step) => step === 'edit' || !flag.removed),
    }))
    .toReversed()
}
