// A record is shared, and a share is answered: what becomes of the transition, of the others, and of the record itself
// (workflow §1.3–1.6). Pure: who may read what it needs has been looked up.
import type { Actor, Person } from '../access/actor.ts'
import { refusalOf } from '../access/decide.ts'
import { may } from '../access/role.ts'
import { rowsOf } from '../access/rows.ts'
import { inScope, scopeOf } from '../access/scope.ts'
import { isBlank } from '../forms/answer.ts'
import type { Uuid } from '../ids.ts'
import { Problem } from '../problem.ts'
import type { Held } from '../records/carried.ts'
import { newlyOwnedBy } from '../records/create.ts'
import type { Data, Occasion, RecordFacts, Row } from '../records/record.ts'
import { isConsented, mayOverride } from './consent.ts'
import { agencyOf, type Consent, consentFor, isForAgency, isOver, purposeOf, serviceOf } from './consents.ts'
import { refuseException } from './exceptions.ts'
import { makingRights, mayMake, withoutGrant } from './making.ts'
import { needsRelease, packageConsent, wayTo } from './module-package.ts'
import { endedByOwner } from './new-owner.ts'
import { mayReceive, receives, type Receiver } from './recipients.ts'
import { sharedFields } from './shared-fields.ts'
import type { Pace } from './silence.ts'
import {
  answer,
  type Given,
  moved,
  type Override,
  type Party,
  stateAfter,
  type Transition,
  type TransitionEvent,
  type TransitionType,
} from './transition.ts'

/** What somebody asks for. */
export type Wish = Given & {
  id: Uuid
  type: TransitionType
  remote: boolean
  service: string | null
  serviceRow: string | null
  notes: string | null
  toAgency: string | null
  toRemote: string | null
  exportType: string | null
  consentOverridden: boolean
  consentIndividual: boolean
  override: Override | null
  authorizedRole: string | null
  /** Until it is accepted, what the module opens to who was asked. */
  opensLater?: boolean
  allowCaseCreation: boolean
  /** Of the directory, where it was chosen there. */
  provider?: Uuid | null
}

/** What the instance says of each direction between modules; what is not said is open. */
export type ModulePolicy = Readonly<Record<string, unknown>>

/** What the door looked up. */
export type Sharing = {
  /** All transitions of the record, the oldest first. */
  transitions: readonly Transition[]
  /** Its ledger, the oldest first. */
  consents: readonly Consent[]
  /** The second person whom an exception names; undefined: there is none of that name. */
  second?: Receiver | undefined
  /** The account that is to receive it, or that is named as recipient; undefined: there is none of that name. */
  recipient: Receiver | undefined
  /** Of a request: whoever asked for the record. */
  requester?: Receiver | undefined
  owner: Receiver | undefined
  /** No protocol is in force between the agencies between which it would go. */
  isShut: boolean
  policy?: ModulePolicy
  /** How soon a referral wants an answer, as the case and its incidents tell. */
  pace?: Pace
  /** What the module opens to who was asked and has not accepted. */
  formsBefore?: readonly string[]
  newId: () => Uuid
}

/** Transitions that are new or changed, and the record's data after it. */
export type ShareDone = {
  changed: Transition[]
  data: Data
  /** The record goes to somebody else: what hangs from it goes along. */
  newOwner?: Person
  /** Keys that were sent and do not count. */
  ignored: string[]
  /** What was made waits for its release: it is kept apart, and the record is as it was. */
  waits?: boolean
}

/** @throws Problem forbidden, rule-broken on `consent` or `transitioned_to` */
export function makeShare(
  actor: Actor,
  { record, facts }: Held,
  wish: Wish,
  sharing: Sharing,
  occasion: Occasion,
): ShareDone {
  const { type } = wish
  const decision = mayMake(actor, facts, type, isService(record.data, wish.serviceRow))
  if (decision !== 'yes') throw refusalOf(decision, makingRights(facts, type, false)[0] ?? type)
  const isIgnored = wish.consentOverridden && !mayOverride(actor)
  const overridden = wish.consentOverridden && !isIgnored
  const recipient = wish.remote ? undefined : sharing.recipient
  if (overridden) refuseException(actor, wish.override, sharing.second, recipient)
  const packaged = isPackage(facts, wish, recipient)
  const consent = consentOf({ record, facts }, wish, { packaged, overridden }, { ...sharing, recipient }, occasion)
  refuseBroken([
    ...(consent === 'no' ? [noConsent] : []),
    ...(isReceived(actor, { facts }, wish, recipient, sharing) ? [] : [notReceiving]),
  ])
  const made = begun(
    actor,
    record.data,
    {
      ...wish,
      consentOverridden: overridden,
      override: overridden ? wish.override : null,
      ...(packaged ? { packaged } : {}),
      ...openedBy(wish, sharing),
      ...pacedBy(sharing.pace),
    },
    recipient,
    consent === 'no' ? null : consent,
    occasion,
  )
  const ignored = isIgnored ? ['consent_overridden'] : []
  if (packaged && needsRelease(facts.module)) return { changed: [made], data: record.data, ignored, waits: true }
  return { ...sent({ record, facts }, made, recipient, sharing.transitions, occasion), ignored }
}

/** The record with a share that was made. */
function sent(
  { record, facts }: Pick<Held, 'record' | 'facts'>,
  made: Transition,
  recipient: Receiver | undefined,
  transitions: readonly Transition[],
  occasion: Occasion,
): Omit<ShareDone, 'ignored'> {
  const { type } = made
  const isGiven = type === 'Assign' && recipient !== undefined
  const changed = [made, ...(isGiven ? endedByOwner(transitions, recipient.userName, occasion) : [])]
  const all = [...transitions.filter(({ id }) => !changed.some((one) => one.id === id)), ...changed]
  const data = withMade(record.data, made, recipient)
  return {
    changed,
    data: type === 'TransferRequest' ? data : { ...data, ...sharedFields(all, { module: facts.module, data }) },
    ...(type === 'Assign' && recipient ? { newOwner: recipient } : {}),
  }
}

const isPackage = ({ module }: Pick<RecordFacts, 'module'>, { type, remote }: Wish, to: Receiver | undefined) =>
  type === 'Referral' && !remote && to?.role !== undefined && wayTo(module, to.role.modules) === 'package'

/** The entry by which it goes; null: none is needed; `no`: it may not go. */
function consentOf(
  { record: { data }, facts }: Pick<Held, 'record' | 'facts'>,
  wish: Wish,
  { packaged, overridden }: { packaged: boolean; overridden: boolean },
  { recipient, consents, transitions }: Pick<Sharing, 'recipient' | 'consents' | 'transitions'>,
  { today }: Occasion,
): Uuid | null | 'no' {
  const service = serviceOf(data, wish)
  const agency = agencyOf({ recipient: recipient ?? null, toAgency: wish.toAgency })
  if (!packaged) {
    const of = { type: wish.type, service, agency }
    return overridden ? null : consentFor(of, { ...facts, data }, consents, transitions, today)
  }
  // Over v2 no ground is named: that is none for which a survivor's package goes.
  const override = overridden ? (wish.override?.ground ?? 'best_interests') : null
  return packageConsent({ from: facts.module, service, agency, override }, data, consents, transitions, today)
}

/**
 * Somebody lets a package go that waited: its recipient hears of it from now on. Its consent and its recipient are asked
 * for once more.
 * @throws Problem rule-broken on `consent` or `transitioned_to`
 */
export function releaseShare(held: Held, waiting: Transition, sharing: Sharing, occasion: Occasion): ShareDone {
  const { recipient } = sharing
  const { facts } = held
  const { consentOverridden: overridden } = waiting
  const consent = consentOf(held, waiting, { packaged: true, overridden }, sharing, occasion)
  const takes =
    recipient !== undefined && !sharing.isShut && receives('Referral', withPolicy(facts, sharing), recipient)
  refuseBroken([
    ...(consent === 'no' ? [noConsent] : []),
    ...(takes && isPackage(facts, waiting, recipient) ? [] : [notReceiving]),
  ])
  const made: Transition = {
    ...waiting,
    createdAt: occasion.now,
    consent: consent === 'no' ? null : consent,
    ...pacedBy(sharing.pace),
  }
  return { ...sent(held, made, recipient, sharing.transitions, occasion), ignored: [] }
}

const withPolicy = (facts: RecordFacts, { policy }: { policy?: ModulePolicy | undefined }) =>
  policy === undefined ? facts : { ...facts, policy }

/** Only a referral or a transfer leaves this house; there nobody knows the recipient. */
function isReceived(
  actor: Actor,
  { facts }: Pick<Held, 'facts'>,
  { type, remote }: Wish,
  to: Receiver | undefined,
  { isShut, policy }: Pick<Sharing, 'isShut' | 'policy'>,
): boolean {
  const leaves = purposeOf(type) !== undefined
  if (remote) return leaves
  return to !== undefined && !(leaves && isShut) && mayReceive(actor, type, withPolicy(facts, { policy }), to)
}

export type Opening = Pick<Wish, 'type' | 'remote' | 'forms' | 'services' | 'opensLater'>

/** Only a referral opens a part, and only in this house: a transfer is of the whole case. */
export const openedBy = (
  { type, remote, forms = null, opensLater }: Opening,
  { formsBefore = [] }: Pick<Sharing, 'formsBefore'>,
): Pick<Transition, 'forms' | 'formsBefore'> =>
  type === 'Referral' && !remote ? { forms, formsBefore: opensLater === true ? formsBefore : null } : { forms: null }

const pacedBy = (pace: Pace | undefined): Pick<Transition, 'careBy' | 'careFrom' | 'silence'> =>
  pace === undefined
    ? {}
    : { careBy: pace.deadline, careFrom: pace.from, silence: { sender: pace.sender, managers: pace.managers } }

type Broken = { attribute: string; message: string }
const noConsent: Broken = { attribute: 'consent', message: 'transition.errors.consent' }
const notReceiving: Broken = { attribute: 'transitioned_to', message: 'transition.errors.to_user_can_receive' }

function refuseBroken([first, ...others]: Broken[]): void {
  if (first !== undefined) throw new Problem('rule-broken', { ...first, ...(others.length > 0 ? { others } : {}) })
}

function begun(
  sender: Pick<Person, 'userName' | 'agency' | 'groups'>,
  data: Data,
  wish: Wish & Pick<Transition, 'careBy' | 'careFrom' | 'silence' | 'packaged' | 'formsBefore'>,
  recipient: Receiver | undefined,
  consent: Uuid | null,
  { now }: Occasion,
): Transition {
  const names = data['owned_by_groups']
  return {
    ...wish,
    status: wish.type === 'Assign' ? 'done' : 'in_progress',
    by: sender.userName,
    to: recipient?.userName ?? null,
    consent,
    rejectedReason: null,
    rejectionNote: null,
    recordOwner: {
      userName: String(data['owned_by'] ?? ''),
      agency: typeof data['owned_by_agency_id'] === 'string' ? data['owned_by_agency_id'] : null,
      groups: Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [],
    },
    sender: { agency: sender.agency, groups: [...sender.groups] },
    recipient: recipient === undefined ? null : { agency: recipient.agency, groups: [...recipient.groups] },
    createdAt: now,
    respondedAt: null,
    endedAt: null,
    endedFor: null,
  }
}

function withMade(data: Data, { type, remote, serviceRow }: Transition, recipient: Receiver | undefined): Data {
  switch (type) {
    case 'Assign':
      return recipient === undefined ? data : { ...data, ...newlyOwnedBy(recipient, data) }
    case 'Transfer':
      return remote ? { ...data, status: 'transferred' } : data
    case 'Referral':
      return withService(data, serviceRow, (row) => ({ ...row, service_status_referred: true }))
    case 'TransferRequest':
      return data
  }
}

const isService = (data: Data, id: string | null): boolean =>
  id !== null && rowsOf(data['services_section']).some((row) => row.unique_id === id)

function withService(data: Data, id: string | null, change: (row: Row) => Row): Data {
  const rows = rowsOf(data['services_section'])
  if (!isService(data, id)) return data
  return { ...data, services_section: rows.map((row) => (row.unique_id === id ? change(row) : row)) }
}

/** Who the actor is to the transition. `recipient`: as he stands now; undefined where he is gone. */
export function partyOf(
  actor: Actor,
  { facts }: Pick<Held, 'facts'>,
  transition: Transition,
  recipient: Pick<Person, 'userName' | 'groups' | 'agency'> | undefined,
): Party {
  const { role, userName } = actor
  return {
    isRecipient: transition.to === userName,
    isSender: transition.by === userName,
    isOwner: facts.ownedBy === userName,
    isManager:
      recipient !== undefined &&
      role.modules.includes(facts.module) &&
      may(role, facts.type, 'accept_or_reject_transfer') &&
      manages(actor, recipient),
    // Nobody is in charge of those who were let in because he was let in himself.
    isRemover:
      may(role, facts.type, 'remove_assigned_users') && inScope(scopeOf(actor, facts.type), withoutGrant(actor, facts)),
  }
}

/** Whose work somebody answers for: by group, by agency, or everybody's; never his own. */
export function manages(
  { role, userName, groups, agency }: Actor,
  other: Pick<Person, 'userName' | 'groups' | 'agency'>,
): boolean {
  if (other.userName === userName) return false
  if (role.scope === 'all') return true
  if (role.scope === 'agency') return agency !== null && agency === other.agency
  return role.scope === 'group' && other.groups.some((group) => groups.includes(group))
}

export type Answer = { event: TransitionEvent; reason: string | null; note: string | null }

/**
 * @returns undefined where nothing happens: a wrong state, the same answer again, an unknown one
 * @throws Problem forbidden; rule-broken where what is accepted lacks consent, or its recipient may not receive any more
 */
export function answerShare(
  actor: Actor,
  held: Held,
  transition: Transition,
  { event, reason, note }: Answer,
  sharing: Sharing,
  occasion: Occasion,
): ShareDone | undefined {
  const isRequest = transition.type === 'TransferRequest'
  // Whoever manages the owner answers a request to him.
  const party = partyOf(actor, held, transition, isRequest ? sharing.owner : sharing.recipient)
  const answered = answer(transition, event, party)
  if (answered === 'no') throw refusalOf('forbidden', event)
  if (answered === 'same' || event === 'other') return undefined
  if (event === 'accept' && !isRequest) demandAcceptable(held, transition, sharing, occasion)
  const after = moved(transition, stateAfter(event), occasion.now, { reason, note })
  const { data } = held.record
  if (isRequest) {
    if (event === 'reject') return { changed: [after], data, ignored: [] }
    const made = granted(held, transition, sharing, occasion)
    return {
      changed: [after, made],
      data: { ...data, ...sharedFields([...sharing.transitions, made], { module: held.facts.module, data }) },
      ignored: [],
    }
  }
  const isTaken = transition.type === 'Transfer' && event === 'accept'
  const newOwner = isTaken ? sharing.recipient : undefined
  const others = sharing.transitions.filter(({ id }) => id !== transition.id)
  const changed = [after, ...(newOwner ? endedByOwner(others, newOwner.userName, occasion) : [])]
  const all = sharing.transitions.map((one) => changed.find(({ id }) => id === one.id) ?? one)
  return {
    changed,
    data: { ...withAnswer(data, after, newOwner), ...sharedFields(all, { module: held.facts.module, data }) },
    ...(newOwner ? { newOwner } : {}),
    ignored: [],
  }
}

/** A referral that left the house is answered by whoever holds its link: the domain of links says who and when. */
export function answerOutside(
  { record, facts }: Held,
  transition: Transition,
  { event, reason, note }: Answer & { event: 'accept' | 'reject' | 'done' },
  transitions: readonly Transition[],
  occasion: Occasion,
): ShareDone {
  const after = moved(transition, stateAfter(event), occasion.now, { reason, note })
  const all = transitions.map((one) => (one.id === after.id ? after : one))
  const data = withAnswer(record.data, after, undefined)
  return {
    changed: [after],
    data: { ...data, ...sharedFields(all, { module: facts.module, data }) },
    ignored: [],
  }
}

function demandAcceptable(
  { record, facts }: Held,
  transition: Transition,
  { recipient, consents, isShut }: Sharing,
  { today }: Occasion,
): void {
  const { type, consent, consentOverridden } = transition
  const entry = consents.find(({ id }) => id === consent)
  // He may have gone to another agency since.
  const isMeant = entry === undefined || (!isOver(entry, today) && isForAgency(entry, recipient?.agency ?? null))
  const stands = isConsented(type, facts.module, record.data) && isMeant
  refuseBroken([
    ...(consentOverridden || stands ? [] : [noConsent]),
    ...(recipient !== undefined && !isShut && receives(type, facts, recipient) ? [] : [notReceiving]),
  ])
}

function withAnswer(
  data: Data,
  { status, serviceRow, rejectionNote, respondedAt }: Transition,
  newOwner: Person | undefined,
): Data {
  if (newOwner !== undefined) return { ...data, ...newlyOwnedBy(newOwner, data) }
  if (status !== 'done') return data
  return withService(data, serviceRow, (row) => ({
    ...row,
    service_implemented: 'implemented',
    ...(isBlank(row['service_implemented_day_time']) ? { service_implemented_day_time: respondedAt } : {}),
    ...(rejectionNote === null ? {} : { note_on_referral_from_provider: rejectionNote }),
  }))
}

/** The transfer that a granted request makes: from the owner to who asked; nobody's right to override is asked. */
function granted(
  { record, facts }: Held,
  request: Transition,
  { owner, requester, newId, consents, transitions, isShut }: Sharing,
  occasion: Occasion,
): Transition {
  const isOverridden = request.consentIndividual
  const asked = { type: 'Transfer' as const, service: null, agency: requester?.agency ?? null }
  const of = { ...facts, data: record.data }
  const consent = isOverridden ? null : consentFor(asked, of, consents, transitions, occasion.today)
  const isTaken = requester !== undefined && !isShut && receives('Transfer', facts, requester)
  refuseBroken([...(consent === 'no' ? [noConsent] : []), ...(isTaken ? [] : [notReceiving])])
  if (owner === undefined) throw new Problem('wrong-state', { state: 'owner-gone' })
  return begun(
    owner,
    record.data,
    {
      id: newId(),
      type: 'Transfer',
      remote: false,
      service: null,
      serviceRow: null,
      notes: request.notes,
      toAgency: request.toAgency,
      toRemote: null,
      exportType: null,
      consentOverridden: isOverridden,
      consentIndividual: request.consentIndividual,
      override: null,
      authorizedRole: null,
      allowCaseCreation: false,
    },
    requester,
    consent === 'no' ? null : consent,
    occasion,
  )
}
