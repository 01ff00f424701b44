// What a client of v2 says when it shares a record, or answers: keys that are of its kind count, the others are named.
import type { Uuid } from '@primero/domain/ids.ts'
import type { Answer, Wish } from '@primero/domain/workflow/share.ts'
import type { TransitionEvent, TransitionType } from '@primero/domain/workflow/transition.ts'
import type { FastifyRequest } from 'fastify'
import * as z from 'zod'
import { longWords, type Sent, sentData, words } from '../administration/body.ts'
import type { House } from '../house.ts'
import { refuseUnknownRole } from './authorized-role.ts'

const flag = z.boolean().nullish()
const text = words.nullish()
const wishShape = z.object({
  transitioned_to: text,
  transitioned_to_remote: text,
  transitioned_to_agency: text,
  service: text,
  service_record_id: text,
  remote: flag,
  type_of_export: text,
  notes: longWords.nullish(),
  consent_overridden: flag,
  consent_individual_transfer: flag,
  authorized_role_unique_id: text,
  allow_case_creation: flag,
  ids: z.array(words).max(100).nullish(),
})
export type Asked = z.infer<typeof wishShape>
type Key = keyof Asked

const leaving: Key[] = [
  ...(['transitioned_to', 'transitioned_to_remote', 'transitioned_to_agency', 'remote'] as const),
  ...(['type_of_export', 'notes', 'consent_overridden'] as const),
]
/** Whoever owns the record is asked for it: a request names nobody. */
const keysOf: Record<TransitionType, readonly Key[]> = {
  Assign: ['transitioned_to', 'notes'],
  Referral: [...leaving, 'service', 'service_record_id', 'authorized_role_unique_id', 'allow_case_creation'],
  Transfer: [...leaving, 'consent_individual_transfer'],
  TransferRequest: ['transitioned_to_agency', 'notes', 'consent_individual_transfer'],
}

/** `isMany`: of several records, by their ids. */
export function askedOf(request: FastifyRequest, kind: TransitionType, isMany = false): Sent<Asked> {
  const { data, ignored } = sentData(request, wishShape)
  const counts = (key: string): boolean =>
    key === 'ids' ? isMany : keysOf[kind].some((one) => one === key) && !(key === 'transitioned_to' && leaves(data))
  const others = Object.keys(data).filter((key) => !counts(key))
  const own = Object.fromEntries(Object.entries(data).filter(([key]) => counts(key)))
  return { data: own as Asked, ignored: [...ignored, ...others] }
}

/** What leaves this house goes to nobody in it. */
const leaves = ({ remote }: Asked): boolean => remote === true

export function wishOf(house: House, kind: TransitionType, data: Asked): Wish {
  const authorized = said(data.authorized_role_unique_id)
  refuseUnknownRole(house, authorized)
  return {
    id: crypto.randomUUID() as Uuid,
    type: kind,
    remote: data.remote === true,
    service: said(data.service),
    serviceRow: said(data.service_record_id),
    notes: said(data.notes),
    toAgency: said(data.transitioned_to_agency),
    toRemote: said(data.transitioned_to_remote),
    exportType: said(data.type_of_export),
    consentOverridden: data.consent_overridden === true,
    consentIndividual: data.consent_individual_transfer === true,
    override: null,
    authorizedRole: authorized,
    allowCaseCreation: data.allow_case_creation === true,
  }
}

export const said = (value: string | null | undefined): string | null =>
  value === undefined || value === null || value === '' ? null : value

const answerShape = z.object({
  status: text,
  rejected_reason: longWords.nullish(),
  rejection_note: longWords.nullish(),
})

type Answerable = Exclude<TransitionType, 'Assign'>

const events: Record<Answerable, Record<string, TransitionEvent>> = {
  Referral: { accepted: 'accept', rejected: 'reject', done: 'done' },
  Transfer: { accepted: 'accept', rejected: 'reject', revoked: 'revoke' },
  TransferRequest: { accepted: 'accept', rejected: 'reject' },
}

/** A reason goes with a no, a note with what is finished. */
export function answerOf(request: FastifyRequest, kind: Answerable): Answer & { ignored: string[] } {
  const { data, ignored } = sentData(request, answerShape)
  const { status, rejected_reason, rejection_note } = data
  const event = (Object.hasOwn(events[kind], status ?? '') ? events[kind][status ?? ''] : undefined) ?? 'other'
  const [reason, note] = [said(rejected_reason), said(rejection_note)]
  return {
    event,
    reason,
    note,
    ignored: [
      ...ignored,
      ...(reason !== null && event !== 'reject' ? ['rejected_reason'] : []),
      ...(note !== null && event !== 'done' ? ['rejection_note'] : []),
    ],
  }
}
