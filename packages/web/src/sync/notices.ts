// What the app tells somebody once; and what of it reaches them outside the app.
import type { Digest } from '@primero/domain/workflow/leaving.ts'
import type { NoticeKey, NoticeKind } from '@primero/domain/workflow/notices.ts'
import { call, Refused } from './http.ts'

export type OwnNotice = {
  id: number
  kind: NoticeKind
  at: string
  by: string | null
  /** Their full name, where there is one. */
  byName: string | null
  record: { type: string; id: string } | null
  shortId: string | null
  /** Of how many things it tells. */
  many: number
  isOpen: boolean
}

/** @throws Refused, Unreachable */
export const fetchNotices = async (): Promise<OwnNotice[]> =>
  ((await call('GET', '/api/ext/me/notices')) as { notices: OwnNotice[] }).notices

export type NoticePage = { notices: OwnNotice[]; total: number; open: number; page: number; per: number }

export const fetchAllNotices = async (page: number, signal: AbortSignal): Promise<NoticePage> =>
  (await call('GET', `/api/ext/me/notices/all?page=${page}&per=20`, { signal })) as NoticePage

export const putNoticeAway = async (id: number): Promise<void> => {
  await call('POST', `/api/ext/me/notices/${id}/seen`, { body: {} })
}

/** Those up to this one: what came since stays. */
export const putNoticesAway = async (upTo: number): Promise<void> => {
  await call('POST', '/api/ext/me/notices/seen', { body: { upTo } })
}

export type NoticeWay = 'send_mail' | 'receive_webpush'
type PerWay<T> = Record<NoticeWay, T>

export type NoticeChoices = {
  ways: PerWay<boolean>
  off: PerWay<NoticeKey[]>
  times: { zone: string; quiet: { from: string; to: string } | null; digest: Digest; urgentWaits: boolean }
  /** What the site lets leave; null: it has no such way. */
  open: PerWay<NoticeKey[] | null>
  hasAddress: boolean
  pushKey: string | null
}

const choices = '/api/ext/me/notice-choices'

export const fetchChoices = async (signal: AbortSignal): Promise<NoticeChoices> =>
  (await call('GET', choices, { signal })) as NoticeChoices

export const keepChoices = async (chosen: Pick<NoticeChoices, 'ways' | 'off' | 'times'>): Promise<NoticeChoices> =>
  (await call('PUT', choices, { body: chosen })) as NoticeChoices

export type Reached = { notification_url: string; p256dh: string; auth: string }

export const tellBrowser = async (data: Reached): Promise<void> => {
  await call('POST', '/api/v2/webpush/subscriptions', { body: { data } })
}

/** @returns whether the server tells this browser still */
export async function pingBrowser(notification_url: string): Promise<boolean> {
  try {
    await call('PATCH', '/api/v2/webpush/subscriptions/current', { body: { data: { notification_url } } })
    return true
  } catch (e) {
    if (e instanceof Refused && e.status === 404) return false
    throw e
  }
}

export const forgetBrowser = async (notification_url: string): Promise<void> => {
  await call('POST', '/api/ext/me/push/end', { body: { notification_url } })
}
