import { expect, test } from 'vitest'
import { markOf, tiles, tints } from './mark.ts'

test('the same code always has the same mark', () => {
  expect(markOf('2be40d8')).toEqual(markOf('2be40d8'))
})

test('a mark uses only tiles and tints that exist, for any code', () => {
  for (const code of ['', '0', '2be40d8', 'ffffffff', 'رمز']) {
    const mark = markOf(code)
    expect(mark.tint).toBeLessThan(tints)
    for (const tile of mark.tiles) expect(tiles[tile]).toBeDefined()
  }
})

test('a thousand codes use every tint and rarely share a mark', () => {
  const codes = Array.from({ length: 1000 }, (_, n) => (0xabcdef + n * 7919).toString(16).slice(-7))
  const marks = new Set(codes.map((code) => JSON.stringify(markOf(code))))
  expect(new Set(codes.map((code) => markOf(code).tint)).size).toBe(tints)
  expect(marks.size).toBeGreaterThan(900)
})

test('no mark looks at anybody: two dots never stand side by side', () => {
  const codes = Array.from({ length: 20_000 }, (_, n) => (0xabcdef + n * 7919).toString(16).slice(-7))
  for (const { tiles: drawn } of codes.map(markOf)) {
    expect(drawn.slice(0, 2)).not.toEqual([4, 4])
    expect(drawn.slice(2)).not.toEqual([4, 4])
  }
})
