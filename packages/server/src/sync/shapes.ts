// Records as our own app gets them: answers, what may be done, what is missing, files with their own rights.
import type { Actor } from '@primero/domain/access/actor.ts'
import { actionsOn } from '@primero/domain/access/decide.ts'
import { readable, writable } from '@primero/domain/access/fields.ts'
import { may } from '@primero/domain/access/role.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { incompleteOf } from '@primero/domain/forms/findings.ts'
import { isNameHidden } from '@primero/domain/search/phonetic.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { fileFields } from '../attachments/fields.ts'
import { type AttachmentRow, attachmentsOf } from '../attachments/queries.ts'
import { mayRead } from '../attachments/routes.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { presentRecords, type Readable } from '../records/reading.ts'

export async function shapes(
  house: House,
  tx: Tx,
  actor: Actor,
  type: RecordType,
  found: Readable[],
): Promise<RecordShape[]> {
  const rows = found.map(({ row, record, lastUpdatedAt }) => ({
    ...row,
    ...record,
    id: record.id,
    last_updated_at: lastUpdatedAt,
  }))
  const shown = await presentRecords(house, tx, actor, type, rows, undefined, 'sync')
  const attachments = await attachmentsOf(
    tx,
    type,
    found.map((of) => of.n),
  )
  return found.map((of, i) =>
    shapeOf(
      house,
      actor,
      of,
      shown[i] ?? {},
      attachments.filter((a) => a.n === of.n),
    ),
  )
}

function shapeOf(
  house: House,
  actor: Actor,
  of: Readable,
  data: Record<string, unknown>,
  attachments: AttachmentRow[],
): RecordShape {
  const config = house.configuration()
  const { record, facts } = of
  const { type } = record
  const ctx = { type, module: facts.module, facts }
  const names = readable(config, actor, ctx)
  // Files come as attachments with their own rights, not among the answers.
  const files = fileFields(config, type)
  const isFile = (name: string): boolean => name === 'photo' || files.has(name)
  const mayWrite = may(actor.role, type, 'write') && record.data['record_state'] !== false
  return {
    id: record.id,
    type,
    version: record.version,
    module: facts.module,
    data: Object.fromEntries(Object.entries(data).filter(([name]) => !isFile(name))),
    incomplete: incompleteOf(config, type, facts.module, record.data)
      .filter(([name]) => names.has(name ?? ''))
      .map((path) => path.join('/')),
    actions: actionsOn(config, actor, facts, record.data),
    writable: mayWrite ? [...writable(config, actor, ctx).keys()] : [],
    attachments: attachments.filter((a) => mayRead(house, actor, of, a)).map(attachmentShapeOf),
    nameHidden: isNameHidden(record.data),
  }
}

const attachmentShapeOf = (a: AttachmentRow): RecordShape['attachments'][number] => ({
  id: a.uuid,
  field: a.field,
  fileName: a.file_name,
  contentType: a.content_type,
  size: a.size,
  description: a.description,
  date: a.date,
  url: `/api/sync/attachments/${a.uuid}`,
})
