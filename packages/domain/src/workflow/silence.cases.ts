// For tests only: whom a referral that nobody answers alarms, and when (ux §9 “reminders on silence”, workflow §1.6).
//
// What waits is a referral in progress of an enabled, open case, to somebody here or over a one-time link; a referral
// to another system cannot be answered here and alarms nobody. An answer is wanted within the timeframe of its service
// (`service_response_timeframe`), from when it was sent; without a timeframe by the risk of the case: high a day, medium
// three, low or none a week; clinical care a day. Then its sender is alarmed. As much time again later, at most a day,
// his managers are.
//
// Clinical care is `health_medical_service` for a case of GBV. Its deadline is 72 hours from the incident, else from the
// referral. An incident has a day, not an hour, so it counts from the first moment of that day where the instance is; of
// several incidents the newest counts that lies not after the referral. Where the deadline lies ahead of the referral the
// sender is alarmed when a quarter of the time to it is gone, the managers when half of it is, if that is earlier. The
// deadline stands on the page of both sides, whatever its state.
//
// Each stage is told once, the sender before the managers; after any answer, a revocation or the end of consent none. Of a
// sender who is disabled, or does not read the case any more, the owner is alarmed. Managers: those of the owner, as for
// approvals. An alarm is urgent (notices-leaving.cases.ts) where the answer is wanted within a day, or for clinical care.

export type Silence = {
  says: string
  /** Sent on Sunday, 1 March 2026, 08:00 in UTC. */
  module?: 'primeromodule-gbv'
  service?: string | null
  timeframe?: string | null
  risk?: string | null
  /** Days of incidents of the case. */
  incidents?: string[]
  zone?: string
  status?: 'accepted' | 'rejected' | 'done' | 'revoked'
  remote?: true
  /** A remote one over a one-time link. */
  link?: true
  record?: { status?: 'closed'; record_state?: false }
  sender: string | null
  managers: string | null
  deadline: string | null
  urgent?: true
}

export const sentAt = '2026-03-01T08:00:00.000Z'

const gbv = { module: 'primeromodule-gbv', service: 'health_medical_service' } as const
const none = { sender: null, managers: null, deadline: null }

export const silenceCases: Silence[] = [
  {
    says: 'within an hour',
    timeframe: '1_hour',
    sender: '2026-03-01T09:00:00.000Z',
    managers: '2026-03-01T10:00:00.000Z',
    deadline: null,
    urgent: true,
  },
  {
    says: 'within three hours',
    timeframe: '3_hours',
    sender: '2026-03-01T11:00:00.000Z',
    managers: '2026-03-01T14:00:00.000Z',
    deadline: null,
    urgent: true,
  },
  {
    says: 'within a day',
    timeframe: '1_day',
    sender: '2026-03-02T08:00:00.000Z',
    managers: '2026-03-03T08:00:00.000Z',
    deadline: null,
    urgent: true,
  },
  {
    says: 'within three days: the managers a day later, not three',
    timeframe: '3_days',
    sender: '2026-03-04T08:00:00.000Z',
    managers: '2026-03-05T08:00:00.000Z',
    deadline: null,
  },
  {
    says: 'the timeframe comes before the risk',
    timeframe: '3_days',
    risk: 'high',
    sender: '2026-03-04T08:00:00.000Z',
    managers: '2026-03-05T08:00:00.000Z',
    deadline: null,
  },
  {
    says: 'no timeframe, high risk',
    risk: 'high',
    sender: '2026-03-02T08:00:00.000Z',
    managers: '2026-03-03T08:00:00.000Z',
    deadline: null,
    urgent: true,
  },
  {
    says: 'no timeframe, medium risk',
    risk: 'medium',
    sender: '2026-03-04T08:00:00.000Z',
    managers: '2026-03-05T08:00:00.000Z',
    deadline: null,
  },
  {
    says: 'no timeframe, low risk',
    risk: 'low',
    sender: '2026-03-08T08:00:00.000Z',
    managers: '2026-03-09T08:00:00.000Z',
    deadline: null,
  },
  {
    says: 'no timeframe, no risk',
    risk: null,
    sender: '2026-03-08T08:00:00.000Z',
    managers: '2026-03-09T08:00:00.000Z',
    deadline: null,
  },
  {
    says: 'a timeframe that says nothing is none',
    timeframe: 'soon',
    risk: 'high',
    sender: '2026-03-02T08:00:00.000Z',
    managers: '2026-03-03T08:00:00.000Z',
    deadline: null,
    urgent: true,
  },
  {
    says: 'a referral without a service',
    service: null,
    sender: '2026-03-08T08:00:00.000Z',
    managers: '2026-03-09T08:00:00.000Z',
    deadline: null,
  },
  { says: 'accepted', status: 'accepted', timeframe: '1_hour', ...none },
  { says: 'rejected', status: 'rejected', timeframe: '1_hour', ...none },
  { says: 'done', status: 'done', timeframe: '1_hour', ...none },
  { says: 'revoked', status: 'revoked', timeframe: '1_hour', ...none },
  { says: 'the case was closed', record: { status: 'closed' }, timeframe: '1_hour', ...none },
  { says: 'the case was disabled', record: { record_state: false }, timeframe: '1_hour', ...none },
  { says: 'to another system', remote: true, timeframe: '1_hour', ...none },
  {
    says: 'over a one-time link',
    remote: true,
    link: true,
    timeframe: '3_hours',
    sender: '2026-03-01T11:00:00.000Z',
    managers: '2026-03-01T14:00:00.000Z',
    deadline: null,
    urgent: true,
  },
  {
    says: 'clinical care, no incident: 72 hours from the referral',
    ...gbv,
    sender: '2026-03-02T02:00:00.000Z',
    managers: '2026-03-02T20:00:00.000Z',
    deadline: '2026-03-04T08:00:00.000Z',
    urgent: true,
  },
  {
    says: 'clinical care, an incident on that day',
    ...gbv,
    incidents: ['2026-03-01'],
    // 64 hours are left.
    sender: '2026-03-02T00:00:00.000Z',
    managers: '2026-03-02T16:00:00.000Z',
    deadline: '2026-03-04T00:00:00.000Z',
    urgent: true,
  },
  {
    says: 'clinical care, two days after the incident',
    ...gbv,
    incidents: ['2026-02-27'],
    // 16 hours are left.
    sender: '2026-03-01T12:00:00.000Z',
    managers: '2026-03-01T16:00:00.000Z',
    deadline: '2026-03-02T00:00:00.000Z',
    urgent: true,
  },
  {
    says: 'clinical care, too late for the deadline: a day to answer, the deadline is shown all the same',
    ...gbv,
    incidents: ['2026-02-10'],
    sender: '2026-03-02T08:00:00.000Z',
    managers: '2026-03-03T08:00:00.000Z',
    deadline: '2026-02-13T00:00:00.000Z',
    urgent: true,
  },
  {
    says: 'clinical care, the newest of several incidents',
    ...gbv,
    incidents: ['2026-02-27', '2025-11-02', '2026-02-26'],
    sender: '2026-03-01T12:00:00.000Z',
    managers: '2026-03-01T16:00:00.000Z',
    deadline: '2026-03-02T00:00:00.000Z',
    urgent: true,
  },
  {
    says: 'clinical care, an incident that came after the referral says nothing about it',
    ...gbv,
    incidents: ['2026-03-03'],
    sender: '2026-03-02T02:00:00.000Z',
    managers: '2026-03-02T20:00:00.000Z',
    deadline: '2026-03-04T08:00:00.000Z',
    urgent: true,
  },
  {
    says: 'clinical care, the day of the incident where the instance is',
    ...gbv,
    zone: 'Asia/Amman',
    incidents: ['2026-02-27'],
    // The day began at 21:00 in UTC: 13 hours are left.
    sender: '2026-03-01T11:15:00.000Z',
    managers: '2026-03-01T14:30:00.000Z',
    deadline: '2026-03-01T21:00:00.000Z',
    urgent: true,
  },
  {
    says: 'clinical care, a shorter timeframe counts',
    ...gbv,
    timeframe: '1_hour',
    sender: '2026-03-01T09:00:00.000Z',
    managers: '2026-03-01T10:00:00.000Z',
    deadline: '2026-03-04T08:00:00.000Z',
    urgent: true,
  },
  {
    says: 'clinical care, a longer timeframe does not',
    ...gbv,
    timeframe: '3_days',
    sender: '2026-03-02T02:00:00.000Z',
    managers: '2026-03-02T20:00:00.000Z',
    deadline: '2026-03-04T08:00:00.000Z',
    urgent: true,
  },
  {
    says: 'clinical care that was accepted keeps its deadline in sight',
    ...gbv,
    status: 'accepted',
    sender: null,
    managers: null,
    deadline: '2026-03-04T08:00:00.000Z',
  },
  {
    says: 'another service of GBV has no deadline',
    module: 'primeromodule-gbv',
    service: 'psychosocial_service',
    incidents: ['2026-03-01'],
    sender: '2026-03-08T08:00:00.000Z',
    managers: '2026-03-09T08:00:00.000Z',
    deadline: null,
  },
  {
    says: 'medical care for a case of child protection has no deadline',
    service: 'health_medical_service',
    incidents: ['2026-03-01'],
    sender: '2026-03-08T08:00:00.000Z',
    managers: '2026-03-09T08:00:00.000Z',
    deadline: null,
  },
]

export type Stage = 'sender' | 'managers'

/** The job, on a referral within an hour (sender 09:00, managers 10:00). Told are user names, in the order of telling. */
export type SilenceRun = {
  says: string
  now: string
  /** Stages that were told before. */
  told: Stage[]
  /** Amal sent it and owns the case; dina manages her group. */
  people?: { sender?: 'disabled' | 'reads no more'; owner?: 'bilal'; managers?: string[] }
  tells: { stage: Stage; to: string[] }[]
}

export const silenceRunCases: SilenceRun[] = [
  { says: 'before its time', now: '2026-03-01T08:59:59.999Z', told: [], tells: [] },
  { says: 'on its time', now: '2026-03-01T09:00:00.000Z', told: [], tells: [{ stage: 'sender', to: ['amal'] }] },
  { says: 'told already', now: '2026-03-01T09:30:00.000Z', told: ['sender'], tells: [] },
  {
    says: 'the second stage',
    now: '2026-03-01T10:00:00.000Z',
    told: ['sender'],
    tells: [{ stage: 'managers', to: ['dina'] }],
  },
  { says: 'both told', now: '2026-03-09T10:00:00.000Z', told: ['sender', 'managers'], tells: [] },
  {
    says: 'a house that slept tells both, the sender first',
    now: '2026-03-02T10:00:00.000Z',
    told: [],
    tells: [
      { stage: 'sender', to: ['amal'] },
      { stage: 'managers', to: ['dina'] },
    ],
  },
  {
    says: 'a sender who is disabled: the owner',
    now: '2026-03-01T09:00:00.000Z',
    told: [],
    people: { sender: 'disabled', owner: 'bilal' },
    tells: [{ stage: 'sender', to: ['bilal'] }],
  },
  {
    says: 'a sender who does not read the case any more: the owner',
    now: '2026-03-01T09:00:00.000Z',
    told: [],
    people: { sender: 'reads no more', owner: 'bilal' },
    tells: [{ stage: 'sender', to: ['bilal'] }],
  },
  {
    says: 'nobody manages the owner: the stage is over, and is not tried for ever',
    now: '2026-03-01T10:00:00.000Z',
    told: ['sender'],
    people: { managers: [] },
    tells: [{ stage: 'managers', to: [] }],
  },
  {
    says: 'several managers each hear',
    now: '2026-03-01T10:00:00.000Z',
    told: ['sender'],
    people: { managers: ['dina', 'emad'] },
    tells: [{ stage: 'managers', to: ['dina', 'emad'] }],
  },
  {
    says: 'a manager who sent it himself is told once in each stage at most',
    now: '2026-03-02T10:00:00.000Z',
    told: [],
    people: { managers: ['amal', 'dina'] },
    tells: [
      { stage: 'sender', to: ['amal'] },
      { stage: 'managers', to: ['dina'] },
    ],
  },
]
