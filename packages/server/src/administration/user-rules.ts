// What an account must be (api-admin §6.3; access §7.1, §7.2): every broken rule is told at once.
import { type PasswordRefusal, passwordRefusals } from '@primero/domain/accounts/password.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { Problem } from '@primero/domain/problem.ts'
import { commonPasswords } from '../accounts/common-passwords.ts'
import { enabledAccounts } from '../accounts/queries.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { mailShape } from '../ways-in/address.ts'
import { lockAccounts, namesTaken } from './queries.ts'
import type { Kept, SentUser } from './wire-user.ts'

type Broken = { attribute: string; message: string }
const rule = (attribute: string, key: string): Broken => ({ attribute, message: `errors.models.user.${key}` })

/** Before and after; `id` of an account that is there. Service accounts may be of no agency. */
export type Subject = { id?: number; isService: boolean; before: Kept | undefined; after: Kept; sent: SentUser }

/** @throws `rule-broken` with all of them */
export async function refuseBroken(house: House, tx: Tx, subject: Subject): Promise<void> {
  const broken = [
    ...nameRules(subject),
    ...providerRules(house, subject),
    ...placeRules(house.configuration(), subject),
    ...passwordRules(subject),
    ...(await takenRules(tx, subject)),
    ...(await limitRules(house, tx, subject)),
    ...termsRules(house, subject),
  ]
  const [first, ...others] = broken
  if (first) throw new Problem('rule-broken', { ...first, others })
}

/** Nothing that cannot be seen: two names would look like one. */
const nameShape = /^[^\s\p{C}\p{Default_Ignorable_Code_Point}]{1,100}$/u

/** What was there before is not measured again: it may be older than the rule. */
const isNew = ({ before, after }: Subject, key: keyof Kept): boolean => before?.[key] !== after[key]

function nameRules(subject: Subject): Broken[] {
  const { before, after } = subject
  const { user_name: name } = after
  return [
    ...(after.full_name === '' && isNew(subject, 'full_name') ? [rule('full_name', 'full_name')] : []),
    ...(before === undefined && name === '' ? [{ attribute: 'user_name', message: "can't be blank" }] : []),
    ...(before === undefined && name !== '' && !nameShape.test(name) ? [rule('user_name', 'user_name')] : []),
    ...(after.email !== null && isNew(subject, 'email') && !mailShape.test(after.email)
      ? [rule('email', 'email')]
      : []),
  ]
}

/** Where a provider signs people in, each is of one, and named as it names people (api-admin §6.3). */
function providerRules({ settings: { identityProviders } }: House, subject: Subject): Broken[] {
  const { isService, before, after } = subject
  const { identity_provider: provider, user_name: name, email } = after
  const isAsked = identityProviders.length > 0 && !isService
  const isKnown = provider === null ? !isAsked : identityProviders.some(({ uniqueId }) => uniqueId === provider)
  const isBegun = isAsked && before === undefined
  return [
    ...(isNew(subject, 'identity_provider') && !isKnown ? [rule('identity_provider', 'identity_provider')] : []),
    ...(isBegun && nameShape.test(name) && !mailShape.test(name) ? [rule('user_name', 'user_name')] : []),
    ...(isBegun && email === null ? [rule('email', 'email')] : []),
  ]
}

function placeRules(config: Configuration, subject: Subject): Broken[] {
  const { isService, after } = subject
  const role = config.roles.get(after.role)
  const isPlaced = after.agency === null ? isService : config.agencies.has(after.agency)
  const locales = (config.settings['locales'] ?? ['en']) as string[]
  return [
    ...(isNew(subject, 'role') && (role === undefined || role.disabled) ? [rule('role', 'role_ids')] : []),
    ...(isNew(subject, 'agency') && !isPlaced ? [rule('agency', 'organization')] : []),
    ...(isNew(subject, 'locale') && !locales.includes(after.locale) ? [rule('locale', 'invalid_locale')] : []),
  ]
}

const passwordWords: Record<PasswordRefusal, Broken> = {
  common: rule('password', 'password_common'),
  length: rule('password', 'password_length'),
  confirmation: rule('password_confirmation', 'password_confirmation'),
  mismatch: rule('password_confirmation', 'password_mismatch'),
}

function passwordRules({ after, sent }: Subject): Broken[] {
  if (typeof sent.password !== 'string') return []
  const names = { userName: after.user_name, fullName: after.full_name, email: after.email ?? undefined }
  const again = sent.password_confirmation ?? null
  return passwordRefusals(sent.password, again, names, commonPasswords).map((refusal) => passwordWords[refusal])
}

/** A name is nobody's mail address either: both open the door. Names of people who were removed stay taken. */
async function takenRules(tx: Tx, subject: Subject): Promise<Broken[]> {
  const { user_name: name, email } = subject.after
  const asked = [
    { word: name, isAsked: isNew(subject, 'user_name'), broken: rule('user_name', 'user_name_uniqueness') },
    {
      word: email ?? '',
      isAsked: email !== null && isNew(subject, 'email'),
      broken: rule('email', 'email_uniqueness'),
    },
  ].filter(({ isAsked }) => isAsked)
  if (asked.length === 0) return []
  // Two at once do not both find it free.
  await lockAccounts(tx)
  const words = asked.map(({ word }) => word)
  const taken = await namesTaken(tx, subject.id ?? 0, words)
  return asked.filter(({ word }) => taken.includes(word)).map(({ broken }) => broken)
}

export const ordinaryRoles = (config: Configuration): string[] =>
  [...config.roles.values()].filter((role) => role.category === undefined).map(({ id }) => id)

export const mostUsers = (config: Configuration): number | null => {
  const { maximum_users: most } = (config.settings['system_options'] ?? {}) as { maximum_users?: unknown }
  return typeof most === 'number' ? most : null
}

/** Nobody is added or enabled where there are as many as may be; those who are there stay as they are. */
async function limitRules(house: House, tx: Tx, { before, after }: Subject): Promise<Broken[]> {
  const config = house.configuration()
  const most = mostUsers(config)
  const isMore = !after.disabled && (before === undefined || before.disabled)
  if (most === null || !isMore) return []
  // Two at once do not both take the last place.
  await lockAccounts(tx)
  if ((await enabledAccounts(tx, ordinaryRoles(config))) < most) return []
  const key = before === undefined ? 'limit_user_reached' : 'limit_user_reached_on_enable'
  return [{ attribute: 'base', message: `users.alerts.${key}` }]
}

/** Nobody joins an agency that asks for terms it does not show. */
function termsRules(house: House, { before, after }: Subject): Broken[] {
  const agency = house.configuration().agencies.get(after.agency ?? '')
  const isMissing = agency?.termsEnabled === true && agency.termsOfUse === undefined
  if (!house.settings.termsOfUse || !isMissing || before?.agency === after.agency) return []
  return [rule('base', 'agency_terms_of_use')]
}
