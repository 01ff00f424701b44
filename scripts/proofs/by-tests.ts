// A proof whose full size is played by a test file: part by part, so that it carries on where it was stopped.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finallyDo, start } from './children.ts'
import { commitNow, root, tenths } from './evidence.ts'
import { progressOf } from './progress.ts'

/** `rows`: what should be met in some part; `met`: what was. */
type Counted = { counts: Record<string, number>; faults: string[]; rows?: string[]; met?: string[] }
type Kept = Counted & { done: number; seconds: number; rows: string[]; met: string[] }
export type Played = {
  commit: string
  counts: Record<string, number>
  faults: string[]
  missed: string[]
  seconds: number
}

type Plan<Part> = { name: string; file: string; title: string; minutes: number; key: object; parts: Part[] }

/** Plays all parts; counts add up. @throws Error when time is over, or a part breaks off */
export async function playParts<Part>({ name, file, title, minutes, key, parts }: Plan<Part>): Promise<Played> {
  const commit = commitNow()
  const progress = progressOf<Kept>(name, { commit, ...key })
  const kept = progress.found ?? { done: 0, seconds: 0, counts: {}, faults: [], rows: [], met: [] }
  if (kept.done > 0) console.log(`Carrying on after ${kept.done} of ${parts.length} parts.`)
  const until = performance.now() + minutes * 60_000
  for (const [i, part] of parts.entries()) {
    if (i < kept.done) continue
    if (performance.now() > until) throw new Error(`Not done within ${minutes} minutes; the same command carries on.`)
    const began = performance.now()
    const { counts, faults, rows = [], met = [] } = await playPart(file, title, part, until - performance.now())
    for (const [key, count] of Object.entries(counts)) kept.counts[key] = (kept.counts[key] ?? 0) + count
    kept.faults.push(...faults)
    kept.rows = rows
    kept.met = [...new Set([...kept.met, ...met])]
    kept.seconds = tenths(kept.seconds + (performance.now() - began) / 1000)
    kept.done = i + 1
    progress.keep(kept)
    for (const fault of faults) console.log(`FAULT: ${fault}`)
    console.log(`${kept.done} of ${parts.length}: ${JSON.stringify(kept.counts)}, ${kept.faults.length} faults`)
  }
  progress.drop()
  const { counts, faults, seconds } = kept
  return { commit, counts, faults, seconds, missed: kept.rows.filter((row) => !kept.met.includes(row)) }
}

async function playPart(file: string, title: string, part: unknown, leftMs: number): Promise<Counted> {
  const folder = mkdtempSync(join(tmpdir(), 'primero-part-'))
  finallyDo(() => rmSync(folder, { recursive: true, force: true }))
  const report = join(folder, 'report.json')
  const args = ['run', '--project', 'pg', file, '-t', title, '--testTimeout', '1800000']
  const tests = start(join(root, 'node_modules/.bin/vitest'), args, {
    cwd: root,
    env: { ...process.env, PROOF_PART: JSON.stringify(part), PROOF_REPORT: report },
  })
  const late = setTimeout(() => tests.signal('SIGTERM'), leftMs)
  await tests.ended
  clearTimeout(late)
  try {
    return JSON.parse(readFileSync(report, 'utf8')) as Counted
  } catch {
    throw new Error(`A part broke off:\n${tests.output().slice(-3000)}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
