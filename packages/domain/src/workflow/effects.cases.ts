// For tests only: what a transition does to its record, step by step (workflow §1.3–1.6). The owner is olga, the sender
// too unless said; recipients are reem and rico. The clock is `now`; each step is a minute after the one before.
import type { Status, TransitionType } from './answers.cases.ts'

export const start = '2026-03-01T08:00:00.000Z'

export type Step = {
  /** Names the transition that it makes or answers. */
  on: string
  does: 'create' | 'accept' | 'reject' | 'done' | 'revoke' | 'assign'
  by: string
  type?: TransitionType
  to?: string
  remote?: true
  service?: string
  reason?: string
  note?: string
  /** Default false; the consent of a transfer that is asked for. */
  individual?: true
}

export type After = {
  owner: string
  /** `assigned_user_names`, in any order: live grants beside the owner. */
  assigned: string[]
  status?: Record<string, Status>
  /** Transitions that answered in this story, by the minute of the answer; absent: `responded_at` is not there. */
  respondedAt?: Record<string, string>
  /** Fields of the record, wire names. */
  fields?: Record<string, unknown>
  /** Keys that a save of this story must not have touched. */
  untouched?: string[]
  lastUpdatedBy?: string
}

export type EffectCase = {
  says: string
  /** Of the services_section before. */
  service?: Record<string, unknown>
  /** Owner of an incident of the case after it all; olga before. */
  incidentOwner?: string
  steps: Step[]
  after: After
  tag?: '?'
}

const refer = (on: string, to: string, rest: Partial<Step> = {}): Step => ({
  on,
  does: 'create',
  by: 'olga',
  type: 'Referral',
  to,
  ...rest,
})
const transfer = (on: string, to: string, rest: Partial<Step> = {}): Step => ({
  on,
  does: 'create',
  by: 'olga',
  type: 'Transfer',
  to,
  ...rest,
})
const step = (on: string, does: Step['does'], by: string, rest: Partial<Step> = {}): Step => ({ on, does, by, ...rest })
const minute = (n: number): string => `2026-03-01T08:0${n}:00.000Z`

const open = { unique_id: 'row', service_type: 'health_medical_service', service_implemented: 'not_implemented' }

export const effectCases: EffectCase[] = [
  {
    says: 'assigning moves the owner at once, and the one before is not left assigned',
    incidentOwner: 'reem',
    steps: [step('a', 'assign', 'badr', { to: 'reem' })],
    after: {
      owner: 'reem',
      assigned: [],
      status: { a: 'done' },
      fields: { previously_owned_by: 'olga', reassigned_transferred_on: minute(0) },
      lastUpdatedBy: 'badr',
    },
  },
  {
    says: 'a pending referral stays when the case is assigned',
    steps: [refer('r', 'rico'), step('a', 'assign', 'badr', { to: 'reem' })],
    after: { owner: 'reem', assigned: ['rico'], status: { r: 'in_progress', a: 'done' } },
  },
  {
    says: 'a pending transfer ends when the case is assigned: its new owner never offered it',
    steps: [transfer('t', 'rico'), step('a', 'assign', 'badr', { to: 'reem' })],
    after: { owner: 'reem', assigned: [], status: { t: 'revoked', a: 'done' } },
    tag: '?',
  },
  {
    says: 'assigning to the recipient of a pending referral leaves the referral, which binds its owner no more',
    steps: [refer('r', 'rico'), step('a', 'assign', 'badr', { to: 'rico' })],
    after: { owner: 'rico', assigned: ['rico'], status: { r: 'in_progress' } },
    tag: '?',
  },
  {
    says: 'a transfer that is sent lets its recipient in and leaves the owner',
    steps: [transfer('t', 'reem')],
    after: {
      owner: 'olga',
      assigned: ['reem'],
      status: { t: 'in_progress' },
      fields: { transfer_status: 'in_progress', reassigned_transferred_on: minute(0) },
      lastUpdatedBy: 'olga',
    },
  },
  {
    says: 'accepted, the case is its recipient’s, with its incidents',
    incidentOwner: 'reem',
    steps: [transfer('t', 'reem'), step('t', 'accept', 'reem')],
    after: {
      owner: 'reem',
      assigned: [],
      status: { t: 'accepted' },
      respondedAt: { t: minute(1) },
      fields: { transfer_status: 'accepted', previously_owned_by: 'olga', reassigned_transferred_on: minute(0) },
      lastUpdatedBy: 'reem',
    },
  },
  {
    says: 'accepted by who manages the recipient, it is the recipient’s all the same',
    incidentOwner: 'reem',
    steps: [transfer('t', 'reem'), step('t', 'accept', 'clio')],
    after: { owner: 'reem', assigned: [], status: { t: 'accepted' }, lastUpdatedBy: 'clio' },
  },
  {
    says: 'rejected, the case stays and its recipient goes',
    incidentOwner: 'olga',
    steps: [transfer('t', 'reem'), step('t', 'reject', 'reem', { reason: 'too far' })],
    after: {
      owner: 'olga',
      assigned: [],
      status: { t: 'rejected' },
      respondedAt: { t: minute(1) },
      fields: { transfer_status: 'rejected' },
    },
  },
  {
    says: 'taken back, nobody has answered',
    steps: [transfer('t', 'reem'), step('t', 'revoke', 'olga')],
    after: {
      owner: 'olga',
      assigned: [],
      status: { t: 'revoked' },
      respondedAt: {},
      fields: { transfer_status: 'revoked' },
    },
  },
  {
    says: 'accepted after it was rejected: nothing happens',
    steps: [transfer('t', 'reem'), step('t', 'reject', 'reem'), step('t', 'accept', 'reem')],
    after: { owner: 'olga', assigned: [], status: { t: 'rejected' }, respondedAt: { t: minute(1) } },
  },
  {
    says: 'an accepted transfer that is taken back keeps its new owner',
    incidentOwner: 'reem',
    steps: [transfer('t', 'reem'), step('t', 'accept', 'reem'), step('t', 'revoke', 'reem')],
    after: { owner: 'reem', assigned: [], status: { t: 'revoked' }, fields: { transfer_status: 'revoked' } },
    tag: '?',
  },
  {
    says: 'of two pending transfers, accepting one ends the other: its sender owns the case no more',
    steps: [transfer('t', 'reem'), transfer('u', 'rico'), step('t', 'accept', 'reem')],
    after: {
      owner: 'reem',
      assigned: [],
      status: { t: 'accepted', u: 'revoked' },
      respondedAt: { t: minute(2) },
      fields: { transfer_status: 'accepted', transferred_to_users: [] },
    },
    tag: '?',
  },
  {
    says: 'of two pending transfers, rejecting one leaves the other',
    steps: [transfer('t', 'reem'), transfer('u', 'rico'), step('t', 'reject', 'reem')],
    after: { owner: 'olga', assigned: ['rico'], status: { t: 'rejected', u: 'in_progress' } },
  },
  {
    says: 'rejecting one of two transfers to the same person does not send him away',
    steps: [transfer('t', 'reem'), transfer('u', 'reem'), step('t', 'reject', 'reem')],
    after: { owner: 'olga', assigned: ['reem'], status: { t: 'rejected', u: 'in_progress' } },
  },
  {
    says: 'rejecting a transfer leaves who was referred the case as well',
    steps: [refer('r', 'reem'), transfer('t', 'reem'), step('t', 'reject', 'reem')],
    after: { owner: 'olga', assigned: ['reem'], status: { r: 'in_progress', t: 'rejected' } },
  },
  {
    says: 'a remote transfer closes the case to work here, and lets nobody in',
    steps: [transfer('t', '', { remote: true })],
    after: {
      owner: 'olga',
      assigned: [],
      status: { t: 'in_progress' },
      fields: { status: 'transferred', transferred_to_users: [] },
    },
  },
  {
    says: 'asking for a case gives nothing',
    steps: [{ on: 'q', does: 'create', by: 'reem', type: 'TransferRequest' }],
    after: {
      owner: 'olga',
      assigned: [],
      status: { q: 'in_progress' },
      lastUpdatedBy: 'reem',
      untouched: ['transfer_status', 'reassigned_transferred_on', 'transferred_to_users'],
    },
  },
  {
    says: 'granting it makes a transfer, which is still to be accepted',
    steps: [
      { on: 'q', does: 'create', by: 'reem', type: 'TransferRequest', individual: true },
      step('q', 'accept', 'olga'),
    ],
    after: {
      owner: 'olga',
      assigned: ['reem'],
      status: { q: 'accepted' },
      respondedAt: { q: minute(1) },
      fields: { transfer_status: 'in_progress', transferred_to_users: ['reem'] },
    },
  },
  {
    says: 'refusing it changes the request alone',
    steps: [
      { on: 'q', does: 'create', by: 'reem', type: 'TransferRequest' },
      step('q', 'reject', 'olga', { reason: 'we go on here' }),
    ],
    after: {
      owner: 'olga',
      assigned: [],
      status: { q: 'rejected' },
      respondedAt: { q: minute(1) },
      untouched: ['transfer_status', 'transferred_to_users'],
    },
  },
  {
    says: 'granting after refusing makes no transfer',
    steps: [
      { on: 'q', does: 'create', by: 'reem', type: 'TransferRequest' },
      step('q', 'reject', 'olga'),
      step('q', 'accept', 'olga'),
    ],
    after: { owner: 'olga', assigned: [], status: { q: 'rejected' } },
  },
  {
    says: 'a referral lets its recipient in, and its service says so',
    service: open,
    steps: [refer('r', 'reem', { service: 'row' })],
    after: {
      owner: 'olga',
      assigned: ['reem'],
      status: { r: 'in_progress' },
      fields: { services_section: [{ ...open, service_status_referred: true }], referred_users_pending: ['reem'] },
      lastUpdatedBy: 'olga',
      untouched: ['reassigned_transferred_on', 'transfer_status'],
    },
  },
  {
    says: 'a referral of a service that is not there makes no row',
    service: open,
    steps: [refer('r', 'reem', { service: 'another' })],
    after: { owner: 'olga', assigned: ['reem'], fields: { services_section: [open] } },
    tag: '?',
  },
  {
    says: 'accepted, access goes on',
    steps: [refer('r', 'reem'), step('r', 'accept', 'reem')],
    after: {
      owner: 'olga',
      assigned: ['reem'],
      status: { r: 'accepted' },
      respondedAt: { r: minute(1) },
      fields: { referred_users: ['reem'], referred_users_pending: [], referred_users_accepted: ['reem'] },
    },
  },
  {
    says: 'rejected, it ends',
    steps: [refer('r', 'reem'), step('r', 'reject', 'reem', { reason: 'no room' })],
    after: {
      owner: 'olga',
      assigned: [],
      status: { r: 'rejected' },
      respondedAt: { r: minute(1) },
      fields: { referred_users: [], last_referral_rejected_at: minute(1) },
    },
  },
  {
    says: 'done, the service is implemented, with what the provider says',
    service: open,
    steps: [
      refer('r', 'reem', { service: 'row' }),
      step('r', 'accept', 'reem'),
      step('r', 'done', 'reem', { note: 'seen twice' }),
    ],
    after: {
      owner: 'olga',
      assigned: [],
      status: { r: 'done' },
      // The reference leaves the moment of acceptance; here it is when the work was done.
      respondedAt: { r: minute(2) },
      fields: {
        last_referral_done_at: minute(2),
        services_section: [
          {
            ...open,
            service_status_referred: true,
            service_implemented: 'implemented',
            service_implemented_day_time: minute(2),
            note_on_referral_from_provider: 'seen twice',
          },
        ],
      },
    },
    tag: '?',
  },
  {
    says: 'done, a day of implementation that stands there stays',
    service: { ...open, service_implemented_day_time: '2026-02-27T10:00:00.000Z', service_implemented: 'implemented' },
    steps: [refer('r', 'reem', { service: 'row' }), step('r', 'accept', 'reem'), step('r', 'done', 'reem')],
    after: {
      owner: 'olga',
      assigned: [],
      status: { r: 'done' },
      fields: {
        services_section: [
          {
            ...open,
            service_status_referred: true,
            service_implemented: 'implemented',
            service_implemented_day_time: '2026-02-27T10:00:00.000Z',
          },
        ],
      },
    },
  },
  {
    says: 'done before it is accepted: nothing happens',
    service: open,
    steps: [refer('r', 'reem', { service: 'row' }), step('r', 'done', 'reem')],
    after: {
      owner: 'olga',
      assigned: ['reem'],
      status: { r: 'in_progress' },
      fields: { services_section: [{ ...open, service_status_referred: true }] },
    },
  },
  {
    says: 'rejected after it was accepted: nothing happens',
    steps: [refer('r', 'reem'), step('r', 'accept', 'reem'), step('r', 'reject', 'reem')],
    after: { owner: 'olga', assigned: ['reem'], status: { r: 'accepted' }, respondedAt: { r: minute(1) } },
  },
  {
    says: 'taken back, the services stay as they are',
    service: open,
    steps: [refer('r', 'reem', { service: 'row' }), step('r', 'revoke', 'olga')],
    after: {
      owner: 'olga',
      assigned: [],
      status: { r: 'revoked' },
      respondedAt: {},
      fields: { services_section: [{ ...open, service_status_referred: true }], referred_users: [] },
    },
  },
  {
    says: 'of two referrals to the same person the first that ends leaves him in',
    steps: [refer('r', 'reem'), refer('s', 'reem'), step('r', 'reject', 'reem')],
    after: { owner: 'olga', assigned: ['reem'], status: { r: 'rejected', s: 'in_progress' } },
  },
  {
    says: 'and the second lets him go',
    steps: [
      refer('r', 'reem'),
      refer('s', 'reem'),
      step('r', 'reject', 'reem'),
      step('s', 'accept', 'reem'),
      step('s', 'done', 'reem'),
    ],
    after: { owner: 'olga', assigned: [], status: { r: 'rejected', s: 'done' } },
  },
  {
    says: 'a remote referral marks its service and lets nobody in',
    service: open,
    steps: [refer('r', '', { remote: true, service: 'row' })],
    after: {
      owner: 'olga',
      assigned: [],
      status: { r: 'in_progress' },
      fields: {
        services_section: [{ ...open, service_status_referred: true }],
        referred_users: [],
        referred_users_present: false,
      },
    },
  },
]
