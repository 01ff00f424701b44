// Bent requests of ordinary people, who administer nothing: none is answered with a 5xx, none shows an answer of a record
// that its sender does not reach, and after them everybody has the rights that he had before.
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { recordTypes } from '@primero/domain/configuration/bundle.ts'
import { randomOf } from '@primero/server/training/random.ts'
import { commitNow, tenths, writeEvidence } from './evidence.ts'
import type { Reply } from './fuzz/ask.ts'
import { corpus } from './fuzz/corpus/all.ts'
import { mutated } from './fuzz/mutate.ts'
import { reaches } from './fuzz/reach.ts'
import { send, signIn } from './fuzz/sessions.ts'
import { openWorld, type Person, type World } from './fuzz/world.ts'
import { numbersFrom } from './options.ts'
import { progressOf } from './progress.ts'

const bounds = {
  count: { standard: 20_000, least: 100, most: 1_000_000 },
  seed: { standard: 1, least: 1, most: 1_000_000_000 },
  minutes: { standard: 60, least: 1, most: 600 },
}
const fullCount = 20_000
const perBatch = 100

type Tally = {
  sent: number
  done: number
  statuses: Record<string, number>
  routes: Record<string, number>
  faults: string[]
}
type Kept = { folder: string; password: string; batches: number; tally: Tally }

export async function prove(options: string[]): Promise<boolean> {
  const plan = numbersFrom(options, bounds)
  const commit = commitNow()
  const progress = progressOf<Kept>('mutations', { commit, ...plan })
  if (progress.stale) rmSync(progress.stale.folder, { recursive: true, force: true })
  const kept = progress.found ?? begin()
  progress.keep(kept)
  const { tally } = kept
  if (kept.batches > 0) console.log(`Carrying on after ${tally.sent}.`)
  const began = performance.now()
  const world = await openWorld(kept.folder, kept.password)
  await mark(world)
  const people = world.people.filter(isOrdinary)
  console.log(`As ${people.map(({ userName }) => userName).join(', ')}`)
  while (tally.sent < plan.count) {
    if (performance.now() - began > plan.minutes * 60_000)
      throw new Error(`Not done within ${plan.minutes} minutes; the same command carries on.`)
    const person = people[kept.batches % people.length]
    if (person === undefined) throw new Error('Nobody trains as an ordinary user.')
    await batch(world, person, tally, plan.seed * 100_003 + kept.batches, Math.min(perBatch, plan.count - tally.sent))
    kept.batches += 1
    progress.keep(kept)
    if (kept.batches % 20 === 0) console.log(`${tally.sent} sent, ${tally.done} done, ${tally.faults.length} faults`)
  }
  await world.close()
  const share = tally.done / tally.sent
  const proven = tally.faults.length === 0 && share >= 0.1
  const counts = {
    mutations: tally.sent,
    answeredWith2xx: tally.done,
    people: people.length,
    routes: Object.keys(tally.routes).length,
    statuses: tally.statuses,
    faults: tally.faults.length,
  }
  console.log(JSON.stringify(counts, null, 2))
  const figures = { shareDonePercent: tenths(share * 100), seconds: tenths((performance.now() - began) / 1000) }
  if (plan.count >= fullCount) writeEvidence('mutations', commit, { proven, seed: plan.seed, counts, figures })
  else console.log(`Smaller than the proof (${fullCount} mutations): no evidence is written.`)
  progress.drop()
  rmSync(kept.folder, { recursive: true, force: true })
  return proven
}

function begin(): Kept {
  const folder = mkdtempSync(join(tmpdir(), 'primero-mutations-'))
  chmodSync(folder, 0o711)
  const tally: Tally = { sent: 0, done: 0, statuses: {}, routes: {}, faults: [] }
  return { folder, password: randomBytes(12).toString('base64url'), batches: 0, tally }
}

const administers = ['role', 'user', 'user_group', 'agency', 'metadata', 'system', 'audit_log']

/** Works on own records, and administers nothing. */
const isOrdinary = ({ role, serviceAccount }: Person): boolean =>
  !serviceAccount && role.scope === 'self' && administers.every((resource) => role.permissions[resource] === undefined)

/** Questions that most roles may answer and read; what the mark stands beside stays as it was. */
const marked = ['name', 'name_first', 'address_current', 'occupation', 'survivor_code_no', 'case_plan_notes']

/** Each record says its own number where its answers are shown. */
async function mark({ admin }: World): Promise<void> {
  for (const type of recordTypes)
    for (const field of marked)
      await admin.query(
        `update ${type}_doc set data = jsonb_set(data, array[$1], to_jsonb('zq' || n || 'qz')) where data ->> $1 is distinct from 'zq' || n || 'qz'`,
        [field],
      )
}

const marksIn = (text: string): number[] => [...text.matchAll(/zq(\d+)qz/g)].map(([, n]) => Number(n))

/** Rights as they stand: who holds which role, where, what roles hold, and who was let into which record. */
async function rightsOf({ admin }: World, known: ReadonlySet<number>): Promise<string> {
  const { rows } = await admin.query<{ rights: string }>(
    `select md5(concat_ws('|',
       (select string_agg(concat_ws(' ', id, user_name, role, agency, groups, service_account, disabled), ',' order by id)
        from account),
       (select string_agg(md5(document ->> 'roles'), ',' order by version) from configuration),
       (select string_agg(concat_ws(' ', n, user_name, kind, ended_at is null), ',' order by id)
        from record_grant where n = any ($1)))) as rights`,
    [[...known]],
  )
  return rows[0]?.rights ?? ''
}

async function batch(world: World, person: Person, tally: Tally, seed: number, size: number): Promise<void> {
  const random = randomOf(seed)
  world.pass(61)
  let session = await signIn(world, person)
  await world.refresh()
  const known = new Set(world.records.map(({ n }) => n))
  const open = new Set(world.records.filter((record) => reaches(person, record, world.people)).map(({ n }) => n))
  const before = await rightsOf(world, known)
  const where = `as ${person.userName}, seed ${seed}`
  for (let done = 0, tries = 0; done < size && tries < 50 * size; tries += 1) {
    const entry = random.pick(corpus)
    const made = await entry.make({ world, person, random, send: (shot) => send(world, session, shot) })
    if (made === undefined) continue
    done += 1
    const shot = mutated(made, random)
    const failed = (error: Error): Reply => ({ status: 599, text: error.message })
    const reply = await send(world, session, shot).catch(failed)
    tally.sent += 1
    tally.routes[entry.route] = (tally.routes[entry.route] ?? 0) + 1
    tally.statuses[reply.status] = (tally.statuses[reply.status] ?? 0) + 1
    if (reply.status >= 200 && reply.status < 300) tally.done += 1
    if (reply.status >= 500 && !isPinned(shot.path, reply))
      fault(tally, `${shot.method} ${entry.route} was answered with ${reply.status}, ${where}`)
    // What he sent himself comes back.
    const sent = new Set(marksIn(`${shot.path} ${JSON.stringify(shot.body ?? '')}`))
    const foreign = marksIn(reply.text).filter((n) => known.has(n) && !open.has(n) && !sent.has(n))
    if (foreign.length > 0) fault(tally, `${shot.method} ${entry.route} showed another's record, ${where}`)
    if (reply.status === 401 || /tokens/.test(shot.path)) {
      world.pass(2)
      session = await signIn(world, person)
    }
  }
  if ((await rightsOf(world, known)) !== before) fault(tally, `rights changed, ${where}`)
}

/** The health of a part that does not exist is 503, as existing clients expect (api-admin §25). */
const isPinned = (path: string, { status, text }: Reply): boolean =>
  status === 503 && text === '' && /^\/+health\//i.test(path)

function fault(tally: Tally, what: string): void {
  tally.faults.push(what)
  console.log(`FAULT: ${what}`)
}
