// People who save without pause, through v2 and sync; what has no answer is sent again, as it was, until it has one.
import { createHash } from 'node:crypto'
import type { Random } from '@primero/server/training/random.ts'
import { pause } from '../children.ts'
import { picture } from '../picture.ts'
import { type Log, type Save, type State, take } from './log.ts'

export type Worker = { user: string; type: 'case' | 'incident'; collection: 'cases' | 'incidents' }

/** Case workers of the training configuration; each saves in records of his own. */
export const workers: Worker[] = [
  { user: 'primero_cp', type: 'case', collection: 'cases' },
  { user: 'primero_cp_2', type: 'case', collection: 'cases' },
  { user: 'primero_cp_ar', type: 'case', collection: 'cases' },
  { user: 'primero_cp_3', type: 'incident', collection: 'incidents' },
]

/** A numeric field and a text field that both record types have. */
export const counter = 'age'
export const marker = 'other_id_no'
const mostEdits = 60

export type Ground = {
  random: Random
  log: Log
  state: State
  password: string
  markerOf: (save: Pick<Save, 'record'>) => string
  /** Resolves with the server's address when it is up; never while it is being killed. */
  up: () => Promise<string>
  enough: () => boolean
  /** After each promise. */
  promised: () => void
}

const module = 'primeromodule-cp'

export async function work(ground: Ground, number: number): Promise<void> {
  const worker = workers[number]
  if (worker === undefined) throw new Error(`There is no worker ${number}.`)
  while (!ground.enough()) {
    const left = unsettled(ground.state, number)
    await untilSettled(ground, worker, left ?? begun(ground, number, worker), left !== undefined)
  }
}

const note = ({ log, state }: Ground, entry: Parameters<Log['write']>[0]): void => {
  log.write(entry)
  take(state, entry)
}

const unsettled = ({ saves, settled }: State, worker: number): Save | undefined =>
  [...saves.values()].find((save) => save.worker === worker && !settled.has(save.i))

function begun(ground: Ground, number: number, worker: Worker): Save {
  const { random, state } = ground
  const last = [...state.saves.values()].findLast((save) => save.worker === number)
  const isNew = last === undefined || last.value >= mostEdits || random.chance(0.25)
  const i = state.saves.size
  const save: Save = isNew
    ? {
        i,
        worker: number,
        kind: random.pick(['v2-create', 'push-create'] as const),
        record: random.uuid(),
        value: 1,
        basedOn: 0,
      }
    : {
        i,
        worker: number,
        kind: nextKind(random, worker),
        record: last.record,
        value: last.value,
        basedOn: last.basedOn + 1,
      }
  if (save.kind === 'v2-edit' || save.kind === 'push-edit') save.value += 1
  if (save.kind.startsWith('push')) save.intention = random.uuid()
  if (save.kind === 'push-file') save.attachment = random.uuid()
  note(ground, { what: 'meant', save })
  return save
}

const nextKind = (random: Random, { type }: Worker) =>
  random.pick(
    type === 'case'
      ? (['v2-edit', 'v2-edit', 'push-edit', 'push-edit', 'push-file'] as const)
      : (['v2-edit', 'push-edit'] as const),
  )

/** Sendings of one save: a kill costs one or two; a save that never gets an answer is a fault. */
const mostSendings = 100

async function untilSettled(ground: Ground, worker: Worker, save: Save, wasSent: boolean): Promise<void> {
  for (let sendings = wasSent ? 1 : 0; sendings < mostSendings; sendings += 1) {
    const origin = await ground.up()
    const answer = await send(ground, origin, worker, save)
    if ('why' in answer) {
      note(ground, { what: 'unknown', i: save.i, why: answer.why })
      await pause(20)
      continue
    }
    if (answer.status === 409 && save.kind === 'v2-create' && sendings > 0)
      return note(ground, { what: 'there', i: save.i })
    refuseAllBut2xx(save, answer)
    note(ground, { what: 'promised', i: save.i, status: answer.status })
    ground.promised()
    // A device that lost the answer sends what was applied once more.
    if (save.kind.startsWith('push') && ground.random.chance(0.1)) await send(ground, origin, worker, save)
    return
  }
  throw new Error(`Save ${save.i} (${save.kind}) was sent ${mostSendings} times and never answered.`)
}

type Answer = { status: number; text: string } | { why: string }

function refuseAllBut2xx(save: Save, { status, text }: { status: number; text: string }): void {
  const isRefused = save.kind.startsWith('push') && !/"outcome":"(applied|merged)"/.test(text)
  if (status >= 300 || isRefused)
    throw new Error(`Save ${save.i} (${save.kind}) was answered with ${status}: ${text.slice(0, 400)}`)
}

async function send(ground: Ground, origin: string, worker: Worker, save: Save): Promise<Answer> {
  const authorization = `Basic ${Buffer.from(`${worker.user}:${ground.password}`).toString('base64')}`
  const call = async (method: string, path: string, body: unknown): Promise<Answer> => {
    const isRaw = Buffer.isBuffer(body)
    try {
      const reply = await fetch(origin + path, {
        method,
        headers: { authorization, 'content-type': isRaw ? 'application/octet-stream' : 'application/json' },
        body: isRaw ? new Uint8Array(body) : JSON.stringify(body),
        signal: AbortSignal.timeout(20_000),
      })
      const text = await reply.text()
      return reply.status >= 500 ? { why: String(reply.status) } : { status: reply.status, text }
    } catch (error) {
      return { why: reasonOf(error) }
    }
  }
  const first = { [counter]: save.value, [marker]: ground.markerOf(save), module_id: module }
  switch (save.kind) {
    case 'v2-create':
      return call('POST', `/api/v2/${worker.collection}`, { data: { id: save.record, ...first } })
    case 'v2-edit':
      return call('PATCH', `/api/v2/${worker.collection}/${save.record}`, { data: { [counter]: save.value } })
    case 'push-file': {
      const put = await call('PUT', `/api/sync/blobs/${save.attachment}/0`, picture)
      if ('why' in put || put.status >= 300) return put
      return call('POST', '/api/sync/push', pushOf(worker, save, 'attachment.add', fileArgs(save)))
    }
    case 'push-create':
      return call('POST', '/api/sync/push', pushOf(worker, save, 'record.create', { module, data: first }))
    case 'push-edit': {
      const change = { path: [counter], from: save.value - 1, to: save.value }
      return call('POST', '/api/sync/push', pushOf(worker, save, 'record.edit', { changes: [change] }))
    }
  }
}

const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error ? (error.cause as { code?: string } | undefined) : undefined
  return cause?.code ?? (error instanceof Error ? error.name : 'unknown')
}

const pushOf = (worker: Worker, save: Save, name: string, args: object) => ({
  intentions: [
    {
      id: save.intention,
      v: 1,
      device: `proof-${save.worker}`,
      user: worker.user,
      seq: save.i,
      at: new Date().toISOString(),
      config: 1,
      name,
      args: { type: worker.type, id: save.record, ...args },
      basedOn: save.basedOn,
    },
  ],
})

const fileArgs = (save: Save) => ({
  attachment: save.attachment,
  field: 'photos',
  fileName: `picture-${save.i}.png`,
  size: picture.length,
  sha256: createHash('sha256').update(picture).digest('hex'),
})
