// The pool, and the one way to a transaction: it begins by saying who acts, or no row is seen.
import type { Writable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import type { Actor } from '@primero/domain/access/actor.ts'
import { scopeOf } from '@primero/domain/access/scope.ts'
import { recordTypes } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { CompiledQuery, type DatabaseConnection, Kysely, PostgresDialect, sql, Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from './tables.ts'

export type Db = Kysely<DB>
export type Tx = Transaction<DB>

// bigint columns of ours stay far below 2^53; dates stay days and do not become moments in some zone.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day)

export function openDatabase(url: string, connections = 16): Db {
  // Pipelined: statements that do not wait for each other's answers share a round trip.
  const config = { connectionString: url, max: connections, idleTimeoutMillis: 30_000, pipeline: true }
  const pool = openPool(config)
  const names: StatementNames = new Map()
  pool.on('connect', (client) => preparing(client, names))
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
}

/** From now on this connection parses and plans each statement once. */
function preparing(client: pg.PoolClient, names: StatementNames): void {
  const send = client.query.bind(client) as (statement: pg.QueryConfig | string) => Promise<pg.QueryResult>
  const together = inOneBreath(client)
  let age = 0
  const query = async (text: string, values: unknown[] = []) => {
    together()
    const name = values.length === 0 ? undefined : statementName(names, text)
    if (name === undefined) return send({ text, values })
    try {
      return await send({ name: `${name}.${age}`, text, values })
    } catch (error) {
      // A table changed under a plan, or a plan is not there any more: from now on every one is made anew.
      if (outdated.has((error as { code?: unknown }).code)) age += 1
      throw error
    }
  }
  client.query = query as typeof client.query
}

/** Statements that are asked without waiting in between leave in one piece: writing each took a third of the work. */
function inOneBreath(client: pg.PoolClient): () => void {
  const { stream } = (client as unknown as { connection: { stream: Pick<Writable, 'cork' | 'uncork'> } }).connection
  let isHeld = false
  return () => {
    if (isHeld) return
    isHeld = true
    stream.cork()
    // Comes once all that can go on without an answer has gone on.
    process.nextTick(() => {
      isHeld = false
      stream.uncork()
    })
  }
}

const outdated: ReadonlySet<unknown> = new Set(['0A000', '26000'])

/** By text, for all connections of a pool. */
type StatementNames = Map<string, string>

function statementName(names: StatementNames, text: string): string | undefined {
  const known = names.get(text)
  // Lists of values write ever new statements; the first some hundred are those that come again.
  if (known !== undefined || names.size >= 500 || text.includes(mark)) return known
  const name = `s${names.size}`
  names.set(text, name)
  return name
}

const mark = '/* planned anew */'

/** Marks a statement whose best plan hangs on what is asked: it is not kept. */
export const plannedAnew = sql.raw(mark)

/** Connections that outlive a database which cuts them: the next question opens another. */
export function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config)
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/**
 * One transaction as this person; row-level security sees the scope that the person's role has. `last` sends, at once,
 * what only the commit waits for, and so travels with it.
 */
export const transaction = <T>(
  db: Db,
  actor: Actor,
  work: (tx: Tx) => Promise<T>,
  last?: (tx: Tx, result: T) => Promise<unknown> | undefined,
): Promise<T> => asActor(db, settingsOf(actor), work, last)

declare const ofOneMoment: unique symbol

/** A transaction whose statements all see the database as it was at the first of them, and change nothing. */
export type Glance = Tx & { readonly [ofOneMoment]: true }

/** One transaction of this person that only reads. */
export const glance = <T>(db: Db, actor: Actor, work: (tx: Glance) => Promise<T>): Promise<T> =>
  asActor(
    db,
    settingsOf(actor),
    (tx) => work(tx as Glance),
    undefined,
    'begin isolation level repeatable read read only',
  )

/**
 * A reading of this person, its audit, and the answer: the answer is put together while the audit and the commit are
 * on their way, and leaves when both are kept. `log` sends its statements at once.
 */
export const reading = <F, T>(
  db: Db,
  actor: Actor,
  read: (tx: Tx) => Promise<F>,
  log: (tx: Tx, found: F) => Promise<unknown>,
  show: (found: F) => T,
): Promise<T> =>
  connected(db, settingsOf(actor), async ({ tx, commit }) => {
    const found = await read(tx)
    const kept = Promise.all([log(tx, found), commit()])
    kept.catch(() => {})
    // The wire has them before this thread is busy.
    await setImmediate()
    const shown = show(found)
    await kept
    return shown
  })

/** One transaction as the house itself, for seeding: no person acts, every record is within reach. */
export const asHouse = <T>(db: Db, config: Configuration, work: (tx: Tx) => Promise<T>): Promise<T> =>
  asActor(db, houseSettings(config), work)

/** One transaction for what is one person's own, as notices: no record is within reach. */
export const asOneself = <T>(db: Db, account: number, work: (tx: Tx) => Promise<T>): Promise<T> =>
  asActor(db, { scope: 'none', principals: [], modules: [], types: [], account: String(account) }, work)

const houseSettings = (config: Configuration): ActorSettings => ({
  scope: 'all',
  principals: [],
  modules: [...config.modules.keys()],
  types: recordTypes,
  account: '',
})

type ActorSettings = {
  scope: string
  principals: string[]
  modules: string[]
  types: readonly string[]
  account: string
}

function settingsOf(actor: Actor): ActorSettings {
  const types = recordTypes.filter((type) => scopeOf(actor, type).kind !== 'none')
  const scope = types[0] === undefined ? undefined : scopeOf(actor, types[0])
  return {
    scope: scope?.kind ?? 'none',
    principals: scope?.kind === 'some' ? scope.principals : [],
    modules: actor.role.modules,
    types,
    account: String(actor.id),
  }
}

const asActor = <T>(
  db: Db,
  settings: ActorSettings,
  work: (tx: Tx) => Promise<T>,
  last?: (tx: Tx, result: T) => Promise<unknown> | undefined,
  begin: Beginning = 'begin',
): Promise<T> =>
  connected(
    db,
    settings,
    async ({ tx, commit }) => {
      const result = await work(tx)
      await Promise.all([last?.(tx, result), commit()])
      return result
    },
    begin,
  )

const afterwards = new WeakMap<Tx, (() => void)[]>()

/** Done once this transaction is committed, and only then. */
export function afterCommit(tx: Tx, tell: () => void): void {
  const others = afterwards.get(tx)
  if (others === undefined) afterwards.set(tx, [tell])
  else others.push(tell)
}

type Order = readonly [stage: number, of: number]
type Last = { order: Order; work: () => Promise<unknown> }
const atLast = new WeakMap<Tx, Last[]>()

/**
 * Done last in this transaction, in this order: what many transactions write holds up the others no longer than the
 * commit, and two that write it never wait for each other.
 */
export async function beforeCommit(tx: Tx, order: Order, work: () => Promise<unknown>): Promise<void> {
  const others = atLast.get(tx)
  // A transaction of the library itself has no such end.
  if (others === undefined) await work()
  else others.push({ order, work })
}

const inOrder = ({ order: a }: Last, { order: b }: Last): number => a[0] - b[0] || a[1] - b[1]

const takenBack = new WeakMap<Tx, (() => Promise<unknown>)[]>()

/** Done once this transaction is surely not committed: where nobody heard what became of the commit, it is not done. */
export function afterRollback(tx: Tx, undo: () => Promise<unknown>): void {
  takenBack.set(tx, [...(takenBack.get(tx) ?? []), undo])
}

type Connected = { tx: Tx; commit: () => Promise<void> }

// Beginning, saying who acts and the first question of the work travel together; the order on the wire is the order
// in which the database takes them. When one of them fails, so does all that follows in the transaction.
const connected = <T>(
  db: Db,
  settings: ActorSettings,
  work: (on: Connected) => Promise<T>,
  begin: Beginning = 'begin',
): Promise<T> =>
  db.getExecutor().provideConnection(async (connection) => {
    const { tx, say, end } = handleOn(db, connection)
    const begun = Promise.all([say(begin), setActor(tx, settings)])
    begun.catch(() => {})
    let mayStand = false
    const last: Last[] = []
    atLast.set(tx, last)
    const commit = async (): Promise<void> => {
      for (const { work } of last.sort(inOrder)) await work()
      mayStand = true
      const [{ rows }] = await Promise.all([end('commit'), begun])
      mayStand = rows[0]?.command !== 'ROLLBACK'
      // PostgreSQL answers a commit of a broken transaction with ROLLBACK.
      if (!mayStand) throw new Error('The transaction was broken and has been rolled back.')
      for (const tell of afterwards.get(tx) ?? []) tell()
    }
    try {
      return await work({ tx, commit })
    } catch (error) {
      await end('rollback').catch(() => {})
      if (!mayStand) await Promise.allSettled((takenBack.get(tx) ?? []).map((undo) => undo()))
      throw error
    }
  })

type Beginning = 'begin' | 'begin isolation level repeatable read read only'
type Word = Beginning | 'commit' | 'rollback'

/**
 * The library's own handle on a connection sends a statement only after the answer to the one before; this one sends it
 * at once. After the last word it sends nothing more: what a broken piece of work still asks would run on its own, or
 * in the transaction of whoever has the connection next.
 */
function handleOn(db: Db, connection: DatabaseConnection) {
  let isOver = false
  const provideConnection = <T>(use: (connection: DatabaseConnection) => Promise<T>): Promise<T> =>
    isOver ? Promise.reject(new Error('The transaction is over.')) : use(connection)
  const say = (word: Word) => connection.executeQuery<{ command?: string }>(CompiledQuery.raw(word))
  return {
    tx: new Transaction<DB>({ ...unused, executor: db.getExecutor().withConnectionProvider({ provideConnection }) }),
    say,
    end: (word: Word) => {
      isOver = true
      return say(word)
    },
  }
}

// What a handle needs to open connections of its own, which this one never does.
const dialect = new PostgresDialect({ pool: () => Promise.reject(new Error('not a way to a connection')) })
const unused = { config: { dialect }, dialect, driver: dialect.createDriver() }

const separator = '\x1f'

// A name that holds the separator would read as two names, one of them somebody else's: it opens nothing.
const joined = (names: readonly string[]): string => names.filter((name) => !name.includes(separator)).join(separator)

const setActor = (tx: Tx, s: ActorSettings) =>
  sql`select set_config('primero.scope', ${s.scope}, true),
             set_config('primero.principals', ${joined(s.principals)}, true),
             set_config('primero.modules', ${joined(s.modules)}, true),
             set_config('primero.types', ${joined(s.types)}, true),
             set_config('primero.account', ${s.account}, true)`.execute(tx)

/**
 * For what follows from an act and is not limited to what its author may see, as the records of somebody whom he moves:
 * the second lock opens for this work, then closes. Nothing else of the transaction may be asked meanwhile.
 */
export async function asHouseMeanwhile<T>(
  tx: Tx,
  config: Configuration,
  actor: Actor,
  work: () => Promise<T>,
): Promise<T> {
  await setActor(tx, houseSettings(config))
  const close = () => setActor(tx, settingsOf(actor))
  try {
    const result = await work()
    await close()
    return result
  } catch (error) {
    // Whoever goes on after a refusal goes on as himself; a broken transaction says nothing more.
    await close().catch(() => {})
    throw error
  }
}

/**
 * For a record search beyond scope (design: registration desk): the second lock opens for one read, then closes.
 * Nothing else of the transaction may be asked meanwhile: it would be answered beyond scope, too.
 */
export async function beyondScope<T>(tx: Tx, actor: Actor, read: () => Promise<T>): Promise<T> {
  await sql`select set_config('primero.scope', 'all', true)`.execute(tx)
  const result = await read()
  await setActor(tx, settingsOf(actor))
  return result
}
