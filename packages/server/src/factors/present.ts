// A person's own way in, as our app shows it: what there is and since when, never what it holds.
import { limits } from '@primero/domain/accounts/limits.ts'
import { isTrusted } from '@primero/domain/accounts/ticket.ts'
import { deviceIn } from '../sessions/present.ts'
import type { Factor, TrustedDevice } from './queries.ts'

export const presentFactor = (f: Factor) => ({
  id: f.id,
  kind: f.kind,
  name: f.name,
  addedAt: f.confirmed_at?.toISOString() ?? null,
  usedAt: f.used_at?.toISOString() ?? null,
})

/** `current`: the mark of the browser that asks. */
export const presentTrusted = (devices: readonly TrustedDevice[], current: Buffer | null, now: number) =>
  devices
    .map((d) => ({ ...d, since: d.trusted_since.getTime() / 1000 }))
    .filter(({ since }) => isTrusted(since, now))
    .map((d) => ({
      id: d.id,
      device: deviceIn(d.agent ?? ''),
      current: current?.equals(d.hash) ?? false,
      since: d.trusted_since.toISOString(),
      until: new Date((d.since + limits.trusted.lasts) * 1000).toISOString(),
      seenAt: d.seen_at.toISOString(),
    }))
