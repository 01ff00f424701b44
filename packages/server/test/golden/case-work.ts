// Steps and shapes that golden cases of case work share: a case that reem opens, and what becomes of it.
import { get, patch, post, step } from './calls.ts'
import { anyBool, anyObject, anyUuid, both, type Call, type Expect, type Follow, justNow, type Step } from './golden.ts'
import { people, type PersonName } from './people.ts'

export const cp = 'primeromodule-cp'
export const gbv = 'primeromodule-gbv'

export const consent = { consent_for_services: true, disclosure_other_orgs: true }
export const health = { unique_id: 'c0000000-0000-4000-8000-000000000011', service_type: 'health_medical_service' }

const child = { module_id: cp, name_first: 'Layla', name_last: 'Mansour', sex: 'female', age: 8 }

/** A case of his, bound to `made` (or another name), with consent unless said otherwise. */
export const opens = (as: PersonName, data: object = consent, bind = 'made'): Step =>
  step(as, post('/api/v2/cases', { ...child, ...data }), bind)

/** A survivor's case: consent is one answer there. */
export const opensForSurvivor = (as: PersonName, data: object = { consent_for_services: true }): Step =>
  step(as, post('/api/v2/cases', { module_id: gbv, survivor_code_no: 'SV-77', ...data }), 'made')

export const made = '/api/v2/cases/{{made.data.id}}'
export const madeId = '{{made.data.id}}'

export const refer = (to: string, rest: object = {}): Call =>
  post(`${made}/referrals`, { transitioned_to: to, notes: 'please see her', ...rest })
export const transfer = (to: string, rest: object = {}): Call =>
  post(`${made}/transfers`, { transitioned_to: to, notes: 'she moves to you', ...rest })
export const assign = (to: string, rest: object = {}): Call =>
  post(`${made}/assigns`, { transitioned_to: to, notes: 'on leave', ...rest })
export const asksFor = (rest: object = {}): Call =>
  post(`${made}/transfer_requests`, { notes: 'the family lives here', ...rest })

/** Bound by the step before: `sent` unless said otherwise. */
const sentId = (name: string): string => `{{${name}.data.id}}`
export const referral = (name = 'sent'): string => `${made}/referrals/${sentId(name)}`
export const transferred = (name = 'sent'): string => `${made}/transfers/${sentId(name)}`
export const request = (name = 'sent'): string => `${made}/transfer_requests/${sentId(name)}`
export const answer = (path: string, status: string, rest: object = {}): Call => patch(path, { status, ...rest })

type Sent = {
  type: 'Assign' | 'Referral' | 'Transfer' | 'TransferRequest'
  status: string
  by: PersonName
  to?: PersonName
  owner?: PersonName
  record?: object
}

/** The whole object as it goes out, but for the keys that are named. `record` is matched as a part. */
export const transition = ({ type, status, by, to, owner = 'reem', record }: Sent, rest: object = {}) => ({
  id: anyUuid,
  type,
  status,
  record_id: madeId,
  record_type: 'case',
  transitioned_by: by,
  ...(to ? { transitioned_to: to } : {}),
  created_at: justNow,
  remote: false,
  consent_overridden: false,
  consent_individual_transfer: false,
  allow_case_creation: false,
  record_owned_by: owner,
  record_owned_by_agency: people[owner].agency,
  record_owned_by_groups: people[owner].groups,
  transitioned_by_user_agency: people[by].agency,
  transitioned_by_user_groups: people[by].groups,
  ...(to ? { transitioned_to_user_agency: people[to].agency, transitioned_to_user_groups: people[to].groups } : {}),
  record_access_denied: false,
  user_can_accept_or_reject: anyBool,
  ...(record ? { record: both(anyObject, { id: madeId, enabled: true, ...record }) } : {}),
  ...rest,
})

/** A broken rule of a transition: an attribute and its one sentence. */
export const invalid = (resource: string, detail: string, message: string): Expect => ({
  status: 422,
  body: { errors: [{ status: 422, resource, detail, message: [message] }] },
})
export const noConsent = (resource: string): Expect => invalid(resource, 'consent', 'transition.errors.consent')
export const notEligible = (resource: string): Expect =>
  invalid(resource, 'transitioned_to', 'transition.errors.to_user_can_receive')

/** What others see afterwards. */
export const shows = (as: PersonName, path: string, data: unknown): Follow => ({
  as,
  call: get(path),
  expect: { status: 200, contains: { data } },
})
export const readsMade = (as: PersonName, data: object = {}): Follow => shows(as, made, { id: madeId, ...data })
export const isShutOut = (as: PersonName, path = made): Follow => ({ as, call: get(path), expect: { status: 403 } })
export const lists = (as: PersonName, path: string, data: unknown): Follow => shows(as, path, data)
/** No transition of that kind came of it. */
export const nothingSent = (
  what: 'referrals' | 'transfers' | 'transfer_requests' | 'assigns',
  as: PersonName = 'reem',
) => shows(as, `${made}/${what}`, [])
