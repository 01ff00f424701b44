// For tests only: counting wrong tries (api-records §3.3, api-admin §0.6, access §7.2; the lock blocks passwords of
// unknown devices only, so that nobody is locked out by somebody else). A known name and an unknown one count alike.

/** Numbers and times, in seconds. `?` no text gives them. */
export const counters = {
  /** Wrong passwords in a row of a name, from unknown devices together: then a lock. Ended by a right one, a reset, its end. */
  lock: { after: 6, lasts: 1800 },
  /** ? The same for each known device: then it is known no more. */
  knownDevice: { after: 6 },
  /** Calls of POST /tokens with a name, right ones too. */
  signIn: { most: 6, within: 60 },
  /** ? Failed sign-ins from one address, whatever the names; Basic counts too. */
  address: { most: 30, within: 60 },
  resetRequest: { most: 6, within: 60 },
  reset: { most: 10, within: 60 },
  registration: { most: 6, within: 60 },
  /** ? Wrong codes of a second factor, then the sign-in begins anew; and of an account within an hour, then a lock of it. */
  factor: { perSignIn: 5, most: 10, within: 3600 },
  /** ? A code that an administrator reads out: characters, minutes, tries, uses. */
  code: { length: 10, lasts: 3600, tries: 5, uses: 1 },
  /** A mailed link. */
  link: { lasts: 86_400, uses: 1 },
  /** ? A session that waits for its second factor. */
  pending: { lasts: 300 },
  /** ? A device that need not show the factor again. */
  trusted: { lasts: 30 * 86_400 },
  /** ? A proof before a dangerous act. */
  proof: { lasts: 600 },
} as const

export type Try = {
  /** Seconds since the beginning. */
  at: number
  /** amal is known; nobody is not. */
  name?: 'amal' | 'nobody'
  from?: 'unknown' | 'known'
  /** Addresses a, b …; a where nothing is said. */
  address?: string
  by?: 'page' | 'basic' | 'reset' | 'session'
  right?: true
}

export type LockCase = { says: string; tries: Try[]; answers: (200 | 401 | 429)[]; tag?: '?' }

const wrong = (times: number, from = 0, every = 61, rest: Partial<Try> = {}): Try[] =>
  Array.from({ length: times }, (_, i) => ({ at: from + i * every, ...rest }))
const no = (times: number): 401[] => Array.from({ length: times }, () => 401)
const right = (at: number, rest: Partial<Try> = {}): Try => ({ at, right: true, ...rest })

export const lockCases: LockCase[] = [
  { says: 'five wrong ones lock nothing', tries: [...wrong(5), right(400)], answers: [...no(5), 200] },
  { says: 'the sixth is answered like the others', tries: wrong(6), answers: no(6) },
  { says: 'after the sixth the right one is refused', tries: [...wrong(6), right(400)], answers: [...no(6), 401] },
  {
    says: 'a right one in between begins the count anew',
    tries: [...wrong(5), right(400), ...wrong(5, 500), right(900)],
    answers: [...no(5), 200, ...no(5), 200],
  },
  {
    says: 'wrong ones count however far apart they are',
    tries: [...wrong(6, 0, 3600), right(5 * 3600 + 61)],
    answers: [...no(6), 401],
  },
  {
    says: 'a second before half an hour is over the lock holds',
    tries: [...wrong(6), right(305 + 1799)],
    answers: [...no(6), 401],
  },
  {
    says: 'half an hour after the sixth it is over',
    tries: [...wrong(6), right(305 + 1800)],
    answers: [...no(6), 200],
  },
  {
    says: 'wrong ones under the lock make it no longer',
    tries: [...wrong(6), ...wrong(6, 400, 200), right(305 + 1800)],
    answers: [...no(12), 200],
  },
  {
    says: 'after the lock there are six tries again',
    tries: [...wrong(6), ...wrong(5, 305 + 1801), right(305 + 1801 + 400)],
    answers: [...no(11), 200],
  },
  {
    says: 'after the lock the sixth locks again',
    tries: [...wrong(6), ...wrong(6, 305 + 1801), right(305 + 1801 + 400)],
    answers: [...no(12), 401],
  },
  {
    says: 'a known device comes in while the name is locked',
    tries: [...wrong(6), right(400, { from: 'known' })],
    answers: [...no(6), 200],
  },
  {
    says: 'and that does not open the lock for others',
    tries: [...wrong(6), right(400, { from: 'known' }), right(500)],
    answers: [...no(6), 200, 401],
    tag: '?',
  },
  {
    says: 'wrong ones of a known device do not lock the name',
    tries: [...wrong(6, 0, 61, { from: 'known' }), right(400)],
    answers: [...no(6), 200],
    tag: '?',
  },
  {
    says: 'but after six of them the device is known no more',
    tries: [...wrong(6), ...wrong(6, 400, 61, { from: 'known' }), right(800, { from: 'known' })],
    answers: [...no(12), 401],
    tag: '?',
  },
  {
    says: 'wrong ones of known and unknown devices are counted apart',
    tries: [...wrong(5), { at: 320, from: 'known' }, right(400)],
    answers: [...no(6), 200],
    tag: '?',
  },
  {
    says: 'from several addresses they are counted together',
    tries: [...wrong(3), ...wrong(3, 200, 61, { address: 'b' }), right(400, { address: 'c' })],
    answers: [...no(6), 401],
  },
  {
    says: 'Basic counts with the page',
    tries: [...wrong(3), ...wrong(3, 200, 61, { by: 'basic' }), right(400)],
    answers: [...no(6), 401],
  },
  {
    says: 'a reset opens the lock',
    tries: [...wrong(6), right(400, { by: 'reset' }), right(500)],
    answers: [...no(6), 200, 200],
    tag: '?',
  },
  {
    says: 'an open session is not asked',
    tries: [right(0), ...wrong(6, 61), right(500, { by: 'session' })],
    answers: [200, ...no(6), 200],
  },
  { says: 'seven in a minute: the seventh waits', tries: [...wrong(6, 0, 1), { at: 6 }], answers: [...no(6), 429] },
  {
    says: 'right ones count for that, too',
    tries: [...Array.from({ length: 6 }, (_, i) => right(i)), right(6)],
    answers: [200, 200, 200, 200, 200, 200, 429],
  },
  {
    says: 'what waits is not counted as wrong',
    tries: [...wrong(5, 0, 1), right(5), { at: 6 }, { at: 7 }, ...wrong(5, 61, 1), right(122)],
    answers: [...no(5), 200, 429, 429, ...no(5), 200],
  },
  {
    says: 'a minute after the first there is room again',
    tries: [...wrong(3, 0, 1), right(3), right(4), right(5), right(60)],
    answers: [...no(3), 200, 200, 200, 200],
  },
  {
    says: 'a name that nobody has: the same answers',
    tries: wrong(7, 0, 1, { name: 'nobody' }),
    answers: [...no(6), 429],
  },
  {
    says: 'a name that nobody has, slowly: the same answers',
    tries: wrong(8, 0, 61, { name: 'nobody' }),
    answers: no(8),
  },
  {
    says: 'one name does not wait for another',
    tries: [...wrong(6, 0, 1, { name: 'nobody' }), right(7)],
    answers: [...no(6), 200],
  },
]

export type AddressCase = {
  says: string
  /** So many failed tries, each with another name, within a minute from one address. */
  failed: number
  /** Then a right one, from that address, another, or the same later. */
  next: { address: 'same' | 'another'; seconds: number; known?: true }
  answer: 200 | 429
  tag?: '?'
}

export const addressCases: AddressCase[] = [
  { says: 'thirty are answered', failed: 29, next: { address: 'same', seconds: 30 }, answer: 200, tag: '?' },
  {
    says: 'after the thirtieth the address waits',
    failed: 30,
    next: { address: 'same', seconds: 30 },
    answer: 429,
    tag: '?',
  },
  { says: 'another address does not', failed: 30, next: { address: 'another', seconds: 30 }, answer: 200, tag: '?' },
  {
    says: 'a minute later it is served again',
    failed: 30,
    next: { address: 'same', seconds: 61 },
    answer: 200,
    tag: '?',
  },
  {
    says: 'a known device does not wait for its office',
    failed: 30,
    next: { address: 'same', seconds: 30, known: true },
    answer: 200,
    tag: '?',
  },
]

export type FactorCase = {
  says: string
  /** Of TOTP, in steps of thirty seconds from the present one; recovery codes by number. */
  tries: ({ step: number } | { recovery: number } | 'wrong')[]
  answers: ('in' | 'no' | 'anew' | 'locked')[]
  tag?: '?'
}

/** A second factor at one sign-in after another. */
export const factorCases: FactorCase[] = [
  { says: 'the present code', tries: [{ step: 0 }], answers: ['in'] },
  { says: 'the code before, for slow hands', tries: [{ step: -1 }], answers: ['in'], tag: '?' },
  { says: 'the code after, for fast clocks', tries: [{ step: 1 }], answers: ['in'], tag: '?' },
  { says: 'two before is too old', tries: [{ step: -2 }], answers: ['no'], tag: '?' },
  { says: 'a code serves once', tries: [{ step: 0 }, { step: 0 }], answers: ['in', 'no'] },
  { says: 'an older one after a newer does not serve', tries: [{ step: 0 }, { step: -1 }], answers: ['in', 'no'] },
  { says: 'a recovery code serves once', tries: [{ recovery: 1 }, { recovery: 1 }], answers: ['in', 'no'] },
  { says: 'another one still serves', tries: [{ recovery: 1 }, { recovery: 2 }], answers: ['in', 'in'] },
  {
    says: 'four wrong ones and a right one',
    tries: ['wrong', 'wrong', 'wrong', 'wrong', { step: 0 }],
    answers: ['no', 'no', 'no', 'no', 'in'],
    tag: '?',
  },
  {
    says: 'after the fifth the password is asked anew',
    tries: ['wrong', 'wrong', 'wrong', 'wrong', 'wrong'],
    answers: ['no', 'no', 'no', 'no', 'anew'],
    tag: '?',
  },
  {
    says: 'ten wrong ones in an hour lock the account’s second factor, with the right one, too',
    tries: ['wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'wrong', { step: 0 }],
    answers: ['no', 'no', 'no', 'no', 'anew', 'no', 'no', 'no', 'no', 'locked', 'locked'],
    tag: '?',
  },
]
