import { sampleBundle, sampleField, sampleForm } from '@primero/domain/forms/sample.ts'
import { configurationOf } from '@primero/domain/configuration/configuration.ts'
import type { Bundle } from '@primero/domain/configuration/bundle.ts'
import { expect, test } from 'vitest'
import { bornFrom } from './born.ts'
import type { AppConfig } from './store.ts'

const moduleOf = (id: string): Bundle['modules'][number] => ({
  id,
  name: id,
  recordTypes: ['case'],
  options: {},
  listHeaders: {},
  listFilters: {},
})
const bundle = sampleBundle({
  modules: [moduleOf('primeromodule-cp'), moduleOf('primeromodule-gbv')],
  forms: [
    sampleForm(
      'identity',
      [
        sampleField('name_first', 'text_field', { identifying: true }),
        sampleField('age', 'numeric_field'),
        sampleField('previous_agency', 'text_field'),
      ],
      { modules: ['primeromodule-cp', 'primeromodule-gbv'] },
    ),
    sampleForm('other', [sampleField('place', 'text_field')]),
  ],
})
const config = {
  configuration: configurationOf(1, [bundle]),
  locale: 'en',
  me: {
    id: 1,
    userName: 'amal',
    fullName: 'Amal',
    agency: null,
    groups: [],
    scope: 'self',
    role: {
      id: 'role-cp',
      name: 'cp',
      permissions: { case: ['read', 'create', 'write'] },
      forms: { identity: 'rw', other: 'r' },
      identity: 'own',
      manager: false,
    },
  },
} as unknown as AppConfig

const birth = (module: string) => ({
  at: '2026-03-02T09:00:00.000Z',
  args: {
    type: 'case',
    id: '5f2c1a34-9b1d-4c1e-8f00-aa12bb34cc56',
    module,
    data: { unique_identifier: 'a1b2c3d4-0000-4000-8000-00000abcdef1', name_first: 'Nour', age: 9 },
  },
})

test('a survivor’s name is covered before any server knows of her', () => {
  expect(bornFrom(config, birth('primeromodule-gbv')).nameHidden).toBe(true)
  expect(bornFrom(config, birth('primeromodule-cp')).nameHidden).toBe(false)
})

test('a record on this device only stands as it will once received: open, coded, owned by its author', () => {
  expect(bornFrom(config, birth('primeromodule-cp')).data).toMatchObject({
    short_id: 'abcdef1',
    status: 'open',
    record_state: true,
    owned_by: 'amal',
    workflow: 'new',
    name_first: 'Nour',
  })
})

test('its author may go on writing the answers of his forms, not what the server fills in', () => {
  const { writable, actions } = bornFrom(config, birth('primeromodule-cp'))
  expect(actions).toEqual(['write'])
  expect(writable).toEqual(expect.arrayContaining(['name_first', 'age']))
  expect(writable).not.toContain('previous_agency')
  expect(writable).not.toContain('place')
})
