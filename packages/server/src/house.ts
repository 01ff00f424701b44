// What every room of the server is handed: passed as an argument, never looked up.
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import type { AgreementKind } from '@primero/domain/accounts/agreements.ts'
import type { Actor } from '@primero/domain/access/actor.ts'
import type { Occasion } from '@primero/domain/records/record.ts'
import type { Moment } from '@primero/domain/time.ts'
import type { Settings } from './config.ts'
import type { KeyRing } from './attachments/seal.ts'
import type { Storage } from './attachments/storage.ts'
import type { WireIds } from './configuration/wire-ids.ts'
import type { Db } from './db/database.ts'
import type { Hub } from './events/hub.ts'

export type House = {
  settings: Settings
  db: Db
  /** The version in force; a new one replaces it as a whole. */
  configuration: () => Configuration
  /** Puts another version in force, once it has been committed, with the numbers of what is new in it. */
  use: (configuration: Configuration, wireIds?: WireIds) => void
  wireIds: () => WireIds
  storage: Storage
  /** The house key: seals what a copy of the database must not tell. */
  keys: KeyRing
  /** Tells who listens what was committed. */
  hub: Hub
  /** The server's clock: passed along, so that an hour can pass in a test. */
  clock: () => Date
  /** A configuration is being applied: every call but health waits (api-records §1). */
  isApplying: () => boolean
}

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | null
    sessionKey: Buffer | null
    /** When the actor was asked for, in milliseconds since 1970. */
    askedAt: number
    /** What is accepted before anything else; null: nothing. */
    owed: AgreementKind | null
    /** When the caller last proved who he is, in seconds since 1970; null: not since the session began. */
    provedAt: number | null
  }
}

/** The clock for one act: the moment in UTC, and the day in the instance's time zone. */
export function occasionOf(house: House, user: string): Occasion {
  const now = house.clock()
  return { now: now.toISOString() as Moment, today: todayOf(house), user }
}

/** The day of the instance. */
export const todayOf = (house: House): string => dayIn(house.settings.timeZone, house.clock())

// sv-SE writes days as YYYY-MM-DD.
export function dayIn(timeZone: string, at: Date): string {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone })
  formats.set(timeZone, format)
  return format.format(at)
}

// A formatter costs a third of a millisecond to make.
const formats = new Map<string, Intl.DateTimeFormat>()
