// What agencies are called, and whom a case may be handed to.
import { nameOf } from '../record/called.ts'
import type { Recipient } from '../store/recipients.ts'
import type { AppConfig } from '../store/store.ts'

export const agencyOf = (config: AppConfig, id: string | null): string => {
  const agency = id === null ? undefined : config.configuration.agencies.get(id)
  return agency ? config.say(agency.name) || agency.id : (id ?? '')
}

/**
 * People to choose from as they stand there, by what they are called. Who was learnt without a name, on a device that has
 * been away, goes by his account.
 */
export function inOrder(config: AppConfig, people: readonly Recipient[]): { person: Recipient; name: string }[] {
  const named = people.map((person) => ({ person, name: person.fullName || nameOf(config, person.userName) }))
  const { compare } = new Intl.Collator(config.locale, { sensitivity: 'base', numeric: true })
  return named.sort((a, b) => compare(a.name, b.name) || compare(a.person.userName, b.person.userName))
}
