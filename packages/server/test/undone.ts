// A database whose changes are undone: one connection in one open transaction, in which the product's own
// transactions are savepoints. A case that changes things costs a rollback instead of a copy of the database.
import { CompiledQuery, type DatabaseConnection, Kysely, PostgresDialect, PostgresDriver } from 'kysely'
import pg from 'pg'
import type { Db } from '../src/db/database.ts'
import type { DB } from '../src/db/tables.ts'

const actorSettings = ['scope', 'principals', 'modules', 'types']
const nobody = `select ${actorSettings.map((name) => `set_config('primero.${name}', '', true)`).join(', ')}`

const run = (connection: DatabaseConnection, statement: string) => connection.executeQuery(CompiledQuery.raw(statement))

class SavepointDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await run(connection, 'savepoint product')
    await run(connection, nobody)
  }
  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await run(connection, 'release savepoint product')
    await run(connection, nobody)
  }
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await run(connection, 'rollback to savepoint product')
    await run(connection, nobody)
  }
}

export type Undone = { db: Db; undo: () => Promise<void>; close: () => Promise<void> }

/** Opens the connection and its transaction; `undo` takes everything back and begins anew. */
export async function undoneDatabase(url: string): Promise<Undone> {
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  const client = await pool.connect()
  client.release()
  await pool.query('begin')
  const dialect = new PostgresDialect({ pool })
  const db = new Kysely<DB>({ dialect: { ...bound(dialect), createDriver: () => new SavepointDriver({ pool }) } })
  return {
    db,
    undo: async () => {
      await pool.query('rollback')
      await pool.query('begin')
    },
    close: async () => {
      await pool.query('rollback')
      await db.destroy()
    },
  }
}

const bound = (dialect: PostgresDialect) => ({
  createAdapter: () => dialect.createAdapter(),
  createIntrospector: (db: Kysely<unknown>) => dialect.createIntrospector(db),
  createQueryCompiler: () => dialect.createQueryCompiler(),
})
