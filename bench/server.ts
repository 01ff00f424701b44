// Starts and stops the server under measurement, and asks it how much memory it holds.
import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { Urls } from './house.ts'

export type Server = {
  origin: string
  /** From the start of the process until `/health` answered. */
  startMs: number
  rss: () => Promise<number>
  stop: () => Promise<void>
}

export async function startServer(urls: Urls): Promise<Server> {
  const began = performance.now()
  const child = fork(join(import.meta.dirname, 'serve.ts'), {
    // As npm start runs it.
    execArgv: ['--max-old-space-size=256'],
    env: {
      ...process.env,
      DATABASE_URL: urls.app,
      DATABASE_OWNER_URL: urls.owner,
      DATABASE_JOB_URL: urls.job,
      PRIMERO_DEMO: 'off',
      PRIMERO_MODE: 'laptop',
      PORT: '0',
      HOST: '127.0.0.1',
      CALLS_PER_ACCOUNT: '1000000',
      CALLS_PER_ADDRESS: '1000000',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const { port } = await told<{ port: number }>(child)
  const origin = `http://127.0.0.1:${port}`
  const health = await fetch(`${origin}/health`)
  if (health.status !== 204) throw new Error(`The server is not well: ${health.status}`)
  const startMs = performance.now() - began
  return {
    origin,
    startMs,
    rss: async () => {
      child.send('memory')
      return (await told<{ rss: number }>(child)).rss
    },
    stop: () => ended(child),
  }
}

const told = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`The server ended with ${code}.`))
    child.once('exit', onExit)
    child.once('message', (message) => {
      child.off('exit', onExit)
      resolve(message as T)
    })
  })

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null) return resolve()
    const patience = setTimeout(() => child.kill('SIGKILL'), 10_000)
    child.once('exit', () => {
      clearTimeout(patience)
      resolve()
    })
    child.disconnect()
  })
