// Nobody learns at the door who has an account: known and unknown names, each once, from addresses of the loopback
// range that were never seen before, in turn. The same answer in the same time.
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { hashPassword } from '@primero/server/accounts/password.ts'
import { insertAccount } from '@primero/server/accounts/queries.ts'
import { createApp } from '@primero/server/app.ts'
import { readSettings } from '@primero/server/config.ts'
import type { House } from '@primero/server/house.ts'
import { openHouse } from '@primero/server/open-house.ts'
import { type Random, randomOf } from '@primero/server/training/random.ts'
import { differenceOfMedians, isWithin } from './bootstrap.ts'
import { finallyDo } from './children.ts'
import { commitNow, median, tenths, writeEvidence } from './evidence.ts'
import { numbersFrom } from './options.ts'

const bounds = {
  names: { standard: 200, least: 20, most: 2000 },
  seed: { standard: 1, least: 1, most: 1_000_000 },
  minutes: { standard: 20, least: 1, most: 120 },
}
const fullNames = 200
const most = 0.05

/** Every door at which somebody says who he is without having shown it. */
const doors: { name: string; path: string; body: (name: string) => object }[] = [
  {
    name: 'sign-in',
    path: '/api/v2/tokens',
    body: (name) => ({ user: { user_name: name, password: 'surely not this one' } }),
  },
  {
    name: 'code',
    path: '/api/ext/sign-in/renew',
    body: (name) => ({ user_name: name, password: 'ABCDE-FGHJK', new_password: 'long enough to be kept' }),
  },
  {
    name: 'reset',
    path: '/api/v2/users/password-reset-request',
    body: (name) => ({ user: { email: addressOf(name) } }),
  },
  {
    name: 'registration',
    path: '/api/v2/users/self-register',
    body: (name) => ({
      user: {
        full_name: 'Somebody New',
        email: addressOf(name),
        registration_stream: 'self',
        data_processing_consent_provided: true,
        locale: 'en',
      },
    }),
  },
]

const addressOf = (name: string): string => `${name}@example.org`

type Answer = { ms: number; text: string }

export async function prove(options: string[]): Promise<boolean> {
  const { names, seed, minutes } = numbersFrom(options, bounds)
  const until = performance.now() + minutes * 60_000
  const commit = commitNow()
  const random = randomOf(seed)
  const { port, known } = await openDoors(names)
  const counts: Record<string, unknown> = {}
  let proven = true
  for (const door of doors) {
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] }
    const answers = new Set<string>()
    const ask = async (name: string): Promise<Answer> => {
      if (performance.now() > until) throw new Error(`Not done within ${minutes} minutes.`)
      return asked(port, door.path, door.body(name), random)
    }
    // The first calls find everything cold.
    for (let i = 0; i < 20; i += 1) await ask(nameAt(random))
    for (const name of known[door.name] ?? []) {
      const pair: ['known' | 'unknown', string][] = [
        ['known', name],
        ['unknown', nameAt(random)],
      ]
      if (random.chance(0.5)) pair.reverse()
      for (const [kind, one] of pair) {
        const { ms, text } = await ask(one)
        times[kind].push(ms)
        answers.add(text)
      }
    }
    const interval = differenceOfMedians(times.known, times.unknown, random)
    const isSame = answers.size === 1 && isWithin(interval, most)
    proven &&= isSame
    counts[door.name] = {
      known: times.known.length,
      unknown: times.unknown.length,
      answers: [...answers].map((text) => text.slice(0, 80)),
      medianMs: [tenths(median(times.known)), tenths(median(times.unknown))],
      differencePercent: [tenths(interval.low * 100), tenths(interval.high * 100)],
    }
    console.log(`${isSame ? 'same' : 'NOT the same'}: ${door.name} ${JSON.stringify(counts[door.name])}`)
  }
  const shown = { proven, seed, counts, figures: { mostPercent: most * 100 } }
  if (names >= fullNames) writeEvidence('enumeration', commit, shown)
  else console.log(`Smaller than the proof (${fullNames} names): no evidence is written.`)
  return proven
}

const nameAt = (random: Random): string => `n${random.uuid().replaceAll('-', '').slice(0, 20)}`

/** A house that sends mail and lets people sign up, with as many accounts of their own for each door. */
async function openDoors(names: number): Promise<{ port: number; known: Record<string, string[]> }> {
  const folder = mkdtempSync(join(tmpdir(), 'primero-enumeration-'))
  chmodSync(folder, 0o711)
  finallyDo(() => rmSync(folder, { recursive: true, force: true }))
  const password = randomBytes(12).toString('base64url')
  const settings = readSettings({
    PORT: '0',
    PRIMERO_DATA: join(folder, 'data'),
    PRIMERO_DEMO: 'on',
    PRIMERO_DEMO_PASSWORD: password,
    PRIMERO_SELF_REGISTRATION: 'on',
    SMTP_HOST: '127.0.0.1',
    SMTP_TLS: 'none',
    MAIL_FROM: 'house@example.org',
  })
  // Mails are written and wait: nothing leaves.
  const { house, close } = await openHouse(settings, { withJobs: false })
  house.use(withStream(house.configuration()))
  const app = await createApp(house, false)
  finallyDo(async () => {
    await app.close()
    await close()
  })
  const known = await enrolled(house, names, password)
  await app.listen({ host: '127.0.0.1', port: 0 })
  return { port: (app.server.address() as AddressInfo).port, known }
}

function withStream(configuration: Configuration): Configuration {
  const role = {
    id: 'role-self',
    name: 'Self',
    scope: 'identified' as const,
    modules: [],
    permissions: {},
    forms: {},
    identity: 'none' as const,
    category: 'identified' as const,
  }
  const options = (configuration.settings['system_options'] ?? {}) as object
  const streams = [{ unique_id: 'self', role: role.id, user_groups: [], agency: null }]
  return {
    ...configuration,
    roles: new Map([...configuration.roles, [role.id, role]]),
    settings: { ...configuration.settings, system_options: { ...options, registration_streams: streams } },
  }
}

async function enrolled(house: House, names: number, password: string): Promise<Record<string, string[]>> {
  const passwordHash = await hashPassword(password)
  const random = randomOf(99)
  const known: Record<string, string[]> = {}
  for (const { name } of doors) {
    known[name] = Array.from({ length: names }, () => nameAt(random))
    for (const userName of known[name]) {
      const email = addressOf(userName)
      const account = {
        userName,
        fullName: userName,
        email,
        role: 'role-cp-case-worker',
        agency: null,
        groups: [],
        locale: 'en',
      }
      await insertAccount(house.db, { ...account, passwordHash })
    }
  }
  return known
}

/** A call from an address of the loopback range; what comes back without what differs by chance. */
function asked(port: number, path: string, body: object, random: Random): Promise<Answer> {
  const localAddress = `127.${random.between(1, 254)}.${random.between(0, 254)}.${random.between(2, 254)}`
  const payload = JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const call = request(
      {
        host: '127.0.0.1',
        port,
        localAddress,
        path,
        method: 'POST',
        agent: false,
        timeout: 60_000,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) },
      },
      (reply) => {
        let text = ''
        reply.setEncoding('utf8')
        reply.on('data', (chunk: string) => {
          text += chunk
        })
        reply.on('end', () => {
          const names = Object.keys(reply.headers).toSorted().join(' ')
          resolve({ ms: performance.now() - began, text: `${reply.statusCode} ${text} ${names}` })
        })
      },
    )
    call.once('timeout', () => call.destroy(new Error('no answer')))
    call.once('error', reject)
    call.end(payload)
  })
}
