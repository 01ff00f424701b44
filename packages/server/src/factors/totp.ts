// Codes of an authenticator app (RFC 6238): six digits, thirty seconds, SHA-1, as every app reads them.
import { generateSecret, generateURI, verifySync } from 'otplib/functional'
import { seal, unseal } from '../attachments/seal.ts'
import type { House } from '../house.ts'

export const newTotpSecret = (): string => generateSecret({ length: 20 })

/** What the app takes from a picture. */
export const totpAddress = (house: House, userName: string, secret: string): string =>
  generateURI({ issuer: house.settings.appName, label: userName, secret })

/** A copy of the database alone makes no codes. */
export const sealSecret = (house: House, id: string, secret: string): Buffer =>
  seal(house.keys, `factor ${id}`, Buffer.from(secret))

/** Digits with whatever people put between them; those of other scripts count alike. */
export function digitsIn(typed: string): string | undefined {
  const digits = typed
    .replaceAll(/[\s-]/g, '')
    .replaceAll(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
  return /^\d{6}$/.test(digits) ? digits : undefined
}

/** The step (time in units of thirty seconds) whose code it is: this one, the one before or the one after. */
export function stepOf(house: House, id: string, sealed: Buffer, typed: string): number | undefined {
  const token = digitsIn(typed)
  if (token === undefined) return undefined
  const secret = unseal(house.keys, `factor ${id}`, sealed).toString()
  const epoch = Math.floor(house.clock().getTime() / 1000)
  const result = verifySync({ secret, token, epoch, epochTolerance: 30 })
  return result.valid && 'timeStep' in result ? result.timeStep : undefined
}
