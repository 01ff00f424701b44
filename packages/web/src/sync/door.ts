// What pages at the door ask before anybody is in.
import { call } from './http.ts'

/** `label`, `consent`: words of the instance, by language. */
export type SignUpOffer = { id: string; label: Record<string, string>; consent: Record<string, string> }
export type WaysIn = { mail: boolean; sign_up: SignUpOffer[] }

/** @throws Refused, Unreachable */
export const fetchWaysIn = async (): Promise<WaysIn> => (await call('GET', '/api/ext/door')) as WaysIn

/** The answer is the same whether the address is anybody's or not. @throws Refused, Unreachable */
export const askForLink = async (email: string): Promise<void> => {
  await call('POST', '/api/v2/users/password-reset-request', { body: { user: { email } } })
}

/**
 * Sets the password of whom the link was mailed to.
 * @returns the user name
 * @throws Refused 422 for a link that is over or a password that is none; Unreachable
 */
export async function setPasswordBy(link: string, password: string): Promise<string> {
  const user = { password, password_confirmation: password, reset_password_token: link }
  const { user_name: name } = (await call('POST', '/api/v2/users/password-reset', { body: { user } })) as {
    user_name: string
  }
  return name
}

export type SignUp = { full_name: string; email: string; locale: string; registration_stream: string }

/** @throws Refused 422 with what is wrong in it, 429; Unreachable */
export const signUp = async (user: SignUp): Promise<void> => {
  await call('POST', '/api/v2/users/self-register', {
    body: { user: { ...user, data_processing_consent_provided: true } },
  })
}
