// Counting calls within a while: a window begins with the first call and is forgotten when it is over.

/** `since` in seconds since 1970. */
export type Window = { since: number; count: number }
export type Rate = { most: number; within: number }

/** Seconds until another call is let in; 0: now. What waits is not counted. */
export function secondsToWait(window: Window | undefined, { most, within }: Rate, now: number): number {
  if (window === undefined || window.count < most) return 0
  return Math.max(0, window.since + within - now)
}

/** The window after one more call. */
export const counted = (window: Window | undefined, { within }: Pick<Rate, 'within'>, now: number): Window =>
  window === undefined || now >= window.since + within
    ? { since: now, count: 1 }
    : { since: window.since, count: window.count + 1 }
