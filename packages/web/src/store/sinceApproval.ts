// What changed on a case since it was approved last, as the server tells it. It is kept nowhere: it is looked at once.
import type { RecordShape, SinceApprovalReply } from '@primero/domain/sync/protocol.ts'
import type { ApprovalType } from '@primero/domain/workflow/approvals.ts'
import { useEffect } from 'react'
import { fetchSinceApproval } from '../sync/approvals.ts'
import { useLive } from './live.ts'
import { onForget } from './presence.ts'
import { fill, type Slot, slotOf } from './slots.ts'
import type { Read } from './store.ts'

const slots = new Map<string, Slot<SinceApprovalReply>>()
onForget(() => slots.clear())

export function useSinceApproval({ id, version }: RecordShape, approval: ApprovalType): Read<SinceApprovalReply> {
  const slot = slotOf(slots, `${id}/${approval}/${version}`)
  const { state, value, problem } = useLive(slot)
  const load = () => void fill(slot, () => fetchSinceApproval(id, approval))
  // biome-ignore lint/correctness/useExhaustiveDependencies: the slot says what is asked
  useEffect(load, [slot])
  return { state, value, problem, retry: load }
}
