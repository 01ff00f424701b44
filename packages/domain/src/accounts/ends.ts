// What ends what, at once: with the next call, within one request (access §7.2; design: sessions).

/** What happens to an account, a session or a device. Other roles, groups and agreements count at once without an end. */
export type AccountEvent =
  | 'disabled'
  | 'expired'
  | 'removed'
  | 'enabled again'
  | 'signed out'
  | 'signed in elsewhere'
  | 'own password changed'
  | 'password set by another'
  | 'password reset by mail'
  | 'code issued'
  | 'role changed'
  | 'group changed'
  | 'second factor added'
  | 'own second factor removed'
  | 'second factor removed by another'
  | 'device revoked'
  | 'locked'
  | 'agency disabled'
  | 'idle'
  | 'over'
  | 'all others signed out'
  | 'code of conduct renewed'

/**
 * `session`: the one that it happened in, or that was there before. `others`: the person's other browser sessions.
 * `devices`: those enrolled; `erase`: they forget what they keep. `trusted`: marks that spare the second factor.
 * `asked`: goes on, and asks for the agreement before anything else.
 */
export type Ends = {
  session: 'goes on' | 'ends' | 'asked'
  others: 'go on' | 'end'
  devices: 'go on' | 'end' | 'erase'
  trusted: 'stay' | 'forgotten'
}

const nothing: Ends = { session: 'goes on', others: 'go on', devices: 'go on', trusted: 'stay' }
const allSessions: Ends = { session: 'ends', others: 'end', devices: 'go on', trusted: 'forgotten' }
const everything: Ends = { ...allSessions, devices: 'end' }
const thisSession: Ends = { ...nothing, session: 'ends' }

const ends: Record<AccountEvent, Ends> = {
  disabled: everything,
  expired: everything,
  removed: { ...everything, devices: 'erase' },
  // Sessions ended when it was disabled; one that is found all the same ends now.
  'enabled again': allSessions,
  'signed out': thisSession,
  'signed in elsewhere': { ...thisSession, others: 'end' },
  'own password changed': { ...allSessions, session: 'goes on' },
  'password set by another': everything,
  'password reset by mail': everything,
  'code issued': allSessions,
  'role changed': nothing,
  'group changed': nothing,
  'second factor added': { ...allSessions, session: 'goes on' },
  'own second factor removed': { ...allSessions, session: 'goes on' },
  'second factor removed by another': allSessions,
  'device revoked': { ...nothing, devices: 'erase' },
  locked: nothing,
  'agency disabled': nothing,
  idle: thisSession,
  over: thisSession,
  'all others signed out': { ...nothing, others: 'end' },
  'code of conduct renewed': { ...nothing, session: 'asked' },
}

/** What an event ends. */
export const endsOf = (event: AccountEvent): Ends => ends[event]

/** Seconds of rest, and of life, after which a browser session ends. */
export const sessionLasts = { idle: 3600, whole: 12 * 3600 } as const

/** Has the session ended by itself? Times in seconds since 1970: when it began, and its last call. */
export function isSessionOver(
  { began, seen }: { began: number; seen: number },
  now: number,
): 'idle' | 'over' | undefined {
  if (now - began >= sessionLasts.whole) return 'over'
  return now - seen >= sessionLasts.idle ? 'idle' : undefined
}
