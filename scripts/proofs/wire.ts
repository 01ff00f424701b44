// What an evening costs on the wire, packed as the app packs: fifty edits, and the text of the first hundred cases.
import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { brotliDecompressSync, gzipSync } from 'node:zlib'
import type { ConfigReply, RecordShape } from '@primero/domain/sync/protocol.ts'
import { answersFor } from './heavy-case.ts'
import { configurationOf } from '@primero/domain/configuration/configuration.ts'

type Product = { url: string; password: string }
export type Wire = { edits: number; cases: number; like: RecordShape; config: ConfigReply }

type Reply = { status: number; bytes: number; body: unknown }

/** Bodies, both ways, in bytes; headers are not counted. */
export async function wireOf({ url, password }: Product, user: string): Promise<Wire> {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const post = async (path: string, body: unknown): Promise<Reply & { sent: number }> => {
    const packed = gzipSync(JSON.stringify(body))
    const reply = await asked(new URL(path, url), packed, authorization)
    if (reply.status !== 200) throw new Error(`${path}: ${reply.status}`)
    return { ...reply, sent: packed.length }
  }
  const config = (await (await fetch(`${url}/api/sync/config`, { headers: { authorization } })).json()) as ConfigReply
  const device = randomUUID()
  await post('/api/sync/devices', { device, kind: 'phone' })
  const configuration = configurationOf(config.version, [config.bundle])
  const answers = () => answersFor(configuration, { answers: 120, rows: 6 }).data
  const told = new Map<string, Record<string, unknown>>()
  const ids = Array.from({ length: 100 }, () => randomUUID())
  for (const id of ids) {
    const own = { ...answers(), id, unique_identifier: randomUUID(), name_first: `Case ${id.slice(0, 4)}` }
    told.set(id, own)
    const reply = await fetch(`${url}/api/v2/cases`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ data: own }),
    })
    if (!reply.ok) throw new Error(`A case was refused: ${reply.status} ${(await reply.text()).slice(0, 200)}`)
  }
  let [cases, cursor] = [0, null as string | null]
  const shapes: RecordShape[] = []
  for (let more = true; more; ) {
    const reply = await post('/api/sync/pull', { device, cursor, pins: [], limit: 50 })
    const page = reply.body as { cursor: string; more: boolean; records: RecordShape[] }
    cases += reply.bytes + reply.sent
    cursor = page.cursor
    more = page.more
    shapes.push(...page.records)
  }
  const like = shapes[0]
  if (!like || shapes.length !== ids.length) throw new Error(`${shapes.length} of ${ids.length} cases came.`)
  const intentions = ids.slice(0, 50).map((id, seq) => ({
    id: randomUUID(),
    v: 1,
    device,
    user,
    seq,
    at: new Date().toISOString(),
    config: config.version,
    name: 'record.edit',
    args: {
      type: 'case',
      id,
      changes: [
        { path: ['name_nickname'], from: told.get(id)?.['name_nickname'], to: `Said on visit ${seq}` },
        { path: ['address_current'], from: told.get(id)?.['address_current'], to: `Block ${seq}, behind the school` },
        { path: ['risk_level'], from: told.get(id)?.['risk_level'], to: 'high' },
      ],
    },
    basedOn: 1,
  }))
  const pushed = await post('/api/sync/push', { intentions })
  const news = await post('/api/sync/pull', { device, cursor, pins: [], limit: 50 })
  return { edits: pushed.sent + pushed.bytes + news.sent + news.bytes, cases, like: { ...like, writable: [] }, config }
}

/** `fetch` unpacks before anybody can weigh. */
function asked(address: URL, body: Buffer, authorization: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization,
      'content-type': 'application/json',
      'content-encoding': 'gzip',
      'content-length': body.length,
      'accept-encoding': 'br',
    }
    const sent = request(address, { method: 'POST', headers }, (reply) => {
      const parts: Buffer[] = []
      reply.on('data', (part: Buffer) => parts.push(part))
      reply.on('end', () => {
        const bytes = Buffer.concat(parts)
        const text = (reply.headers['content-encoding'] === 'br' ? brotliDecompressSync(bytes) : bytes).toString('utf8')
        resolve({ status: reply.statusCode ?? 0, bytes: bytes.length, body: JSON.parse(text) })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
