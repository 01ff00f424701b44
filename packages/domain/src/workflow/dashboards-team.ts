// Dashboards of a team: what it shares and is given, its caseload, its steps, what is late.
import { answeredLately, sharing } from './dashboards-own.ts'
import {
  board,
  byManaged,
  byOthers,
  dayHasCome,
  hoursAgo,
  is,
  mine,
  modulesOf,
  ofTeam,
  open,
  openOrClosed,
} from './dashboard-terms.ts'

const byOwner = { by: [{ field: 'owned_by' }] }

// Meant so by the reference: cases of survivors and of violations go by no steps.
const withoutSteps: ReadonlySet<string> = new Set(['primeromodule-gbv', 'primeromodule-mrm'])

export const teamBoards = {
  dash_shared_from_my_team: board('dash_shared_from_my_team', (config, view, of) => {
    const sent = [
      ['pending_referrals', sharing.pending_referrals],
      ['accepted_referrals', sharing.accepted_referrals],
      ['rejected_referrals', answeredLately('last_referral_rejected_at', config, view)],
      ['done_referrals', answeredLately('last_referral_done_at', config, view)],
      ['pending_transfers', sharing.pending_transfers],
      ['rejected_transfers', sharing.rejected_transfers],
    ] as const
    return sent.map(([what, filter]) => of(`shared_from_my_team_${what}`, [...open, filter, ofTeam(view)], byOwner))
  }),
  dash_shared_with_my_team: board('dash_shared_with_my_team', (_config, view, of) => [
    of('shared_with_my_team_pending_referrals', open, { by: [byManaged('referred_users_pending', view)] }),
    of('shared_with_my_team_accepted_referrals', open, { by: [byManaged('referred_users_accepted', view)] }),
    of('shared_with_my_team_pending_transfers', open, { by: [byManaged('transferred_to_users', view)] }),
  ]),
  dash_shared_with_my_team_overview: board('dash_shared_with_my_team_overview', (_config, { actor }, of) => [
    of('shared_with_my_team_pending_transfers_overview', [
      ...open,
      sharing.pending_transfers,
      is('transferred_to_user_groups', ...actor.groups),
    ]),
  ]),
  dash_cases_by_social_worker: board('dash_cases_by_social_worker', (_config, view, of) => [
    of('cases_by_social_worker_total', [...open, ofTeam(view)], byOwner),
    of('cases_by_social_worker_new_or_updated', [...open, byOthers], byOwner),
  ]),
  workflow: board('workflow', (config, view, of) =>
    stepped(modulesOf(config, view, 'case')).map((module) =>
      of(`workflow_${module}`, [...openOrClosed, mine(view)], { by: [{ field: 'workflow' }], module }),
    ),
  ),
  workflow_team: board('workflow_team', (config, view, of) =>
    stepped(modulesOf(config, view, 'case')).map((module) =>
      of(`workflow_team_${module}`, [...openOrClosed, ofTeam(view)], {
        by: [byManaged('owned_by', view), { field: 'workflow' }],
        module,
      }),
    ),
  ),
  cases_by_task_overdue_assessment: overdue('assessment', 'assessment_due_dates'),
  cases_by_task_overdue_case_plan: overdue('case_plan', 'case_plan_due_dates'),
  cases_by_task_overdue_services: overdue('services', 'service_due_dates'),
  cases_by_task_overdue_followups: overdue('followups', 'followup_due_dates'),
}

const stepped = (modules: string[]): string[] => modules.filter((id) => !withoutSteps.has(id))

/** Services fall due at a moment, the others on a day. */
function overdue(what: string, field: string) {
  return board(`cases_by_task_overdue_${what}`, (_config, view, of) => {
    const isDue = what === 'services' ? hoursAgo(field, 0, view) : dayHasCome(field, view)
    return [of(`tasks_overdue_${what}`, [...open, isDue], { by: [byManaged('owned_by', view)] })]
  })
}
