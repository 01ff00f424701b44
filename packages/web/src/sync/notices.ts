// What the app tells somebody once.
import { call } from './http.ts'

export type OwnNotice = {
  id: number
  kind: 'revealed' | 'agreement' | 'taken_over'
  at: string
  by: string | null
  record: { type: string; id: string } | null
  shortId: string | null
}

/** @throws Refused, Unreachable */
export const fetchNotices = async (): Promise<OwnNotice[]> =>
  ((await call('GET', '/api/ext/me/notices')) as { notices: OwnNotice[] }).notices

export const putNoticeAway = async (id: number): Promise<void> => {
  await call('POST', `/api/ext/me/notices/${id}/seen`, { body: {} })
}
