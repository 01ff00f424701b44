// What pages may ask of the worker, and what it tells them unasked. Keys are no part of either.
import type { Room, Value, Vault } from './shape.ts'

/** The rows of one person on this device, by a random word; `browser` for work under the browser's own key. */
export type Space = string
export const browserSpace = 'browser'

export type Calls = {
  write: (space: Space, change: Parameters<Vault['write']>[0]) => Promise<void>
  read: (space: Space, room: Room, id: string) => Promise<Value | undefined>
  readAll: (space: Space, room: Room) => Promise<{ id: string; value: Value }[]>
  find: (space: Space, room: Room, tokens: string[]) => Promise<string[]>
  clear: (space: Space, rooms: Room[]) => Promise<void>
}

export type CallName = keyof Calls
export type Asked = { [N in CallName]: { n: number; name: N; args: Parameters<Calls[N]> } }[CallName]
export type Answered = { n: number; value: unknown } | { n: number; failure: string }
