// Dashboards of approvals: a board for each kind and each module of the role.
import { approvalTypes } from '../access/keys.ts'
import type { Configuration } from '../configuration/configuration.ts'
import type { ApprovalType } from './approvals.ts'
import { count, is, mine, modulesOf, open } from './dashboard-terms.ts'
import type { Dashboard, DashboardView } from './dashboard.ts'

const statuses = ['pending', 'rejected', 'approved'] as const

const own =
  (id: ApprovalType) =>
  (config: Configuration, view: DashboardView): Dashboard[] =>
    modulesOf(config, view, 'case').map((module) => ({
      name: `approvals_${id}.${module}`,
      indicators: statuses.map((status) =>
        count(
          config,
          view,
          `approval_${id}_${status}.${module}`,
          [...open, is(`approval_status_${id}`, status), mine(view)],
          { module },
        ),
      ),
    }))

const waiting =
  (id: ApprovalType) =>
  (config: Configuration, view: DashboardView): Dashboard[] =>
    modulesOf(config, view, 'case').map((module) => ({
      name: `approvals_${id}_pending.${module}`,
      indicators: [
        count(
          config,
          view,
          `approval_${id}_pending_group.${module}`,
          [...open, is(`approval_status_${id}`, 'pending')],
          { module },
        ),
      ],
    }))

export const approvalBoards = Object.fromEntries(
  approvalTypes.flatMap((id) => [
    [`approvals_${id}`, own(id)],
    [`approvals_${id}_pending`, waiting(id)],
  ]),
)
