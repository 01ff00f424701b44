import type { Uuid } from '@primero/domain/ids.ts'
import type { Moment } from '@primero/domain/time.ts'
import { expect, test } from 'vitest'
import type { TrainingRecord } from './cases.ts'
import { atMostIncidents } from './limit.ts'

const record = (id: string, incidentOf?: string): TrainingRecord => ({
  id: id as Uuid,
  type: incidentOf === undefined ? 'case' : 'incident',
  module: 'primeromodule-cp',
  owner: 'amal',
  createdAt: '2026-01-01T00:00:00.000Z' as Moment,
  updatedAt: '2026-01-01T00:00:00.000Z' as Moment,
  data: {},
  stamps: incidentOf === undefined ? { has_incidents: true } : {},
  status: 'open',
  grants: [],
  ...(incidentOf === undefined ? {} : { incidentOf: incidentOf as Uuid }),
})

test('incidents beyond the number are left out, and their cases say so', () => {
  const records = [record('a'), record('a1', 'a'), record('a2', 'a'), record('b'), record('b1', 'b'), record('c')]
  const kept = [...atMostIncidents(records, 2)]
  expect(kept.map((r) => r.id)).toEqual(['a', 'a1', 'a2', 'b', 'c'])
  expect(kept.filter((r) => r.type === 'case').map((r) => r.stamps['has_incidents'])).toEqual([true, false, false])
})
