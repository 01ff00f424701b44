import { sampleActor, sampleFacts, sampleWorld } from '@primero/domain/access/sample.ts'
import type { Change, Data, StoredRecord } from '@primero/domain/records/record.ts'
import { expect, test } from 'vitest'
import { visiblePaths } from './visible-paths.ts'

const config = sampleWorld()
const facts = sampleFacts('ana')
const supervisor = sampleActor('dawit', { identity: 'scope', scope: 'group' })
const owner = sampleActor('ana')
const changes: Change[] = [
  { path: ['name'], from: undefined, to: 'Zahra' },
  { path: ['name_nickname'], from: 'Zaza', to: undefined },
  { path: ['age'], from: 9, to: 10 },
]
const record = (data: Data): StoredRecord => ({ id: facts.id, type: 'case', version: 2, data })
const hidden = record({ hidden_name: true })
const seen = (by: typeof owner, of: StoredRecord) => visiblePaths(config, by, facts, changes, of)

test('an open name is in the history of whoever may read it', () => {
  expect(seen(supervisor, record({ hidden_name: false }))).toEqual(changes)
})

test('a protected name is stars to others, its other forms are left out', () => {
  expect(seen(supervisor, hidden)).toEqual([{ path: ['name'], to: '*******' }, changes[2]])
})

test('the owner sees a protected name in the history', () => {
  expect(seen(owner, hidden)).toEqual(changes)
})
