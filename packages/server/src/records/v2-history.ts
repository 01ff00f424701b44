// A record's history over v2 (api-records §21.1), field-filtered; a subform as its changed rows before and after.
import type { Actor } from '@primero/domain/access/actor.ts'
import { isRows, isSame } from '@primero/domain/access/rows.ts'
import { inScope, scopeOf } from '@primero/domain/access/scope.ts'
import { may } from '@primero/domain/access/role.ts'
import { pick, readable } from '@primero/domain/access/fields.ts'
import { isBlank } from '@primero/domain/forms/answer.ts'
import { isUuid } from '@primero/domain/ids.ts'
import { nameMask, partsOfName } from '@primero/domain/records/names.ts'
import type { Answer, Change, Data, RecordFacts, StoredRecord } from '@primero/domain/records/record.ts'
import { isNameHidden } from '@primero/domain/search/phonetic.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { fileFields } from '../attachments/fields.ts'
import { collectionOf } from '../configuration/present-settings.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { listOf, pageOf, type Parameters } from '../http/query-string.ts'
import { childrenOf } from '../search/queries.ts'
import { factsFrom } from './held.ts'
import { historyOf } from './queries.ts'

type Of = { n: number; record: StoredRecord; facts: RecordFacts }

export async function v2History(house: House, tx: Tx, actor: Actor, of: Of, query: Parameters) {
  const at = pageOf(query)
  const names = readable(house.configuration(), actor, {
    type: of.record.type,
    module: of.facts.module,
    facts: of.facts,
  })
  // A filter by a field that one may not read would tell when it changed.
  const seesIncidents = may(actor.role, 'case', 'view_incident_from_case')
  const fields = fieldsFilter(house, query)?.filter(
    (name) => names.has(name) || (name === 'incidents' && seesIncidents),
  )
  const incidents = seesIncidents ? await incidentsInReach(tx, actor, of) : []
  const { total, rows } = await historyOf(tx, of.record.type, of.n, { ...at, ...(fields ? { fields } : {}), incidents })
  const data = rows.map((row) => ({
    record_id: of.record.id,
    record_type: collectionOf(of.record.type),
    datetime: `${row.at.toISOString().slice(0, 19)}Z`,
    user_name: row.user_name,
    action: row.action,
    record_changes: visibleChanges(house, actor, of, row.changes, incidents).map(({ field, from, to }) => ({
      [field]: { from, to },
    })),
  }))
  return { data, metadata: { total, per: at.per, page: at.page } }
}

function fieldsFilter(house: House, query: Parameters): string[] | undefined {
  const filters = (query['filters'] ?? {}) as Parameters
  const names = listOf(filters['field_names'])
  if (names.length > 0) return names
  const forms = listOf(filters['form_unique_ids'])
  return forms.length === 0
    ? undefined
    : forms.flatMap(
        (id) =>
          house
            .configuration()
            .forms.get(id)
            ?.fields.map((f) => f.name) ?? [],
      )
}

type Visible = { field: string; from: unknown; to: unknown }

/** Incidents of the case in the reader's own scope: others are not even to be counted. */
async function incidentsInReach(tx: Tx, actor: Actor, { n, record }: Of): Promise<string[]> {
  if (record.type !== 'case') return []
  const scope = scopeOf(actor, 'incident')
  const found = await childrenOf(tx, 'incident', n)
  return found.filter((row) => inScope(scope, factsFrom('incident', row))).map((row) => row.id)
}

const isAboutIncidents = ({ path }: Change): boolean => path[0] === 'incidents'

const idsIn = (value: Answer | undefined): string[] =>
  (Array.isArray(value) ? (value as unknown[]) : []).filter((id): id is string => isUuid(id))

/** Changes by top-level field, each side picked by the reader's rights. */
function visibleChanges(
  house: House,
  actor: Actor,
  of: Of,
  changes: Change[],
  incidents: readonly string[],
): Visible[] {
  const ctx = { type: of.record.type, facts: of.facts }
  const isHidden = isNameHidden(of.record.data)
  const sides = (side: 'from' | 'to') => {
    const data = pick(house.configuration(), actor, ctx, rebuilt(changes, side))
    return isHidden ? withoutName(house.configuration(), of.record.type, data) : data
  }
  const [before, after] = [sides('from'), sides('to')]
  const linked = changes
    .filter(isAboutIncidents)
    .map(({ from, to }) => {
      const shown = (side: Answer | undefined): Answer => idsIn(side).filter((id) => incidents.includes(id))
      return { field: 'incidents', from: shown(from), to: shown(to) }
    })
    .filter(({ from, to }) => !isSame(from, to))
  const names = [...new Set(changes.map((c) => c.path[0] ?? ''))]
  return names
    .filter((name) => name in before || name in after)
    .map((field) => ({ field, from: before[field] ?? null, to: after[field] ?? null }))
    .concat(linked)
}

/**
 * Of a record whose name is protected now: stars for the name it had or has, nothing for its parts, and of files only
 * that they are there.
 */
export function withoutName(config: Configuration, type: RecordType, data: Data): Data {
  const files = fileFields(config, type)
  const shown = (name: string, value: Answer | undefined): Answer | undefined => {
    if (name === 'name') return isBlank(value) ? value : nameMask
    return files.has(name) && isRows(value) ? value.map(({ unique_id }) => ({ unique_id })) : value
  }
  return Object.fromEntries(
    Object.entries(data)
      .filter(([name]) => !partsOfName.has(name))
      .map(([name, value]) => [name, shown(name, value)]),
  )
}

/** One side of the changes as data: rows that changed stand in lists under their subform. */
export function rebuilt(changes: Change[], side: 'from' | 'to'): Data {
  const data: Record<string, unknown> = {}
  for (const change of changes) {
    const [field = '', ...rest] = change.path
    const value = change[side]
    if (rest.length === 0) data[field] = value ?? null
    else data[field] = withRow(data[field], rest, value)
  }
  return data as Data
}

/** Lays a value at [row id, field, …] into a list of rows. */
function withRow(list: unknown, [id = '', ...rest]: string[], value: unknown): unknown[] {
  const rows = Array.isArray(list) ? (list as Record<string, unknown>[]) : []
  if (rest.length === 0) return value === undefined || value === null ? rows : [...rows, value]
  const row = rows.find((r) => r['unique_id'] === id) ?? { unique_id: id }
  const [field = '', ...deeper] = rest
  const changed = { ...row, [field]: deeper.length === 0 ? (value ?? null) : withRow(row[field], deeper, value) }
  return [...rows.filter((r) => r['unique_id'] !== id), changed]
}
