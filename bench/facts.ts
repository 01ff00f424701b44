// What the questions ask for, taken from the data: terms, a place, a name, an identifier that are really there.
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { nameTokens } from '@primero/domain/search/phonetic.ts'
import type { Client } from 'pg'
import type { Country, Person } from './country.ts'
import { askers } from './country.ts'

type Asker = { userName: string; principals: string[]; modules: string[] }

export type Facts = {
  today: string
  worker: Asker
  group: Asker
  agency: Asker
  all: Asker
  term: (field: string, value: string) => number[]
  /** Two rare options that occur together. */
  rare: { field: string; value: string }[]
  /** Location code and its path with a trailing dot. */
  district: { code: string; path: string }
  region: { code: string; path: string }
  name: { text: string; tokens: string[] }
  /** Seven characters out of an identifier. */
  part: string
  phone: string
  month: { from: string; to: string }
  /** Ids of 20 of the worker's cases. */
  documents: string[]
}

export async function factsOf(db: Client, config: Configuration, country: Country): Promise<Facts> {
  const one = async <T extends object>(sql: string, values: unknown[] = []): Promise<T> => {
    const { rows } = await db.query<T>(sql, values)
    if (rows[0] === undefined) throw new Error(`The seeded data does not answer: ${sql}`)
    return rows[0]
  }
  const terms = new Map(
    (await db.query<{ id: number; key: string }>(`select id, field || '=' || value as key from term`)).rows.map((t) => [
      t.key,
      t.id,
    ]),
  )
  const worker = await workerOf(db, config, country)
  const agency = askerOf(config, country, askers.agency)
  const home = await one<{ loc_path: string }>(
    `select loc_path from case_row where 'u:' || $1 = any (seen_by) order by n desc limit 1`,
    [worker.userName],
  )
  const hierarchy = home.loc_path.split('.')
  const name = await one<{ name: string }>(
    `select name from case_row where name is not null and module = any ($2) and seen_by && $1 order by n desc limit 1`,
    [agency.principals, agency.modules],
  )
  const text = name.name.split(' ').slice(0, 2).join(' ')
  const ids = await one<{ ids: string; exact: string[] }>(
    `select i.ids, i.exact from case_ids i join case_row r using (n)
     where r.module = 'primeromodule-cp' and exists (select from unnest(i.exact) e where e like 'phone:%') order by n desc limit 1`,
  )
  const code = await one<{ id: string }>(
    `select right(data ->> 'unique_identifier', 9) as id from case_doc d join case_row r using (n) where r.module = 'primeromodule-cp' order by n limit 1`,
  )
  const { today } = await one<{ today: string }>('select today::text from bench.caseload')
  const documents = await db.query<{ id: string }>(
    `select id from case_row where 'u:' || $1 = any (seen_by) order by n limit 20`,
    [worker.userName],
  )
  return {
    today,
    worker,
    group: askerOf(config, country, askers.group),
    agency,
    all: askerOf(config, country, askers.all),
    term: (field, value) => {
      const id = terms.get(`${field}=${value}`)
      if (id === undefined) throw new Error(`No case has ${field} = ${value}.`)
      return [id]
    },
    rare: await rarePair(db),
    district: placeOf(hierarchy.slice(0, 3)),
    region: placeOf(hierarchy.slice(0, 2)),
    name: { text, tokens: nameTokens(text) },
    part: code.id.slice(0, 7),
    phone: ids.exact.find((entry) => entry.startsWith('phone:'))?.slice(6) ?? '',
    month: { from: `${Number(today.slice(0, 4)) - 1}-06-01`, to: `${Number(today.slice(0, 4)) - 1}-06-30` },
    documents: documents.rows.map((row) => row.id),
  }
}

const placeOf = (hierarchy: string[]) => ({ code: hierarchy.at(-1) ?? '', path: `${hierarchy.join('.')}.` })

/** The worker of child protection whose caseload is the middle one. */
async function workerOf(db: Client, config: Configuration, country: Country): Promise<Asker> {
  const { rows } = await db.query<{ owned_by: string }>(
    `select owned_by from case_row where module = 'primeromodule-cp' group by 1 order by count(*), 1`,
  )
  return askerOf(config, country, rows[rows.length >> 1]?.owned_by ?? '')
}

function askerOf(config: Configuration, country: Country, userName: string): Asker {
  const person = country.people.find((one) => one.userName === userName)
  const role = person && config.roles.get(person.role)
  if (person === undefined || role === undefined) throw new Error(`Nobody is called ${userName}.`)
  return { userName, principals: principalsOf(person, role.scope), modules: role.modules }
}

function principalsOf({ userName, groups, agency }: Person, scope: string): string[] {
  const circle = scope === 'group' ? groups.map((group) => `g:${group}`) : scope === 'agency' ? [`a:${agency}`] : []
  return [`u:${userName}`, ...circle]
}

/** Options of two fields that some dozens of child-protection cases have together. */
async function rarePair(db: Client): Promise<{ field: string; value: string }[]> {
  const { rows } = await db.query<{ a: string; b: string; x: string; y: string }>(
    `with few as (
       select t.id, t.field, t.value from term t
       where t.field in ('unhcr_needs_codes', 'separation_cause', 'country_of_origin', 'disability_type', 'tracing_status')
     ), pairs as (
       select p.id as p, q.id as q, count(*) as cases
       from case_row r, unnest(r.tok) a (id) join few p using (id), unnest(r.tok) b (id) join few q using (id)
       where r.module = 'primeromodule-cp' and p.field < q.field
       group by 1, 2 having count(*) between 3 and 1000
     )
     select p.field as a, p.value as x, q.field as b, q.value as y
     from pairs join few p on p.id = pairs.p join few q on q.id = pairs.q order by cases, 1, 2, 3, 4 limit 1`,
  )
  const pair = rows[0]
  if (pair === undefined) throw new Error('No two rare options occur together.')
  return [
    { field: pair.a, value: pair.x },
    { field: pair.b, value: pair.y },
  ]
}
