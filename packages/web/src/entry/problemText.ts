// What went wrong at the door, in words.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Refused } from '../sync/http.ts'

export type DoorTrouble =
  | { kind: 'wrong' }
  | { kind: 'renew' }
  | { kind: 'weak' }
  | { kind: 'wait'; seconds: number }
  | { kind: 'offline' }
  | { kind: 'busy' }
  | { kind: 'broken' }

/** The wire's own pause where the server names none (api-admin §2: six tries a minute). */
const pause = 60

/** Undefined: whoever leaves a question for later has no trouble. */
export function doorTroubleOf(e: unknown): DoorTrouble | undefined {
  if (!(e instanceof Refused)) return { kind: 'offline' }
  if (e.status === 401) return { kind: 'wrong' }
  if (e.code.startsWith('needs-')) return undefined
  if (e.code === 'must-renew') return { kind: 'renew' }
  if (e.code === 'rule-broken') return { kind: 'weak' }
  if (e.status === 429) return { kind: 'wait', seconds: Number(e.params['seconds'] ?? pause) }
  if (e.status === 503) return { kind: 'busy' }
  return { kind: 'broken' }
}

export const doorTitles: Record<DoorTrouble['kind'], MessageDescriptor> = {
  wrong: msg`That did not match.`,
  renew: msg`This code works once.`,
  weak: msg`This password is too easy to guess.`,
  wait: msg`Too many attempts.`,
  offline: msg`No connection to the server.`,
  busy: msg`The system is being set up.`,
  broken: msg`The server could not answer.`,
}

export const doorAdvice: Record<Exclude<DoorTrouble['kind'], 'wait'>, MessageDescriptor> = {
  wrong: msg`Check the user name and password, then try again.`,
  renew: msg`Choose a password of your own on the sign-in page.`,
  weak: msg`Take at least 8 characters that nobody would try first.`,
  offline: msg`Signing in needs a connection. Try again when there is a signal.`,
  busy: msg`Try again in a minute.`,
  broken: msg`Try again. If this lasts, tell your administrator.`,
}
