// The audit as our own page asks it: by outcome and by record, too, and as a file for whoever keeps it elsewhere.
import { may } from '@primero/domain/access/role.ts'
import type { Actor } from '@primero/domain/access/actor.ts'
import { nameIn, recordTypes } from '@primero/domain/configuration/bundle.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { nameText } from '@primero/domain/accounts/name.ts'
import { transaction, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { csvOf } from './csv.ts'
import { storedKind } from './kinds.ts'
import { namesOf } from './present-log.ts'
import { insertAudit, type LogRow, logRows } from './queries.ts'
import { wireKinds } from './words.ts'

const tags = ['audit']
/** Rows of one file: more are asked for by shorter times. */
const mostRows = 50_000

const filters = z.strictObject({
  from: z.optional(z.iso.datetime()),
  to: z.optional(z.iso.datetime()),
  userName: z.optional(z.string().max(200)),
  actions: z.optional(z.array(z.string().max(100)).max(100)),
  kinds: z.optional(z.array(z.string().max(100)).max(50)),
  outcome: z.optional(z.enum(['done', 'refused'])),
  recordId: z.optional(z.uuid()),
})
const question = z.strictObject({
  ...filters.shape,
  page: z.int().min(1).max(1_000_000).default(1),
  per: z.int().min(1).max(500).default(50),
})

const row = z.strictObject({
  id: z.string(),
  at: z.string(),
  userName: z.nullable(z.string()),
  role: z.nullable(z.string()),
  agency: z.nullable(z.string()),
  action: z.string(),
  outcome: z.enum(['done', 'refused']),
  code: z.nullable(z.string()),
  kind: z.nullable(z.string()),
  recordId: z.nullable(z.string()),
  about: z.nullable(z.string()),
  resource: z.nullable(z.string()),
  method: z.nullable(z.string()),
  ip: z.nullable(z.string()),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
})
const found = z.strictObject({ total: z.int(), page: z.int(), per: z.int(), rows: z.array(row) })
type Row = z.infer<typeof row>

export function auditSearchRoutes(app: FastifyInstance, house: House): void {
  app.post<{ Body: z.infer<typeof question> }>(
    '/api/ext/audit/search',
    { schema: { tags, summary: 'The audit, by filters and page', body: question, response: { 200: found } } },
    (request) => {
      const actor = reader(request)
      const { page, per } = request.body
      return transaction(house.db, actor, async (tx) => {
        const { total, rows } = await asked(house, tx, request.body, { page, per })
        await told(tx, actor, request, 'index', rows.length)
        return { total, page, per, rows }
      })
    },
  )
  app.post<{ Body: z.infer<typeof filters> }>(
    '/api/ext/audit/export',
    {
      config: { proof: 'export' },
      schema: { tags, summary: 'The audit as a file of comma-separated values', body: filters },
    },
    async (request, reply) => {
      const actor = reader(request)
      const rows = await transaction(house.db, actor, async (tx) => {
        const { rows } = await asked(house, tx, request.body, { page: 1, per: mostRows })
        await told(tx, actor, request, 'export', rows.length)
        return rows
      })
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="audit.csv"')
        .send(csvOf(columns, rows.map(cells)))
    },
  )
  app.get(
    '/api/ext/audit/words',
    { schema: { tags, summary: 'Actions and kinds that the audit knows' } },
    (request) => {
      const actor = reader(request)
      const { roles } = house.configuration()
      return {
        kinds: [...new Set([...recordTypes, ...wireKinds.map(storedKind)])].toSorted(),
        roles: [...roles.values()].map((role) => ({ id: role.id, name: nameIn(role, actor.locale) })),
        mayAskPeople: may(actor.role, 'user', 'read'),
      }
    },
  )
}

function reader(request: FastifyRequest): Actor {
  const actor = needsActor(request)
  if (!may(actor.role, 'audit_log', 'read')) throw new Problem('forbidden', {})
  return actor
}

/** Which filters were used, never their values. */
const told = (tx: Tx, actor: Actor, { body }: FastifyRequest, action: string, total: number) =>
  insertAudit(tx, {
    userName: actor.userName,
    action,
    outcome: 'done',
    recordType: 'audit_log',
    details: { parameters: Object.keys(body as object), total },
  })

async function asked(house: House, tx: Tx, q: z.infer<typeof filters>, at: { page: number; per: number }) {
  const { total, rows } = await logRows(tx, {
    ...at,
    userName: nameText(q.userName ?? '') || undefined,
    from: q.from ?? null,
    to: q.to ?? null,
    actions: q.actions ?? [],
    kinds: (q.kinds ?? []).map(storedKind),
    outcome: q.outcome,
    recordId: q.recordId,
    byPerson: false,
    descending: true,
  })
  const names = await namesOf(house, tx, rows)
  return { total, rows: rows.map((one, i) => present(house, one, names[i] ?? null)) }
}

function present(house: House, row: LogRow, about: string | null): Row {
  const { roles, agencies } = house.configuration()
  return {
    id: String(row.id),
    at: row.at.toISOString(),
    userName: row.user_name,
    role: row.role === null ? null : (roles.get(row.role)?.name ?? row.role),
    agency: row.agency === null ? null : (agencies.get(row.agency)?.code ?? row.agency),
    action: row.action,
    outcome: row.outcome,
    code: row.code,
    kind: row.record_type,
    recordId: row.record_id,
    about,
    resource: row.resource,
    method: row.method,
    ip: row.ip,
    details: detailsOf(row),
  }
}

/** Names of fields and rights, ids and counts. What else may stand there is for who reads the table. */
const shown = ['fields', 'gained', 'lost', 'beyond', 'dangers', 'from', 'to', 'role', 'total', 'parameters'] as const
const mostWords = 500

function detailsOf({ action, details }: LogRow): Row['details'] {
  if (details === null || action === 'failed_login') return {}
  const known = shown.flatMap((key): [string, Row['details'][string]][] => {
    const value = details[key]
    if (Array.isArray(value)) return [[key, value.slice(0, mostWords).map(String)]]
    return typeof value === 'string' || typeof value === 'number' ? [[key, value]] : []
  })
  const many = Array.isArray(details['record_ids']) ? [['records', details['record_ids'].length] as const] : []
  return Object.fromEntries([...known, ...many])
}

const columns = ['time', 'person', 'role', 'agency', 'action', 'outcome', 'code', 'kind', 'about', 'record'].concat([
  'route',
  'method',
  'address',
  'details',
])

const cells = (r: Row): (string | null)[] => [
  ...[r.at, r.userName, r.role, r.agency, r.action, r.outcome, r.code, r.kind, r.about, r.recordId],
  ...[r.resource, r.method, r.ip, Object.keys(r.details).length === 0 ? null : JSON.stringify(r.details)],
]
