// Which files of the build belong to rooms that come when somebody opens them, and to nothing else.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Chunk = {
  file: string
  imports?: string[]
  dynamicImports?: string[]
  css?: string[]
  isEntry?: boolean
  isDynamicEntry?: boolean
}
export type Manifest = Record<string, Chunk>

export const manifestIn = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest

/** A chunk with its styles and all that it imports before it runs. */
export function closure(manifest: Manifest, key: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[key]
  if (!chunk || seen.has(chunk.file)) return seen
  for (const file of [chunk.file, ...(chunk.css ?? [])]) seen.add(file)
  for (const next of chunk.imports ?? []) closure(manifest, next, seen)
  return seen
}

const isRoom = (key: string): boolean => /^src\/(?:door|office)\//.test(key)

/** What is asked for by itself inside a room: its pages and its words. */
export const roomKeys = (manifest: Manifest, room: 'door' | 'office'): string[] =>
  Object.keys(manifest).filter((key) => key.startsWith(`src/${room}/`) && manifest[key]?.isDynamicEntry)

/** Files that nothing but a room asks for, first or later. */
export function apartIn(manifest: Manifest): Set<string> {
  const everyday = new Set(
    Object.keys(manifest)
      .filter((key) => !isRoom(key))
      .flatMap((key) => everydayOf(manifest, key)),
  )
  const rooms = Object.keys(manifest).filter(isRoom)
  return new Set(rooms.flatMap((key) => [...closure(manifest, key)]).filter((file) => !everyday.has(file)))
}

/** Chunks without an entry of their own count where they are imported. */
const everydayOf = (manifest: Manifest, key: string): string[] =>
  manifest[key]?.isEntry || manifest[key]?.isDynamicEntry ? [...closure(manifest, key)] : []
