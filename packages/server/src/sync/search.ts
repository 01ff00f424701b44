// Lists of our own app: typed filters, refused where the asker may not know the field.
import type { Actor } from '@primero/domain/access/actor.ts'
import { mayAskBy, maySearchBy, shortFields } from '@primero/domain/access/fields.ts'
import { may } from '@primero/domain/access/role.ts'
import { scopeOf } from '@primero/domain/access/scope.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { SearchReply, SearchRequest } from '@primero/domain/sync/protocol.ts'
import { fullNames } from '../accounts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { presentRecords } from '../records/reading.ts'
import { conditionOf } from '../search/conditions.ts'
import { findRecords } from '../search/queries.ts'
import { referredTo } from '../search/referred.ts'

/** A list as its asker may see it, and the audit of it. */
export const logged = (tx: Tx, actor: Actor, { type }: SearchRequest, reply: SearchReply, ip: string) =>
  insertAudit(tx, {
    userName: actor.userName,
    action: 'list',
    outcome: 'done',
    recordType: type,
    ip,
    details: { record_ids: reply.rows.map((row) => row.id) },
  })

export async function search(house: House, tx: Tx, actor: Actor, asked: SearchRequest): Promise<SearchReply> {
  const config = house.configuration()
  const { type } = asked
  if (!may(actor.role, type, 'read')) throw new Problem('forbidden', { action: 'read' })
  if (asked.query?.by === 'id' && asked.query.text.trim().length < 3)
    return { total: 0, page: 1, per: asked.per, rows: [] }
  const unknown = [...asked.filters.map((f) => f.field), ...(asked.sort ? [asked.sort.field] : [])].filter(
    (field) => !mayAskBy(config, actor, type, field) && !(field === 'incident_case_id' && type === 'incident'),
  )
  if (unknown.length > 0) throw new Problem('unknown-keys', { keys: unknown })
  const mayAskAll = asked.query === undefined || maySearchBy(config, actor, type, asked.query.by)
  if (asked.query !== undefined && asked.query.by !== 'id' && !mayAskAll)
    throw new Problem('unknown-keys', { keys: ['query'] })
  const query = asked.query && asked.query.text.trim() !== '' ? { ...asked.query, codesOnly: !mayAskAll } : undefined
  const page = Math.min(Math.max(1, Math.trunc(asked.page)), 1_000_000)
  // 0 asks for the number alone.
  const per = Math.min(Math.max(0, Math.trunc(asked.per)), 200)
  const { total, rows } = await findRecords(tx, config, type, scopeOf(actor, type), {
    conditions: asked.filters.map(conditionOf),
    referred: await referredTo(tx, config, actor, type),
    ...(query ? { query } : {}),
    sort: asked.sort ? { ...asked.sort, ranked: true } : { field: 'created_at', descending: true },
    page,
    per,
  })
  const only = new Set(
    [...shortFields(type), ...signs, ...columnsOf(house, actor, type)].filter(
      (name) => name !== 'photos' && name !== 'photo',
    ),
  )
  const shown = await presentRecords(house, tx, actor, type, rows, only)
  const names = await namesOfOwners(tx, actor, shown)
  return {
    ...(names.size > 0 ? { names: Object.fromEntries(names) } : {}),
    total,
    page,
    per,
    rows: rows.map((r, i) => ({
      id: r.id,
      type,
      version: r.version,
      module: r.module,
      incomplete: r.incomplete,
      data: shown[i] ?? {},
    })),
  }
}

async function namesOfOwners(
  tx: Tx,
  actor: Actor,
  shown: readonly Record<string, unknown>[],
): Promise<Map<string, string>> {
  const owners = new Set(shown.map((data) => data['owned_by']).filter((one) => typeof one === 'string'))
  owners.delete(actor.userName)
  return fullNames(tx, [...owners])
}

/** What a card of a list shows besides its columns. */
const signs = ['risk_level', 'workflow']

const columnsOf = (house: House, actor: Actor, type: RecordType): string[] =>
  actor.role.modules
    .flatMap((m) => Object.values(house.configuration().modules.get(m)?.listHeaders ?? {}).flat())
    .filter((name) => mayAskBy(house.configuration(), actor, type, name))
