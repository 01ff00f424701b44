// What screens know of the data: they read by these hooks and write by `push`. They never fetch.
// Everything here lives in memory and in a sealed store; where it comes from may change without a screen noticing.
import type { RecordType, Text } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import type {
  ConfigReply,
  HistoryReply,
  RecordShape,
  SearchReply,
  SearchRequest,
} from '@primero/domain/sync/protocol.ts'

/** What the signed-in role uses, in the person's language. */
/** `locale` is for Intl: how dates and numbers are written. */
export type AppConfig = Omit<ConfigReply, 'bundle'> & {
  configuration: Configuration
  /** The text in the person's language; '' for none. */
  say: (text: Text | undefined) => string
}

/** `denied`: does not exist or is not for this person, which are never told apart. */
export type ReadState = 'loading' | 'ready' | 'offline' | 'error' | 'denied'

/** A refusal as the server words it; `code` is from domain/problem.ts, or `unknown`. */
export type ProblemShape = { code: string; params: Record<string, unknown> }

/** While `ready` is false there may still be an older `value` to show. */
export type Read<T> = {
  state: ReadState
  value: T | undefined
  problem: ProblemShape | undefined
  retry: () => void
}

export type SearchRead = Omit<Read<SearchReply>, 'value'> & {
  reply: SearchReply | undefined
  /** True while a newer answer is on its way; the one shown may be old. */
  refreshing: boolean
  /** True where the answer is made of what this device keeps: there may be more. */
  local: boolean
  /** When the server said so, as far as is known. */
  asOf: string | undefined
}
export type RecordRead = Omit<Read<RecordShape>, 'value'> & {
  /** With the person's own unsent changes laid over it. */
  record: RecordShape | undefined
  /** True while this device holds changes of it that the server has not received. */
  pending: boolean
}
export type HistoryRead = Omit<Read<HistoryReply>, 'value'> & {
  history: HistoryReply | undefined
  more: (() => void) | undefined
}

export { newUuid, thisDay, thisMoment } from './clock.ts'
export { dropDraft, dropFile, fileBytes, keepFile, loadDraft, saveDraft, thisPage } from './drafts.ts'
export type { OutboxEntry } from './entries.ts'
export { attach, discard, push, put, retryAll, settled, useOutbox } from './outbox.ts'
export { useHistory, useRecord } from './records.ts'
export { useSearch } from './searches.ts'
export { useConfig } from './formsThen.ts'
export { configNow, onLeaving } from './presence.ts'
export type { HistoryReply, RecordShape, RecordType, SearchReply, SearchRequest }
