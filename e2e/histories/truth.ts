// What the database says of a history, and the words in which it is compared.
import { isDeepStrictEqual } from 'node:util'
import type pg from 'pg'
import type { IntentionArgs, Outcome } from '@primero/domain/sync/intention.ts'
import type { Created, DayReport } from '../../packages/web/test/day.ts'
import type { History } from './plan.ts'

export type Path = string[]
export type Change = { path: Path; from?: unknown; to?: unknown }
type Stored = {
  id: string
  n: string
  owned_by: string
  version: number
  data: Record<string, unknown>
  seen_by: string[]
  record_state: boolean
}
type Entry = { n: string; version: number; intention: string | null; changes: Change[] }
/** `of`: the case, or an incident that a row of it is; paths are the case's. */
type Claim = {
  of: 'case' | 'incident'
  id: number
  n: string
  intention: string
  changes: Change[]
  settled: { path: Path; take: string }[]
}
export type Truth = {
  records: Map<string, Stored>
  history: Entry[]
  outcomes: Map<string, Outcome>
  claims: Claim[]
  files: { uuid: string; n: string; removed: boolean }[]
  all: number
}

export async function truthOf(admin: pg.Client, { people, cases }: History, { created }: DayReport): Promise<Truth> {
  const names = people.map(({ userName }) => userName)
  const { rows: records } = await admin.query<Stored>(
    `select r.id, r.n::text, r.owned_by, r.seen_by, r.record_state, d.version, d.data
     from case_row r join case_doc d using (n) where r.id = any ($1::uuid[])`,
    [cases],
  )
  const ns = records.map(({ n }) => n)
  // Rows of this field are incidents of their own, with a history of their own.
  const { rows: incidents } = await admin.query<Entry & { id: string }>(
    `select i.parent_n::text as n, i.id::text, h.version, h.intention::text, h.changes
     from incident_row i join incident_history h using (n) where i.parent_n = any ($1::bigint[]) order by h.version, h.id`,
    [ns],
  )
  const ofIncidents = incidents.map(({ id, changes, ...entry }): Entry => ({ ...entry, changes: inCase(id, changes) }))
  const { rows: met } = await admin.query<Claim & { incident: string }>(
    `select 'incident' as of, c.id::int, i.parent_n::text as n, i.id::text as incident, c.intention::text, c.changes, c.settled
     from incident_row i join incident_conflict c using (n) where i.parent_n = any ($1::bigint[])`,
    [ns],
  )
  const claimsOfIncidents = met.map(
    ({ incident, changes, settled, ...claim }): Claim => ({
      ...claim,
      changes: inCase(incident, changes),
      settled: inCase(incident, settled),
    }),
  )
  const [history, outcomes, claims, files, all] = [
    await admin.query<Entry>(
      `select n::text, version, intention::text, changes from case_history where n = any ($1::bigint[]) order by version, id`,
      [ns],
    ),
    await admin.query<{ id: string; outcome: Outcome }>(
      `select id::text, outcome from intention where id = any ($1::uuid[])`,
      [created.map(({ id }) => id)],
    ),
    await admin.query<Claim>(
      `select 'case' as of, id::int, n::text, intention::text, changes, settled from case_conflict where n = any ($1::bigint[])`,
      [ns],
    ),
    await admin.query<Truth['files'][number]>(
      `select uuid::text, n::text, removed_at is not null as removed from case_attachment where n = any ($1::bigint[])`,
      [ns],
    ),
    await admin.query<{ count: number }>(
      `select count(*)::int from case_row r join case_doc d using (n) where d.data ->> 'created_by' = any ($1)`,
      [names],
    ),
  ]
  return {
    records: new Map(records.map((record) => [record.id, record])),
    history: [...history.rows, ...ofIncidents],
    outcomes: new Map(outcomes.rows.map(({ id, outcome }) => [id, outcome])),
    claims: [...claims.rows, ...claimsOfIncidents],
    files: files.rows,
    all: all.rows[0]?.count ?? 0,
  }
}

const inCase = <T extends { path: Path }>(incident: string, some: readonly T[]): T[] =>
  some.map((one) => ({ ...one, path: ['incident_details', incident, ...one.path] }))

/** What a change meant to write, place by place. */
export function meantBy({ name, args }: Created): Change[] {
  if (name === 'record.edit') return (args as { changes: Change[] }).changes
  if (name !== 'conflict.settle') return []
  return choicesOf(args).flatMap(({ path, take, seen, value }) =>
    take === 'force' ? [] : [{ path, from: seen, to: value }],
  )
}

type Chosen = Settlement['choices'][number]
type Settlement = IntentionArgs<'conflict.settle'>
export const choicesOf = (args: unknown): Chosen[] => (args as Settlement).choices

export const named = ({ name, id, on }: Created): string => `${name} ${id} of device ${on}`
export const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null))
export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
export const same = (a: unknown, b: unknown): boolean =>
  (isBlank(a) && isBlank(b)) || isDeepStrictEqual(plain(a), plain(b))
export const keyOf = (path: Path): string => path.join('/')
/** Is `b` the same place, or one that holds it? */
export const meets = (a: Path, b: Path): boolean => b.length <= a.length && b.every((part, i) => part === a[i])

export const isRow = (value: unknown): boolean => typeof value === 'object' && value !== null && 'unique_id' in value

/** The answer at this path: names and ids of rows in turn. */
export function valueAt(value: unknown, path: Path): unknown {
  let here = value
  for (const step of path) {
    if (Array.isArray(here)) here = here.find((row) => (row as { unique_id?: string }).unique_id === step)
    else here = (here as Record<string, unknown> | undefined | null)?.[step]
  }
  return isRow(here) ? { ...(here as object) } : here
}
