// From a new record that the server refused back to unfinished work, with all that was written since.
// What leaves the outbox lies in the draft first.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Change, Data } from '@primero/domain/records/record.ts'
import type { IntentionArgs } from '@primero/domain/sync/intention.ts'
import { withChanges } from '../store/overlay.ts'
import {
  discard,
  dropDraft,
  fileBytes,
  keepFile,
  loadDraft,
  newUuid,
  type OutboxEntry,
  saveDraft,
} from '../store/store.ts'
import { changesIn } from './editing.ts'
import type { DraftValue, HeldFile } from './useDraft.ts'

type Birth = IntentionArgs<'record.create'>

const touches = ({ intention }: OutboxEntry, id: string): boolean => (intention.args as { id?: string }).id === id

/** The answers of a record that never came to be: those it began with, and every later change of its author. */
export function answersOfBirth(birth: Birth, entries: readonly Pick<OutboxEntry, 'intention'>[]): Data {
  const later = entries.flatMap(({ intention }) =>
    intention.name === 'record.edit' ? (intention.args as unknown as { changes: Change[] }).changes : [],
  )
  return withChanges(birth.data as Data, later)
}

/** Gives the new draft: another id and another code, since those refused may be somebody else's. */
export async function backToDraft(
  type: RecordType,
  id: string,
  all: OutboxEntry[],
): Promise<{ draft: string; module: string }> {
  const entries = all.filter((e) => touches(e, id) && e.state !== 'sending')
  const birth = entries.find((e) => e.intention.name === 'record.create')?.intention
  if (!birth) throw new Error('no such new record')
  const args = birth.args as Birth
  const open = (await loadDraft(`${type}/${id}`))?.value as DraftValue | undefined
  const data: Data = {
    ...withChanges(answersOfBirth(args, entries), open ? changesIn(open.base, open.data) : []),
    unique_identifier: newUuid(),
    module_id: args.module,
  }
  const files = (await Promise.all(entries.map(heldFrom))).flat()
  const value: DraftValue = { data, base: {}, ...(files.length > 0 ? { files } : {}) }
  const draft = newUuid()
  await saveDraft(`${type}/new/${draft}`, { config: birth.config, basedOn: 0, value, files: files.map((f) => f.id) })
  for (const { intention } of entries) await discard(intention.id)
  await dropDraft(`${type}/${id}`)
  return { draft, module: args.module }
}

/** A file that waited to be bound to the refused record. */
async function heldFrom({ intention }: OutboxEntry): Promise<HeldFile[]> {
  if (intention.name !== 'attachment.add') return []
  const { attachment, field, fileName } = intention.args as IntentionArgs<'attachment.add'>
  const bytes = await fileBytes(attachment)
  if (!bytes) return []
  const file = new File([bytes], fileName)
  return [{ id: await keepFile(file), field, name: fileName, type: '', size: file.size }]
}
