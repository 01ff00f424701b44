// Without consent nothing is shared (workflow §1.2). Whatever ends a share works without.
import type { Actor } from '../access/actor.ts'
import { may } from '../access/role.ts'
import type { Data } from '../records/record.ts'
import type { TransitionType } from './transition.ts'

const services = 'consent_for_services'
const disclosure = 'disclosure_other_orgs'

/** Fields of the record that must all be true before it is shared so. */
export function consentFields(type: TransitionType, module: string): readonly string[] {
  if (type !== 'Referral' && type !== 'Transfer') return []
  if (module === 'primeromodule-gbv') return [services]
  return type === 'Referral' ? [disclosure, services] : [disclosure]
}

/** Fields that say yes where consent is given for this. */
export const fieldsFor = (
  { purposes }: { purposes: readonly ('referral' | 'transfer')[] },
  module: string,
): string[] => [
  ...new Set(purposes.flatMap((one) => consentFields(one === 'referral' ? 'Referral' : 'Transfer', module))),
]

export const isConsented = (type: TransitionType, module: string, data: Data): boolean =>
  consentFields(type, module).every((field) => data[field] === true)

/** May this person share without consent? His reason is kept. */
export const mayOverride = ({ role }: Pick<Actor, 'role'>): boolean => may(role, 'case', 'consent_override')
