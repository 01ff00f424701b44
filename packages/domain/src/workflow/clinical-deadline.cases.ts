// For tests only: the 72 hours in which clinical care protects a survivor best, in sight of who refers and of who was asked.
//
// One rule works it out wherever it is shown: on the page of the sender, at home of whoever was asked, beside the referral,
// over a one-time link, and in the alarm of silence (silence.cases.ts). It is of a referral of a GBV case to
// `health_medical_service`, whatever happened, so that the deadline itself tells nobody of a rape.
// It counts 72 hours of the clock, not three days. It counts from `clinical_care_since` where that is answered; else from
// the newest `incident_date`; else from the sending. What lies after the sending says nothing about it. A day without an
// hour counts from its beginning where the instance is: who is told too early loses nothing. Of a day that nobody can read
// as one, nothing is made.
// Past, it stays in sight and says that care still helps. It goes when care was given or the referral came to its end.

/** The day before yesterday is Saturday 2026-02-28. */
export const referredAt = '2026-03-02T08:00:00.000Z'

export type DeadlineCase = {
  says: string
  /** Usually `referredAt`. */
  sent?: string
  since?: unknown
  incidents?: unknown[]
  zone?: string
  service?: string | null
  module?: string
  /** null: none is shown to anybody. */
  by: string | null
}

export const deadlineCases: DeadlineCase[] = [
  { says: 'nothing is known: from the sending', by: '2026-03-05T08:00:00.000Z' },
  { says: 'the hour is known', since: '2026-03-01T22:30:00.000Z', by: '2026-03-04T22:30:00.000Z' },
  { says: 'the day alone: from its beginning', since: '2026-03-01', by: '2026-03-04T00:00:00.000Z' },
  {
    says: 'its beginning is where the instance is',
    since: '2026-03-01',
    zone: 'Asia/Amman',
    by: '2026-03-03T21:00:00.000Z',
  },
  {
    says: 'west of there, too',
    since: '2026-03-01',
    zone: 'America/Bogota',
    by: '2026-03-04T05:00:00.000Z',
  },
  {
    says: 'an hour is the same hour in every zone',
    since: '2026-03-01T22:30:00.000Z',
    zone: 'Asia/Amman',
    by: '2026-03-04T22:30:00.000Z',
  },
  {
    says: 'over the night in which clocks change it is 72 hours all the same',
    sent: '2026-03-30T08:00:00.000Z',
    since: '2026-03-28',
    zone: 'Europe/Berlin',
    by: '2026-03-30T23:00:00.000Z',
  },
  { says: 'an incident', incidents: ['2026-02-28'], by: '2026-03-03T00:00:00.000Z' },
  {
    says: 'the newest of several, in whatever order',
    incidents: ['2026-02-27', '2026-03-01', '2025-11-02'],
    by: '2026-03-04T00:00:00.000Z',
  },
  {
    says: 'what was said for this care wins over the incident, earlier',
    since: '2026-02-28T20:00:00.000Z',
    incidents: ['2026-03-01'],
    by: '2026-03-03T20:00:00.000Z',
  },
  {
    says: 'and later',
    since: '2026-03-01T20:00:00.000Z',
    incidents: ['2026-02-20'],
    by: '2026-03-04T20:00:00.000Z',
  },
  {
    says: 'an incident after the sending says nothing about it',
    incidents: ['2026-03-03', '2026-02-28'],
    by: '2026-03-03T00:00:00.000Z',
  },
  {
    says: 'nor does an answer after it: the deadline never moves later',
    since: '2026-03-04T08:00:00.000Z',
    incidents: ['2026-02-28'],
    by: '2026-03-03T00:00:00.000Z',
  },
  { says: 'the day of the sending', since: '2026-03-02', by: '2026-03-05T00:00:00.000Z' },
  { says: 'long past', since: '2025-12-01', by: '2025-12-04T00:00:00.000Z' },
  {
    says: 'rubbish: from the sending',
    since: 'yesterday',
    incidents: [20260301, null, ''],
    by: '2026-03-05T08:00:00.000Z',
  },
  { says: 'another service', since: '2026-03-01', service: 'psychosocial_service', by: null },
  { says: 'no service named', since: '2026-03-01', service: null, by: null },
  { says: 'a case of child protection', incidents: ['2026-03-01'], module: 'primeromodule-cp', by: null },
]

export type OverCase = { says: string; now: string; isOver: boolean }

/** Of the deadline 2026-03-04T22:30:00.000Z. */
export const overCases: OverCase[] = [
  { says: 'long before', now: '2026-03-02T08:00:00.000Z', isOver: false },
  { says: 'a moment before', now: '2026-03-04T22:29:59.999Z', isOver: false },
  { says: 'to the moment', now: '2026-03-04T22:30:00.000Z', isOver: false },
  { says: 'a moment after', now: '2026-03-04T22:30:00.001Z', isOver: true },
  { says: 'weeks after', now: '2026-04-04T22:30:00.000Z', isOver: true },
]

export type DeadlineSeen = {
  says: string
  who: 'sender' | 'owner' | 'supervisor' | 'clinic' | 'clinic over a link' | 'another provider' | 'stranger'
  /** Where it counts from; usually from the answer of the case. */
  from?: 'incident' | 'sending'
  /** Questions that the consent leaves out. */
  excluded?: string[]
  status?: 'in_progress' | 'accepted' | 'rejected' | 'done' | 'revoked'
  /** `clinical_care_received_on` is answered. */
  given?: true
  /** deadline: the moment, and whether it is over, and nothing of what happened. */
  sees: 'deadline' | 'nothing'
}

export const deadlineSeenCases: DeadlineSeen[] = [
  { says: 'who sent it', who: 'sender', sees: 'deadline' },
  { says: 'who owns the case', who: 'owner', sees: 'deadline' },
  { says: 'a supervisor without names', who: 'supervisor', sees: 'deadline' },
  { says: 'the clinic, before it answers', who: 'clinic', sees: 'deadline' },
  { says: 'the clinic that accepted', who: 'clinic', status: 'accepted', sees: 'deadline' },
  { says: 'a clinic without an account', who: 'clinic over a link', sees: 'deadline' },
  { says: 'the clinic, from an incident that it may not read', who: 'clinic', from: 'incident', sees: 'deadline' },
  { says: 'the clinic, from the sending', who: 'clinic', from: 'sending', sees: 'deadline' },
  {
    says: 'the consent leaves out when it happened: the clinic gets no other deadline for it, which would be too late',
    who: 'clinic',
    excluded: ['clinical_care_since'],
    sees: 'nothing',
  },
  {
    says: 'nor a clinic without an account',
    who: 'clinic over a link',
    excluded: ['clinical_care_since'],
    sees: 'nothing',
  },
  {
    says: 'the consent leaves out the day of the incident',
    who: 'clinic',
    from: 'incident',
    excluded: ['incident_date'],
    sees: 'nothing',
  },
  {
    says: 'it leaves out the incident, and the deadline is not from it',
    who: 'clinic',
    excluded: ['incident_date'],
    sees: 'deadline',
  },
  {
    says: 'who refers sees what the clinic does not',
    who: 'sender',
    excluded: ['clinical_care_since', 'incident_date'],
    sees: 'deadline',
  },
  { says: 'another provider of the same survivor', who: 'another provider', sees: 'nothing' },
  { says: 'a stranger', who: 'stranger', sees: 'nothing' },
  { says: 'care was given: the sender', who: 'sender', status: 'accepted', given: true, sees: 'nothing' },
  { says: 'care was given: the clinic', who: 'clinic', status: 'accepted', given: true, sees: 'nothing' },
  { says: 'done', who: 'sender', status: 'done', sees: 'nothing' },
  { says: 'a clinic that said no', who: 'clinic', status: 'rejected', sees: 'nothing' },
  { says: 'its sender must ask another one, and the hours run', who: 'sender', status: 'rejected', sees: 'deadline' },
  { says: 'taken back: the clinic', who: 'clinic', status: 'revoked', sees: 'nothing' },
]

/** It is worked out on reading: no key of it is stored, in history, mail, notices, v2, titles, or the log. */
export const neverHolds = ['mail', 'push', 'v2', 'history', 'audit', 'log', 'title'] as const
