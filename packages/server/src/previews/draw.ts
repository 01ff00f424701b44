// Draws one preview and ends: a thread of its own, in which what people uploaded is unpacked by WebAssembly only. It has
// no file, no network and no database; what breaks it breaks nothing else.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import decodeJpeg, { init as initJpegDecoder } from '@jsquash/jpeg/decode.js'
import encodeJpeg, { init as initJpegEncoder } from '@jsquash/jpeg/encode.js'
import decodePng, { init as initPngDecoder } from '@jsquash/png/decode.js'
import { longestSide, type Pixels, shrunk, sizeIn, turned } from './pixels.ts'

export type Order = { bytes: Uint8Array; contentType: string }

const mostPixels = 50_000_000
const quality = 75

/** What the decoders make; Node has none. */
class ImageData {
  data: Uint8ClampedArray
  width: number
  height: number
  constructor(data: Uint8ClampedArray, width: number, height = data.length / 4 / width) {
    this.data = data
    this.width = width
    this.height = height
  }
}
Object.assign(globalThis, { ImageData })

type Picture = Parameters<typeof encodeJpeg>[0]
type Compiled = Parameters<typeof initJpegDecoder>[0] & object
const { WebAssembly } = globalThis as unknown as { WebAssembly: { compile: (bytes: Uint8Array) => Promise<Compiled> } }

const wasmIn = async (file: string): Promise<Compiled> =>
  WebAssembly.compile(await readFile(createRequire(import.meta.url).resolve(file)))

async function pixelsOf({ bytes, contentType }: Order): Promise<Pixels | undefined> {
  if (contentType === 'application/pdf') return firstPage(bytes)
  const size = sizeIn(Buffer.from(bytes), contentType)
  if (size === undefined || size.width * size.height > mostPixels) return undefined
  const plain = bytes.slice().buffer
  if (contentType === 'image/png') {
    await initPngDecoder(await wasmIn('@jsquash/png/codec/pkg/squoosh_png_bg.wasm'))
    return decodePng(plain)
  }
  await initJpegDecoder(await wasmIn('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'))
  return decodeJpeg(plain, { preserveOrientation: true })
}

/** Built without scripts: what a paper would run never runs. Its forms and notes are not drawn. */
async function firstPage(bytes: Uint8Array): Promise<Pixels> {
  const library = await PDFiumLibrary.init()
  const page = (await library.loadDocument(bytes)).getPage(0)
  const { originalWidth, originalHeight } = page.getOriginalSize()
  const scale = longestSide / Math.max(originalWidth, originalHeight, 1)
  const [width, height] = [originalWidth, originalHeight].map((side) => Math.max(1, Math.round(side * scale)))
  return turned(await page.render({ width: width ?? 1, height: height ?? 1, render: 'bitmap' }))
}

async function draw(order: Order): Promise<Uint8Array | undefined> {
  const pixels = await pixelsOf(order)
  if (pixels === undefined) return undefined
  await initJpegEncoder(await wasmIn('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'))
  const { data, width, height } = shrunk(pixels)
  const picture = new ImageData(new Uint8ClampedArray(data), width, height)
  return new Uint8Array(await encodeJpeg(picture as Picture, { quality }))
}

parentPort?.postMessage(await draw(workerData as Order))
