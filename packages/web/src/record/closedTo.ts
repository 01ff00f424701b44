// Which answers of a record its reader never gets: those that point to a person, for roles without identity.
import { isFileField } from '@primero/domain/access/fields.ts'
import { isIdentifying } from '@primero/domain/access/identity.ts'
import type { Field } from '@primero/domain/configuration/bundle.ts'
import { isBlank } from '@primero/domain/forms/answer.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import type { AppConfig } from '../store/store.ts'

/**
 * Grants are not on the device, so the record itself tells: whoever owns it, may write such an answer, or got one
 * of them has identity here.
 */
export function closedTo(config: AppConfig, record: RecordShape): (field: Field) => boolean {
  const { configuration, me } = config
  const { type, data, writable, attachments } = record
  const points = (name: string) => isIdentifying(configuration, type, name)
  const hasIdentity =
    me.role.identity === 'scope' ||
    (me.role.identity === 'own' && data['owned_by'] === me.userName) ||
    writable.some(points) ||
    Object.keys(data).some((name) => points(name) && !isBlank(data[name]) && data[name] !== '*******')
  if (hasIdentity) return () => false
  return (field) => points(field.name) && (!isFileField(field) || !attachments.some((a) => a.field === field.name))
}
