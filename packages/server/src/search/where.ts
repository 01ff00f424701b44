// Conditions as SQL over the row table (alias `r`). Field names are parameters or come from the configuration;
// values are always parameters.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { partsOfName } from '@primero/domain/records/names.ts'
import { beginning } from '@primero/domain/search/terms.ts'
import { isDay, isMoment } from '@primero/domain/time.ts'
import { type RawBuilder, sql } from 'kysely'
import { rowColumns, sortColumn } from './columns.ts'
import type { Condition, Value } from './conditions.ts'

type Where = RawBuilder<unknown>
type Any = Extract<Condition, { kind: 'any' }>
type Range = Extract<Condition, { kind: 'range' }>

export function whereOf(config: Configuration, type: RecordType, c: Condition): Where {
  switch (c.kind) {
    case 'not':
      return sql`not coalesce((${whereOf(config, type, c.condition)}), false)`
    case 'or':
    case 'and':
      return sql`(${sql.join(
        c.conditions.map((one) => whereOf(config, type, one)),
        c.kind === 'or' ? sql` or ` : sql` and `,
      )})`
    case 'unseen':
      return sql`not exists (
        select from look l join ${sql.table(`${type}_doc`)} d using (n)
        where l.n = r.n and l.version = d.version and l.at > ${c.since}::timestamptz)`
    case 'ids':
      return sql`r.id::text = any (${c.ids}::text[])`
    case 'number':
      return sql`r.n = ${c.n}`
    case 'identifier':
      return sql`exists (select from ${sql.table(`${type}_ids`)} i where i.n = r.n and i.exact @> ${[`${c.field}:${c.value}`]}::text[])`
    case 'under':
      return under(config, type, c)
    case 'range':
      return range(config, type, c)
    case 'any':
      return any(config, type, c)
  }
}

const texts = (values: (Value | null)[]): string[] => values.filter((v) => v !== null).map(String)

/** Principals say who owns: `u:`, `g:` and `a:` entries of one array (see the migration). */
const principals: Record<string, string> = {
  associated_user_names: 'u:',
  associated_user_groups: 'g:',
  associated_user_agencies: 'a:',
  owned_by_groups: 'g:',
  owned_by_agency_id: 'a:',
  identified_by: 'i:',
}

function any(config: Configuration, type: RecordType, c: Any): Where {
  if (c.values.length === 0) return sql`false`
  if (c.field === 'assign') return assignedTo(c.values)
  const column = rowColumns[c.field]
  if (column !== undefined) return sql`r.${sql.ref(column)} = any (${texts(c.values)}::text[])`
  if (c.field === 'record_state')
    return sql`r.record_state = any (${c.values.filter((v) => typeof v === 'boolean')}::boolean[])`
  const prefix = principals[c.field]
  if (prefix !== undefined) return sql`r.seen_by && ${texts(c.values).map((v) => `${prefix}${v}`)}::text[]`
  const published = config.published.get(type)
  if (published?.filters.includes(c.field)) return byTokens(c)
  const kind = published?.sort[c.field]
  if (kind === 'date' || kind === 'number' || kind === 'text')
    return sql`r.${sql.ref(sortColumn(c.field, kind))}::text = any (${texts(c.values)}::text[])`
  return byAnswer(type, c.field, c.values)
}

/** Was it ever assigned to one of them? By the index on whom it went to, once for the whole list. */
const assignedTo = (users: (Value | null)[]): Where =>
  sql`r.n in (select a.n from transition a where a.type = 'Assign' and a.to_user = any (${texts(users)}::text[]))`

export const termIds = (field: string, values: string[]): Where =>
  sql`coalesce(array(select t.id from term t where t.field = ${field} and t.value = any (${values}::text[])), '{}')`

function byTokens(c: Any): Where {
  const isFalse = c.values.includes(false) || c.values.includes(null)
  const wanted = sql`r.tok && ${termIds(c.field, texts(c.values))}`
  // No token says "not answered": false is whatever is not true.
  return isFalse && !c.values.includes(true) ? sql`(not r.tok && ${termIds(c.field, ['true'])})` : wanted
}

/** One answer, or any of several: compared as JSON, numbers and digit strings alike. */
function byAnswer(type: RecordType, field: string, values: (Value | null)[]): Where {
  const wanted = values.flatMap((v) =>
    typeof v === 'number' ? [JSON.stringify(v), JSON.stringify(String(v))] : [JSON.stringify(v)],
  )
  const open = isOpen(field)
  const isBlank = sql`coalesce(d.data -> ${field}, 'null'::jsonb) = 'null'::jsonb or not ${open}`
  const blank = values.includes(false) || values.includes(null) ? sql` or ${isBlank}` : sql``
  return sql`exists (
    select from ${sql.table(`${type}_doc`)} d
    where d.n = r.n and (${open} and exists (select from ${elements(field)} e (v) where e.v = any (${wanted}::jsonb[]))${blank}))`
}

/** A protected name counts as none: a filter or an order by it would tell it (records §5). */
export const isOpen = (field: string): Where =>
  field === 'name' || partsOfName.has(field) ? sql`(coalesce(d.data ->> 'hidden_name', 'false') = 'false')` : sql`true`

export const elements = (field: string): Where =>
  sql`jsonb_array_elements(case jsonb_typeof(d.data -> ${field}) when 'array' then d.data -> ${field} else jsonb_build_array(d.data -> ${field}) end)`

const isAnyAlert = ({ field, ranges }: Range): boolean =>
  field === 'alert_count' && ranges.length === 1 && ranges[0]?.from === 1 && ranges[0].to === undefined

function range(config: Configuration, type: RecordType, c: Range): Where {
  // Few records have alerts: these are looked up, instead of the answers of all.
  if (isAnyAlert(c)) return sql`exists (select from alert a where a.n = r.n)`
  const kind = config.published.get(type)?.sort[c.field]
  if (c.field === 'created_at') return between(c, (v) => sql`${String(v)}::timestamptz`, sql`r.created_at`)
  if (c.field === 'last_updated_at' && c.ranges.every(isOfMoments)) return lastUpdated(type, c)
  if (kind === 'date')
    return between(c, (v) => sql`${String(v)}::date`, sql`r.${sql.ref(sortColumn(c.field, kind))}`, isDate)
  if (kind === 'number')
    return between(c, (v) => sql`${v}::numeric`, sql`r.${sql.ref(sortColumn(c.field, kind))}`, isNumber)
  if (kind === 'moment' || ((kind === 'dates' || kind === 'moments') && c.ranges.every(isSinceEver))) {
    const cast = sql.raw(kind === 'dates' ? 'date' : 'timestamptz')
    return between(c, (v) => sql`${String(v)}::${cast}`, sql`r.${sql.ref(sortColumn(c.field, kind))}`, isTime)
  }
  const doc = sql.table(`${type}_doc`)
  const one = sql`e.v #>> '{}'`
  const isText = c.ranges.some((r) => typeof r.from === 'string' || typeof r.to === 'string')
  const fits = isText
    ? between(c, (v) => sql`${String(v)}`, one)
    : sql`jsonb_typeof(e.v) = 'number' and ${between(c, (v) => sql`${v}::numeric`, sql`(${one})::numeric`)}`
  return sql`exists (select from ${doc} d, ${elements(c.field)} e (v) where d.n = r.n and ${isOpen(c.field)} and ${fits})`
}

const isOfMoments = ({ from, to }: { from?: Value; to?: Value }): boolean =>
  [from, to].every((v) => v === undefined || (typeof v === 'string' && isMoment(v)))

/** The moment stands beside the answers, too: they need not be unpacked for it. */
const lastUpdated = (type: RecordType, c: Range): Where =>
  sql`exists (select from ${sql.table(`${type}_doc`)} d
    where d.n = r.n and ${between(c, (v) => sql`${String(v)}::timestamptz`, sql`d.last_updated_at`)})`

/** Of several days the column keeps the earliest since then: it answers a range that begins there, and no other. */
const isSinceEver = ({ from }: { from?: Value }): boolean => from === beginning || from === `${beginning}T00:00:00.000Z`
const isTime = (v: Value): boolean => isDay(v) || isMoment(v)

const isNumber = (v: Value): boolean => typeof v === 'number'
const isDate = (v: Value): boolean => typeof v === 'string'

function between(c: Range, bound: (v: Value) => Where, value: Where, fits: (v: Value) => boolean = () => true): Where {
  const parts = c.ranges.map(({ from, to }) => {
    if ((from !== undefined && !fits(from)) || (to !== undefined && !fits(to))) return sql`false`
    const above = from === undefined ? sql`true` : sql`${value} >= ${bound(from)}`
    const below = to === undefined ? sql`true` : sql`${value} <= ${bound(to)}`
    return sql`(${above} and ${below})`
  })
  return parts.length === 0 ? sql`false` : sql`(${sql.join(parts, sql` or `)})`
}

/** v2 asks in capitals, and numbers of dashboards tell places in small letters. */
function placeOf({ locations }: Configuration, code: string) {
  const small = code.toLowerCase()
  return locations.get(code) ?? [...locations.values()].find((place) => place.code.toLowerCase() === small)
}

type Under = Extract<Condition, { kind: 'under' }>

function under(config: Configuration, type: RecordType, c: Under): Where {
  const places = c.codes
    .map((code) => placeOf(config, code))
    .filter((place) => place !== undefined)
    .filter((place) => c.level === undefined || place.level >= c.level)
  if (places.length === 0) return sql`false`
  if (config.published.get(type)?.location !== c.field) {
    const codes = [...config.locations.values()]
      .filter((l) => places.some((place) => l.hierarchy.includes(place.code)))
      .filter((l) => c.level === undefined || l.level >= c.level)
      .map((l) => l.code)
    return any(config, type, { kind: 'any', field: c.field, values: codes })
  }
  // 'CO.A.' up to 'CO.A/': '/' follows '.', so that a sibling code such as A-2 stays outside.
  const inside = places.map((place) => {
    const path = place.hierarchy.join('.')
    return sql`(r.loc_path >= ${`${path}.`} and r.loc_path < ${`${path}/`})`
  })
  const deep =
    c.level === undefined ? sql`` : sql` and length(r.loc_path) - length(replace(r.loc_path, '.', '')) > ${c.level}`
  return sql`((${sql.join(inside, sql` or `)})${deep})`
}
