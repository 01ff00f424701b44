// What a phone loads and how soon a form stands: sizes of the built web app, and a first form on a slow processor.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { root } from './house.ts'

const dist = join(root, 'packages/web/dist')

export type Sizes = {
  /** Brotli bytes of everything that the page loads before it does anything: script, its static imports, styles. */
  entry: number
  /** Brotli bytes of each part that is loaded later, with its own static imports that the entry lacks. */
  later: Record<string, number>
  all: number
}

/** undefined where the web app is not built. */
export function webSizes(): Sizes | undefined {
  const page = join(dist, 'index.html')
  if (!existsSync(page)) return undefined
  const assets = join(dist, 'assets')
  const files = new Map(
    readdirSync(assets)
      .filter((name) => /\.(js|css|wasm)$/.test(name))
      .map((name) => [name, readFileSync(join(assets, name))]),
  )
  const html = readFileSync(page, 'utf8')
  const first = closure(
    files,
    [...files.keys()].filter((name) => html.includes(name)),
  )
  const bytes = (names: Iterable<string>) => [...names].reduce((sum, name) => sum + compressed(files.get(name)), 0)
  const later = [...files.keys()]
    .filter((name) => !first.has(name))
    .map((name): [string, number] => [name, bytes(closure(files, [name]).difference(first))])
  return {
    entry: bytes(first),
    later: Object.fromEntries(later.sort((a, b) => b[1] - a[1])),
    all: bytes(files.keys()),
  }
}

const compressed = (file: Buffer | undefined): number => (file === undefined ? 0 : brotliCompressSync(file).length)

/** The files and what they import without being asked. */
function closure(files: Map<string, Buffer>, names: string[]): Set<string> {
  const seen = new Set<string>()
  const queue = [...names]
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (seen.has(name)) continue
    seen.add(name)
    if (!name.endsWith('.js')) continue
    const text = files.get(name)?.toString('utf8') ?? ''
    for (const [, imported = ''] of text.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+)["']/g))
      if (files.has(imported)) queue.push(imported)
  }
  return seen
}

export type FirstForm = { ms: number[]; fields: number }

/** From the address to a form with its questions, signed in, at a sixth of this processor's speed. */
export async function firstForm(origin: string, userName: string, password: string): Promise<FirstForm> {
  const { chromium } = await import('playwright-core')
  const browser = await chromium.launch(await executable())
  try {
    const ms: number[] = []
    let fields = 0
    for (let run = 0; run < 3; run++) {
      const context = await browser.newContext({ serviceWorkers: 'block' })
      await context.request.post(`${origin}/api/v2/tokens`, {
        data: { user: { user_name: userName, password } },
      })
      const page = await context.newPage()
      const session = await context.newCDPSession(page)
      await session.send('Emulation.setCPUThrottlingRate', { rate: 6 })
      const began = performance.now()
      await page.goto(`${origin}/cases/new`, { waitUntil: 'commit' })
      await page.waitForFunction(
        () => document.querySelectorAll('form input, form select, form textarea, main input, main select').length >= 8,
        undefined,
        { timeout: 30_000 },
      )
      await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))))
      ms.push(performance.now() - began)
      fields = await page.locator('main input, main select, main textarea').count()
      await context.close()
    }
    return { ms, fields }
  } finally {
    await browser.close()
  }
}

/** The browser from npm, with arguments of ours: its own keep everything in one process, which a closing page ends. */
async function executable() {
  const args = `--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync`.split(/\s+/)
  // It unpacks into the temporary folder and would take any chromium that lies there, whatever its version.
  const folder = join(tmpdir(), 'primero-chromium-153')
  mkdirSync(folder, { recursive: true })
  process.env['TMPDIR'] = folder
  const { default: chromium } = await import('@sparticuz/chromium')
  return {
    executablePath: await chromium.executablePath(),
    args,
    headless: true,
  }
}
