// A vault that does not lose what the disk refuses: unsent work then lives as long as the page, and the person is told.
import { memoryVault } from './vault/memory.ts'
import { type Room, type Vault, VaultFull } from './vault/shape.ts'

const unsent: ReadonlySet<Room> = new Set<Room>(['draft', 'outbox', 'blob'])

export function sturdy(disk: Vault, onTrouble: () => void): Vault {
  const memory = memoryVault()
  return {
    async write(change) {
      const put = (change.put ?? []).filter(({ room }) => unsent.has(room))
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
      }
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
