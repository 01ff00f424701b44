import type { Uuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { Day } from '@primero/domain/time.ts'
import type { Counted, Opening, Provider, ProviderTerms } from '@primero/domain/workflow/directory.ts'
import { type Selectable, sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { ServiceProvider } from '../db/tables.ts'

const storedOf = (row: Selectable<ServiceProvider>): Provider => ({
  id: row.id as Uuid,
  version: row.version,
  name: row.name,
  services: row.services,
  places: row.places,
  languages: row.languages,
  staff: row.staff as Provider['staff'],
  hours: row.hours as unknown as Opening[],
  phone: row.phone,
  email: row.email,
  address: row.address,
  note: row.note,
  closedOn: row.closed_on as Day[],
  capacity: row.capacity,
  from: row.valid_from as Day | null,
  until: row.valid_until as Day | null,
  agency: row.agency,
  groups: row.groups,
  users: row.users,
  retired: row.retired,
})

const columnsOf = (terms: ProviderTerms, by: string, at: Date) => ({
  name: terms.name,
  services: terms.services,
  places: terms.places,
  languages: terms.languages,
  staff: terms.staff,
  hours: JSON.stringify(terms.hours),
  phone: terms.phone,
  email: terms.email,
  address: terms.address,
  note: terms.note,
  closed_on: terms.closedOn,
  capacity: terms.capacity,
  valid_from: terms.from,
  valid_until: terms.until,
  agency: terms.agency,
  groups: terms.groups,
  users: terms.users,
  retired: terms.retired,
  updated_at: at,
  updated_by: by,
})

const most = 5000

export async function allProviders(tx: Tx): Promise<Provider[]> {
  const rows = await tx.selectFrom('service_provider').selectAll().orderBy('name').orderBy('id').limit(most).execute()
  return rows.map(storedOf)
}

/** Locked until the transaction ends. */
export async function providerById(tx: Tx, id: string): Promise<Provider | undefined> {
  const row = await tx.selectFrom('service_provider').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row && storedOf(row)
}

/** @returns false where the id is taken */
export async function insertProvider(tx: Tx, id: Uuid, terms: ProviderTerms, by: string, at: Date): Promise<boolean> {
  const made = await tx
    .insertInto('service_provider')
    .values({ id, version: 1, ...columnsOf(terms, by, at) })
    .onConflict((on) => on.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

export const keepProvider = (tx: Tx, { id, version }: Provider, terms: ProviderTerms, by: string, at: Date) =>
  tx
    .updateTable('service_provider')
    .set({ ...columnsOf(terms, by, at), version: version + 1 })
    .where('id', '=', id)
    .execute()

/** @throws Problem rule-broken */
export async function refuseUnknownProvider(tx: Tx, id: string | null): Promise<void> {
  if (id === null) return
  const { rows } = await sql`select from service_provider where id = ${id}`.execute(tx)
  if (rows.length === 0) throw new Problem('rule-broken', { attribute: 'provider', message: 'unknown' })
}

/** What became of the referrals to each provider since then. The second lock is open: they are other people's. */
export async function countedSince(tx: Tx, since: Date): Promise<Map<string, Counted>> {
  const { rows } = await sql<{ provider: string } & Counted>`
    select provider, count(*)::int as sent,
           count(*) filter (where status in ('accepted', 'done'))::int as accepted,
           count(*) filter (where status = 'rejected')::int as rejected,
           count(*) filter (where status = 'in_progress')::int as waiting,
           (extract(epoch from percentile_disc(0.5) within group (order by answered_at - created_at)) / 3600)::float8
             as "medianHours"
    from transition
    where provider is not null and created_at >= ${since} and type = 'Referral' and status <> 'revoked'
    group by provider`.execute(tx)
  return new Map(rows.map(({ provider, ...counted }) => [provider, counted]))
}

/** How many referrals to each wait or go on. The second lock is open. */
export async function openTo(tx: Tx): Promise<Map<string, number>> {
  const { rows } = await sql<{ provider: string; open: number }>`
    select provider, count(*)::int as open from transition
    where provider is not null and type = 'Referral' and status in ('in_progress', 'accepted')
    group by provider`.execute(tx)
  return new Map(rows.map(({ provider, open }) => [provider, open]))
}
