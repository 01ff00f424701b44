// What pages may ask of the worker, and what it tells them unasked. Keys are no part of either.
import type { Bytes } from './bytes.ts'
import type { Left } from './escrow.ts'
import type { Contact, Person, Secret, Try } from './people.ts'
import type { Room, Value, Vault } from './shape.ts'

/** The rows of one person on this device, by a random word; `browser` for work under the browser's own key. */
export type Space = string
export const browserSpace = 'browser'

export type Newcomer = { userName: string; initials: string; passphrase: string; device: string }

export type Calls = {
  write: (space: Space, change: Parameters<Vault['write']>[0]) => Promise<void>
  read: (space: Space, room: Room, id: string) => Promise<Value | undefined>
  readAll: (space: Space, room: Room) => Promise<{ id: string; value: Value }[]>
  find: (space: Space, room: Room, tokens: string[]) => Promise<string[]>
  clear: (space: Space, rooms: Room[]) => Promise<void>

  /** Whose vaults are on this device, the last opened first. */
  people: () => Promise<Person[]>
  /** Does this vault know the help desk's key? */
  hasHelp: (id: string) => Promise<boolean>
  /** Did unsent work come back from its double? Said once. */
  wasRestored: () => Promise<boolean>
  ofUser: (userName: string) => Promise<{ id: string; device: string } | undefined>
  /** Makes a vault and opens it. @returns its space */
  enrol: (who: Newcomer, contact: Contact) => Promise<Space>
  unlock: (id: string, secret: Secret) => Promise<Try>
  rewrap: (id: string, old: Secret, next: string) => Promise<Try>
  addPasskey: (id: string, passphrase: string, key: { credential: Bytes; input: Bytes; prf: Bytes }) => Promise<Try>
  removePasskey: (id: string) => Promise<void>
  renew: (id: string, contact: Contact) => Promise<void>
  /** Keys of a vault that another tab has open. @returns its space */
  adopt: () => Promise<Space | undefined>
  /** Takes what this person left under the browser's key into the own vault. */
  moveIn: (space: Space, userName: string) => Promise<void>
  /** Drops every key, in all tabs. */
  lock: () => Promise<void>
  /** Locks after so many milliseconds unless asked anew; undefined calls it off. A sleeping page keeps no time. */
  lockIn: (after: number | undefined) => Promise<void>
  /** What was sealed for the help desk stays unless it is to be discarded too. */
  destroy: (id: string, discard?: boolean) => Promise<void>
  /** Changes sealed for the help desk: of one vault, or of all that are no longer here. */
  left: (space?: Space) => Promise<Left[]>
  countLeft: (space?: Space) => Promise<number>
  letGo: (ids: string[]) => Promise<void>
}

export type CallName = keyof Calls
export type Asked = { [N in CallName]: { n: number; name: N; args: Parameters<Calls[N]> } }[CallName]
export type Answered = { n: number; value: unknown } | { n: number; failure: string }
/** `locked`: the keys are gone, whoever asked for it. `opened`: another tab has opened a vault. */
export type Told = { told: 'locked' | 'opened' }
