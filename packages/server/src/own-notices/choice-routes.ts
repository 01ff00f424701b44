// What somebody wants to hear of outside the app, by which way, and when. The instance says what may leave at all.
import type { Moment } from '@primero/domain/time.ts'
import { leavesAt } from '@primero/domain/workflow/leaving.ts'
import { type Channels, noticeKeyNames, type NoticeWay, noticeWays } from '@primero/domain/workflow/notices.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { type AccountRow, accountById } from '../accounts/queries.ts'
import { transaction, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { enqueue } from '../jobs/queries.ts'
import { moveHint } from '../mail/queries.ts'
import { ownKeys } from '../push/own-keys.ts'
import { deferMail, keepTimes, nextByMail, waitingByMail } from './queries.ts'
import { instanceFor, momentOf, timesOf, timesShape } from './times.ts'

const tags = ['notices']
const path = '/api/ext/me/notice-choices'

const ways = z.strictObject({ send_mail: z.boolean(), receive_webpush: z.boolean() })
const keys = z.enum(noticeKeyNames)

const asked = z.strictObject({
  /** Whether anything comes this way. */
  ways,
  /** What does not. */
  off: z.strictObject({
    send_mail: z.array(keys).max(noticeKeyNames.length),
    receive_webpush: z.array(keys).max(noticeKeyNames.length),
  }),
  times: timesShape,
})

const answer = z.strictObject({
  ...asked.shape,
  /** What the instance has, and lets leave. */
  open: z.strictObject({
    send_mail: z.nullable(z.array(z.string())),
    receive_webpush: z.nullable(z.array(z.string())),
  }),
  hasAddress: z.boolean(),
  /** By which push services know this instance. */
  pushKey: z.nullable(z.string()),
})

export function noticeChoiceRoutes(app: FastifyInstance, house: House): void {
  app.get(path, { schema: { tags, summary: 'What I hear of, how and when', response: { 200: answer } } }, (request) => {
    const actor = needsActor(request)
    return shown(house, actor.id)
  })

  app.put<{ Body: z.infer<typeof asked> }>(
    path,
    { schema: { tags, summary: 'Choose what I hear of, how and when', body: asked, response: { 200: answer } } },
    async (request) => {
      const actor = needsActor(request)
      await transaction(house.db, actor, (tx) => choose(house, tx, actor.id, request.body))
      return shown(house, actor.id)
    },
  )
}

async function shown(house: House, id: number): Promise<z.infer<typeof answer>> {
  const account = await accountById(house.db, id)
  if (account === undefined) throw new Problem('not-found', {})
  const own = ((account.settings ?? {}) as { notifications?: Channels }).notifications
  const off = (way: NoticeWay) => noticeKeyNames.filter((key) => own?.[way]?.[key] === false)
  const open = (way: NoticeWay) => {
    const instance = instanceFor(house, way)
    return instance === undefined ? null : noticeKeyNames.filter((key) => instance[way]?.[key] === true)
  }
  return {
    ways: { send_mail: account.send_mail, receive_webpush: account.receive_webpush },
    off: { send_mail: off('send_mail'), receive_webpush: off('receive_webpush') },
    times: timesOf(account),
    open: { send_mail: open('send_mail'), receive_webpush: open('receive_webpush') },
    hasAddress: account.email !== null,
    pushKey: house.settings.webPush === undefined ? null : (await ownKeys(house)).publicKey,
  }
}

async function choose(house: House, tx: Tx, id: number, chosen: z.infer<typeof asked>): Promise<void> {
  const account = await accountById(tx, id)
  if (account === undefined) throw new Problem('not-found', {})
  const settings = (account.settings ?? {}) as Record<string, unknown> & { notifications?: Channels }
  const notifications = Object.fromEntries(
    noticeWays.map((way) => {
      // Words of other clients, and those that this version does not know, stay as they are.
      const kept = Object.entries(settings.notifications?.[way] ?? {}).filter(
        ([key, is]) => is !== false || !(noticeKeyNames as readonly string[]).includes(key),
      )
      return [way, { ...Object.fromEntries(kept), ...Object.fromEntries(chosen.off[way].map((key) => [key, false])) }]
    }),
  )
  await keepTimes(tx, id, {
    times: chosen.times,
    settings: { ...settings, notifications },
    sendMail: chosen.ways.send_mail,
    push: chosen.ways.receive_webpush,
  })
  await moveWaiting(house, tx, { ...account, notice_times: chosen.times })
}

/** What waits, waits for the times that were chosen now. */
async function moveWaiting(house: House, tx: Tx, account: AccountRow): Promise<void> {
  const now = house.clock()
  const times = timesOf(account)
  const moved = new Map<Moment, number[]>()
  for (const { id, urgent } of await waitingByMail(tx, account.id)) {
    const due = leavesAt('send_mail', momentOf(now), urgent, times)
    moved.set(due, [...(moved.get(due) ?? []), id])
  }
  for (const [due, ids] of moved) await deferMail(tx, account.id, ids, due)
  const next = await nextByMail(tx, account.id)
  if (next === null) return
  await moveHint(tx, account.id, next)
  if (next <= now) await enqueue(tx, 'send-mail')
}
