// The job that tells browsers that there is something new: how many notices, and nothing of what they are about.
import { isListening, mostFailures } from '@primero/domain/workflow/notices.ts'
import { hasExpired } from '../accounts/account-state.ts'
import { accountById, type AccountRow } from '../accounts/queries.ts'
import type { House } from '../house.ts'
import { enqueue } from '../jobs/queries.ts'
import { hintByPush } from '../own-notices/hints.ts'
import { momentOf } from '../own-notices/times.ts'
import { deliver, type PushOutcome } from './line.ts'
import { type OwnKeys, sealed } from './message.ts'
import { ownKeys } from './own-keys.ts'
import { claimSubscription, dropStalePush, type DueSubscription, markIdle, markNotTold, markTold } from './queries.ts'
import { openReached } from './subscription.ts'
import { pushWords } from './words.ts'

/** Seconds from each try to the next. */
const delays = [60, 300, 900] as const
/** Other jobs wait behind this one. */
const mostAtOnce = 100
const staleDays = 90

export async function sendPushes(house: House): Promise<void> {
  if (house.settings.webPush === undefined) return
  const keys = await ownKeys(house)
  for (let n = 0; n < mostAtOnce; n++) {
    const due = await claimSubscription(house.db, delays, house.clock())
    if (due === undefined) return
    await tellBrowser(house, keys, due)
  }
  await enqueue(house.db, 'send-push')
}

async function tellBrowser(house: House, keys: OwnKeys, due: DueSubscription): Promise<void> {
  const account = await accountById(house.db, due.account_id)
  const { webPush } = house.settings
  const standing = { refreshedAt: due.updated_at.toISOString(), failed: due.failed, disabled: due.disabled }
  const isOver = account === undefined || hasExpired(house, account)
  if (isOver || webPush === undefined || !isListening(standing, momentOf(house.clock()), webPush.pauseAfter))
    return void (await markIdle(house.db, due))
  const hint = await hintByPush(house, account, due.told_until)
  const count = Object.values(hint.counted).reduce((sum, n) => sum + n, 0)
  const outcome = count === 0 ? ({ is: 'sent' } as const) : await told(house, keys, account, due, count)
  if (outcome.is === 'sent') await markTold(house.db, due, hint.until)
  else await markNotTold(house.db, due.id, mostFailures, outcome.is === 'gone')
}

/** A browser that cannot be written to holds up none behind it. */
async function told(
  house: House,
  keys: OwnKeys,
  account: AccountRow,
  due: DueSubscription,
  count: number,
): Promise<PushOutcome> {
  const { webPush, appName, publicUrl } = house.settings
  if (webPush === undefined) return { is: 'later', code: 'off' }
  try {
    const to = openReached(house, due.account_id, due.sealed)
    const said = JSON.stringify(pushWords(account.locale, appName, count))
    return await deliver(webPush, to.url, sealed(said, to, keys, contactOf(publicUrl, house)))
  } catch {
    return { is: 'gone', code: 'unreadable' }
  }
}

/** How keepers of a push service reach ours; they take an address of the web over TLS, or of mail. */
const contactOf = (publicUrl: string, { settings }: House): string =>
  publicUrl.startsWith('https://') ? new URL(publicUrl).origin : `mailto:${settings.smtp?.from ?? 'nobody@localhost'}`

/** Nightly: browsers that nobody opened for a season. */
export const forgetBrowsers = (house: House): Promise<unknown> =>
  dropStalePush(house.db, new Date(house.clock().getTime() - staleDays * 86_400_000))
