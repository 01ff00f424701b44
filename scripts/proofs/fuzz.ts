// Bent requests over every route, in batches by person: nothing answers with a 5xx, nobody changes what he may not
// write, and whatever changes at all belongs to an answer that said so.
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Random, randomOf } from '@primero/server/training/random.ts'
import { commitNow, tenths, writeEvidence } from './evidence.ts'
import type { Asking, Entry, Reply, Shot } from './fuzz/ask.ts'
import { corpus, streams } from './fuzz/corpus/all.ts'
import { mutated } from './fuzz/mutate.ts'
import { mayWrite } from './fuzz/reach.ts'
import { send, type Session, signIn } from './fuzz/sessions.ts'
import { type Change, hashOfOthers, type Watch, watchOver } from './fuzz/watch.ts'
import { openWorld, type Person, type World } from './fuzz/world.ts'
import { numbersFrom } from './options.ts'
import { progressOf } from './progress.ts'

const bounds = {
  count: { standard: 5000, least: 50, most: 1_000_000 },
  seed: { standard: 1, least: 1, most: 1_000_000_000 },
  minutes: { standard: 30, least: 1, most: 600 },
}
const fullCount = 5000
const perBatch = 50

type Tally = {
  sent: number
  passed: number
  statuses: Record<string, number>
  /** Per route: sent, and answered with a 2xx. */
  routes: Record<string, [number, number]>
  changedRows: number
  hashedRows: number
  faults: string[]
}
type Kept = { folder: string; password: string; batches: number; tally: Tally; fits: Record<string, number[]> | null }

export async function prove(options: string[]): Promise<boolean> {
  const plan = numbersFrom(options, bounds)
  const commit = commitNow()
  const progress = progressOf<Kept>('fuzz', { commit, ...plan })
  if (progress.stale) rmSync(progress.stale.folder, { recursive: true, force: true })
  const kept = progress.found ?? begin()
  progress.keep(kept)
  console.log(`${plan.count} mutations, seed ${plan.seed}; data in ${kept.folder}`)
  if (kept.batches > 0) console.log(`Carrying on after ${kept.tally.sent}.`)
  const began = performance.now()
  const until = began + plan.minutes * 60_000
  const world = await openWorld(kept.folder, kept.password)
  process.on('unhandledRejection', (error) => fault(kept.tally, `unhandled rejection: ${String(error)}`))
  const missing = await uncovered(world)
  for (const route of missing) console.log(`No request is recorded for ${route}`)
  kept.fits ??= await record(world, kept.tally)
  const watch = await watchOver(world.admin)
  while (kept.tally.sent < plan.count) {
    if (performance.now() > until)
      throw new Error(`Not done within ${plan.minutes} minutes; the same command carries on.`)
    await batch(world, watch, plan.seed, kept, Math.min(perBatch, plan.count - kept.tally.sent))
    kept.batches += 1
    progress.keep(kept)
    if (kept.batches % 20 === 0)
      console.log(`${kept.tally.sent} sent, ${kept.tally.passed} past validation, ${kept.tally.faults.length} faults`)
  }
  const postgres =
    (await world.admin.query<{ v: string }>(`select current_setting('server_version') as v`)).rows[0]?.v ?? 'unknown'
  await world.close()
  const proven = report(plan, commit, kept.tally, missing, postgres, (performance.now() - began) / 1000)
  progress.drop()
  rmSync(kept.folder, { recursive: true, force: true })
  return proven
}

function begin(): Kept {
  const folder = mkdtempSync(join(tmpdir(), 'primero-fuzz-'))
  chmodSync(folder, 0o711)
  const tally: Tally = { sent: 0, passed: 0, statuses: {}, routes: {}, changedRows: 0, hashedRows: 0, faults: [] }
  return { folder, password: randomBytes(12).toString('base64url'), batches: 0, tally, fits: null }
}

function fault(tally: Tally, what: string): void {
  tally.faults.push(what)
  console.log(`FAULT: ${what}`)
}

/** Routes of the OpenAPI document that the corpus does not know. */
async function uncovered({ app }: World): Promise<string[]> {
  const { paths } = (await app.inject({ method: 'GET', url: '/openapi.json' })).json() as {
    paths: Record<string, object>
  }
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const known = new Set(corpus.map((entry) => entry.route))
  return routes.filter((route) => !known.has(route) && !streams.has(route))
}

/** Plays every request as it is: for each entry the people who hear that it was right. */
async function record(world: World, tally: Tally): Promise<Record<string, number[]>> {
  const fits: Record<string, number[]> = {}
  const random = randomOf(7)
  const sessions = new Map<number, Session>()
  // What others refer to comes first: files are attached before they are read.
  const ordered = [...corpus].sort(
    (a, b) => Number(b.route.startsWith('POST')) - Number(a.route.startsWith('POST')) || orderOf(a) - orderOf(b),
  )
  const heard = new Map<Entry, Set<number>>()
  const play = async (entry: Entry, person: Person, isFresh = false): Promise<boolean> => {
    const session = sessions.get(person.id) ?? (await signIn(world, person))
    sessions.set(person.id, session)
    const asking: Asking = { world, person, random, send: (shot) => send(world, session, shot) }
    const shot = await entry.make(asking)
    if (shot === undefined) return false
    const reply = await asking.send(shot)
    if (reply.status === 403 && reply.text.includes('needs-proof') && !isFresh) {
      // Signing in is a proof.
      sessions.delete(person.id)
      world.pass(1)
      return play(entry, person, true)
    }
    heard.set(entry, (heard.get(entry) ?? new Set()).add(reply.status))
    if (reply.status >= 500) fault(tally, `${reply.status} for a valid ${entry.route}`)
    if (/tokens$/.test(shot.path)) sessions.delete(person.id)
    if (shot.method !== 'GET') await world.refresh()
    world.pass(0.02)
    return entry.answers === undefined ? isTaken(shot, reply) : reply.status === entry.answers
  }
  for (const entry of ordered) {
    const fitting: number[] = []
    await world.letIn()
    for (const person of world.people) if (await play(entry, person)) fitting.push(person.id)
    fits[String(corpus.indexOf(entry))] = fitting
    if (fitting.length === 0) {
      const statuses = [...(heard.get(entry) ?? [])].join(', ')
      fault(tally, `nobody gets the expected answer to ${entry.route}, but ${statuses}`)
    }
  }
  // The last to be played took things away; there must be something to ask about.
  for (const entry of ordered.filter(({ route }) => /^POST .*\/(attachments|saved_searches)$/.test(route))) {
    for (const person of world.people) await play(entry, person)
  }
  return fits
}

const orderOf = (entry: Entry): number => (entry.route.startsWith('DELETE') ? 1 : 0)

/** 2xx; of intentions at least one must have been carried out. */
const isTaken = (shot: Shot, { status, text }: Reply): boolean =>
  status >= 200 &&
  status < 300 &&
  (!shot.path.includes('/api/sync/push') || /"outcome":"(applied|merged|conflict)"/.test(text))

async function batch(world: World, watch: Watch, seed: number, kept: Kept, size: number): Promise<void> {
  const { tally } = kept
  const random = randomOf(seed * 100_003 + kept.batches)
  // Every tenth batch comes from nobody; the others take turns.
  const person = kept.batches % 10 === 9 ? null : (world.people[(seed + kept.batches) % world.people.length] ?? null)
  world.pass(61)
  let session = await sessionOf(world, person)
  await world.refresh()
  const closed = world.records.filter((known) => person === null || !mayWrite(person, known, world.people))
  const hash = await hashOfOthers(world.admin, closed, person)
  await watch.look()
  const entries = fitting(kept.fits ?? {}, person)
  for (let done = 0, tries = 0; done < size && tries < 50 * size; tries += 1) {
    const entry = entryFor(tally, entries, random)
    const asker = person ?? random.pick(world.people)
    const made = await entry.make({ world, person: asker, random, send: (shot) => send(world, session, shot) })
    if (made === undefined) continue
    done += 1
    // A chunk that was sent ahead is not the mutation's doing.
    await watch.look()
    const shot = mutated(made, random)
    const where = `mutation ${tally.sent} (seed ${seed}, batch ${kept.batches}) as ${person?.userName ?? 'nobody'}: ${shot.method} ${entry.route}`
    const reply = await send(world, session, shot).catch(
      (error: Error): Reply => ({ status: 599, text: error.message }),
    )
    judge(tally, entry, shot, reply, await watch.look(), closed, person, where)
    if (reply.status === 401 || /tokens/.test(shot.path)) session = await sessionOf(world, person)
    if (done % 10 === 9) await world.refresh()
  }
  if ((await hashOfOthers(world.admin, closed, person)) !== hash)
    fault(
      tally,
      `rows changed that ${person?.userName ?? 'nobody'} may not write (seed ${seed}, batch ${kept.batches})`,
    )
  tally.hashedRows += closed.length
  await refuseForeignBeginnings(world, tally, closed, person)
}

/** Mostly what this person may ask, at times anything, at times what was bent least often. */
function entryFor(tally: Tally, entries: Entry[], random: Random): Entry {
  const sent = ({ route }: Entry): number => tally.routes[route]?.[0] ?? 0
  const list = random.chance(0.8) && entries.length > 0 ? entries : corpus
  if (random.chance(0.8)) return random.pick(list)
  const least = Math.min(...list.map(sent))
  return random.pick(list.filter((entry) => sent(entry) === least))
}

const sessionOf = async (world: World, person: Person | null): Promise<Session> => {
  if (person === null) return {}
  world.pass(61)
  await world.letIn()
  return signIn(world, person)
}

const fitting = (fits: Record<string, number[]>, person: Person | null): Entry[] =>
  corpus.filter((_, index) => person !== null && (fits[String(index)] ?? []).includes(person.id))

function judge(
  tally: Tally,
  entry: Entry,
  shot: Shot,
  reply: Reply,
  changes: Change[],
  closed: World['records'],
  person: Person | null,
  where: string,
): void {
  tally.sent += 1
  tally.routes[entry.route] ??= [0, 0]
  const route = tally.routes[entry.route] ?? [0, 0]
  route[0] += 1
  tally.statuses[reply.status] = (tally.statuses[reply.status] ?? 0) + 1
  const is2xx = reply.status >= 200 && reply.status < 300
  if (isTaken(shot, reply)) {
    tally.passed += 1
    route[1] += 1
  }
  tally.changedRows += changes.length
  if (reply.status >= 500 && !isPinned(shot, reply))
    fault(tally, `${where} was answered with ${reply.status} ${reply.status === 599 ? reply.text : ''}`)
  if (reply.location !== undefined && !/^\/(?![/\\])/.test(reply.location))
    fault(tally, `${where} leads to another host`)
  if (changes.length === 0) return
  const tables = [...new Set(changes.map((change) => change.table))].join(', ')
  if (!is2xx) fault(tally, `${where} was answered with ${reply.status} and changed ${tables}`)
  else if (shot.method === 'GET' || shot.method === 'HEAD') fault(tally, `${where} is a read and changed ${tables}`)
  else if (!isTaken(shot, reply) && changes.some((change) => change.n !== null))
    fault(tally, `${where} was refused and changed ${tables}`)
  const ns = new Set(closed.map((known) => known.n))
  if (changes.some((change) => change.n !== null && ns.has(change.n)))
    fault(tally, `${where} changed a record that is not his to write: ${tables}`)
  const foreign = changes.filter(
    (change) => change.table !== 'account' && change.account !== null && change.account !== person?.id,
  )
  if (foreign.length > 0) fault(tally, `${where} changed ${tables} of somebody else`)
}

/** The health of a part that does not exist is 503, as existing clients expect (api-admin §25). */
const isPinned = ({ path }: Shot, { status, text }: Reply): boolean =>
  status === 503 && text === '' && /^\/+health\//i.test(path)

/** What began in this batch carries the name of who sent it. */
async function refuseForeignBeginnings(
  world: World,
  tally: Tally,
  closed: World['records'],
  person: Person | null,
): Promise<void> {
  const before = new Set([...closed, ...world.records].map((known) => known.n))
  await world.refresh()
  for (const known of world.records.filter((one) => !before.has(one.n))) {
    const { rows } = await world.admin.query<{ by: string | null }>(
      `select data ->> 'created_by' as by from ${known.type}_doc where n = $1`,
      [known.n],
    )
    if (rows[0]?.by !== person?.userName)
      fault(tally, `a ${known.type} was made in another's name than ${person?.userName ?? 'nobody'}`)
  }
}

function report(
  plan: { count: number; seed: number },
  commit: string,
  tally: Tally,
  missing: string[],
  postgres: string,
  seconds: number,
): boolean {
  const routes = Object.entries(tally.routes).sort(([a], [b]) => a.localeCompare(b))
  const untouched = corpus.filter((entry) => tally.routes[entry.route] === undefined).map((entry) => entry.route)
  const share = tally.passed / tally.sent
  const counts = {
    mutations: tally.sent,
    pastValidation: tally.passed,
    routes: new Set(corpus.map((entry) => entry.route)).size,
    routesWithoutRequest: missing.length,
    routesNotReached: untouched.length,
    statuses: tally.statuses,
    changedRows: tally.changedRows,
    hashedRows: tally.hashedRows,
    faults: tally.faults.length,
  }
  const figures = {
    shareP: tenths(share * 100),
    seconds: tenths(seconds),
    perRoute: Object.fromEntries(routes.map(([route, [sent, taken]]) => [route, `${taken}/${sent}`])),
  }
  console.log(JSON.stringify(counts, null, 2))
  for (const route of untouched) console.log(`Not reached in this run: ${route}`)
  const isWide = plan.count < fullCount || untouched.length === 0
  const proven = tally.faults.length === 0 && missing.length === 0 && share >= 0.2 && isWide
  if (share < 0.2) console.log(`Only ${tenths(share * 100)} % passed validation; a fifth must.`)
  if (plan.count >= fullCount) writeEvidence('fuzz', commit, { proven, seed: plan.seed, postgres, counts, figures })
  else console.log(`Smaller than the proof (${fullCount} mutations): no evidence is written.`)
  return proven
}
