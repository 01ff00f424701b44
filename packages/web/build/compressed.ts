// Writes a brotli twin beside every text file, once at build, so that the smallest server can send the smallest bytes.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import type { Plugin } from 'vite'

const texts = /\.(js|wasm|css|svg|html|txt|webmanifest)$/

export function compressed(folder: string): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    // After every other plugin has written its files.
    closeBundle() {
      for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((f) => texts.test(f))) {
        const bytes = readFileSync(join(folder, file))
        const params = {
          [constants.BROTLI_PARAM_QUALITY]: 11,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        }
        writeFileSync(join(folder, `${file}.br`), brotliCompressSync(bytes, { params }))
      }
    },
  }
}
