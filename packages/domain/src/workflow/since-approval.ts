// What is in force now against what was in force when an approval was given last. Pure.
import { apply, diff, revert } from '../records/changes.ts'
import type { Change, Data } from '../records/record.ts'
import { approvalTypes } from '../access/keys.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { formsOfApproval } from './approval-forms.ts'

/** Steps of approvals write these: they say that somebody approved, not what. */
const written: ReadonlySet<string> = new Set([
  'approval_subforms',
  'case_plan_approval_type',
  ...approvalTypes.flatMap((type) => [
    `approval_status_${type}`,
    `${type}_approved`,
    `${type}_approved_date`,
    `${type}_approved_comments`,
  ]),
])

/**
 * One change for each answer that differs: what was written and taken back again is none.
 * @param later what happened to the record since then, the oldest first
 */
export function changedSince(now: Data, later: readonly Change[]): Change[] {
  const then = apply(now, revert(later)).data
  return diff(then, now).filter(({ path: [field = ''] }) => !written.has(field))
}

/** The questions that an approval is about. */
export function fieldsOfApproval(config: Configuration, module: string, approval: string): string[] {
  const ids = formsOfApproval(config, module, approval)
  const forms = config.formsOf('case').filter((form) => ids.includes(form.id) && form.modules.includes(module))
  return forms.flatMap(({ fields }) => fields.map(({ name }) => name)).filter((name) => !written.has(name))
}
