// What was measured, as a table for people and as evidence for the file.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { root } from './house.ts'
import type { Measured } from './lists.ts'
import { type Saves, saveLimits } from './saves.ts'
import type { Seeded } from './seed.ts'
import type { FirstForm, Sizes } from './web.ts'

export type Evidence = {
  commit: string
  /** Files changed since the commit. */
  dirty: number
  at: string
  seed: number
  caseload: Seeded & { referrals: number }
  machine: {
    cpu: string
    cores: number
    memoryGiB: number
    load: number[]
    noise: number
    node: string
    postgres: string
  }
  jobs: Measured[]
  saves: Saves[]
  server: { startMs: number; rssMiB: number; rssLimitMiB: number }
  web: { sizes: Sizes | string; firstForm: FirstForm | string }
}

export const rssLimitMiB = 400

const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()

export const commitNow = (): { commit: string; dirty: number } => ({
  commit: git('rev-parse', 'HEAD'),
  dirty: git('status', '--porcelain').split('\n').filter(Boolean).length,
})

export const machine = (noise: number, postgres: string): Evidence['machine'] => ({
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  load: loadavg().map((load) => Math.round(load * 100) / 100),
  noise: Math.round(noise * 1000) / 1000,
  node: process.version,
  postgres,
})

export function writeEvidence(evidence: Evidence): string {
  const folder = join(root, 'docs/evidence')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `bench-${evidence.caseload.cases}.json`)
  const short = (_key: string, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Math.round(value * 1000) / 1000 : value
  writeFileSync(file, `${JSON.stringify(evidence, short, 2)}\n`)
  return file
}

const ms = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(value < 100 ? 1 : 0))

const line = (cells: string[]): string => {
  const widths = [5, 42, 8, 8, 8, 8, 6, 8]
  return cells.map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 8) : cell.padStart(widths[i] ?? 8))).join(' ')
}

export function print({ jobs, saves, server, web, machine: on, caseload }: Evidence): void {
  console.log(
    `\n${caseload.cases} cases, ${caseload.incidents} incidents, ${caseload.referrals} open referrals; ${on.cpu}, ${on.cores} cores, noise ${(on.noise * 100).toFixed(0)} %\n`,
  )
  console.log(line(['job', 'question', 'rows', 'p50', 'p95', 'sql p50', 'ratio', 'allowed']))
  for (const job of jobs) console.log(`${line(cellsOf(job))}  ${verdict(job)}`)
  console.log(`\n${line(['job', 'saves', '', 'p50', 'p95', 'sql p50', 'ratio', 'per s'])}`)
  for (const save of saves) {
    const { http, sql, ratio, within } = save
    const cells = [
      save.id,
      save.question,
      '',
      ms(http.p50),
      ms(http.p95),
      ms(sql.p50),
      ratio.toFixed(1),
      http.perSecond.toFixed(0),
    ]
    console.log(
      `${line(cells)}  sql ${sql.perSecond.toFixed(0)} per s${http.refused > 0 ? `, ${http.refused} REFUSED` : ''}  ${within ? 'ok' : 'OVER'}`,
    )
  }
  console.log(
    `      with 8 clients at least ${saveLimits.perSecond} per second, p95 at most ${saveLimits.p95} ms; one alone as above`,
  )
  console.log(
    `\nserver: answers ${server.startMs.toFixed(0)} ms after its start; ${server.rssMiB.toFixed(0)} MiB at the end (at most ${server.rssLimitMiB})`,
  )
  printWeb(web)
}

const cellsOf = ({ id, question, total, http, sql, ratio, allowed }: Measured): string[] => [
  id,
  question,
  String(total),
  ms(http?.p50),
  ms(http?.p95),
  ms(sql.p50),
  ratio === undefined ? '' : ratio.toFixed(1),
  ms(allowed),
]

const verdict = ({ http, within, disagrees }: Measured): string => {
  if (disagrees !== undefined) return `WRONG: ${disagrees}`
  if (http === undefined) return 'no door yet'
  return within === true ? 'ok' : 'OVER'
}

function printWeb({ sizes, firstForm }: Evidence['web']): void {
  if (typeof sizes === 'string') console.log(`web: ${sizes}`)
  else {
    const later = Object.entries(sizes.later).slice(0, 12)
    console.log(`web: entry ${kilo(sizes.entry)}, everything ${kilo(sizes.all)} (brotli)`)
    for (const [name, bytes] of later) console.log(`     later ${name} ${kilo(bytes)}`)
  }
  if (typeof firstForm === 'string') console.log(`first form: ${firstForm}`)
  else
    console.log(
      `first form at 6× CPU: ${firstForm.ms.map((each) => `${each.toFixed(0)} ms`).join(', ')} (${firstForm.fields} controls)`,
    )
}

const kilo = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`
