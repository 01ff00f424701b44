// Reading records for a person: found within scope, fields picked by rights, attachments and linked records added.
import type { Actor } from '@primero/domain/access/actor.ts'
import { decide, demand, refusalOf } from '@primero/domain/access/decide.ts'
import { readable } from '@primero/domain/access/fields.ts'
import { may } from '@primero/domain/access/role.ts'
import { inScope, scopeOf } from '@primero/domain/access/scope.ts'
import type { Reader } from '@primero/domain/access/reader.ts'
import type { RecordType, Role } from '@primero/domain/configuration/bundle.ts'
import { isUuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import { presentFields } from '@primero/domain/records/present.ts'
import type { Data, RecordFacts, StoredRecord } from '@primero/domain/records/record.ts'
import { type AttachmentRow, attachmentsOf } from '../attachments/queries.ts'
import { fileFields } from '../attachments/fields.ts'
import { fileFor, presentAttachment } from '../attachments/present.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { childrenOf, factsOf, type FoundRow, type HeldRow, heldRecords, type RowFacts } from '../search/queries.ts'
import { collectionOf } from '../configuration/present-settings.ts'
import { documentsOf } from './queries.ts'
import { readersOn } from './reader.ts'
import { factsFrom, stored } from './held.ts'

/** `reader`: the person as he stands to this record; field rights are asked with him. `roles`: see domain/access/reader.ts. */
export type Readable = {
  n: number
  record: StoredRecord
  facts: RecordFacts
  row: RowFacts
  lastUpdatedAt: Date
  reader: Actor
  roles: Role[] | undefined
}

/**
 * The record if this person may do `action` on it; to write, it is locked, so that what hangs on it stays as it is read.
 * v2 tells 404 from 403; sync maps both to `not-found`.
 */
export async function reachable(
  house: House,
  tx: Tx,
  actor: Actor,
  type: RecordType,
  id: string,
  action = 'read',
): Promise<Readable> {
  const row = isUuid(id) ? (await heldRecords(tx, type, [id], action === 'write'))[0] : undefined
  if (row === undefined) throw await unreachable(tx, type, id, action)
  const facts = factsFrom(type, row)
  demand(decide(house.configuration(), actor, type, action, facts), action)
  const readers = await readersOn(house, tx, actor, [{ n: row.n, facts }])
  return readableOf(type, row, facts, readers({ n: row.n, facts }))
}

/** The second lock gave nothing: either there is no such record, or it is out of reach. */
async function unreachable(tx: Tx, type: RecordType, id: string, action: string): Promise<Problem> {
  const exists = isUuid(id) && (await factsOf(tx, type, [id])).length > 0
  return exists ? refusalOf('out-of-scope', action) : new Problem('not-found', {})
}

/** Those of the records that the actor may read. */
export async function reachables(
  house: House,
  tx: Tx,
  actor: Actor,
  type: RecordType,
  ids: string[],
): Promise<Readable[]> {
  const rows = await heldRecords(tx, type, ids.filter(isUuid), false)
  const within = rows
    .map((row) => ({ n: row.n, row, facts: factsFrom(type, row) }))
    .filter(({ facts }) => decide(house.configuration(), actor, type, 'read', facts) === 'yes')
  const readers = await readersOn(house, tx, actor, within)
  return within.map((of) => readableOf(type, of.row, of.facts, readers(of)))
}

const readableOf = (type: RecordType, row: HeldRow, facts: RecordFacts, { actor, roles }: Reader): Readable => ({
  n: row.n,
  record: stored(type, row, row),
  facts,
  row,
  lastUpdatedAt: row.last_updated_at,
  reader: actor,
  roles,
})

export type Found = Pick<
  FoundRow,
  'n' | 'id' | 'module' | 'owned_by' | 'seen_by' | 'version' | 'last_updated_at' | 'data'
>

/** A record that was just written. */
export const asFound = (n: number, { version, data }: StoredRecord, facts: RecordFacts): Found => ({
  n,
  id: facts.id,
  module: facts.module,
  owned_by: facts.ownedBy,
  seen_by: facts.seenBy,
  version,
  last_updated_at: new Date(String(data['last_updated_at'])),
  data,
})

/**
 * What each of these records shows to the actor over v2; `only` narrows it to the fields asked for.
 * @param reader of the one record, where it is known already
 */
export async function presentRecords(
  house: House,
  tx: Tx,
  actor: Actor,
  type: RecordType,
  rows: Found[],
  only?: ReadonlySet<string>,
  reader?: Actor,
): Promise<Record<string, unknown>[]> {
  const config = house.configuration()
  const wantsFiles = only === undefined || [...only].some((name) => name === 'photo' || isFileName(house, type, name))
  const attachments = await attachmentsByRecord(tx, type, wantsFiles ? rows.map((r) => r.n) : [])
  const presented: Record<string, unknown>[] = []
  const about = rows.map((found) => ({ n: found.n, facts: factsFrom(type, found) }))
  const readers = reader === undefined ? await readersOn(house, tx, actor, about) : () => ({ actor: reader })
  for (const [i, found] of rows.entries()) {
    const facts = about[i]?.facts ?? factsFrom(type, found)
    const record = stored(type, found, found)
    const { actor: sees } = readers({ n: found.n, facts })
    const names = readable(config, sees, { type, module: facts.module, facts })
    const shows = (name: string) => names.has(name) && (only === undefined || only.has(name))
    presented.push({
      ...shownAlone(house, sees, { record, facts }, only),
      ...(type === 'incident' && shows('case_id_display') ? await caseCode(tx, record) : {}),
      ...files(house, sees, { record, facts }, shows, attachments.get(found.n) ?? []),
      ...(type === 'case' && shows('incident_details')
        ? { incident_details: await incidentDetails(house, tx, actor, found.n) }
        : {}),
      last_updated_at: found.last_updated_at.toISOString(),
    })
  }
  return presented
}

/**
 * What a record shows by itself, without files and linked records. Our own app shows a protected name to the record's
 * owner; v2 masks it for everybody, as pinned.
 */
export function shownAlone(
  house: House,
  actor: Actor,
  { record, facts }: Pick<Readable, 'record' | 'facts'>,
  only?: ReadonlySet<string>,
  ownerSeesName = false,
): Record<string, unknown> {
  const { type } = record
  const extras = { inScope: inScope(scopeOf(actor, type), facts), ownerSeesName }
  const ctx = { type, module: facts.module, facts }
  return presentFields(house.configuration(), actor, ctx, record, extras, only)
}

const isFileName = (house: House, type: RecordType, name: string): boolean =>
  fileFields(house.configuration(), type).has(name)

async function attachmentsByRecord(tx: Tx, type: RecordType, ns: number[]): Promise<Map<number, AttachmentRow[]>> {
  const byRecord = new Map<number, AttachmentRow[]>()
  for (const row of await attachmentsOf(tx, type, ns)) byRecord.set(row.n, [...(byRecord.get(row.n) ?? []), row])
  return byRecord
}

/** Lists of attachment objects by field, single signatures, and the newest photo's address (api-records §5.1). */
function files(
  house: House,
  actor: Actor,
  of: { record: StoredRecord; facts: RecordFacts },
  shows: (name: string) => boolean,
  rows: AttachmentRow[],
): Data {
  const { record } = of
  const { type } = record
  const base = `/api/v2/${collectionOf(type)}/${record.id}/attachments`
  const out: Record<string, unknown> = {}
  for (const [name, field] of fileFields(house.configuration(), type)) {
    if (!shows(name)) continue
    const own = rows.filter((row) => row.field === name).map((row) => presentAttachment(base, fileFor(actor, of, row)))
    out[name] = field.type === 'signature' ? (own[0] ?? null) : own
  }
  if (shows('photo') || shows('photos')) {
    const newest = rows.find((row) => row.field === 'photos')
    out['photo'] = newest === undefined ? null : `${base}/${newest.id}`
  }
  return out as Data
}

/** An incident names its case by the code that people read aloud; where the case is out of reach, not at all. */
async function caseCode(tx: Tx, { data }: StoredRecord): Promise<Record<string, unknown>> {
  const id = data['incident_case_id']
  const row = isUuid(id) ? (await factsOf(tx, 'case', [id]))[0] : undefined
  const doc = row && (await documentsOf(tx, 'case', [row.n]))[0]
  return doc === undefined ? {} : { case_id_display: doc.data['case_id_display'] }
}

/** Linked incidents as flat rows, limited to those in the reader's scope (api-records §5.1). */
async function incidentDetails(house: House, tx: Tx, actor: Actor, caseN: number): Promise<Record<string, unknown>[]> {
  if (!may(actor.role, 'case', 'view_incident_from_case')) return []
  const scope = scopeOf(actor, 'incident')
  const linked = (await childrenOf(tx, 'incident', caseN)).filter((row) => inScope(scope, factsFrom('incident', row)))
  const docs = await documentsOf(
    tx,
    'incident',
    linked.map((row) => row.n),
  )
  const found = linked.flatMap((row) => {
    const doc = docs.find((d) => d.n === row.n)
    return doc === undefined ? [] : [{ ...row, ...doc }]
  })
  const shown = await presentRecords(house, tx, actor, 'incident', found)
  return shown.map((incident) => ({
    ...Object.fromEntries(Object.entries(incident).filter(([, value]) => !Array.isArray(value))),
    unique_id: incident['id'],
  }))
}
