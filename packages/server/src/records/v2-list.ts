// GET of a collection over v2: paging, sorting, text search and filters (api-records §6).
import type { Actor } from '@primero/domain/access/actor.ts'
import { mayAskBy, maySearchBy, previewFields, readable, shortFields } from '@primero/domain/access/fields.ts'
import { holds } from '@primero/domain/access/role.ts'
import { scopeOf } from '@primero/domain/access/scope.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyRequest } from 'fastify'
import { insertAudit } from '../audit/queries.ts'
import { beyondScope, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { isTrue, pageOf, type Parameters, textOf } from '../http/query-string.ts'
import { type Condition, fieldsOf, type TextQuery } from '../search/conditions.ts'
import { findRecords } from '../search/queries.ts'
import { referredTo } from '../search/referred.ts'
import { reserved, v2Conditions } from '../search/v2-filters.ts'
import { presentRecords } from './reading.ts'

export async function listRecords(house: House, tx: Tx, actor: Actor, type: RecordType, request: FastifyRequest) {
  const query = request.query as Parameters
  const text = queryOf(house, actor, type, query)
  if (text === 'unaskable') return nothing(query)
  const isRecordSearch = text?.explicit
  // Only the registration desk finds what is out of its scope, by an exact identifier or a full name.
  const beyond = text?.explicit && holds(actor.role, type, 'search_owned_by_others') ? text : undefined
  const { page, per } = pageOf(query)
  const conditions = conditionsOf(house, actor, type, query)
  const sort = sortOf(house, actor, type, query)
  // Of what is not one's own one may ask no more than is shown of it.
  const isShown = beyond ? shownBeyond(house, actor, type) : () => true
  const askable = conditions.filter((condition) => fieldsOf(condition).every(isShown))
  const question = {
    conditions,
    referred: await referredTo(tx, house.configuration(), actor, type),
    ...(text ? { query: text } : {}),
    ...(beyond ? { beyond: { modules: actor.role.modules, query: beyond, conditions: askable } } : {}),
    sort: isShown(sort.field) ? sort : { ...sort, field: 'created_at' },
    page,
    per,
  }
  const find = () => findRecords(tx, house.configuration(), type, scopeOf(actor, type), question)
  const fields = isRecordSearch ? 'short' : textOf(query['fields'])
  const only = fieldsAsked(house, actor, type, fields, isRecordSearch)
  const { total, rows } = beyond ? await beyondScope(tx, actor, find) : await find()
  const data = await presentRecords(house, tx, actor, type, rows, only)
  await insertAudit(tx, {
    userName: actor.userName,
    action: request.url.includes('?') ? 'index' : 'list',
    outcome: 'done',
    recordType: type,
    resource: request.routeOptions.url ?? 'unknown',
    ip: request.ip,
    details: {
      record_ids: rows.map((r) => r.id),
      parameters: parametersOf(house, actor, type, query),
      ...(beyond ? { beyond_scope: true } : {}),
    },
  })
  return { data, metadata: { total, per, page } }
}

function shownBeyond(house: House, actor: Actor, type: RecordType): (field: string) => boolean {
  const names = previewFields(house.configuration(), actor, type)
  return (field) => names.has(field)
}

/** Names that `fields` selects; undefined stands for all that is permitted. */
export function fieldsAsked(
  house: House,
  actor: Actor,
  type: RecordType,
  fields: string | undefined,
  withPreview = false,
): ReadonlySet<string> | undefined {
  if (fields === undefined || fields === '') return undefined
  if (fields !== 'short') return new Set(fields.split(',').map((name) => name.trim()))
  return new Set([...shortFields(type), ...(withPreview ? previewFields(house.configuration(), actor, type) : [])])
}

/** Names of parameters for the audit; one that names nothing could be anything, a person too. */
function parametersOf(house: House, actor: Actor, type: RecordType, query: Parameters): string[] {
  const fields = readable(house.configuration(), actor, { type })
  const isKnown = (name: string) =>
    reserved.has(name) || fields.has(name.replace(/^loc:/, '').replace(/[0-5]$/, '')) || fields.has(name)
  return [...new Set(Object.keys(query).map((name) => (isKnown(name) ? name : 'unknown')))]
}

/**
 * The ids of all records within scope that fit, at most one more than asked for. What becomes of them is a step, and so
 * a filter that is unknown, or that one may not ask by, is refused: leaving it out would take more records than meant.
 * @throws Problem unknown-keys
 */
export async function idsThatFit(
  house: House,
  tx: Tx,
  actor: Actor,
  type: RecordType,
  { filters, text, most }: { filters: Parameters; text: Parameters; most: number },
): Promise<string[]> {
  const query = queryOf(house, actor, type, text)
  if (query === 'unaskable') return []
  const { rows } = await findRecords(tx, house.configuration(), type, scopeOf(actor, type), {
    conditions: conditionsOf(house, actor, type, filters, true),
    referred: await referredTo(tx, house.configuration(), actor, type),
    ...(query ? { query } : {}),
    sort: { field: 'created_at', descending: false },
    page: 1,
    per: most + 1,
  })
  return rows.map(({ id }) => id)
}

type Asked = TextQuery & { explicit: boolean }

const nothing = (query: Parameters) => ({ data: [], metadata: { total: 0, ...pageOf(query) } })

/** Text search asks by the fields behind it: names, phones and document numbers only by who may read them. */
function queryOf(house: House, actor: Actor, type: RecordType, query: Parameters): Asked | 'unaskable' | undefined {
  const asked = textQuery(query)
  if (asked === undefined) return undefined
  const mayAskAll = maySearchBy(house.configuration(), actor, type, asked.by)
  if (asked.by !== 'id') return mayAskAll ? asked : 'unaskable'
  return { ...asked, codesOnly: !mayAskAll }
}

function textQuery(query: Parameters): Asked | undefined {
  const text = textOf(query['query'])?.trim().slice(0, 200)
  if (text === undefined || text === '') return undefined
  if (isTrue(query['phonetic'])) return { text, by: 'name', explicit: true, codesOnly: false }
  if (isTrue(query['phone_number'])) return { text, by: 'phone', explicit: true, codesOnly: false }
  return { text, by: 'id', explicit: isTrue(query['id_search']), codesOnly: false }
}

function conditionsOf(
  house: House,
  actor: Actor,
  type: RecordType,
  query: Parameters,
  isStrict = actor.role.integration === true || actor.serviceAccount,
): Condition[] {
  const asked = v2Conditions(type, query)
  const mayAsk = (condition: Condition) =>
    fieldsOf(condition).every((field) => mayAskBy(house.configuration(), actor, type, field))
  const narrowed = asked.map(({ name, condition }) => ({
    name,
    condition: condition?.kind === 'or' ? alternatives(condition, mayAsk) : condition,
  }))
  const refused = narrowed.filter(({ condition }) => condition === undefined || !mayAsk(condition))
  if (isStrict && refused.length > 0) throw new Problem('unknown-keys', { keys: refused.map(({ name }) => name) })
  return narrowed.flatMap(({ condition }) => (condition !== undefined && mayAsk(condition) ? [condition] : []))
}

/** Among alternatives those that one may not ask by drop out; where none is left there is no filter. */
function alternatives(
  or: Extract<Condition, { kind: 'or' }>,
  mayAsk: (c: Condition) => boolean,
): Condition | undefined {
  const conditions = or.conditions.filter(mayAsk)
  return conditions.length === 0 ? undefined : { kind: 'or', conditions }
}

function sortOf(
  house: House,
  actor: Actor,
  type: RecordType,
  query: Parameters,
): { field: string; descending: boolean } {
  const order = textOf(query['order'])?.toLowerCase()
  const descending = order === undefined || order === 'desc'
  const field = textOf(query['order_by'])
  const isKnown = field !== undefined && mayAskBy(house.configuration(), actor, type, field)
  return { field: isKnown ? field : 'created_at', descending }
}
