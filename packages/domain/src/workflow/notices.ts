// What people are told of beside their work, and whether a hint of it may leave the app (workflow §5). Every notice
// stands in the app; what leaves says how many there are, and nothing of what they are about.
import type { Moment } from '../time.ts'
import { momentFrom } from './clock.ts'

/** Kind of notice → the word under which instance and person let it leave; null: none is asked. */
export const noticeKeys = {
  referral: 'transition_notification',
  transfer: 'transition_notification',
  transfer_request: 'transfer_request',
  assigned: 'transition_notification',
  share_accepted: 'transition_notification',
  share_rejected: 'transition_notification',
  share_done: 'transition_notification',
  share_ended: 'transition_notification',
  /** He was named as the second person of an exception. */
  second_named: 'transition_notification',
  approval_requested: 'approval_request',
  approval_answered: 'approval_response',
  field_alert: null,
  flag_raised: 'flag_notification',
  flag_resolved: 'flag_notification',
  task_due: 'task_notification',
  task_overdue: 'task_notification',
  /** Nobody answers what was shared. */
  silence: 'transition_notification',
  /** Of a one-time link that its sender made: it was opened, or is locked after wrong codes. */
  link_opened: 'transition_notification',
  link_locked: 'transition_notification',
  consent_withdrawn: 'transition_notification',
  /** Two answers to one question wait for somebody to choose. */
  conflict: 'conflict_notification',
  revealed: 'reveal_notification',
  agreement: 'agreement_notification',
  taken_over: null,
  /** To who looks after the instance: something there does not work. */
  alarm: null,
} as const satisfies Record<string, string | null>
export type NoticeKind = keyof typeof noticeKeys
export const noticeKinds = Object.keys(noticeKeys) as NoticeKind[]

/** Words that a person may say no to. */
export type NoticeKey = NonNullable<(typeof noticeKeys)[NoticeKind]>
export const noticeKeyNames = [...new Set(Object.values(noticeKeys))].filter((key) => key !== null) as NoticeKey[]

export const noticeWays = ['send_mail', 'receive_webpush'] as const
export type NoticeWay = (typeof noticeWays)[number]

export type Channels = Partial<Record<NoticeWay, Readonly<Record<string, unknown>> | undefined>>

/** Those that may be urgent; on any other the word does nothing. */
export const isUrgent = (kind: NoticeKind, isCalledSo: boolean): boolean =>
  isCalledSo && (kind === 'referral' || kind === 'silence')

/** A person as hints reach him. */
export type Hearing = {
  email: string | null
  send_mail: boolean
  receive_webpush: boolean
  disabled: boolean
  unverified: boolean
  service_account: boolean
  /** His own `settings.notifications`: a no counts, a yes opens nothing. */
  own: Channels | undefined
}

/** Weighed when it leaves, not when it arose. `instance`: what it lets leave; undefined where it has no such way. */
export function mayLeave(way: NoticeWay, kind: NoticeKind, instance: Channels | undefined, person: Hearing): boolean {
  if (instance === undefined || person.disabled || person.unverified || person.service_account) return false
  if (!person[way] || (way === 'send_mail' && person.email === null)) return false
  const key = noticeKeys[kind]
  return key === null || (instance[way]?.[key] === true && person.own?.[way]?.[key] !== false)
}

/** A browser that gets hints. */
export type Subscription = { refreshedAt: string; failed: number; disabled: boolean }

/** So many sendings in a row may fail. */
export const mostFailures = 3

/** `pauseAfter`: minutes. A browser that nobody opened for so long may be somebody else's by now. */
export const isListening = (
  { refreshedAt, failed, disabled }: Subscription,
  now: Moment,
  pauseAfter: number,
): boolean => !disabled && failed < mostFailures && refreshedAt >= momentFrom(now, -pauseAfter * 60_000)

type TaskTold = { key: string; due: string; kind: 'task_due' | 'task_overdue' }

/** Of a task one hears on its day and when it is late, each once; again if its day was moved. */
export function tasksToTell<T extends { key: string; due: string }>(
  today: string,
  tasks: readonly T[],
  told: readonly TaskTold[],
): Record<TaskTold['kind'], T[]> {
  const known = new Set(told.map(({ key, due, kind }) => `${kind} ${due} ${key}`))
  const untold = (kind: TaskTold['kind'], is: (due: string) => boolean): T[] =>
    tasks.filter(({ key, due }) => is(due) && !known.has(`${kind} ${due} ${key}`))
  return {
    task_due: untold('task_due', (due) => due === today),
    task_overdue: untold('task_overdue', (due) => due < today),
  }
}
