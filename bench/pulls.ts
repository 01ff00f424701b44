// What a device asks for (storage §8): nothing new, and everything anew. A set of 200 records is held to 1.5 times its
// statement and 0.3 ms for each record: they are picked field by field, which SQL does not do.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Client as Database } from 'pg'
import type { Client } from './client.ts'
import type { Facts } from './facts.ts'
import type { Measured } from './lists.ts'
import { allowedBy, byTurns, type Limits } from './measure.ts'

const perRecord = 0.3
const page = 100

type Page = { cursor: string; more: boolean; records: { id: string }[]; gone: unknown[] }

export async function measurePulls(
  db: Database,
  client: Client,
  facts: Facts,
  limits: Limits,
  only: string[] | undefined,
): Promise<Measured[]> {
  const wanted = ['B17n', 'B17s'].filter((id) => only === undefined || only.includes(id))
  if (wanted.length === 0) return []
  const device = randomUUID()
  await posted(client, '/api/sync/devices', { device, kind: 'phone' })
  const pull = async (cursor: string | null): Promise<Page> =>
    JSON.parse(await posted(client, '/api/sync/pull', { device, cursor, pins: [], limit: page })) as Page
  const all = async (): Promise<{ cursor: string; ids: string[] }> => {
    const ids: string[] = []
    for (let cursor: string | null = null; ; ) {
      const reply: Page = await pull(cursor)
      ids.push(...reply.records.map(({ id }) => id))
      cursor = reply.cursor
      if (!reply.more) return { cursor, ids }
    }
  }
  const measured: Measured[] = []
  const closedSince = new Date(Date.parse(facts.today) - 14 * 24 * 3600 * 1000).toISOString().slice(0, 10)
  const { principals, modules } = facts.worker
  if (wanted.includes('B17s')) {
    const ask = statement(db, 'b17s-pull-set', [principals, modules, closedSince])
    const { ids } = await all()
    const rows = (await ask()).rows as { id: string }[]
    const [http, sql] = await byTurns([all, ask], { ...limits, runs: Math.min(40, limits.runs) })
    if (!http || !sql) throw new Error('two contenders, two timings')
    const allowed = 1.5 * sql.p50 + perRecord * ids.length
    const isSame =
      rows
        .map(({ id }) => id)
        .sort()
        .join() === [...ids].sort().join()
    const base = { id: 'B17s', question: 'pull, a whole set anew', total: ids.length, http, sql, allowed }
    const within = isSame && http.p50 <= allowed
    measured.push({
      ...base,
      ratio: http.p50 / sql.p50,
      within,
      ...(isSame ? {} : { disagrees: `${rows.length} rows in SQL` }),
    })
  }
  if (wanted.includes('B17n')) {
    const { cursor } = await all()
    let at = cursor
    const nothing = async (): Promise<void> => {
      const reply = await pull(at)
      if (reply.records.length + reply.gone.length > 0) throw new Error('There was something new.')
      at = reply.cursor
    }
    const ask = statement(db, 'b17-pull-nothing', ['9000000000000000000', principals, modules])
    const [http, sql] = await byTurns([nothing, ask], limits)
    if (!http || !sql) throw new Error('two contenders, two timings')
    const allowed = allowedBy(sql)
    measured.push({
      id: 'B17n',
      question: 'pull, nothing new',
      total: 0,
      http,
      sql,
      allowed,
      ratio: http.p50 / sql.p50,
      within: http.p50 <= allowed,
    })
  }
  return measured
}

async function posted(client: Client, path: string, body: unknown): Promise<string> {
  const { status, text } = await client.post(path, body)
  if (status !== 200) throw new Error(`${path}: ${status} ${text.slice(0, 300)}`)
  return text
}

function statement(db: Database, name: string, values: unknown[]) {
  const text = readFileSync(join(import.meta.dirname, 'sql', `${name}.sql`), 'utf8')
  return () => db.query(text, values)
}
