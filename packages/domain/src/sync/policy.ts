// What a role may keep on a device, and for how long (ux §15.3). It travels with every contact and is kept sealed.
import * as z from 'zod/mini'
import { keptTypes, usualPolicy } from '../access/offline.ts'
import type { Role } from '../configuration/bundle.ts'

const between = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most))

export const offlinePolicy = z.strictObject({
  /** Most records kept on one device; 0 keeps none, and reading needs a connection. */
  records: between(0, 1000),
  /** Days without contact after which what is kept can no longer be read. */
  days: between(1, 30),
  /** Minutes without a touch or a key after which the device locks itself. */
  lockMinutes: between(1, 60),
  /** Minutes after which a page that nobody looks at locks itself. */
  hiddenMinutes: between(1, 60),
  /** Wrong passphrases after which the keys on this device are destroyed. */
  attempts: between(3, 20),
  /** May photos, recordings and documents be kept too? */
  media: z.boolean(),
})
export type OfflinePolicy = z.infer<typeof offlinePolicy>

/** A role without `sync_mobile` keeps no records; it still locks, and its unsent work is still sealed. */
export function policyOf(role: Pick<Role, 'permissions' | 'offline'>): OfflinePolicy {
  const own = role.offline as Partial<OfflinePolicy> | undefined
  const policy = { ...usualPolicy, ...own }
  const mayKeep = keptTypes(role).length > 0
  return mayKeep ? policy : { ...policy, records: 0, media: false }
}
