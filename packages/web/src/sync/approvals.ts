import type { SinceApprovalReply } from '@primero/domain/sync/protocol.ts'
import type { ApprovalType } from '@primero/domain/workflow/approvals.ts'
import { call } from './http.ts'

export const fetchSinceApproval = async (id: string, approval: ApprovalType): Promise<SinceApprovalReply> =>
  (await call('POST', '/api/sync/since-approval', { body: { id, approval } })) as SinceApprovalReply
