// A code that an administrator reads out: digits, which every keyboard has and every language reads aloud.
import { limits } from './limits.ts'

const { length } = limits.code
const zeros = [0x660, 0x6f0]

/** Digits of Arabic and Persian keyboards are the same digits. */
const westernDigit = (digit: string): string => {
  const point = digit.codePointAt(0) ?? 0
  const zero = zeros.find((first) => point >= first && point < first + 10)
  return zero === undefined ? digit : String(point - zero)
}

/** The code as it is hashed and compared, however it was grouped; what is none stays as it was typed. */
export function codeText(typed: string): string {
  const bare = typed.replaceAll(/[\s\p{Pd}]/gu, '').replaceAll(/[٠-٩۰-۹]/g, westernDigit)
  return bare.length === length && /^\d+$/.test(bare) ? bare : typed
}

/** @param random from 0 up to, and without, `codes` */
export const codeOf = (random: number): string => String(random).padStart(length, '0')

/** How many different codes there are. */
export const codes = 10 ** length

/** In two halves, as one reads it out. */
export const codeToRead = (code: string): string => `${code.slice(0, length / 2)} ${code.slice(length / 2)}`
