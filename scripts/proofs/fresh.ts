// A clone on a bare machine: an empty HOME, and a PATH with node, npm, git and the core utilities only. `npm start`
// and `npm test` from nothing, and both again with the network refused.
import { execFileSync } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { type Child, endGently, freePort, start } from './children.ts'
import { commitNow, median, root, tenths, writeEvidence } from './evidence.ts'
import { numbersFrom } from './options.ts'
import { progressOf } from './progress.ts'

const bounds = {
  starts: { standard: 5, least: 1, most: 50 },
  /** 0 leaves `npm test` out, to try the rest. */
  tests: { standard: 1, least: 0, most: 1 },
  minutes: { standard: 90, least: 5, most: 600 },
}

/** What it must show (seconds). */
const most = { firstStart: 300, start: 6, test: 900 }

type Tested = { seconds: number; line: string; code: number | null }
type Kept = {
  folder: string
  node: string
  npm: string
  downloadSeconds?: number
  firstStart?: number
  starts: number[]
  test?: Tested
  offlineStart?: number
  offlineTest?: Tested
}

export async function prove(options: string[]): Promise<boolean> {
  const plan = numbersFrom(options, bounds)
  const commit = commitNow()
  const progress = progressOf<Kept>('fresh', { commit, ...plan })
  if (progress.stale) rmSync(progress.stale.folder, { recursive: true, force: true })
  const found = progress.found !== undefined && existsSync(progress.found.folder) ? progress.found : undefined
  const kept = found ?? clone(commit)
  progress.keep(kept)
  const late = setTimeout(() => {
    console.log(`Not done within ${plan.minutes} minutes; the same command carries on.`)
    process.kill(process.pid, 'SIGTERM')
  }, plan.minutes * 60_000)
  const place = placeOf(kept.folder, await freePort())
  const keep = (more: Partial<Kept>) => progress.keep(Object.assign(kept, more))

  if (kept.downloadSeconds === undefined) keep({ downloadSeconds: await download(place) })
  if (kept.firstStart === undefined)
    keep({ firstStart: await timedStart(place, 'First npm start', most.firstStart * 2) })
  while (kept.starts.length < plan.starts) keep({ starts: [...kept.starts, await timedStart(place, 'npm start', 120)] })
  if (plan.tests && kept.test === undefined) keep({ test: await timedTest(place, 'npm test') })
  const closed = withoutNetwork(place)
  if (kept.offlineStart === undefined)
    keep({ offlineStart: await timedStart(closed, `npm start with the network refused (${closed.refusal})`, 120) })
  if (plan.tests && kept.offlineTest === undefined)
    keep({ offlineTest: await timedTest(closed, 'npm test with the network refused') })
  clearTimeout(late)

  const proven = report(plan, commit, kept, closed.refusal)
  progress.drop()
  if (proven) rmSync(kept.folder, { recursive: true, force: true })
  else console.log(`Kept for a look: ${kept.folder}`)
  return proven
}

/** The commands of GNU coreutils that scripts of packages lean on, and a shell. */
const utilities = [
  'sh',
  'basename',
  'cat',
  'chmod',
  'chown',
  'cp',
  'cut',
  'date',
  'dirname',
  'echo',
  'env',
  'expr',
  'false',
  'head',
  'id',
  'ln',
  'ls',
  'mkdir',
  'mktemp',
  'mv',
  'nproc',
  'printf',
  'pwd',
  'readlink',
  'realpath',
  'rm',
  'rmdir',
  'sleep',
  'sort',
  'stat',
  'tail',
  'tee',
  'test',
  'touch',
  'tr',
  'true',
  'uname',
  'uniq',
  'wc',
  'whoami',
]

function clone(commit: string): Kept {
  const folder = mkdtempSync(join(tmpdir(), 'primero-fresh-'))
  // The database's own user must be able to walk down to its files.
  chmodSync(folder, 0o711)
  mkdirSync(join(folder, 'home'))
  mkdirSync(join(folder, 'tmp'))
  chmodSync(join(folder, 'tmp'), 0o1777)
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  for (const name of ['node', 'npm', 'git', ...utilities]) {
    const path = whereIs(name)
    if (path !== undefined) symlinkSync(realpathSync(path), join(bin, name))
    else if (name !== 'echo') console.log(`Not on this machine: ${name}`)
  }
  const env = { PATH: bin, HOME: join(folder, 'home') }
  const tell = (command: string, ...args: string[]) =>
    execFileSync(join(bin, command), args, { env, encoding: 'utf8' }).trim()
  const node = tell('node', '--version')
  if (Number(/^v(\d+)/.exec(node)?.[1]) < 20)
    throw new Error(`The machine's Node is ${node}; the proof needs 20 or newer.`)
  tell('git', 'clone', '--quiet', '--no-hardlinks', root, join(folder, 'primero'))
  const npm = tell('npm', '--version')
  console.log(`Cloned ${commit.slice(0, 8)} into ${folder}/primero; Node ${node}, npm ${npm}`)
  return { folder, node, npm, starts: [] }
}

/** The machine's own program, not one that a package brought. */
const whereIs = (name: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '' && !folder.includes('node_modules') && !folder.includes('node-gyp-bin'))
    .map((folder) => join(folder, name))
    .find(isProgram)

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

type Place = { cwd: string; env: Record<string, string>; npm: (...args: string[]) => [string, string[]] }

function placeOf(folder: string, port: number): Place {
  const bin = join(folder, 'bin')
  const npm = join(bin, 'npm')
  return {
    cwd: join(folder, 'primero'),
    env: {
      PATH: bin,
      HOME: join(folder, 'home'),
      // What an earlier run unpacked there, a browser for one, is out of reach.
      TMPDIR: join(folder, 'tmp'),
      PORT: String(port),
      npm_config_cache: npmCache(),
      npm_config_update_notifier: 'false',
    },
    npm: (...args) => [npm, args],
  }
}

/** Packages that this machine has downloaded before are allowed; nothing else of its HOME is. */
const npmCache = (): string => {
  const npm = whereIs('npm')
  if (npm === undefined) throw new Error('npm is not on this machine.')
  return execFileSync(npm, ['config', 'get', 'cache'], {
    cwd: '/',
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()
}

/** No route out where the system lets us take it away; else an npm that may not ask and addresses that nobody answers. */
function withoutNetwork(place: Place): Place & { refusal: string } {
  const env = {
    ...place.env,
    npm_config_offline: 'true',
    npm_config_registry: 'http://127.0.0.1:9/',
    HTTP_PROXY: 'http://127.0.0.1:9',
    HTTPS_PROXY: 'http://127.0.0.1:9',
    NO_PROXY: 'localhost,127.0.0.1',
  }
  const [unshare, ip] = [whereIs('unshare'), whereIs('ip')]
  if (unshare === undefined || ip === undefined || !canUnshare(unshare, ip))
    return { ...place, env, refusal: 'unreachable registry and proxies' }
  const npm = (...args: string[]): [string, string[]] => {
    const [command, rest] = place.npm(...args)
    return [unshare, ['--net', 'sh', '-c', `${ip} link set lo up && exec "$0" "$@"`, command, ...rest]]
  }
  return { ...place, env, npm, refusal: 'network namespace with loopback only' }
}

function canUnshare(unshare: string, ip: string): boolean {
  try {
    execFileSync(unshare, ['--net', 'sh', '-c', `${ip} link set lo up`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const seconds = (since: number): number => tenths((performance.now() - since) / 1000)

/** Into npm's cache, which the timed runs then use; what was unpacked is removed again. */
async function download({ cwd, env, npm }: Place): Promise<number> {
  const began = performance.now()
  const child = start(
    ...npm('ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'),
    { cwd, env },
  )
  if ((await child.ended) !== 0)
    throw new Error(`The packages could not be downloaded:\n${child.output().slice(-2000)}`)
  rmSync(join(cwd, 'node_modules'), { recursive: true, force: true })
  const took = seconds(began)
  console.log(`Packages downloaded in ${took} s`)
  return took
}

async function timedStart({ cwd, env, npm }: Place, title: string, patience: number): Promise<number> {
  const began = performance.now()
  const child = start(...npm('start'), { cwd, env })
  await child.says(/Primero is ready at http:\/\/localhost:\d+/, patience * 1000)
  const took = seconds(began)
  await stopped(child, cwd)
  console.log(`${title}: ready after ${took} s`)
  return took
}

async function stopped(child: Child, cwd: string): Promise<void> {
  const began = performance.now()
  const code = await endGently(child, 60_000)
  const isLeft = existsSync(join(cwd, '.primero/postgres/postmaster.pid'))
  if (code === 0 && !isLeft) return
  throw new Error(
    `npm start ended with ${code} ${seconds(began)} s after it was asked to stop${isLeft ? ', and its database still runs' : ''}:\n${child.output().slice(-2000)}`,
  )
}

async function timedTest({ cwd, env, npm }: Place, title: string): Promise<Tested> {
  const began = performance.now()
  const child = start(...npm('test'), { cwd, env, echo: true })
  const code = await child.ended
  const took = seconds(began)
  const line =
    child
      .output()
      .split('\n')
      .findLast((one) => /^\d+ passed, \d+ failed$/.test(one)) ?? 'no closing line'
  console.log(`${title}: ${line} after ${took} s`)
  return { seconds: took, line, code }
}

const isGreen = (tested: Tested | undefined): boolean =>
  tested !== undefined && tested.code === 0 && /^[1-9]\d* passed, 0 failed$/.test(tested.line)

function report(plan: { starts: number; tests: number }, commit: string, kept: Kept, refusal: string): boolean {
  const { firstStart = 0, offlineStart = 0, test, offlineTest, starts, node, npm } = kept
  const shown = {
    'first start within 5 minutes': firstStart <= most.firstStart,
    'later starts within 6 s (median)': median(starts) <= most.start,
    'start without a network': offlineStart > 0,
    ...(plan.tests
      ? {
          'npm test is green': isGreen(test),
          'npm test within 15 minutes': (test?.seconds ?? 0) <= most.test,
          'npm test without a network is green': isGreen(offlineTest),
        }
      : {}),
  }
  for (const [what, isShown] of Object.entries(shown)) console.log(`${isShown ? '✓' : '✗'} ${what}`)
  const proven = Object.values(shown).every(Boolean)
  const counts = { starts: starts.length, closingLine: test?.line, closingLineOffline: offlineTest?.line }
  const figures = {
    machineNode: node,
    machineNpm: npm,
    downloadSeconds: kept.downloadSeconds,
    firstStartSeconds: firstStart,
    startSeconds: starts,
    startMedianSeconds: median(starts),
    testSeconds: test?.seconds,
    offline: { refusal, startSeconds: offlineStart, testSeconds: offlineTest?.seconds },
  }
  if (plan.tests && plan.starts >= bounds.starts.standard) writeEvidence('fresh', commit, { proven, counts, figures })
  else console.log('Without npm test this is not the proof: no evidence is written.')
  return proven
}
