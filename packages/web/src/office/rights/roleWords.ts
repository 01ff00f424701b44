// Reach, identity, dangers and differences of roles, as sentences.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Danger } from '@primero/domain/access/danger.ts'
import type { Role } from '@primero/domain/configuration/bundle.ts'

export const scopeWords: Record<Role['scope'], { name: MessageDescriptor; about: MessageDescriptor }> = {
  self: { name: msg`Own records`, about: msg`Those they own, and those referred to them` },
  group: { name: msg`Their groups`, about: msg`Records of people in a group of theirs, and their own` },
  agency: { name: msg`Their agency`, about: msg`Records of people in their agency, and their own` },
  all: { name: msg`All records`, about: msg`Every record of the kinds of work below` },
  identified: { name: msg`About themselves`, about: msg`Self-service: only the record about them` },
  admin_only: { name: msg`No records`, about: msg`Administration only` },
}

export const identityWords: Record<Role['identity'], { name: MessageDescriptor; about: MessageDescriptor }> = {
  none: { name: msg`Nobody’s`, about: msg`Names, photos, phones and addresses stay hidden` },
  own: { name: msg`In own records`, about: msg`Where they own the record, or it was referred to them` },
  scope: { name: msg`In all they reach`, about: msg`Names and photos in every record that they can open` },
  reveal: { name: msg`After a reason`, about: msg`Hidden, until they give a reason that is kept` },
}

export const categoryWords: Record<NonNullable<Role['category']> | '', MessageDescriptor> = {
  '': msg`Staff`,
  limited: msg`Staff who do not count towards the limit`,
  system: msg`Machine`,
  maintenance: msg`Maintenance`,
  identified: msg`Self-service`,
}

export const dangerWords: Record<Danger, { name: MessageDescriptor; about: MessageDescriptor }> = {
  'approves-himself': {
    name: msg`Approves own work`,
    about: msg`Who asks for an approval can give it, too. Nobody else looks at it.`,
  },
  'beyond-scope-with-names': {
    name: msg`Finds names of everybody’s records`,
    about: msg`Searching everybody’s records shows names to this role, also of children it does not work with.`,
  },
  'leaves-no-trace': {
    name: msg`Changes in bulk that it cannot look up`,
    about: msg`Brings in and disables records everywhere, but does not see what was changed.`,
  },
  'machine-with-a-face': {
    name: msg`A machine that administers`,
    about: msg`A role for machines can change people or settings. Nobody sits in front of it.`,
  },
  'names-everywhere': {
    name: msg`Names of everybody`,
    about: msg`Sees names and photos in all records of the site.`,
  },
  'names-leave': {
    name: msg`Names can be taken out`,
    about: msg`Sees names in records of others and can take them out in files.`,
  },
  'no-consent': {
    name: msg`Shares without consent`,
    about: msg`Can refer or transfer although the person did not agree.`,
  },
  'numbers-and-names': {
    name: msg`Numbers of all beside single survivors`,
    about: msg`Who sees both can tell whom a small number is about.`,
  },
  'opens-accounts': {
    name: msg`Opens accounts and reads records`,
    about: msg`Can change accounts of others and see records: it could come in as somebody else.`,
  },
  'raises-others': {
    name: msg`Makes or gives any role`,
    about: msg`No list limits which roles. With an accomplice it can reach everything.`,
  },
  'self-service-with-staff-rights': {
    name: msg`Self-service with rights of staff`,
    about: msg`People who look at their own record would get rights meant for staff.`,
  },
  'survivors-and-children': {
    name: msg`Survivors and child protection together`,
    about: msg`Records of survivors are kept apart from other work. This role sees both.`,
  },
  'survivors-managed-with-accounts': {
    name: msg`Survivors’ records and accounts`,
    about: msg`Sees records of survivors and makes or changes accounts.`,
  },
  'survivors-named-to-many': {
    name: msg`Names of survivors beyond their caseworker`,
    about: msg`Somebody besides the caseworker sees, or can reveal, who a survivor is.`,
  },
  'watches-the-watcher': {
    name: msg`Reads the audit and gives rights`,
    about: msg`Who gives rights should not be the one who looks whether they were misused.`,
  },
  'writes-unseen': {
    name: msg`Changes what it cannot see`,
    about: msg`May change records but not see them.`,
  },
}

/** Words of `beyond` that are no action; what follows them names a module, a form or a list. */
export const differenceWords: Record<string, MessageDescriptor> = {
  scope: msg`More records by reach`,
  identity: msg`Who people are`,
  forms: msg`All forms, also those that come later`,
  standing: msg`Stands above others: sees superusers or administrators`,
  'case without service_own_entries_only': msg`Services of others, too`,
  integration: msg`For another system, not for a person`,
  category: msg`Counts as another kind of account`,
  offline: msg`Keeps more on devices, or locks them later`,
}
