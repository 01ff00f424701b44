// For tests only: a provider outside, without an account, answers a remote referral through a link (ux §9, workflow §1.6).
//
// Link and code travel apart. The link is made first and holds a secret of its own; the code, eight digits as those that
// administrators read out, is made when its sender asks for it, is shown to him once, and is told by another way. Whoever
// has only one of both sees nothing. The right code opens a visit of that browser alone, 30 minutes long, no session of
// the app; each later visit asks for the code again. Five wrong codes in a row lock the link and end its visits; a right
// one before that counts them from zero. Only a new code unlocks it, and it ends the old code and all visits.
// A link lasts seven days unless its sender said less or more, at most fourteen; once accepted, thirty days from then, so
// that “done” can be told; never past the last day of its consent. It ends with the referral, its consent, or its case, and
// stays ended when the case is opened again or consent is given again. Of a referral that was accepted a new link may be
// made like of one that waits; it is accepted from the start.
// A link that ended, one that is over and one that never was look alike: same page, same status, same time.
// Sender and owner make codes; they and who holds `remove_assigned_users` end the link; the referral stays as it is, and
// a new link may be made. Each look, try and answer is in the audit, without secret and code, and in the access log.

export const states = ['made', 'coded', 'opened', 'accepted', 'locked', 'rejected', 'done', 'expired', 'ended'] as const
export type State = (typeof states)[number]

/**
 * On the page of the link: look, a right code, a wrong one (the fifth in a row locks), an answer. In the app: a new code,
 * the end of the link.
 */
export const events = ['look', 'right', 'wrong', 'accept', 'reject', 'done', 'code', 'end'] as const
export type Event = (typeof events)[number]

/**
 * holder: has the link, no visit of his is open. visitor: his visit is open. sender: sent the referral, owns the case no
 * more. owner: owns it, did not send. remover: holds `remove_assigned_users`, the case is in his scope. reader: reads the
 * case. stranger: has neither link nor case; he guesses.
 */
export const actors = ['holder', 'visitor', 'sender', 'owner', 'remover', 'reader', 'stranger'] as const
export type Kind = (typeof actors)[number]

/**
 * ok: it becomes what `leadsTo` says. form: the page that asks for a code. locked: the page that says to ask the sender
 * for a new code. in: the package. over: the page that says the link is not open, 404. same: answered as before, nothing
 * is written. no: 403, from who reads the case, not-found from who does not. -: there is no such person in this state.
 */
export type Outcome = 'ok' | 'form' | 'locked' | 'in' | 'over' | 'same' | 'no' | '-'

/** `before`: what it was before it was locked; one that was made or opened is coded then. */
export const leadsTo: Record<Exclude<Event, 'look' | 'wrong'>, State | 'before'> = {
  right: 'opened',
  accept: 'accepted',
  reject: 'rejected',
  done: 'done',
  code: 'before',
  end: 'ended',
}

const row = (text: string): Record<Kind, Outcome> => {
  const marks = text.split(/\s+/) as Outcome[]
  return Object.fromEntries(actors.map((actor, i) => [actor, marks[i] ?? '-'])) as Record<Kind, Outcome>
}

// In the order of `actors`: holder visitor sender owner remover reader stranger. In the app holder and visitor are nobody;
// people of the house who hold the link are holders like others.
const page = (holder: Outcome, visitor: Outcome) => row(`${holder} ${visitor} - - - - over`)
const codes = row('- - ok ok no no no')
const ends = row('- - ok ok ok no no')
const noCodes = row('- - no no no no no')
const endsNoMore = row('- - same same same no no')

const over = {
  look: page('over', 'over'),
  right: page('over', '-'),
  wrong: page('over', '-'),
  accept: page('over', 'over'),
  reject: page('over', 'over'),
  done: page('over', 'over'),
  code: noCodes,
  end: endsNoMore,
}

export const linkAnswers: Record<State, Record<Event, Record<Kind, Outcome>>> = {
  // There is no code yet: whatever is typed is wrong, and counts for nothing.
  made: {
    look: page('form', '-'),
    right: page('-', '-'),
    wrong: page('form', '-'),
    accept: page('form', '-'),
    reject: page('form', '-'),
    done: page('form', '-'),
    code: codes,
    end: ends,
  },
  coded: {
    look: page('form', '-'),
    right: page('ok', '-'),
    wrong: page('form', '-'),
    accept: page('form', '-'),
    reject: page('form', '-'),
    done: page('form', '-'),
    code: codes,
    end: ends,
  },
  opened: {
    look: page('form', 'in'),
    right: page('in', 'in'),
    wrong: page('form', '-'),
    accept: page('form', 'ok'),
    reject: page('form', 'ok'),
    done: page('form', 'same'),
    code: codes,
    end: ends,
  },
  accepted: {
    look: page('form', 'in'),
    right: page('in', 'in'),
    wrong: page('form', '-'),
    accept: page('form', 'same'),
    reject: page('form', 'same'),
    done: page('form', 'ok'),
    code: codes,
    end: ends,
  },
  locked: {
    look: page('locked', '-'),
    right: page('locked', '-'),
    wrong: page('locked', '-'),
    accept: page('locked', '-'),
    reject: page('locked', '-'),
    done: page('locked', '-'),
    code: codes,
    end: ends,
  },
  // A phone that lost the reply sends its answer again. Nothing of the package comes with it.
  rejected: { ...over, reject: page('over', 'same') },
  done: { ...over, done: page('over', 'same') },
  expired: over,
  ended: over,
}

/** What each page says, and nothing else. Every one: the app’s neutral name, languages to choose from. */
export const pages = {
  form: ['a field for the code'],
  locked: ['ask whoever sent you the link for a new code'],
  over: ['this link is not open; ask whoever sent it'],
  in: ['package', 'accept or reject', 'done'],
} as const

/** Keys of the package. `fields`: what its sender saw in the preview, as it stood then; the case goes on without it. */
export const packageKeys = [
  'reference',
  'service',
  'wanted_by',
  'deadline',
  'notes',
  'fields',
  'sender_agency',
  'sender_contact',
  'until',
] as const
/** `reference` is made for the link: it is no code of the case and finds nothing in a search. */
export const neverInPackage = [
  'id',
  'short_id',
  'case_id_display',
  'owned_by',
  'created_by',
  'history',
  'transitions',
  'flags',
  'attachments',
  'incidents',
] as const

export type Step =
  | { at: string; event: 'look' | 'right' | 'wrong' | 'accept' | 'reject' | 'done'; from?: 'a' | 'b'; is: Outcome }
  | { at: string; event: 'code' | 'end'; is: 'ok' | 'same' | 'no' }
  /** The old code, after a new one was made. */
  | { at: string; event: 'old code'; from?: 'a' | 'b'; is: Outcome }
  /** What happens to the referral in the app. */
  | { at: string; event: 'referral revoked' | 'consent withdrawn' | 'case disabled' }

export type Story = {
  says: string
  /** Days that the sender chose; seven. */
  days?: number
  /** The last day of the consent, in UTC. */
  consentUntil?: string
  /** Made on Sunday, 1 March 2026, 08:00; the code a minute later unless `uncoded`. From browser a, unless said. */
  uncoded?: true
  steps: Step[]
  link: State
  referral: 'in_progress' | 'accepted' | 'rejected' | 'done' | 'revoked'
}

const day = (n: number, time = '09:00') => `2026-03-${String(n).padStart(2, '0')}T${time}:00.000Z`

export const linkStories: Story[] = [
  { says: 'made, and nobody came', steps: [], link: 'coded', referral: 'in_progress' },
  {
    says: 'without a code nothing opens it',
    uncoded: true,
    steps: Array.from({ length: 7 }, (): Step => ({ at: day(1), event: 'wrong', is: 'form' })),
    link: 'made',
    referral: 'in_progress',
  },
  {
    says: 'opened, accepted, done',
    steps: [
      { at: day(1), event: 'look', is: 'form' },
      { at: day(1), event: 'right', is: 'ok' },
      { at: day(1), event: 'accept', is: 'ok' },
      { at: day(9), event: 'look', is: 'form' },
      { at: day(9), event: 'right', is: 'in' },
      { at: day(9), event: 'done', is: 'ok' },
      { at: day(9), event: 'look', is: 'over' },
    ],
    link: 'done',
    referral: 'done',
  },
  {
    says: 'rejected: the package is gone with the answer',
    steps: [
      { at: day(1), event: 'right', is: 'ok' },
      { at: day(1), event: 'reject', is: 'ok' },
      { at: day(1), event: 'reject', is: 'same' },
      { at: day(1), event: 'look', is: 'over' },
      { at: day(1), event: 'accept', is: 'over' },
    ],
    link: 'rejected',
    referral: 'rejected',
  },
  {
    says: 'done before it was accepted does nothing',
    steps: [
      { at: day(1), event: 'right', is: 'ok' },
      { at: day(1), event: 'done', is: 'same' },
    ],
    link: 'opened',
    referral: 'in_progress',
  },
  {
    says: 'a visit lasts half an hour',
    steps: [
      { at: day(1, '09:00'), event: 'right', is: 'ok' },
      { at: day(1, '09:29'), event: 'look', is: 'in' },
      { at: day(1, '09:30'), event: 'accept', is: 'form' },
    ],
    link: 'opened',
    referral: 'in_progress',
  },
  {
    says: 'a visit is of one browser',
    steps: [
      { at: day(1), event: 'right', from: 'a', is: 'ok' },
      { at: day(1), event: 'look', from: 'b', is: 'form' },
      { at: day(1), event: 'accept', from: 'b', is: 'form' },
      { at: day(1), event: 'accept', from: 'a', is: 'ok' },
    ],
    link: 'accepted',
    referral: 'accepted',
  },
  {
    says: 'the fifth wrong code locks it, also for the right one',
    steps: [
      ...Array.from({ length: 4 }, (): Step => ({ at: day(1), event: 'wrong', is: 'form' })),
      { at: day(1), event: 'wrong', is: 'locked' },
      { at: day(1), event: 'right', is: 'locked' },
      { at: day(2), event: 'right', is: 'locked' },
    ],
    link: 'locked',
    referral: 'in_progress',
  },
  {
    says: 'wrong codes count from whichever browser they come',
    steps: [
      ...Array.from({ length: 4 }, (): Step => ({ at: day(1), event: 'wrong', from: 'b', is: 'form' })),
      { at: day(2), event: 'wrong', from: 'a', is: 'locked' },
    ],
    link: 'locked',
    referral: 'in_progress',
  },
  {
    says: 'a right code in between counts from zero',
    steps: [
      ...Array.from({ length: 4 }, (): Step => ({ at: day(1), event: 'wrong', is: 'form' })),
      { at: day(1), event: 'right', is: 'ok' },
      ...Array.from({ length: 4 }, (): Step => ({ at: day(2), event: 'wrong', is: 'form' })),
      { at: day(2), event: 'right', is: 'in' },
    ],
    link: 'opened',
    referral: 'in_progress',
  },
  {
    says: 'locking ends the visit that is open elsewhere',
    steps: [
      { at: day(1), event: 'right', from: 'a', is: 'ok' },
      ...Array.from({ length: 4 }, (): Step => ({ at: day(1), event: 'wrong', from: 'b', is: 'form' })),
      { at: day(1), event: 'wrong', from: 'b', is: 'locked' },
      { at: day(1), event: 'accept', from: 'a', is: 'locked' },
    ],
    link: 'locked',
    referral: 'in_progress',
  },
  {
    says: 'a new code unlocks it, and the old one is none',
    steps: [
      ...Array.from({ length: 4 }, (): Step => ({ at: day(1), event: 'wrong', is: 'form' })),
      { at: day(1), event: 'wrong', is: 'locked' },
      { at: day(2), event: 'code', is: 'ok' },
      { at: day(2), event: 'old code', is: 'form' },
      { at: day(2), event: 'right', is: 'ok' },
    ],
    link: 'opened',
    referral: 'in_progress',
  },
  {
    says: 'one that was accepted before it was locked is accepted afterwards',
    steps: [
      { at: day(1), event: 'right', is: 'ok' },
      { at: day(1), event: 'accept', is: 'ok' },
      ...Array.from({ length: 4 }, (): Step => ({ at: day(2), event: 'wrong', is: 'form' })),
      { at: day(2), event: 'wrong', is: 'locked' },
      { at: day(3), event: 'code', is: 'ok' },
      { at: day(3), event: 'right', is: 'in' },
      { at: day(3), event: 'done', is: 'ok' },
    ],
    link: 'done',
    referral: 'done',
  },
  {
    says: 'a new code ends the visit that is open',
    steps: [
      { at: day(1), event: 'right', is: 'ok' },
      { at: day(1), event: 'code', is: 'ok' },
      { at: day(1), event: 'accept', is: 'form' },
    ],
    link: 'coded',
    referral: 'in_progress',
  },
  {
    says: 'over after seven days, to the minute',
    steps: [
      { at: day(8, '07:59'), event: 'look', is: 'form' },
      { at: day(8, '08:00'), event: 'right', is: 'over' },
    ],
    link: 'expired',
    referral: 'in_progress',
  },
  {
    says: 'over in the middle of a visit',
    steps: [
      { at: day(8, '07:50'), event: 'right', is: 'ok' },
      { at: day(8, '08:01'), event: 'accept', is: 'over' },
    ],
    link: 'expired',
    referral: 'in_progress',
  },
  {
    says: 'a new code makes a link live no longer',
    steps: [
      { at: day(7), event: 'code', is: 'ok' },
      { at: day(8), event: 'right', is: 'over' },
      { at: day(8), event: 'code', is: 'no' },
    ],
    link: 'expired',
    referral: 'in_progress',
  },
  {
    says: 'for a day only',
    days: 1,
    steps: [{ at: day(2, '08:00'), event: 'right', is: 'over' }],
    link: 'expired',
    referral: 'in_progress',
  },
  {
    says: 'accepted, it lives for thirty days from then',
    steps: [
      { at: day(1), event: 'right', is: 'ok' },
      { at: day(1), event: 'accept', is: 'ok' },
      { at: day(30), event: 'right', is: 'in' },
      { at: day(31), event: 'right', is: 'over' },
    ],
    link: 'expired',
    referral: 'accepted',
  },
  {
    says: 'never past the last day of the consent',
    consentUntil: '2026-03-03',
    steps: [
      { at: day(3, '23:59'), event: 'right', is: 'ok' },
      { at: day(4, '00:00'), event: 'accept', is: 'over' },
    ],
    link: 'expired',
    referral: 'in_progress',
  },
  {
    says: 'the consent is withdrawn while somebody reads',
    steps: [
      { at: day(1, '09:00'), event: 'right', is: 'ok' },
      { at: day(1, '09:05'), event: 'consent withdrawn' },
      { at: day(1, '09:06'), event: 'look', is: 'over' },
      { at: day(1, '09:06'), event: 'accept', is: 'over' },
    ],
    link: 'ended',
    referral: 'revoked',
  },
  {
    says: 'the referral is taken back',
    steps: [
      { at: day(1), event: 'right', is: 'ok' },
      { at: day(1), event: 'accept', is: 'ok' },
      { at: day(2), event: 'referral revoked' },
      { at: day(2), event: 'right', is: 'over' },
    ],
    link: 'ended',
    referral: 'revoked',
  },
  {
    says: 'the case is disabled',
    steps: [
      { at: day(2), event: 'case disabled' },
      { at: day(2), event: 'right', is: 'over' },
    ],
    link: 'ended',
    referral: 'in_progress',
  },
  {
    says: 'the link is ended, and the referral waits on',
    steps: [
      { at: day(2), event: 'end', is: 'ok' },
      { at: day(2), event: 'end', is: 'same' },
      { at: day(2), event: 'code', is: 'no' },
      { at: day(2), event: 'right', is: 'over' },
    ],
    link: 'ended',
    referral: 'in_progress',
  },
]
