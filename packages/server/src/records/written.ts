// Writing a carried-out change down: answers, the searched row, history, audit, cursor.
import { isDeepStrictEqual } from 'node:util'
import type { Actor } from '@primero/domain/access/actor.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { Carried } from '@primero/domain/records/command.ts'
import type { Occasion, RecordFacts, StoredRecord } from '@primero/domain/records/record.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { insertRow, updateIds, updateRow } from '../search/queries.ts'
import type { Act } from './act.ts'
import { keepClaims } from './claims.ts'
import type { Held } from './held.ts'
import { insertDocument, termIds, updateDocument, writeHistory } from './queries.ts'
import { type Indexed, indexed } from './row-of.ts'

export async function insertRecord(
  house: House,
  tx: Tx,
  { record }: Carried,
  facts: RecordFacts,
  parentN: number | null,
): Promise<number> {
  const { terms, ...row } = indexed(house.configuration(), record.type, record.data)
  const createdAt = String(record.data['created_at'])
  const tok = await termIds(tx, terms)
  const n = await insertRow(tx, record.type, { ...row, tok, seenBy: facts.seenBy, id: record.id, createdAt, parentN })
  if (n === undefined) throw new Problem('id-taken', { id: record.id })
  await insertDocument(tx, record.type, n, { version: record.version, at: lastUpdated(record), data: record.data })
  return n
}

export async function updateRecord(
  house: House,
  tx: Tx,
  { row, record: before }: Held,
  { record }: Pick<Carried, 'record'>,
  facts: Pick<RecordFacts, 'seenBy'>,
  parentN: number | null,
): Promise<void> {
  if (record.version === before.version) return
  const config = house.configuration()
  const now = indexed(config, record.type, record.data)
  const then = indexed(config, record.type, before.data)
  // Most saves touch no searched value; then the narrow row and its indexes stay as they are (storage §7).
  const isSame =
    isDeepStrictEqual(now, then) && isDeepStrictEqual(facts.seenBy, row.seen_by) && parentN === row.parent_n
  const document = { version: record.version, at: lastUpdated(record), data: record.data }
  const line = isSame ? undefined : updateLine(tx, record.type, row.n, then, now, facts.seenBy, parentN)
  await Promise.all([line, updateDocument(tx, record.type, row.n, document)])
}

/** The narrow row, and the identifiers where they changed. */
async function updateLine(
  tx: Tx,
  type: RecordType,
  n: number,
  then: Indexed,
  now: Indexed,
  principals: string[],
  parentN: number | null,
): Promise<void> {
  const { terms, ...rest } = now
  const line = { ...rest, tok: await termIds(tx, terms), seenBy: principals }
  const isFoundAlike = now.codes === then.codes && now.ids === then.ids && isDeepStrictEqual(now.exact, then.exact)
  await Promise.all([updateRow(tx, type, n, line, parentN), isFoundAlike ? undefined : updateIds(tx, type, n, line)])
}

export async function writeDown(
  house: House,
  tx: Tx,
  actor: Actor,
  act: Pick<Act, 'intention' | 'ip'> & { basedOn?: number; config?: number },
  n: number,
  carried: Carried,
  occasion: Occasion,
): Promise<void> {
  const { record, changes, conflicts, settles = [] } = carried
  const { type } = record
  if (conflicts.length > 0) await keepClaims(house, tx, actor, act, n, carried, occasion)
  const entry = {
    n,
    at: occasion.now,
    userName: actor.userName,
    action: carried.action,
    version: record.version,
    config: house.configuration().version,
    intention: act.intention,
    changes,
  }
  await writeHistory(tx, type, entry, {
    userName: actor.userName,
    action: carried.auditAction,
    outcome: 'done',
    recordType: type,
    recordId: record.id,
    ...(act.ip === undefined ? {} : { ip: act.ip }),
    // What was chosen about counts, even where all stays as it is.
    details: { fields: [...new Set([...changes, ...settles].map(({ path }) => path[0]))] },
  })
}

const lastUpdated = (record: StoredRecord): string => String(record.data['last_updated_at'])
