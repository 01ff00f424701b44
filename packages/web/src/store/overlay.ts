// What a person has written but the server has not received, laid over what the server last said.
import type { Answer, Change, Data, Row } from '@primero/domain/records/record.ts'
import type { Intention, IntentionArgs } from '@primero/domain/sync/intention.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { withConsent, withoutConsent } from './agreed.ts'
import type { OutboxEntry } from './entries.ts'
import { withAnswer, withShare } from './shared.ts'

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

export function withChanges(data: Data, changes: readonly Pick<Change, 'path' | 'to'>[]): Data {
  let now = data
  for (const { path, to } of changes) now = changed(now, path, to)
  return now
}

export type Fact = Partial<Omit<RecordShape, 'id' | 'type' | 'version'>>

/** What only the pages of a room show of a record: the room brings it along. */
export const shownByRooms: Partial<Record<string, (record: RecordShape, intention: Intention) => Fact>> = {}

const withFact = (record: RecordShape, name: string, value: unknown): Fact => ({
  data: { ...record.data, [name]: value },
})

/** The step of a case follows, where its reader sees it: numbers and lists on this device count by it. */
const standing = (record: RecordShape, facts: Partial<Data>, workflow: string): Fact => ({
  data: { ...record.data, ...facts, ...('workflow' in record.data ? { workflow } : {}) },
})

function withAttachment(record: RecordShape, add: IntentionArgs<'attachment.add'>): Fact {
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
  return { attachments: [...record.attachments.filter((a) => a.id !== shape.id), shape] }
}

/** What one waiting intention changes about the record that its author sees. */
function effectOf(record: RecordShape, intention: Intention): Fact {
  const { name, args } = intention
  switch (name) {
    case 'record.edit':
      return { data: withChanges(record.data as Data, (args as { changes: Change[] }).changes) }
    case 'record.close': {
      const { date_closure } = args as IntentionArgs<'record.close'>
      return standing(record, { status: 'closed', ...(date_closure ? { date_closure } : {}) }, 'closed')
    }
    case 'record.reopen':
      return standing(record, { status: 'open' }, 'reopened')
    case 'record.disable':
      return withFact(record, 'record_state', false)
    case 'record.enable':
      return withFact(record, 'record_state', true)
    case 'record.hide-name':
      return { nameHidden: (args as IntentionArgs<'record.hide-name'>).hidden }
    case 'conflict.settle': {
      const { choices } = args as IntentionArgs<'conflict.settle'>
      const changes = choices.flatMap(({ path, take, value }) =>
        take === 'force' ? [] : [{ path, to: value as Answer | undefined }],
      )
      return { data: withChanges(record.data as Data, changes) }
    }
    case 'attachment.add':
      return withAttachment(record, args as IntentionArgs<'attachment.add'>)
    case 'attachment.remove': {
      const gone = (args as IntentionArgs<'attachment.remove'>).attachment
      return { attachments: record.attachments.filter((a) => a.id !== gone) }
    }
    case 'transition.make':
      return { shares: withShare(record, intention) }
    case 'transition.answer':
      return { shares: withAnswer(record, intention) }
    case 'consent.give':
      return withConsent(record, intention)
    case 'consent.withdraw':
      return withoutConsent(record, intention)
    default:
      return shownByRooms[name]?.(record, intention) ?? {}
  }
}

/** The record as its author sees it while `entries` wait, oldest first. */
export function laidOver(record: RecordShape, entries: readonly Pick<OutboxEntry, 'intention'>[]): RecordShape {
  let now = record
  for (const { intention } of entries) now = { ...now, ...effectOf(now, intention) }
  return now
}
