// Which cases whoever answers for a team should look at, and why. A sign is filters, as lists take them: so the queue is a
// list, what stands in it is counted there, and by what one may not ask a list nobody hears a sign, either.
import type { Actor } from '../access/actor.ts'
import { mayAskBy } from '../access/fields.ts'
import { approvalTypes } from '../access/keys.ts'
import { may } from '../access/role.ts'
import type { Configuration } from '../configuration/configuration.ts'
import type { Data } from '../records/record.ts'
import type { Filter } from '../search/filter.ts'
import { fits } from '../search/local.ts'
import type { Moment } from '../time.ts'
import { dayHasCome, hoursAgo, is, open } from './dashboard-terms.ts'

/** In the order in which they matter: what may harm first. */
export const signNames = [
  'plan_missing',
  'overdue',
  'referral_unanswered',
  'approval_waits',
  'risk_unknown',
  'quiet',
  'changed_by_others',
] as const
export type SignName = (typeof signNames)[number]

/** It shows where all filters of one of its sets fit. */
export type Sign = { name: SignName; any: Filter[][] }

/** When, and where the instance is. */
export type ReviewView = { actor: Actor; now: Moment; zone: string }

/** Days without a change after which an open case is quiet. */
export const quietAfter = 30
/** Days after which a case that was looked at comes back, changed or not. */
export const lookLasts = 30

const wide: readonly string[] = ['group', 'agency', 'all']

/** Does this person answer for others’ cases: as a manager, or by approving what they do? */
export const leads = ({ role }: Pick<Actor, 'role'>): boolean =>
  wide.includes(role.scope) &&
  may(role, 'case', 'read') &&
  (role.manager === true || approvalTypes.some((kind) => may(role, 'case', `approve_${kind}`)))

/** What the queue is made of: open cases that are in force. */
export const reviewed = open

/** The signs that this reader may hear of; `mayAsk`: may he ask lists by the field? */
export function signsFor(
  config: Configuration,
  view: ReviewView,
  mayAsk = (field: string): boolean => mayAskBy(config, view.actor, 'case', field),
): Sign[] {
  const asked = (set: readonly Filter[]): boolean => set.every(({ field }) => mayAsk(field))
  return signNames
    .map((name) => ({ name, any: sets[name](config, { ...view, manages: [] }).filter(asked) }))
    .filter(({ any }) => any.length > 0)
}

/** The signs that a case shows; `data` as its reader may see it. */
export const signsOf = (config: Configuration, signs: readonly Sign[], data: Data): SignName[] =>
  signs
    .filter(({ any }) => any.some((set) => set.every((filter) => fits(config, 'case', data, filter))))
    .map(({ name }) => name)

type View = ReviewView & { manages: readonly string[] }

const sets: Record<SignName, (config: Configuration, view: View) => Filter[][]> = {
  plan_missing: () => [[is('risk_level', 'high'), { ...is('has_case_plan', true), not: true }]],
  overdue: (_config, view) => [
    ...['assessment_due_dates', 'case_plan_due_dates', 'followup_due_dates'].map((field) => [dayHasCome(field, view)]),
    [hoursAgo('service_due_dates', 0, view)],
  ],
  referral_unanswered: () => [[is('referred_users_pending_present', true)]],
  approval_waits: () => approvalTypes.map((kind) => [is(`approval_status_${kind}`, 'pending')]),
  risk_unknown: (config) => {
    const levels = (config.lookups.get('lookup-risk-level')?.values ?? []).map(({ id }) => id)
    return [[{ ...is('risk_level', ...levels), not: true }]]
  },
  quiet: (_config, view) => [[hoursAgo('last_updated_at', quietAfter * 24, view)]],
  changed_by_others: () => [[is('not_edited_by_owner', true)]],
}
