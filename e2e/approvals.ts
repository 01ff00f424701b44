// Asking for an approval and answering it, as people do it around a whole case. Over v2 until their page is here.
import { expect } from 'vitest'
import type { House } from './house.ts'

type Kind = 'case_plan' | 'closure' | 'action_plan' | 'gbv_closure'

async function step(house: House, user: string, id: string, kind: Kind, answers: object): Promise<void> {
  const { status } = await house.ask(user, `PATCH cases/${id}/approvals/${kind}`, answers)
  expect(status, `${kind} by ${user}`).toBe(200)
}

export const asksToApprove = (house: House, owner: string, id: string, kind: Kind): Promise<void> =>
  step(house, owner, id, kind, { approval_status: 'requested' })

export const approves = (house: House, manager: string, id: string, kind: Kind, notes: string): Promise<void> =>
  step(house, manager, id, kind, { approval_status: 'approved', notes })
