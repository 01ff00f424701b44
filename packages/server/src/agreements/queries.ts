import type { AgreementKind, Version } from '@primero/domain/accounts/agreements.ts'
import type { Day } from '@primero/domain/time.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

export type Words = { title: string; text: string }
export type Signatory = { name: string; organization: string; signedOn: string | null }
export type Texts = Record<string, Words>

export type AgreementRow = {
  id: number
  kind: AgreementKind
  agency: string | null
  version: number
  texts: Texts
  signatories: Signatory[]
  valid_from: Day
  valid_until: Day | null
  file: string | null
  created_at: Date
  created_by: string
}

/** Every version, without its words: what rules decide by. */
export async function versionsOf(on: Db | Tx): Promise<Version[]> {
  const { rows } = await sql<Version>`
    select id, kind, agency, valid_from as "from", valid_until as until, extract(epoch from greatest(created_at, valid_from::timestamptz))::float8 as since
    from agreement`.execute(on)
  return rows
}

export async function acceptedBy(on: Db | Tx, account: number): Promise<Map<number, { at: Date; locale: string }>> {
  const { rows } = await sql<{ agreement_id: number; at: Date; locale: string }>`
    select agreement_id, at, locale from acceptance where account_id = ${account}`.execute(on)
  return new Map(rows.map(({ agreement_id, ...how }) => [agreement_id, how]))
}

export async function agreementsNumbered(on: Db | Tx, ids: readonly number[]): Promise<AgreementRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<AgreementRow>`
    select * from agreement where id = any (${[...ids]}::int[]) order by id`.execute(on)
  return rows
}

export type CountedRow = AgreementRow & { accepted: number; asked: number }

/** All versions, the newest first, with how many have accepted each and how many people it is for. */
export async function countedAgreements(tx: Tx): Promise<CountedRow[]> {
  const { rows } = await sql<CountedRow>`
    select g.*, (select count(*)::int from acceptance c where c.agreement_id = g.id) as accepted,
           (select count(*)::int from account a
            where not a.disabled and not a.service_account and a.removed_at is null and not a.unverified
              and (g.agency is null or a.agency = g.agency)) as asked
    from agreement g order by g.kind, g.agency, g.id desc`.execute(tx)
  return rows
}

/** One after the other: two who write at once do not take the same number. */
export const lockAgreements = (tx: Tx) => sql`select pg_advisory_xact_lock(hashtext('agreements'))`.execute(tx)

export type NewVersion = Pick<
  AgreementRow,
  'kind' | 'agency' | 'texts' | 'signatories' | 'valid_from' | 'valid_until' | 'file'
>

export async function insertAgreement(tx: Tx, v: NewVersion, by: string, now: Date): Promise<AgreementRow> {
  const { rows } = await sql<AgreementRow>`
    insert into agreement (kind, agency, version, texts, signatories, valid_from, valid_until, file, created_at, created_by)
    select ${v.kind}, ${v.agency}, coalesce(max(version), 0) + 1, ${JSON.stringify(v.texts)}, ${JSON.stringify(v.signatories)},
           ${v.valid_from}, ${v.valid_until}::date, ${v.file}, ${now}, ${by}
    from agreement where kind = ${v.kind} and agency is not distinct from ${v.agency}
    returning *`.execute(tx)
  return rows[0] as AgreementRow
}

/** The same words once more: the same version, by another hand on another day. */
export async function writtenAgain(tx: Tx, id: number, by: string, now: Date): Promise<AgreementRow> {
  const { rows } = await sql<AgreementRow>`
    update agreement set created_at = ${now}, created_by = ${by} where id = ${id} returning *`.execute(tx)
  return rows[0] as AgreementRow
}

export async function setValidity(
  tx: Tx,
  id: number,
  { until, signatories }: { until: Day | null; signatories: Signatory[] },
): Promise<void> {
  await sql`
    update agreement set valid_until = ${until}::date, signatories = ${JSON.stringify(signatories)}
    where id = ${id}`.execute(tx)
}

/** @returns whether it is accepted now and was not before */
export async function insertAcceptance(
  tx: Tx,
  a: { agreement: number; account: number; at: Date; locale: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into acceptance (agreement_id, account_id, at, locale)
    values (${a.agreement}, ${a.account}, ${a.at}, ${a.locale})
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

/** What v2 shows of an account. */
export const noteConduct = (tx: Tx, account: number, code: number, at: Date) =>
  sql`update account set code_of_conduct_id = ${code}, code_of_conduct_accepted_on = ${at} where id = ${account}`.execute(
    tx,
  )

export const noteTerms = (tx: Tx, account: number, at: Date) =>
  sql`update account set terms_of_use_accepted_on = ${at} where id = ${account}`.execute(tx)

/** Ids of accounts that accepted an earlier version. */
export async function acceptedBefore(tx: Tx, { id, kind, agency }: AgreementRow): Promise<number[]> {
  const { rows } = await sql<{ account: number }>`
    select distinct c.account_id as account
    from acceptance c join agreement g on g.id = c.agreement_id
    where g.kind = ${kind} and g.agency is not distinct from ${agency} and g.id <> ${id}`.execute(tx)
  return rows.map(({ account }) => account)
}
