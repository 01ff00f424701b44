// Passkeys (WebAuthn): what is asked of an authenticator, and whether its answer is right. They belong to the name under
// which people reach this server.
import { isIP } from 'node:net'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import * as z from 'zod'
import type { House } from '../house.ts'
import type { Factor } from './queries.ts'

const encoded = z.string().min(1).max(8000)
const base = {
  id: z.string().min(1).max(1400),
  rawId: z.string().min(1).max(1400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).nullish(),
}

/** What the browser sends of a new passkey. */
export const attestation = z.strictObject({
  ...base,
  response: z.strictObject({
    clientDataJSON: encoded,
    attestationObject: encoded,
    transports: z.array(z.string().max(20)).max(8).default([]),
  }),
})
export type Attestation = z.infer<typeof attestation>

/** What the browser sends when a passkey was used. */
export const assertion = z.strictObject({
  ...base,
  response: z.strictObject({ clientDataJSON: encoded, authenticatorData: encoded, signature: encoded }),
})
export type Assertion = z.infer<typeof assertion>

const ourName = (house: House): string => new URL(house.settings.publicUrl).hostname
const ourOrigin = (house: House): string => new URL(house.settings.publicUrl).origin

/** An address of numbers has no passkeys. */
export const hasPasskeys = (house: House): boolean => isIP(ourName(house).replaceAll(/[[\]]/g, '')) === 0

/** EdDSA, ES256, RS256: what authenticators sign with. */
const algorithms = [-8, -7, -257]

const minutes = 5 * 60_000

/** `id`: of the factor that it is to be; the authenticator learns no number of the account. */
export const askForNew = (
  house: House,
  { id, userName, others }: { id: string; userName: string; others: readonly Factor[] },
) =>
  generateRegistrationOptions({
    rpName: house.settings.appName,
    rpID: ourName(house),
    userName,
    userID: Uint8Array.from(Buffer.from(id.replaceAll('-', ''), 'hex')),
    timeout: minutes,
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: credentialsOf(others),
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
  })

export const askForOne = (house: House, factors: readonly Factor[]) =>
  generateAuthenticationOptions({
    rpID: ourName(house),
    allowCredentials: credentialsOf(factors),
    userVerification: 'preferred',
    timeout: minutes,
  })

const credentialsOf = (factors: readonly Factor[]) =>
  factors.flatMap(({ credential, transports }) => (credential === null ? [] : [{ id: credential, transports }]))

export type NewPasskey = { credential: string; publicKey: Buffer; signCount: number; transports: string[] }

/** Undefined where the answer is to another question, of another place, or signed wrongly. */
export async function newPasskeyIn(
  house: House,
  challenge: string,
  sent: Attestation,
): Promise<NewPasskey | undefined> {
  const { authenticatorAttachment: _unused, ...response } = sent
  const verified = await verifyRegistrationResponse({
    response: { ...response, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: ourOrigin(house),
    expectedRPID: ourName(house),
    requireUserVerification: false,
    supportedAlgorithmIDs: algorithms,
  }).catch(() => undefined)
  if (!verified?.verified) return undefined
  const { id, publicKey, counter } = verified.registrationInfo.credential
  return {
    credential: id,
    publicKey: Buffer.from(publicKey),
    signCount: counter,
    transports: sent.response.transports,
  }
}

export type UsedPasskey = { factor: Factor; signCount: number; isVerified: boolean }

/** `isVerified`: the authenticator asked for a finger, a face or its own code. */
export async function usedPasskeyIn(
  house: House,
  factors: readonly Factor[],
  challenge: string | null,
  sent: Assertion,
): Promise<UsedPasskey | undefined> {
  const factor = factors.find(({ credential }) => credential === sent.id)
  if (factor?.public_key == null || challenge === null) return undefined
  const { authenticatorAttachment: _unused, ...response } = sent
  const verified = await verifyAuthenticationResponse({
    response: { ...response, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: ourOrigin(house),
    expectedRPID: ourName(house),
    credential: { id: sent.id, publicKey: Uint8Array.from(factor.public_key), counter: Number(factor.sign_count ?? 0) },
    requireUserVerification: false,
  }).catch(() => undefined)
  if (!verified?.verified) return undefined
  const { newCounter, userVerified } = verified.authenticationInfo
  return { factor, signCount: newCounter, isVerified: userVerified }
}
