// Claims that are kept beside a record: written where they meet, settled where somebody decides.
import type { Actor } from '@primero/domain/access/actor.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import type { Kept } from '@primero/domain/records/changes.ts'
import type { Carried, Known } from '@primero/domain/records/command.ts'
import type { Change, Occasion, StoredRecord } from '@primero/domain/records/record.ts'
import { accountsNamed } from '../accounts/queries.ts'
import { configurationNumbered } from '../configuration/earlier.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { type Act, text } from './act.ts'
import type { Held } from './held.ts'
import {
  conflictOf,
  insertConflict,
  type KeptConflict,
  lastHands,
  type NewConflict,
  removedRows,
  settleConflict,
} from './queries.ts'

type By = Pick<Act, 'intention'> & { basedOn?: number; config?: number }

/**
 * Keeps what gave way. Claims of one person and one kind that met in one intention are settled together. Asked before
 * the history of this change is written: whose an answer was is what the history says until then.
 */
export async function keepClaims(
  house: House,
  tx: Tx,
  actor: Actor,
  by: By,
  n: number,
  { record, conflicts }: { record: StoredRecord; conflicts: readonly Kept[] },
  occasion: Occasion,
): Promise<void> {
  const inForce = house.configuration().version
  const base = {
    n,
    intention: by.intention,
    metAt: occasion.now,
    basedOn: counted(by.basedOn ?? record.version),
    config: counted(by.config ?? inForce),
  }
  const ours = { userName: actor.userName, role: actor.role.id, at: occasion.now as string }
  const claims = [
    ...conflicts.filter(({ isTheirs }) => !isTheirs).map((change) => ({ ...base, ...ours, change })),
    ...(await theirs(tx, n, record, conflicts)).map((claim) => ({ ...base, ...claim })),
  ]
  const together = Map.groupBy(claims, ({ change, userName, at }) => `${change.kind} ${userName} ${at}`)
  for (const alike of together.values()) {
    const [{ change, ...rest }] = alike as [(typeof alike)[number]]
    const row: NewConflict = { ...rest, kind: change.kind, changes: alike.map((claim) => claim.change) }
    await insertConflict(tx, record.type, row)
  }
}

/** A device may say any number; one that no table can hold says nothing. */
const counted = (n: number): number | null => (Number.isInteger(n) && n >= 0 && n < 2 ** 31 ? n : null)

type Theirs = { change: Kept; userName: string; role: string | null; at: string }

/** Whose the answers were that were in force before. */
async function theirs(tx: Tx, n: number, record: StoredRecord, conflicts: readonly Kept[]): Promise<Theirs[]> {
  const gaveWay = conflicts.filter(({ isTheirs }) => isTheirs)
  if (gaveWay.length === 0) return []
  const hands = await lastHands(
    tx,
    record.type,
    gaveWay.map(({ path }) => ({ n, path })),
  )
  const { data } = record
  const unknown = {
    user_name: text(data['created_by']) ?? String(data['owned_by']),
    at: new Date(String(data['created_at'])),
  }
  const found = gaveWay.map((change, i) => ({ change, hand: hands[i] ?? unknown }))
  const people = await accountsNamed(tx, [...new Set(found.map(({ hand }) => hand.user_name))])
  return found.map(({ change, hand }) => ({
    change,
    userName: hand.user_name,
    role: people.find((account) => account.user_name === hand.user_name)?.role ?? null,
    at: hand.at.toISOString(),
  }))
}

export type Asked = { kept: KeptConflict; known: NonNullable<Known['conflict']>; changes: Change[] }

/** The claim that is to be settled; undefined where this record has none of that number. */
export async function askedAbout(house: House, tx: Tx, act: Act, held: Held | undefined): Promise<Asked | undefined> {
  const { type, conflict, choices } = act.args as Act['args'] & {
    conflict: number
    choices: { path: string[]; take: string; value?: Change['to'] }[]
  }
  const kept = held && (await conflictOf(tx, type, held.row.n, conflict))
  if (held === undefined || kept === undefined) return undefined
  const rows = choices.flatMap(({ path }) => path.filter((_step, i) => i % 2 === 1))
  const removed = rows.length === 0 ? [] : await removedRows(tx, type, held.row.n, rows)
  const older = await typedUnder(house, tx, kept)
  return {
    kept,
    known: { kind: kept.kind, changes: kept.changes, removed, ...(older ? { older } : {}) },
    changes: choices.flatMap(({ path, take, value }) => {
      const claim = kept.changes.find((change) => change.path.join('/') === path.join('/'))
      return take === 'force' ? [] : [{ path, from: undefined, to: take === 'claim' ? claim?.to : value }]
    }),
  }
}

/** The configuration that asked for what a retired claim answers; the others are read by the one in force. */
export const typedUnder = async (
  house: House,
  tx: Tx,
  { kind, config }: Pick<KeptConflict, 'kind' | 'config'>,
): Promise<Configuration | undefined> =>
  kind === 'retired' && config !== null ? configurationNumbered(house, tx, config) : undefined

/** Writes what became of each path that was chosen about. */
export async function keepSettled(
  tx: Tx,
  { kept }: Asked,
  { record, settles = [] }: Carried,
  { now: at, user: by }: Occasion,
): Promise<void> {
  if (settles.length === 0) return
  const isAt = (a: { path: string[] }) => (b: { path: string[] }) => a.path.join('/') === b.path.join('/')
  const settled = [
    ...kept.settled.filter((before) => !settles.some(isAt(before))),
    ...settles.map(({ path, take }) => ({ path, take, at, by })),
  ]
  const closed = kept.changes.every((change) => settled.some(isAt(change)))
  await settleConflict(tx, record.type, kept.id, { settled, closed, at, by })
}
