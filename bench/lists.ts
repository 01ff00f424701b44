// Runs the jobs: our time through HTTP and the hand-written statement, by turns, after checking that they agree.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Client as Database } from 'pg'
import type { Client } from './client.ts'
import type { Job, Who } from './jobs.ts'
import { allowedBy, byTurns, type Limits, type Timing } from './measure.ts'

export type Measured = {
  id: string
  question: string
  /** undefined: no door yet. */
  http?: Timing
  sql: Timing
  ratio?: number
  /** The p50 that is allowed: 1.5 times the statement's and 5 ms. */
  allowed?: number
  p95?: number
  within?: boolean
  /** Age of the oldest answer, in milliseconds, where answers may be kept for a while. */
  oldest?: number
  /** Rows found, as a measure of the question's size. */
  total: number
  /** What the two answers differ in; an answer that is wrong is never fast. */
  disagrees?: string
}

type Answer = { total: number; ids: string[] }

export async function measureJob(
  job: Job,
  db: Database,
  clients: Record<Who, Client>,
  limits: Limits,
): Promise<Measured> {
  const text = readFileSync(join(import.meta.dirname, 'sql', `${job.sql}.sql`), 'utf8')
  const ask = () => db.query<Record<string, unknown>>(text, job.values)
  const wanted = answerOfSql((await ask()).rows)
  const { door } = job
  const base = { id: job.id, question: job.question, total: wanted.total }
  if (door === undefined) {
    const [sql] = await byTurns([ask], { ...limits, runs: Math.min(40, limits.runs) })
    return { ...base, sql: sql ?? { runs: 0, p50: 0, p95: 0 } }
  }
  const client = clients[job.who]
  let oldest = 0
  const request = async () => {
    const reply = await client.post(door.path, door.body)
    if (reply.status !== 200) throw new Error(`${job.id}: ${reply.status} ${reply.text.slice(0, 300)}`)
    if (job.youngerThan !== undefined) oldest = Math.max(oldest, ageOf(reply.text))
    return reply
  }
  const differs = difference(job, wanted, answerOfHttp(JSON.parse((await request()).text)))
  const [http, sql] = await byTurns([request, ask], limits)
  if (http === undefined || sql === undefined) throw new Error('two contenders, two timings')
  const allowed = allowedBy(sql)
  const isOld = job.youngerThan !== undefined && !(oldest <= job.youngerThan)
  const disagrees = isOld ? `an answer from ${Math.round(oldest / 1000)} seconds ago` : differs
  return {
    ...base,
    http,
    sql,
    ratio: http.p50 / sql.p50,
    allowed,
    ...(job.p95 === undefined ? {} : { p95: job.p95 }),
    ...(job.youngerThan === undefined ? {} : { oldest }),
    within:
      disagrees === undefined &&
      (job.wider === true || http.p50 <= allowed) &&
      (job.p95 === undefined || http.p95 <= job.p95),
    ...(disagrees === undefined ? {} : { disagrees }),
  }
}

/** Without unpacking the answer: that would count against it. An answer without its time is none. */
const ageOf = (text: string): number => Date.now() - Date.parse(/"asOf":"([^"]+)"/.exec(text)?.[1] ?? '')

function answerOfSql(rows: Record<string, unknown>[]): Answer {
  const first = rows[0]
  const total = typeof first?.['total'] === 'number' ? first['total'] : rows.length
  return { total, ids: rows.flatMap((row) => (typeof row['id'] === 'string' ? [row['id']] : [])) }
}

function answerOfHttp(body: { total?: number; rows?: { id: string }[]; records?: { id: string }[] }): Answer {
  const ids = (body.rows ?? body.records ?? []).map((row) => row.id)
  return { total: body.total ?? ids.length, ids }
}

function difference(job: Job, wanted: Answer, got: Answer): string | undefined {
  if (job.agree === undefined) return undefined
  if (wanted.total !== got.total) return `total ${got.total} instead of ${wanted.total}`
  if (job.agree === 'total') return undefined
  const inOrder = (ids: string[]) => (job.agree === 'documents' ? [...ids].sort() : ids).join()
  return inOrder(wanted.ids) === inOrder(got.ids) ? undefined : 'other rows, or in another order'
}
