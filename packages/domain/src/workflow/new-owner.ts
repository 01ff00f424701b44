// What becomes of shares when people change: a record goes to a new owner, or somebody leaves who was let in. Pure.
import type { Person } from '../access/actor.ts'
import { newlyOwnedBy } from '../records/create.ts'
import type { Data, Occasion, RecordFacts, StoredRecord } from '../records/record.ts'
import { sharedFields } from './shared-fields.ts'
import { isLive, moved, type Transition } from './transition.ts'

type Held = { record: StoredRecord; facts: RecordFacts }

/** `changed`: transitions that ended, as they are now. `data`: of the record after it. */
export type Ended = { changed: Transition[]; data: Data }

/**
 * Who offered it does not own it any more, and whoever owns it from now on never did: offers end. What he asked for
 * himself he has. Other requests wait for him, and referrals go on.
 */
export const endedByOwner = (
  transitions: readonly Transition[],
  newOwner: string,
  { now }: Pick<Occasion, 'now'>,
): Transition[] =>
  transitions.flatMap((one) => {
    if (one.status !== 'in_progress') return []
    if (one.type === 'Transfer') return [moved(one, 'revoked', now)]
    return one.type === 'TransferRequest' && one.by === newOwner ? [moved(one, 'accepted', now)] : []
  })

/** Requests that wait for whoever owns the record now. */
export const requestsWaiting = (transitions: readonly Transition[]): Transition[] =>
  transitions.filter(({ type, status }) => type === 'TransferRequest' && status === 'in_progress')

/** The record goes to somebody because its owner leaves. */
export function handedOver(
  { record, facts }: Held,
  to: Person,
  transitions: readonly Transition[],
  occasion: Occasion,
): Ended {
  const changed = endedByOwner(transitions, to.userName, occasion)
  return {
    changed,
    data: withShares(facts, { ...record.data, ...newlyOwnedBy(to, record.data) }, transitions, changed),
  }
}

/**
 * Of a record that somebody reaches by shares, and leaves: nobody would answer them. What waits for his answer he does
 * not take; what he took ends without being done, since nothing was; what he asked for he does not need.
 */
export function endedByLeaving(
  { record, facts }: Held,
  leaver: string,
  transitions: readonly Transition[],
  { now }: Pick<Occasion, 'now'>,
): Ended {
  const changed = transitions
    .filter((one) => waitsFor(one, leaver))
    .map((one) => moved(one, one.status === 'in_progress' ? 'rejected' : 'revoked', now))
  return { changed, data: withShares(facts, record.data, transitions, changed) }
}

const waitsFor = (one: Transition, leaver: string): boolean =>
  one.type === 'TransferRequest' ? one.by === leaver && one.status === 'in_progress' : one.to === leaver && isLive(one)

function withShares(
  { module }: RecordFacts,
  data: Data,
  transitions: readonly Transition[],
  changed: readonly Transition[],
): Data {
  if (changed.length === 0) return data
  const all = transitions.map((one) => changed.find(({ id }) => id === one.id) ?? one)
  return { ...data, ...sharedFields(all, { module, data }) }
}
