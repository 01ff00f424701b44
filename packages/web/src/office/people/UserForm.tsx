// The fields of an account, and what a role brings before it is given.
import { Trans, useLingui } from '@lingui/react/macro'
import { languages } from '@primero/domain/configuration/languages.ts'
import type { Choices, RoleChoice, User, UserChanges } from '../api.ts'
import { ChoiceInput, TextInput, TickInput, TicksInput } from '../parts/OfficeFields.tsx'
import { RoleNote } from './RoleNote.tsx'

export type UserValues = {
  user_name: string
  full_name: string
  email: string
  phone: string
  position: string
  code: string
  locale: string
  role_unique_id: string
  identity_provider_unique_id: string
  agency_id: string
  user_group_unique_ids: string[]
  services: string[]
  send_mail: boolean
}

export const valuesOf = (user: User): UserValues => ({
  user_name: user.user_name,
  full_name: user.full_name,
  email: user.email ?? '',
  phone: user.phone ?? '',
  position: user.position ?? '',
  code: user.code ?? '',
  locale: user.locale,
  role_unique_id: user.role_unique_id,
  identity_provider_unique_id: user.identity_provider_unique_id ?? '',
  agency_id: user.agency_id === undefined ? '' : String(user.agency_id),
  user_group_unique_ids: user.user_group_unique_ids,
  services: user.services,
  send_mail: user.send_mail,
})

const onlyOne = <T,>([first, ...others]: T[]): T | undefined => (others.length === 0 ? first : undefined)

export const emptyUser = (choices: Choices): UserValues => {
  const agency = onlyOne(choices.agencies.filter(({ mayPlace, disabled }) => mayPlace && !disabled))
  return {
    user_name: '',
    full_name: '',
    email: '',
    phone: '',
    position: '',
    code: '',
    locale: choices.locales[0] ?? 'en',
    role_unique_id: '',
    identity_provider_unique_id: onlyOne(choices.providers)?.id ?? '',
    agency_id: agency ? String(agency.number) : '',
    user_group_unique_ids: [],
    services: [],
    send_mail: true,
  }
}

/** As the wire wants it. */
export function changesOf({ agency_id, identity_provider_unique_id: by, ...values }: Partial<UserValues>): UserChanges {
  return {
    ...values,
    ...(agency_id === undefined ? {} : { agency_id: agency_id === '' ? null : Number(agency_id) }),
    // A site without providers knows no such key.
    ...(by ? { identity_provider_unique_id: by } : {}),
  }
}

/** The server's names of what it refuses, where the form has others. */
export const userAliases = {
  role: 'role_unique_id',
  agency: 'agency_id',
  groups: 'user_group_unique_ids',
  identity_provider: 'identity_provider_unique_id',
}

const isGiven = ({ giving }: RoleChoice): boolean => giving === 'yes' || giving === 'flagged'

export function UserFields({
  choices,
  values,
  before,
  isNew = false,
}: {
  choices: Choices
  values: UserValues
  before: UserValues
  isNew?: boolean
}) {
  const { t } = useLingui()
  // What somebody has already is no gift: it stays on the list, though one could not give it anew.
  const roles = choices.roles.filter((role) => isGiven(role) || role.id === before.role_unique_id)
  const role = choices.roles.find(({ id }) => id === values.role_unique_id)
  const agencies = choices.agencies.filter(
    ({ number, mayPlace, disabled }) => (mayPlace && !disabled) || String(number) === before.agency_id,
  )
  const groups = choices.groups.filter(
    ({ id, mayPlace, disabled }) => (mayPlace && !disabled) || before.user_group_unique_ids.includes(id),
  )
  return (
    <>
      <section className="card stack" aria-labelledby="u-who">
        <h2 id="u-who">
          <Trans>Who it is</Trans>
        </h2>
        <TextInput name="full_name" label={<Trans>Name</Trans>} required />
        {isNew && (
          <TextInput
            name="user_name"
            kind="code"
            label={<Trans>User name</Trans>}
            hint={<Trans>To sign in with. It never changes, and nobody else gets it later.</Trans>}
            required
          />
        )}
        <TextInput
          name="email"
          kind="email"
          label={<Trans>Mail address</Trans>}
          hint={<Trans>Whoever reads this mailbox can set a new password.</Trans>}
        />
        {choices.providers.length > 0 && (
          <ChoiceInput
            name="identity_provider_unique_id"
            label={<Trans>Signs in with</Trans>}
            hint={<Trans>Another one ends their sessions.</Trans>}
            required
            none={t`Choose`}
            choices={choices.providers.map(({ id, name }) => ({ id, label: name }))}
          />
        )}
        <TextInput name="phone" kind="tel" label={<Trans>Phone</Trans>} />
        <TextInput name="position" label={<Trans>Position</Trans>} />
        <TextInput name="code" kind="code" label={<Trans>Staff code</Trans>} />
        <ChoiceInput
          name="locale"
          label={<Trans>Language</Trans>}
          required
          none={t`Choose`}
          choices={choices.locales.map((id) => ({
            id,
            label: languages.find(({ code }) => code === id)?.name ?? id,
          }))}
        />
        <TickInput name="send_mail" label={<Trans>Gets mail from this site</Trans>} />
      </section>
      <section className="card stack" aria-labelledby="u-may">
        <h2 id="u-may">
          <Trans>What they may do</Trans>
        </h2>
        <ChoiceInput
          name="role_unique_id"
          label={<Trans>Role</Trans>}
          hint={<Trans>You see the roles that you may give.</Trans>}
          required
          none={t`Choose`}
          choices={roles.map(({ id, name, giving }) => ({
            id,
            label: giving === 'flagged' && id !== before.role_unique_id ? t`${name} (more than you may)` : name,
          }))}
        />
        {role && <RoleNote role={role} isNew={role.id !== before.role_unique_id} />}
      </section>
      <section className="card stack" aria-labelledby="u-where">
        <h2 id="u-where">
          <Trans>Where they belong</Trans>
        </h2>
        <ChoiceInput
          name="agency_id"
          label={<Trans>Agency</Trans>}
          required
          none={t`Choose`}
          choices={agencies.map(({ number, name }) => ({ id: String(number), label: name }))}
        />
        <TicksInput
          name="user_group_unique_ids"
          label={<Trans>Groups</Trans>}
          hint={
            isNew ? (
              <Trans>Colleagues and supervisors of these groups see their work.</Trans>
            ) : (
              <Trans>Their records go along into other groups.</Trans>
            )
          }
          choices={groups.map(({ id, name, mayPlace }) => ({ id, label: name, isFixed: !mayPlace }))}
          none={<Trans>There is no group that you may put people into.</Trans>}
        />
        {choices.services.length > 0 && (
          <TicksInput
            name="services"
            label={<Trans>Services they give</Trans>}
            hint={isNew ? <Trans>Without any, those of the agency.</Trans> : undefined}
            choices={choices.services.map(({ id, name }) => ({ id, label: name }))}
            none={null}
          />
        )}
      </section>
    </>
  )
}
