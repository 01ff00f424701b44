// Whether everything that was promised is there, once: asked of the server as its people, and of the database.
import type pg from 'pg'
import { picture } from '../picture.ts'
import { counter, marker, workers } from './client.ts'
import type { Save, State } from './log.ts'

export type Findings = {
  /** Numbers of promised saves that are not there. */
  missing: number[]
  /** Numbers of saves that took effect more than once. */
  twice: number[]
  /** Records or changes in the database that nobody sent. */
  strangers: number
  recordsRead: number
  filesRead: number
}

type Held = {
  id: string
  records: number
  counter: number
  marker: string
  entries: { action: string; intention: string | null; values: number[] }[]
  files: string[]
}

export async function check(
  state: State,
  origin: string,
  password: string,
  admin: pg.Client,
  markers: string,
): Promise<Findings> {
  const held = await heldIn(admin, markers)
  const saves = [...state.saves.values()]
  const effects = new Map(saves.map((save) => [save.i, effectsOf(save, held.get(save.record))]))
  const promised = saves.filter((save) => state.promised.has(save.i))
  const lost = new Set(promised.filter((save) => effects.get(save.i) === 0).map((save) => save.i))
  const seen = await readBack(promised, lastValues(saves), origin, password)
  for (const i of seen.missing) lost.add(i)
  return {
    missing: [...lost].sort((a, b) => a - b),
    twice: saves.filter((save) => (effects.get(save.i) ?? 0) > 1).map((save) => save.i),
    strangers: strangersIn(held, saves),
    recordsRead: seen.records,
    filesRead: seen.files,
  }
}

/** How often this save took effect: by its history entries, and for a creation or a file also by rows. */
function effectsOf(save: Save, held: Held | undefined): number {
  if (held === undefined) return 0
  const { entries } = held
  switch (save.kind) {
    case 'v2-create':
      return Math.max(held.records, entries.filter((entry) => entry.action === 'create').length)
    case 'v2-edit':
      return entries.filter((entry) => entry.action !== 'create' && entry.values.includes(save.value)).length
    case 'push-create':
      return Math.max(held.records, entries.filter((entry) => entry.intention === save.intention).length)
    case 'push-edit':
      return entries.filter((entry) => entry.intention === save.intention && entry.values.includes(save.value)).length
    case 'push-file':
      return held.files.filter((uuid) => uuid === save.attachment).length
  }
}

/** Records, history entries and files that come from no save. */
function strangersIn(held: Map<string, Held>, saves: Save[]): number {
  const records = new Set(saves.map((save) => save.record))
  const intentions = new Set(saves.map((save) => save.intention))
  const files = new Set(saves.map((save) => save.attachment))
  const values = new Set(saves.map((save) => `${save.record} ${save.value}`))
  const isOurs = (record: Held, { intention, values: set }: Held['entries'][number]): boolean =>
    (intention !== null && intentions.has(intention)) || (set.length === 1 && values.has(`${record.id} ${set[0]}`))
  return [...held.values()].reduce(
    (sum, record) =>
      sum +
      (records.has(record.id) ? 0 : 1) +
      record.entries.filter((entry) => !isOurs(record, entry)).length +
      record.files.filter((file) => !files.has(file)).length,
    0,
  )
}

/** Records that carry our marker, with their history and files. */
async function heldIn(admin: pg.Client, markers: string): Promise<Map<string, Held>> {
  const held = new Map<string, Held>()
  for (const type of ['case', 'incident']) {
    const { rows } = await admin.query<Held>(
      `select r.id, count(*) over (partition by r.id)::int as records,
              (d.data ->> $2)::int as counter, d.data ->> $3 as marker,
              coalesce((select jsonb_agg(jsonb_build_object(
                  'action', h.action, 'intention', h.intention,
                  'values', (select coalesce(jsonb_agg(c -> 'to'), '[]') from jsonb_array_elements(h.changes) c where c -> 'path' ->> 0 = $2)))
                from ${type}_history h where h.n = r.n), '[]') as entries,
              coalesce((select jsonb_agg(a.uuid) from ${type}_attachment a where a.n = r.n and a.removed_at is null), '[]') as files
       from ${type}_row r join ${type}_doc d using (n)
       where d.data ->> $3 like $1`,
      [`${markers}%`, counter, marker],
    )
    for (const row of rows) held.set(row.id, row)
  }
  return held
}

/** The counter each record ought to show. */
function lastValues(saves: Save[]): Map<string, number> {
  const values = new Map<string, number>()
  for (const save of saves) values.set(save.record, Math.max(save.value, values.get(save.record) ?? 0))
  return values
}

/** What the people themselves see: each record with its counter, each file with its bytes. */
async function readBack(promised: Save[], values: Map<string, number>, origin: string, password: string) {
  const missing: number[] = []
  const records = new Map<string, Save>()
  let files = 0
  for (const save of promised) records.set(save.record, save)
  const get = (worker: number, path: string) =>
    fetch(origin + path, {
      headers: { authorization: `Basic ${Buffer.from(`${workers[worker]?.user}:${password}`).toString('base64')}` },
    })
  for (const [id, save] of records) {
    const reply = await get(save.worker, `/api/v2/${workers[save.worker]?.collection}/${id}`)
    const { data } = (await reply.json()) as { data?: Record<string, unknown> }
    if (reply.status !== 200 || data?.[counter] !== values.get(id)) missing.push(save.i)
  }
  for (const save of promised) {
    if (save.kind !== 'push-file') continue
    const reply = await get(save.worker, `/api/sync/attachments/${save.attachment}`)
    const bytes = Buffer.from(await reply.arrayBuffer())
    if (reply.status !== 200 || !bytes.equals(picture)) missing.push(save.i)
    else files += 1
  }
  return { missing, records: records.size, files }
}
