// What people agree to, and what rests on it: codes of conduct, terms of agencies, information-sharing protocols, the
// contract for devices (access §7.4). An accepted text never changes; another text is another version, and asks anew.
import { may } from '../access/role.ts'
import type { Agency, Role } from '../configuration/bundle.ts'
import type { Day } from '../time.ts'

export const agreementKinds = ['code_of_conduct', 'terms_of_use', 'information_sharing', 'device_contract'] as const
export type AgreementKind = (typeof agreementKinds)[number]

/** Kinds that belong to an agency each: its terms, and the protocol under which it is given records. */
export const isOfAgency = (kind: AgreementKind): boolean => kind === 'terms_of_use' || kind === 'information_sharing'

/** A version, as far as rules look at it. Numbers grow with time; `until` is the last day. */
export type Version = {
  id: number
  kind: AgreementKind
  agency: Agency['id'] | null
  from: Day
  until: Day | null
  /** Since when it counts, in seconds since 1970: since it was written, or since its day began. */
  since: number
}

const isBefore = (day: Day | null, today: Day): boolean => day !== null && day < today

/** The newest version that has begun: it replaces those before it, also once its own time is over. */
const newestOf = <V extends Version>(versions: readonly V[], kind: AgreementKind, agency: string | null, today: Day) =>
  versions
    .filter((v) => v.kind === kind && v.agency === (isOfAgency(kind) ? agency : null) && v.from <= today)
    .reduce<V | undefined>((newest, v) => (newest === undefined || v.id > newest.id ? v : newest), undefined)

/** The version in force today; undefined where there is none, or its time is over. */
export function inForce<V extends Version>(
  versions: readonly V[],
  kind: AgreementKind,
  agency: string | null,
  today: Day,
): V | undefined {
  const newest = newestOf(versions, kind, agency, today)
  return newest === undefined || isBefore(newest.until, today) ? undefined : newest
}

/** What the instance asks for; terms also only where the agency has switched them on. */
export type Asked = { conduct: boolean; terms: boolean }

export type Accepting = { agency: string | null; accepted: ReadonlySet<number> }

/** What somebody has to accept before anything else, in the order in which it is asked. */
export function owedBy<V extends Version>(versions: readonly V[], who: Accepting, asked: Asked, today: Day): V[] {
  const kinds: AgreementKind[] = [
    ...(asked.conduct ? (['code_of_conduct'] as const) : []),
    ...(asked.terms ? (['terms_of_use'] as const) : []),
  ]
  return kinds.flatMap((kind) => {
    const version = inForce(versions, kind, who.agency, today)
    return version === undefined || who.accepted.has(version.id) ? [] : [version]
  })
}

/** What somebody has to accept before a device may keep records. */
export function owedForDevice<V extends Version>(versions: readonly V[], who: Accepting, today: Day): V | undefined {
  const version = inForce(versions, 'device_contract', who.agency, today)
  return version === undefined || who.accepted.has(version.id) ? undefined : version
}

/** How long a device that works offline may go on without a new agreement, in seconds. */
export const graceLasts = 7 * 86_400

/** Has a device still time to show it? `now` in seconds since 1970. */
export const isInGrace = ({ since }: Pick<Version, 'since'>, now: number): boolean => now < since + graceLasts

/** `none`: nobody has agreed anything with this agency, and nobody said that one must. */
export type Sharing = 'none' | 'in-force' | 'lapsed'

/** How it stands with the protocol under which an agency is given records. One that is still to begin gives nothing yet. */
export function sharingWith(versions: readonly Version[], agency: string | null, today: Day): Sharing {
  if (agency === null || !versions.some((v) => v.kind === 'information_sharing' && v.agency === agency)) return 'none'
  return inForce(versions, 'information_sharing', agency, today) === undefined ? 'lapsed' : 'in-force'
}

/**
 * May records go from one agency to another: by referral, by transfer, through a service account? Within an agency no
 * protocol is asked for; between two, each that has one must be in force.
 */
export function maySendTo(versions: readonly Version[], from: string | null, to: string | null, today: Day): boolean {
  if (from !== null && from === to) return true
  return sharingWith(versions, to, today) !== 'lapsed' && sharingWith(versions, from, today) !== 'lapsed'
}

/** Who writes and ends agreements: those of an agency, who may change that agency; the others, who keeps the code of conduct. */
export function mayKeepAgreement(role: Role, kind: AgreementKind, agency: string | null): boolean {
  if (!isOfAgency(kind)) return may(role, 'code_of_conduct', 'manage')
  const list = role.objects?.agency ?? []
  return may(role, 'agency', 'write') && (list.length === 0 || (agency !== null && list.includes(agency)))
}
