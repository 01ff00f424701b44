// How far a proof came, so that the same command carries on after an interruption.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './evidence.ts'

const folder = join(root, '.primero/proofs')

export type Progress<T> = {
  /** What was kept by an earlier run for the same key; undefined: a new beginning. */
  found: T | undefined
  /** What an earlier run for another key left behind. */
  stale: T | undefined
  keep: (state: T) => void
  drop: () => void
}

/** `key`: whatever makes an earlier run count no more, e.g. commit and options. */
export function progressOf<T>(name: string, key: Record<string, unknown>): Progress<T> {
  const file = join(folder, `${name}.json`)
  const wanted = JSON.stringify(key)
  const before = read<T>(file)
  return {
    found: before?.key === wanted ? before.state : undefined,
    stale: before !== undefined && before.key !== wanted ? before.state : undefined,
    keep: (state) => {
      mkdirSync(folder, { recursive: true, mode: 0o711 })
      writeFileSync(`${file}.new`, JSON.stringify({ key: wanted, state }))
      renameSync(`${file}.new`, file)
    },
    drop: () => rmSync(file, { force: true }),
  }
}

function read<T>(file: string): { key: string; state: T } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { key: string; state: T }
  } catch {
    return undefined
  }
}
