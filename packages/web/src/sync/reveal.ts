// Showing a hidden identity for a while. What comes stays in the memory of one page.
import type { AttachmentShape } from '@primero/domain/sync/protocol.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { call } from './http.ts'

export type Revealed = {
  until: string
  lasts: number
  fields: { label: string; text: string }[]
  files: AttachmentShape[]
}

const path = (type: RecordType, id: string): string => `/api/ext/records/${type}/${encodeURIComponent(id)}/reveal`

/** @throws Refused `rule-broken` where the reason is too short, `needs-proof` */
export const reveal = async (type: RecordType, id: string, reason: string): Promise<Revealed> =>
  (await call('POST', path(type, id), { body: { reason } })) as Revealed

export const hideAgain = async (type: RecordType, id: string): Promise<void> => {
  await call('DELETE', path(type, id))
}
