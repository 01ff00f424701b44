// A training record as the product itself would hold it by now: begun, stamped and derived by the domain's rules.
import type { Person } from '@primero/domain/access/actor.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import { editedBy } from '@primero/domain/records/carried.ts'
import { created } from '@primero/domain/records/create.ts'
import { derived } from '@primero/domain/records/derive.ts'
import type { Data } from '@primero/domain/records/record.ts'
import type { Moment } from '@primero/domain/time.ts'
import type { TrainingRecord } from './cases.ts'

/** `owner` is the person behind `record.owner`; he registered the record too. */
export function standing(config: Configuration, record: TrainingRecord, owner: Person): Data {
  const { id, type, module, createdAt, updatedAt, stamps, status } = record
  const data: Data = { ...record.data, ...stamps, created_at: createdAt }
  const beginning = { type, id, module, data, owner, creator: owner, newId: noMoreIds }
  const begun = created(config, beginning, at(createdAt, owner))
  const lived: Data = {
    ...begun,
    ...stamps,
    status,
    assigned_user_names: record.grants,
    ...editedBy(owner, at(updatedAt, owner)),
  }
  return derived(config, type, undefined, lived, at(updatedAt, owner))
}

const at = (now: Moment, { userName }: Person) => ({ now, today: now.slice(0, 10), user: userName })

// The record brings its code along, so that the same seed gives the same record to the last letter.
function noMoreIds(): Uuid {
  throw new Error('a training record has its own code')
}
