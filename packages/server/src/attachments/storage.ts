// Where the bytes of attachments lie. Callers hand over plain bytes; what is kept is always encrypted.
import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type KeyRing, seal, unseal } from './seal.ts'

export type Storage = {
  /** Durable when it returns: a database row may point to it from then on. */
  put: (key: string, bytes: Buffer) => Promise<void>
  /** undefined when nothing lies there. */
  get: (key: string) => Promise<Buffer | undefined>
  remove: (key: string) => Promise<void>
}

/** Where a chunk waits until its attachment is whole: apart for each person, so that nobody adds to another's. */
export const chunkKey = (accountId: number, blob: string, chunk: number): string => `${blob}.${accountId}.${chunk}`

/** Where the small picture of a file lies, once somebody asked for it. */
export const previewKey = (key: string): string => `${key}.preview`

/** A folder on disk. A file appears whole or not at all, whatever kills us meanwhile. */
export function diskStorage(folder: string, keys: KeyRing): Storage {
  const pathOf = (key: string) => join(folder, key.slice(0, 2), key)
  return {
    async put(key, bytes) {
      const path = pathOf(key)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const draft = `${path}.${randomBytes(6).toString('hex')}.part`
      const file = await open(draft, 'wx', 0o600)
      try {
        await file.writeFile(seal(keys, key, bytes))
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(draft, path)
    },
    async get(key) {
      const sealed = await readFile(pathOf(key)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      })
      return sealed === undefined ? undefined : unseal(keys, key, sealed)
    },
    remove: (key) => rm(pathOf(key), { force: true }),
  }
}
