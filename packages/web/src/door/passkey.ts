// The browser's side of passkeys: what the server asks, put to the authenticator, and its answer in words for the wire.
import type { PasskeyAnswer, PasskeyOptions } from '../sync/security.ts'

const fromText = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))

const toText = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const named = (list: { id: string }[] | undefined) => list?.map((one) => ({ ...one, id: fromText(one.id) }))

export const canPasskey = (): boolean => 'PublicKeyCredential' in globalThis

/** Undefined where the person said no, or the device cannot do it. */
export async function makeKey(options: PasskeyOptions): Promise<PasskeyAnswer | undefined> {
  const publicKey = {
    ...options,
    challenge: fromText(options.challenge),
    user: { ...options.user, id: fromText(options.user?.id ?? '') },
    excludeCredentials: named(options.excludeCredentials),
  } as unknown as PublicKeyCredentialCreationOptions
  const made = await navigator.credentials.create({ publicKey }).catch(() => null)
  if (!(made instanceof PublicKeyCredential)) return undefined
  const answer = made.response as AuthenticatorAttestationResponse
  return wired(made, {
    clientDataJSON: toText(answer.clientDataJSON),
    attestationObject: toText(answer.attestationObject),
    transports: answer.getTransports?.() ?? [],
  })
}

/** Undefined where the person said no. */
export async function touchKey(options: PasskeyOptions): Promise<PasskeyAnswer | undefined> {
  const publicKey = {
    ...options,
    challenge: fromText(options.challenge),
    allowCredentials: named(options.allowCredentials),
  } as unknown as PublicKeyCredentialRequestOptions
  const got = await navigator.credentials.get({ publicKey }).catch(() => null)
  if (!(got instanceof PublicKeyCredential)) return undefined
  const answer = got.response as AuthenticatorAssertionResponse
  return wired(got, {
    clientDataJSON: toText(answer.clientDataJSON),
    authenticatorData: toText(answer.authenticatorData),
    signature: toText(answer.signature),
  })
}

const wired = (key: PublicKeyCredential, response: Record<string, unknown>): PasskeyAnswer => ({
  id: key.id,
  rawId: toText(key.rawId),
  type: 'public-key',
  response,
})
