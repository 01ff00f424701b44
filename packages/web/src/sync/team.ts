// What whoever answers for a team is told, and the registration desk's question.
import type { BeyondReply, BeyondRequest } from '@primero/domain/sync/beyond.ts'
import type { ArrivalsReply, CaseloadReply, ReviewReply } from '@primero/domain/sync/team.ts'
import { call } from './http.ts'

export const fetchReview = async (asked: { sign?: string; page: number; per: number }): Promise<ReviewReply> =>
  (await call('POST', '/api/sync/review', { body: asked })) as ReviewReply

/** @throws Refused where the case is another by now */
export const sendLook = (id: string, version: number): Promise<unknown> =>
  call('POST', '/api/ext/looks', { body: { id, version } })

export const fetchCaseload = async (): Promise<CaseloadReply> =>
  (await call('POST', '/api/sync/caseload', { body: {} })) as CaseloadReply

export const fetchArrivals = async (): Promise<ArrivalsReply> =>
  (await call('POST', '/api/sync/arrivals', { body: {} })) as ArrivalsReply

export const askBeyond = async (asked: BeyondRequest): Promise<BeyondReply> =>
  (await call('POST', '/api/sync/beyond', { body: asked })) as BeyondReply
