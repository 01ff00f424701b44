// Builds the web app when its sources, the domain's or its tools changed since the last build.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const web = join(root, 'packages/web')
const stampFile = join(web, 'dist/.sources')

const inputs = ['packages/web/src', 'packages/web/public', 'packages/web/build', 'packages/domain/src']
const single = [
  'packages/web/index.html',
  'packages/web/vite.config.ts',
  'packages/web/lingui.config.ts',
  'package-lock.json',
]

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name))
}

function stampOfSources(): string {
  const hash = createHash('sha256')
  const files = [...inputs.flatMap(filesIn), ...single.map((file) => join(root, file)).filter(existsSync)]
  for (const file of files.sort()) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file))
  return hash.digest('hex')
}

const stamp = stampOfSources()
if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) process.exit(0)

console.log('Building the app.')
const built = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
  {
    cwd: web,
    // Started from a test run, the build would inherit its mode and bundle the development React.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'inherit', 'inherit'],
  },
)
if (built.status !== 0) process.exit(built.status ?? 1)
writeFileSync(stampFile, stamp)
