// The least that a service needs is chosen until somebody chooses otherwise: of one case and of several alike. Pure.
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { leastForms, roleFor } from '@primero/domain/workflow/referral-forms.ts'
import type { ReferralRole } from '../store/recipients.ts'
import type { Wish } from './wish.ts'

export type Chosen = {
  wish: Wish
  smallest: ReferralRole | undefined
  /** Forms that the service needs, where the module says so. */
  least: string[] | undefined
}

export function withLeast(
  configuration: Configuration,
  roles: readonly ReferralRole[],
  module: string,
  wish: Wish,
): Chosen {
  const needed = leastForms(configuration, module, wish.service ?? null)
  const smallest = roleFor(roles, module, needed)
  const role = roles.find(({ id }) => id === (wish.role ?? smallest?.id))
  const least = needed?.filter((form) => role?.forms.includes(form))
  return {
    wish: { ...wish, role: wish.role ?? smallest?.id, forms: role && (wish.forms ?? least) },
    smallest,
    least,
  }
}
