// What this person has to do: worked out from the own open cases, as he may read them.
import type { Actor } from '@primero/domain/access/actor.ts'
import { may } from '@primero/domain/access/role.ts'
import { scopeOf } from '@primero/domain/access/scope.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { Data } from '@primero/domain/records/record.ts'
import { type Task, taskFilters, tasksOf } from '@primero/domain/workflow/tasks.ts'
import type { Tx } from '../db/database.ts'
import { type House, todayOf } from '../house.ts'
import { factsFrom, stored } from '../records/held.ts'
import { shownAlone } from '../records/reading.ts'
import { conditionOf } from '../search/conditions.ts'
import { findRecords } from '../search/queries.ts'

/** A task, and of its case what a page of tasks tells. */
export type FoundTask = Task & { code: string | null; name: string | null; module: string }

/** Whoever has the board of tasks, and cases. */
export function refuseWithoutBoard({ role }: Actor): void {
  const hasBoard = Object.values(role.permissions).some((actions) => actions.includes('dash_tasks'))
  if (!hasBoard || (role.permissions['case'] ?? []).length === 0) throw new Problem('forbidden', {})
}

/** Nobody owns so many open cases; were it so, the oldest of them would wait for a report. */
const most = 5000

export async function tasksFor(house: House, tx: Tx, actor: Actor): Promise<FoundTask[]> {
  if (!may(actor.role, 'case', 'read')) return []
  const config = house.configuration()
  const view = { worker: actor.userName, today: todayOf(house), zone: house.settings.timeZone }
  const { rows } = await findRecords(tx, config, 'case', scopeOf(actor, 'case'), {
    conditions: taskFilters(actor.userName).map(conditionOf),
    sort: { field: 'created_at', descending: true },
    page: 1,
    per: most,
  })
  return rows.flatMap((row) => {
    const of = { record: stored('case', row, row), facts: factsFrom('case', row) }
    const shown = shownAlone(house, actor, of) as Data
    const kase = { code: textOf(shown['case_id_display']), name: textOf(shown['name']), module: row.module }
    return tasksOf(config, view, row.id, shown).map((task) => ({ ...task, ...kase }))
  })
}

const textOf = (answer: unknown): string | null => (typeof answer === 'string' ? answer : null)
