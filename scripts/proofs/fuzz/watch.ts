// What a request changed, read from the tables themselves: new row versions by transaction number, lost rows by count,
// and a hash of everything that somebody may not write.
import { createHash } from 'node:crypto'
import { recordTypes } from '@primero/domain/configuration/bundle.ts'
import type pg from 'pg'
import { managesSystem, managesUsers } from './reach.ts'
import type { Known, Person } from './world.ts'

/** Written by reading, by being refused, or by the clock: no change of anybody's work. */
const notes = /^(audit|throttle|sign_in_lock|known_device|session|migration)/

export type Change = { table: string; n: number | null; account: number | null; id: string | null }

export type Watch = {
  /** Everything that changed since the last look. */
  look: () => Promise<Change[]>
}

export async function watchOver(admin: pg.Client): Promise<Watch> {
  const { rows } = await admin.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by relname`,
  )
  const tables = rows.map((row) => row.name).filter((name) => !notes.test(name))
  const changed = tables.map(
    (name) =>
      `select '${name}' as table, (to_jsonb(t) ->> 'n')::int as n, (to_jsonb(t) ->> '${name === 'account' ? 'id' : 'account_id'}')::int as account,
              to_jsonb(t) ->> 'id' as id
       from ${name} t where xmin::text::bigint >= $1`,
  )
  const counts = `select ${tables.map((name) => `(select count(*) from ${name})::int as ${name}`).join(', ')}`
  const steady = `select id, md5((to_jsonb(a) - '{updated_at}'::text[])::text) as hash from account a`
  const numberNow = async () =>
    Number((await admin.query<{ x: string }>('select pg_snapshot_xmax(pg_current_snapshot())::text as x')).rows[0]?.x)
  const countsNow = async () => (await admin.query<Record<string, number>>(counts)).rows[0] ?? {}
  const accountsNow = async () =>
    new Map((await admin.query<{ id: number; hash: string }>(steady)).rows.map((row) => [row.id, row.hash]))

  let since = await numberNow()
  let held = await countsNow()
  let accounts = await accountsNow()
  return {
    look: async () => {
      const next = await numberNow()
      const fresh = (await admin.query<Change>(changed.join(' union all '), [since])).rows
      const count = await countsNow()
      const lost = tables
        .filter((name) => (count[name] ?? 0) < (held[name] ?? 0))
        .map((table) => ({ table, n: null, account: null, id: null }))
      // A wrong password is counted in the account: a note, unless something else changed too.
      const isAccountChanged = fresh.some((change) => change.table === 'account')
      const now = isAccountChanged ? await accountsNow() : accounts
      const real = fresh.filter(
        (change) => change.table !== 'account' || now.get(Number(change.id)) !== accounts.get(Number(change.id)),
      )
      since = next
      held = count
      accounts = now
      return [...real, ...lost]
    },
  }
}

/** A hash over all that this person may not write: others' records with all that hangs on them, accounts, configuration. */
export async function hashOfOthers(admin: pg.Client, closed: Known[], person: Person | null): Promise<string> {
  const hash = createHash('sha256')
  for (const type of recordTypes) {
    const ns = closed.filter((record) => record.type === type).map((record) => record.n)
    if (ns.length > 0) hash.update(await hashOfRecords(admin, type, ns))
  }
  const self = person?.id ?? 0
  const isManager = person !== null && managesUsers(person)
  for (const [query, values] of [
    [
      `select md5(string_agg((to_jsonb(c) - 'document')::text || md5(document::text), '' order by version)) from configuration c where not $1`,
      [person !== null && managesSystem(person)],
    ],
    [
      `select md5(string_agg(w::text, '' order by id)) from wire_id w where not $1`,
      [person !== null && managesSystem(person)],
    ],
    [`select md5(string_agg(s::text, '' order by id)) from saved_search s where account_id <> $1`, [self]],
    [`select md5(string_agg(u::text, '' order by blob, chunk)) from upload u where account_id <> $1`, [self]],
    [`select md5(string_agg(i::text, '' order by id)) from intention i where account_id <> $1`, [self]],
    [
      `select md5(string_agg((to_jsonb(a) - '{updated_at}'::text[])::text, '' order by id))
       from account a where id <> $1 and not $2`,
      [self, isManager],
    ],
  ] as const) {
    const { rows } = await admin.query<{ md5: string | null }>(query, [...values])
    hash.update(rows[0]?.md5 ?? 'none')
  }
  return hash.digest('hex')
}

async function hashOfRecords(admin: pg.Client, type: string, ns: number[]): Promise<string> {
  const of = (table: string, order: string) =>
    `(select string_agg(md5(t::text), '' order by ${order}) from ${type}_${table} t where t.n = any ($1))`
  const { rows } = await admin.query<{ hash: string }>(
    `select concat_ws('|', ${of('row', 't.n')}, ${of('doc', 't.n')}, ${of('ids', 't.n')}, ${of('history', 't.at, t.id')},
            ${of('attachment', 't.id')}, ${of('conflict', 't.id')},
            (select string_agg(md5(f::text), '' order by f.wire_id) from flag f where f.n = any ($1)),
            (select string_agg(md5(g::text), '' order by g.id) from record_grant g where g.n = any ($1))) as hash`,
    [ns],
  )
  return rows[0]?.hash ?? 'none'
}
