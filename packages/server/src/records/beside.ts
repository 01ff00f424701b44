// What stands beside the answers of a record: read for the command, written with what it says.
import { Problem } from '@primero/domain/problem.ts'
import type { Carried, Known } from '@primero/domain/records/command.ts'
import type { Occasion, StoredRecord } from '@primero/domain/records/record.ts'
import { alertsOf, keepAlerts } from '../alerts/queries.ts'
import type { Tx } from '../db/database.ts'
import { flagsOf, insertFlag, updateFlag } from '../flags/queries.ts'
import type { Act } from './act.ts'
import type { Held } from './held.ts'

export type Beside = Pick<Known, 'alerts' | 'flags' | 'flagsMany'>

/** Most records have no alerts, and say so: nothing is asked of them. */
const hasAlerts = ({ data }: StoredRecord): boolean => Number(data['alert_count'] ?? 0) > 0

const flagDeeds: ReadonlySet<Act['name']> = new Set<Act['name']>(['flag.add', 'flag.edit', 'flag.resolve'])

/** Alerts of a record that is there, and its flags where the act is about one. */
export async function besideOf(tx: Tx, act: Act, held: Held | undefined): Promise<Beside> {
  if (held === undefined) return {}
  const { n } = held.row
  const [alerts, flags] = await Promise.all([
    hasAlerts(held.record) ? alertsOf(tx, n) : [],
    flagDeeds.has(act.name) ? flagsOf(tx, n) : undefined,
  ])
  return { alerts, ...(flags ? { flags } : {}), ...(act.many ? { flagsMany: true } : {}) }
}

/** @throws Problem id-taken where a flag's id is that of another record's */
export async function keepBeside(
  tx: Tx,
  n: number,
  { flags = [] }: Beside,
  { record, alerts, flag }: Carried,
  { today }: Occasion,
): Promise<void> {
  const of = { n, id: record.id, type: record.type }
  await Promise.all([
    alerts && keepAlerts(tx, of, alerts, today),
    flag && (flags.some(({ id }) => id === flag.id) ? updateFlag(tx, flag) : addFlag(tx, of, flag)),
  ])
}

async function addFlag(
  tx: Tx,
  of: Parameters<typeof insertFlag>[1],
  flag: NonNullable<Carried['flag']>,
): Promise<void> {
  if (!(await insertFlag(tx, of, flag))) throw new Problem('id-taken', { id: flag.id })
}
