// A vault that does not lose what the disk refuses: unsent work then lives as long as the page, and the person is told.
import { memoryVault } from './vault/memory.ts'
import { type Item, isWork, rooms, type Vault, VaultFull } from './vault/shape.ts'

export function sturdy(disk: Vault, onTrouble: () => void): Vault {
  const memory = memoryVault()

  /** There is room again: what lived in this page only goes to the disk. */
  async function bringOver(): Promise<void> {
    const held = await Promise.all(
      rooms.filter(isWork).map(async (room) => (await memory.readAll(room)).map((item): Item => ({ room, ...item }))),
    )
    const put = held.flat()
    if (put.length === 0) return
    await disk.write({ put, strict: true })
    await memory.write({ drop: put })
  }

  async function written(change: Parameters<Vault['write']>[0]): Promise<void> {
    const put = (change.put ?? []).filter(({ room }) => isWork(room))
    try {
      await disk.write(change)
      const drop = [...(change.drop ?? []), ...put.map(({ room, id }) => ({ room, id }))]
      await memory.write({ drop })
    } catch (e) {
      if (!(e instanceof VaultFull) || put.length === 0) throw e
      onTrouble()
      await memory.write({ ...change, put })
      // What may leave, leaves: that makes room.
      await disk.write({ drop: change.drop ?? [] }).catch(() => undefined)
      return
    }
    await bringOver().catch(() => undefined)
  }

  // One after the other: what was dropped meanwhile must not come back from memory.
  let turn: Promise<unknown> = Promise.resolve()

  return {
    write(change) {
      const mine = turn.then(() => written(change))
      turn = mine.catch(() => undefined)
      return mine
    },
    read: async (room, id) => (await memory.read(room, id)) ?? (await disk.read(room, id)),
    async readAll(room) {
      const held = await memory.readAll(room)
      const ids = new Set(held.map(({ id }) => id))
      const kept = await disk.readAll(room)
      return [...held, ...kept.filter(({ id }) => !ids.has(id))]
    },
    find: (room, tokens) => disk.find(room, tokens),
    clear: (rooms) => disk.clear(rooms),
  }
}
