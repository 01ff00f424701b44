// Where a browser has no encryption (plain http) or no storage, work lives as long as its page.
import type { Item, Room, Value, Vault } from './shape.ts'

export function memoryVault(): Vault {
  const held = new Map<string, Item>()
  const keyOf = (room: Room, id: string): string => `${room}/${id}`
  const inRoom = (room: Room): Item[] => [...held.values()].filter((item) => item.room === room)
  return {
    write: async ({ put = [], drop = [] }) => {
      for (const item of put) held.set(keyOf(item.room, item.id), item)
      for (const { room, id } of drop) held.delete(keyOf(room, id))
    },
    read: async (room, id): Promise<Value | undefined> => held.get(keyOf(room, id))?.value,
    readAll: async (room) => inRoom(room).map(({ id, value }) => ({ id, value })),
    find: async (room, tokens) =>
      inRoom(room)
        .filter((item) => tokens.every((token) => item.tokens?.includes(token)))
        .map(({ id }) => id),
    clear: async (rooms) => {
      for (const [key, { room }] of held) if (rooms.includes(room)) held.delete(key)
    },
  }
}
