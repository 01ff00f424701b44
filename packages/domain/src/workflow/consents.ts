// The ledger of consent: what somebody agreed to, for whom, until when; what it covers, and what ends with it
// (interop §1.4). A record without an entry lives by its consent fields alone, as v2 knows it; one with entries needs both.
import type { Uuid } from '../ids.ts'
import { rowsOf } from '../access/rows.ts'
import { Problem } from '../problem.ts'
import type { Change, Data, Occasion, RecordFacts, StoredRecord } from '../records/record.ts'
import type { Day, Moment } from '../time.ts'
import { fieldsFor, isConsented } from './consent.ts'
import { sharedFields } from './shared-fields.ts'
import { type Transition, type TransitionType, isOpen } from './transition.ts'

export const consentPurposes = ['referral', 'transfer'] as const
export type ConsentPurpose = (typeof consentPurposes)[number]
/** Whose word it is: a child’s assent and a guardian’s consent are two. */
export const consentGivers = ['child', 'caregiver', 'other'] as const
export const consentWays = ['spoken', 'read_aloud', 'pictures', 'interpreter', 'written'] as const

/** What was agreed to. */
export type ConsentTerms = {
  purposes: ConsentPurpose[]
  /** None: every service. */
  services: string[]
  /** Unique ids; none: whoever may receive. */
  agencies: string[]
  /** Names of fields that are not shown to who receives the record under it. */
  excluded: string[]
  /** For one share only. */
  oneOff: boolean
  /** The last day on which it holds. */
  until: Day | null
}

export type Consent = ConsentTerms & {
  id: Uuid
  givenBy: (typeof consentGivers)[number][]
  /** Who explained it, and how. */
  explainedBy: string
  explainedHow: (typeof consentWays)[number][]
  note: string | null
  /** Who wrote it down, and when. */
  by: string
  at: Moment
  /** In the order in which they came: of some services, at last of all. */
  ends: ConsentEnd[]
}

/** The receipt of a withdrawal, or of a time that is over. */
export type ConsentEnd = {
  at: Moment
  /** null: its time was over. */
  by: string | null
  /** Withdrawn for these alone; none: as a whole. */
  services: string[]
  /** Shares that ended with it. */
  shutOut: Uuid[]
  note: string | null
}

/** What is asked of an entry, as the server keeps it and as a device is shown it. */
export type Entry = Readonly<{
  id: string
  purposes: readonly ConsentPurpose[]
  services: readonly string[]
  agencies: readonly string[]
  oneOff: boolean
  until: string | null
  ends: readonly { services: readonly string[] }[]
}>
export type Carrying = { consent?: string | null | undefined }

const withdrawnOf = ({ ends }: Pick<Entry, 'ends'>): string[] => ends.flatMap(({ services }) => services)

/** Nothing of it is left, whatever the day. */
export const isWithdrawn = (consent: Pick<Entry, 'ends' | 'services'>): boolean => {
  const withdrawn = withdrawnOf(consent)
  const { ends, services } = consent
  return (
    ends.some((end) => end.services.length === 0) ||
    (services.length > 0 && services.every((service) => withdrawn.includes(service)))
  )
}

/** Withdrawn as a whole, or past its last day. */
export const isOver = (consent: Pick<Entry, 'ends' | 'services' | 'until'>, today: string): boolean =>
  isWithdrawn(consent) || (consent.until !== null && consent.until < today)

/** A one-off is used up by the first share that carries it; what is said of that share later stays allowed. */
export const isUsed = ({ id, oneOff }: Pick<Entry, 'id' | 'oneOff'>, shares: readonly Carrying[]): boolean =>
  oneOff && shares.some(({ consent }) => consent === id)

export type Asked = { purpose: ConsentPurpose; service: string | null; agency: string | null }

/** Does it cover a share that is to be made? */
export function covers(consent: Entry, { purpose, service, agency }: Asked, today: string): boolean {
  if (isOver(consent, today) || !consent.purposes.includes(purpose)) return false
  const { services } = consent
  const withdrawn = withdrawnOf(consent)
  // Where only some services are meant, a share must say that it is of one of them.
  const isMeant =
    service === null
      ? services.length + withdrawn.length === 0
      : (services.length === 0 || services.includes(service)) && !withdrawn.includes(service)
  return isMeant && isForAgency(consent, agency)
}

export const isForAgency = ({ agencies }: Pick<Entry, 'agencies'>, agency: string | null): boolean =>
  agencies.length === 0 || (agency !== null && agencies.includes(agency))

/** The entry under which a share goes: the last word that covers it. */
export const coveredBy = <E extends Entry>(
  consents: readonly E[],
  shares: readonly Carrying[],
  asked: Asked,
  today: string,
): E | undefined => consents.findLast((consent) => !isUsed(consent, shares) && covers(consent, asked, today))

export const purposeOf = (type: TransitionType): ConsentPurpose | undefined =>
  type === 'Referral' ? 'referral' : type === 'Transfer' ? 'transfer' : undefined

/** The entry that lets a share go; null where fields alone do, or none is needed; `no`: it may not go. */
export function consentFor<E extends Entry>(
  of: { type: TransitionType; service: string | null; agency: string | null },
  { module, data }: { module: string; data: Data },
  consents: readonly E[],
  shares: readonly Carrying[],
  today: string,
): E['id'] | null | 'no' {
  const purpose = purposeOf(of.type)
  if (purpose === undefined) return null
  if (!isConsented(of.type, module, data)) return 'no'
  if (consents.length === 0) return null
  return coveredBy(consents, shares, { purpose, service: of.service, agency: of.agency }, today)?.id ?? 'no'
}

/** The service that a share is of: as it was sent, or as the row that it is about says. */
export function serviceOf(
  data: Data,
  { service, serviceRow }: Pick<Transition, 'service' | 'serviceRow'>,
): string | null {
  if (service !== null || serviceRow === null) return service
  const type = rowsOf(data['services_section']).find((row) => row.unique_id === serviceRow)?.['service_type']
  return typeof type === 'string' && type !== '' ? type : null
}

/** Does a share of this service that carries it still stand by it? One that was used does. */
export const standsFor = (consent: Consent, service: string | null, today: string): boolean =>
  !isOver(consent, today) && !(service !== null && withdrawnOf(consent).includes(service))

type Held = { record: StoredRecord; facts: RecordFacts }

/** A step of the ledger: the entry as it is now, shares that end, and the record’s data after it. */
export type LedgerStep = { consent: Consent; changed: Transition[]; data: Data }

export type Ledger = { consents: readonly Consent[]; transitions: readonly Transition[] }

/**
 * `unheard`: what others said of the record that whoever wrote the entry down could not know of.
 * @throws Problem rule-broken on `until`; changed-elsewhere where consent was taken back meanwhile: it is asked for anew
 */
export function given(
  { record, facts }: Held,
  consent: Consent,
  { transitions, unheard = [] }: Ledger & { unheard?: readonly Change[] },
  occasion: Occasion,
): LedgerStep {
  const { today } = occasion
  if (isTakenBack(consent, facts.module, unheard)) throw new Problem('changed-elsewhere', {})
  if (consent.until !== null && consent.until < today)
    throw new Problem('rule-broken', { attribute: 'until', message: 'consent.errors.until' })
  const stamped = Object.fromEntries(fieldsFor(consent, facts.module).map((field) => [field, true]))
  const data = { ...record.data, ...stamped }
  const { module } = facts
  // A new yes for one thing does not open again what a no in the form has shut.
  const ended = transitions.filter((one) => {
    const purpose = purposeOf(one.type)
    const opens = isHeld(one) && !isConsented(one.type, module, record.data) && isConsented(one.type, module, data)
    if (!opens || purpose === undefined) return false
    return !covers(consent, { purpose, service: serviceOf(data, one), agency: agencyOf(one) }, today)
  })
  return settledLedger(consent, facts.module, data, transitions, ended, 'consent_withdrawn', occasion)
}

/** History names an entry by its id, and says what became of it. */
const isTakenBack = (consent: Entry, module: string, unheard: readonly Change[]): boolean =>
  unheard.some(({ path: [name = ''], to }) =>
    name === 'consents' ? to === 'withdrawn' : fieldsFor(consent, module).includes(name) && to !== true,
  )

export type Ending = { services: readonly string[]; note: string | null; by: string | null }

/** Withdrawn, or over. @returns undefined where nothing was left to end */
export function ended(
  { record, facts }: Held,
  consent: Consent,
  { consents, transitions }: Ledger,
  { services, note, by }: Ending,
  occasion: Occasion,
): LedgerStep | undefined {
  if (isWithdrawn(consent)) return undefined
  const { now, today } = occasion
  const gone = withdrawnOf(consent)
  const named = [...new Set(services)].filter((service) => !gone.includes(service))
  if (services.length > 0 && named.length === 0) return undefined
  const end: ConsentEnd = { at: now, by, services: named, shutOut: [], note }
  const after = { ...consent, ends: [...consent.ends, end] }
  const { module } = facts
  const data = withoutFields(
    record.data,
    consent,
    module,
    consents.map((one) => (one.id === consent.id ? after : one)),
    today,
  )
  const shut = transitions.filter((one) => {
    if (!isHeld(one)) return false
    if (one.consent === consent.id) return !standsFor(after, serviceOf(data, one), today)
    return isConsented(one.type, module, record.data) && !isConsented(one.type, module, data)
  })
  const receipt = { ...end, shutOut: shut.map(({ id }) => id) }
  const kept = { ...consent, ends: [...consent.ends, receipt] }
  const why = by === null ? 'consent_expired' : 'consent_withdrawn'
  return settledLedger(kept, module, data, transitions, shut, why, occasion)
}

/** Fields that said yes by this entry say no, unless another holds them up. */
function withoutFields(data: Data, consent: Entry, module: string, consents: readonly Entry[], today: string): Data {
  const held = new Set(consents.filter((one) => !isOver(one, today)).flatMap((one) => fieldsFor(one, module)))
  const gone = fieldsFor(consent, module).filter((field) => data[field] === true && !held.has(field))
  return gone.length === 0 ? data : { ...data, ...Object.fromEntries(gone.map((field) => [field, false])) }
}

/** Open, and held up by consent. */
const isHeld = (one: Transition): boolean => isOpen(one) && !one.consentOverridden

/** Where a share goes: the recipient’s agency, or the one outside. */
export const agencyOf = ({ recipient, toAgency }: Pick<Transition, 'recipient' | 'toAgency'>): string | null =>
  recipient === null ? toAgency : recipient.agency

function settledLedger(
  consent: Consent,
  module: string,
  data: Data,
  transitions: readonly Transition[],
  shut: readonly Transition[],
  endedFor: NonNullable<Transition['endedFor']>,
  { now }: Occasion,
): LedgerStep {
  const changed = shut.map((one): Transition => ({ ...one, status: 'revoked', endedAt: now, endedFor }))
  if (transitions.length === 0) return { consent, changed, data }
  const all = transitions.map((one) => changed.find(({ id }) => id === one.id) ?? one)
  return { consent, changed, data: { ...data, ...sharedFields(all, { module, data }) } }
}
