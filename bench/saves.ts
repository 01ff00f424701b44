// Saves per second: eight workers at once through HTTP, then the same work as one hand-written statement each.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type Client, signIn } from './client.ts'
import type { Country } from './country.ts'
import { allowedBy, type Timing, timingOf, warming } from './measure.ts'

export type Saves = {
  id: string
  question: string
  http: Timing & { perSecond: number; refused: number }
  sql: Timing & { perSecond: number }
  ratio: number
  within: boolean
}

/** What the product is held to with eight clients; one alone is held to its median. */
export const saveLimits = { perSecond: 150, p95: 150 }

type Held = { n: number; id: string; version: number; tok: number[]; values: Record<string, unknown> }
type Worker = { userName: string; records: Held[] }
type Kind = {
  id: string
  clients: number
  question: string
  sql: string
  next: (held: Held, turn: number) => Record<string, unknown>
}

const risks = ['high', 'medium', 'low']

const answers: Kind = {
  id: 'B15',
  clients: 8,
  question: 'save of answers, 8 clients',
  sql: 'b15-save-answers',
  next: (_held, turn) => ({
    address_current: `Block ${turn}`,
    occupation: `Turn ${turn}`,
    other_agency_name: `Training partner ${turn}`,
  }),
}

const filter: Kind = {
  id: 'B15f',
  clients: 8,
  question: 'save of a filter field, 8 clients',
  sql: 'b15f-save-filter',
  next: (_held, turn) => ({ risk_level: risks[turn % 3], address_current: `Block ${turn}` }),
}

const single: Kind = { ...answers, id: 'B16', clients: 1, question: 'save of answers, 1 client' }

type Place = { origin: string; password: string; baseline: string; seconds: number; country: Country }

export async function measureSaves(place: Place, only: string[] | undefined): Promise<Saves[]> {
  const db = new pg.Client(place.baseline)
  await db.connect()
  try {
    const measured: Saves[] = []
    for (const kind of [answers, filter, single].filter(({ id }) => only === undefined || only.includes(id))) {
      const { id, question, clients } = kind
      const http = await throughHttp(place, kind, await workersIn(db, clients))
      const sql = await byHand(place, kind, await workersIn(db, clients), await termsOf(db))
      const isFast = clients === 1 ? http.p50 <= allowedBy(sql) : http.perSecond >= saveLimits.perSecond
      const within = isFast && http.p95 <= saveLimits.p95 && http.refused === 0
      measured.push({ id, question, http, sql, ratio: http.p50 / sql.p50, within })
    }
    return measured
  } finally {
    await db.end()
  }
}

/** Case workers with the most cases of their own, and 40 of these each. */
async function workersIn(db: pg.Client, count: number): Promise<Worker[]> {
  const owners = await db.query<{ owned_by: string }>(
    `select owned_by from case_row where module = 'primeromodule-cp' and record_state group by 1 order by count(*) desc, 1 limit $1`,
    [count],
  )
  const workers: Worker[] = []
  for (const { owned_by: userName } of owners.rows) {
    const { rows } = await db.query<Omit<Held, 'values'> & { data: Record<string, unknown> }>(
      `select r.n::int, r.id, r.tok, d.version, d.data from case_row r join case_doc d using (n)
       where r.owned_by = $1 and r.status = 'open' and r.module = 'primeromodule-cp' and r.record_state order by r.n limit 40`,
      [userName],
    )
    workers.push({ userName, records: rows.map(({ data, ...held }) => ({ ...held, values: data })) })
  }
  return workers
}

const termsOf = async (db: pg.Client): Promise<Map<string, number>> => {
  const { rows } = await db.query<{ id: number; value: string }>(
    `select id, value from term where field = 'risk_level'`,
  )
  return new Map(rows.map((row) => [row.value, row.id]))
}

/** Everyone saves record after record: some to warm up, then until the time is up. */
async function forAWhile(
  seconds: number,
  workers: Worker[],
  save: (worker: Worker, held: Held, turn: number) => Promise<void>,
) {
  const one = async (worker: Worker, turn: number): Promise<number> => {
    const held = worker.records[turn % worker.records.length]
    if (held === undefined) throw new Error(`${worker.userName} has no open case.`)
    const start = performance.now()
    await save(worker, held, turn)
    return performance.now() - start
  }
  const warm = Math.ceil(warming.runs / workers.length)
  await Promise.all(
    workers.map(async (worker) => {
      for (let turn = 0; turn < warm; turn++) await one(worker, turn)
    }),
  )
  const times: number[] = []
  const began = performance.now()
  const deadline = began + seconds * 1000
  await Promise.all(
    workers.map(async (worker) => {
      for (let turn = warm; performance.now() < deadline; turn++) times.push(await one(worker, turn))
    }),
  )
  return { ...timingOf(times), perSecond: times.length / ((performance.now() - began) / 1000) }
}

type Change = { path: string[]; from: unknown; to: unknown }

const changesOf = (held: Held, to: Record<string, unknown>): Change[] =>
  Object.entries(to).map(([name, value]) => ({ path: [name], from: held.values[name], to: value }))

async function throughHttp(
  { origin, password, seconds }: Place,
  kind: Kind,
  workers: Worker[],
): Promise<Saves['http']> {
  const clients = new Map<string, Client>()
  for (const { userName } of workers) clients.set(userName, await signIn(origin, userName, password))
  let refused = 0
  const timing = await forAWhile(seconds, workers, async ({ userName }, held, turn) => {
    const to = kind.next(held, turn)
    const reply = await clients.get(userName)?.post('/api/sync/push', pushed(userName, held, changesOf(held, to), turn))
    const outcome = reply?.status === 200 ? JSON.parse(reply.text).outcomes[0] : undefined
    if (outcome?.outcome !== 'applied') {
      if (refused++ === 0) console.error(`  a save was not applied: ${reply?.status} ${reply?.text.slice(0, 300)}`)
      return
    }
    held.version = outcome.version
    Object.assign(held.values, to)
  })
  for (const client of clients.values()) client.close()
  return { ...timing, refused }
}

const pushed = (user: string, held: Held, changes: Change[], turn: number) => ({
  intentions: [
    {
      id: crypto.randomUUID(),
      v: 1,
      device: 'bench',
      user,
      seq: turn,
      at: new Date().toISOString(),
      config: 1,
      name: 'record.edit',
      args: { type: 'case', id: held.id, changes },
      basedOn: held.version,
    },
  ],
})

async function byHand(
  { baseline, seconds }: Place,
  kind: Kind,
  workers: Worker[],
  terms: Map<string, number>,
): Promise<Saves['sql']> {
  const text = readFileSync(join(import.meta.dirname, 'sql', `${kind.sql}.sql`), 'utf8')
  const connections = new Map<string, pg.Client>()
  for (const { userName } of workers) connections.set(userName, new pg.Client(baseline))
  await Promise.all([...connections.values()].map((client) => client.connect()))
  try {
    return await forAWhile(seconds, workers, async ({ userName }, held, turn) => {
      const to = kind.next(held, turn)
      const values = [
        held.n,
        JSON.stringify(to),
        JSON.stringify(changesOf(held, to)),
        new Date(),
        userName,
        crypto.randomUUID(),
        held.id,
      ]
      const tok = kind === filter ? [withTerm(held.tok, terms, String(to['risk_level']))] : []
      await connections.get(userName)?.query(text, [...values, ...tok])
      Object.assign(held.values, to)
    })
  } finally {
    await Promise.all([...connections.values()].map((client) => client.end()))
  }
}

function withTerm(tok: number[], terms: Map<string, number>, risk: string): number[] {
  const all = new Set(terms.values())
  const own = terms.get(risk)
  return [...tok.filter((id) => !all.has(id)), ...(own === undefined ? [] : [own])]
}
