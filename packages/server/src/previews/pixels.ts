// Pictures as pixels: four bytes each (red, green, blue, opacity), row by row.

export type Pixels = { width: number; height: number; data: Uint8Array | Uint8ClampedArray }

/** Longest side of a preview: sharp on a phone, and a tenth of the bytes. */
export const longestSide = 1280

/** Smaller, if it is larger than a preview, on white paper: each new pixel is the mean of those it stands for. */
export function shrunk({ width, height, data }: Pixels, longest = longestSide): Pixels {
  const scale = Math.min(1, longest / Math.max(width, height))
  const [w, h] = [width, height].map((side) => Math.max(1, Math.round(side * scale))) as [number, number]
  const out = new Uint8ClampedArray(w * h * 4)
  for (let y = 0; y < h; y += 1) {
    const [top, bottom] = spanOf(y, height, h)
    for (let x = 0; x < w; x += 1) {
      const [left, right] = spanOf(x, width, w)
      let r = 0
      let g = 0
      let b = 0
      for (let row = top; row < bottom; row += 1)
        for (let at = (row * width + left) * 4, end = (row * width + right) * 4; at < end; at += 4) {
          const opacity = (data[at + 3] as number) / 255
          const paper = 255 * (1 - opacity)
          r += (data[at] as number) * opacity + paper
          g += (data[at + 1] as number) * opacity + paper
          b += (data[at + 2] as number) * opacity + paper
        }
      const count = (bottom - top) * (right - left)
      const to = (y * w + x) * 4
      out[to] = r / count
      out[to + 1] = g / count
      out[to + 2] = b / count
      out[to + 3] = 255
    }
  }
  return { width: w, height: h, data: out }
}

const spanOf = (at: number, before: number, after: number): [number, number] => {
  const from = Math.floor((at * before) / after)
  return [from, Math.max(from + 1, Math.floor(((at + 1) * before) / after))]
}

/** Red and blue change places. */
export function turned({ width, height, data }: Pixels): Pixels {
  const out = new Uint8ClampedArray(data)
  for (let at = 0; at < out.length; at += 4) {
    out[at] = data[at + 2] ?? 0
    out[at + 2] = data[at] ?? 0
  }
  return { width, height, data: out }
}

/** Before anything is unpacked: a small file may claim to be a very large picture. undefined: no such picture. */
export function sizeIn(bytes: Buffer, contentType: string): { width: number; height: number } | undefined {
  return contentType === 'image/png' ? sizeInPng(bytes) : sizeInJpeg(bytes)
}

const sizeInPng = (bytes: Buffer) =>
  bytes.length < 24 ? undefined : { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }

function sizeInJpeg(bytes: Buffer) {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) }
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}
