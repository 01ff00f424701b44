// A person's device: what it would send, with ids and numbers of its own.
import { createHash } from 'node:crypto'
import type { IntentionName } from '@primero/domain/sync/intention.ts'
import { chunkBytes } from '@primero/domain/sync/protocol.ts'
import type { Caller } from '../house.ts'

export const uuid = (): string => crypto.randomUUID()

export type Sent = {
  id: string
  v: number
  device: string
  user: string
  seq: number
  at: string
  config: number
  name: string
  args: unknown
  basedOn: number
}

// biome-ignore lint/suspicious/noExplicitAny: an outcome is what the door says; tests look into it freely
export type Told = any

let seq = 0

/** An intention as this person's device writes it; `rest` makes it say something else. */
export const intend = (user: string, name: IntentionName, args: unknown, rest: Partial<Sent> = {}): Sent => ({
  id: uuid(),
  v: 1,
  device: `phone-of-${user}`,
  user,
  seq: ++seq,
  at: '2024-05-10T08:00:00.000Z',
  config: 1,
  name,
  args,
  basedOn: 0,
  ...rest,
})

/** Sends intentions and gives their outcomes; anything but 200 is thrown. */
export async function push(person: Caller, ...intentions: Sent[]): Promise<Told[]> {
  const reply = await person.post('/api/sync/push', { intentions })
  if (reply.status !== 200) throw new Error(`push answered ${reply.status} ${reply.text}`)
  return reply.body.outcomes
}

/** The record as its reader's device gets it; undefined where it is gone for him. */
export async function pulled(person: Caller, type: string, id: string): Promise<Told> {
  const { body } = await person.post('/api/sync/records', { type, ids: [id] })
  const [record] = body.records
  return record && { ...record, writable: body.writable[record.writable] }
}

/** Registers a case with these answers and gives its id. */
export async function registers(
  person: Caller,
  data: Record<string, unknown>,
  module = 'primeromodule-cp',
): Promise<string> {
  const id = uuid()
  const [outcome] = await push(person, intend(person.userName, 'record.create', { type: 'case', id, module, data }))
  if (outcome.outcome !== 'applied') throw new Error(JSON.stringify(outcome))
  return id
}

export type Edit = { path: string[]; from?: unknown; to?: unknown }

export const edits = (person: Caller, id: string, basedOn: number, changes: Edit[], type = 'case'): Sent =>
  intend(person.userName, 'record.edit', { type, id, changes }, { basedOn })

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

export const chunksOf = (bytes: Buffer, size = chunkBytes): Buffer[] => {
  const chunks: Buffer[] = []
  for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size))
  return chunks
}

export const upload = async (person: Caller, blob: string, chunks: Buffer[]): Promise<number[]> => {
  const statuses: number[] = []
  for (const [i, chunk] of chunks.entries())
    statuses.push((await person.put(`/api/sync/blobs/${blob}/${i}`, chunk)).status)
  return statuses
}

export type File = { field: string; fileName: string; bytes: Buffer; description?: string }

/** The intention that binds uploaded bytes to a record. */
export const binds = (
  person: Caller,
  record: string,
  blob: string,
  { bytes, ...file }: File,
  rest: Partial<Sent> = {},
): Sent =>
  intend(
    person.userName,
    'attachment.add',
    { type: 'case', id: record, attachment: blob, size: bytes.length, sha256: sha256(bytes), ...file },
    rest,
  )

/** Uploads and binds in one go; the attachment's id and the outcome. */
export async function attaches(person: Caller, record: string, file: File): Promise<{ blob: string; outcome: Told }> {
  const blob = uuid()
  await upload(person, blob, chunksOf(file.bytes))
  const [outcome] = await push(person, binds(person, record, blob, file))
  return { blob, outcome }
}

type Asked = { settled?: boolean; olderThan?: number; page?: number }

/** What this person is shown of a record's kept claims, or of all within reach. */
export async function shown(person: Caller, id?: string, asked: Asked = {}): Promise<Told> {
  const of = id === undefined ? {} : { of: { type: 'case', id } }
  const reply = await person.post('/api/sync/conflicts', { ...of, page: 1, ...asked })
  // Out of reach: as good as unknown.
  if (reply.status === 404) return { total: 0, conflicts: [] }
  if (reply.status !== 200) throw new Error(`conflicts answered ${reply.status} ${reply.text}`)
  return reply.body
}
export const claims = async (person: Caller, id: string, asked: Asked = {}): Promise<Told[]> =>
  (await shown(person, id, asked)).conflicts

export const child = { name_first: 'Aya', name_last: 'Sabah', age: 9, sex: 'female' }

export const settles = (person: Caller, id: string, conflict: number, ...choices: object[]): Sent =>
  intend(person.userName, 'conflict.settle', { type: 'case', id, conflict, choices }, { basedOn: 2 })
