// What whoever answers for a team is told. Asked of the server only: it is about colleagues, and about more cases than a
// device keeps.
import type { ArrivalsReply, CaseloadReply, ReviewReply } from '@primero/domain/sync/team.ts'
import type { SignName } from '@primero/domain/workflow/review.ts'
import { useEffect, useMemo } from 'react'
import { askBeyond, fetchArrivals, fetchCaseload, fetchReview, sendLook } from '../sync/team.ts'
import { connection } from '../sync/connection.ts'
import { useLive } from './live.ts'
import { onForget } from './presence.ts'
import { fill, type Slot, slotOf } from './slots.ts'
import type { Read } from './store.ts'

export { askBeyond, sendLook }

const reviews = new Map<string, Slot<ReviewReply>>()
const caseloads = new Map<string, Slot<CaseloadReply>>()
const arrivals = new Map<string, Slot<ArrivalsReply>>()
onForget(() => {
  for (const slots of [reviews, caseloads, arrivals]) slots.clear()
})

function useAsked<T>(slot: Slot<T>, ask: () => Promise<T>): Read<T> {
  const held = useLive(slot)
  const line = useLive(connection)
  const again = useMemo(() => () => void fill(slot, ask), [slot, ask])
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when the line comes back
  useEffect(again, [again, line])
  return { state: held.state, value: held.value, problem: held.problem, retry: again }
}

export function useReview(sign: SignName | undefined, page: number, per: number): Read<ReviewReply> {
  const slot = slotOf(reviews, `${sign ?? ''}/${page}/${per}`)
  return useAsked(
    slot,
    useMemo(() => () => fetchReview({ ...(sign === undefined ? {} : { sign }), page, per }), [sign, page, per]),
  )
}
export const useCaseload = (): Read<CaseloadReply> => useAsked(slotOf(caseloads, 'mine'), fetchCaseload)
export const useArrivals = (): Read<ArrivalsReply> => useAsked(slotOf(arrivals, 'mine'), fetchArrivals)
