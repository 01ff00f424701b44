// The real product in a process of its own: built when stale, with an embedded database and a training caseload of
// its own, and gone without a trace at the end.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPushService } from '../packages/server/test/push-service.ts'
import { openPost } from './post.ts'

const root = join(import.meta.dirname, '..')

export type Product = {
  /** Where it answers; `localhost`, because browsers trust it like https. */
  url: string
  /** Of every training account. */
  password: string
  /** Where its database and files lie. */
  data: string
  /** Where mails that it sent lie (post.ts). */
  mails: string
  /** A push service beside it: its address, and the folder in which each message lies under the name that it was sent to. */
  push: { host: string; folder: string }
  /** SIGTERM by its process id; resolves when it is gone and its data with it. */
  stop: () => Promise<void>
}

/** Milliseconds from the start to the ready line: a first database, migrations and the caseload of a training site. */
const patience = 120_000

/**
 * @param more settings of this product alone, told where it will answer
 * @throws Error with what the process said, when it does not come up.
 */
export async function startProduct(
  more: (url: string) => Promise<Record<string, string>> = async () => ({}),
): Promise<Product> {
  await build()
  const folder = mkdtempSync(join(tmpdir(), 'primero-e2e-'))
  // Also where whoever runs the journeys breaks them off.
  const clear = (): void => rmSync(folder, { recursive: true, force: true })
  process.once('exit', clear)
  const [data, mails, pushes] = ['data', 'mails', 'pushes'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  // The embedded database runs as a user of its own, who must be able to pass.
  chmodSync(folder, 0o711)
  for (const path of [data, mails, pushes]) mkdirSync(path, { mode: 0o711 })
  const post = await openPost(mails)
  const push = await openPushService(({ path, body }) => writeFileSync(join(pushes, path.replaceAll('/', '_')), body))
  const authority = join(pushes, 'authority.pem')
  writeFileSync(authority, push.ca)
  const port = await freePort()
  const password = randomBytes(12).toString('hex')
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    PORT: String(port),
    PRIMERO_DATA: data,
    PRIMERO_DEMO: 'on',
    PRIMERO_DEMO_PASSWORD: password,
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(post.port),
    SMTP_TLS: 'none',
    MAIL_FROM: 'primero@example.org',
    WEB_PUSH: 'on',
    WEB_PUSH_HOSTS: push.settings.hosts.join(','),
    NODE_EXTRA_CA_CERTS: authority,
    ...(await more(`http://localhost:${port}`)),
  }
  const child = spawn(process.execPath, [join(root, 'packages/server/src/main.ts')], { cwd: root, env, stdio: 'pipe' })
  const stop = async (): Promise<void> => {
    await ended(child)
    // Whoever still holds a line to them keeps nothing here.
    clear()
    process.off('exit', clear)
    await post.close()
    await push.close()
  }
  try {
    await says(child, /Primero is ready at/)
  } catch (error) {
    await stop()
    throw error
  }
  return {
    url: `http://localhost:${port}`,
    password,
    data,
    mails,
    push: { host: push.settings.hosts[0] ?? '', folder: pushes },
    stop,
  }
}

function build(): Promise<void> {
  // A test runner sets NODE_ENV, and the bundle would follow it.
  const env = { ...process.env, NODE_ENV: 'production' }
  const child = spawn(process.execPath, [join(root, 'scripts/build-web.ts')], { cwd: root, env, stdio: 'inherit' })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error('The web app could not be built.'))))
  })
}

function says(child: ChildProcess, sign: RegExp): Promise<void> {
  let said = ''
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Not ready after ${patience / 1000} s:\n${said}`)), patience)
    const hear = (chunk: Buffer): void => {
      said += chunk.toString('utf8')
      if (!sign.test(said)) return
      clearTimeout(timer)
      resolve()
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`The product ended with ${code}:\n${said}`))
    })
  })
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
