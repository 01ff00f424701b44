// Numbered SQL files, forward only: under a lock, each in its own transaction, its number inserted first.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

const folder = join(import.meta.dirname, 'migrations')

/** Brings the database to this version of the program, and the app's and jobs' rights with it. */
export async function migrate(urls: { app: string; owner: string; job: string }): Promise<void> {
  const client = new pg.Client(urls.owner)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(7217)')
    await client.query(
      'create table if not exists migration (id int primary key, name text not null, at timestamptz not null default now())',
    )
    for (const file of readdirSync(folder)
      .filter((f) => f.endsWith('.sql'))
      .sort()) {
      await run(client, file)
    }
    await client.query(loginNames(readFileSync(join(import.meta.dirname, 'grants.sql'), 'utf8'), urls))
    await client.query(`select add_month(current_date), add_month((current_date + interval '1 month')::date)`)
    await client.query('select notice_restore()')
  } finally {
    await client.end()
  }
}

async function run(client: pg.Client, file: string): Promise<void> {
  const id = Number.parseInt(file, 10)
  await client.query('begin')
  try {
    const first = await client.query('insert into migration (id, name) values ($1, $2) on conflict do nothing', [
      id,
      file,
    ])
    if (first.rowCount === 1) await client.query(readFileSync(join(folder, file), 'utf8'))
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

const loginNames = (sql: string, urls: { app: string; job: string }): string =>
  sql.replaceAll('{{app}}', quoted(urls.app)).replaceAll('{{job}}', quoted(urls.job))

const quoted = (url: string): string => `"${decodeURIComponent(new URL(url).username).replaceAll('"', '""')}"`
