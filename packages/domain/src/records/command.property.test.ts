import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { contextOf } from '../access/decide.ts'
import { readable, writable } from '../access/fields.ts'
import { sampleActor, sampleFacts, sampleWorld } from '../access/sample.ts'
import type { Role } from '../configuration/bundle.ts'
import type { Answer, Data, Row } from './record.ts'
import { edits } from './sample.ts'

const uuid = (n: number) => `c0000000-0000-4000-8000-00000000000${n}`

const config = sampleWorld()
const arbRight = fc.constantFrom('r', 'rw', undefined)
const arbForms = fc
  .record({ basic_identity: arbRight, services: arbRight, family_details: arbRight, notes: arbRight })
  .map((forms) => Object.fromEntries(Object.entries(forms).filter(([, right]) => right)) as Record<string, 'r' | 'rw'>)
const arbRole: fc.Arbitrary<Partial<Role>> = fc.record({
  forms: arbForms,
  identity: fc.constantFrom('none', 'own', 'scope', 'reveal'),
  scope: fc.constant('all'),
  permissions: fc
    .subarray(['service_own_entries_only', 'add_note', 'services_section_from_case', 'close'])
    .map((more) => ({ case: ['read', 'write', ...more] })),
})
const text = fc.constantFrom('a', 'b', '')
const arbRows = (columns: Record<string, fc.Arbitrary<Answer>>) =>
  fc.uniqueArray(
    fc.tuple(fc.integer({ min: 1, max: 3 }), fc.record(columns)).map(([n, r]) => ({ unique_id: uuid(n), ...r }) as Row),
    {
      selector: (r) => r.unique_id,
      maxLength: 3,
    },
  )
const arbStored: fc.Arbitrary<Data> = fc.record({
  name: text,
  age: fc.integer({ min: 0, max: 3 }),
  family_details_section: arbRows({ relation_name: text, relation_age: fc.integer({ min: 0, max: 3 }) }),
  services_section: arbRows({
    service_response_type: text,
    service_implementing_agency_individual: fc.constantFrom('amal', 'bilal'),
  }),
  notes_section: arbRows({ note_text: text }),
})

const withoutServerColumns = (answer: unknown) =>
  JSON.parse(
    JSON.stringify(answer ?? null, (key, value) =>
      ['service_implemented', 'note_date', 'note_created_by'].includes(key) ? undefined : value,
    ),
  )

test('a write never erases what the writer cannot see', () => {
  fc.assert(
    fc.property(arbRole, fc.constantFrom('amal', 'bilal'), arbStored, arbStored, (role, user, stored, wanted) => {
      const actor = sampleActor(user, role)
      const ctx = contextOf(sampleFacts('amal'))
      const [reads, writes] = [readable(config, actor, ctx), writable(config, actor, ctx)]
      const changes = Object.keys(wanted).map((name) => ({ path: [name], from: stored[name], to: wanted[name] }))
      const { record } = edits({ user, role, stored, known: { strict: false } }, changes)
      for (const name of Object.keys(stored)) {
        if (reads.has(name) || writes.has(name)) continue
        expect(withoutServerColumns(record.data[name])).toEqual(withoutServerColumns(stored[name]))
      }
      const coversNames = role.identity === 'scope' || (role.identity === 'own' && user === 'amal')
      if (coversNames) return
      expect(record.data['name']).toBe(stored['name'])
      for (const before of stored['family_details_section'] as Row[]) {
        if (!before['relation_name']) continue
        const after = (record.data['family_details_section'] as Row[]).find((r) => r.unique_id === before.unique_id)
        expect(after?.['relation_name']).toBe(before['relation_name'])
      }
    }),
    { numRuns: 600, seed: 31 },
  )
})

test('services of others stay as they are for whom sees his own only', () => {
  fc.assert(
    fc.property(arbStored, arbStored, (stored, wanted) => {
      const role: Partial<Role> = {
        scope: 'self',
        permissions: { case: ['read', 'write', 'service_own_entries_only'] },
      }
      const changes = [{ path: ['services_section'], from: stored['services_section'], to: wanted['services_section'] }]
      const facts = { grantedTo: ['bilal'], seenBy: ['u:amal', 'u:bilal'] }
      const { record } = edits({ user: 'bilal', role, stored, facts, known: { strict: false } }, changes)
      for (const before of stored['services_section'] as Row[]) {
        if (before['service_implementing_agency_individual'] === 'bilal') continue
        const after = (record.data['services_section'] as Row[]).find((r) => r.unique_id === before.unique_id)
        expect(withoutServerColumns(after)).toEqual(withoutServerColumns(before))
      }
    }),
    { numRuns: 300, seed: 32 },
  )
})
