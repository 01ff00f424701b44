// Rows of a case's `incident_details`: each is an incident of its own, and none is kept in the case (records §10). What
// is said of such a row is said of the incident: it meets there what others said of it, and is told of the case.
import { isBlank, isObject } from '../forms/answer.ts'
import { diff, type Kept } from './changes.ts'
import { touchedAt } from './edit.ts'
import { incidentAt, incidentField } from './incident-paths.ts'
import type { Change, Data } from './record.ts'

/** What a change says of one incident. `isWhole`: the row itself was sent, if only as a new one without answers. */
export type IncidentRow = { id: string; changes: Change[]; isWhole: boolean }

/** The rows that these changes name, with their paths and what they were based on as the incident knows them. */
export function incidentRowsIn(changes: readonly Change[]): IncidentRow[] {
  const ofRows = Map.groupBy(
    changes.filter(({ path }) => incidentAt(path) !== undefined),
    ({ path: [, id = ''] }) => id,
  )
  return [...ofRows].map(([id, some]) => ({
    id,
    changes: some.flatMap(inIncident),
    isWhole: some.some(({ path }) => path.length === 2),
  }))
}

function inIncident({ path, from, to }: Change): Change[] {
  if (path.length > 2) return [{ path: path.slice(2), from, to }]
  return isObject(to) ? diff(answersOf(from), answersOf(to)) : []
}

function answersOf(row: unknown): Data {
  const { unique_id: _id, ...answers } = (isObject(row) ? row : {}) as Data
  return answers
}

/** The answers of an incident that is made of the row; undefined where nothing was said that would make one. */
export function beginningOf({ changes, isWhole }: IncidentRow): Data | undefined {
  const said = isWhole ? changes : changes.filter(({ to }) => !isBlank(to))
  if (said.length === 0 && !isWhole) return undefined
  return said.reduce<Data>((data, { path, to }) => touchedAt(data, path, to) as Data, {})
}

/** As much of what came of a change as its sender is told. */
export type Told = { outcome: 'applied' | 'merged' | 'conflict'; conflicts: Kept[] }

const worse: readonly Told['outcome'][] = ['applied', 'merged', 'conflict']

/** What came of the case's own answers, together with what came of this row's. */
export const toldWith = (kase: Told, id: string, row: Told): Told => ({
  outcome: worse.indexOf(row.outcome) > worse.indexOf(kase.outcome) ? row.outcome : kase.outcome,
  conflicts: [
    ...kase.conflicts,
    ...row.conflicts.map((kept) => ({ ...kept, path: [incidentField, id, ...kept.path] })),
  ],
})
