// Claims that are kept beside records, as the server tells of them.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { ConflictsReply } from '@primero/domain/sync/protocol.ts'
import { call } from './http.ts'

type ConflictsQuestion = {
  of?: { type: RecordType; id: string }
  settled?: boolean
  olderThan?: number
  page: number
}

export const fetchConflicts = async (question: ConflictsQuestion): Promise<ConflictsReply> =>
  (await call('POST', '/api/sync/conflicts', { body: question })) as ConflictsReply
