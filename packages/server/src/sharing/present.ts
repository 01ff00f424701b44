// A transition on the wire (api-records §20.1).
import type { Actor } from '@primero/domain/access/actor.ts'
import { decide } from '@primero/domain/access/decide.ts'
import { maySeeReferral } from '@primero/domain/access/referred.ts'
import type { RecordFacts } from '@primero/domain/records/record.ts'
import { partyOf } from '@primero/domain/workflow/share.ts'
import { mayAccept, type Transition } from '@primero/domain/workflow/transition.ts'
import { accountsNamed } from '../accounts/queries.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import type { StoredTransition } from './queries.ts'
import { receiverOf } from './share.ts'

type Wire = Record<string, unknown>

/** What each shows to this person; optional keys that are null are left out. */
export async function presentTransitions(
  house: House,
  tx: Tx,
  actor: Actor,
  facts: RecordFacts,
  transitions: readonly StoredTransition[],
): Promise<Wire[]> {
  const names = transitions.flatMap(({ type, to }) => (type === 'TransferRequest' ? facts.ownedBy : (to ?? [])))
  const accounts = await accountsNamed(tx, [...new Set(names)])
  const receivers = new Map(accounts.map((account) => [account.user_name, receiverOf(house, account)]))
  const isDenied = decide(house.configuration(), actor, facts.type, 'read', facts) !== 'yes'
  return transitions.map((transition) => {
    const answering = transition.type === 'TransferRequest' ? facts.ownedBy : transition.to
    const party = partyOf(actor, { facts }, transition, answering === null ? undefined : receivers.get(answering))
    return {
      ...shown(transition),
      record_access_denied: isDenied,
      user_can_accept_or_reject: mayAccept(transition, party),
    }
  })
}

function shown(t: StoredTransition): Wire {
  return {
    id: t.id,
    type: t.type,
    status: t.status,
    record_id: t.record.id,
    record_type: t.record.type,
    transitioned_by: t.by,
    created_at: t.createdAt,
    remote: t.remote,
    consent_overridden: t.consentOverridden,
    consent_individual_transfer: t.consentIndividual,
    allow_case_creation: t.allowCaseCreation,
    record_owned_by: t.recordOwner.userName,
    record_owned_by_groups: t.recordOwner.groups,
    transitioned_by_user_groups: t.sender.groups,
    ...said({
      transitioned_to: t.to,
      notes: t.notes,
      record_owned_by_agency: t.recordOwner.agency,
      transitioned_by_user_agency: t.sender.agency,
      transitioned_to_user_agency: t.recipient?.agency ?? null,
      transitioned_to_user_groups: t.recipient?.groups ?? null,
      transitioned_to_agency: t.toAgency,
      transitioned_to_remote: t.toRemote,
      service: t.service,
      service_record_id: t.serviceRow,
      type_of_export: t.exportType,
      authorized_role_unique_id: t.authorizedRole,
      rejected_reason: t.rejectedReason,
      rejection_note: t.rejectionNote,
      responded_at: t.respondedAt,
    }),
  }
}

const said = (wire: Wire): Wire => Object.fromEntries(Object.entries(wire).filter(([, value]) => value !== null))

/** Of a record that he may read: all but referrals that are none of his business (access §5.4). */
export const visibleTo = (actor: Actor, facts: RecordFacts, transitions: readonly StoredTransition[]) =>
  transitions.filter((one) => one.type !== 'Referral' || maySeeReferral(actor, referralFacts(one, facts)))

const referralFacts = (one: Transition, facts: RecordFacts) => ({
  owner: {
    userName: facts.ownedBy,
    groups: facts.seenBy.filter((p) => p.startsWith('g:')).map((p) => p.slice(2)),
    agency: facts.seenBy.find((p) => p.startsWith('a:'))?.slice(2) ?? null,
  },
  to: {
    userName: one.to ?? '',
    groups: one.recipient?.groups ?? [],
    agency: one.toAgency ?? one.recipient?.agency ?? null,
  },
  status: one.status,
})
