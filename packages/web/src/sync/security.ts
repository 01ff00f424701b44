// What guards an account: the second step at the door, proofs, and one's own factors.
import { call } from './http.ts'

/** As the server hands it to the authenticator, and what comes back; opaque here (WebAuthn). */
export type PasskeyOptions = {
  challenge: string
  allowCredentials?: PasskeyName[]
  excludeCredentials?: PasskeyName[]
  user?: { id: string; name: string; displayName: string }
} & Record<string, unknown>
type PasskeyName = { id: string; type?: string; transports?: string[] }
export type PasskeyAnswer = Record<string, unknown>

export type Asked = { needs: 'factor' | 'enrol'; code: boolean; passkey: boolean; recovery: boolean; trustDays: number }
export type ShownFactor = { code: string } | { recovery: string } | { passkey: PasskeyAnswer }
export type SetUp = { id: string; secret?: string; address?: string; options?: PasskeyOptions }
export type SetUpProof = { code: string } | { passkey: PasskeyAnswer }
export type FactorKind = 'totp' | 'passkey'

const post = (path: string, body?: unknown): Promise<unknown> =>
  call('POST', `/api/ext/${path}`, body === undefined ? {} : { body })

export const factorAsked = async (): Promise<Asked> => (await call('GET', '/api/ext/sign-in/factor')) as Asked
export const passkeyAtDoor = async (): Promise<PasskeyOptions> =>
  (await post('sign-in/factor/passkey')) as PasskeyOptions
/** @throws Refused 422 wrong, 401 begin anew, 429, `must-renew` where a new password is next */
export const showFactor = async (shown: ShownFactor, trust: boolean): Promise<void> => {
  await post('sign-in/factor', { shown, trust })
}
export const setUpAtDoor = async (kind: FactorKind): Promise<SetUp> =>
  (await post('sign-in/enrolment', { kind })) as SetUp
export const confirmAtDoor = async (id: string, proof: SetUpProof): Promise<{ recovery?: string[]; needs?: 'renew' }> =>
  (await post(`sign-in/enrolment/${id}`, { proof })) as { recovery?: string[]; needs?: 'renew' }

export type ProofAsked = { proved: boolean; password: boolean; code: boolean; passkey: boolean }
export type Proof = { password?: string; code?: string; passkey?: PasskeyAnswer }
export const proofAsked = async (): Promise<ProofAsked> => (await call('GET', '/api/ext/proof')) as ProofAsked
export const passkeyAsProof = async (): Promise<PasskeyOptions> => (await post('proof/passkey')) as PasskeyOptions
/** @throws Refused 422 wrong, 401 once too often */
export const prove = async (proof: Proof): Promise<void> => {
  await post('proof', proof)
}

export type OwnFactor = { id: string; kind: FactorKind; name: string; addedAt: string; usedAt: string | null }
type DeviceKind = 'phone' | 'tablet' | 'computer'
export type TrustedDevice = {
  id: string
  device: DeviceKind | null
  current: boolean
  since: string
  until: string
  seenAt: string
}
export type Security = {
  mustHaveFactor: boolean
  passkeys: boolean
  factors: OwnFactor[]
  recovery: { left: number; of: number }
  trusted: TrustedDevice[]
}
export type OwnSession = {
  id: string
  kind: 'browser' | 'token'
  device: DeviceKind | null
  enrolled: boolean
  current: boolean
  beganAt: string
  seenAt: string
}

export const ownSecurity = async (): Promise<Security> => (await call('GET', '/api/ext/me/security')) as Security
export const ownSessions = async (): Promise<OwnSession[]> =>
  ((await call('GET', '/api/ext/me/sessions')) as { sessions: OwnSession[] }).sessions
export const setUpFactor = async (kind: FactorKind, name: string): Promise<SetUp> =>
  (await post('me/factors', { kind, name })) as SetUp
export const confirmFactor = async (id: string, proof: SetUpProof): Promise<{ recovery?: string[] }> =>
  (await post(`me/factors/${id}/confirm`, { proof })) as { recovery?: string[] }
export const removeFactor = async (id: string): Promise<void> => {
  await call('DELETE', `/api/ext/me/factors/${id}`)
}
export const renewRecovery = async (): Promise<string[]> =>
  ((await post('me/recovery-codes')) as { recovery: string[] }).recovery
export const endOwnSession = async (id: string): Promise<void> => {
  await call('DELETE', `/api/ext/me/sessions/${id}`)
}
export const forgetDevice = async (id: string): Promise<void> => {
  await call('DELETE', `/api/ext/me/trusted-devices/${id}`)
}
