// Birthdays: ages that a birth date has overtaken, missed nights included (records §5, §22.5).
import { byItself } from '../accounts/nobody.ts'
import { agesDue } from '@primero/domain/forms/age.ts'
import { diff } from '@primero/domain/records/changes.ts'
import type { Day } from '@primero/domain/time.ts'
import type { Tx } from '../db/database.ts'
import { type House, occasionOf } from '../house.ts'
import { type HeldRow, updateRow } from '../search/queries.ts'
import { termIds, updateDocument, writeHistory } from './queries.ts'
import { overAll } from './reindex.ts'
import { indexed } from './row-of.ts'

/** Brings every stale age of a case up to date. */
export const refreshAges = (house: House): Promise<void> => overAll(house, 'case', (tx, row) => refresh(house, tx, row))

async function refresh(house: House, tx: Tx, row: HeldRow): Promise<void> {
  const config = house.configuration()
  const { now: at, today } = occasionOf(house, byItself)
  const due = agesDue(config, 'case', row.data, today as Day)
  if (Object.keys(due).length === 0) return
  const data = { ...row.data, ...due }
  const version = row.version + 1
  const { terms, ...line } = indexed(config, 'case', data)
  await updateDocument(tx, 'case', row.n, { version, at: row.last_updated_at.toISOString(), data })
  await updateRow(tx, 'case', row.n, { ...line, tok: await termIds(tx, terms), seenBy: row.seen_by }, row.parent_n)
  const changes = diff(row.data, data)
  const entry = {
    n: row.n,
    at,
    userName: byItself,
    action: 'update',
    version,
    config: config.version,
    intention: null,
    changes,
  }
  await writeHistory(tx, 'case', entry, {
    userName: null,
    action: 'refresh_age',
    outcome: 'done',
    recordType: 'case',
    recordId: row.id,
    details: { fields: Object.keys(due) },
  })
}
