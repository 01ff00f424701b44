// What colleagues, agencies and places are called.
import type { AppConfig } from '../store/store.ts'

/** Of other agencies this device knows the user name only. */
export const nameOf = (config: AppConfig, userName: string): string =>
  config.people.find((one) => one.userName === userName)?.fullName || userName

export const agencyOf = (config: AppConfig, id: string | null): string => {
  const agency = id === null ? undefined : config.configuration.agencies.get(id)
  return agency ? config.say(agency.name) || agency.id : (id ?? '')
}
