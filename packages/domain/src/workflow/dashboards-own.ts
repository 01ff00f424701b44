// Dashboards of one's own work: what is mine, what waits for me, what I sent away.
import { board, byOthers, closed, hoursAgo, is, mine, numberOption, open, withinHours } from './dashboard-terms.ts'

const day = 24

const toMe = {
  pending_referrals: 'referred_users_pending',
  accepted_referrals: 'referred_users_accepted',
  total_referrals: 'referred_users',
  transfers_awaiting_acceptance: 'transferred_to_users',
} as const

/** What becomes of sharing, by the end of an indicator's name; days in which an answer is news come from the settings. */
export const sharing = {
  pending_referrals: is('referred_users_pending_present', true),
  accepted_referrals: is('referred_users_accepted_present', true),
  pending_transfers: is('transfer_status', 'in_progress'),
  rejected_transfers: is('transfer_status', 'rejected'),
} as const

export const answeredLately = (
  field: 'last_referral_rejected_at' | 'last_referral_done_at',
  ...[config, view]: [Parameters<typeof numberOption>[0], Parameters<typeof withinHours>[2]]
) => withinHours(field, numberOption(config, 'days_since_referral_status_changed', 14) * day, view)

export const ownBoards = {
  case_overview: board('case_overview', (_config, view, of) => [
    of('total', open),
    of('new_or_updated', [...open, byOthers]),
    of('recently_assigned_to_me', [
      ...open,
      is('assign', view.actor.userName),
      withinHours('reassigned_transferred_on', 10 * day, view),
    ]),
  ]),
  case_risk: board('case_risk', (_config, _view, of) => [of('risk_level', open, { by: [{ field: 'risk_level' }] })]),
  action_needed_new_updated: board('action_needed_new_updated', (_config, _view, of) => [
    of('new_or_updated', [...open, byOthers]),
  ]),
  action_needed_identified: board('action_needed_identified', (_config, _view, of) => [
    of('identified', [is('record_state', true), is('status', 'identified')]),
  ]),
  action_needed_new_referrals: board('action_needed_new_referrals', (_config, { actor }, of) => [
    of('shared_with_me_pending_referrals', [...open, is(toMe.pending_referrals, actor.userName)]),
  ]),
  action_needed_transfer_awaiting_acceptance: board(
    'action_needed_transfer_awaiting_acceptance',
    (_config, { actor }, of) => [
      of('shared_with_me_transfers_awaiting_acceptance', [
        ...open,
        is(toMe.transfers_awaiting_acceptance, actor.userName),
      ]),
    ],
  ),
  dash_shared_with_me: board('dash_shared_with_me', (_config, { actor }, of) =>
    Object.entries(toMe).map(([what, field]) => of(`shared_with_me_${what}`, [...open, is(field, actor.userName)])),
  ),
  dash_shared_with_others: board('dash_shared_with_others', (config, view, of) => {
    const away = [
      ['referrals', is('referred_users_present', true)],
      ['referrals_pending', sharing.pending_referrals],
      ['referrals_accepted', sharing.accepted_referrals],
      ['referrals_rejected', answeredLately('last_referral_rejected_at', config, view)],
      ['referrals_done', answeredLately('last_referral_done_at', config, view)],
      ['pending_transfers', sharing.pending_transfers],
      ['rejected_transfers', sharing.rejected_transfers],
    ] as const
    return away.map(([what, filter]) => of(`shared_with_others_${what}`, [...open, filter, mine(view)]))
  }),
  dash_group_overview: board('dash_group_overview', (_config, _view, of) => [
    of('group_overview_open', open),
    of('group_overview_closed', closed),
  ]),
  dash_case_incident_overview: board('dash_case_incident_overview', (_config, view, of) => [
    of('total', open),
    of('new_or_updated', [...open, byOthers]),
    of('with_incidents', [...open, is('has_incidents', true)]),
    of('with_new_incidents', [...open, is('current_alert_types', 'incident_from_case'), mine(view)]),
    of('without_incidents', [...open, is('has_incidents', false)]),
  ]),
  dash_cases_to_assign: board('dash_cases_to_assign', (config, view, of) => {
    const levels = (config.lookups.get('lookup-risk-level')?.values ?? []).map(({ id }) => id)
    const hours = numberOption(config, 'timeframe_hours_to_assign', 3)
    const groups = [
      { name: 'none', filter: { ...is('risk_level', ...levels), not: true }, after: hours },
      ...levels.map((id) => ({
        name: id,
        filter: is('risk_level', id),
        after: id === 'high' ? numberOption(config, 'timeframe_hours_to_assign_high', 1) : hours,
      })),
    ]
    return groups.flatMap(({ name, filter, after }) => [
      of(`cases_${name}`, [...open, filter, mine(view)]),
      of(`overdue_cases_${name}`, [...open, filter, hoursAgo('reassigned_transferred_on', after, view), mine(view)]),
    ])
  }),
}
