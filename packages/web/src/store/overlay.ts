// What a person has written but the server has not received, laid over what the server last said.
import type { Answer, Change, Data, Row } from '@primero/domain/records/record.ts'
import type { IntentionArgs } from '@primero/domain/sync/intention.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import type { OutboxEntry } from './outbox.ts'

const isRows = (answer: Answer | undefined): answer is Row[] =>
  Array.isArray(answer) && answer.every((row) => typeof row === 'object' && row !== null)

function changed(data: Data, path: string[], to: Answer | undefined): Data {
  const [field, rowId, ...rest] = path
  if (field === undefined) return data
  if (rowId === undefined) return { ...data, [field]: to }
  const held = data[field]
  const rows = isRows(held) ? held : []
  const known = rows.some((row) => row.unique_id === rowId)
  if (rest.length === 0) {
    if (to === null || to === undefined) return { ...data, [field]: rows.filter((row) => row.unique_id !== rowId) }
    const row = { ...(to as unknown as Row), unique_id: rowId }
    return { ...data, [field]: known ? rows.map((r) => (r.unique_id === rowId ? row : r)) : [...rows, row] }
  }
  if (!known) return data
  return {
    ...data,
    [field]: rows.map((r) => (r.unique_id === rowId ? ({ ...changed(r, rest, to), unique_id: rowId } as Row) : r)),
  }
}

export const withChanges = (data: Data, changes: Pick<Change, 'path' | 'to'>[]): Data =>
  changes.reduce((now, change) => changed(now, change.path, change.to), data)

/** The record as its author sees it while `entries` wait, oldest first. */
export function laidOver(record: RecordShape, entries: OutboxEntry[]): RecordShape {
  return entries.reduce((now, { intention }) => {
    const { name, args } = intention
    if (name === 'record.edit') {
      const { changes } = args as IntentionArgs<'record.edit'>
      return { ...now, data: withChanges(now.data as Data, changes as Change[]) }
    }
    if (name === 'record.close') return { ...now, data: { ...now.data, status: 'closed' } }
    if (name === 'record.reopen') return { ...now, data: { ...now.data, status: 'open' } }
    if (name === 'record.disable') return { ...now, data: { ...now.data, record_state: false } }
    if (name === 'record.enable') return { ...now, data: { ...now.data, record_state: true } }
    if (name === 'record.hide-name') return { ...now, nameHidden: (args as IntentionArgs<'record.hide-name'>).hidden }
    if (name === 'attachment.add') {
      const add = args as IntentionArgs<'attachment.add'>
      const shape = {
        id: add.attachment,
        field: add.field,
        fileName: add.fileName,
        contentType: '',
        size: add.size,
        description: add.description ?? null,
        date: add.date ?? null,
        url: '',
      }
      return { ...now, attachments: [...now.attachments.filter((a) => a.id !== add.attachment), shape] }
    }
    if (name === 'attachment.remove') {
      const { attachment } = args as IntentionArgs<'attachment.remove'>
      return { ...now, attachments: now.attachments.filter((a) => a.id !== attachment) }
    }
    return now
  }, record)
}

/** A record that so far exists on this device only. `writable` are the fields of the forms that its author may write. */
export function bornFrom(args: IntentionArgs<'record.create'>, writable: string[]): RecordShape {
  return {
    id: args.id,
    type: args.type,
    version: 0,
    module: args.module,
    data: args.data,
    incomplete: [],
    actions: ['write'],
    writable,
    attachments: [],
    nameHidden: false,
  }
}
