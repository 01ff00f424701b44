// What the engine stands on. Everything outside comes in by name, so that a proof can run several devices in one page,
// each with its own disk, line and clock.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import type { Intention } from '@primero/domain/sync/intention.ts'
import type { PullReply, PullRequest, PushReply, RecordShape } from '@primero/domain/sync/protocol.ts'
import type { Moment } from '@primero/domain/time.ts'
import type { Connection } from '../../sync/connection.ts'
import type { Live } from '../live.ts'
import type { AppConfig } from '../store.ts'
import type { Vault } from '../vault/shape.ts'

export type PulledPage = Omit<PullReply, 'records' | 'writable'> & { records: RecordShape[] }

/** @throws Refused, Unreachable */
export type Wire = {
  push: (intentions: Intention[]) => Promise<PushReply>
  pull: (request: PullRequest) => Promise<PulledPage>
  /** The bytes of an attachment, by the address that its record gives. */
  file: (url: string) => Promise<Uint8Array<ArrayBuffer>>
  putChunk: (blob: string, chunk: number, bytes: Uint8Array<ArrayBuffer>) => Promise<void>
}

export type Ground = {
  vault: Vault
  wire: Wire
  line: Live<Connection>
  /** The signed-in person; nothing is sent for anybody else. */
  me: () => AppConfig | undefined
  /** Asks the server; where the session has ended, waits for the password and asks again. */
  signedIn: <T>(ask: () => Promise<T>) => Promise<T>
  /** Names this device in intentions and pulls. */
  device: () => string
  /** Is the device known to the server, so that it may keep records? */
  isEnrolled: () => boolean
  nextSeq: () => number
  now: () => Moment
  newId: () => Uuid
  /** May files travel now, on this line and by this person's choice? */
  mayTravel: () => boolean
  /** Runs one piece of work of this name at a time, over all pages of this person. */
  alone: <T>(name: string, work: () => Promise<T>) => Promise<T>
  /** Calls back later; gives how to call it off. Milliseconds. */
  later: (wait: number, work: () => void) => () => void
  /** Other pages of the same person hear what was settled here, and the other way round. */
  tabs: {
    post: (news: unknown) => void
    listen: (hear: (news: unknown) => void) => void
    /** The disk holds other copies, or another outbox, than before: pages that have some in memory look again. */
    changed: (what: OnDisk) => void
    onChanged: (hear: (what: OnDisk) => void) => void
  }
}

export type OnDisk = 'copies' | 'outbox'

export type RecordName = { type: RecordType; id: string }
export const keyOf = ({ type, id }: RecordName): string => `${type}/${id}`

/** The record that an intention is about; every one names one. */
export const recordOf = ({ args }: Pick<Intention, 'args'>): RecordName => {
  const { type, id } = args as RecordName
  return { type, id }
}
