// A caseload with so many incidents and no more: cases beyond have none.
import type { TrainingRecord } from './cases.ts'

export function* atMostIncidents(records: Iterable<TrainingRecord>, most: number): Generator<TrainingRecord> {
  let left = most
  for (const [kase, ...incidents] of byCase(records)) {
    if (kase === undefined) continue
    const kept = incidents.slice(0, left)
    left -= kept.length
    yield { ...kase, stamps: { ...kase.stamps, has_incidents: kept.length > 0 } }
    yield* kept
  }
}

/** Each case with the incidents that follow it in the stream. */
function* byCase(records: Iterable<TrainingRecord>): Generator<TrainingRecord[]> {
  let group: TrainingRecord[] = []
  for (const record of records) {
    if (record.type === 'case' && group.length > 0) {
      yield group
      group = []
    }
    group.push(record)
  }
  if (group.length > 0) yield group
}
