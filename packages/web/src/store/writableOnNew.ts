// What a person may answer on a record that they are about to make: the same rule as the server's.
import { writable } from '@primero/domain/access/fields.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import { actorOf } from './self.ts'
import type { AppConfig } from './store.ts'

/** Names of fields; those that the server fills in by itself are not among them. */
export function writableOnNew(config: AppConfig, type: RecordType, module: string): ReadonlySet<string> {
  const { userName } = config.me
  // Whoever makes a record owns it.
  const facts = { id: '' as Uuid, type, module, seenBy: [`u:${userName}`], ownedBy: userName, grantedTo: [] }
  return new Set(writable(config.configuration, actorOf(config), { type, module, facts }).keys())
}
