// Whole passwords that leaked most often: some 18,000 of the least length or more. For the server only, since the app
// measures no passwords and would carry half a megabyte.
import { passwordLength } from '@primero/domain/accounts/password.ts'
import leaked from '@zxcvbn-ts/language-common/src/passwords.json' with { type: 'json' }

/** In small letters, as `passwordRefusals` compares them. */
export const commonPasswords: ReadonlySet<string> = new Set(
  leaked.filter((password) => password.length >= passwordLength.least).map((password) => password.toLowerCase()),
)
