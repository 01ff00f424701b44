// Brings up everything the application needs, in order: database, migrations, configuration, keys, training data.
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { readKeys } from './attachments/seal.ts'
import { s3Storage } from './attachments/s3.ts'
import { diskStorage } from './attachments/storage.ts'
import type { Settings } from './config.ts'
import { readBundles } from './configuration/bundles.ts'
import { applyBundles } from './configuration/current.ts'
import { readWireIds } from './configuration/wire-ids.ts'
import { openDatabase } from './db/database.ts'
import { ensureDatabase, startEmbedded } from './db/embedded.ts'
import { migrate } from './db/migrate.ts'
import { Hub } from './events/hub.ts'
import type { House } from './house.ts'
import { installJobs } from './db/install-jobs.ts'
import { enqueue } from './jobs/queries.ts'
import { startWorker } from './jobs/worker.ts'
import { seedTraining } from './training/seed.ts'

export type OpenHouse = {
  house: House
  close: () => Promise<void>
  /** What to tell who starts a training instance: accounts and password. */
  people: string | undefined
}

export async function openHouse(settings: Settings, { withJobs } = { withJobs: true }): Promise<OpenHouse> {
  mkdirSync(settings.dataFolder, { recursive: true, mode: 0o711 })
  // A new key beside sealed files would make them unreadable in silence.
  const files = join(settings.dataFolder, 'files')
  const keys = readKeys(settings.keyFile, settings.mode === 'laptop' && !settings.s3 && !existsSync(files))
  const { urls, stop } = await databaseFor(settings)
  await migrate(urls)
  await installJobs(urls)
  const names = ['core', 'cp', 'gbv', ...(settings.demo ? ['training'] : [])]
  const bundles = readBundles(join(settings.root, 'config'), names)
  const applied = await applyBundles(urls.owner, bundles)
  let inForce = applied.configuration
  const db = openDatabase(urls.app)
  let wireIds = await readWireIds(db)
  const hub = new Hub()
  const house: House = {
    settings,
    db,
    configuration: () => inForce,
    use: (configuration, ids = wireIds) => {
      inForce = configuration
      wireIds = ids
      hub.configured()
    },
    wireIds: () => wireIds,
    storage: settings.s3 ? await s3Storage(settings.s3, keys) : diskStorage(files, keys),
    keys,
    hub,
    clock: () => new Date(),
    isApplying: () => false,
  }
  const people = settings.demo
    ? await seedTraining(
        house,
        bundles.flatMap((b) => b.trainingUsers),
      )
    : undefined
  if (applied.isNew) await enqueue(db, 'reindex')
  await enqueue(db, 'keep-house')
  const worker = withJobs ? await startWorker(house, urls.job) : undefined
  const close = async () => {
    await worker?.stop()
    await db.destroy()
    await stop()
  }
  return { house, close, people }
}

async function databaseFor(settings: Settings) {
  if (settings.database !== undefined) return { urls: settings.database, stop: async () => {} }
  const embedded = await startEmbedded(settings.dataFolder)
  await ensureDatabase(embedded, 'primero')
  return { urls: embedded.urls('primero'), stop: embedded.stop }
}
