import { Problem } from '@primero/domain/problem.ts'
import type { IntentionArgs } from '@primero/domain/sync/intention.ts'
import { fieldsOfApproval } from '@primero/domain/workflow/since-approval.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import type { Held } from '../records/held.ts'
import { wasTouched } from './queries.ts'

type Answered = { by: string; basedOn: number; args: IntentionArgs<'approval.answer'> }

/**
 * A decision may lie on a device for days: it approves what was seen there, not what was written into the forms since.
 * @throws Problem rule-broken
 */
export async function refuseUnseen(house: House, tx: Tx, held: Held, { by, basedOn, args }: Answered): Promise<void> {
  if (args.answer !== 'approved') return
  const fields = fieldsOfApproval(house.configuration(), held.facts.module, args.approval)
  if (!(await wasTouched(tx, held.row.n, { after: basedOn, by, fields }))) return
  throw new Problem('rule-broken', { attribute: 'approval_status', message: 'approvals.error_changed_since' })
}
