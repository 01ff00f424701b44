// Argon2id. A wrong name costs as much time as a wrong password, so that neither can be told from the other.
import { createHash, randomBytes } from 'node:crypto'
import { passwordText } from '@primero/domain/accounts/password.ts'
import { hash, verify } from '@node-rs/argon2'

const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (typed: string): Promise<string> => hash(passwordText(typed), cost)

let decoy: Promise<string> | undefined

/**
 * True for the right password; takes the same time without a stored hash. What was hashed as it was typed, before
 * passwords were written one way, still fits: the second try hangs on what was sent alone.
 */
export async function passwordFits(stored: string | null, typed: string): Promise<boolean> {
  if (isRemembered(stored, typed)) return true
  decoy ??= hashPassword('no account has this password')
  const against = stored ?? (await decoy)
  const text = passwordText(typed)
  const fits = (await verify(against, text)) || (text !== typed && (await verify(against, typed)))
  if (fits && stored !== null) remember(stored, typed)
  return fits && stored !== null
}

// Basic sends the password with every call; Argon2 on each would be 20 ms of CPU. What is remembered is a
// keyed hash that lives in memory for a minute.
const memoryKey = randomBytes(32)
const memory = new Map<string, number>()

const memoryOf = (stored: string, typed: string): string =>
  createHash('sha256').update(memoryKey).update(stored).update('\0').update(typed).digest('base64')

function remember(stored: string, typed: string): void {
  if (memory.size > 1000) memory.clear()
  memory.set(memoryOf(stored, typed), Date.now() + 60_000)
}

/** Has this password fitted within the last minute? */
export const isRemembered = (stored: string | null, typed: string): boolean =>
  stored !== null && (memory.get(memoryOf(stored, typed)) ?? 0) > Date.now()
