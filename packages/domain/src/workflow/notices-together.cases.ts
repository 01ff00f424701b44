// For tests only: what leaves together (the rules stand in notices-leaving.cases.ts), and which tasks are told of.
import { night, type NoticeKind, type Person, usualAt } from './notices-leaving.cases.ts'

export type Bundling = {
  says: string
  person?: Person
  notices: { kind: NoticeKind; at: string; urgent?: true; readAt?: string }[]
  /** What happens to the person meanwhile. */
  changes?: { at: string; person: Person }[]
  /** In the order in which they leave. What it says is `count` and `kinds`. */
  mails: { at: string; count: number; kinds: Partial<Record<NoticeKind, number>> }[]
}

export const bundlingCases: Bundling[] = [
  {
    says: 'what arises in one moment is one mail',
    notices: [
      { kind: 'referral', at: usualAt },
      { kind: 'flag_raised', at: usualAt },
    ],
    mails: [{ at: usualAt, count: 2, kinds: { referral: 1, flag_raised: 1 } }],
  },
  {
    says: 'what arises one after the other is two',
    notices: [
      { kind: 'referral', at: usualAt },
      { kind: 'referral', at: '2026-03-01T10:25:00.000Z' },
    ],
    mails: [
      { at: usualAt, count: 1, kinds: { referral: 1 } },
      { at: '2026-03-01T10:25:00.000Z', count: 1, kinds: { referral: 1 } },
    ],
  },
  {
    says: 'a night is one mail in the morning',
    person: { quiet: night },
    notices: [
      { kind: 'referral', at: '2026-03-01T21:10:00.000Z' },
      { kind: 'referral', at: '2026-03-02T01:00:00.000Z' },
      { kind: 'approval_requested', at: '2026-03-02T05:59:00.000Z' },
    ],
    mails: [{ at: '2026-03-02T06:00:00.000Z', count: 3, kinds: { referral: 2, approval_requested: 1 } }],
  },
  {
    says: 'an hour is one mail, the next hour another',
    person: { digest: 'hourly' },
    notices: [
      { kind: 'share_accepted', at: '2026-03-01T10:05:00.000Z' },
      { kind: 'share_done', at: '2026-03-01T10:55:00.000Z' },
      { kind: 'share_done', at: '2026-03-01T11:01:00.000Z' },
    ],
    mails: [
      { at: '2026-03-01T11:00:00.000Z', count: 2, kinds: { share_accepted: 1, share_done: 1 } },
      { at: '2026-03-01T12:00:00.000Z', count: 1, kinds: { share_done: 1 } },
    ],
  },
  {
    says: 'what was read is not counted',
    person: { digest: 'daily' },
    notices: [
      { kind: 'referral', at: usualAt, readAt: '2026-03-01T11:00:00.000Z' },
      { kind: 'task_due', at: usualAt },
    ],
    mails: [{ at: '2026-03-02T07:00:00.000Z', count: 1, kinds: { task_due: 1 } }],
  },
  {
    says: 'all read, no mail',
    person: { digest: 'daily' },
    notices: [
      { kind: 'referral', at: usualAt, readAt: '2026-03-01T11:00:00.000Z' },
      { kind: 'task_due', at: usualAt, readAt: '2026-03-02T06:59:00.000Z' },
    ],
    mails: [],
  },
  {
    says: 'nothing is told twice, though it is unread still',
    person: { digest: 'hourly' },
    notices: [
      { kind: 'referral', at: '2026-03-01T10:05:00.000Z' },
      { kind: 'transfer', at: '2026-03-01T11:05:00.000Z' },
    ],
    mails: [
      { at: '2026-03-01T11:00:00.000Z', count: 1, kinds: { referral: 1 } },
      { at: '2026-03-01T12:00:00.000Z', count: 1, kinds: { transfer: 1 } },
    ],
  },
  {
    says: 'an urgent one leaves alone, and the digest does not count it again',
    person: { digest: 'daily' },
    notices: [
      { kind: 'flag_raised', at: usualAt },
      { kind: 'referral', at: '2026-03-01T10:30:00.000Z', urgent: true },
    ],
    mails: [
      { at: '2026-03-01T10:30:00.000Z', count: 1, kinds: { referral: 1 } },
      { at: '2026-03-02T07:00:00.000Z', count: 1, kinds: { flag_raised: 1 } },
    ],
  },
  {
    says: 'who was disabled meanwhile gets nothing',
    person: { digest: 'daily' },
    notices: [{ kind: 'referral', at: usualAt }],
    changes: [{ at: '2026-03-01T12:00:00.000Z', person: { digest: 'daily', disabled: true } }],
    mails: [],
  },
  {
    says: 'an opt-out counts for what waits, too',
    person: { digest: 'daily' },
    notices: [
      { kind: 'referral', at: usualAt },
      { kind: 'flag_raised', at: usualAt },
    ],
    changes: [
      { at: '2026-03-01T12:00:00.000Z', person: { digest: 'daily', own: { send_mail: { flag_notification: false } } } },
    ],
    mails: [{ at: '2026-03-02T07:00:00.000Z', count: 1, kinds: { referral: 1 } }],
  },
]

export type TaskTelling = {
  says: string
  /** Where the worker is. The job may run several times on a day. */
  today: string
  /** All tasks of one worker that are not done. */
  tasks: { key: string; due: string }[]
  /** What he was told of earlier. */
  told: { key: string; due: string; kind: 'task_due' | 'task_overdue' }[]
  /** Tasks of which one notice of the kind tells; an empty list is no notice. One notice of each kind a run, at most. */
  task_due: string[]
  task_overdue: string[]
}

/** Of a task one hears on its day and on the day after, each once; again if its day was moved. */
export const taskTellingCases: TaskTelling[] = [
  {
    says: 'on its day',
    today: '2026-03-01',
    tasks: [{ key: 'a', due: '2026-03-01' }],
    told: [],
    task_due: ['a'],
    task_overdue: [],
  },
  {
    says: 'not before',
    today: '2026-02-28',
    tasks: [{ key: 'a', due: '2026-03-01' }],
    told: [],
    task_due: [],
    task_overdue: [],
  },
  {
    says: 'the job runs again on that day',
    today: '2026-03-01',
    tasks: [{ key: 'a', due: '2026-03-01' }],
    told: [{ key: 'a', due: '2026-03-01', kind: 'task_due' }],
    task_due: [],
    task_overdue: [],
  },
  {
    says: 'the day after it is overdue',
    today: '2026-03-02',
    tasks: [{ key: 'a', due: '2026-03-01' }],
    told: [{ key: 'a', due: '2026-03-01', kind: 'task_due' }],
    task_due: [],
    task_overdue: ['a'],
  },
  {
    says: 'overdue is told once',
    today: '2026-03-09',
    tasks: [{ key: 'a', due: '2026-03-01' }],
    told: [{ key: 'a', due: '2026-03-01', kind: 'task_overdue' }],
    task_due: [],
    task_overdue: [],
  },
  {
    says: 'a house that slept over its day tells that it is overdue, and not that it was due',
    today: '2026-03-04',
    tasks: [{ key: 'a', due: '2026-03-01' }],
    told: [],
    task_due: [],
    task_overdue: ['a'],
  },
  {
    says: 'a day that was moved is told anew',
    today: '2026-03-05',
    tasks: [{ key: 'a', due: '2026-03-05' }],
    told: [
      { key: 'a', due: '2026-03-01', kind: 'task_due' },
      { key: 'a', due: '2026-03-01', kind: 'task_overdue' },
    ],
    task_due: ['a'],
    task_overdue: [],
  },
  {
    says: 'several are one notice of each kind',
    today: '2026-03-02',
    tasks: [
      { key: 'a', due: '2026-03-02' },
      { key: 'b', due: '2026-03-02' },
      { key: 'c', due: '2026-03-01' },
      { key: 'd', due: '2026-02-20' },
      { key: 'e', due: '2026-03-03' },
    ],
    told: [{ key: 'd', due: '2026-02-20', kind: 'task_overdue' }],
    task_due: ['a', 'b'],
    task_overdue: ['c'],
  },
]
