// What a failed question means for a page.
import { Refused, Unreachable } from '../sync/http.ts'
import type { ProblemShape, ReadState } from './store.ts'

const denials = new Set(['not-found', 'forbidden'])

export type Failure = { state: ReadState; problem: ProblemShape | undefined }

/** @throws what is neither a refusal nor a lost line: a bug */
export function failureOf(e: unknown): Failure {
  if (e instanceof Unreachable) return { state: 'offline', problem: undefined }
  if (!(e instanceof Refused)) throw e
  const problem = { code: e.code, params: e.params }
  return { state: denials.has(e.code) ? 'denied' : 'error', problem }
}
