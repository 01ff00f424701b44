// A browser from npm with nothing installed by the system; where npm has none for the machine, its own Chrome.
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import packed, { inflate } from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

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
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ channel: 'chrome', args: flags })
  const folder = await unpacked()
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: flags,
    env: {
      HOME: process.env['HOME'] ?? folder,
      // The few libraries that Chromium expects of a system, for one that lacks them.
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  })
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
