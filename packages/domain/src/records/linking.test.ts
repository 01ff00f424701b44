import { expect, test } from 'vitest'
import { sampleFacts, samplePerson } from '../access/sample.ts'
import type { Role } from '../configuration/bundle.ts'
import { patches, refusalOf, sampleStored } from './sample.ts'

test('attribution names an enabled beneficiary', () => {
  const role = { permissions: { case: ['read', 'attribute'] } }
  const attribute = (identified: ReturnType<typeof samplePerson> | null) =>
    patches({ role, known: { action: 'attribute', identified } }, { identified_by: 'zeina' })
  expect(attribute(samplePerson('zeina', { category: 'identified' })).record.data).toMatchObject({
    identified_by: 'zeina',
    identified_by_full_name: 'zeina of the field office',
    identified_at: '2024-05-10T08:00:00.000Z',
  })
  const problem = {
    code: 'rule-broken',
    attribute: 'identified_by',
    message: 'errors.models.child.identified_by_exists',
  }
  expect(refusalOf(() => attribute(null))).toEqual(problem)
  expect(refusalOf(() => attribute(samplePerson('zeina')))).toEqual(problem)
})

// rule: records 9 registry-stamp
test('a tie to a registry record needs that it may be read', () => {
  const id = 'a0000000-0000-4000-8000-00000000000a'
  const role = { permissions: { case: ['read', 'write', 'add_registry_record'], registry_record: ['read'] } }
  const linked = (facts: object) => ({
    record: { id, type: 'registry_record', version: 1, data: { registry_id_display: 'abc1234', registry_no: '7' } },
    facts: sampleFacts('amal', { id: id as never, type: 'registry_record', ...facts }),
  })
  const tie = (known: object) => patches({ role, known }, { registry_record_id: id })
  expect(tie({ linkedRegistry: linked({}) }).record.data).toMatchObject({
    registry_id_display: 'abc1234',
    registry_no: '7',
    registry_name: null,
  })
  const cut = patches(
    {
      role,
      stored: {
        registry_record_id: id,
        registry_id_display: 'abc1234',
        registry_no: '7',
        registry_name: 'x',
        registry_location_current: 'LOC',
      },
    },
    { registry_record_id: null },
  )
  expect(cut.record.data).toMatchObject({
    registry_record_id: null,
    registry_id_display: null,
    registry_no: null,
    registry_name: null,
    registry_location_current: null,
  })
  expect(refusalOf(() => tie({}))).toEqual({ code: 'not-found', what: 'registry_record' })
  expect(refusalOf(() => tie({ linkedRegistry: linked({ seenBy: [] }) }))).toEqual({
    code: 'not-found',
    what: 'registry_record',
  })
  expect(
    patches(
      { role: { permissions: { case: ['manage'] } }, known: { linkedRegistry: linked({}) } as object },
      { registry_record_id: id },
    ).ignored,
  ).toEqual(['registry_record_id'])
})

// rule: records 4 previous-owner
test('an incident that goes to the owner of its case keeps whose it was', () => {
  const id = 'e0000000-0000-4000-8000-00000000000e'
  const linkedCase = {
    record: { id, type: 'case', version: 5, data: { owned_by: 'bilal' } },
    facts: sampleFacts('bilal', { id: id as never }),
  }
  const role: Partial<Role> = {
    scope: 'group',
    permissions: { case: ['read', 'incident_from_case'], incident: ['read', 'write'] },
  }
  const stored = {
    owned_by: 'amal',
    owned_by_full_name: 'amal of the field office',
    owned_by_agency_id: 'agency-one',
    owned_by_location: 'LOC',
    owned_by_agency_office: 'office',
  }
  const scene = (owner: string) => ({
    role,
    stored,
    facts: { type: 'incident' as const },
    known: {
      linkedCase,
      owner: samplePerson(owner, { agency: 'agency-two' }),
      record: { ...sampleStored(stored), type: 'incident' },
    } as object,
  })
  expect(patches(scene('bilal'), { incident_case_id: id }).record.data).toMatchObject({
    owned_by: 'bilal',
    owned_by_agency_id: 'agency-two',
    previously_owned_by: 'amal',
    previously_owned_by_full_name: 'amal of the field office',
    previously_owned_by_agency: 'agency-one',
    previously_owned_by_location: 'LOC',
    previously_owned_by_agency_office: 'office',
  })
  expect(patches(scene('amal'), { incident_case_id: id }).record.data).not.toHaveProperty('previously_owned_by')
})

// Nobody erases what he cannot see: random writers with random rights send random edits of everything.
