// The signed-in person as the shared rules see one.
import type { Actor, Person } from '@primero/domain/access/actor.ts'
import type { AppConfig } from './store.ts'

export const actorOf = ({ me, configuration, locale }: AppConfig): Actor => ({
  id: me.id,
  userName: me.userName,
  fullName: me.fullName,
  agency: me.agency,
  groups: me.groups,
  locale,
  location: null,
  serviceAccount: false,
  role: { ...me.role, scope: me.scope, modules: [...configuration.modules.keys()] },
})

/** Office, place and code of a worker stay with the server. */
export const personOf = ({ me }: AppConfig): Person => ({
  userName: me.userName,
  fullName: me.fullName,
  agency: me.agency,
  groups: me.groups,
  location: null,
  agencyOffice: null,
  code: null,
  category: null,
})
