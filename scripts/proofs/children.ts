// What a proof started: each process is known by its pid, and none outlives the proof.
import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'

export type Child = {
  pid: number
  /** Everything that it printed so far. */
  output: () => string
  /** Resolves with the first match in what it prints. @throws Error when it ends or takes longer first. */
  says: (pattern: RegExp, withinMs: number) => Promise<RegExpExecArray>
  /** Its exit code; null where a signal ended it. */
  ended: Promise<number | null>
  signal: (signal: NodeJS.Signals) => void
}

type How = { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number; echo?: boolean }

type CleanUp = () => unknown
const cleanUps: CleanUp[] = []

/** What must happen however the proof ends; later ones first. */
export const finallyDo = (work: CleanUp): void => {
  cleanUps.push(work)
}

export async function endAll(): Promise<void> {
  for (let work = cleanUps.pop(); work !== undefined; work = cleanUps.pop()) {
    await Promise.resolve(work()).catch((error: unknown) => console.error(error))
  }
}

/** Starts a process that the proof owns; what is left of it at the end is asked to stop, then killed, by its pid. */
export function start(command: string, args: string[], { echo = false, ...how }: How): Child {
  const process_ = spawn(command, args, { ...how, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const heard = new Set<() => void>()
  const hear = (chunk: Buffer) => {
    output += chunk.toString('utf8')
    if (echo) process.stdout.write(chunk)
    for (const look of [...heard]) look()
  }
  process_.stdout.on('data', hear)
  process_.stderr.on('data', hear)
  const ended = new Promise<number | null>((resolve) => {
    process_.once('close', resolve)
    process_.once('error', () => resolve(-1))
  })
  const signal = (name: NodeJS.Signals) => {
    if (isRunning(process_)) process_.kill(name)
  }
  finallyDo(() => endGently({ ended, signal }, 20_000))
  return {
    pid: process_.pid ?? 0,
    output: () => output,
    says: (pattern, withinMs) =>
      within(withinMs, `${command} did not say ${pattern}`, (resolve, reject) => {
        const look = () => {
          const match = pattern.exec(output)
          if (match === null) return
          heard.delete(look)
          resolve(match)
        }
        heard.add(look)
        look()
        void ended.then((code) => reject(new Error(`${command} ended with ${code}:\n${output.slice(-2000)}`)))
      }),
    ended,
    signal,
  }
}

const isRunning = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null

/** SIGTERM, and SIGKILL for one that does not end in time. @returns its exit code */
export async function endGently(child: Pick<Child, 'ended' | 'signal'>, patienceMs: number): Promise<number | null> {
  child.signal('SIGTERM')
  const impatient = setTimeout(() => child.signal('SIGKILL'), patienceMs)
  const code = await child.ended
  clearTimeout(impatient)
  return code
}

function within<T>(
  ms: number,
  late: string,
  work: (resolve: (value: T) => void, reject: (error: Error) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${late} within ${ms / 1000} s`)), ms)
    const settle =
      <A>(then: (value: A) => void) =>
      (value: A) => {
        clearTimeout(timer)
        then(value)
      }
    work(settle(resolve), settle(reject))
  })
}

/** A port on loopback that nobody listens on right now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))
