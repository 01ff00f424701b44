// Records as our own app gets them: answers, what may be done, what is missing, files with their own rights.
import { actionsOn, contextOf } from '@primero/domain/access/decide.ts'
import { readable, writable } from '@primero/domain/access/fields.ts'
import { mayOpenFile } from '@primero/domain/access/files.ts'
import { may } from '@primero/domain/access/role.ts'
import type { Field } from '@primero/domain/configuration/bundle.ts'
import { incompleteOf } from '@primero/domain/forms/findings.ts'
import { isName, isNameClosedTo } from '@primero/domain/records/names.ts'
import { isNameHidden } from '@primero/domain/search/phonetic.ts'
import type { RecordShape, RecordsReply } from '@primero/domain/sync/protocol.ts'
import { fileFor } from '../attachments/present.ts'
import type { AttachmentRow } from '../attachments/queries.ts'
import type { House } from '../house.ts'
import { type Readable, shownAlone } from '../records/reading.ts'

/** What was found, picked and put in order; the lists of fields that may be written, each once. */
export function shapes(
  house: House,
  found: Readable[],
  files: AttachmentRow[],
): Pick<RecordsReply, 'records' | 'writable'> {
  const places = new Map<ReadonlyMap<string, Field>, number>()
  const placeOf = (fields: ReadonlyMap<string, Field>): number => {
    const place = places.get(fields) ?? places.size
    places.set(fields, place)
    return place
  }
  const filesOf = Map.groupBy(files, (file) => file.n)
  const records = found.map((of) => ({
    ...shapeOf(house, of, filesOf.get(of.n) ?? []),
    writable: placeOf(writableOf(house, of)),
  }))
  return { records, writable: [...places.keys()].map((fields) => [...fields.keys()]) }
}

const none: ReadonlyMap<string, Field> = new Map()

function writableOf(house: House, { record, facts, reader: actor }: Readable): ReadonlyMap<string, Field> {
  const mayWrite = may(actor.role, facts.type, 'write') && record.data['record_state'] !== false
  if (!mayWrite) return none
  const fields = writable(house.configuration(), actor, contextOf(facts))
  return isNameClosedTo(actor, facts, record.data) ? withoutNames(fields) : fields
}

// The same list for the same fields, so that it is sent once.
const nameless = new WeakMap<ReadonlyMap<string, Field>, ReadonlyMap<string, Field>>()

function withoutNames(fields: ReadonlyMap<string, Field>): ReadonlyMap<string, Field> {
  const left = nameless.get(fields) ?? new Map([...fields].filter(([name]) => !isName(name)))
  nameless.set(fields, left)
  return left
}

function shapeOf(house: House, of: Readable, files: AttachmentRow[]): Omit<RecordShape, 'writable'> {
  const config = house.configuration()
  const { record, facts, reader: actor } = of
  const { type } = record
  const names = readable(config, actor, contextOf(facts))
  return {
    id: record.id,
    type,
    version: record.version,
    module: facts.module,
    data: shownAlone(house, actor, of, undefined, true),
    incomplete: incompleteOf(config, type, facts.module, record.data)
      .filter(([name]) => names.has(name ?? ''))
      .map((path) => path.join('/')),
    actions: actionsOn(config, actor, facts, record.data),
    // Files come with their own rights, not among the answers.
    attachments: files
      .filter((file) => mayOpenFile(config, actor, of.facts, file))
      .map((file) => attachmentShapeOf(fileFor(actor, of, file))),
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
