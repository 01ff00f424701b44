// What a record says of its transitions, made anew from all of them whenever one changes (workflow §1.8).
import type { Data } from '../records/record.ts'
import type { Moment } from '../time.ts'
import { isConsented } from './consent.ts'
import { isLive, type Transition } from './transition.ts'

/** Somebody who is let in by a share that lives; one has a grant for each of them. */
export type Grant = {
  transition: Transition['id']
  userName: string
  kind: 'referral' | 'transfer'
  role: string | null
  /** Of the role's forms these alone; null: all of them. */
  forms: string[] | null
  /** Of the services these alone; null: all of them. */
  services: string[] | null
  /** What its sender did not see himself. */
  leftOut: readonly string[]
}

/**
 * `of`: the record. What went with consent lets nobody in where that is not given any more; a package lets nobody in,
 * whatever modules its recipient is of by now.
 */
export const grantsOf = (transitions: readonly Transition[], { module, data }: Of): Grant[] =>
  transitions
    .filter(
      (one) => isLive(one) && one.packaged !== true && (one.consentOverridden || isConsented(one.type, module, data)),
    )
    .flatMap((one) => {
      const { id, to, type, authorizedRole } = one
      return to === null
        ? []
        : [
            {
              transition: id,
              userName: to,
              kind: type === 'Referral' ? 'referral' : 'transfer',
              role: authorizedRole,
              leftOut: one.leftOut ?? [],
              ...opensNow(one),
            },
          ]
    })

/**
 * Until somebody accepts it, what was meant for then, and never more than what opens afterwards; and no other service
 * than the one that it is about: where it names none, none.
 */
export function opensNow({ status, forms = null, formsBefore = null, services = null, serviceRow }: Opening): Opens {
  if (status !== 'in_progress' || formsBefore === null)
    return { forms: forms && [...forms], services: services && [...services] }
  const about = serviceRow === null ? [] : [serviceRow]
  return {
    forms: formsBefore.filter((form) => forms === null || forms.includes(form)),
    services: about.filter((row) => services === null || services.includes(row)),
  }
}

type Opening = Pick<Transition, 'status' | 'forms' | 'formsBefore' | 'services' | 'serviceRow'>
type Opens = { forms: string[] | null; services: string[] | null }

export type Of = { module: string; data: Data }

/** The fields, under their names on the wire. What never happened is left out. */
export function sharedFields(transitions: readonly Transition[], of: Of): Data {
  const referrals = transitions.filter(({ type, remote }) => type === 'Referral' && !remote)
  const transfers = transitions.filter(({ type }) => type === 'Transfer')
  const waiting = transfers.filter(isLive)
  const pending = usersOf(referrals.filter(({ status }) => status === 'in_progress'))
  const accepted = usersOf(referrals.filter(({ status }) => status === 'accepted'))
  const referred = distinct([...pending, ...accepted])
  return {
    transferred_to_users: usersOf(waiting),
    transferred_to_user_groups: distinct(waiting.flatMap(({ recipient }) => recipient?.groups ?? [])),
    referred_users: referred,
    referred_users_pending: pending,
    referred_users_accepted: accepted,
    referred_users_present: referred.length > 0,
    referred_users_pending_present: pending.length > 0,
    referred_users_accepted_present: accepted.length > 0,
    assigned_user_names: distinct(grantsOf(transitions, of).map(({ userName }) => userName)),
    ...happened('last_referral_rejected_at', latest(answers(referrals, 'rejected'))),
    ...happened('last_referral_done_at', latest(answers(referrals, 'done'))),
    ...happened('transfer_status', lastStep(transfers)?.status),
    ...happened(
      'reassigned_transferred_on',
      latest(transitions.filter(({ type }) => type === 'Transfer' || type === 'Assign').map((one) => one.createdAt)),
    ),
  }
}

const usersOf = (transitions: readonly Transition[]): string[] => distinct(transitions.flatMap(({ to }) => to ?? []))
const distinct = (names: readonly string[]): string[] => [...new Set(names)]
const happened = (name: string, value: string | undefined): Data => (value === undefined ? {} : { [name]: value })
const latest = (moments: readonly Moment[]): Moment | undefined => moments.toSorted().at(-1)

const answers = (referrals: readonly Transition[], status: Transition['status']): Moment[] =>
  referrals.flatMap((one) => (one.status === status && one.respondedAt !== null ? [one.respondedAt] : []))

const movedAt = ({ endedAt, respondedAt, createdAt }: Transition): Moment => endedAt ?? respondedAt ?? createdAt

/** The one to which something happened last. Accepting one takes back the others at the same moment: it is the last. */
const lastStep = (transfers: readonly Transition[]): Transition | undefined =>
  transfers.toSorted((a, b) => order(a).localeCompare(order(b))).at(-1)

const order = (one: Transition): string => `${movedAt(one)} ${one.status === 'accepted' ? 1 : 0}`
