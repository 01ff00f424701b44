import { join } from 'node:path'
import { configurationOf } from '@primero/domain/configuration/configuration.ts'
import { expect, test } from 'vitest'
import { readBundles } from '../configuration/bundles.ts'
import { trainingCases } from './cases.ts'
import { standing } from './standing.ts'
import { caseWorkers, dwellings } from './workers.ts'

const bundles = readBundles(join(import.meta.dirname, '../../../../config'), [
  'core',
  'cp',
  'gbv',
  'training',
])
const config = configurationOf(1, bundles)
const workers = caseWorkers(
  config,
  bundles.flatMap((bundle) => bundle.trainingUsers),
)

const records = [
  ...trainingCases({
    seed: 5,
    count: 400,
    today: '2026-03-31',
    workers,
    locations: dwellings(config),
    config,
  }),
].map((record) => {
  const worker = workers.find((one) => one.userName === record.owner)
  if (worker === undefined) throw new Error('a record without its worker')
  const { userName, agency, groups, location } = worker
  const owner = {
    userName,
    fullName: userName,
    agency,
    groups,
    location,
    agencyOffice: null,
    code: null,
    category: null,
  }
  return { record, data: standing(config, record, owner) }
})
const cases = records.filter(({ record }) => record.type === 'case').map(({ data }) => data)

test('cases stand at every step of the workflow that their answers lead to', () => {
  const steps = new Set(cases.map((data) => data['workflow']))
  for (const step of ['new', 'closed', 'reopened', 'case_plan', 'service_provision', 'services_implemented'])
    expect(steps, step).toContain(step)
  for (const data of cases)
    expect(data['workflow'] === 'closed', String(data['workflow'])).toBe(data['status'] === 'closed')
})

test('a case keeps its code, its owner and the time it was registered', () => {
  for (const { record, data } of records) {
    expect(data).toMatchObject({
      owned_by: record.owner,
      created_at: record.createdAt,
      module_id: record.module,
    })
    expect(data['unique_identifier']).toBe(record.stamps['unique_identifier'])
    expect(String(data['last_updated_at']) >= record.createdAt, String(data['last_updated_at'])).toBe(true)
  }
})

test('names are put together from their parts, and those of survivors are protected', () => {
  for (const data of cases) {
    expect(String(data['name']).split(' ').length).toBeGreaterThanOrEqual(2)
    expect(data['hidden_name'] === true).toBe(data['module_id'] === 'primeromodule-gbv')
  }
})

test('an incident names its case, and agrees with it about the person', () => {
  const byId = new Map(records.map(({ record, data }) => [record.id as string, data]))
  const incidents = records.filter(({ record }) => record.type === 'incident')
  expect(incidents.length).toBeGreaterThan(50)
  for (const { data } of incidents) {
    const kase = byId.get(String(data['incident_case_id']))
    expect(kase?.['has_incidents']).toBe(true)
    expect(data['age']).toBe(kase?.['age'])
    expect(data['sex'] ?? data['cp_sex']).toBe(kase?.['sex'])
  }
})
