// One PostgreSQL for the whole run, with a migrated template that test files copy in a few milliseconds.
import { mkdtempSync, chmodSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { ensureDatabase, startEmbedded } from '../src/db/embedded.ts'
import { installJobs } from '../src/db/install-jobs.ts'
import { migrate } from '../src/db/migrate.ts'

export type Addresses = { app: string; owner: string; job: string; admin: string }

declare module 'vitest' {
  export interface ProvidedContext {
    /** Addresses of the empty template database; a copy has its own name in place of `template`. */
    database: Addresses
  }
}

export const template = 'template_house'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_ADMIN_URL']
  if (given !== undefined) return useGiven(project, given)
  const folder = mkdtempSync(join(tmpdir(), 'primero-test-'))
  chmodSync(folder, 0o711)
  const embedded = await startEmbedded(folder, 'fast')
  await ensureDatabase(embedded, template)
  await migrate(embedded.urls(template))
  await installJobs(embedded.urls(template))
  project.provide('database', { ...embedded.urls(template), admin: embedded.admin() })
  return async () => {
    await embedded.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Another server, e.g. Debian's postgresql-15: logins are made there, and everything is removed afterwards. */
async function useGiven(project: TestProject, admin: string): Promise<() => Promise<void>> {
  const client = new pg.Client(admin)
  await client.connect()
  for (const login of ['owner', 'app', 'job']) {
    await client.query(`drop role if exists primero_${login}`).catch(() => {})
    // PostgreSQL 15 lets the owner of a database into its schema public only by inheritance.
    const inherits = login === 'owner' ? 'inherit' : 'noinherit'
    await client.query(`create role primero_${login} login ${inherits} password 'test'`).catch(() => {})
  }
  await client.query(`drop database if exists ${template}`)
  await client.query(`create database ${template} owner primero_owner`)
  const address = (user: string, database: string) => {
    const url = new URL(admin)
    url.username = user
    url.password = 'test'
    url.pathname = `/${database}`
    return url.toString()
  }
  const urls = {
    app: address('primero_app', template),
    owner: address('primero_owner', template),
    job: address('primero_job', template),
  }
  await migrate(urls)
  await installJobs(urls)
  project.provide('database', { ...urls, admin })
  return async () => {
    await client.query(`drop database if exists ${template}`)
    await client.end()
  }
}
