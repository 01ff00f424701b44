// npm run bench -- --cases 100000 [--referrals 10000] [--seed 1] [--only B1,B4 [--evidence]] [--seconds 20] [--fresh] [--no-web]
// Measures every job against hand-written SQL on the same database in the same run, and stops by itself.
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { catchUp } from './catch-up.ts'
import { type Client, signIn } from './client.ts'
import { factsOf } from './facts.ts'
import { type Ground, ground, open } from './house.ts'
import { jobsOf, type Who } from './jobs.ts'
import { type Measured, measureJob } from './lists.ts'
import { noise } from './measure.ts'
import { measurePulls } from './pulls.ts'
import { refer } from './referrals.ts'
import { commitNow, type Evidence, machine, print, rssLimitMiB, writeEvidence } from './report.ts'
import { measureSaves } from './saves.ts'
import { seed } from './seed.ts'
import { type Server, startServer } from './server.ts'
import { firstForm, webSizes } from './web.ts'

type Plan = {
  cases: number
  referrals: number
  seed: number
  only: string[] | undefined
  seconds: number
  fresh: boolean
  web: boolean
  evidence: boolean
}

function planOf(): Plan {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string', default: '5000' },
      referrals: { type: 'string' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      seconds: { type: 'string', default: '20' },
      fresh: { type: 'boolean', default: false },
      'no-web': { type: 'boolean', default: false },
      evidence: { type: 'boolean', default: false },
    },
  })
  const whole = (name: string, text: string, most: number): number => {
    const value = Number(text)
    if (Number.isInteger(value) && value >= 1 && value <= most) return value
    throw new Error(`--${name} takes a whole number from 1 to ${most}.`)
  }
  const cases = whole('cases', values.cases, 2_000_000)
  return {
    cases,
    // A country has about ten thousand open at a time; a small caseload as many as it bears.
    referrals: whole('referrals', values.referrals ?? String(Math.min(10_000, Math.ceil(cases / 10))), cases),
    seed: whole('seed', values.seed, 1_000_000),
    only: values.only?.split(','),
    seconds: whole('seconds', values.seconds, 120),
    fresh: values.fresh,
    web: !values['no-web'],
    // A part of the jobs is a look, unless somebody says that this part is what is asked for.
    evidence: values.evidence || values.only === undefined,
  }
}

async function main(): Promise<boolean> {
  const plan = planOf()
  const name = `bench_${plan.cases}`
  const on = await ground(name, plan.fresh)
  try {
    const password = randomBytes(12).toString('base64url')
    const opened = await open(on.urls, plan.seed, plan.cases, password)
    const db = await baselineOf(on)
    try {
      console.log(`Seeding ${plan.cases} cases into ${name} …`)
      const caseload = await seed(opened.house, opened.country, db, plan)
      await catchUp(opened.house, db, caseload.isNew)
      const seeded = { ...caseload, referrals: await refer(opened.house, opened.country, db, plan.referrals) }
      const server = await startServer(on.urls)
      try {
        return await measured(plan, on, opened, db, server, seeded, password)
      } finally {
        await server.stop()
      }
    } finally {
      await db.end()
      await opened.close()
    }
  } finally {
    await on.stop()
  }
}

/** The administrator where the database is ours; else the owner, told to act as one who may read everything. */
async function baselineOf({ baseline, embedded }: Ground): Promise<pg.Client> {
  const db = new pg.Client(baseline)
  // Whoever stops the bench stops the database too; the query that was under way says so itself.
  db.on('error', () => {})
  await db.connect()
  if (!embedded)
    await db.query(`select set_config('primero.scope', 'all', false), set_config('primero.types', 'case', false),
      set_config('primero.modules', E'primeromodule-cp\\x1fprimeromodule-gbv', false)`)
  return db
}

async function measured(
  plan: Plan,
  on: Ground,
  { house, country }: Awaited<ReturnType<typeof open>>,
  db: pg.Client,
  server: Server,
  caseload: Evidence['caseload'],
  password: string,
): Promise<boolean> {
  const facts = await factsOf(db, house.configuration(), country)
  const clients: Record<Who, Client> = {
    worker: await signIn(server.origin, facts.worker.userName, password),
    group: await signIn(server.origin, facts.group.userName, password),
    agency: await signIn(server.origin, facts.agency.userName, password),
    all: await signIn(server.origin, facts.all.userName, password),
  }
  const wanted = jobsOf(facts).filter((job) => plan.only === undefined || plan.only.includes(job.id))
  const jobs: Measured[] = []
  for (const job of wanted) {
    jobs.push(await measureJob(job, db, clients, { runs: 200, seconds: plan.seconds }))
    process.stdout.write('.')
  }
  const limits = { runs: 200, seconds: plan.seconds }
  jobs.push(...(await measurePulls(db, clients.worker, facts, limits, plan.only)))
  for (const client of Object.values(clients)) client.close()
  const place = {
    origin: server.origin,
    password,
    baseline: on.baseline,
    seconds: Math.min(10, plan.seconds),
    country,
  }
  const saves = await measureSaves(place, plan.only)
  const evidence: Evidence = {
    ...commitNow(),
    at: new Date().toISOString(),
    seed: plan.seed,
    caseload,
    machine: machine(
      noise(),
      (await db.query<{ server_version: string }>('show server_version')).rows[0]?.server_version ?? '',
    ),
    jobs,
    saves,
    server: { startMs: server.startMs, rssMiB: (await server.rss()) / 2 ** 20, rssLimitMiB },
    web: plan.only === undefined ? await webOf(plan, server, facts.worker.userName, password) : leftOut,
  }
  print(evidence)
  if (plan.evidence) console.log(`\nEvidence: ${writeEvidence(evidence)}`)
  return jobs.every((job) => job.disagrees === undefined) && saves.every((save) => save.http.refused === 0)
}

const leftOut = { sizes: 'left out', firstForm: 'left out' }

async function webOf(plan: Plan, server: Server, userName: string, password: string): Promise<Evidence['web']> {
  const sizes = webSizes()
  if (sizes === undefined) return { sizes: 'not built', firstForm: 'not built' }
  if (!plan.web) return { sizes, firstForm: 'left out' }
  try {
    return { sizes, firstForm: await firstForm(server.origin, userName, password) }
  } catch (error) {
    return {
      sizes,
      firstForm: `did not appear: ${error instanceof Error ? error.message.split('\n')[0] : 'unknown'}`,
    }
  }
}

// Slow is a finding and stands in the table; an answer that is wrong is a failure.
main().then(
  (right) => process.exit(right ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  },
)
