// A million cases: the jobs whose time must not grow with the country. The evidence is the bench's own.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { start } from './children.ts'
import { root } from './evidence.ts'
import { numbersFrom } from './options.ts'

const jobs = ['B1', 'B2', 'B16', 'B19']

type Measured = { id: string; within?: boolean }

export async function prove(options: string[]): Promise<boolean> {
  const { cases, minutes } = numbersFrom(options, {
    cases: { standard: 1_000_000, least: 100, most: 2_000_000 },
    minutes: { standard: 120, least: 1, most: 600 },
  })
  const bench = start(
    process.execPath,
    ['bench/bench.ts', '--cases', String(cases), '--only', jobs.join(), '--evidence', '--no-web'],
    { cwd: root, env: process.env, echo: true },
  )
  const late = setTimeout(() => bench.signal('SIGTERM'), minutes * 60_000)
  const code = await bench.ended
  clearTimeout(late)
  if (code !== 0) return false
  const evidence = JSON.parse(readFileSync(join(root, `docs/evidence/bench-${cases}.json`), 'utf8')) as {
    jobs: Measured[]
    saves: Measured[]
    server: { rssMiB: number; rssLimitMiB: number }
  }
  const within = [...evidence.jobs, ...evidence.saves].filter((job) => job.within === true).map(({ id }) => id)
  const { rssMiB, rssLimitMiB } = evidence.server
  return jobs.every((id) => within.includes(id)) && rssMiB <= rssLimitMiB
}
