// A database at an earlier version, for migrations that move data.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'

const folder = join(import.meta.dirname, '../src/db/migrations')

export const fileOf = (name: string): string => readFileSync(join(folder, name), 'utf8')

/** An empty database of its own, in which the owner has run these files. */
export async function withMigrations(files: string[], work: (owner: pg.Client) => Promise<void>): Promise<void> {
  const addresses = inject('database')
  const name = `migrated_${crypto.randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client(addresses.admin)
  await admin.connect()
  await admin.query(`create database ${name} owner primero_owner`)
  const owner = new pg.Client(Object.assign(new URL(addresses.owner), { pathname: `/${name}` }).toString())
  try {
    await owner.connect()
    for (const file of files) await owner.query(fileOf(file))
    await work(owner)
  } finally {
    await owner.end()
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  }
}
