// A refusal is part of the domain; a crash is not. Codes are words, never reused;
// sentences belong to the client's translations.

import type { AgreementKind } from './accounts/agreements.ts'
import type { ProvedAct } from './accounts/proof.ts'

/** What each refusal tells besides its code. Ids, field names and limits only: never a value that someone typed. */
export type ProblemParams = {
  /** Unknown, or not for this person: the two are never told apart in sync and ext. */
  'not-found': { what?: string }
  /** The role does not hold the action, or the record is out of scope (v2 tells 403 from 404 as pinned). */
  forbidden: { action?: string }
  /** Nobody is signed in, or the credentials are wrong. */
  'not-signed-in': Record<string, never>
  /** Right, but a code that was read out: a password of one's own is set first. */
  'must-renew': Record<string, never>
  /** Shut until somebody accepts this agreement; for machines, while the protocol that they send under is over. */
  'agreement-missing': { agreement: AgreementKind }
  /** The password is right; the second factor is asked next. */
  'needs-factor': Record<string, never>
  /** The password is right; the role must have a second factor, and one is set up first. */
  'needs-enrolment': Record<string, never>
  /** The session proves once more who acts, and asks again. */
  'needs-proof': { act: ProvedAct }
  /** A cookie session without the matching CSRF token or from a foreign origin. */
  'csrf-mismatch': Record<string, never>
  /** Too many attempts; `seconds` until the next one counts. */
  'too-many-requests': { seconds: number }
  /** A record, intention or blob with this id exists already. */
  'id-taken': { id: string }
  /** Answers of the wrong type; JSON pointers into the data. */
  'invalid-answers': { pointers: string[] }
  /** The request itself does not have the agreed shape; JSON pointers and zod keywords. */
  'invalid-request': { issues: { pointer: string; keyword: string }[] }
  /** A body that cannot be read at all. */
  'malformed-request': Record<string, never>
  /** Keys or filters that this door refuses instead of ignoring. */
  'unknown-keys': { keys: string[] }
  /** A parameter that must be there is missing. */
  'missing-parameter': { name: string }
  /** A rule of the model on one attribute, and on `others`; `message` is a stable key that clients translate. */
  'rule-broken': { attribute: string; message: string; others?: { attribute: string; message: string }[] }
  /** An intention's name or version that this server does not know. */
  'unknown-intention': { name: string; v: number }
  /** The record is disabled, closed or otherwise not in a state that allows this step. */
  'wrong-state': { state: string }
  /** Bytes that are not what the field takes, or too many of them. */
  'attachment-refused': { reason: 'type' | 'size' | 'empty' | 'count' | 'hash' | 'incomplete' }
  /** This device was revoked, or is not known any more: it erases what it keeps. */
  'device-revoked': Record<string, never>
  /** More than one intention may hold, or one person may keep or leave for others to decide; `most` is the limit. */
  'too-much': { of: 'paths' | 'characters' | 'proposals' | 'searches'; most: number }
  /** Somebody else changed it since it was read: nothing of either is lost, and nothing is saved over it. */
  'changed-elsewhere': Record<string, never>
  /** A configuration is being applied, or somebody else is just at the same; come back. */
  'configuration-busy': { seconds: number }
  /** Who signs people in here does not answer, or not as itself. */
  'provider-unreachable': Record<string, never>
}

export type ProblemCode = keyof ProblemParams

/** The one kind of refusal. Every door renders it in its own envelope. */
export class Problem<C extends ProblemCode = ProblemCode> extends Error {
  readonly code: C
  readonly params: ProblemParams[C]

  constructor(code: C, params: ProblemParams[C]) {
    super(code)
    this.name = 'Problem'
    this.code = code
    this.params = params
  }
}

export const isProblem = <C extends ProblemCode>(e: unknown, code: C): e is Problem<C> =>
  e instanceof Problem && e.code === code
