// What a person may answer on a record that they are about to make: the same rule as the server's.
import { writable } from '@primero/domain/access/fields.ts'
import type { Actor } from '@primero/domain/access/actor.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import type { AppConfig } from '../store/store.ts'

/** Names of fields; those that the server fills in by itself are not among them. */
export function writableOnNew(config: AppConfig, type: RecordType, module: string): ReadonlySet<string> {
  const { me, configuration } = config
  const actor: Actor = {
    id: me.id,
    userName: me.userName,
    fullName: me.fullName,
    agency: me.agency,
    groups: me.groups,
    locale: config.locale,
    location: null,
    serviceAccount: false,
    role: { ...me.role, scope: me.scope, modules: [...configuration.modules.keys()] },
  }
  // Whoever makes a record owns it.
  const facts = {
    id: '' as Uuid,
    type,
    module,
    seenBy: [`u:${me.userName}`],
    ownedBy: me.userName,
    grantedTo: [],
  }
  return new Set(writable(configuration, actor, { type, module, facts }).keys())
}
