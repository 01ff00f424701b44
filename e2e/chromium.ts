// A browser from npm with nothing installed by the system; where npm has none for the machine, its own Chrome.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import packed, { inflate } from '@sparticuz/chromium'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'

const pack = join(import.meta.dirname, '../node_modules/@sparticuz/chromium')

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export async function openBrowser(): Promise<Browser> {
  const own = await program()
  if (own === undefined) return chromium.launch({ channel: 'chrome', args: flags })
  return chromium.launch({ executablePath: own.path, args: flags, env: own.env })
}

export type OwnBrowser = {
  context: BrowserContext
  /** SIGKILL for its first process, by its id: nothing of it has time to say good-bye. */
  kill: () => Promise<void>
  /** Asks it to end, and waits. */
  close: () => Promise<void>
}

/** A browser on a profile that outlives it. */
export async function openProfile(profile: string): Promise<OwnBrowser> {
  const own = await program()
  if (own === undefined) throw new Error('Only a browser from npm, on Linux, can be killed by its process id.')
  const { path, env } = own
  const asked = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank']
  // Its processes form a group of their own, so that none is left behind.
  const child = spawn(path, [...flags, ...asked], { env, stdio: ['ignore', 'ignore', 'pipe'], detached: true })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, signal)
    await gone
  }
  try {
    const browser = await chromium.connectOverCDP(await addressOf(child))
    const [context] = browser.contexts()
    if (context === undefined) throw new Error('The browser came without a window.')
    return { context, kill: () => end('SIGKILL'), close: () => end('SIGTERM') }
  } catch (error) {
    await end('SIGKILL')
    throw error
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
      const [, address] = /DevTools listening on (ws:\S+)/.exec(said) ?? []
      if (address !== undefined) resolve(address)
    })
    child.once('exit', () => reject(new Error(`The browser did not start:\n${said}`)))
  })
}

/** The browser from npm; undefined where npm has none for this machine. */
async function program(): Promise<{ path: string; env: Record<string, string> } | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const folder = await unpacked()
  return {
    path: join(folder, 'chromium'),
    env: {
      HOME: process.env['HOME'] ?? folder,
      // The few libraries that Chromium expects of a system, for one that lacks them.
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  }
}

/**
 * The package takes any `chromium` that it finds in the temp folder, whatever its version: it gets one named after
 * its version, filled aside and then renamed, so that two runs at once never see half a browser.
 */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(pack, 'package.json'), 'utf8')) as { version: string }
  const folder = join(tmpdir(), `primero-chromium-${version}`)
  if (existsSync(folder)) return folder
  const aside = mkdtempSync(`${folder}-`)
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = aside
  try {
    await Promise.all([packed.executablePath(), inflate(join(pack, 'bin/al2023.tar.br'))])
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  writeFileSync(join(aside, 'fonts.conf'), fontsConf(join(folder, 'fonts')))
  try {
    renameSync(aside, folder)
  } catch {
    // Another run was faster.
    rmSync(aside, { recursive: true, force: true })
  }
  return folder
}

/** A bare machine has no fonts at all, and text without a font has no size: the package's own stands in. */
const fontsConf = (dir: string): string =>
  `<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>${dir}</dir></fontconfig>\n`
