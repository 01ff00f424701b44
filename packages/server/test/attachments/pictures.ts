// Pictures made by hand, byte by byte, so that tests know what is in them.
import { deflateSync } from 'node:zlib'

const marker = (code: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, code, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

/** Where the photo was taken, in EXIF of the given byte order, with an orientation. */
function exif(orientation: number, place: string, order: 'MM' | 'II'): Buffer {
  const big = order === 'MM'
  const u16 = (n: number) => (big ? Buffer.from([n >> 8, n & 255]) : Buffer.from([n & 255, n >> 8]))
  const u32 = (n: number) => {
    const four = Buffer.alloc(4)
    if (big) four.writeUInt32BE(n)
    else four.writeUInt32LE(n)
    return four
  }
  const text = Buffer.from(`${place}\0`, 'latin1')
  const gpsAt = 8 + 2 + 2 * 12 + 4
  const textAt = gpsAt + 2 + 12 + 4
  const short = (tag: number, value: number) => Buffer.concat([u16(tag), u16(3), u32(1), u16(value), u16(0)])
  const long = (tag: number, value: number) => Buffer.concat([u16(tag), u16(4), u32(1), u32(value)])
  const words = (tag: number) => Buffer.concat([u16(tag), u16(2), u32(text.length), u32(textAt)])
  return Buffer.concat([
    Buffer.from('Exif\0\0', 'latin1'),
    Buffer.from(order, 'latin1'),
    u16(42),
    u32(8),
    u16(2),
    short(0x0112, orientation),
    long(0x8825, gpsAt),
    u32(0),
    u16(1),
    words(0x001b),
    u32(0),
    text,
  ])
}

export type Camera = { orientation?: number; place?: string; comment?: string; order?: 'MM' | 'II'; trailer?: string }

/** A well-formed JPEG of 8 × 8 pixels with what a camera writes beside the picture. */
export function jpeg({
  orientation = 6,
  place = 'N 12.3456 E 45.6789',
  comment = 'the girl from house 12',
  order = 'MM',
  trailer = '',
}: Camera = {}): Buffer {
  const quantization = marker(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)]))
  const frame = marker(0xc0, Buffer.from([8, 0, 8, 0, 8, 1, 1, 0x11, 0]))
  const huffman = (kind: number) =>
    marker(0xc4, Buffer.concat([Buffer.from([kind]), Buffer.from([0, 1, ...Array(14).fill(0)]), Buffer.from([0])]))
  const scan = marker(0xda, Buffer.from([1, 1, 0, 0, 63, 0]))
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    marker(0xe0, Buffer.from('JFIF\0\x01\x02\0\0\x01\0\x01\0\0', 'latin1')),
    marker(0xe1, exif(orientation, place, order)),
    marker(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${place}</x:xmpmeta>`, 'latin1')),
    marker(0xed, Buffer.from(`Photoshop 3.0\0${comment}`, 'latin1')),
    marker(0xfe, Buffer.from(comment, 'latin1')),
    quantization,
    frame,
    huffman(0x00),
    huffman(0x10),
    scan,
    Buffer.from([0x3f, 0xff, 0x00, 0x2a]),
    Buffer.from([0xff, 0xd9]),
    Buffer.from(trailer, 'latin1'),
  ])
}

/** The EXIF orientation that a viewer reads; undefined where there is none. */
export function orientationOf(bytes: Buffer): number | undefined {
  const at = bytes.indexOf(Buffer.from('Exif\0\0', 'latin1'))
  if (at < 0) return undefined
  const tiff = bytes.subarray(at + 6)
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const u16 = (i: number) => (little ? tiff.readUInt16LE(i) : tiff.readUInt16BE(i))
  const start = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  for (let i = 0; i < u16(start); i += 1) {
    const entry = start + 2 + i * 12
    if (u16(entry) === 0x0112) return u16(entry + 8)
  }
  return undefined
}

const table = Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})

const crc = (bytes: Buffer): number => {
  let c = 0xffffffff
  for (const byte of bytes) c = (table[(c ^ byte) & 255] ?? 0) ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}

function chunk(name: string, body: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  size.writeUInt32BE(body.length)
  sum.writeUInt32BE(crc(typed))
  return Buffer.concat([size, typed, sum])
}

/** A PNG of 1 × 1 pixel with words, a time and EXIF beside the picture. */
export function png(words = 'the girl from house 12'): Buffer {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(`Comment\0${words}`, 'latin1')),
    chunk('zTXt', Buffer.concat([Buffer.from('Author\0\0', 'latin1'), deflateSync(words)])),
    chunk('iTXt', Buffer.from(`Title\0\0\0\0\0${words}`, 'latin1')),
    chunk('tIME', Buffer.from([7, 232, 5, 10, 8, 0, 0])),
    chunk('eXIf', Buffer.from(`MM\0*${words}`, 'latin1')),
    chunk('IDAT', deflateSync(Buffer.from([0, 128]))),
    chunk('IEND', Buffer.alloc(0)),
    Buffer.from(words, 'latin1'),
  ])
}

/** A grey PNG of this size; `claims`: what it says of its size, true or not. */
export function wide(width: number, height: number, claims = { width, height }): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0])
  header.writeUInt32BE(claims.width)
  header.writeUInt32BE(claims.height, 4)
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width, 128)])
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The same JPEG, taken with a camera that was held like this, where this was. */
export const turnedBy = (picture: Buffer, orientation: number, place: string): Buffer =>
  Buffer.concat([picture.subarray(0, 2), marker(0xe1, exif(orientation, place, 'MM')), picture.subarray(2)])

/** Names of a PNG's chunks, in order. */
export function chunksIn(bytes: Buffer): string[] {
  const names: string[] = []
  for (let at = 8; at + 12 <= bytes.length; at += 12 + bytes.readUInt32BE(at))
    names.push(bytes.toString('latin1', at + 4, at + 8))
  return names
}
