// Table types come from the migrated database and are checked in.
//   node scripts/table-types.ts           writes packages/server/src/db/tables.ts
//   node scripts/table-types.ts --check   fails when the migrations say otherwise
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureDatabase, startEmbedded } from '../packages/server/src/db/embedded.ts'
import { migrate } from '../packages/server/src/db/migrate.ts'

const root = join(import.meta.dirname, '..')
const file = join(root, 'packages/server/src/db/tables.ts')
const folder = mkdtempSync(join(tmpdir(), 'primero-types-'))
chmodSync(folder, 0o711)
const embedded = await startEmbedded(folder, 'fast')
let isStale = false
try {
  await ensureDatabase(embedded, 'primero')
  await migrate(embedded.urls('primero'))
  const made = join(folder, 'tables.ts')
  // Partitions of months come and go; only their parents are tables to the program.
  const args = [
    '--dialect',
    'postgres',
    '--type-only-imports',
    // Days stay days, as the driver is told to hand them over (db/database.ts).
    '--date-parser',
    'string',
    '--log-level',
    'error',
    '--url',
    embedded.admin('primero'),
  ]
  const codegen = join(root, 'node_modules/kysely-codegen/dist/cli/bin.js')
  const done = spawnSync(
    process.execPath,
    [codegen, ...args, '--exclude-pattern', '*_{default,20*}', '--out-file', made],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  if (done.status !== 0) throw new Error('The table types could not be made.')
  const text = readFileSync(made, 'utf8')
  isStale = text !== readFileSync(file, 'utf8')
  if (isStale && !process.argv.includes('--check')) writeFileSync(file, text)
} finally {
  await embedded.stop()
  rmSync(folder, { recursive: true, force: true })
}
if (isStale && process.argv.includes('--check')) {
  console.error('packages/server/src/db/tables.ts is stale: run node scripts/table-types.ts')
  process.exit(1)
}
process.exit(0)
