// What the pure rules may not know by themselves: the time, and a new id.
import type { Uuid } from '@primero/domain/ids.ts'
import type { Day, Moment } from '@primero/domain/time.ts'

export const thisMoment = (): Moment => new Date().toISOString() as Moment

/** Today on this device; the stored day wins over any zone (design §5, time). */
export const thisDay = (): Day => dayHere(thisMoment())

/** The day that a moment falls on where this device is. */
export function dayHere(moment: Moment): Day {
  const now = new Date(moment)
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}` as Day
}

/** `crypto.randomUUID` exists on https and localhost only; random values exist everywhere. */
export function newUuid(): Uuid {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Uuid
}
