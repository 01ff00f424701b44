// The files of a record with the way each still has to go.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { IntentionArgs } from '@primero/domain/sync/intention.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { useMemo } from 'react'
import type { PageFile, PageFiles } from '../forms/page.ts'
import { attach, discard, dropFile, fileBytes, keepFile, type OutboxEntry, put, useOutbox } from '../store/store.ts'
import { useKeptFiles } from '../store/keeping.ts'
import type { HeldFile } from './useDraft.ts'

const stateOf = (entry: OutboxEntry | undefined): PageFile['state'] =>
  !entry
    ? 'received'
    : entry.state === 'sending'
      ? 'sending'
      : entry.state === 'refused' || entry.state === 'conflict'
        ? 'needs-you'
        : entry.state === 'waiting'
          ? 'device'
          : 'received'

const addOf = (entry: OutboxEntry): IntentionArgs<'attachment.add'> | undefined =>
  entry.intention.name === 'attachment.add' ? (entry.intention.args as IntentionArgs<'attachment.add'>) : undefined

export function useFilesOf(type: RecordType, record: RecordShape): PageFiles {
  const { entries } = useOutbox()
  const kept = useKeptFiles()
  const { id, version, attachments } = record
  return useMemo(() => {
    const onTheWay = new Map(entries.map((e) => [addOf(e)?.attachment, e]))
    return {
      list: attachments.map((file) => {
        const state = stateOf(onTheWay.get(file.id))
        const { id, contentType: type } = file
        if (state !== 'received') return { ...file, state, held: () => fileBytes(id).then((b) => b && blobOf(b, type)) }
        if (!kept.cut) return { ...file, state }
        const held = kept.here.has(id) ? { held: () => kept.bytes(id).then((b) => b && blobOf(b, type)) } : {}
        return { ...file, state, url: '', ...held }
      }),
      // Until it is sealed here, not until it is sent: the row tells how far it is.
      add: (field: string, file: File) => attach(type, id, field, file, { basedOn: version }),
      remove: (file: string) => {
        const entry = onTheWay.get(file)
        if (entry && entry.state !== 'applied') void discard(entry.intention.id)
        else void put('attachment.remove', { type, id, attachment: file }, version)
      },
    }
  }, [entries, attachments, type, id, version, kept])
}

/** Seals a chosen file beside the draft that it belongs to. @throws where it cannot be read */
const held = async (field: string, file: File): Promise<HeldFile> => ({
  id: await keepFile(file),
  field,
  name: file.name,
  type: file.type,
  size: file.size,
})

export async function fileOf(file: HeldFile): Promise<File | undefined> {
  const bytes = await fileBytes(file.id)
  return bytes && new File([bytes], file.name, { type: file.type })
}

const blobOf = (bytes: Uint8Array<ArrayBuffer>, type: string): Blob => new Blob([bytes], { type })

type Change = (change: (list: HeldFile[]) => HeldFile[]) => void

/** Files of a record that is still to be made. */
export const heldFiles = (list: HeldFile[], change: Change): PageFiles => ({
  list: list.map((f) => ({
    id: f.id,
    field: f.field,
    fileName: f.name,
    contentType: f.type,
    size: f.size,
    description: null,
    date: null,
    url: '',
    state: 'device',
    held: () => fileOf(f),
  })),
  add: async (field, file) => {
    const added = await held(field, file)
    change((now) => [...now, added])
  },
  remove: (id) => {
    change((now) => now.filter((f) => f.id !== id))
    void dropFile(id)
  },
})
