// What boards and their numbers are called (workflow §7). Boards stand in this order: what waits for somebody comes first.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

export const boardTitles: readonly (readonly [board: RegExp, words: MessageDescriptor])[] = [
  [/^approvals_\w+_pending/, msg`Waiting for approval`],
  [/^cases_by_task_overdue/, msg`Overdue in your team`],
  [/^workflow_team$/, msg`Where cases stand`],
  [/^dash_cases_by_social_worker$/, msg`Caseload`],
  [/^dash_cases_to_assign$/, msg`Cases to assign`],
  [/^dash_group_overview$/, msg`Cases of your team`],
  [/^dash_shared_with_my_team/, msg`Shared with your team`],
  [/^dash_shared_from_my_team$/, msg`Shared by your team`],
  [/^(case_overview|action_needed)/, msg`News in your cases`],
  [/^dash_shared_with_me$/, msg`Shared with you`],
  [/^dash_shared_with_others$/, msg`Shared by you`],
  [/^approvals_/, msg`Your requests`],
  [/^workflow$/, msg`Your cases by step`],
  [/^dash_case_incident_overview$/, msg`Cases and incidents`],
  [/^dash_national_admin_summary$/, msg`Opened and closed`],
  [/^reporting_location$/, msg`Cases by place`],
  [/^dash_protection_concerns$/, msg`Protection concerns`],
]

/** By the end of an indicator's name; the first that fits. */
export const numberWords: readonly (readonly [indicator: RegExp, words: MessageDescriptor])[] = [
  [/new_or_updated$/, msg`changed by others`],
  [/identified$/, msg`New`],
  [/recently_assigned_to_me$/, msg`assigned to you`],
  [/transfers_awaiting_acceptance$/, msg`transfers to answer`],
  [/pending_transfers(_overview)?$/, msg`transfers under way`],
  [/rejected_transfers$/, msg`transfers refused`],
  [/with_me_pending_referrals$/, msg`referrals to answer`],
  [/(pending_referrals|referrals_pending)$/, msg`referrals not answered`],
  [/(accepted_referrals|referrals_accepted)$/, msg`referrals accepted`],
  [/(rejected_referrals|referrals_rejected)$/, msg`referrals refused`],
  [/(done_referrals|referrals_done)$/, msg`referrals done`],
  [/(total_referrals|with_others_referrals)$/, msg`in all`],
  [/(overview_open|^open|_open|social_worker_total|^total|open_cases)$/, msg`open`],
  [/overview_closed$/, msg`closed`],
  [/with_new_incidents$/, msg`with a new incident`],
  [/without_incidents$/, msg`without an incident`],
  [/with_incidents$/, msg`with an incident`],
  [/overdue_assessment$/, msg`Assessment`],
  [/overdue_case_plan$/, msg`Case plan`],
  [/overdue_services$/, msg`Service`],
  [/overdue_followups$/, msg`Follow-up`],
  [/(new|open)_this_week$/, msg`new this week`],
  [/(new|open)_last_week$/, msg`new last week`],
  [/closed_this_week$/, msg`closed this week`],
  [/closed_last_week$/, msg`closed last week`],
  [/all_cases$/, msg`in all`],
]

export const approvalWords: Readonly<Record<string, MessageDescriptor>> = {
  assessment: msg`Assessment`,
  case_plan: msg`Case plan`,
  closure: msg`Closure`,
  action_plan: msg`Action plan`,
  gbv_closure: msg`Closure`,
}
export const approvalStates: Readonly<Record<string, MessageDescriptor>> = {
  pending: msg`waiting`,
  pending_group: msg`waiting`,
  rejected: msg`sent back`,
  approved: msg`approved`,
}

export const noLevel = msg`no risk level`
export const waitsTooLong = msg`overdue`
