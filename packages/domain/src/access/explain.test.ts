import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Role, recordTypes } from '../configuration/bundle.ts'
import { decide } from './decide.ts'
import { explain, explainFields } from './explain.ts'
import { readable, writable } from './fields.ts'
import { coversIdentity, isIdentifying } from './identity.ts'
import { madeUp, relations, somebodyWith } from './made-up.ts'
import { resourceActions } from './resource-actions.ts'
import { formRights } from './role.ts'
import { sampleActor, sampleFacts, sampleWorld } from './sample.ts'
import { arbActor, arbFacts, arbType } from './scope.arbitrary.ts'

const config = sampleWorld()
const cp = 'primeromodule-cp'
const gbv = 'primeromodule-gbv'
const actions = ['read', 'write', 'create', 'update', 'show', 'flag', 'close', 'incident_from_case', 'nonsense']

test('the steps of an explanation come to what the doors decide, for anybody and any record', () => {
  const asked = fc.record({ actor: arbActor, facts: arbFacts, action: fc.constantFrom(...actions) })
  fc.assert(
    fc.property(asked, ({ actor, facts, action }) => {
      const { decision, steps } = explain(config, actor, { type: facts.type, action }, { facts, state: {}, grants: [] })
      const doors = decide(config, actor, facts.type, action, facts)
      expect(decision).toBe(doors)
      const last = steps.at(-1)
      if (doors === 'yes') expect(steps.filter(({ step }) => step !== 'state').every((step) => step.holds)).toBe(true)
      else expect(last?.holds).toBe(false)
      expect(doors === 'forbidden').toBe(last?.step === 'right')
      expect(doors === 'out-of-scope').toBe(['reads', 'module', 'reach'].includes(last?.step ?? '') && !last?.holds)
    }),
    { numRuns: 2_000 },
  )
})

test('without a record only the right is told', () => {
  fc.assert(
    fc.property(arbActor, arbType, fc.constantFrom(...actions), (actor, type, action) => {
      const { decision, steps } = explain(config, actor, { type, action })
      expect(decision).toBe(decide(config, actor, type, action))
      expect(steps.map(({ step }) => step)).toEqual(['right'])
      expect(steps[0]?.holds).toBe(decision === 'yes')
    }),
  )
})

const arbForms: fc.Arbitrary<Role['forms']> = fc.oneof(
  fc.constant('all' as const),
  fc.dictionary(fc.constantFrom(...[...config.forms.keys()]), fc.constantFrom('r' as const, 'rw' as const), {
    noNullPrototype: true,
  }),
)

test('what is told of a field is what is read and written, for anybody and any record', () => {
  const names = [...new Set([...config.forms.values()].flatMap(({ fields }) => fields.map(({ name }) => name)))]
  const asked = fc.record({
    actor: arbActor,
    forms: arbForms,
    facts: arbFacts,
    right: fc.constantFrom(...(resourceActions['case'] ?? [])),
  })
  fc.assert(
    fc.property(asked, ({ actor: somebody, forms, facts, right }) => {
      const permissions = { ...somebody.role.permissions, case: [...(somebody.role.permissions['case'] ?? []), right] }
      const actor = { ...somebody, role: { ...somebody.role, forms, permissions } }
      const ctx = { type: facts.type, module: facts.module, facts }
      const [reads, writes] = [readable(config, actor, ctx), writable(config, actor, ctx)]
      const rights = formRights(config, actor.role)
      for (const field of explainFields(config, actor, ctx, [...names, 'status', 'no_such_field'])) {
        expect([field.reads, field.writes]).toEqual([reads.has(field.name), writes.has(field.name)])
        expect(['form', 'beside'].includes(field.why)).toBe(field.reads)
        expect(['form', 'action'].includes(field.whyWrite)).toBe(field.writes)
        if (field.why === 'identity') {
          expect(isIdentifying(config, facts.type, field.name)).toBe(true)
          expect(coversIdentity(actor, ctx)).toBe(false)
        }
        if (field.why === 'no-form') expect(field.forms.some(({ id }) => rights.has(id))).toBe(false)
      }
    }),
    { numRuns: 300 },
  )
})

test('a step says how the role comes by an action', () => {
  const how = (permissions: Role['permissions'], type: 'case' | 'incident' = 'case', action = 'write') => {
    const [step] = explain(config, sampleActor('amal', { permissions }), { type, action }).steps
    return step?.step === 'right' ? step.how : undefined
  }
  expect(how({ case: ['write'] })).toBe('named')
  expect(how({ case: ['write'] }, 'case', 'update')).toBe('covered')
  expect(how({ case: ['manage'] })).toBe('manage')
  expect(how({ case: ['incident_from_case'] }, 'incident', 'create')).toBe('borrowed')
  expect(how({ case: ['read'] })).toBe('missing')
})

test('what a closed or disabled record does not take is told last', () => {
  const actor = sampleActor('amal', { permissions: { case: ['read', 'write', 'close', 'reopen'] } })
  const facts = sampleFacts('amal')
  const last = (action: string, state: object) =>
    explain(config, actor, { type: 'case', action }, { facts, state, grants: [] }).steps.at(-1)
  expect(last('close', { status: 'closed' })).toEqual({ step: 'state', holds: false, status: 'closed' })
  expect(last('reopen', { status: 'closed' })).toEqual({ step: 'state', holds: true, status: 'closed' })
  expect(last('write', { record_state: false })).toEqual({ step: 'state', holds: false, status: 'disabled' })
  expect(last('read', { record_state: false })).toEqual({ step: 'state', holds: true, status: 'disabled' })
})

test('a record that is made up stands to somebody as it is said to', () => {
  const scopes = ['self', 'group', 'agency', 'all', 'identified', 'admin_only'] as const
  const reach = scopes.map((scope) => {
    const actor = somebodyWith(sampleActor('amal', { scope, modules: [cp], permissions: { case: ['read'] } }).role)
    return relations.filter(
      (relation) => decide(config, actor, 'case', 'read', madeUp(actor, relation, 'case', cp)) === 'yes',
    )
  })
  expect(reach).toEqual([
    ['own', 'given'],
    ['own', 'given', 'group'],
    ['own', 'given', 'agency'],
    [...relations],
    ['subject'],
    [],
  ])
  const elsewhere = somebodyWith(sampleActor('amal', { scope: 'all', modules: [cp] }).role)
  for (const type of recordTypes)
    expect(decide(config, elsewhere, type, 'read', madeUp(elsewhere, 'own', type, gbv))).not.toBe('yes')
})
