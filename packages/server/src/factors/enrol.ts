// Setting up a factor, at the door or signed in: it is shown, proved to work, and serves from then on.
import { randomUUID } from 'node:crypto'
import { Problem } from '@primero/domain/problem.ts'
import * as z from 'zod'
import { countAttempt } from '../accounts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { askForNew, attestation, hasPasskeys, type NewPasskey, newPasskeyIn } from './passkeys.ts'
import {
  confirm,
  type Factor,
  factorsOf,
  insertUnconfirmed,
  isCredentialTaken,
  keepRecovery,
  lockedCounts,
  recoveryCodes,
  unconfirmed,
} from './queries.ts'
import { newRecoverySet, type RecoverySet } from './recovery.ts'
import { newTotpSecret, sealSecret, stepOf, totpAddress } from './totp.ts'

export const newFactor = z.strictObject({
  kind: z.enum(['totp', 'passkey']),
  name: z.string().trim().max(60).default(''),
})

export const confirmation = z.strictObject({
  proof: z.union([z.strictObject({ code: z.string().min(1).max(50) }), z.strictObject({ passkey: attestation })]),
})
export type Confirmation = z.infer<typeof confirmation>

type Owner = { id: number; user_name: string }

const mostPasskeys = 10
const stepsPerMinute = 20

/** Setting up and confirming are no way to guess, and none to keep the server busy. */
export async function throttleSteps(house: House, accountId: number): Promise<void> {
  if ((await countAttempt(house.db, `factor steps ${accountId}`, house.clock())) > stepsPerMinute)
    throw new Problem('too-many-requests', { seconds: 60 })
}

/** What the app or the authenticator is shown, once. */
export async function beginFactor(house: House, tx: Tx, owner: Owner, { kind, name }: z.infer<typeof newFactor>) {
  const id = randomUUID()
  const now = house.clock()
  await lockedCounts(tx, owner.id)
  if (kind === 'totp') {
    const secret = newTotpSecret()
    await insertUnconfirmed(
      tx,
      owner.id,
      { id, kind, name, secret: sealSecret(house, id, secret), challenge: null },
      now,
    )
    return { id, secret, address: totpAddress(house, owner.user_name, secret) }
  }
  if (!hasPasskeys(house)) throw broken('kind', 'no-passkeys-here')
  const others = await factorsOf(tx, owner.id)
  if (others.filter((one) => one.kind === 'passkey').length >= mostPasskeys) throw broken('kind', 'too-many')
  const options = await askForNew(house, { id, userName: owner.user_name, others })
  await insertUnconfirmed(tx, owner.id, { id, kind, name, secret: null, challenge: options.challenge }, now)
  return { id, options }
}

/** Hashing takes its time: before the transaction. Undefined where the account has codes. */
export const recoveryToGive = async (house: House, accountId: number): Promise<RecoverySet | undefined> =>
  (await recoveryCodes(house.db, accountId)).length > 0 ? undefined : newRecoverySet()

/**
 * @returns codes for paper, where these are the first
 * @throws Problem not-found, rule-broken
 */
export async function confirmFactor(
  house: House,
  tx: Tx,
  owner: Owner,
  id: string,
  { proof }: Confirmation,
  set: RecoverySet | undefined,
): Promise<string[] | undefined> {
  const now = house.clock()
  await lockedCounts(tx, owner.id)
  const factor = await unconfirmed(tx, owner.id, id, now)
  if (factor === undefined) throw new Problem('not-found', {})
  const shown = 'code' in proof ? stepShown(house, factor, proof.code) : await passkeyShown(house, tx, factor, proof)
  if (shown === undefined) throw broken('code', 'wrong')
  await confirm(tx, factor, shown, now)
  if (set !== undefined) await keepRecovery(tx, owner.id, set, now)
  await insertAudit(tx, {
    userName: owner.user_name,
    action: 'add_factor',
    at: now,
    outcome: 'done',
    recordType: 'user',
    details: { user: owner.id, factor: id, kind: factor.kind },
  })
  return set?.codes
}

function stepShown(house: House, { id, secret }: Factor, code: string): { step: number } | undefined {
  const step = secret === null ? undefined : stepOf(house, id, secret, code)
  return step === undefined ? undefined : { step }
}

async function passkeyShown(
  house: House,
  tx: Tx,
  { challenge }: Factor,
  { passkey }: Extract<Confirmation['proof'], { passkey: unknown }>,
): Promise<NewPasskey | undefined> {
  if (challenge === null) return undefined
  const made = await newPasskeyIn(house, challenge, passkey)
  return made === undefined || (await isCredentialTaken(tx, made.credential)) ? undefined : made
}

export const broken = (attribute: string, message: string) => new Problem('rule-broken', { attribute, message })
