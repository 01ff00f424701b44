import { expect, test } from 'vitest'
import { sampleWorld } from '../access/sample.ts'
import type { Bundle } from '../configuration/bundle.ts'
import { copiedFromCase, incidentModule } from './from-case.ts'

const world = sampleWorld()
const cp = 'primeromodule-cp'

test('without a map of its own a module copies the default fields, into empty ones only', () => {
  const kase = {
    survivor_code_no: 'S-1',
    age: 9,
    gbv_ethnicity: 'x',
    maritial_status: 'single',
    name: 'Layla',
    sex: '',
  }
  expect(copiedFromCase(world, cp, kase, { age: 7 })).toEqual({
    age: 7,
    survivor_code: 'S-1',
    ethnicity: 'x',
    maritial_status: 'single',
  })
})

const mapped = sampleWorld({
  modules: [...world.modules.values()].map((m): Bundle['modules'][number] =>
    m.id === cp
      ? {
          ...m,
          fieldMap: {
            mapTo: 'primeromodule-gbv',
            fields: [
              { source: ['sex'], target: 'cp_sex' },
              { source: ['incident_details', 'incident_date'], target: 'incident_date' },
              { source: ['incident_details', 'place'], target: 'place' },
              { source: ['owned_by'], target: 'owned_by' },
              { source: ['constructor'], target: 'made' },
            ],
          },
        }
      : m,
  ),
})

const kase = {
  sex: 'female',
  owned_by: 'amal',
  incident_details: [
    { unique_id: '1', incident_date: '2024-03-01', place: 'road' },
    { unique_id: '2', incident_date: '2024-01-01', place: 'home' },
  ],
}

test('a two-part source reads the newest row, or the one that is named', () => {
  expect(copiedFromCase(mapped, cp, kase, {})).toEqual({ cp_sex: 'female', incident_date: '2024-03-01', place: 'road' })
  expect(copiedFromCase(mapped, cp, kase, {}, '2')).toMatchObject({ incident_date: '2024-01-01', place: 'home' })
  expect(copiedFromCase(mapped, cp, kase, {}, '9')).toEqual({ cp_sex: 'female' })
})

test('ownership is no answer, and names of the prototype lead nowhere', () => {
  const copied = copiedFromCase(mapped, cp, kase, {})
  expect(copied).not.toHaveProperty('owned_by')
  expect(copied).not.toHaveProperty('made')
})

test('the map names the module of the incident', () => {
  expect(incidentModule(mapped, cp)).toBe('primeromodule-gbv')
  expect(incidentModule(world, cp)).toBe(cp)
})
