// A provider as the form holds it: what is left open is an empty word. Pure.
import type { Day } from '@primero/domain/time.ts'
import type { Opening } from '@primero/domain/workflow/directory.ts'
import type { Terms } from './api.ts'

export type ProviderValues = {
  name: string
  services: string[]
  places: string[]
  languages: string[]
  staff: string
  hours: Opening[]
  phone: string
  email: string
  address: string
  note: string
  closedOn: string[]
  capacity: string
  from: string
  until: string
  agency: string
  groups: string[]
  users: string
  retired: boolean
}

export const emptyProvider: ProviderValues = {
  name: '',
  services: [],
  places: [],
  languages: [],
  staff: '',
  hours: [],
  phone: '',
  email: '',
  address: '',
  note: '',
  closedOn: [],
  capacity: '',
  from: '',
  until: '',
  agency: '',
  groups: [],
  users: '',
  retired: false,
}

export const valuesOf = (terms: Terms): ProviderValues => ({
  name: terms.name,
  services: terms.services,
  places: terms.places,
  languages: terms.languages,
  staff: terms.staff ?? '',
  hours: terms.hours,
  phone: terms.phone,
  email: terms.email,
  address: terms.address,
  note: terms.note,
  closedOn: terms.closedOn,
  capacity: terms.capacity === null ? '' : String(terms.capacity),
  from: terms.from ?? '',
  until: terms.until ?? '',
  agency: terms.agency ?? '',
  groups: terms.groups,
  users: terms.users.join(' '),
  retired: terms.retired,
})

const orNull = <T extends string>(word: string): T | null => (word === '' ? null : (word as T))

/** A number that is none is sent as it is: the server says so at its field. */
export function termsOf(values: ProviderValues): Terms {
  const { capacity, users } = values
  return {
    ...values,
    staff: orNull(values.staff),
    closedOn: values.closedOn as Day[],
    capacity: capacity.trim() === '' ? null : Number(capacity),
    from: orNull<Day>(values.from),
    until: orNull<Day>(values.until),
    agency: orNull(values.agency),
    users: users.split(/[\s,;،]+/).filter(Boolean),
  }
}
