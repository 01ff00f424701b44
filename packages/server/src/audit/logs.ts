// The audit of the whole instance, and who gave over what to whom (api-admin §19, §20).
import { may } from '@primero/domain/access/role.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance } from 'fastify'
import { transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { listOf, pageOf, type Parameters, textOf } from '../http/query-string.ts'
import { needsActor } from '../http/session.ts'
import { moment } from './access-log.ts'
import { listAction, storedKind } from './kinds.ts'
import { presentLogs } from './present-log.ts'
import { insertAudit, type LogQuestion, logRows } from './queries.ts'
import { wireActions, wireKinds } from './words.ts'

const tags = ['audit']

/** As long as one asks (api-admin §19), within what fits into an answer. */
const mostRows = 50_000

export function auditLogRoutes(app: FastifyInstance, house: House): void {
  app.get('/api/v2/audit_logs', { schema: { tags, summary: 'Who did what, by page' } }, (request) => {
    const actor = needsActor(request)
    if (!may(actor.role, 'audit_log', 'read')) throw new Problem('forbidden', {})
    const query = request.query as Parameters
    const at = pageOf(query, 100, mostRows)
    return transaction(house.db, actor, async (tx) => {
      const { total, rows } = await logRows(tx, { ...at, ...questionOf(query) })
      const data = await presentLogs(house, tx, rows)
      await insertAudit(tx, {
        userName: actor.userName,
        action: listAction(request),
        outcome: 'done',
        recordType: 'audit_log',
        details: { parameters: Object.keys(query).filter((name) => known.has(name)), total: rows.length },
      })
      return { data, metadata: { total, ...at } }
    })
  })

  // Handing over comes with transfers; until then there is nothing to tell of.
  app.get('/api/v2/activity_log', { schema: { tags, summary: 'Transfers that were taken or refused' } }, (request) => {
    const actor = needsActor(request)
    if (!may(actor.role, 'activity_log', 'transfer')) throw new Problem('forbidden', {})
    return { data: [], metadata: { total: 0 } }
  })
}

const known = new Set([
  'user_name',
  'from',
  'to',
  'audit_log_actions',
  'record_type',
  'order_by',
  'order',
  'page',
  'per',
])

function questionOf(query: Parameters): Omit<LogQuestion, 'page' | 'per'> {
  return {
    userName: textOf(query['user_name']),
    from: moment(query['from']),
    to: moment(query['to']),
    actions: allKnown(listOf(query['audit_log_actions']), wireActions),
    kinds: allKnown(listOf(query['record_type']), wireKinds).map(storedKind),
    byPerson: query['order_by'] === 'user_name' || query['order_by'] === 'record_user_name',
    descending: query['order'] === undefined || query['order'] === 'desc',
  }
}

/** A list with an unknown word counts as none (api-admin §19). */
const allKnown = (asked: string[], words: readonly string[]): string[] =>
  asked.every((word) => words.includes(word)) ? asked : []
