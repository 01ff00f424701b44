// Seeded chance: the same seed gives the same caseload on every machine.
import type { Uuid } from '@primero/domain/ids.ts'

export type Random = {
  /** In [0, 1). */
  next: () => number
  /** Whole number in [0, n). */
  below: (n: number) => number
  /** Whole number from `low` to `high`, both included. */
  between: (low: number, high: number) => number
  chance: (probability: number) => boolean
  pick: <T>(list: readonly T[]) => T
  /** Shaped as version 4, but predictable: for synthetic records only. */
  uuid: () => Uuid
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const byte = (word: number, shift: number): string => hex[(word >>> shift) & 255] as string

/** sfc32 (small fast counter, 128 bits of state), which passes PractRand and costs a few nanoseconds. */
export function randomOf(seed: number): Random {
  let a = 0x9e3779b9 ^ seed
  let b = 0x243f6a88 ^ Math.imul(seed, 0x85ebca6b)
  let c = 0xb7e15162
  let counter = 1

  const word = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return sum >>> 0
  }
  // Neighbouring seeds begin alike; a dozen steps separate them.
  for (let i = 0; i < 12; i++) word()

  const next = () => word() / 4294967296
  const below = (n: number) => Math.floor(next() * n)
  return {
    next,
    below,
    between: (low, high) => low + below(high - low + 1),
    chance: (probability) => next() < probability,
    pick: <T>(list: readonly T[]): T => {
      if (list.length === 0) throw new Error('nothing to pick from')
      return list[below(list.length)] as T
    },
    uuid: () => {
      const [w, x, y, z] = [word(), word(), word(), word()]
      const time = `${byte(x, 24)}${byte(x, 16)}-4${byte(x, 8).slice(1)}${byte(x, 0)}`
      const clock = `${hex[((y >>> 24) & 0x3f) | 0x80]}${byte(y, 16)}`
      const node = `${byte(y, 8)}${byte(y, 0)}${byte(z, 24)}${byte(z, 16)}${byte(z, 8)}${byte(z, 0)}`
      return `${byte(w, 24)}${byte(w, 16)}${byte(w, 8)}${byte(w, 0)}-${time}-${clock}-${node}` as Uuid
    },
  }
}
