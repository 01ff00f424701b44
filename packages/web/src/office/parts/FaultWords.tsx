// The server's words for broken rules, as sentences.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'

const sentences: Record<string, MessageDescriptor> = {
  "can't be blank": msg`This is needed.`,
  kind: msg`This cannot be taken as it is. Check it.`,
  'errors.models.user.full_name': msg`A name is needed.`,
  'errors.models.user.user_name': msg`No spaces, and at most 100 characters.`,
  'errors.models.user.user_name_uniqueness': msg`Somebody has this user name, or had it.`,
  'errors.models.user.email': msg`This is no mail address.`,
  'errors.models.user.email_uniqueness': msg`Somebody has this mail address.`,
  'errors.models.user.role_ids': msg`Choose a role that is in force.`,
  'errors.models.user.identity_provider': msg`Choose who signs this person in.`,
  'errors.models.user.organization': msg`Choose an agency.`,
  'errors.models.user.invalid_locale': msg`This language is not set up here.`,
  'errors.models.user.agency_terms_of_use': msg`This agency asks for terms of use but shows none. Add them first.`,
  'users.alerts.limit_user_reached': msg`As many people work here as this site allows. Disable somebody first.`,
  'users.alerts.limit_user_reached_on_enable': msg`As many people work here as this site allows. Disable somebody first.`,
  'errors.models.user_group.in_use': msg`People are in this group. Take them out first.`,
  'errors.models.agency.code_present': msg`A code is needed.`,
  'errors.models.agency.name_present': msg`An English name is needed.`,
  'errors.models.agency.logo_format': msg`A PNG picture of at most 1 MB.`,
  'errors.models.agency.logo_dimension': msg`This picture is too large: at most 2,048 points a side.`,
  'errors.models.agency.terms_of_use_format': msg`A PDF of at most 10 MB.`,
}

const other = msg`This was not accepted. Check it.`

/** One's own sentences go first. */
export function useFaultWords(more: Record<string, MessageDescriptor> = {}): (word: string) => string {
  const { t } = useLingui()
  return (word) => t(more[word] ?? sentences[word] ?? other)
}
