// For tests only: who may answer a transition in which state, and what becomes of it (workflow §1.4–1.7, access §6.3).
// Total: every state that a kind of transition can be in × every event × every kind of person.

export const types = ['Assign', 'Transfer', 'TransferRequest', 'Referral'] as const
export type TransitionType = (typeof types)[number]

export const statuses = ['in_progress', 'accepted', 'rejected', 'done', 'revoked'] as const
export type Status = (typeof statuses)[number]

/**
 * revoke: DELETE of a referral, `status: revoked` of a transfer. other: any status that this kind does not know, and for
 * a transfer `done`, for a request `done` and `revoked`, for a referral `revoked` sent by PATCH.
 */
export const events = ['accept', 'reject', 'done', 'revoke', 'other'] as const
export type Event = (typeof events)[number]

/**
 * Each is one thing only, whatever else his role holds.
 * recipient: named in it. Of a request: the owner who was asked, and who owns the record still.
 * sender: sent it, does not own the record. owner: owns it now, neither sent nor received it.
 * manager: manages the recipient by group, agency or scope all, and holds `accept_or_reject_transfer`; the record is not
 * in his scope. remover: holds `remove_assigned_users`, the record is in his scope, the recipient is not his to manage.
 * reader: reads and writes the record by another live referral and holds `receive_referral` and `receive_transfer`.
 * stranger: holds every right on cases, but the record is out of his scope.
 */
export const actors = ['recipient', 'sender', 'owner', 'manager', 'remover', 'reader', 'stranger'] as const
export type Kind = (typeof actors)[number]

/**
 * ok: 200, the state follows from `leadsTo`. same: 200 with the transition as it was, nothing written, no history, no
 * notice: so the reference treats a wrong state, a repeated one and an unknown one. no: 403, nothing told.
 * -: there is no such person in this state.
 */
export type Outcome = 'ok' | 'same' | 'no' | '-'

export const leadsTo: Record<Exclude<Event, 'other'>, Status> = {
  accept: 'accepted',
  reject: 'rejected',
  done: 'done',
  revoke: 'revoked',
}

const row = (text: string): Record<Kind, Outcome> => {
  const marks = text.split(/\s+/) as Outcome[]
  return Object.fromEntries(actors.map((actor, i) => [actor, marks[i] ?? '-'])) as Record<Kind, Outcome>
}

type ByEvent = Partial<Record<Event, Record<Kind, Outcome>>>

// In the order of `actors`: recipient sender owner manager remover reader stranger
const onlyRecipient = (outcome: Outcome) => row(`${outcome} no no no no no no`)
const nobody = row('no no no no no no no')

/** Only the recipient answers a referral; only the owner or who holds `remove_assigned_users` takes it back. */
export const referralAnswers: Partial<Record<Status, ByEvent>> = {
  in_progress: {
    accept: onlyRecipient('ok'),
    reject: onlyRecipient('ok'),
    done: onlyRecipient('same'),
    revoke: row('no no ok no ok no no'),
    other: onlyRecipient('same'),
  },
  accepted: {
    accept: onlyRecipient('same'),
    reject: onlyRecipient('same'),
    done: onlyRecipient('ok'),
    revoke: row('no no ok no ok no no'),
    other: onlyRecipient('same'),
  },
  // Who has answered may send his answer again: a phone that lost the reply does. He gets no record with it.
  rejected: {
    accept: onlyRecipient('same'),
    reject: onlyRecipient('same'),
    done: onlyRecipient('same'),
    revoke: row('no no ok no ok no no'),
    other: onlyRecipient('same'),
  },
  done: {
    accept: onlyRecipient('same'),
    reject: onlyRecipient('same'),
    done: onlyRecipient('same'),
    revoke: row('no no ok no ok no no'),
    other: onlyRecipient('same'),
  },
  // What was taken back is none of the recipient’s business any more.
  revoked: {
    accept: nobody,
    reject: nobody,
    done: nobody,
    revoke: row('no no same no same no no'),
    other: nobody,
  },
}

/** A transfer is answered by its recipient or by who manages him, and taken back by who sent, owns or supervises it. */
export const transferAnswers: Partial<Record<Status, ByEvent>> = {
  in_progress: {
    accept: row('ok no no ok no no no'),
    reject: row('ok no no ok no no no'),
    done: row('same same same same same no no'),
    // The recipient giving it back is pinned by the reference’s own test; he loses access only.
    revoke: row('ok ok ok ok ok no no'),
    other: row('same same same same same no no'),
  },
  // The recipient owns the record now; the former owner reaches it no more.
  accepted: {
    accept: row('same no - same no no no'),
    reject: row('same no - same no no no'),
    done: row('same no - same same no no'),
    revoke: row('ok no - ok ok no no'),
    other: row('same no - same same no no'),
  },
  rejected: {
    accept: row('same no no same no no no'),
    reject: row('same no no same no no no'),
    done: row('same same same same same no no'),
    revoke: row('no ok ok no ok no no'),
    other: row('same same same same same no no'),
  },
  revoked: {
    accept: nobody,
    reject: nobody,
    done: row('no same same no same no no'),
    revoke: row('no same same no same no no'),
    other: row('no same same no same no no'),
  },
}

/** A request is answered by whoever owns the record now, or by who manages him. It has no `done` and no `revoked`. */
export const requestAnswers: Partial<Record<Status, ByEvent>> = {
  in_progress: {
    accept: row('ok no ok ok no no no'),
    reject: row('ok no ok ok no no no'),
    done: row('same no same same no no no'),
    revoke: row('same no same same no no no'),
    other: row('same no same same no no no'),
  },
  accepted: {
    accept: row('same no same same no no no'),
    reject: row('same no same same no no no'),
    done: row('same no same same no no no'),
    revoke: row('same no same same no no no'),
    other: row('same no same same no no no'),
  },
  // Answering again after a rejection was possible in the reference: no more.
  rejected: {
    accept: row('same no same same no no no'),
    reject: row('same no same same no no no'),
    done: row('same no same same no no no'),
    revoke: row('same no same same no no no'),
    other: row('same no same same no no no'),
  },
}

/** An assignment is done when it is made: nothing answers it, and v2 has no call for it (404). */
export const assignAnswers: Partial<Record<Status, ByEvent>> = {
  done: { accept: nobody, reject: nobody, done: nobody, revoke: nobody, other: nobody },
}

/** States that each kind can be in. A sequence of events never leaves them. */
export const reachable: Record<TransitionType, readonly Status[]> = {
  Assign: ['done'],
  Transfer: ['in_progress', 'accepted', 'rejected', 'revoked'],
  TransferRequest: ['in_progress', 'accepted', 'rejected'],
  Referral: ['in_progress', 'accepted', 'rejected', 'done', 'revoked'],
}

export const born: Record<TransitionType, Status> = {
  Assign: 'done',
  Transfer: 'in_progress',
  TransferRequest: 'in_progress',
  Referral: 'in_progress',
}

/** A remote one stays where it was born: nobody here can answer it. The owner and the remover take it back. */
export const remoteAnswers: Record<'Transfer' | 'Referral', ByEvent> = {
  Referral: {
    accept: row('- no no no no no no'),
    reject: row('- no no no no no no'),
    done: row('- no no no no no no'),
    revoke: row('- no ok no ok no no'),
    other: row('- no no no no no no'),
  },
  Transfer: {
    accept: row('- no no - no no no'),
    reject: row('- no no - no no no'),
    done: row('- same same - same no no'),
    revoke: row('- ok ok - ok no no'),
    other: row('- same same - same no no'),
  },
}

export type MayAnswerCase = {
  says: string
  type: TransitionType
  status: Status
  remote?: true
  who: Kind
  /** `user_can_accept_or_reject` of the object, as this person reads it. */
  told: boolean
}

export const mayAnswerCases: MayAnswerCase[] = [
  { says: 'the recipient of a referral', type: 'Referral', status: 'in_progress', who: 'recipient', told: true },
  { says: 'not once it is accepted', type: 'Referral', status: 'accepted', who: 'recipient', told: false },
  { says: 'not the owner of a referred case', type: 'Referral', status: 'in_progress', who: 'owner', told: false },
  { says: 'not who may take referrals back', type: 'Referral', status: 'in_progress', who: 'remover', told: false },
  { says: 'nor a manager: of a referral', type: 'Referral', status: 'in_progress', who: 'manager', told: false },
  { says: 'nobody of a remote one', type: 'Referral', status: 'in_progress', remote: true, who: 'owner', told: false },
  { says: 'the recipient of a transfer', type: 'Transfer', status: 'in_progress', who: 'recipient', told: true },
  { says: 'who manages him', type: 'Transfer', status: 'in_progress', who: 'manager', told: true },
  { says: 'never the sender', type: 'Transfer', status: 'in_progress', who: 'sender', told: false },
  { says: 'nor the owner of the case', type: 'Transfer', status: 'in_progress', who: 'owner', told: false },
  { says: 'not once it is rejected', type: 'Transfer', status: 'rejected', who: 'recipient', told: false },
  { says: 'not once it is accepted: of a transfer', type: 'Transfer', status: 'accepted', who: 'manager', told: false },
  { says: 'not when it was taken back', type: 'Transfer', status: 'revoked', who: 'recipient', told: false },
  { says: 'the owner who is asked', type: 'TransferRequest', status: 'in_progress', who: 'recipient', told: true },
  { says: 'not who asked', type: 'TransferRequest', status: 'in_progress', who: 'sender', told: false },
  { says: 'nobody of an assignment', type: 'Assign', status: 'done', who: 'recipient', told: false },
]
