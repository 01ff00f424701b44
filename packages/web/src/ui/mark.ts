// A small pattern from an opaque code: a memory aid that carries no more than the code does (look §5).

/** Quarter round in four turns, a dot, two leaves; each fills a tile of 8 by 8. */
export const tiles = [
  'M0 0h8a8 8 0 0 1-8 8z',
  'M8 0v8a8 8 0 0 1-8-8z',
  'M8 8H0a8 8 0 0 1 8-8z',
  'M0 8V0a8 8 0 0 1 8 8z',
  'M4 1a3 3 0 1 1 0 6a3 3 0 1 1 0-6z',
  'M0 0a8 8 0 0 1 8 8a8 8 0 0 1-8-8z',
  'M8 0a8 8 0 0 1-8 8a8 8 0 0 1 8-8z',
] as const

export const tints = 6

export type Mark = { tint: number; tiles: [number, number, number, number] }

/** FNV-1a with a last stir, so that codes that differ in one letter look unlike. */
function hash(code: string): number {
  let h = 0x811c9dc5
  for (const letter of code) h = Math.imul(h ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x45d9f3b)
  return (h ^ (h >>> 15)) >>> 0
}

const dot = 4

/** Two dots side by side look at people: a mark is never a face, so the second of a pair is turned into a leaf. */
const unpaired = (left: number, right: number, leaf: number): number => (left === dot && right === dot ? leaf : right)

/** Tiles by row: two on top, two below. */
export function markOf(code: string): Mark {
  const h = hash(code)
  const tile = (n: number): number => Math.floor(h / 6 / tiles.length ** n) % tiles.length
  const [a, b, c, d] = [tile(0), tile(1), tile(2), tile(3)]
  const leaf = dot + 1 + (tile(4) % 2)
  return { tint: h % tints, tiles: [a, unpaired(a, b, leaf), c, unpaired(c, d, leaf)] }
}
