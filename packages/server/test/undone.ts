// A database whose changes are undone: one connection in one open transaction, in which the product's own
// transactions are savepoints. A case that changes things costs a rollback instead of a copy of the database.
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Db } from '../src/db/database.ts'
import type { DB } from '../src/db/tables.ts'

const nobody = ['scope', 'principals', 'modules', 'types']
  .map((name) => `set_config('primero.${name}', '', true)`)
  .join(', ')

/** What the product says, as it is said inside the outer transaction. Who acted is forgotten with each of its own. */
const begun = `savepoint product; select ${nobody}`
const inside: Record<string, string> = {
  begin: begun,
  // Nobody else writes meanwhile: every moment is the same.
  'begin isolation level repeatable read read only': begun,
  commit: `release savepoint product; select ${nobody}`,
  rollback: `rollback to savepoint product; select ${nobody}`,
}

class SavepointClient extends pg.Client {
  override query(...args: unknown[]): never {
    const [text, ...rest] = args
    const said = typeof text === 'string' ? (inside[text.trim().toLowerCase()] ?? text) : text
    return super.query(...([said, ...rest] as Parameters<pg.Client['query']>)) as never
  }
}

export type Undone = { db: Db; undo: () => Promise<void>; close: () => Promise<void> }

/** Opens the connection and its transaction; `undo` takes everything back and begins anew. */
export async function undoneDatabase(url: string): Promise<Undone> {
  const pool = new pg.Pool({ connectionString: url, max: 1, Client: SavepointClient, pipeline: true } as pg.PoolConfig)
  await pool.query('begin transaction')
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  return {
    db,
    undo: async () => {
      await pool.query('rollback transaction')
      await pool.query('begin transaction')
    },
    close: async () => {
      await pool.query('rollback transaction')
      await db.destroy()
    },
  }
}
