// What opens an account once and for a while: a mailed link, a code that was read out; and marks that last: a session
// that waits for its factor, a device that is trusted (access §7.2; design: one-time codes).
import { limits } from './limits.ts'

/** `at`: when it was issued, in seconds since 1970. `wrong`: wrong tries against it. */
export type Ticket = { at: number; wrong: number; uses: number }

const isWithin = (at: number, lasts: number, now: number): boolean => now >= at && now < at + lasts

/** Does the link still open its account? */
export const isLinkOpen = ({ at, uses }: Ticket, now: number): boolean =>
  isWithin(at, limits.link.lasts, now) && uses < limits.link.uses

/** Does the code? After five wrong tries a new one must be read out. */
export const isCodeOpen = ({ at, wrong, uses }: Ticket, now: number): boolean =>
  isWithin(at, limits.code.lasts, now) && uses < limits.code.uses && wrong < limits.code.tries

/** Does a session still wait for its second factor? */
export const isPending = (since: number, now: number): boolean => isWithin(since, limits.pending.lasts, now)

/** Need the device not show the factor again? */
export const isTrusted = (since: number, now: number): boolean => isWithin(since, limits.trusted.lasts, now)
