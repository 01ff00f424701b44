// Bytes that call themselves a picture and are none, or half of one, are told from pictures and never break the door.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jpeg, png } from '../../test/attachments/pictures.ts'
import { withoutMetadata } from './metadata.ts'

const pictures = [
  ['image/jpeg', jpeg()],
  ['image/png', png()],
] as const

test.each(pictures)('a %s is whole or refused, wherever it was cut off and whatever was bent', (type, whole) => {
  const bent = fc.record({
    length: fc.nat(whole.length),
    flips: fc.array(fc.record({ at: fc.nat(whole.length - 1), by: fc.integer({ min: 1, max: 255 }) }), {
      maxLength: 4,
    }),
  })
  fc.assert(
    fc.property(bent, ({ length, flips }) => {
      const bytes = Buffer.from(whole.subarray(0, length))
      for (const { at, by } of flips) if (at < length) bytes[at] = (bytes[at] ?? 0) ^ by
      const kept = withoutMetadata(bytes, type)
      expect(kept === undefined || kept.length <= bytes.length + 36).toBe(true)
    }),
    { numRuns: 2000 },
  )
  expect(withoutMetadata(whole, type)).toBeDefined()
  for (let length = 0; length < whole.length; length++) withoutMetadata(whole.subarray(0, length), type)
})
