// A person's sessions as a list: by which kind of device, since when, last when. Never from which address.
import type { ListedSession } from './queries.ts'

type DeviceKind = 'phone' | 'tablet' | 'computer'

export const presentSession = (s: ListedSession, current: Buffer | null) => ({
  id: s.id,
  kind: s.kind,
  device: s.device_kind ?? deviceIn(s.agent ?? ''),
  enrolled: s.device_kind !== null,
  current: current?.equals(s.key) ?? false,
  beganAt: s.created_at.toISOString(),
  seenAt: s.seen_at.toISOString(),
})

/** What a browser says of itself, roughly; null for a program. */
export function deviceIn(agent: string): DeviceKind | null {
  if (/ipad|tablet|android(?!.*mobile)/i.test(agent)) return 'tablet'
  if (/iphone|mobile/i.test(agent)) return 'phone'
  return /mozilla/i.test(agent) ? 'computer' : null
}
