// Which bytes a field takes: the type is sniffed from the bytes, never believed (api-records §16).
import { fileTypeFromBuffer } from 'file-type'
import type { FieldType } from '@primero/domain/configuration/bundle.ts'
import { Problem } from '@primero/domain/problem.ts'

export const attachmentKinds = ['image', 'audio', 'document', 'signature'] as const
export type AttachmentKind = (typeof attachmentKinds)[number]

export const mostBytes = 20 * 1024 * 1024

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const accepted: Record<AttachmentKind, ReadonlySet<string>> = {
  image: new Set(['image/jpeg', 'image/png']),
  audio: new Set(['audio/mpeg', 'audio/mp4']),
  document: new Set([
    'application/pdf',
    'text/plain',
    'application/msword',
    word,
    'text/csv',
    'application/vnd.ms-excel',
    sheet,
    'image/jpeg',
    'image/png',
  ]),
  signature: new Set(['image/png']),
}

const kindOfField: Partial<Record<FieldType, AttachmentKind>> = {
  photo_upload_box: 'image',
  audio_upload_box: 'audio',
  document_upload_box: 'document',
  signature: 'signature',
}

export const kindFor = (type: FieldType): AttachmentKind | undefined => kindOfField[type]

/** The content type of these bytes as this kind. Throws `attachment-refused` when it is none that the kind takes. */
export async function contentTypeOf(kind: AttachmentKind, bytes: Buffer, fileName: string): Promise<string> {
  if (bytes.length === 0) throw new Problem('attachment-refused', { reason: 'empty' })
  if (bytes.length > mostBytes) throw new Problem('attachment-refused', { reason: 'size' })
  const type = await sniffed(bytes, fileName)
  if (type === undefined || !accepted[kind].has(type)) throw new Problem('attachment-refused', { reason: 'type' })
  return type
}

async function sniffed(bytes: Buffer, fileName: string): Promise<string | undefined> {
  const extension = fileName.toLowerCase().split('.').at(-1) ?? ''
  const found = await fileTypeFromBuffer(bytes)
  // A recording that begins with its ID3 tag is told by that: the frames may start far behind it.
  if (found === undefined && bytes.toString('latin1', 0, 3) === 'ID3') return 'audio/mpeg'
  if (found === undefined) return isPlainText(bytes) ? { txt: 'text/plain', csv: 'text/csv' }[extension] : undefined
  // Old Office files share one container; their names tell them apart.
  if (found.mime === 'application/x-cfb')
    return { doc: 'application/msword', xls: 'application/vnd.ms-excel' }[extension]
  if (found.mime === 'audio/x-m4a' || found.mime === 'video/mp4')
    return extension === 'mp4' || extension === 'm4a' ? 'audio/mp4' : undefined
  return found.mime
}

// Markup is not plain text to a browser: what begins like a tag is refused.
const isPlainText = (bytes: Buffer): boolean => {
  const text = bytes.subarray(0, 4096)
  return !text.includes(0) && !/^[\s\ufeff]*</.test(text.toString('utf8'))
}
