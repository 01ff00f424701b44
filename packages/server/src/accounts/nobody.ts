// Whoever acts without an account: time that passes, a provider outside.
import type { Actor } from '@primero/domain/access/actor.ts'
import { goneRole } from '@primero/domain/access/reader.ts'

/** As history and audit name it. */
export const byItself = 'system'

export const nobody: Actor = {
  id: 0,
  userName: byItself,
  fullName: byItself,
  role: goneRole(byItself),
  agency: null,
  groups: [],
  locale: 'en',
  location: null,
  serviceAccount: true,
}
