import { expect, test } from 'vitest'
import type { Moment } from '../time.ts'
import { leavesAt, type NoticeTimes } from './leaving.ts'
import { isListening, isUrgent, mayLeave, noticeKeys, noticeKinds, type NoticeWay, tasksToTell } from './notices.ts'
import { keyOf, leavingCases, type Leaving, maybeUrgent, usualAt, usualInstance } from './notices-leaving.cases.ts'
import { taskTellingCases } from './notices-together.cases.ts'

/** As the server does it: whether, then when. */
function leaves(way: NoticeWay, { kind, urgent, at = usualAt, instance = {}, person = {} }: Leaving): string {
  const { mailOff, pushOff, ...channels } = instance
  const isOff = way === 'send_mail' ? mailOff : pushOff
  const hearing = {
    email: person.email === undefined ? 'somebody@example.org' : person.email,
    send_mail: person.sendMail ?? true,
    receive_webpush: person.receivesPush ?? true,
    disabled: person.disabled ?? false,
    unverified: person.unverified ?? false,
    service_account: person.serviceAccount ?? false,
    own: person.own,
  }
  if (!mayLeave(way, kind, isOff ? undefined : { ...usualInstance, ...channels }, hearing)) return 'no'
  const browser = person.subscription === undefined ? {} : person.subscription
  if (way === 'receive_webpush') {
    if (browser === null) return 'no'
    const { refreshedAt = at, failed = 0, disabled = false } = browser
    if (!isListening({ refreshedAt, failed, disabled }, at as Moment, 1440)) return 'no'
  }
  const times: NoticeTimes = {
    zone: person.zone ?? 'UTC',
    quiet: person.quiet ?? null,
    digest: person.digest ?? 'at_once',
    urgentWaits: person.urgentWaits ?? false,
  }
  const when = leavesAt(way, at as Moment, isUrgent(kind, urgent ?? false), times)
  return when === at ? 'now' : when
}

test.each(leavingCases.map((one) => [one.says, one] as const))('a notice leaves: %s', (_says, one) => {
  expect({ mail: leaves('send_mail', one), push: leaves('receive_webpush', one) }).toEqual({
    mail: one.mail,
    push: one.push,
  })
})

test('kinds and their words are those of the rules, and a few of ours', () => {
  expect(noticeKeys).toMatchObject(keyOf)
  for (const kind of noticeKinds) expect(isUrgent(kind, true)).toBe((maybeUrgent as readonly string[]).includes(kind))
})

test.each(taskTellingCases.map((one) => [one.says, one] as const))('of tasks somebody hears: %s', (_says, one) => {
  const { task_due, task_overdue } = tasksToTell(one.today, one.tasks, one.told)
  expect(task_due.map(({ key }) => key)).toEqual(one.task_due)
  expect(task_overdue.map(({ key }) => key)).toEqual(one.task_overdue)
})
