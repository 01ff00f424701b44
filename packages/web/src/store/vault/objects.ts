// Sealed objects in IndexedDB: one row each, named by a keyed hash, sealed with AES-GCM under the name, its version
// and the place of each piece. A look at the disk shows counts and sizes.
import { type Bytes, hexOf, randomBytes } from './bytes.ts'
import type { Disk } from './disk.ts'
import { type Help, leftKey, leftRow } from './escrow.ts'
import type { Keys } from './keys.ts'
import { done, ended, under } from './requests.ts'
import { type Item, isWork, type Name, type Room, type Value, type Vault, VaultFull } from './shape.ts'

type Piece = { nonce: Bytes; bytes: ArrayBuffer }
/** `edition`: pieces of two writings of one object never open together. */
type Row = { version: number; edition: string; tokens: string[]; pieces: Piece[] }
/** `twice`: also in the double. */
type Gone = { key: string; twice: boolean }
type Sealed = Gone & { row: Row }
/** For the help desk; nobody here opens it. */
type Left = Gone & { row: unknown }

const pieceBytes = 256 * 1024
const utf8 = new TextEncoder()
const text = new TextDecoder()

async function hashed(key: CryptoKey, words: string, length: number): Promise<string> {
  return hexOf(new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8.encode(words))).slice(0, length))
}

/** Kind of value and id come first, inside the seal. */
function plainOf(id: string, value: Value): Bytes {
  const raw = value instanceof Uint8Array
  const head = utf8.encode(JSON.stringify({ id, raw }))
  const body = raw ? value : utf8.encode(JSON.stringify(value) ?? 'null')
  const plain = new Uint8Array(4 + head.length + body.length)
  new DataView(plain.buffer).setUint32(0, head.length)
  plain.set(head, 4)
  plain.set(body, 4 + head.length)
  return plain
}

function readPlain(plain: Bytes): { id: string; value: Value } {
  const end = 4 + new DataView(plain.buffer).getUint32(0)
  const { id, raw } = JSON.parse(text.decode(plain.subarray(4, end))) as { id: string; raw: boolean }
  return { id, value: raw ? plain.slice(end) : JSON.parse(text.decode(plain.subarray(end))) }
}

const boundTo = (key: string, { version, edition }: Row, piece: number, pieces: number): Bytes =>
  utf8.encode(`${key} ${version} ${edition} ${piece}/${pieces}`)

async function seal(keys: Keys, key: string, row: Row, plain: Bytes): Promise<void> {
  const count = Math.max(1, Math.ceil(plain.length / pieceBytes))
  for (let n = 0; n < count; n++) {
    const nonce = randomBytes(12)
    const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: boundTo(key, row, n, count) }
    const piece = plain.subarray(n * pieceBytes, (n + 1) * pieceBytes)
    row.pieces.push({ nonce, bytes: await crypto.subtle.encrypt(algorithm, keys.seal, piece) })
  }
}

async function unseal(keys: Keys, key: string, row: Row): Promise<Bytes> {
  const opened = await Promise.all(
    row.pieces.map(({ nonce, bytes }, n) => {
      const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: boundTo(key, row, n, row.pieces.length) }
      return crypto.subtle.decrypt(algorithm, keys.seal, bytes)
    }),
  )
  const plain = new Uint8Array(opened.reduce((sum, piece) => sum + piece.byteLength, 0))
  let at = 0
  for (const piece of opened) {
    plain.set(new Uint8Array(piece), at)
    at += piece.byteLength
  }
  return plain
}

/** `space` tells the rows of one person from those of the next; it is a random word. `help`: who else may open changes. */
export function openObjects(
  disk: Disk,
  space: string,
  keys: Keys,
  help: () => Promise<Help | undefined> = async () => undefined,
): Vault & { sealWaiting: () => Promise<void> } {
  /** What stands where: spares opening a row for its id alone. Grows by ids only. */
  const ids = new Map<string, string>()
  /** Newest version met here: an older copy that somebody put back is not believed. */
  const newest = new Map<string, number>()
  let turn: Promise<unknown> = Promise.resolve()

  const keyOf = async ({ room, id }: Name): Promise<string> =>
    `${space}/${room}/${await hashed(keys.name, `${room}/${id}`, 16)}`
  const tokensOf = (room: Room, tokens: string[]): Promise<string[]> =>
    Promise.all([...new Set(tokens)].map((token) => hashed(keys.token, `${room}/${token}`, 8)))

  const open = async (key: string, row: Row): Promise<{ id: string; value: Value }> => {
    if (row.version < (newest.get(key) ?? 0)) throw new Error('older than what was here')
    const read = readPlain(await unseal(keys, key, row))
    newest.set(key, row.version)
    ids.set(key, read.id)
    return read
  }

  const leftOf = async (put: Item[]): Promise<Left[]> => {
    const changes = put.filter(({ room }) => room === 'outbox')
    const to = changes.length > 0 ? await help() : undefined
    if (!to) return []
    const left = changes.map(async (item) => ({ id: item.id, row: await leftRow(item, to) }))
    return (await Promise.all(left)).map(({ id, row }) => ({ key: leftKey(space, id), row, twice: true }))
  }

  const write: Vault['write'] = async ({ put = [], drop = [], strict = false }) => {
    // What cannot be sealed for others is kept all the same.
    const left = leftOf(put).catch((): Left[] => [])
    const sealed = Promise.all(
      put.map(async ({ room, id, value, version = 0, tokens = [] }): Promise<Sealed> => {
        const key = await keyOf({ room, id })
        const edition = hexOf(randomBytes(8))
        const row: Row = { version, edition, tokens: await tokensOf(room, tokens), pieces: [] }
        await seal(keys, key, row, plainOf(id, value))
        return { key, row, twice: liesTwice({ room, id }) }
      }),
    )
    const leaving = Promise.all(drop.map(async (name) => ({ key: await keyOf(name), twice: liesTwice(name) })))
    // Sealing takes as long as it takes; the disk gets changes in the order in which they were said.
    const mine = turn.then(async () => {
      const [rows, beside, leavingKeys] = await Promise.all([sealed, left, leaving])
      const fulfilled = drop.filter(({ room }) => room === 'outbox').map(({ id }) => leftKey(space, id))
      const gone = [...leavingKeys, ...fulfilled.map((key) => ({ key, twice: true }))]
      const [sealedToo, notForOthers] = [beside.filter(({ row }) => row), beside.filter(({ row }) => !row)]
      await commit(disk, [...rows, ...sealedToo], [...gone, ...notForOthers], strict)
      for (const { key, row } of rows) newest.set(key, row.version)
      for (const { key } of gone) newest.delete(key)
    })
    turn = mine.catch(() => undefined)
    return mine
  }

  const rowsIn = async (room: Room): Promise<[string, Row][]> => {
    await turn
    return disk.read(async (db) => {
      const store = db.transaction('object').objectStore('object')
      const range = under(`${space}/${room}`)
      const [names, rows] = await Promise.all([done(store.getAllKeys(range)), done(store.getAll(range))])
      return rows.map((row: Row, n) => [String(names[n]), row])
    })
  }

  return {
    write,
    /** Seals for the help desk what waits in the outbox already. */
    async sealWaiting() {
      const waiting = (await this.readAll('outbox')).map((item): Item => ({ room: 'outbox', ...item }))
      const left = (await leftOf(waiting)).filter(({ row }) => row)
      if (left.length > 0) await commit(disk, left, [], true)
    },
    async read(room, id) {
      const key = await keyOf({ room, id })
      await turn
      const row = await disk.read(async (db) =>
        done<Row | undefined>(db.transaction('object').objectStore('object').get(key)),
      )
      return row && (await open(key, row)).value
    },
    async readAll(room) {
      const rows = await rowsIn(room)
      const read = await Promise.all(rows.map(([key, row]) => open(key, row).catch(() => undefined)))
      return read.filter((one) => one !== undefined)
    },
    async find(room, tokens) {
      if (tokens.length === 0) return (await this.readAll(room)).map(({ id }) => id)
      const wanted = await tokensOf(room, tokens)
      await turn
      const keysFound = await disk.read((db) => keysWithAll(db, wanted))
      const found = keysFound.map(async (key) => {
        const known = ids.get(key)
        if (known !== undefined) return known
        const row = await disk.read(async (db) =>
          done<Row | undefined>(db.transaction('object').objectStore('object').get(key)),
        )
        return row && (await open(key, row).catch(() => undefined))?.id
      })
      return (await Promise.all(found)).filter((id) => id !== undefined)
    },
    async clear(rooms) {
      await turn
      await disk.change(async (db) => {
        const tx = db.transaction('object', 'readwrite', { durability: 'strict' })
        for (const room of rooms) tx.objectStore('object').delete(under(`${space}/${room}`))
        await ended(tx)
      })
      newest.clear()
    },
  }
}

/** Work, and what the screens need before a server answers. */
const liesTwice = ({ room, id }: Name): boolean => isWork(room) || (room === 'meta' && id === 'config')

async function commit(disk: Disk, rows: (Sealed | Left)[], gone: Gone[], strict: boolean): Promise<void> {
  const change = async (db: IDBDatabase, rows: (Sealed | Left)[], gone: Gone[]): Promise<void> => {
    const tx = db.transaction('object', 'readwrite', { durability: strict ? 'strict' : 'relaxed' })
    const store = tx.objectStore('object')
    for (const { key, row } of rows) store.put(row, key)
    for (const { key } of gone) store.delete(key)
    await ended(tx)
  }
  const [rowsTwice, goneTwice] = [rows.filter(({ twice }) => twice), gone.filter(({ twice }) => twice)]
  const beside = (db: IDBDatabase): Promise<void> => change(db, rowsTwice, goneTwice)
  try {
    await disk.change((db) => change(db, rows, gone), rowsTwice.length + goneTwice.length > 0 ? beside : undefined)
  } catch {
    // Full, refused or broken: whatever it is, nothing of this change is on the disk.
    throw new VaultFull()
  }
}

async function keysWithAll(db: IDBDatabase, tokens: string[]): Promise<string[]> {
  const index = db.transaction('object').objectStore('object').index('tokens')
  const sets = await Promise.all(tokens.map((token) => done(index.getAllKeys(token))))
  const [first = [], ...others] = sets.map((set) => set.map(String)).sort((a, b) => a.length - b.length)
  const rest = others.map((set) => new Set(set))
  return first.filter((key) => rest.every((set) => set.has(key)))
}
