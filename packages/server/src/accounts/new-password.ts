// A password that somebody sets: measured the same at every door (accounts/password.ts in domain).
import { type PasswordRefusal, passwordRefusals } from '@primero/domain/accounts/password.ts'
import { Problem } from '@primero/domain/problem.ts'
import { commonPasswords } from './common-passwords.ts'
import type { AccountRow } from './queries.ts'

/** Which answer of v2's form is wrong, and in which words (api-admin §6.3). */
const words: Record<PasswordRefusal, { attribute: string; message: string }> = {
  common: { attribute: 'password', message: 'errors.models.user.password_common' },
  confirmation: { attribute: 'password_confirmation', message: 'errors.models.user.password_confirmation' },
  length: { attribute: 'password', message: 'errors.models.user.password_length' },
  mismatch: { attribute: 'password_confirmation', message: 'errors.models.user.password_mismatch' },
}

/**
 * @param again the repetition, where the door asks for one; null: none was sent
 * @throws Problem rule-broken
 */
export function refusePassword(account: AccountRow, typed: string, again?: string | null): void {
  const names = { userName: account.user_name, fullName: account.full_name, email: account.email ?? undefined }
  const [refusal] = passwordRefusals(typed, again, names, commonPasswords)
  if (refusal !== undefined) throw new Problem('rule-broken', words[refusal])
}
