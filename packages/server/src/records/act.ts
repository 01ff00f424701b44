// What a door asks for: one intention, and what the door knows about it.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import type { Held } from './held.ts'
import type { Deed, Known } from '@primero/domain/records/command.ts'

export type Act = {
  name: Deed
  args: { type: RecordType; id: string } & Record<string, unknown>
  basedOn: number
  /** Number of the configuration under which it was typed, where that may be an older one. */
  config?: number
  /** Id of the intention that carries it; v2 and imports make one. */
  intention: Uuid
  /** Sync and ext refuse what v2 drops. */
  strict: boolean
  /** v2's partial `data`, merged into what the actor sees; instead of an edit's changes. */
  patch?: Record<string, unknown>
  /** v2's record_action. */
  action?: string
  /** Of the file that comes, goes or is described anew. */
  attachment?: NonNullable<Known['attachment']>
  /** One of many records that are flagged at once. */
  many?: true
  ip?: string
  /** The record, where the door has asked for it already. */
  held?: Promise<Held | undefined>
}

/** A text that says something. */
export const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
