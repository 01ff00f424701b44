import type { Actor } from '@primero/domain/access/actor.ts'
import type { RecordFacts, StoredRecord } from '@primero/domain/records/record.ts'
import { isNameClosedTo } from '@primero/domain/records/names.ts'
import type { AttachmentRow } from './queries.ts'

type Of = { record: StoredRecord; facts: RecordFacts }

/**
 * The file as this person may hear of it. What people called it, or wrote about it, may be the name: where that is
 * protected, only the record's owner gets it, and others its kind.
 */
export const fileFor = (actor: Actor, { record, facts }: Of, a: AttachmentRow): AttachmentRow =>
  isNameClosedTo(actor, facts, record.data)
    ? { ...a, file_name: `file${ending(a)}`, description: null, comments: null, signature_provided_by: null }
    : a

const ending = ({ file_name }: AttachmentRow): string => /\.[a-z0-9]{1,5}$/i.exec(file_name)?.[0] ?? ''

/** An attachment on the v2 wire; null-valued keys are dropped (api-records §16). */
export function presentAttachment(base: string, a: AttachmentRow): Record<string, unknown> {
  const common = {
    id: a.id,
    field_name: a.field,
    file_name: a.file_name,
    attachment_url: `${base}/${a.id}`,
    content_type: a.content_type,
  }
  const own =
    a.kind === 'signature'
      ? {
          signature_provided_on: a.created_at.toISOString().slice(0, 10),
          signature_provided_by: a.signature_provided_by,
          signature_created_by_user: a.created_by,
        }
      : { date: a.date, description: a.description, is_current: a.is_current, comments: a.comments }
  return Object.fromEntries(Object.entries({ ...common, ...own }).filter(([, value]) => value !== null))
}
