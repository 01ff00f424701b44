import type { Data, StoredRecord } from '@primero/domain/records/record.ts'
import type { AuditEntry } from '../audit/queries.ts'
import { afterCommit, type Tx } from '../db/database.ts'
import { type House, occasionOf } from '../house.ts'
import type { Held } from './held.ts'
import { writeHistory } from './queries.ts'
import { updateRecord } from './written.ts'

/**
 * What stands beside the answers of a record came, went or changed: no answer does, so nobody is said to have edited it.
 * A version all the same, so that devices hear of it.
 * @param held locked by this transaction @returns the version
 */
export async function retell(house: House, tx: Tx, held: Held, data: Data, audit: AuditEntry): Promise<number> {
  const { record: before, row, facts } = held
  const record: StoredRecord = { ...before, version: before.version + 1, data }
  const userName = audit.userName ?? ''
  const entry = {
    n: row.n,
    at: occasionOf(house, userName).now,
    userName,
    action: 'update',
    version: record.version,
    config: house.configuration().version,
    intention: null,
    changes: [],
  }
  await Promise.all([
    updateRecord(house, tx, held, { record }, facts, row.parent_n),
    writeHistory(tx, before.type, entry, audit),
  ])
  const { seenBy, module } = facts
  afterCommit(tx, () => house.hub.changed({ type: before.type, module, seenBy }))
  return record.version
}
