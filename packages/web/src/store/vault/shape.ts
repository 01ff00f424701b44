// What rooms of the store ask of the vault. The pages' thread never holds a key: whoever implements this asks a worker.

/**
 * `draft`, `outbox` and `blob` hold work that nobody else has; nothing here ever evicts them. The others hold copies of
 * what the server has: `record` whole records, `line` their rows in lists, `conflict`, `history`, `file` bytes of
 * attachments, `list` what pages saw last, `meta` the configuration and the cursor.
 */
export const rooms = [
  'draft',
  'outbox',
  'blob',
  'record',
  'line',
  'conflict',
  'history',
  'file',
  'list',
  'meta',
] as const
export type Room = (typeof rooms)[number]

/** Work that nobody else has. */
export const isWork = (room: Room): boolean => room === 'draft' || room === 'outbox' || room === 'blob'

/** JSON, or bytes as they are. */
export type Value = unknown | Uint8Array<ArrayBuffer>

export type Item = {
  room: Room
  id: string
  value: Value
  /** Bound into the seal, so that an older copy put back in its place does not open. 0 where there are no versions. */
  version?: number
  /** Words by which `find` gives this id back; the disk gets keyed hashes of them. */
  tokens?: string[]
}
export type Name = { room: Room; id: string }

export type Vault = {
  /**
   * One transaction, all or nothing; `strict` resolves once the disk has it.
   * @throws VaultFull where the disk takes no more, VaultLocked where the keys are gone
   */
  write: (change: { put?: Item[]; drop?: Name[]; strict?: boolean }) => Promise<void>
  read: (room: Room, id: string) => Promise<Value | undefined>
  /** Everything in a room, in no order. What cannot be opened any more is left out. */
  readAll: (room: Room) => Promise<{ id: string; value: Value }[]>
  /** Ids in a room whose items carry all of these words. */
  find: (room: Room, tokens: string[]) => Promise<string[]>
  /** Empties rooms of copies. */
  clear: (rooms: Room[]) => Promise<void>
}

/** The disk takes no more, or the browser refuses storage: nothing was written. */
export class VaultFull extends Error {
  constructor() {
    super('vault-full')
    this.name = 'VaultFull'
  }
}

/** The keys are gone; a passphrase brings them back. */
export class VaultLocked extends Error {
  constructor() {
    super('vault-locked')
    this.name = 'VaultLocked'
  }
}
