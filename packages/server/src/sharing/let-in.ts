// Whom the shares of a record let in, as its consent stands after a change. Consent that is withdrawn shuts at once
// out who was let in by it; the shares themselves stay as they are.
import type { Carried } from '@primero/domain/records/command.ts'
import type { StoredRecord } from '@primero/domain/records/record.ts'
import type { Moment } from '@primero/domain/time.ts'
import { isConsented } from '@primero/domain/workflow/consent.ts'
import { withTellers } from '@primero/domain/workflow/left-out.ts'
import { grantsOf, type Of, sharedFields } from '@primero/domain/workflow/shared-fields.ts'
import type { Transition } from '@primero/domain/workflow/transition.ts'
import { consentsOf } from '../consents/queries.ts'
import type { Tx } from '../db/database.ts'
import { grantedNow, keepGrants, transitionsOf } from './queries.ts'

/** Did this change give or take a consent by which records are shared? */
export function changesConsent(before: StoredRecord, after: StoredRecord, module: string): boolean {
  if (after.type !== 'case' || before.data === after.data) return false
  return (['Referral', 'Transfer'] as const).some(
    (kind) => isConsented(kind, module, before.data) !== isConsented(kind, module, after.data),
  )
}

export type LetIn = { carried: Carried; grantedTo: string[] }

/** The change with what the record now says of whom it lets in. @returns undefined where it was never shared */
export async function letInAfter(
  tx: Tx,
  n: number,
  carried: Carried,
  { module, at }: { module: string; at: Moment },
): Promise<LetIn | undefined> {
  const transitions = await transitionsOf(tx, n)
  if (transitions.length === 0) return undefined
  const { record } = carried
  const of = { module, data: record.data }
  await keepLetIn(tx, n, transitions, of, at)
  const shared = sharedFields(transitions, of)
  return {
    carried: { ...carried, record: { ...record, data: { ...record.data, ...shared } } },
    grantedTo: await grantedNow(tx, n),
  }
}

/** Grants to those whom shares let in from now on, each without what his consent leaves out, or his sender did not see. */
export async function keepLetIn(
  tx: Tx,
  n: number,
  transitions: readonly Transition[],
  of: Of,
  at: Moment,
): Promise<void> {
  const consents = transitions.some(({ consent }) => consent !== null) ? await consentsOf(tx, n) : []
  const leftOutOf = (transition: string): string[] => {
    const share = transitions.find(({ id }) => id === transition)
    return withTellers(consents.find(({ id }) => id === share?.consent)?.excluded ?? [])
  }
  const grants = grantsOf(transitions, of).map((grant) => ({
    ...grant,
    leftOut: [...new Set([...leftOutOf(grant.transition), ...grant.leftOut])],
  }))
  await keepGrants(tx, n, grants, at)
}
