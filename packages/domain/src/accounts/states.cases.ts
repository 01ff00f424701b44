// For tests only: in which state an account opens which door, and what becomes of doors that stood open
// (access §7; design: tokens, sessions).

export const ways = ['password', 'basic', 'token', 'session', 'device', 'provider', 'reset', 'code'] as const
/**
 * password: signing in on the page. basic, token: a service account's call. session: a call of a session that is open.
 * device: a pull of an enrolled device. provider: single sign-on. reset: a mailed link. code: the one-time code that an
 * administrator reads out.
 */
export type Way = (typeof ways)[number]

/**
 * in; no: 401 in the words of a wrong password; factor: the second factor is asked; enrol: one must be set up first;
 * renew: a new password is set first; agree: in, and shut but for the agreement; -: this way is not for such an account.
 */
export type Door = 'in' | 'no' | 'factor' | 'enrol' | 'renew' | 'agree' | '-'

const row = (text: string): Record<Way, Door> => {
  const marks = text.split(/\s+/) as Door[]
  return Object.fromEntries(ways.map((way, i) => [way, marks[i] ?? '-'])) as Record<Way, Door>
}

/** State → doors, with the right credentials. In the order of `ways`. `?` in a name: decided here. */
export const doors: Record<string, Record<Way, Door>> = {
  // password basic token session device provider reset code
  'in order': row('in no - in in in in renew'),
  'in order, on a laptop instance': row('in in - in in in in renew'),
  disabled: row('no no - no no no no no'),
  unverified: row('no no - no no no in renew'),
  'expired since yesterday': row('no no - no no no no no'),
  'expires today ?': row('in no - in in in in renew'),
  'locked, from an unknown device': row('no no - in in in in renew'),
  'locked, from a known device': row('in no - in in in in renew'),
  'without a password': row('no no - in in in in renew'),
  'with a second factor': row('factor no - in in in factor factor'),
  'with one, on a trusted device': row('in no - in in in factor factor'),
  'whose role must have one and has none': row('enrol no - enrol in enrol enrol enrol'),
  'whose role must have one and has one': row('factor no - in in in factor factor'),
  'whose role is gone ?': row('no no - no no no no no'),
  'whose role is retired ?': row('in no - in in in in renew'),
  'with a code that was read out': row('no no - no in in in renew'),
  'before the agreement': row('agree no - agree agree agree agree renew'),
  'before the agreement, offline within grace ?': row('agree no - agree in agree agree renew'),
  'a service account': row('- in in - - - - -'),
  'a disabled service account': row('- no no - - - - -'),
  'an expired service account': row('- no no - - - - -'),
  'a locked service account ?': row('- no in - - - - -'),
  'where a provider signs people in': row('no no - in in in no no'),
  'of another provider': row('no no - no no no no no'),
}

export type EndCase = {
  says: string
  event:
    | 'disabled'
    | 'expired'
    | 'signed out'
    | 'signed in elsewhere'
    | 'own password changed'
    | 'password set by another'
    | 'password reset by mail'
    | 'code issued'
    | 'role changed'
    | 'group changed'
    | 'second factor added'
    | 'second factor removed by another'
    | 'device revoked'
    | 'locked'
    | 'removed'
    | 'agency disabled'
    | 'idle for an hour'
    | 'idle for 59 minutes'
    | 'session of twelve hours'
    | 'enabled again'
    | 'all others signed out'
    | 'code of conduct renewed'
  /** What goes on with: this session, the other browser session, devices, tokens. `asked`: the step-up is asked anew. */
  session: 'goes on' | 'ends' | 'asked'
  others?: 'go on' | 'end'
  devices?: 'go on' | 'end' | 'erase'
  trusted?: 'stay' | 'forgotten'
  tag?: '?'
}

/** What ends what, at once: with the next call, within one request. */
export const endCases: EndCase[] = [
  {
    says: 'who is disabled is out everywhere',
    event: 'disabled',
    session: 'ends',
    others: 'end',
    devices: 'end',
    trusted: 'forgotten',
  },
  { says: 'so is who expired', event: 'expired', session: 'ends', others: 'end', devices: 'end', trusted: 'forgotten' },
  {
    says: 'and who is removed',
    event: 'removed',
    session: 'ends',
    others: 'end',
    devices: 'erase',
    trusted: 'forgotten',
  },
  {
    says: 'who is enabled again begins anew',
    event: 'enabled again',
    session: 'ends',
    others: 'end',
    devices: 'go on',
    tag: '?',
  },
  {
    says: 'signing out ends this session',
    event: 'signed out',
    session: 'ends',
    others: 'go on',
    devices: 'go on',
    trusted: 'stay',
    tag: '?',
  },
  {
    says: 'signing in elsewhere ends the browser session before, not the devices',
    event: 'signed in elsewhere',
    session: 'ends',
    devices: 'go on',
  },
  {
    says: 'a new password of one’s own keeps this session and ends the other',
    event: 'own password changed',
    session: 'goes on',
    others: 'end',
    devices: 'go on',
    trusted: 'forgotten',
    tag: '?',
  },
  {
    says: 'a password that somebody else set ends all',
    event: 'password set by another',
    session: 'ends',
    others: 'end',
    devices: 'end',
    trusted: 'forgotten',
  },
  {
    says: 'so does a reset by mail',
    event: 'password reset by mail',
    session: 'ends',
    others: 'end',
    devices: 'end',
    trusted: 'forgotten',
    tag: '?',
  },
  {
    says: 'a code that was read out ends all when it is issued',
    event: 'code issued',
    session: 'ends',
    others: 'end',
    devices: 'go on',
    trusted: 'forgotten',
    tag: '?',
  },
  {
    says: 'another role counts at once in a session that goes on',
    event: 'role changed',
    session: 'goes on',
    others: 'go on',
    devices: 'go on',
  },
  { says: 'so do other groups', event: 'group changed', session: 'goes on', others: 'go on', devices: 'go on' },
  {
    says: 'a second factor is asked from the next sign-in on',
    event: 'second factor added',
    session: 'goes on',
    others: 'end',
    devices: 'go on',
    trusted: 'forgotten',
    tag: '?',
  },
  {
    says: 'a second factor that somebody else takes away ends all',
    event: 'second factor removed by another',
    session: 'ends',
    others: 'end',
    devices: 'go on',
    trusted: 'forgotten',
    tag: '?',
  },
  {
    says: 'a revoked device erases, the browser session goes on',
    event: 'device revoked',
    session: 'goes on',
    devices: 'erase',
  },
  {
    says: 'a lock ends nothing',
    event: 'locked',
    session: 'goes on',
    others: 'go on',
    devices: 'go on',
    trusted: 'stay',
  },
  {
    says: 'an agency that is out of force ends nothing',
    event: 'agency disabled',
    session: 'goes on',
    others: 'go on',
    devices: 'go on',
  },
  { says: 'an hour of rest ends a session', event: 'idle for an hour', session: 'ends', devices: 'go on' },
  { says: 'less does not', event: 'idle for 59 minutes', session: 'goes on' },
  {
    says: 'twelve hours end a session that was never left',
    event: 'session of twelve hours',
    session: 'ends',
    devices: 'go on',
    tag: '?',
  },
  {
    says: 'signing out all others ends them and not this one',
    event: 'all others signed out',
    session: 'goes on',
    others: 'end',
    devices: 'go on',
  },
  {
    says: 'a newer code of conduct asks before anything else',
    event: 'code of conduct renewed',
    session: 'asked',
    others: 'go on',
    devices: 'go on',
  },
]

export type ExpiryCase = {
  says: string
  expiresOn: string | null
  now: string
  zone: string
  expired: boolean
  tag?: '?'
}

/** The day that is named is the last; it ends at midnight of the instance. */
export const expiryCases: ExpiryCase[] = [
  { says: 'without a day', expiresOn: null, now: '2026-05-01T12:00:00.000Z', zone: 'UTC', expired: false },
  {
    says: 'on the day',
    expiresOn: '2026-05-01',
    now: '2026-05-01T23:59:59.999Z',
    zone: 'UTC',
    expired: false,
    tag: '?',
  },
  { says: 'when it is over', expiresOn: '2026-05-01', now: '2026-05-02T00:00:00.000Z', zone: 'UTC', expired: true },
  {
    says: 'when it is over there, not in UTC',
    expiresOn: '2026-05-01',
    now: '2026-05-01T21:00:00.000Z',
    zone: 'Asia/Amman',
    expired: true,
  },
  {
    says: 'while it lasts there, though over in UTC',
    expiresOn: '2026-05-01',
    now: '2026-05-02T03:00:00.000Z',
    zone: 'America/Bogota',
    expired: false,
  },
]

export type StepUpCase = {
  says: string
  act: string
  needs: boolean
  provedAgo?: number
  answer: 'go' | 'ask'
  tag?: '?'
}

/** Acts before which one proves once more who one is; a proof serves ten minutes of its session. */
export const stepUpCases: StepUpCase[] = [
  { says: 'an export, unproved', act: 'export', needs: true, answer: 'ask' },
  { says: 'an export, proved', act: 'export', needs: true, provedAgo: 9, answer: 'go', tag: '?' },
  { says: 'an export, proved long ago', act: 'export', needs: true, provedAgo: 11, answer: 'ask', tag: '?' },
  { says: 'changing a role', act: 'role.write', needs: true, answer: 'ask' },
  { says: 'giving somebody a role', act: 'role.assign', needs: true, answer: 'ask' },
  { says: 'revealing an identity', act: 'reveal', needs: true, answer: 'ask' },
  { says: 'a password or second factor of one’s own, in our app', act: 'own credentials', needs: true, answer: 'ask' },
  { says: 'a one-time code for somebody', act: 'issue code', needs: true, answer: 'ask', tag: '?' },
  { says: 'right after signing in', act: 'export', needs: true, provedAgo: 0, answer: 'go' },
  { says: 'reading a record', act: 'read', needs: false, answer: 'go' },
  { says: 'writing one', act: 'write', needs: false, answer: 'go' },
  { says: 'signing out', act: 'sign out', needs: false, answer: 'go' },
]
