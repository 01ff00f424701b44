// Files before they leave the device: photos are drawn anew, so that place, time and device details stay behind.
import type { Field } from '@primero/domain/configuration/bundle.ts'

/** Longest side after resizing, in pixels: enough to recognise a face or read a page, a tenth of the bytes. */
const longest = 1600
const quality = 0.82
/** Ceiling per file (records §17). */
export const mostBytes = 20 * 1024 * 1024

const pictures = ['image/jpeg', 'image/png']
const taken: Partial<Record<Field['type'], readonly string[]>> = {
  photo_upload_box: [...pictures, 'image/webp', 'image/heic'],
  audio_upload_box: ['audio/mpeg', 'audio/mp4', 'audio/x-m4a', 'audio/mp3'],
  document_upload_box: [
    ...pictures,
    'application/pdf',
    'text/plain',
    'text/csv',
    'application/msword',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.ms-excel',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ],
  signature: ['image/png'],
}

export const acceptOf = (type: Field['type']): string =>
  type === 'photo_upload_box'
    ? 'image/*'
    : type === 'audio_upload_box'
      ? 'audio/mpeg,audio/mp4,audio/x-m4a,.mp3,.m4a'
      : (taken[type] ?? []).join(',')

export type Unfit = 'type' | 'size' | 'empty' | 'unreadable'

/** A file as it may leave the device, or why it may not. `number` makes a name that tells nothing. */
export async function prepared(type: Field['type'], file: File, number: number): Promise<File | Unfit> {
  if (file.size === 0) return 'empty'
  if (!(taken[type] ?? []).includes(file.type)) return 'type'
  if (!file.type.startsWith('image/')) return file.size > mostBytes ? 'size' : file
  const name = type === 'photo_upload_box' ? `photo-${number}` : file.name.replace(/\.[^.]*$/, '')
  const drawn = await redrawn(file).catch(() => undefined)
  if (!drawn) return 'unreadable'
  return drawn.size > mostBytes ? 'size' : new File([drawn], `${name}.jpg`, { type: 'image/jpeg' })
}

/** Only pixels survive: nothing that the camera wrote beside them does. Turned as the camera was held. */
async function redrawn(file: File): Promise<Blob | undefined> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const pen = canvas.getContext('2d')
  if (!pen) return undefined
  // Clear parts of a PNG would turn black.
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/jpeg', quality))
}

export function sizeInWords(bytes: number, locale: string): string {
  const [amount, unit] = bytes < 1_000_000 ? [Math.max(1, bytes / 1000), 'kilobyte'] : [bytes / 1_000_000, 'megabyte']
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: unit as string,
    unitDisplay: 'short',
    maximumFractionDigits: amount < 10 ? 1 : 0,
  }).format(amount as number)
}
