// Sharing a record: assigning, transferring, asking for it, referring. Who answers in which state, and what becomes of it
// (workflow §1.3–1.7). No transition is changed by an edit of its record.
import type { Uuid } from '../ids.ts'
import type { Moment } from '../time.ts'
import type { CareFrom } from './clinical-care.ts'

export const transitionTypes = ['Assign', 'Transfer', 'TransferRequest', 'Referral'] as const
export type TransitionType = (typeof transitionTypes)[number]

export type TransitionStatus = 'in_progress' | 'accepted' | 'rejected' | 'done' | 'revoked'

/** What a referral opens at most. Nobody passes on what he does not see: this is fixed when it is made. */
export type Given = {
  /** Of the role's forms these alone; left out or null: all of them. */
  forms?: readonly string[] | null
  /** Fields that stay out, beside those that its consent leaves out. */
  leftOut?: readonly string[]
  /** Of the services these alone; left out or null: all of them. */
  services?: readonly string[] | null
}

export type Transition = Given & {
  id: Uuid
  type: TransitionType
  status: TransitionStatus
  /** User name of who sent it. */
  by: string
  /** User name of the recipient; null: it left this house. */
  to: string | null
  remote: boolean
  service: string | null
  /** `unique_id` of the row of `services_section` that it is about. */
  serviceRow: string | null
  notes: string | null
  /** Agency that the sender named, and a recipient outside in words. */
  toAgency: string | null
  toRemote: string | null
  exportType: string | null
  rejectedReason: string | null
  rejectionNote: string | null
  consentOverridden: boolean
  consentIndividual: boolean
  /** Why it went without consent; v2 does not say. */
  override: Override | null
  /** The entry in the ledger that it went by; null: by the record's fields, without consent, or none is needed. */
  consent: Uuid | null
  /** Role whose forms the recipient sees; null: his own. */
  authorizedRole: string | null
  /** Its forms until somebody accepts it; left out or null: no other than afterwards. */
  formsBefore?: readonly string[] | null
  allowCaseCreation: boolean
  /** As they stood when it was made. */
  recordOwner: Standing
  sender: Omit<Standing, 'userName'>
  recipient: Omit<Standing, 'userName'> | null
  createdAt: Moment
  /** When its recipient answered; for finished work, when it was finished. */
  respondedAt: Moment | null
  /** When it ended otherwise: it was taken back. */
  endedAt: Moment | null
  /** Where consent took it back, and nobody did. */
  endedFor: (typeof endedFors)[number] | null
  /** Of the directory, where it was chosen there. */
  provider?: Uuid | null
  /** Until when clinical care counts most. */
  careBy?: Moment | null
  /** What that is counted from. */
  careFrom?: CareFrom
  /** Between modules: its recipient has a package, and the record never. */
  packaged?: boolean
  /** When its sender, then who manages the owner, are told that nobody answered. */
  silence?: { sender: Moment; managers: Moment } | null
}

export const overrideGrounds = ['best_interests', 'risk_of_harm', 'vital_interest', 'legal_duty'] as const
export type Override = {
  ground: (typeof overrideGrounds)[number]
  reason: string
  /** User name of the second person who was asked. */
  second: string | null
  /** What was weighed, where nobody could be asked; and whether the recipient was found safe. */
  assessment: string | null
  recipientSafe: boolean
}

export const endedFors = ['consent_withdrawn', 'consent_expired'] as const

export type Standing = { userName: string; agency: string | null; groups: string[] }

export type TransitionEvent = 'accept' | 'reject' | 'done' | 'revoke' | 'other'

/** Who somebody is to a transition; one may be several of these. */
export type Party = {
  isRecipient: boolean
  isSender: boolean
  /** Owns the record now. */
  isOwner: boolean
  /** Manages the recipient and holds `accept_or_reject_transfer`. */
  isManager: boolean
  /** Holds `remove_assigned_users`, and the record is in his scope. */
  isRemover: boolean
}

/** `same`: nothing happens, and he is shown it as it is. `no`: none of his business. */
export type Answered = 'ok' | 'same' | 'no'

const leadsTo = { accept: 'accepted', reject: 'rejected', done: 'done', revoke: 'revoked' } as const

/** The state to which an event leads. */
export const stateAfter = (event: Exclude<TransitionEvent, 'other'>): TransitionStatus => leadsTo[event]

export const isLive = ({ type, status, remote }: Pick<Transition, 'type' | 'status' | 'remote'>): boolean =>
  !remote && isOpen({ type, status })

/** Waits, or was taken and goes on; here or outside. */
export const isOpen = ({ type, status }: Pick<Transition, 'type' | 'status'>): boolean =>
  (type === 'Referral' || type === 'Transfer') &&
  (status === 'in_progress' || (status === 'accepted' && type === 'Referral'))

/** The same after a step, at that moment. */
export function moved(
  transition: Transition,
  status: TransitionStatus,
  now: Moment,
  { reason = null, note = null }: { reason?: string | null; note?: string | null } = {},
): Transition {
  if (status === 'revoked') return { ...transition, status, endedAt: now }
  return {
    ...transition,
    status,
    respondedAt: now,
    ...(status === 'rejected' ? { rejectedReason: reason } : {}),
    ...(status === 'done' ? { rejectionNote: note } : {}),
  }
}

/** May this person do that to the transition in its state, and does it do anything? */
export function answer(
  { type, status, remote }: Pick<Transition, 'type' | 'status' | 'remote'>,
  event: TransitionEvent,
  party: Party,
): Answered {
  switch (type) {
    case 'Assign':
      return 'no'
    case 'Referral':
      return answerReferral(status, event, { ...party, isRecipient: party.isRecipient && !remote })
    case 'Transfer':
      return answerTransfer(status, event, {
        ...party,
        isRecipient: party.isRecipient && !remote,
        isManager: party.isManager && !remote,
      })
    case 'TransferRequest':
      return answerRequest(status, event, party)
  }
}

/** Only the recipient answers a referral; only the owner or who removes assigned people takes it back. */
function answerReferral(status: TransitionStatus, event: TransitionEvent, who: Party): Answered {
  if (event === 'revoke') {
    if (!who.isOwner && !who.isRemover) return 'no'
    return status === 'revoked' ? 'same' : 'ok'
  }
  // What was taken back is none of the recipient's business any more.
  if (!who.isRecipient || status === 'revoked') return 'no'
  const from = { accept: 'in_progress', reject: 'in_progress', done: 'accepted', other: undefined }[event]
  return from === status ? 'ok' : 'same'
}

/** A transfer is answered by its recipient or who manages him, and taken back by who sent, owns or supervises it. */
function answerTransfer(status: TransitionStatus, event: TransitionEvent, who: Party): Answered {
  if (event === 'accept' || event === 'reject') {
    if (status === 'revoked' || !(who.isRecipient || (who.isManager && !who.isSender))) return 'no'
    return status === 'in_progress' ? 'ok' : 'same'
  }
  const sides = who.isSender || who.isOwner || who.isRemover
  const theirs = who.isRecipient || who.isManager
  if (event === 'revoke') {
    if (status === 'revoked') return sides ? 'same' : 'no'
    if (status === 'rejected') return sides ? 'ok' : 'no'
    // Once it is accepted its sender has nothing to do with the record any more.
    const isHis = status === 'accepted' ? theirs || who.isOwner || who.isRemover : theirs || sides
    return isHis ? 'ok' : 'no'
  }
  if (status === 'revoked') return sides ? 'same' : 'no'
  if (status === 'accepted') return theirs || who.isOwner || who.isRemover ? 'same' : 'no'
  return theirs || sides ? 'same' : 'no'
}

/** A request is answered by whoever owns the record now, or who manages him; once. */
function answerRequest(status: TransitionStatus, event: TransitionEvent, who: Party): Answered {
  if (!who.isOwner && !who.isManager) return 'no'
  return status === 'in_progress' && (event === 'accept' || event === 'reject') ? 'ok' : 'same'
}

/** `user_can_accept_or_reject`: may this person accept it now? */
export function mayAccept(transition: Pick<Transition, 'type' | 'status' | 'remote'>, party: Party): boolean {
  if (transition.type === 'Transfer' && party.isSender) return false
  return answer(transition, 'accept', party) === 'ok'
}
