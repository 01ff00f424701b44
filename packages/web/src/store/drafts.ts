// Unfinished work, sealed on this device keystroke by keystroke, until it is sent or thrown away by its author.
import { newUuid, thisMoment } from './clock.ts'
import { keepForms, sweepForms } from './formsThen.ts'
import { configNow } from './presence.ts'
import { bytesOf, drop, keepBytes, keepValue, valueAt, valuesIn } from './vault/kept.ts'
import { spaceNow } from './vault/space.ts'

export type Draft = {
  /** Configuration version under which it was typed. */
  config: number
  /** Record version it is based on; 0 for a new record. */
  basedOn: number
  /** Whatever the screen needs to go on. */
  value: unknown
  /** Files that belong to it (`keepFile`); they go when it goes. */
  files?: string[]
}
export type KeptDraft = Draft & { key: string; user: string; at: string; page: string }

/** This page, from its start to its end: tells drafts that it wrote from those of another tab. */
export const thisPage = newUuid()

const nameOf = (key: string): string => `${configNow()?.me.userName ?? ''}\u0000${key}`

/** One draft at a time is written or dropped: a slow write never lands on a newer one, nor after its own end. */
const queues = new Map<string, Promise<unknown>>()
function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  const mine = (queues.get(name) ?? Promise.resolve()).then(work, work)
  const end = mine.finally(() => {
    if (queues.get(name) === end) queues.delete(name)
  })
  // Whoever asked hears of a failure; the queue goes on.
  end.catch(() => undefined)
  queues.set(name, end)
  return mine
}

/**
 * `key` names what is being worked on, e.g. `case/<id>`; it never leaves the seal.
 * Resolves with whether the draft lies on the disk; where it does not, it lives as long as the page.
 */
export async function saveDraft(key: string, draft: Draft): Promise<boolean> {
  const user = configNow()?.me.userName
  if (user === undefined) return false
  const kept: KeptDraft = { ...draft, key, user, at: thisMoment(), page: thisPage }
  const [name, space] = [nameOf(key), spaceNow()]
  return inTurn(name, async () => {
    await keepForms(draft.config).catch(() => undefined)
    return keepValue('draft', name, kept, space)
  })
}

export function loadDraft(key: string): Promise<KeptDraft | undefined> {
  const [name, space] = [nameOf(key), spaceNow()]
  return inTurn(name, async () => (await valueAt('draft', name, space)) as KeptDraft | undefined)
}

export function dropDraft(key: string): Promise<void> {
  const [name, space] = [nameOf(key), spaceNow()]
  return inTurn(name, async () => {
    const kept = (await valueAt('draft', name, space).catch(() => undefined)) as KeptDraft | undefined
    await drop('draft', name, space)
    for (const file of kept?.files ?? []) await drop('blob', file, space)
  })
}

/** Seals a file beside its draft, so that a keystroke does not write it anew. Gives its id. */
export async function keepFile(file: File): Promise<string> {
  const id = newUuid()
  await keepBytes('blob', id, new Uint8Array(await file.arrayBuffer()))
  return id
}

export const fileBytes = (id: string): Promise<Uint8Array<ArrayBuffer> | undefined> => bytesOf('blob', id)

export const dropFile = (id: string): Promise<void> => drop('blob', id)

/** The signed-in person's drafts, newest first. */
export async function listDrafts(): Promise<KeptDraft[]> {
  const user = configNow()?.me.userName
  const all = (await valuesIn('draft')) as KeptDraft[]
  const mine = all.filter((d) => d.user === user).sort((a, b) => b.at.localeCompare(a.at))
  void sweepForms(new Set(mine.map(({ config }) => config))).catch(() => undefined)
  return mine
}
