// Two records with the same number on a paper: the newest carries an alert (workflow §4). Looked for by a job that is
// handed ids alone, and only among records of the same module: an alert must not say that another one has the child.
import { type RecordType, recordTypes } from '@primero/domain/configuration/bundle.ts'
import { isUuid } from '@primero/domain/ids.ts'
import type { Carried } from '@primero/domain/records/command.ts'
import { identifierFields } from '@primero/domain/records/record.ts'
import { alertsOfDuplicate, duplicateForm } from '@primero/domain/workflow/alerts.ts'
import { asHouse, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { enqueue } from '../jobs/queries.ts'
import { text } from '../records/act.ts'
import { type Held, heldOf } from '../records/held.ts'
import type { Condition } from '../search/conditions.ts'
import { findRecords } from '../search/queries.ts'
import { changeAlerts } from './change.ts'
import { alertsOf } from './queries.ts'

type About = { type: RecordType; id: string }

export const isAboutRecord = (payload: unknown): payload is About => {
  const { type, id } = (payload ?? {}) as { type?: unknown; id?: unknown }
  return recordTypes.some((known) => known === type) && isUuid(id)
}

/** Leaves with the save, where it changed an answer that is compared. */
export async function seekDuplicates(house: House, tx: Tx, { record, changes }: Carried): Promise<void> {
  const { type, id } = record
  const isCompared = changes.some(({ path }) => duplicateForm(house.configuration(), type, path[0] ?? '') !== undefined)
  if (isCompared) await enqueue(tx, 'find-duplicates', { type, id }, `find-duplicates ${id}`)
}

/** Compares a record as it is by now; doing it twice does nothing twice. One record is locked at a time. */
export async function findDuplicates(house: House, { type, id }: About): Promise<void> {
  const config = house.configuration()
  const fields = new Set(config.formsOf(type).flatMap((form) => form.fields.map(({ name }) => name)))
  for (const field of fields) {
    const form = duplicateForm(config, type, field)
    if (form === undefined) continue
    const alerted = await inItsOwn(house, type, id, (tx, held) => compare(house, tx, held, field, form))
    for (const bearer of alerted ?? [])
      await inItsOwn(house, type, bearer, (tx, held) => alert(house, tx, held, field, form, 'other'))
  }
}

const inItsOwn = <T>(house: House, type: RecordType, id: string, work: (tx: Tx, held: Held) => Promise<T>) =>
  asHouse(house.db, house.configuration(), async (tx) => {
    const held = await heldOf(tx, type, id)
    return held && work(tx, held)
  })

/** How many bearers of an older alert are looked at; there is one. */
const mostBearers = 20

/** @returns others with the same value and an alert */
async function compare(house: House, tx: Tx, held: Held, field: string, form: string): Promise<string[]> {
  const { type, data } = held.record
  const value = text(data[field])
  const same = value === null ? undefined : sameValue(held, field, value)
  const isShared = same !== undefined && (await found(house, tx, type, same, 1)).length > 0
  await alert(house, tx, held, field, form, isShared ? 'this' : 'none')
  if (!isShared) return []
  return found(house, tx, type, [...same, { kind: 'range', field: 'alert_count', ranges: [{ from: 1 }] }], mostBearers)
}

const sameValue = ({ record, facts }: Held, field: string, value: string): Condition[] => [
  identifierFields[record.type].includes(field)
    ? { kind: 'identifier', field, value }
    : { kind: 'any', field, values: [value] },
  { kind: 'any', field: 'module_id', values: [facts.module] },
  { kind: 'any', field: 'record_state', values: [true] },
  { kind: 'not', condition: { kind: 'ids', ids: [record.id] } },
]

async function found(house: House, tx: Tx, type: RecordType, conditions: Condition[], most: number): Promise<string[]> {
  const config = house.configuration()
  const scope = { kind: 'all' as const, modules: [...config.modules.keys()] }
  const sort = { field: 'created_at', descending: true }
  const { rows } = await findRecords(tx, config, type, scope, { conditions, sort, page: 1, per: most })
  return rows.map(({ id }) => id)
}

async function alert(
  house: House,
  tx: Tx,
  held: Held,
  field: string,
  form: string,
  newest: 'this' | 'other' | 'none',
): Promise<void> {
  const standing = await alertsOf(tx, held.row.n)
  await changeAlerts(house, tx, held, standing, alertsOfDuplicate(field, form, newest, standing), {
    userName: null,
    action: 'alert_duplicate',
    outcome: 'done',
    recordType: held.record.type,
    recordId: held.record.id,
    details: { fields: [field] },
  })
}
