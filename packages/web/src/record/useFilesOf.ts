// The files of a record with the way each still has to go.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { IntentionArgs } from '@primero/domain/sync/intention.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { useMemo } from 'react'
import type { PageFile, PageFiles } from '../forms/page.ts'
import { attach, discard, newUuid, type OutboxEntry, push, useOutbox } from '../store/store.ts'
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
  const { id, version, attachments } = record
  return useMemo(() => {
    const onTheWay = new Map(entries.map((e) => [addOf(e)?.attachment, e]))
    return {
      list: attachments.map((file) => ({ ...file, state: stateOf(onTheWay.get(file.id)) })),
      // Not waited for: a slow line must not hold up the page. The row tells how far it is.
      add: async (field: string, file: File) => {
        void attach(type, id, field, file, { basedOn: version })
      },
      remove: (file: string) => {
        const entry = onTheWay.get(file)
        if (entry && entry.state !== 'applied') void discard(entry.intention.id)
        else void push('attachment.remove', { type, id, attachment: file }, version)
      },
    }
  }, [entries, attachments, type, id, version])
}

/** Bytes as text, so that a sealed draft can hold them. */
const base64Of = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error ?? new Error('unreadable file'))
    reader.readAsDataURL(file)
  })

export const held = async (field: string, file: File): Promise<HeldFile> => ({
  id: newUuid(),
  field,
  name: file.name,
  type: file.type,
  bytes: await base64Of(file),
})

export const fileOf = (file: HeldFile): File =>
  new File([Uint8Array.from(atob(file.bytes), (c) => c.charCodeAt(0))], file.name, { type: file.type })

/** Files of a record that is still to be made. */
export const heldFiles = (list: HeldFile[], change: (list: HeldFile[]) => void): PageFiles => ({
  list: list.map((f) => ({
    id: f.id,
    field: f.field,
    fileName: f.name,
    contentType: f.type,
    size: Math.round(f.bytes.length * 0.75),
    description: null,
    date: null,
    url: '',
    state: 'device',
  })),
  add: async (field, file) => change([...list, await held(field, file)]),
  remove: (id) => change(list.filter((f) => f.id !== id)),
})
