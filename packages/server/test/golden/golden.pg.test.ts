// Runs every golden case: data written from the rules of the wire, against the real server and database.
// Cases ahead of the code (`<area>.ahead.ts`) run only when GOLDEN_AHEAD names their area, or says `all`.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Uuid } from '@primero/domain/ids.ts'
import type { Moment } from '@primero/domain/time.ts'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { accountByName } from '../../src/accounts/queries.ts'
import type { Settings } from '../../src/config.ts'
import { sendMails } from '../../src/mail/send.ts'
import type { Provider } from '../../src/providers/provider.ts'
import { insertMany, type Seed } from '../../src/records/insert-many.ts'
import { register } from '../../src/ways-in/register.ts'
import { type Mailbox, openMailbox, tokenIn } from '../mailbox.ts'
import { type Undone, undoneDatabase } from '../undone.ts'
import { copyOf, openTestHouse, shippedBundles, type TestHouse } from '../house.ts'
import { differences, type Reply } from './compare.ts'
import type { Auth, Call, Expect, GoldenCase, Step, Switch } from './golden.ts'
import { type Person, password, people as named } from './people.ts'
import { type Fill, fillAll, fillFrom } from './placeholders.ts'
import { bundles, goldenBundle, records, type WorldRecord } from './world.ts'

// biome-ignore lint/style/noProcessEnv: a wish of whoever runs it, not a setting of the product
const wish = process.env['GOLDEN_AHEAD']
const ahead = wish?.split(',') ?? []
const isAsked = (file: string): boolean =>
  file.endsWith('.ahead.ts') && (ahead.includes('all') || ahead.includes(file.replace('.ahead.ts', '')))

const areas = await Promise.all(
  readdirSync(import.meta.dirname)
    .filter((file) => (wish ? isAsked(file) : file.endsWith('.golden.ts')))
    .sort()
    .map(async (file) => ({
      area: file.replace(/\.(golden|ahead)\.ts$/, ''),
      cases: ((await import(join(import.meta.dirname, file))) as { cases: GoldenCase[] }).cases,
    })),
)
const people = Object.entries(named as Record<string, Person>).map(([userName, person]) => ({ userName, ...person }))
const all = [...shippedBundles(...bundles), goldenBundle]
let world: { name: string; drop: () => Promise<void> }
let shared: TestHouse
const accounts = new Map<string, { id: number | undefined }>()
/** The house that changes are made in; each case's changes are undone. */
let writing: TestHouse
let undone: Undone
/** Where mails of the writing house go. */
let mailbox: Mailbox
/** Sessions of those who only look: signing in for each case would run into the throttle. */
const lookers = new Map<string, Session>()

beforeAll(async () => {
  const made = await openTestHouse(inject('database'), { bundles: all })
  await made.enrol(...people.map((p) => ({ ...p, fullName: fullNameOf(p.userName) })))
  for (const p of people) await markAccount(made, p)
  for (const { userName } of people) accounts.set(userName, { id: (await accountByName(made.house.db, userName))?.id })
  await insertMany(made.house, seeds(), true)
  await made.house.db.destroy()
  world = await copyOf(inject('database'), made.urls.app.split('/').at(-1) ?? '')
  shared = await openTestHouse(inject('database'), { bundles: all, source: world.name })
  writing = await openTestHouse(inject('database'), { bundles: all, source: world.name })
  await writing.house.db.destroy()
  undone = await undoneDatabase(writing.urls.app)
  writing.house.db = undone.db
  mailbox = await openMailbox()
  writing.house.settings = { ...writing.house.settings, smtp: mailbox.settings }
  await made.close().catch(() => {})
}, 60_000)

afterAll(async () => {
  await shared.close()
  await undone.close()
  await mailbox.close()
  await writing.close()
  await world.drop()
})

for (const { area, cases } of areas) {
  describe(area, () => {
    for (const golden of cases) test(`${golden.title} [${golden.rule}]`, () => play(golden))
  })
}

async function play(golden: GoldenCase): Promise<void> {
  const isLook = golden.call.method === 'GET' && golden.given === undefined && golden.then === undefined
  const isPlain =
    golden.settings === undefined &&
    golden.mode === undefined &&
    golden.switches === undefined &&
    golden.configurationBusy === undefined
  if (isLook && isPlain) return playIn(shared, golden, lookers)
  const { house } = writing
  const before = { ...house }
  const config = house.configuration()
  const wireIds = house.wireIds()
  if (golden.settings) house.configuration = () => ({ ...config, settings: { ...config.settings, ...golden.settings } })
  if (golden.mode) house.settings = { ...house.settings, mode: golden.mode }
  if (golden.switches) house.settings = { ...house.settings, ...switchedOn(golden.switches) }
  try {
    await playIn(writing, golden, new Map())
  } finally {
    Object.assign(house, before)
    house.use(config, wireIds)
    await undone.undo()
  }
}

async function playIn(t: TestHouse, golden: GoldenCase, sessions: Map<string, Session>): Promise<void> {
  const bindings = wireBindings(t)
  const fill = fillFrom(bindings)
  const run = async (as: string | null, call: Call) => {
    const reply = await send(t, sessions, as, fillAll(call, fill) as Call)
    // What jobs do at once with what came: done before anybody looks.
    if (t.house.settings.selfRegistration) await register(t.house)
    if (/password-reset-request/.test(call.path)) await sendMails(t.house)
    return reply
  }
  for (const step of golden.given ?? []) await take(t, run, step, bindings)
  // Who calls has signed in before the instance becomes busy.
  if (golden.configurationBusy && golden.as !== null)
    await run(golden.as, { method: 'GET', path: '/api/v2/permissions' })
  if (golden.configurationBusy) t.house.isApplying = () => true
  const from = t.house.clock().getTime()
  const reply = await run(golden.as, golden.call)
  t.house.isApplying = () => false
  check(t, reply, golden.expect, from, fill)
  bindings['reply'] = parsed(reply.text)
  for (const follow of golden.then ?? []) {
    const start = t.house.clock().getTime()
    const next = await run(follow.as, follow.call)
    check(t, next, follow.expect, start, fill)
    if (follow.bind) bindings[follow.bind] = parsed(next.text)
  }
}

async function take(
  t: TestHouse,
  run: (as: string | null, call: Call) => Promise<Reply>,
  step: Step,
  bindings: Record<string, unknown>,
): Promise<void> {
  if ('minutes' in step && step.minutes !== undefined) return t.pass(step.minutes)
  if ('mailTo' in step) {
    bindings[step.bind] = await mailTo(t, String(fillFrom(bindings)(step.mailTo)))
    return
  }
  if (!('call' in step)) return
  const reply = await run(step.as, step.call)
  const isFine = step.status === undefined ? reply.status < 300 : reply.status === step.status
  expect(
    isFine,
    `given step ${step.call.method} ${step.call.path} answered ${reply.status}: ${reply.text.slice(0, 300)}`,
  ).toBe(true)
  if (step.bind) bindings[step.bind] = parsed(reply.text)
}

/** The settings that stand for what an operator switches on; whoever builds a switch names it here. */
function switchedOn(switches: Switch[]): Partial<Settings> {
  return {
    ...(switches.includes('terms-of-use') ? { termsOfUse: true } : {}),
    ...(switches.includes('self-registration') ? { selfRegistration: true } : {}),
    ...(switches.includes('identity-provider') ? { identityProviders: [provider] } : {}),
  }
}

/** Nobody answers there: what the cases send is refused before anybody is asked. */
const provider: Provider = {
  id: 1,
  uniqueId: 'golden',
  name: 'Golden provider',
  type: 'oidc',
  issuer: 'https://issuer.example',
  clientId: 'primero',
  clientSecret: 'golden-client-secret',
  discoveryUrl: 'https://issuer.invalid/.well-known/openid-configuration',
  authorizationUrl: null,
  verificationUrl: null,
  usernameClaim: undefined,
  scope: ['openid', 'email'],
  userDomain: null,
  domainHint: null,
  redirectUri: null,
  forceStandardOidc: true,
  skipPrompt: false,
  prompt: null,
}

/** What the job sends now, to a real mail server; of it the newest to an address. */
async function mailTo(t: TestHouse, address: string): Promise<{ token: string; text: string }> {
  await sendMails(t.house)
  const mail = mailbox.newestTo(address)
  if (mail === undefined) throw new Error(`no mail to ${address}`)
  return { token: tokenIn(mail), text: mail.text }
}

function check(t: TestHouse, reply: Reply, wanted: Expect, from: number, fill: Fill): void {
  const to = t.house.clock().getTime()
  const now = { today: t.house.clock().toISOString().slice(0, 10), from, to }
  expect(differences(reply, wanted, now, fill)).toEqual([])
}

type Session = { cookie: string; csrf: string; token: string | undefined }

async function send(t: TestHouse, sessions: Map<string, Session>, as: string | null, call: Call): Promise<Reply> {
  const person = people.find((p) => p.userName === as)
  const auth: Auth = call.auth ?? (as === null ? 'none' : person?.serviceAccount ? 'basic' : 'session')
  const headers: Record<string, string> = {}
  if (as !== null && auth === 'basic')
    headers['authorization'] = `Basic ${Buffer.from(`${as}:${password}`).toString('base64')}`
  if (as !== null && auth !== 'basic' && auth !== 'none') {
    const session = sessions.get(as) ?? (await signIn(t.app, as))
    sessions.set(as, session)
    if (auth === 'token') headers['authorization'] = `Bearer ${session.token}`
    else headers['cookie'] = session.cookie
    if (auth === 'session') headers['x-csrf-token'] = session.csrf
  }
  return request(t.app, call, { ...headers, ...call.headers })
}

async function request(app: FastifyInstance, call: Call, headers: Record<string, string>): Promise<Reply> {
  const isForm = call.form !== undefined
  const body = call.bodyOf?.() ?? call.body
  const payload =
    call.raw ??
    (isForm ? new URLSearchParams(call.form).toString() : body === undefined ? undefined : JSON.stringify(body))
  const options: InjectOptions = {
    method: call.method,
    url: call.path,
    headers: { 'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json', ...headers },
    ...(payload === undefined ? {} : { payload }),
  }
  const reply = await app.inject(options)
  return { status: reply.statusCode, headers: reply.headers, text: reply.payload }
}

async function signIn(app: FastifyInstance, userName: string): Promise<Session> {
  const reply = await app.inject({
    method: 'POST',
    url: '/api/v2/tokens',
    payload: { user: { user_name: userName, password } },
  })
  const cookies = reply.cookies.map(({ name, value }) => ({ name, value }))
  const csrf = cookies.find((c) => c.name === 'CSRF-TOKEN')?.value ?? ''
  const body = parsed(reply.payload) as { token?: string } | undefined
  return { cookie: cookies.map((c) => `${c.name}=${c.value}`).join('; '), csrf, token: body?.token }
}

function wireBindings(t: TestHouse): Record<string, unknown> {
  const config = t.house.configuration()
  const ids = t.house.wireIds()
  const of = (kind: Parameters<typeof ids.idOf>[0], keys: Iterable<string>) =>
    Object.fromEntries([...keys].map((key) => [key, { id: ids.idOf(kind, key) }]))
  return {
    people: Object.fromEntries(accounts),
    roles: of('role', config.roles.keys()),
    agencies: of('agency', config.agencies.keys()),
    groups: of('user_group', config.userGroups.keys()),
    forms: of('form', config.forms.keys()),
    lookups: of('lookup', config.lookups.keys()),
    locations: of('location', config.locations.keys()),
    modules: of('module', config.modules.keys()),
    instance: { origin: new URL(t.house.settings.publicUrl).origin },
  }
}

function* seeds(): Generator<Seed> {
  for (const record of Object.values(records) as WorldRecord[]) {
    const { data } = record
    const linked = data['incident_case_id']
    yield {
      id: record.id as Uuid,
      type: record.type,
      module: record.module,
      owner: record.owner,
      createdAt: record.at as Moment,
      updatedAt: record.at as Moment,
      data,
      stamps: data,
      status: typeof data['status'] === 'string' ? data['status'] : 'open',
      grants: [],
      ...(typeof linked === 'string' ? { incidentOf: linked as Uuid } : {}),
    }
  }
}

const markAccount = (t: TestHouse, p: (typeof people)[number]) =>
  t.house.db
    .updateTable('account')
    .set({
      disabled: p.disabled ?? false,
      unverified: p.unverified ?? false,
      email: `${p.userName}@example.org`,
      position: p.position ?? null,
      services: p.services ?? [],
    })
    .where('user_name', '=', p.userName)
    .execute()

const fullNameOf = (userName: string): string => `${userName.slice(0, 1).toUpperCase()}${userName.slice(1)} Tester`

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
