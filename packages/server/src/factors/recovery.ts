// Codes on paper, for when the phone is lost: each opens once. All of an account are hashed with one salt, so that a try
// costs one hash and not ten.
import { randomBytes, randomInt } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'

const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const howMany = 10
const length = 12
/** Without letters and digits that are read for each other. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

export type RecoverySet = { codes: string[]; salt: Buffer; hashes: Buffer[] }

export async function newRecoverySet(): Promise<RecoverySet> {
  const salt = randomBytes(16)
  const codes = Array.from({ length: howMany }, () =>
    Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join(''),
  )
  const hashes: Buffer[] = []
  for (const code of codes) hashes.push(await hashRecovery(code, salt))
  return { codes: codes.map(inGroups), salt, hashes }
}

/** `K7QFMX2WZ9DH` → `K7QF-MX2W-Z9DH`. */
const inGroups = (code: string): string => code.replaceAll(/(.{4})(?=.)/g, '$1-')

/** As it was typed, with spaces, dashes and small letters; undefined where it cannot be one. */
export function recoveryIn(typed: string): string | undefined {
  const code = typed.replaceAll(/[\s-]/g, '').toUpperCase()
  return code.length === length && [...code].every((letter) => alphabet.includes(letter)) ? code : undefined
}

export const hashRecovery = (code: string, salt: Buffer): Promise<Buffer> => hashRaw(code, { ...cost, salt })
