// What a proof showed, and where: docs/evidence/NAME.json.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')

export type Shown = {
  proven: boolean
  seed?: number
  /** Version of the database that was used. */
  postgres?: string
  counts: Record<string, unknown>
  figures: Record<string, unknown>
}

const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()

export const commitNow = (): string => git('rev-parse', 'HEAD')

/** Files that differ from the commit, evidence apart: 0 where the commit tells the whole story. */
const changedFiles = (): number =>
  git('status', '--porcelain')
    .split('\n')
    .filter((line) => line !== '' && !line.includes('docs/evidence/')).length

/** Keeps the evidence of a full-size run. `commit`: where the run began, should the tree have moved since. */
export function writeEvidence(name: string, commit: string, shown: Shown): void {
  const folder = join(root, 'docs/evidence')
  mkdirSync(folder, { recursive: true })
  const { proven, seed, postgres, counts, figures } = shown
  const evidence = {
    proof: name,
    proven,
    commit,
    changedFiles: changedFiles(),
    at: new Date().toISOString(),
    ...(seed === undefined ? {} : { seed }),
    counts,
    figures,
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown',
      cpus: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      load: loadavg().map((load) => Math.round(load * 100) / 100),
      node: process.version,
      ...(postgres === undefined ? {} : { postgres }),
    },
  }
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(evidence, null, 2)}\n`)
  console.log(`Written: docs/evidence/${name}.json`)
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

export const tenths = (value: number): number => Math.round(value * 10) / 10
