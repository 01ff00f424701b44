// What an account says of hints: which, by which way, and when.
import type { Moment } from '@primero/domain/time.ts'
import { digests, isTimeOfDay, type NoticeTimes } from '@primero/domain/workflow/leaving.ts'
import type { Channels, Hearing, NoticeWay } from '@primero/domain/workflow/notices.ts'
import * as z from 'zod'
import type { AccountRow } from '../accounts/queries.ts'
import { isTimeZone } from '../accounts/time-zone.ts'
import type { House } from '../house.ts'

const time = z.string().refine(isTimeOfDay)

export const timesShape = z.strictObject({
  zone: z.string().max(60).refine(isTimeZone),
  quiet: z.nullable(z.strictObject({ from: time, to: time })),
  digest: z.enum(digests),
  urgentWaits: z.boolean(),
})

/** Whoever chose nothing is told at once, by the clock of the account. */
export function timesOf({ notice_times: kept, time_zone: zone }: AccountRow): NoticeTimes {
  const parsed = timesShape.safeParse(kept)
  return parsed.success ? parsed.data : { zone, quiet: null, digest: 'at_once', urgentWaits: false }
}

/** Where somebody is, as far as we were told; who said nothing is where the instance is. */
export function zoneOf(house: House, account: AccountRow): string {
  const { zone } = timesOf(account)
  return zone === 'UTC' || !isTimeZone(zone) ? house.settings.timeZone : zone
}

export const hearingOf = (account: AccountRow): Hearing => ({
  email: account.email,
  send_mail: account.send_mail,
  receive_webpush: account.receive_webpush,
  disabled: account.disabled,
  unverified: account.unverified,
  service_account: account.service_account,
  own: ((account.settings ?? {}) as { notifications?: Channels }).notifications,
})

/** What the instance lets leave by this way; undefined where it has none. */
export function instanceFor(house: House, way: NoticeWay): Channels | undefined {
  const { smtp, webPush } = house.settings
  if ((way === 'send_mail' ? smtp : webPush) === undefined) return undefined
  return (house.configuration().settings['notifications'] ?? {}) as Channels
}

export const momentOf = (at: Date): Moment => at.toISOString() as Moment
