import type { AttachmentRow } from './queries.ts'

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
