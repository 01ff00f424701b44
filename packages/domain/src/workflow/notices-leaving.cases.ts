// For tests only: how a notice leaves the app (workflow §5, ux §6.5). Every notice stands in the app; what leaves is a
// hint that it is there.
//
// Mail leaves to an account that is in force, verified and a person’s, that has an address and `send_mail`; push where
// the instance has keys for it, to `receive_webpush` and a live subscription. Where the kind has a key, the instance must
// say true to it under `settings.notifications.<channel>`: absent is no. A person’s own `false` under the same words
// shuts it; his `true` opens nothing that the instance keeps shut. All of it is weighed when it leaves, not when it arose.
// Quiet hours are times of day in the person’s time zone, from included, to excluded, over midnight where from is later;
// equal is none. What falls into them leaves at their end. An hourly digest leaves at the next full hour of the person’s
// clock, a daily one at the next 07:00, both moved out of quiet hours; push knows no digest. Urgent are only referrals and
// silence alarms whose answer is wanted within a day, or for clinical care within 72 hours: these leave at once, through
// quiet hours and digests, unless the person lets them wait, too. What leaves at one moment is one mail; what was read
// before is not counted, and nothing left to count is no mail. A mail says how many of which kind, a push how many, and
// nothing else: no code, no user name, no agency, no words that somebody wrote, and no address but the instance’s own.

export const noticeKinds = [
  'referral',
  'transfer',
  'transfer_request',
  'assigned',
  'share_accepted',
  'share_rejected',
  'share_done',
  'share_ended',
  'approval_requested',
  'approval_answered',
  'field_alert',
  'flag_raised',
  'flag_resolved',
  'task_due',
  'task_overdue',
  'silence',
  'consent_withdrawn',
  'revealed',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** Under `notifications.send_mail` and `notifications.receive_webpush` alike. null: no key is asked. */
export const keyOf: Record<NoticeKind, string | null> = {
  referral: 'transition_notification',
  transfer: 'transition_notification',
  transfer_request: 'transfer_request',
  assigned: 'transition_notification',
  share_accepted: 'transition_notification',
  share_rejected: 'transition_notification',
  share_done: 'transition_notification',
  share_ended: 'transition_notification',
  approval_requested: 'approval_request',
  approval_answered: 'approval_response',
  field_alert: null,
  flag_raised: 'flag_notification',
  flag_resolved: 'flag_notification',
  task_due: 'task_notification',
  task_overdue: 'task_notification',
  silence: 'transition_notification',
  consent_withdrawn: 'transition_notification',
  revealed: 'reveal_notification',
}

export type Hearer = 'recipient' | 'sender' | 'owner' | 'managers' | 'flagger' | 'associated'

/**
 * Whom it is told to, each once. Never who did it, who is disabled or unverified, or a service account; and nobody who
 * does not read the record, but for what ended: of that whoever was let in hears. Managers: of the owner, by group.
 * Associated: whoever works on the record. `silence`: by its stage, first the sender, then his managers (see
 * silence.cases.ts). The answer to a request is told to who asked (its sender) alone.
 */
export const hearers: Record<NoticeKind, readonly Hearer[]> = {
  referral: ['recipient'],
  transfer: ['recipient'],
  transfer_request: ['owner'],
  assigned: ['recipient'],
  share_accepted: ['sender', 'owner'],
  share_rejected: ['sender', 'owner'],
  share_done: ['sender', 'owner'],
  share_ended: ['recipient', 'sender'],
  approval_requested: ['managers'],
  approval_answered: ['owner'],
  field_alert: ['associated'],
  flag_raised: ['owner'],
  flag_resolved: ['flagger', 'owner'],
  task_due: ['owner'],
  task_overdue: ['owner'],
  silence: ['sender', 'managers'],
  // Whose share ended by it hears `share_ended`, and not why.
  consent_withdrawn: ['owner'],
  revealed: ['owner'],
}

/** Those that may be urgent. On any other kind the word does nothing. */
export const maybeUrgent: readonly NoticeKind[] = ['referral', 'silence']

export type Person = {
  email?: null
  sendMail?: false
  receivesPush?: false
  disabled?: true
  unverified?: true
  serviceAccount?: true
  /** His own `settings.notifications`. */
  own?: { send_mail?: Record<string, boolean>; receive_webpush?: Record<string, boolean> }
  zone?: string
  quiet?: { from: string; to: string }
  digest?: 'at_once' | 'hourly' | 'daily'
  /** Urgent ones wait, too. */
  urgentWaits?: true
  /** null: no browser of his has one. Else: when it was last refreshed, how many sendings in a row failed. */
  subscription?: { refreshedAt?: string; failed?: number; disabled?: true } | null
}

export type Leaving = {
  says: string
  kind: NoticeKind
  urgent?: true
  /** When it arose, and when it is weighed; Sunday, 1 March 2026, 10:20 in UTC. */
  at?: string
  /** Laid over `usualInstance`. */
  instance?: {
    send_mail?: Record<string, unknown>
    receive_webpush?: Record<string, unknown>
    pushOff?: true
    mailOff?: true
  }
  /** Laid over a person with address, both ticks, a fresh subscription, UTC, no quiet hours, `at_once`. */
  person?: Person
  /** When it leaves; `now` is `at`, `no` never: it stands in the app alone. */
  mail: string
  push: string
}

export const usualAt = '2026-03-01T10:20:00.000Z'

const everyKey = Object.fromEntries(Object.values(keyOf).flatMap((key) => (key === null ? [] : [[key, true]])))
/** All keys are on in both channels. */
export const usualInstance: { send_mail: Record<string, unknown>; receive_webpush: Record<string, unknown> } = {
  send_mail: everyKey,
  receive_webpush: everyKey,
}

export const night = { from: '21:00', to: '06:00' }
const noon = { from: '10:00', to: '12:00' }

const byKind: Leaving[] = noticeKinds.flatMap((kind): Leaving[] => {
  const key = keyOf[kind]
  const without = key === null ? 'now' : 'no'
  return [
    { says: `${kind}: where the instance says so`, kind, mail: 'now', push: 'now' },
    {
      says: `${kind}: where the instance says nothing`,
      kind,
      instance: { send_mail: {}, receive_webpush: {} },
      mail: without,
      push: without,
    },
    { says: `${kind}: not to who is disabled`, kind, person: { disabled: true }, mail: 'no', push: 'no' },
    {
      says: `${kind}: in quiet hours it waits for their end`,
      kind,
      person: { quiet: noon },
      mail: '2026-03-01T12:00:00.000Z',
      push: '2026-03-01T12:00:00.000Z',
    },
    {
      says: `${kind}: called urgent in quiet hours`,
      kind,
      urgent: true,
      person: { quiet: noon },
      ...(maybeUrgent.includes(kind)
        ? { mail: 'now', push: 'now' }
        : { mail: '2026-03-01T12:00:00.000Z', push: '2026-03-01T12:00:00.000Z' }),
    },
  ]
})

const referral = { kind: 'referral' } as const
const key = 'transition_notification'

const gate: Leaving[] = [
  { says: 'no address', ...referral, person: { email: null }, mail: 'no', push: 'now' },
  { says: 'wants no mail at all', ...referral, person: { sendMail: false }, mail: 'no', push: 'now' },
  { says: 'wants no push at all', ...referral, person: { receivesPush: false }, mail: 'now', push: 'no' },
  { says: 'not verified', ...referral, person: { unverified: true }, mail: 'no', push: 'no' },
  { says: 'an account of a program', ...referral, person: { serviceAccount: true }, mail: 'no', push: 'no' },
  { says: 'an instance without a mail server', ...referral, instance: { mailOff: true }, mail: 'no', push: 'now' },
  { says: 'an instance without push', ...referral, instance: { pushOff: true }, mail: 'now', push: 'no' },
  {
    says: 'the instance says no to the key',
    ...referral,
    instance: { send_mail: { [key]: false }, receive_webpush: { [key]: false } },
    mail: 'no',
    push: 'no',
  },
  {
    says: 'the key of another kind opens nothing',
    ...referral,
    instance: { send_mail: { approval_request: true }, receive_webpush: { transfer_request: true } },
    mail: 'no',
    push: 'no',
  },
  {
    says: 'channels are apart: mail only',
    ...referral,
    instance: { send_mail: { [key]: true }, receive_webpush: {} },
    mail: 'now',
    push: 'no',
  },
  {
    says: 'channels are apart: push only',
    ...referral,
    instance: { send_mail: {}, receive_webpush: { [key]: true } },
    mail: 'no',
    push: 'now',
  },
  {
    says: 'opted out of mail of this key',
    ...referral,
    person: { own: { send_mail: { [key]: false } } },
    mail: 'no',
    push: 'now',
  },
  {
    says: 'opted out of push of this key',
    ...referral,
    person: { own: { receive_webpush: { [key]: false } } },
    mail: 'now',
    push: 'no',
  },
  {
    says: 'opted out of another key',
    ...referral,
    person: { own: { send_mail: { approval_request: false } } },
    mail: 'now',
    push: 'now',
  },
  {
    says: 'an own yes opens nothing that the instance keeps shut',
    ...referral,
    instance: { send_mail: {} },
    person: { own: { send_mail: { [key]: true } } },
    mail: 'no',
    push: 'now',
  },
  {
    says: 'an urgent one respects the opt-out',
    ...referral,
    urgent: true,
    person: { own: { send_mail: { [key]: false }, receive_webpush: { [key]: false } } },
    mail: 'no',
    push: 'no',
  },
  {
    says: 'a field alert has no key to opt out by: the tick for all mail counts',
    kind: 'field_alert',
    person: { own: { send_mail: { field_alert: false, alert_case: false } } },
    mail: 'now',
    push: 'now',
  },
]

const subscriptions: Leaving[] = [
  { says: 'no browser has push', ...referral, person: { subscription: null }, mail: 'now', push: 'no' },
  {
    says: 'refreshed a day ago to the minute',
    ...referral,
    person: { subscription: { refreshedAt: '2026-02-28T10:20:00.000Z' } },
    mail: 'now',
    push: 'now',
  },
  {
    says: 'not refreshed for more than a day',
    ...referral,
    person: { subscription: { refreshedAt: '2026-02-28T10:19:00.000Z' } },
    mail: 'now',
    push: 'no',
  },
  {
    says: 'two sendings failed',
    ...referral,
    person: { subscription: { failed: 2 } },
    mail: 'now',
    push: 'now',
  },
  {
    says: 'three sendings failed',
    ...referral,
    person: { subscription: { failed: 3 } },
    mail: 'now',
    push: 'no',
  },
  {
    says: 'the browser was signed off',
    ...referral,
    person: { subscription: { disabled: true } },
    mail: 'now',
    push: 'no',
  },
]

const both = (moment: string) => ({ mail: moment, push: moment })

const quietHours: Leaving[] = [
  {
    says: 'the first minute of the quiet is quiet',
    ...referral,
    at: '2026-03-01T21:00:00.000Z',
    person: { quiet: night },
    ...both('2026-03-02T06:00:00.000Z'),
  },
  {
    says: 'the minute before is not',
    ...referral,
    at: '2026-03-01T20:59:59.999Z',
    person: { quiet: night },
    ...both('now'),
  },
  {
    says: 'after midnight it is quiet still',
    ...referral,
    at: '2026-03-02T02:30:00.000Z',
    person: { quiet: night },
    ...both('2026-03-02T06:00:00.000Z'),
  },
  {
    says: 'the end is not quiet any more',
    ...referral,
    at: '2026-03-02T06:00:00.000Z',
    person: { quiet: night },
    ...both('now'),
  },
  {
    says: 'equal ends are no quiet hours',
    ...referral,
    person: { quiet: { from: '08:00', to: '08:00' } },
    ...both('now'),
  },
  {
    says: 'hours are the person’s: in Amman it is already quiet',
    ...referral,
    at: '2026-03-01T18:30:00.000Z',
    person: { quiet: night, zone: 'Asia/Amman' },
    ...both('2026-03-02T03:00:00.000Z'),
  },
  {
    says: 'in Bogota it is quiet long after',
    ...referral,
    at: '2026-03-02T10:59:00.000Z',
    person: { quiet: night, zone: 'America/Bogota' },
    ...both('2026-03-02T11:00:00.000Z'),
  },
  {
    says: 'a zone of half hours',
    ...referral,
    at: '2026-03-01T16:00:00.000Z',
    person: { quiet: night, zone: 'Asia/Kabul' },
    ...both('now'),
  },
  {
    says: 'a zone of half hours, later',
    ...referral,
    at: '2026-03-01T16:30:00.000Z',
    person: { quiet: night, zone: 'Asia/Kabul' },
    ...both('2026-03-02T01:30:00.000Z'),
  },
  {
    says: 'a night in which clocks go forward ends an hour earlier',
    ...referral,
    at: '2026-03-28T23:00:00.000Z',
    person: { quiet: night, zone: 'Europe/Paris' },
    ...both('2026-03-29T04:00:00.000Z'),
  },
  {
    says: 'a night in which clocks go back ends an hour later',
    ...referral,
    at: '2026-10-24T23:00:00.000Z',
    person: { quiet: night, zone: 'Europe/Paris' },
    ...both('2026-10-25T05:00:00.000Z'),
  },
  {
    says: 'an end that clocks leap over is the moment after the leap',
    ...referral,
    at: '2026-03-28T23:00:00.000Z',
    person: { quiet: { from: '21:00', to: '02:30' }, zone: 'Europe/Paris' },
    ...both('2026-03-29T01:00:00.000Z'),
  },
  {
    says: 'a zone that nobody knows counts as UTC',
    ...referral,
    at: '2026-03-01T21:30:00.000Z',
    person: { quiet: night, zone: 'Nowhere/Land' },
    ...both('2026-03-02T06:00:00.000Z'),
  },
  {
    says: 'an urgent one comes at night',
    kind: 'silence',
    urgent: true,
    at: '2026-03-01T23:00:00.000Z',
    person: { quiet: night },
    ...both('now'),
  },
  {
    says: 'unless the person lets urgent ones wait',
    kind: 'silence',
    urgent: true,
    at: '2026-03-01T23:00:00.000Z',
    person: { quiet: night, urgentWaits: true },
    ...both('2026-03-02T06:00:00.000Z'),
  },
]

const digests: Leaving[] = [
  {
    says: 'hourly: at the next full hour, push at once',
    ...referral,
    person: { digest: 'hourly' },
    mail: '2026-03-01T11:00:00.000Z',
    push: 'now',
  },
  {
    says: 'hourly: on the hour it leaves with that hour',
    ...referral,
    at: '2026-03-01T11:00:00.000Z',
    person: { digest: 'hourly' },
    mail: 'now',
    push: 'now',
  },
  {
    says: 'hourly: full hours of the person’s clock',
    ...referral,
    person: { digest: 'hourly', zone: 'Asia/Kabul' },
    mail: '2026-03-01T10:30:00.000Z',
    push: 'now',
  },
  {
    says: 'daily: tomorrow at seven',
    ...referral,
    person: { digest: 'daily' },
    mail: '2026-03-02T07:00:00.000Z',
    push: 'now',
  },
  {
    says: 'daily: before seven still today',
    ...referral,
    at: '2026-03-01T06:59:00.000Z',
    person: { digest: 'daily' },
    mail: '2026-03-01T07:00:00.000Z',
    push: 'now',
  },
  {
    says: 'daily: seven where the person is',
    ...referral,
    person: { digest: 'daily', zone: 'America/Bogota' },
    mail: '2026-03-01T12:00:00.000Z',
    push: 'now',
  },
  {
    says: 'daily: seven is quiet, so at the end of the quiet',
    ...referral,
    person: { digest: 'daily', quiet: { from: '20:00', to: '08:30' } },
    mail: '2026-03-02T08:30:00.000Z',
    push: 'now',
  },
  {
    says: 'hourly: the full hour is quiet, so at the end of the quiet',
    ...referral,
    at: '2026-03-01T20:20:00.000Z',
    person: { digest: 'hourly', quiet: night },
    mail: '2026-03-02T06:00:00.000Z',
    push: 'now',
  },
  {
    says: 'an urgent one does not wait for the digest',
    ...referral,
    urgent: true,
    person: { digest: 'daily' },
    mail: 'now',
    push: 'now',
  },
  {
    says: 'a digest holds it, where the person lets urgent ones wait',
    ...referral,
    urgent: true,
    person: { digest: 'daily', urgentWaits: true },
    mail: '2026-03-02T07:00:00.000Z',
    push: 'now',
  },
]

export const leavingCases: Leaving[] = [...byKind, ...gate, ...subscriptions, ...quietHours, ...digests]
