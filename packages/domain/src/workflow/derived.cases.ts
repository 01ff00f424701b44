// For tests only: what a record tells of its transitions (workflow §1.8), from a list of them, the oldest first.
// Groups: reem is of `south`, rico of `south` and `east`, olga of `north`.
import type { Status } from './answers.cases.ts'

export type Fact = {
  type: 'Assign' | 'Transfer' | 'TransferRequest' | 'Referral'
  status: Status
  to?: string
  remote?: true
  /** When it was made and answered: minutes after 08:00 of 1 March 2026. */
  made: number
  responded?: number
}

export type Derived = {
  transferred_to_users: string[]
  transferred_to_user_groups: string[]
  referred_users: string[]
  referred_users_pending: string[]
  referred_users_accepted: string[]
  referred_users_present: boolean
  referred_users_pending_present: boolean
  referred_users_accepted_present: boolean
  /** Not there: never. */
  last_referral_rejected_at?: string
  last_referral_done_at?: string
  transfer_status?: Status
  reassigned_transferred_on?: string
  /** Live grants: `assigned_user_names`. */
  assigned_user_names: string[]
}

export type DerivedCase = {
  says: string
  facts: Fact[]
  /** Laid over `nothing`. Lists in any order, each name once. */
  derived: Partial<Derived>
  tag?: '?'
}

export const nothing: Derived = {
  transferred_to_users: [],
  transferred_to_user_groups: [],
  referred_users: [],
  referred_users_pending: [],
  referred_users_accepted: [],
  referred_users_present: false,
  referred_users_pending_present: false,
  referred_users_accepted_present: false,
  assigned_user_names: [],
}

const at = (n: number): string => `2026-03-01T08:${String(n).padStart(2, '0')}:00.000Z`
const referral = (status: Status, to: string, made = 0, responded?: number): Fact => ({
  type: 'Referral',
  status,
  to,
  made,
  ...(responded === undefined ? {} : { responded }),
})
const transfer = (status: Status, to: string, made = 0, responded?: number): Fact => ({
  ...referral(status, to, made, responded),
  type: 'Transfer',
})

const pending = (...users: string[]): Partial<Derived> => ({
  referred_users: users,
  referred_users_pending: users,
  referred_users_present: true,
  referred_users_pending_present: true,
  assigned_user_names: users,
})

export const derivedCases: DerivedCase[] = [
  { says: 'none', facts: [], derived: {} },
  { says: 'a referral that waits', facts: [referral('in_progress', 'reem')], derived: pending('reem') },
  {
    says: 'two that wait',
    facts: [referral('in_progress', 'reem'), referral('in_progress', 'rico', 1)],
    derived: pending('reem', 'rico'),
  },
  {
    says: 'two to one person, told once',
    facts: [referral('in_progress', 'reem'), referral('in_progress', 'reem', 1)],
    derived: pending('reem'),
  },
  {
    says: 'one that was accepted',
    facts: [referral('accepted', 'reem', 0, 3)],
    derived: {
      referred_users: ['reem'],
      referred_users_accepted: ['reem'],
      referred_users_present: true,
      referred_users_accepted_present: true,
      assigned_user_names: ['reem'],
    },
  },
  {
    says: 'one waits, one is accepted, of the same person',
    facts: [referral('accepted', 'reem', 0, 3), referral('in_progress', 'reem', 4)],
    derived: {
      referred_users: ['reem'],
      referred_users_pending: ['reem'],
      referred_users_accepted: ['reem'],
      referred_users_present: true,
      referred_users_pending_present: true,
      referred_users_accepted_present: true,
      assigned_user_names: ['reem'],
    },
  },
  {
    says: 'one that was rejected',
    facts: [referral('rejected', 'reem', 0, 3)],
    derived: { last_referral_rejected_at: at(3) },
  },
  { says: 'one that is done', facts: [referral('done', 'reem', 0, 9)], derived: { last_referral_done_at: at(9) } },
  { says: 'one that was taken back', facts: [referral('revoked', 'reem')], derived: {} },
  { says: 'one that was taken back after it was rejected', facts: [referral('revoked', 'reem', 0, 3)], derived: {} },
  {
    says: 'of several the latest answer, whatever their order',
    facts: [
      referral('rejected', 'reem', 0, 8),
      referral('rejected', 'rico', 1, 5),
      referral('done', 'rico', 2, 7),
      referral('done', 'reem', 3, 6),
    ],
    derived: { last_referral_rejected_at: at(8), last_referral_done_at: at(7) },
  },
  {
    says: 'a remote referral counts for nobody',
    facts: [{ type: 'Referral', status: 'in_progress', remote: true, made: 0 }],
    derived: {},
  },
  {
    says: 'a transfer that waits',
    facts: [transfer('in_progress', 'rico', 2)],
    derived: {
      transferred_to_users: ['rico'],
      transferred_to_user_groups: ['south', 'east'],
      transfer_status: 'in_progress',
      reassigned_transferred_on: at(2),
      assigned_user_names: ['rico'],
    },
  },
  {
    says: 'two that wait, their groups once each',
    facts: [transfer('in_progress', 'reem', 1), transfer('in_progress', 'rico', 2)],
    derived: {
      transferred_to_users: ['reem', 'rico'],
      transferred_to_user_groups: ['south', 'east'],
      transfer_status: 'in_progress',
      reassigned_transferred_on: at(2),
      assigned_user_names: ['reem', 'rico'],
    },
  },
  {
    says: 'an accepted transfer lets nobody in beside its new owner',
    facts: [transfer('accepted', 'reem', 1, 2)],
    derived: { transfer_status: 'accepted', reassigned_transferred_on: at(1) },
  },
  {
    says: 'a rejected one',
    facts: [transfer('rejected', 'reem', 1, 2)],
    derived: { transfer_status: 'rejected', reassigned_transferred_on: at(1) },
  },
  {
    says: 'one that was taken back: a transfer',
    facts: [transfer('revoked', 'reem', 1)],
    derived: { transfer_status: 'revoked', reassigned_transferred_on: at(1) },
  },
  {
    says: 'the status is that of the last step, not of the last sent',
    facts: [transfer('rejected', 'reem', 1, 5), transfer('in_progress', 'rico', 2)],
    derived: {
      transferred_to_users: ['rico'],
      transferred_to_user_groups: ['south', 'east'],
      transfer_status: 'rejected',
      reassigned_transferred_on: at(2),
      assigned_user_names: ['rico'],
    },
  },
  {
    says: 'a remote transfer waits for nobody',
    facts: [{ type: 'Transfer', status: 'in_progress', remote: true, made: 0 }],
    derived: { transfer_status: 'in_progress', reassigned_transferred_on: at(0) },
    tag: '?',
  },
  {
    says: 'an assignment says when, and lets nobody in',
    facts: [{ type: 'Assign', status: 'done', to: 'reem', made: 4 }],
    derived: { reassigned_transferred_on: at(4) },
  },
  {
    says: 'a request says nothing',
    facts: [{ type: 'TransferRequest', status: 'in_progress', to: 'olga', made: 0 }],
    derived: {},
  },
  {
    says: 'referred and offered to one person: in by both, once',
    facts: [referral('in_progress', 'reem', 0), transfer('in_progress', 'reem', 1)],
    derived: {
      ...pending('reem'),
      transferred_to_users: ['reem'],
      transferred_to_user_groups: ['south'],
      transfer_status: 'in_progress',
      reassigned_transferred_on: at(1),
    },
  },
  {
    says: 'the transfer ends, the referral lives',
    facts: [referral('accepted', 'reem', 0, 1), transfer('rejected', 'reem', 2, 3)],
    derived: {
      referred_users: ['reem'],
      referred_users_accepted: ['reem'],
      referred_users_present: true,
      referred_users_accepted_present: true,
      transfer_status: 'rejected',
      reassigned_transferred_on: at(2),
      assigned_user_names: ['reem'],
    },
  },
]
