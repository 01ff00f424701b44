// Who asks, as the rules see them.
import type { Role } from '../configuration/bundle.ts'

export type Actor = {
  /** Numeric id on the wire. */
  id: number
  userName: string
  fullName: string
  role: Role
  /** Agency unique id; service accounts may have none. */
  agency: string | null
  /** User-group unique ids. */
  groups: string[]
  locale: string
  location: string | null
  serviceAccount: boolean
  agencyOffice?: string | null
  /** The agency's own code for its worker. */
  code?: string | null
  /** Fields of the record at hand that the consent by which he has it leaves out. */
  leftOut?: readonly string[]
  /** Services of the record at hand that he is shown; left out: all of them. */
  services?: readonly string[]
}

/**
 * Which records a person may find. `principals` are compared with a record's `seenBy`;
 * `modules` limit every kind, so that no role reaches records of a module it does not work in.
 */
export type Scope =
  | { kind: 'all'; modules: string[] }
  | { kind: 'some'; principals: string[]; modules: string[] }
  | { kind: 'none' }

/** What a record keeps about a person: its creator, its owner. */
export type Person = {
  userName: string
  fullName: string
  agency: string | null
  groups: string[]
  location: string | null
  agencyOffice: string | null
  code: string | null
  /** role category `identified`: beneficiary self-service (records §3.2). */
  category: Role['category'] | null
}
