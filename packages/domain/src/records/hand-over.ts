// A record goes to another owner because the one before leaves. Answers stay as they are.
import type { Person } from '../access/actor.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { type Carried, type Known, settled } from './carried.ts'
import { newlyOwnedBy } from './create.ts'
import type { Occasion, StoredRecord } from './record.ts'

/** `by`: who hands it over. Whether he may is asked before (access/leaving.ts). */
export function handOver(
  config: Configuration,
  before: StoredRecord,
  to: Person,
  { by, newId }: { by: Person; newId: Known['newId'] },
  occasion: Occasion,
): Carried {
  const after = { ...before.data, ...newlyOwnedBy(to, before.data) }
  return settled(config, { person: by, strict: true, newId }, before, after, occasion, { auditAction: 'assign' })
}
