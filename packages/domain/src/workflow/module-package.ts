// A referral between child protection and gender-based violence in one house: a package goes, and never the record
// (interop §5.2). Which way a referral goes, who lets a package out, who sees and answers it, and what becomes of it.
import type { Configuration } from '../configuration/configuration.ts'
import { isObject } from '../forms/answer.ts'
import { isConsented } from './consent.ts'
import { type Carrying, coveredBy, consentFor, type Entry, isForAgency } from './consents.ts'
import type { Data } from '../records/record.ts'
import type { Override, TransitionStatus } from './transition.ts'

const cp = 'primeromodule-cp'
const gbv = 'primeromodule-gbv'
export type PackageModule = typeof cp | typeof gbv

/** The other of the two; no other pair of modules refers. */
export const counterpartOf = (module: string): PackageModule | undefined =>
  module === cp ? gbv : module === gbv ? cp : undefined

export const isPackageModule = (module: string): module is PackageModule => counterpartOf(module) !== undefined

/** What the instance says of each direction: `{ "<from>><to>": false }` shuts it. */
export function modulePolicy({ settings }: Pick<Configuration, 'settings'>): Readonly<Record<string, unknown>> {
  const policy = settings['module_referrals']
  return isObject(policy) ? policy : {}
}

/** own: a referral as ever, of the record. package: a package goes. shut: nothing does. */
export type Way = 'own' | 'package' | 'shut'

/** @param modules of the recipient's role @param policy what the instance says of each direction */
export function wayTo(from: string, modules: readonly string[], policy: Readonly<Record<string, unknown>> = {}): Way {
  if (modules.includes(from)) return 'own'
  const to = counterpartOf(from)
  if (to === undefined || !modules.includes(to)) return 'shut'
  return policy[`${from}>${to}`] === false ? 'shut' : 'package'
}

/** What leaves a survivor's case waits until somebody else lets it go. */
export const needsRelease = (from: string): boolean => from === gbv

/** No other ground sends a survivor's package against her word. */
const overSurvivor: readonly Override['ground'][] = ['vital_interest', 'legal_duty']

type Asked = { from: string; service: string | null; agency: string | null; override: Override['ground'] | null }

/** The entry by which a package goes; null where fields alone or a ground of an exception do; `no`: it may not go. */
export function packageConsent<E extends Entry>(
  { from, service, agency, override }: Asked,
  data: Data,
  consents: readonly E[],
  shares: readonly Carrying[],
  today: string,
): E['id'] | null | 'no' {
  const asked = { type: 'Referral' as const, service, agency }
  if (from !== gbv) return override === null ? consentFor(asked, { module: from, data }, consents, shares, today) : null
  if (override !== null) return overSurvivor.includes(override) ? null : 'no'
  if (!isConsented('Referral', from, data)) return 'no'
  const byName = consents.filter((one) => one.agencies.length > 0 && isForAgency(one, agency))
  return coveredBy(byName, shares, { purpose: 'referral', service, agency }, today)?.id ?? 'no'
}

export type PackageState = 'waits' | 'released' | 'refused' | 'revoked'
export type PackageEvent = 'release' | 'refuse' | 'revoke' | 'accept' | 'reject'

/** What becomes of one that waits. Once it is released it is a referral, and ends as one. */
export const packageAfter = { release: 'released', refuse: 'refused', revoke: 'revoked' } as const satisfies Partial<
  Record<PackageEvent, PackageState>
>

/** Who somebody is to a package; one may be several of these. */
export type PackageParty = {
  isRecipient: boolean
  isSender: boolean
  /** Owns the case that it is of. */
  isOwner: boolean
  /** Manages that owner, and holds `approve_action_plan`. */
  isManager: boolean
  /** Holds `remove_assigned_users`, and reads the case. */
  isRemover: boolean
  /** Reads the case. */
  isReader: boolean
}

/** `same`: nothing happens. `no`: none of his business, he is told of nothing. */
export function answerPackage(state: PackageState, event: PackageEvent, who: PackageParty): 'ok' | 'same' | 'no' {
  const first = state === 'waits' ? 'ok' : 'same'
  switch (event) {
    case 'release':
    case 'refuse':
      return who.isManager && !who.isSender && !who.isRecipient ? first : 'no'
    case 'revoke':
      // Once it is sent it is taken back like any referral.
      if (state === 'released') return who.isOwner || who.isRemover ? 'ok' : 'no'
      return who.isOwner ? first : 'no'
    case 'accept':
    case 'reject':
      return state === 'released' && who.isRecipient ? 'ok' : 'no'
  }
}

/** May he know that there is one? Until its release only who sent it, who owns the case, and who may let it go. */
export const seesPackage = (state: PackageState, who: PackageParty): boolean =>
  who.isSender ||
  who.isOwner ||
  who.isManager ||
  (state === 'released' && (who.isRecipient || who.isRemover || who.isReader))

export type Making = {
  isRecipient: boolean
  /** Holds `create` and `create_case_from_referral`. */
  isAble: boolean
  /** By the sender. */
  isAllowed: boolean
  isMade: boolean
  status: TransitionStatus
}

/** May a case be made of it? `same`: the one that is there. */
export function mayMakeCase({ isRecipient, isAble, isAllowed, isMade, status }: Making): 'made' | 'same' | 'no' {
  if (!isRecipient || !isAble || !isAllowed) return 'no'
  if (isMade) return 'same'
  return status === 'accepted' ? 'made' : 'no'
}

/** Is the other case of a package shown with this one? Whoever may not read both learns of none. */
export const showsLink = ({ readsSource, readsMade }: { readsSource: boolean; readsMade: boolean }): boolean =>
  readsSource && readsMade

export type PackageEnd =
  | 'rejected'
  | 'done'
  | 'revoked'
  | 'consent withdrawn'
  | 'consent over'
  | 'source closed'
  | 'source disabled'
  | 'sender disabled'

export type Ended = {
  /** kept: its recipient reads it. emptied: the stub alone is left. never: he never had it. */
  package: 'kept' | 'emptied' | 'never'
  status: TransitionStatus
  /** The case that was made of it gets a flag. */
  flagged: boolean
  /** Its recipient hears of it. */
  told: boolean
}

/** What an event leaves of a package. `was`: waits for its release, or the status of its referral. */
export function afterEnd(was: 'waits' | TransitionStatus, event: PackageEnd, isMade: boolean): Ended {
  const status = was === 'waits' ? 'in_progress' : was
  if (event === 'source closed' || event === 'sender disabled')
    return { package: was === 'waits' ? 'never' : 'kept', status, flagged: false, told: false }
  if (was === 'waits') return { package: 'never', status: 'revoked', flagged: false, told: false }
  if (event === 'rejected' || event === 'done')
    return { package: 'emptied', status: event, flagged: false, told: false }
  // An answer stands, whatever consent says later; whoever made a case of it must know all the same.
  const isOver = event !== 'revoked' && (was === 'done' || was === 'rejected')
  return {
    package: 'emptied',
    status: isOver ? was : 'revoked',
    flagged: isMade,
    told: isMade || !isOver,
  }
}
