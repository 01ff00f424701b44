// Valid requests of our own app: searches, records, intentions, chunks.
import { createHash } from 'node:crypto'
import { approvalTypes } from '@primero/domain/access/keys.ts'
import { recordTypes, type RecordType } from '@primero/domain/configuration/bundle.ts'
import { someAnswers } from './answers.ts'
import { type Asking, type Entry, type Shot, someRecord } from '../ask.ts'
import { fileFor, someFile } from './files.ts'
import { moduleFor } from './records.ts'

const sync = '/api/sync'

const post = (route: string, body: (asking: Asking) => unknown): Entry => ({
  route: `POST ${sync}/${route}`,
  make: async (asking): Promise<Shot | undefined> => {
    const made = await body(asking)
    return made === undefined ? undefined : { method: 'POST', path: `${sync}/${route}`, body: made }
  },
})

const anyType = ({ person, random }: Asking): RecordType => {
  const readable = recordTypes.filter((type) => (person.role.permissions[type] ?? []).length > 0)
  return random.pick(readable.length > 0 && random.chance(0.9) ? readable : recordTypes)
}

export function syncRequests(): Entry[] {
  return [
    {
      route: `GET ${sync}/config`,
      make: ({ random }) => ({ method: 'GET', path: `${sync}/config${random.pick(['', '?locale=ar', '?locale=en'])}` }),
    },
    post('search', searchOf),
    post('dashboards', () => ({})),
    post('tasks', () => ({})),
    post('records', (asking) => {
      const type = anyType(asking)
      const ids = [someRecord(asking, type)?.id, someRecord(asking, type)?.id].filter((id) => id !== undefined)
      return { type, ids: [...new Set(ids)] }
    }),
    post('history', (asking) => {
      const record = someRecord(asking, anyType(asking))
      return record && { type: record.type, id: record.id, page: 1 }
    }),
    post('push', pushOf),
    {
      route: `PUT ${sync}/blobs/{id}/{chunk}`,
      make: ({ random }) => ({
        method: 'PUT',
        path: `${sync}/blobs/${random.uuid()}/0`,
        body: Buffer.from(`chunk ${random.below(1000)}`),
        headers: { 'content-type': 'application/octet-stream' },
      }),
    },
    {
      route: `GET ${sync}/attachments/{id}`,
      make: (asking) => {
        const one = someFile(asking)
        return one && { method: 'GET', path: `${sync}/attachments/${one.file.uuid}` }
      },
    },
  ]
}

function searchOf(asking: Asking): unknown {
  const { random, person } = asking
  const filters = [
    [],
    [{ field: 'status', any: ['open'] }],
    [{ field: 'created_at', from: '2020-01-01', to: '2030-01-01' }],
    [
      { field: 'status', any: ['closed'], not: true },
      { field: 'owned_by', any: [person.userName] },
    ],
  ]
  const query = random.chance(0.4) ? { query: { text: random.pick(['555', 'sel', 'Amal']), by: 'id' } } : {}
  const sort = random.chance(0.4) ? { sort: { field: 'created_at', descending: random.chance(0.5) } } : {}
  return {
    type: anyType(asking),
    ...query,
    filters: random.pick(filters),
    ...sort,
    page: 1,
    per: random.between(1, 50),
  }
}

/** Up to three intentions; a file's chunk is sent ahead. */
async function pushOf(asking: Asking): Promise<unknown> {
  const intentions: unknown[] = []
  for (let i = 0; i < asking.random.between(1, 3); i += 1) {
    const one = await intention(asking)
    if (one !== undefined) intentions.push(one)
  }
  return intentions.length === 0 ? undefined : { intentions }
}

async function intention(asking: Asking): Promise<unknown> {
  const { world, person, random } = asking
  const named = await random.pick([create, edit, edit, edit, act, beside, file, detach])(asking)
  return (
    named && {
      id: random.uuid(),
      v: 1,
      device: 'fuzz',
      user: person.userName,
      seq: random.below(1_000_000),
      at: '2026-01-02T03:04:05.000Z',
      config: world.house.configuration().version,
      ...named,
    }
  )
}

type Named = { name: string; args: Record<string, unknown>; basedOn: number } | undefined

function create(asking: Asking): Named {
  const { world, person, random } = asking
  const type = anyType(asking)
  const module = moduleFor(asking, type)
  if (module === undefined) return undefined
  const data = someAnswers(world.house.configuration(), person, type, module, random, 4)
  return {
    name: 'record.create',
    args: { type, id: random.uuid(), module, data: { unique_identifier: random.uuid(), ...data } },
    basedOn: 0,
  }
}

async function edit(asking: Asking): Promise<Named> {
  const { world, person, random } = asking
  const record = someRecord(asking, anyType(asking))
  if (record === undefined) return undefined
  const { rows } = await world.admin.query<{ data: Record<string, unknown> }>(
    `select data from ${record.type}_doc where n = $1`,
    [record.n],
  )
  const answers = someAnswers(world.house.configuration(), person, record.type, record.module, random, 3)
  const changes = Object.entries(answers).map(([name, to]) => {
    const from = rows[0]?.data[name]
    return { path: [name], ...(from === undefined ? {} : { from }), to }
  })
  return { name: 'record.edit', args: { type: record.type, id: record.id, changes }, basedOn: record.version }
}

function act(asking: Asking): Named {
  const { random } = asking
  const record = someRecord(asking, anyType(asking))
  if (record === undefined) return undefined
  const on = { type: record.type, id: record.id }
  return random.pick([
    { name: 'record.close', args: { ...on, date_closure: '2024-05-06' }, basedOn: record.version },
    { name: 'record.reopen', args: on, basedOn: record.version },
    { name: 'record.disable', args: on, basedOn: record.version },
    { name: 'record.enable', args: on, basedOn: record.version },
    { name: 'record.hide-name', args: { ...on, hidden: random.chance(0.5) }, basedOn: record.version },
  ])
}

/** A step beside the answers. */
function beside(asking: Asking): Named {
  const { random } = asking
  const record = someRecord(asking, anyType(asking))
  if (record === undefined) return undefined
  const on = { type: record.type, id: record.id }
  const approval = random.pick([...approvalTypes])
  return random.pick([
    { name: 'flag.add', args: { ...on, flag: random.uuid(), message: 'call her' }, basedOn: record.version },
    { name: 'approval.request', args: { ...on, approval }, basedOn: record.version },
    { name: 'approval.answer', args: { ...on, approval, answer: 'rejected' }, basedOn: record.version },
  ])
}

async function file(asking: Asking): Promise<Named> {
  const { random, send } = asking
  const record = someRecord(asking, random.pick(['case', 'incident'] as const))
  const sent = record && fileFor(asking, record.type, record.module)
  if (record === undefined || sent === undefined) return undefined
  const attachment = random.uuid()
  await send({
    method: 'PUT',
    path: `${sync}/blobs/${attachment}/0`,
    body: sent.bytes,
    headers: { 'content-type': 'application/octet-stream' },
  })
  const args = {
    type: record.type,
    id: record.id,
    attachment,
    field: sent.field,
    fileName: sent.name,
    size: sent.bytes.length,
    sha256: createHash('sha256').update(sent.bytes).digest('hex'),
  }
  return { name: 'attachment.add', args, basedOn: record.version }
}

function detach(asking: Asking): Named {
  const one = someFile(asking)
  return (
    one && {
      name: 'attachment.remove',
      args: { type: one.file.type, id: one.record.id, attachment: one.file.uuid },
      basedOn: one.record.version,
    }
  )
}
