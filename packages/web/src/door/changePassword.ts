// One's own password becomes another: at the server first, then on this device, whose vault opens with the same one.
import { configNow } from '../store/presence.ts'
import { ownClient } from '../store/vault/own.ts'
import { isOwn, spaceNow } from '../store/vault/space.ts'
import { call, Refused } from '../sync/http.ts'
import { type ProofAsked, prove } from '../sync/security.ts'

export type Typed = { old: string; code: string; next: string }

/** Whoever has a passkey and no app shows that; everybody else types what they have now. */
export const isTyped = ({ code, passkey }: ProofAsked): boolean => code || !passkey
/** Where a vault is open, the password before opens it for the last time. */
export const asksOld = (asked: ProofAsked): boolean => isTyped(asked) || isOwn()

/** What was typed as a proof does not match. */
export class NotYou extends Error {}

/**
 * @returns false where what this device keeps is still under the password before: it is asked for at the next sign-in
 * @throws NotYou, Refused 422 for a password that is none, Unreachable
 */
export async function changePassword(asked: ProofAsked, { old, code, next }: Typed): Promise<boolean> {
  if (isTyped(asked)) {
    await prove({ password: old, ...(asked.code ? { code } : {}) }).catch((e: unknown) => {
      throw e instanceof Refused && e.status === 422 ? new NotYou() : e
    })
  }
  const data = { password: next, password_confirmation: next }
  await call('PATCH', `/api/v2/users/${configNow()?.me.id}`, { body: { data } })
  if (!isOwn()) return true
  const opened = await ownClient()
    .ask('rewrap', spaceNow(), { passphrase: old }, next)
    .catch(() => undefined)
  return opened?.state === 'open'
}
