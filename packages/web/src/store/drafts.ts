// Unfinished work, sealed on this device keystroke by keystroke, until it is sent or thrown away by its author.
import { thisMoment } from './clock.ts'
import { configNow } from './session.ts'
import { drop, keepValue, valueAt, valuesIn } from './vault.ts'

export type Draft = {
  /** Configuration version under which it was typed. */
  config: number
  /** Record version it is based on; 0 for a new record. */
  basedOn: number
  /** Whatever the screen needs to go on. */
  value: unknown
}
export type KeptDraft = Draft & { key: string; user: string; at: string }

const nameOf = (key: string): string => `${configNow()?.me.userName ?? ''}\u0000${key}`

/** `key` names what is being worked on, e.g. `case/<id>`; it never leaves the seal. */
export async function saveDraft(key: string, draft: Draft): Promise<void> {
  const user = configNow()?.me.userName
  if (user === undefined) return
  const kept: KeptDraft = { ...draft, key, user, at: thisMoment() }
  await keepValue('draft', nameOf(key), kept)
}

export const loadDraft = async (key: string): Promise<KeptDraft | undefined> =>
  (await valueAt('draft', nameOf(key))) as KeptDraft | undefined

export const dropDraft = (key: string): Promise<void> => drop('draft', nameOf(key))

/** The signed-in person's drafts, newest first. */
export async function listDrafts(): Promise<KeptDraft[]> {
  const user = configNow()?.me.userName
  const all = (await valuesIn('draft')) as KeptDraft[]
  return all.filter((d) => d.user === user).sort((a, b) => b.at.localeCompare(a.at))
}
