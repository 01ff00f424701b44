// Approvals of a case: asked for, approved, rejected (workflow §2, api-records §19). Every step goes from every state;
// what was decided stays until it is decided anew, and each step leaves a row in the log.
import type { Actor } from '../access/actor.ts'
import { decide, demand } from '../access/decide.ts'
import { approvalTypes } from '../access/keys.ts'
import { rowsOf } from '../access/rows.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { isBlank } from '../forms/answer.ts'
import { isText } from '../forms/types.ts'
import { Problem } from '../problem.ts'
import type { Data, Occasion, RecordFacts, Row } from '../records/record.ts'

export type ApprovalType = (typeof approvalTypes)[number]

export const approvalStatuses = ['requested', 'approved', 'rejected'] as const
export type ApprovalStatus = (typeof approvalStatuses)[number]

/** As a door was asked for it; v2 may send any words. */
export type AskedApproval = {
  approval: string
  status: string
  /** Of a plan that is sent for approval, where the module lets people choose. */
  kind?: string | null | undefined
  /** With an answer. */
  comments?: string | null | undefined
}

export type Approval = AskedApproval & { approval: ApprovalType; status: ApprovalStatus }

const isApproval = (word: string): word is ApprovalType => approvalTypes.some((type) => type === word)
const isStatus = (word: string): word is ApprovalStatus => approvalStatuses.some((status) => status === word)

/**
 * May the actor take the step? Refused in the order that is pinned: the record, the approval, the right, the status.
 * @throws Problem forbidden, not-found, rule-broken
 */
export function demandApproval(
  config: Configuration,
  actor: Actor,
  facts: RecordFacts,
  asked: AskedApproval,
): asserts asked is Approval {
  const { type } = facts
  demand(decide(config, actor, type, 'read', facts), 'read')
  const { approval, status } = asked
  if (type !== 'case' || !isApproval(approval)) throw new Problem('not-found', { what: 'approval' })
  for (const action of neededFor(approval, status, facts.ownedBy === actor.userName)) {
    demand(decide(config, actor, type, action, facts), action)
  }
  if (!isStatus(status)) {
    throw new Problem('rule-broken', { attribute: 'approval_status', message: 'approvals.error_invalid_status' })
  }
  const unreadable = (['kind', 'comments'] as const).filter((name) => !isTextOrNone(asked[name]))
  if (unreadable.length > 0) throw new Problem('invalid-answers', { pointers: unreadable.map((name) => `/${name}`) })
}

/** Nobody decides on his own work, unless his role says so. */
function neededFor(approval: ApprovalType, status: string, isOwner: boolean): string[] {
  if (status === 'requested') return [`request_approval_${approval}`]
  return [`approve_${approval}`, ...(isOwner ? ['self_approve'] : [])]
}

/** For buttons: what somebody with these actions on the record may do about an approval. */
export function approvalSteps(
  actions: readonly string[],
  approval: ApprovalType,
  isOwner: boolean,
): { ask: boolean; answer: boolean; isOwn: boolean } {
  const may = (status: string) => neededFor(approval, status, isOwner).every((action) => actions.includes(action))
  const answer = may('approved')
  // He could, were it not his own work.
  return { ask: may('requested'), answer, isOwn: !answer && isOwner && actions.includes(`approve_${approval}`) }
}

const isTextOrNone = (value: unknown): boolean => value === undefined || value === null || isText(value)

/** The case after the step. */
export function withApproval(
  config: Configuration,
  module: string,
  data: Data,
  approval: Approval,
  occasion: Occasion,
  newId: () => string,
): Data {
  const fields = approval.status === 'requested' ? asked(config, module, approval) : answered(approval, occasion)
  const after = { ...data, ...fields }
  const log = rowsOf(data['approval_subforms'])
  return { ...after, approval_subforms: [...log, logRow(after, approval, occasion, newId)] }
}

function asked(config: Configuration, module: string, { approval, kind }: Approval): Data {
  const mayChoose = config.modules.get(module)?.options['selectable_approval_types'] === true
  return {
    [`approval_status_${approval}`]: 'pending',
    ...(approval === 'case_plan' && mayChoose && !isBlank(kind) ? { case_plan_approval_type: kind } : {}),
  }
}

function answered({ approval, status, comments }: Approval, occasion: Occasion): Data {
  return {
    [`approval_status_${approval}`]: status,
    [`${approval}_approved`]: status === 'approved',
    [`${approval}_approved_date`]: occasion.today,
    ...(isBlank(comments) ? {} : { [`${approval}_approved_comments`]: comments }),
  }
}

function logRow(after: Data, { approval, status, comments }: Approval, occasion: Occasion, newId: () => string): Row {
  const kind = approval === 'case_plan' ? after['case_plan_approval_type'] : undefined
  const common = {
    unique_id: newId(),
    approval_status: status,
    approval_date: occasion.today,
    ...(isBlank(kind) ? {} : { approval_for_type: kind }),
  }
  if (status === 'requested') return { ...common, approval_requested_for: approval, requested_by: occasion.user }
  return {
    ...common,
    approval_response_for: approval,
    approved_by: occasion.user,
    ...(isBlank(comments) ? {} : { approval_manager_comments: comments }),
  }
}

/** Who is told: those who manage the owner that he asks, the owner that he was answered. */
export type ApprovalNotice = { to: 'managers' | 'owner'; approval: ApprovalType; status: ApprovalStatus }

export const noticeOf = ({ approval, status }: Approval): ApprovalNotice => ({
  to: status === 'requested' ? 'managers' : 'owner',
  approval,
  status,
})

/** Does somebody with this role and these groups manage the owner, so that he is told what the owner asks for? */
export const isManagerOf = (manager: Pick<Actor, 'role' | 'groups'>, ownerGroups: readonly string[]): boolean =>
  manager.role.manager === true && manager.groups.some((group) => ownerGroups.includes(group))
