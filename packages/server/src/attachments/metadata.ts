// Removes what a camera writes beside the picture: place, time, device, thumbnails. The picture itself is not touched.

/** The image without metadata, or undefined if the bytes are not a well-formed image of that type. */
export function withoutMetadata(bytes: Buffer, contentType: string): Buffer | undefined {
  if (contentType === 'image/jpeg') return strippedJpeg(bytes)
  if (contentType === 'image/png') return strippedPng(bytes)
  return bytes
}

const isKept = (marker: number): boolean =>
  // JFIF header and the colour transform of Adobe stay; APP1–APP13, APP15 and comments go.
  !((marker >= 0xe1 && marker <= 0xef && marker !== 0xee) || marker === 0xfe)

function strippedJpeg(bytes: Buffer): Buffer | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  let at = 2
  let rotation: number | undefined
  while (at + 2 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xd9) return Buffer.concat([...kept, bytes.subarray(at, at + 2)])
    if (at + 4 > bytes.length) return undefined
    const length = bytes.readUInt16BE(at + 2)
    const segment = bytes.subarray(at, at + 2 + length)
    if (marker === 0xe1) rotation ??= orientationOf(segment)
    if (isKept(marker)) kept.push(segment)
    at += 2 + length
    // Start of scan: compressed data up to the end, in which no metadata segment follows.
    if (marker === 0xda) {
      const end = bytes.lastIndexOf(Buffer.from([0xff, 0xd9]))
      kept.push(bytes.subarray(at, end < at ? bytes.length : end + 2))
      if (rotation !== undefined && rotation !== 1) kept.splice(1, 0, orientationOnly(rotation))
      return Buffer.concat(kept)
    }
  }
  return undefined
}

/** EXIF orientation 1–8 of an APP1 segment; without it the picture would lie on its side. */
function orientationOf(segment: Buffer): number | undefined {
  if (segment.subarray(4, 10).toString('latin1') !== 'Exif\0\0' || segment.length < 22) return undefined
  const tiff = segment.subarray(10)
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const u16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const start = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  if (start + 2 > tiff.length) return undefined
  for (let i = 0, at = start + 2; i < u16(start) && at + 12 <= tiff.length; i += 1, at += 12) {
    const value = u16(at + 8)
    if (u16(at) === 0x0112) return value >= 1 && value <= 8 ? value : undefined
  }
  return undefined
}

function orientationOnly(rotation: number): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex')
  tiff.writeUInt16BE(rotation, 18)
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex')
const pngChunks = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'cHRM', 'gAMA', 'sBIT', 'sRGB', 'pHYs', 'bKGD'])

function strippedPng(bytes: Buffer): Buffer | undefined {
  if (!bytes.subarray(0, 8).equals(pngSignature)) return undefined
  const kept: Buffer[] = [pngSignature]
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) return undefined
    const name = bytes.toString('latin1', at + 4, at + 8)
    if (pngChunks.has(name)) kept.push(bytes.subarray(at, end))
    if (name === 'IEND') return Buffer.concat(kept)
    at = end
  }
  return undefined
}
