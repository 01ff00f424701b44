import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import type { Moment } from '@primero/domain/time.ts'
import type { CareFrom } from '@primero/domain/workflow/clinical-care.ts'
import type { Grant } from '@primero/domain/workflow/shared-fields.ts'
import type {
  Override,
  Standing,
  Transition,
  TransitionStatus,
  TransitionType,
} from '@primero/domain/workflow/transition.ts'
import { type Selectable, sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Transition as TransitionTable } from '../db/tables.ts'
import { numbersOf } from '../search/queries.ts'

type Row = Omit<Selectable<TransitionTable>, 'n'> & { n: number }

const moment = (at: Date | null): Moment | null => (at === null ? null : (at.toISOString() as Moment))

/** A transition and the record that it is of. */
export type StoredTransition = Transition & { n: number; record: { id: Uuid; type: RecordType } }

const storedOf = (row: Row): StoredTransition => ({
  n: row.n,
  record: { id: row.record_id as Uuid, type: row.record_type as RecordType },
  id: row.id as Uuid,
  type: row.type as TransitionType,
  status: row.status as TransitionStatus,
  by: row.by_user,
  to: row.to_user,
  remote: row.remote,
  service: row.service,
  serviceRow: row.service_row,
  notes: row.notes,
  toAgency: row.to_agency,
  toRemote: row.to_remote,
  exportType: row.export_type,
  rejectedReason: row.rejected_reason,
  rejectionNote: row.rejection_note,
  consentOverridden: row.consent_overridden,
  consentIndividual: row.consent_individual,
  override:
    row.override_ground === null
      ? null
      : {
          ground: row.override_ground as Override['ground'],
          reason: row.override_reason ?? '',
          second: row.override_second,
          assessment: row.override_assessment,
          recipientSafe: row.override_safe,
        },
  consent: row.consent as Uuid | null,
  authorizedRole: row.authorized_role,
  forms: row.forms,
  leftOut: row.left_out,
  services: row.services,
  formsBefore: row.forms_before,
  allowCaseCreation: row.allow_case_creation,
  recordOwner: row.record_owner as Standing,
  sender: row.sender as Transition['sender'],
  recipient: row.recipient as Transition['recipient'],
  createdAt: moment(row.created_at) as Moment,
  respondedAt: moment(row.responded_at),
  endedAt: moment(row.ended_at),
  endedFor: row.ended_for as Transition['endedFor'],
  ...(row.packaged ? { packaged: true } : {}),
  provider: row.provider as Uuid | null,
  careBy: moment(row.care_by),
  careFrom: row.care_from as CareFrom,
  silence:
    row.silence_at === null || row.silence_team_at === null
      ? null
      : { sender: moment(row.silence_at) as Moment, managers: moment(row.silence_team_at) as Moment },
})

/** All of a record, the oldest first. */
export async function transitionsOf(tx: Tx, n: number): Promise<StoredTransition[]> {
  const { rows } = await sql<Row>`select * from transition where n = ${n} order by seq`.execute(tx)
  return rows.map(storedOf)
}

/** Of these records, the oldest first. */
export async function transitionsOn(tx: Tx, type: RecordType, ids: readonly string[]): Promise<StoredTransition[]> {
  const { rows } = await sql<Row>`
    select * from transition where n in (${numbersOf(type, ids)}) order by seq`.execute(tx)
  return rows.map(storedOf)
}

/** Of these cases, those of which a transfer or a request for them waits. */
export async function casesOnOffer(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ record_id: string }>`
    select distinct record_id from transition
    where n in (${numbersOf('case', ids)}) and status = 'in_progress' and type in ('Transfer', 'TransferRequest')`.execute(
    tx,
  )
  return new Set(rows.map((row) => row.record_id))
}

export type SharedRecord = { type: RecordType; id: string }

/** Records that somebody was let into by shares that live, or asked for. */
export async function recordsSharedWith(tx: Tx, userName: string): Promise<SharedRecord[]> {
  const { rows } = await sql<SharedRecord>`
    select distinct n, record_type as type, record_id as id from transition
    where to_user = ${userName} and status in ('in_progress', 'accepted')
          and (type = 'Referral' or type = 'Transfer' and status = 'in_progress')
       or by_user = ${userName} and status = 'in_progress' and type = 'TransferRequest'
    order by n`.execute(tx)
  return rows.map(({ type, id }) => ({ type, id }))
}

/** People whose last day is over, and who were let in by a share that lives, or asked for a record; by name. */
export async function pastTheirLastDay(tx: Tx, { today, after, most }: { today: string; after: string; most: number }) {
  const { rows } = await sql<{ user_name: string }>`
    select a.user_name from account a
    where a.expires_on < ${today}::date and a.user_name > ${after}
      and (exists (select from transition t where t.to_user = a.user_name and t.status in ('in_progress', 'accepted')
                   and (t.type = 'Referral' or t.type = 'Transfer' and t.status = 'in_progress'))
        or exists (select from transition t
                   where t.by_user = a.user_name and t.status = 'in_progress' and t.type = 'TransferRequest'))
    order by a.user_name limit ${most}`.execute(tx)
  return rows.map((row) => row.user_name)
}

/** By their ids; those that are not there are left out. */
export async function transitionsById(tx: Tx, ids: readonly string[]): Promise<Map<string, StoredTransition>> {
  const { rows } = await sql<Row>`select * from transition where id = any (${ids}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, storedOf(row)]))
}

export async function transitionById(tx: Tx, id: string): Promise<StoredTransition | undefined> {
  const { rows } = await sql<Row>`select * from transition where id = ${id}`.execute(tx)
  return rows[0] && storedOf(rows[0])
}

/** @returns false where the id is taken */
export async function insertTransition(
  tx: Tx,
  of: { n: number; id: string; type: RecordType },
  t: Transition,
): Promise<boolean> {
  const made = await tx
    .insertInto('transition')
    .values({
      id: t.id,
      n: of.n,
      record_type: of.type,
      record_id: of.id,
      type: t.type,
      status: t.status,
      by_user: t.by,
      to_user: t.to,
      remote: t.remote,
      service: t.service,
      service_row: t.serviceRow,
      notes: t.notes,
      to_agency: t.toAgency,
      to_remote: t.toRemote,
      export_type: t.exportType,
      rejected_reason: t.rejectedReason,
      rejection_note: t.rejectionNote,
      consent_overridden: t.consentOverridden,
      consent_individual: t.consentIndividual,
      override_ground: t.override?.ground ?? null,
      override_reason: t.override?.reason ?? null,
      override_second: t.override?.second ?? null,
      override_assessment: t.override?.assessment ?? null,
      override_safe: t.override?.recipientSafe ?? false,
      consent: t.consent,
      authorized_role: t.authorizedRole,
      forms: t.forms ? [...t.forms] : null,
      left_out: [...(t.leftOut ?? [])],
      services: t.services ? [...t.services] : null,
      forms_before: t.formsBefore ? [...t.formsBefore] : null,
      allow_case_creation: t.allowCaseCreation,
      record_owner: JSON.stringify(t.recordOwner),
      sender: JSON.stringify(t.sender),
      recipient: t.recipient === null ? null : JSON.stringify(t.recipient),
      created_at: t.createdAt,
      responded_at: t.respondedAt,
      ended_at: t.endedAt,
      ended_for: t.endedFor,
      packaged: t.packaged === true,
      provider: t.provider ?? null,
      care_by: t.careBy ?? null,
      care_from: t.careFrom ?? null,
      silence_at: t.silence?.sender ?? null,
      silence_team_at: t.silence?.managers ?? null,
    })
    .onConflict((c) => c.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

/** What an answer changes; the rest stands as it was sent. */
export const updateTransition = (tx: Tx, t: Transition) =>
  tx
    .updateTable('transition')
    .set({
      status: t.status,
      responded_at: t.respondedAt,
      answered_at: sql`coalesce(answered_at, ${t.respondedAt}::timestamptz)`,
      ended_at: t.endedAt,
      ended_for: t.endedFor,
      rejected_reason: t.rejectedReason,
      rejection_note: t.rejectionNote,
    })
    .where('id', '=', t.id)
    .execute()

/** Those who are let in by shares that live, and nobody else by shares. What came otherwise stays. */
export async function keepGrants(tx: Tx, n: number, grants: readonly Grant[], at: Moment): Promise<void> {
  const live = grants.map(({ transition }) => transition)
  await sql`update record_grant set ended_at = ${at}
            where n = ${n} and transition is not null and ended_at is null
              and not transition = any (${live}::uuid[])`.execute(tx)
  for (const grant of grants)
    await sql`insert into record_grant (n, user_name, kind, role, forms, services, transition, from_at, left_out)
              values (${n}, ${grant.userName}, ${grant.kind}, ${grant.role}, ${grant.forms}::text[],
                ${grant.services}::text[], ${grant.transition}, ${at}, ${grant.leftOut}::text[])
              on conflict (transition) where ended_at is null
              do update set forms = excluded.forms, services = excluded.services, left_out = excluded.left_out
              where (record_grant.forms, record_grant.services, record_grant.left_out)
                is distinct from (excluded.forms, excluded.services, excluded.left_out)`.execute(tx)
}

/** User names with a live grant on the record. */
export async function grantedNow(tx: Tx, n: number): Promise<string[]> {
  const { rows } = await sql<{ user_name: string }>`
    select distinct user_name from record_grant where n = ${n} and ended_at is null order by user_name`.execute(tx)
  return rows.map((row) => row.user_name)
}

/** Referrals that nobody answered in time, of which somebody was not told, from this one on; the oldest first, locked. */
export async function silentFrom(
  tx: Tx,
  { now, after, most }: { now: Date; after: number; most: number },
): Promise<{ seq: number; told: number; share: StoredTransition }[]> {
  const { rows } = await sql<Row & { seq: number }>`
    select * from transition
    where type = 'Referral' and status = 'in_progress' and silence_told < 2
      and case silence_told when 0 then silence_at else silence_team_at end <= ${now} and seq > ${after}
    order by seq limit ${most} for update skip locked`.execute(tx)
  return rows.map((row) => ({ seq: row.seq, told: row.silence_told, share: storedOf(row) }))
}

export const countTold = (tx: Tx, id: string, told: number) =>
  sql`update transition set silence_told = ${told} where id = ${id}`.execute(tx)

/** Can a provider outside still answer this referral? */
export async function isLinked(tx: Tx, transition: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    select from one_time_link where transition = ${transition} and closed is null and until_at > ${now}`.execute(tx)
  return rows.length > 0
}
