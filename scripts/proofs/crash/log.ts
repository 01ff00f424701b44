// The client's own log: what it meant to save and what it heard, on disk before it counts.
import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import type { Killed } from '../product.ts'

export const kinds = ['v2-create', 'v2-edit', 'push-create', 'push-edit', 'push-file'] as const
export type Kind = (typeof kinds)[number]

export type Save = {
  i: number
  worker: number
  kind: Kind
  record: string
  /** The counter after this save. */
  value: number
  /** Version of the record before it. */
  basedOn: number
  /** Of a push; a second sending carries the same. */
  intention?: string
  /** Of a file. */
  attachment?: string
}

export type Entry =
  | { what: 'meant'; save: Save }
  /** 2xx: the server promised. */
  | { what: 'promised'; i: number; status: number }
  /** No answer, or a 5xx while a part was dead: sent again later. */
  | { what: 'unknown'; i: number; why: string }
  /** 409 for a creation that was sent before: it had arrived. */
  | { what: 'there'; i: number }
  | { what: 'killed'; after: number; killed: Killed; backMs: number }

export type Log = {
  entries: Entry[]
  write: (entry: Entry) => void
  close: () => void
}

/** Opens the log, with what an earlier run wrote; a line that was cut off in the middle never counted. */
export function openLog(file: string): Log {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  const entries = whole
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Entry)
  const descriptor = openSync(file, 'a', 0o600)
  ftruncateSync(descriptor, Buffer.byteLength(whole))
  return {
    entries,
    write: (entry) => {
      writeSync(descriptor, `${JSON.stringify(entry)}\n`)
      fsyncSync(descriptor)
      entries.push(entry)
    },
    close: () => closeSync(descriptor),
  }
}

export type State = {
  saves: Map<number, Save>
  promised: Set<number>
  /** Promised, or found to be there. */
  settled: Set<number>
  unknown: number
  kills: Extract<Entry, { what: 'killed' }>[]
}

export function stateOf(entries: Entry[]): State {
  const state: State = { saves: new Map(), promised: new Set(), settled: new Set(), unknown: 0, kills: [] }
  for (const entry of entries) take(state, entry)
  return state
}

export function take(state: State, entry: Entry): void {
  if (entry.what === 'meant') state.saves.set(entry.save.i, entry.save)
  if (entry.what === 'promised') state.promised.add(entry.i)
  if (entry.what === 'promised' || entry.what === 'there') state.settled.add(entry.i)
  if (entry.what === 'unknown') state.unknown += 1
  if (entry.what === 'killed') state.kills.push(entry)
}
