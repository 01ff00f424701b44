// The authenticator of the device (fingerprint, face, its own code) as a second way to the data key: WebAuthn with PRF.
import { type Bytes, randomBytes } from './bytes.ts'

export type Passkey = { credential: Bytes; input: Bytes }

/** May this device have one? Says nothing yet of PRF, which shows when a key is made. */
export const hasAuthenticator = async (): Promise<boolean> =>
  'PublicKeyCredential' in globalThis &&
  (await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false))

/** @returns undefined where the person said no, or the authenticator cannot do it */
export async function makePasskey(): Promise<(Passkey & { prf: Bytes }) | undefined> {
  const input = randomBytes(32)
  const made = await navigator.credentials
    .create({
      publicKey: {
        challenge: randomBytes(32),
        rp: { name: 'Primero' },
        // Names in the list of the device tell nobody who works here.
        user: { id: randomBytes(16), name: 'Primero', displayName: 'Primero' },
        pubKeyCredParams: [
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -257 },
        ],
        authenticatorSelection: {
          authenticatorAttachment: 'platform',
          residentKey: 'discouraged',
          userVerification: 'required',
        },
        extensions: { prf: { eval: { first: input } } },
      },
    })
    .catch(() => null)
  if (!(made instanceof PublicKeyCredential)) return undefined
  const key: Passkey = { credential: new Uint8Array(made.rawId), input }
  const results = made.getClientExtensionResults().prf
  if (results?.enabled !== true) return undefined
  const prf = results.results?.first ? bytesFrom(results.results.first) : await touchPasskey(key)
  return prf && { ...key, prf }
}

/** Asks for the finger. @returns undefined where the person said no */
export async function touchPasskey({ credential, input }: Passkey): Promise<Bytes | undefined> {
  const got = await navigator.credentials
    .get({
      publicKey: {
        challenge: randomBytes(32),
        allowCredentials: [{ type: 'public-key', id: credential, transports: ['internal'] }],
        userVerification: 'required',
        extensions: { prf: { eval: { first: input } } },
      },
    })
    .catch(() => null)
  if (!(got instanceof PublicKeyCredential)) return undefined
  const first = got.getClientExtensionResults().prf?.results?.first
  return first && bytesFrom(first)
}

const bytesFrom = (source: BufferSource): Bytes =>
  source instanceof ArrayBuffer
    ? new Uint8Array(source)
    : new Uint8Array(source.buffer as ArrayBuffer, source.byteOffset, source.byteLength).slice()
